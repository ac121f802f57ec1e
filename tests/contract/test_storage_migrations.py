"""Migrations lead to the declared tables, up, down and up again, on both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from allo.domain.people import Listener
from allo.domain.structures import Structure
from allo.storage.engines import changing_engine
from allo.storage.migrate import bring_down, bring_up, configuration
from allo.storage.opening import upgrade
from allo.storage.places import place_of
from allo.storage.schema import REVISIONS
from allo.storage.tables import TABLES
from tests.contract.conftest import Database


@pytest.fixture
def engine(database: Database) -> Iterator[sa.Engine]:
    engine = changing_engine(place_of(database.url))
    yield engine
    engine.dispose()


def differences(connection: sa.Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, TABLES))


def keys_of(connection: sa.Connection) -> dict[str, list[str]]:
    """What `compare_metadata` leaves out: the conditions of unique keys, and keys that refer."""
    inspector = sa.inspect(connection)
    keys: dict[str, list[str]] = {}
    for name in inspector.get_table_names():
        indexes = [_words_of(one) for one in inspector.get_indexes(name)]
        keys[name] = sorted([*indexes, *map(str, inspector.get_foreign_keys(name))])
    return keys


def _words_of(index: Any) -> str:
    where = [str(one) for one in index.get("dialect_options", {}).values()]
    return f"{index['name']} {index['column_names']} {index['unique']} {where}"


def test_revisions_are_those_in_the_folder() -> None:
    script = ScriptDirectory.from_config(configuration())
    assert tuple(one.revision for one in reversed(list(script.walk_revisions()))) == REVISIONS


def test_the_migrated_tables_are_the_declared_ones(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        bring_up(connection)
        assert differences(connection) == []


def test_the_keys_are_the_declared_ones(engine: sa.Engine) -> None:
    with engine.begin() as connection:
        bring_up(connection)
        migrated = keys_of(connection)
        bring_down(connection, "base")
        connection.execute(sa.text("DROP TABLE alembic_version"))
        TABLES.create_all(connection)
        declared = keys_of(connection)
    del migrated["alembic_version"]
    assert migrated == declared


async def test_up_with_rows_down_and_up_again(database: Database, engine: sa.Engine) -> None:
    store = await database.open()
    async with store.write() as unit:
        home = await unit.structures.add(Structure(name="Les Tilleuls"))
        for number in range(500):
            await unit.listeners.add(Listener(number=f"+33199{number:06}", structure=home.id))
    await database.close()
    database.opened.clear()
    for before, after in reversed(list(zip(("base", *REVISIONS), REVISIONS, strict=False))):
        with engine.begin() as connection:
            bring_down(connection, before)
        with engine.begin() as connection:
            bring_up(connection, after)
    await upgrade(database.url)
    store = await database.open()


async def test_two_programs_may_create_one_database_at_once(database: Database) -> None:
    first, second, *_ = await asyncio.gather(*(database.open() for _ in range(4)))
    async with first.write() as unit:
        await unit.structures.add(Structure(name="Les Tilleuls"))
    async with second.read() as unit:
        assert len(await unit.structures.find()) == 1


async def test_upgrade_creates_what_is_absent_and_may_be_repeated(database: Database) -> None:
    assert await upgrade(database.url) == REVISIONS[-1]
    assert await upgrade(database.url) == REVISIONS[-1]
    await database.open(create=False)
