"""Habits of the code that a machine can check (STYLE.md, part B); the numbers are those of its list."""

from __future__ import annotations

import ast
import re

import pytest

from tests.architecture.code import Module, called, length, lines_matching, modules, test_modules, within

_PRODUCT = sorted(modules())
_MIGRATIONS = "allo.storage.migrations.versions"

# 15: where the clock may be read and where one may sleep
_CLOCKS = ("allo.clock", "allo.telephony")
_TIME = re.compile(
    r"(^|\.)(now|utcnow|today|monotonic|perf_counter|sleep)$|^time\.time$|^(localtime|gmtime)$|^time\.(localtime|gmtime)$"
)
# 23: the edges where anything may be caught, since nobody stands behind them
_BROAD_EDGES = {
    "allo/__main__.py",
    "allo/telephony/simulator/desk_line.py",
    "allo/telephony/simulator/wire.py",
    "scheduler/ticker.py",
}
# 7: files of allo/app that are no use case
_NO_USE_CASE = {"ports", "dispatch", "house", "errands"}
# 10: words of a provider, which stop at its adapter; the settings name the dial string they pass on
_PROVIDER = r"(Call|Conference|Account|Participant)Sid|Stasis|ChannelDtmf|TwiML|PJSIP|\bin-progress\b|\bno-answer\b"


def offences(check: str, found: list[str]) -> None:
    assert not found, f"{check}:\n" + "\n".join(found)


# 25: sizes


def test_no_file_is_over_its_budget() -> None:
    long = [
        f"{module.place}: {count} lines"
        for module, most in [(one, 250) for one in modules().values()] + [(one, 400) for one in test_modules().values()]
        if (count := module.text.count("\n")) > most
    ]
    offences("files of 250 lines at most (tests: 400)", long)


def test_no_function_is_over_its_budget() -> None:
    long = [
        f"{module.place}:{function.lineno} {function.name}: {length(function)} lines"
        for module in [*modules().values(), *test_modules().values()]
        if not within(module.name, _MIGRATIONS)
        for function in module.functions()
        if length(function) > 40
    ]
    offences("functions of 40 lines at most", long)


def test_functions_are_small_by_habit() -> None:
    sizes = sorted(length(function) for module in modules().values() for function in module.functions())
    assert sizes[len(sizes) // 2] <= 8
    assert sizes[len(sizes) * 9 // 10] <= 20


@pytest.mark.parametrize("name", _PRODUCT)
def test_every_module_says_what_it_is_for(name: str) -> None:
    assert ast.get_docstring(modules()[name].tree)


# 15: time is passed in


def _reads_a_clock(module: Module) -> list[str]:
    return [
        f"{module.place}:{node.lineno} {name}"
        for node in module.nodes(ast.Call)
        if isinstance(node, ast.Call) and _TIME.search(name := called(node)) and not _is_our_clock(name)
    ]


def _is_our_clock(name: str) -> bool:
    """`clock.now()`, `self.timeline.now()`: the port, or the time of the exchange, which are passed in."""
    return name.endswith(("clock.now", "timeline.now"))


def test_time_is_passed_in() -> None:
    elsewhere = [one for one in modules().values() if not any(within(one.name, place) for place in _CLOCKS)]
    offences(
        "clocks are read in allo/clock.py and adapters only",
        [line for one in elsewhere for line in _reads_a_clock(one)],
    )


def test_no_test_sleeps() -> None:
    sleeping = [
        f"{module.place}:{node.lineno}"
        for module in test_modules().values()
        for node in module.nodes(ast.Call)
        if isinstance(node, ast.Call) and called(node).endswith("sleep") and ast.unparse(node.args[0]) != "0"
        if not re.search("real process|process of its own", ast.get_docstring(module.tree) or "")
    ]
    offences("tests do not sleep (but those whose docstring says that they watch a real process)", sleeping)


# 6, 7, 18: names


def test_events_are_facts_in_the_past_tense() -> None:
    names = [one.strip() for one in re.split(r"\|", ast.unparse(_event_union()))]
    assert len(names) >= 14
    offences("events end in -ed or -en or are « Left »", [one for one in names if not re.search(r"(ed|en|Left)$", one)])


def _event_union() -> ast.expr:
    for node in modules()["allo.domain.events"].tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "Event":
            return node.value
    raise AssertionError("allo.domain.events names no Event")


def test_every_event_has_its_reaction_or_is_unheard_on_purpose() -> None:
    text = modules()["allo.app.dispatch"].text
    missing = [name for name in re.split(r"\s*\|\s*", ast.unparse(_event_union())) if f"events.{name}" not in text]
    assert not missing


@pytest.mark.parametrize("name", [one for one in _PRODUCT if re.fullmatch(r"allo\.app\.\w+", one)])
def test_one_use_case_one_file_one_public_function_of_the_same_name(name: str) -> None:
    module = modules()[name]
    last = name.rpartition(".")[2]
    if module.is_package or last in _NO_USE_CASE:
        return
    public = [one.name for one in module.tree.body if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [one for one in public if not one.startswith("_")] == [last]


# 10, 21, 23, 24


def test_provider_words_stop_at_the_adapter() -> None:
    found = [
        line
        for module in modules().values()
        if not within(module.name, "allo.telephony") and not module.name.startswith("allo.settings")
        for line in lines_matching(_PROVIDER, module)
    ]
    offences("words of a provider outside allo/telephony", found)


def test_nothing_broad_is_caught_outside_the_named_edges() -> None:
    broad = [
        f"{module.place}:{node.lineno}"
        for module in modules().values()
        if module.place not in _BROAD_EDGES
        for node in module.nodes(ast.ExceptHandler)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node)
    ]
    offences("broad excepts outside the named edges", broad)


def _is_broad(handler: ast.ExceptHandler) -> bool:
    """Not where the last word is `raise`: that lets nothing disappear."""
    last = handler.body[-1]
    if isinstance(last, ast.Raise) and last.exc is None:
        return False
    if handler.type is None:
        return True
    return bool({"Exception", "BaseException"} & set(re.findall(r"\w+", ast.unparse(handler.type))))


def test_the_environment_is_read_in_one_file() -> None:
    users = {
        module.place for module in modules().values() if lines_matching(r"os\.environ\b|os\.getenv|\bgetenv\(", module)
    }
    assert users <= {"allo/settings.py"}


def test_our_own_code_is_never_patched_in_tests() -> None:
    patched = [
        line
        for module in test_modules().values()
        if module.name != __name__
        for line in lines_matching(r"unittest\.mock|mocker\.|\.setattr\(\s*[\"']?(allo|ivr_flows|scheduler)\b", module)
    ]
    offences("our own code is patched", patched)
