"""The shape of a kind of record: its table, and the way from a frozen dataclass to a row and back.

Fields are read off the dataclass; only what is personal, unique, looked up or a reference is declared (`tables`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, Generic, TypeVar, cast, get_type_hints

import sqlalchemy as sa

from allo.storage.cipher import Cipher
from allo.storage.codecs import Codec, Convert, codec_for

T = TypeVar("T")

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Veil(Enum):
    """How much of a value the database shows."""

    CLEAR = "clear"
    SEALED = "sealed"  # encrypted, never looked up
    EXACT = "exact"  # encrypted, looked up by the hash of the very text (numbers, codes)
    NAME = "name"  # encrypted, looked up by the hash of its normal form

    @property
    def hashed(self) -> bool:
        return self in (Veil.EXACT, Veil.NAME)


@dataclass(frozen=True, slots=True)
class Unique:
    """Fields that may not be the same in two rows, among the rows where `only` holds (SQL, "" for all)."""

    fields: tuple[str, ...]
    only: str = ""


@dataclass(frozen=True, slots=True)
class Personal:
    """The encrypted fields of a record."""

    names: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()

    def veil(self, field: str) -> Veil:
        for veil, among in ((Veil.NAME, self.names), (Veil.EXACT, self.exact), (Veil.SEALED, self.sealed)):
            if field in among:
                return veil
        return Veil.CLEAR


@dataclass(frozen=True, slots=True)
class Field:
    """One field and its column; a looked-up secret has a second column for its hash."""

    name: str
    codec: Codec
    veil: Veil

    @property
    def hash_name(self) -> str:
        return f"{self.name}_hash"

    @property
    def key_name(self) -> str:
        """The column that tells whether two records are the same in this field."""
        return self.hash_name if self.veil.hashed else self.name

    @property
    def searchable(self) -> bool:
        return self.codec.searchable and self.veil is not Veil.SEALED

    def sought(self, value: object, cipher: Cipher) -> object:
        """A value as it stands in `key_name`."""
        convert: Convert | None = self.codec.to_row
        match self.veil:
            case Veil.EXACT:
                return cipher.exact(str(value))
            case Veil.NAME:
                return cipher.name(str(value))
            case _:
                return convert(value) if convert and value is not None else value


class Shape(Generic[T]):
    """One kind of record and its table."""

    def __init__(
        self,
        table: str,
        record: type[T],
        *,
        personal: Personal = Personal(),
        unique: Sequence[Unique] = (),
        index: Sequence[tuple[str, ...]] = (),
        refers: Mapping[str, str] | None = None,
    ) -> None:
        hints = get_type_hints(record)
        names = [one.name for one in fields(record)]  # type: ignore[arg-type]
        self.name = table
        self.record = record
        self.fields = {name: Field(name, codec_for(hints[name]), personal.veil(name)) for name in names}
        self.has_text_key = hints["id"] is str
        self.has_unique = bool(unique)
        self.table = sa.Table(table, METADATA, *self._columns(refers or {}), sqlite_autoincrement=not self.has_text_key)
        for one in unique:
            self._add_index(one.fields, only=one.only, unique=True)
        looked_up = [(name,) for name, field in self.fields.items() if field.veil.hashed]
        for several in (*index, *looked_up):
            self._add_index(several)

    def _columns(self, refers: Mapping[str, str]) -> list[sa.Column[Any]]:
        columns: list[sa.Column[Any]] = []
        for field in self.fields.values():
            target = refers.get(field.name)
            references = (sa.ForeignKey(f"{target}.id"),) if target else ()
            columns.append(
                sa.Column(
                    field.name,
                    field.codec.column_type(),
                    *references,
                    primary_key=field.name == "id",
                    nullable=field.codec.optional,
                )
            )
            if field.veil.hashed:
                columns.append(sa.Column(field.hash_name, sa.Text, nullable=False))
        return columns

    def _add_index(self, names: Sequence[str], *, only: str = "", unique: bool = False) -> None:
        columns = [self.table.c[self.fields[name].key_name] for name in names]
        where: dict[str, Any] = {f"{dialect}_where": sa.text(only) for dialect in ("sqlite", "postgresql") if only}
        name = "_".join(["uq" if unique else "ix", self.name, *(column.name for column in columns)])
        sa.Index(name, *columns, unique=unique, **where)

    def to_row(self, record: T, cipher: Cipher) -> dict[str, object]:
        row: dict[str, object] = {}
        for name, field in self.fields.items():
            value = getattr(record, name)
            if field.codec.to_row is not None:
                value = field.codec.to_row(value)
            if field.veil is not Veil.CLEAR:
                if field.veil.hashed:
                    row[field.hash_name] = field.sought(value, cipher)
                value = cipher.encrypt(value)
            row[name] = value
        return row

    def from_row(self, row: Sequence[Any], cipher: Cipher) -> T:
        values: list[object] = []
        for field, kept in zip(self.fields.values(), row, strict=True):
            value = kept if field.veil is Veil.CLEAR else cipher.decrypt(kept)
            values.append(field.codec.from_row(value) if field.codec.from_row else value)
        return self.record(*values)

    def with_id(self, record: T, key: int) -> T:
        return cast("T", replace(cast("Any", record), id=key))
