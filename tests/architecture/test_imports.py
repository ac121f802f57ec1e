"""Who may import whom: the table of the house, which each package repeats in the last line of its docstring.

The same rules between packages are contracts of import-linter in pyproject.toml; here also libraries, and circles.
"""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from functools import cache

import pytest

from tests.architecture.code import Module, imports, modules, package_of, within

_EVERY_EDGE = ("allo.clock", "allo.logs", "structlog")
_EDGES = (
    "allo.commands",
    "allo.telephony",
    "allo.storage",
    "allo.speech",
    "allo.messages",
    "allo.documents",
    "allo.web",
    "scheduler",
    "admin",
)
# modules that stand directly in `allo`: each states its own rule, as a package does
_ROOT_MODULES = sorted(
    name for name, module in modules().items() if re.fullmatch(r"allo\.\w+", name) and not module.is_package
)


@dataclass(frozen=True)
class Rule:
    """`everywhere`: names the whole package may import; `only`: library → the one module of the package that may."""

    everywhere: tuple[str, ...]
    only: dict[str, set[str]]

    def allows(self, name: str, module: Module) -> bool:
        last = module.name.rpartition(".")[2]
        return (
            "everything" in self.everywhere
            or any(within(name, one) for one in self.everywhere)
            or any(within(name, library) and last in places for library, places in self.only.items())
        )


def packages() -> list[str]:
    return sorted(name for name, module in modules().items() if module.is_package)


@cache
def rule_of(name: str) -> Rule:
    """What the last line of its docstring says; of a module too."""
    docstring = ast.get_docstring(modules()[name].tree) or ""
    line = re.search(r"May import: (.*)\Z", docstring, re.DOTALL)
    assert line, f"{name}: its docstring must end with a line « May import: … »"
    text = " ".join(line[1].split()).rstrip(".").split(";")[0]
    everywhere, only = re.sub(r"\(.*?\)", "", text), "".join(re.findall(r"\((.*?)\)", text))
    names = [name.strip() for name in re.split(r",| and ", everywhere)]
    return Rule(tuple(name for name in names if re.fullmatch(r"[a-z_][\w.]*", name) and name != "nothing"), _only(only))


def _only(text: str) -> dict[str, set[str]]:
    """ "phonenumbers in phone_numbers, dateutil and holidays in slots" """
    found: dict[str, set[str]] = {}
    for part in filter(None, text.split(",")):
        libraries, _, places = part.partition(" in ")
        for library in libraries.split(" and "):
            found.setdefault(library.strip(), set()).update(place.strip() for place in places.split(" and "))
    return found


def foreign(module: Module) -> set[str]:
    """What a module imports beyond the standard library and its own package."""
    own = package_of(module)
    return {
        name
        for name in imports(module)
        if name.split(".")[0] not in sys.stdlib_module_names and not (own != "allo" and within(name, own))
    }


@pytest.mark.parametrize("package", packages())
def test_a_package_imports_what_its_docstring_says(package: str) -> None:
    rule = rule_of(package)
    edge = any(within(package, one) for one in _EDGES)
    wrong = [
        f"{module.place} imports {name}"
        for module in modules().values()
        if package_of(module) == package and module.name not in _ROOT_MODULES
        for name in sorted(foreign(module))
        if not rule.allows(name, module) and not (edge and name in _EVERY_EDGE)
    ]
    assert not wrong, "\n".join(wrong)


def test_a_package_allows_no_more_than_the_package_it_stands_in() -> None:
    wrong = [
        f"{package} allows {name}, {above} does not"
        for package in packages()
        if (above := package.rpartition(".")[0]) and above != "allo"
        for name in rule_of(package).everywhere
        if not within(name, above) and not any(within(name, one) for one in rule_of(above).everywhere)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", _ROOT_MODULES)
def test_a_module_beside_the_packages_imports_what_its_docstring_says(name: str) -> None:
    rule, module = rule_of(name), modules()[name]
    assert not [one for one in sorted(foreign(module)) if not rule.allows(one, module)]


def test_only_the_main_file_imports_the_settings_and_nobody_imports_it() -> None:
    for module in modules().values():
        assert "allo.__main__" not in imports(module), module.place
        if module.name != "allo.__main__":
            assert "allo.settings" not in imports(module), module.place


def test_there_is_no_circle() -> None:
    graph = {
        name: sorted(one for one in imports(module) if one in modules() and one != name)
        for name, module in modules().items()
    }
    circle = find_circle(graph)
    assert not circle, " → ".join(circle)


def find_circle(graph: dict[str, list[str]]) -> list[str]:
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for other in graph[name]:
            if circle := visit(other, [*path, name]):
                return circle
        done.add(name)
        return []

    return next((circle for name in graph if (circle := visit(name, []))), [])


def test_a_circle_would_be_found() -> None:
    assert find_circle({"a": ["b"], "b": ["c"], "c": ["b"]}) == ["b", "c", "b"]


def test_the_scheduler_library_is_imported_in_one_file() -> None:
    users = {
        module.place for module in modules().values() if any(within(name, "apscheduler") for name in imports(module))
    }
    assert users <= {"scheduler/ticker.py"}
