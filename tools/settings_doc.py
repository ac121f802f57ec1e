"""Writes docs/settings.md from the fields of Settings and the lines of allo.toml.

`.venv/bin/python tools/settings_doc.py`
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field
from enum import Enum
from pathlib import Path
from typing import Any

from allo.settings import SETTINGS, variable
from allo.settings_rules import DEFAULTS, KNOBS, TABLES

PLACE = Path(__file__).parents[1] / "docs" / "settings.md"
_HEAD = """# Réglages

<!-- Fichier fabriqué par tools/settings_doc.py : changez allo/settings.py ou allo/settings_rules.py, pas lui. -->

Allô se règle par des variables. Elles sont lues, dans cet ordre, le premier gagne : l'environnement, le fichier `.env`,
le fichier `allo.toml`, tous deux dans le dossier où la commande `allo` est lancée. Une valeur fausse arrête le
démarrage avec une ligne qui nomme la variable et dit que faire. Une variable inconnue est signalée. `allo doctor` dit
ce qui est réglé et ce qui manque.

## Variables
"""
_TOML = """
## Délais et capacités, dans `allo.toml`

Chaque valeur par défaut est celle du programme ; n'écrivez que ce que vous changez. Les garde-fous peuvent être
resserrés, pas desserrés. Exemple :

```toml
line_number = "+33199000000"   # une variable, sans son préfixe ALLO_
calling_hours = "10:00-19:00"

[avance]
animateur_minutes = 30

[sonnerie]
rappels_occupe = [120, 300, 600]
```
"""


def document() -> str:
    return "\n".join([_HEAD, *_variables(), _TOML, *_tables()]).rstrip() + "\n"


def _variables() -> Iterator[str]:
    yield "| variable | sans elle | à quoi elle sert |"
    yield "| --- | --- | --- |"
    for one in SETTINGS:
        yield f"| `{variable(one.name)}` | {_default(one)} | {one.metadata['help']} |"


def _tables() -> Iterator[str]:
    for table, (title, _) in TABLES.items():
        yield f"### `[{table}]` — {title.lower()}\n"
        yield "| nom | sans lui | de | à | à quoi il sert |"
        yield "| --- | --- | --- | --- | --- |"
        for knob in (one for one in KNOBS if one.table == table):
            default = list(value) if isinstance(value := DEFAULTS[knob.rule], tuple) else value
            cells = ("–", "–", "–") if knob.is_text else (default, knob.least, knob.most)
            yield f"| `{knob.name}` | {' | '.join(map(str, cells))} | {knob.about}. |"
        yield ""


_SHOWN = {
    "calling_hours": "`09:00-20:00`",
    "calling_days": "`lun-sam`",
    "data_dir": "`./donnees`",
    "calls_per_second": "1",
}


def _default(one: Field[Any]) -> str:
    value = one.default
    if one.name in _SHOWN:
        return _SHOWN[one.name]
    if isinstance(value, bool):
        return "`oui`" if value else "`non`"
    if value in ("", None):
        return "–"
    return f"`{value.value if isinstance(value, Enum) else value}`"


if __name__ == "__main__":
    PLACE.write_text(document(), "utf-8")
