"""Where settings come from: the environment, `.env`, `allo.toml`; the first that holds a variable wins.

An empty variable counts as absent. In `allo.toml` a variable may also be written without its prefix, in small letters.

May import: allo.domain.errors, allo.settings_rules, dotenv.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from allo.domain.errors import why_not
from allo.settings_rules import KNOBS, TABLES, Tuning, check_together, read_knob

_PREFIX = "ALLO_"
_TOML = "allo.toml"
_FIRST_DESCRIPTOR = 3


@dataclass(frozen=True, slots=True)
class Found:
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Sources:
    """`given`: variable → what was found first. `warnings`: names nobody knows, with the likely one."""

    given: Mapping[str, Found]
    tuning: Tuning
    warnings: tuple[str, ...]


def read_sources(environ: Mapping[str, str], folder: Path, known: Collection[str]) -> Sources:
    """Raises ValueError, a whole sentence in French, where a file cannot be read or a table holds a wrong value."""
    toml = _read_toml(folder / _TOML)
    tables = {name: value for name, value in toml.items() if isinstance(value, dict)}
    plain = {_variable(name): _plain(value) for name, value in toml.items() if name not in tables}
    places = (("environnement", environ), ("fichier .env", _read_env(folder / ".env")), (f"fichier {_TOML}", plain))
    given: dict[str, Found] = {}
    for source, found in places:
        for name, value in found.items():
            if name.startswith(_PREFIX) and value.strip():
                given.setdefault(name, Found(value.strip(), source))
    unknown = [
        f"{name} ({found.source}) n'est pas connue{_likely(name, known)}"
        for name, found in given.items()
        if name not in known
    ]
    tuning, strange = _read_tables(tables)
    return Sources(given, tuning, (*unknown, *strange))


def current_folder() -> Path:
    """Raises ValueError, a whole sentence in French, where somebody has removed it."""
    try:
        return Path.cwd()
    except OSError as error:
        raise ValueError(f"Le dossier courant ne peut être lu ({why_not(error)}) : allez dans un autre (cd).") from None


def handed_over(environ: Mapping[str, str], process: int) -> int | None:
    """The descriptor of the listening socket that systemd hands to this process (sd_listen_fds), where it does."""
    mine = environ.get("LISTEN_PID") == str(process) and environ.get("LISTEN_FDS", "0") not in ("", "0")
    return _FIRST_DESCRIPTOR if mine else None


def _read_env(path: Path) -> dict[str, str]:
    try:
        found = dotenv_values(path, interpolate=False, encoding="utf-8-sig") if path.is_file() else {}
    except UnicodeDecodeError:
        raise ValueError(f"{path} ne peut pas être lu : enregistrez-le en UTF-8.") from None
    except OSError as error:
        raise ValueError(f"{path} ne peut pas être lu ({why_not(error)}) : vérifiez ses droits.") from None
    return {name: value for name, value in found.items() if value is not None}


def _read_toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig")) if path.is_file() else {}
    except UnicodeDecodeError:
        raise ValueError(f"{path} ne peut pas être lu : enregistrez-le en UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        where = f" (ligne {place[1]})" if place else ""
        raise ValueError(f"{path} ne peut pas être compris{where} : corrigez-le ou retirez-le.") from None
    except OSError as error:
        raise ValueError(f"{path} ne peut pas être lu ({why_not(error)}) : vérifiez ses droits.") from None


def _variable(name: str) -> str:
    upper = name.upper()
    return upper if upper.startswith(_PREFIX) else _PREFIX + upper


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _read_tables(tables: Mapping[str, Mapping[str, object]]) -> tuple[Tuning, list[str]]:
    tuning: dict[str, Any] = {}
    strange = [f"[{name}] ({_TOML}) n'est pas connue{_likely(name, TABLES)}" for name in tables if name not in TABLES]
    for table, name, value in _lines(tables):
        names = {knob.name: knob for knob in KNOBS if knob.table == table}
        if name not in names:
            strange.append(f"{name}, dans [{table}] ({_TOML}), n'est pas connue{_likely(name, names)}")
            continue
        try:
            tuning[names[name].rule] = read_knob(names[name], value)
        except ValueError as error:
            raise ValueError(f"{name} = « {_plain(value)} », dans [{table}] (fichier {_TOML}) : {error}.") from None
    try:
        check_together(tuning)
    except ValueError as error:
        raise ValueError(f"Dans le fichier {_TOML}, {error}.") from None
    return tuning, strange


def _lines(tables: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, str, object]]:
    for table, lines in tables.items():
        if table in TABLES:
            yield from ((table, name, value) for name, value in lines.items())


def _likely(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f" : vouliez-vous écrire {close[0]} ?" if close else " : elle est ignorée."
