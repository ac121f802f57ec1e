"""Documents that the code keeps honest: the map, the diagram, the settings, the decisions, the locks."""

from __future__ import annotations

import re
import runpy
import tomllib

import pytest

from allo.domain.calls import TRANSITIONS
from tests.architecture.code import ROOT, modules

ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
_PATH = re.compile(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:md|toml|lock))`")
_DECISIONS = 12


def named_paths(text: str) -> list[str]:
    return sorted(set(_PATH.findall(text)))


@pytest.mark.parametrize("path", named_paths(ARCHITECTURE))
def test_every_path_on_the_map_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_every_package_is_on_the_map() -> None:
    packages = [name.replace(".", "/") + "/" for name, module in modules().items() if module.is_package]
    assert not [one for one in packages if one != "allo/" and f"`{one}`" not in ARCHITECTURE]


def test_the_map_is_short() -> None:
    assert len(ARCHITECTURE.splitlines()) < 150


def test_the_diagram_is_the_table_of_the_call_machine() -> None:
    drawn = set(re.findall(r"^ +(\w+) --> (\w+) : (\w+)$", ARCHITECTURE, re.MULTILINE))
    assert drawn == {(before.value, after.value, event.__name__) for (before, event), after in TRANSITIONS.items()}


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"])
def test_links_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / document).read_text("utf-8"))
    assert not [link for link in links if not (ROOT / link).exists()]


def test_the_settings_page_is_made_from_the_settings() -> None:
    made = runpy.run_path(str(ROOT / "tools/settings_doc.py"))["document"]()
    assert (ROOT / "docs/settings.md").read_text("utf-8") == made, "run tools/settings_doc.py"


def test_each_decision_has_its_page() -> None:
    pages = sorted((ROOT / "docs/adr").glob("*.md"))
    assert [page.name[:4] for page in pages][:_DECISIONS] == [f"{number:04}" for number in range(1, _DECISIONS + 1)]
    for page in pages:
        text = page.read_text("utf-8")
        assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "Honest costs"]
        assert len(text.splitlines()) < 60


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "`make demo`" in readme
    assert "`make test`" in readme


# the locks ------------------------------------------------------------------------------------------------------------


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))


def test_both_locks_agree() -> None:
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert runtime
    assert {name: dev.get(name) for name in runtime} == runtime


def test_each_dependency_is_locked_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    for name, wanted in (
        ("requirements.lock", project["dependencies"] + extras["install"]),
        ("requirements-dev.lock", project["dependencies"] + extras["install"] + extras["dev"]),
    ):
        assert {re.split(r"[\[>=<;]", one)[0].strip() for one in wanted} <= set(pins(name))
        text = (ROOT / name).read_text("utf-8")
        assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:])


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "pyproject.toml", "Makefile", ".ci/run", "tools/setup.sh"]
)
def test_no_address_of_a_registry_and_no_path_of_a_machine_stands_in_the_files(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert not re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links|/home/\w+|/root\b", text)
