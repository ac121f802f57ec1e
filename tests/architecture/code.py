"""The source code as the architecture tests read it: modules, their syntax trees, what they import. Nothing is run."""

from __future__ import annotations

import ast
import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("ivr_flows", "allo", "scheduler", "admin")  # those that exist are read
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, eq=False)
class Module:
    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def is_package(self) -> bool:
        return self.path.name == "__init__.py"

    @property
    def place(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    def nodes(self, *kinds: type[ast.AST]) -> Iterator[ast.AST]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))

    def functions(self) -> list[Function]:
        return [node for node in ast.walk(self.tree) if isinstance(node, Function)]


@cache
def modules() -> dict[str, Module]:
    """The product's modules by name."""
    return {module.name: module for package in PACKAGES for module in _read(ROOT / package)}


@cache
def test_modules() -> dict[str, Module]:
    return {module.name: module for module in _read(ROOT / "tests")}


test_modules.__test__ = False  # type: ignore[attr-defined]


def _parsed(text: str) -> ast.Module:
    """No collection meanwhile: CPython 3.11 gives up parsing where a finalizer parses too (its gh-106905)."""
    gc.disable()
    try:
        return ast.parse(text)
    finally:
        gc.enable()


def _read(folder: Path) -> Iterator[Module]:
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text("utf-8")
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        yield Module(name, path, text, _parsed(text))


def package_of(module: Module) -> str:
    return module.name if module.is_package else module.name.rpartition(".")[0]


def imports(module: Module) -> set[str]:
    """All that a module imports, anywhere in it: the full names of our modules, as written for others."""
    found: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            whole = {f"{base}.{alias.name}" for alias in node.names}
            found |= {name if name in modules() else base for name in whole}
    return found


def _base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    above = package_of(module).split(".")
    return ".".join(above[: len(above) - node.level + 1] + ([node.module] if node.module else []))


def within(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def called(node: ast.Call) -> str:
    """The dotted name of what is called: "datetime.now", "asyncio.sleep"."""
    return ast.unparse(node.func)


def lines_matching(pattern: str, module: Module) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{module.place}:{number}: {line.strip()}"
        for number, line in enumerate(module.text.splitlines(), start=1)
        if found.search(line)
    ]
