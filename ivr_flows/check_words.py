"""Proves the words of a step: each in each language, its values known, its keys real, three options, short enough."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ivr_flows.catalogue import Catalogue, placeholders
from ivr_flows.engine import HUMAN, WRONG
from ivr_flows.menu import (
    COMMON_FACTS,
    PRESSED,
    Choose,
    Flow,
    Line,
    Menu,
    Number,
    Said,
    Step,
    Tell,
    Tones,
    Voice,
    Waiting,
    exits_of,
    facts_of,
    holds,
)
from ivr_flows.wording import LONGEST, LONGEST_WELCOME, has_digits, keys_said, puts_option_first, seconds_of

MOST_OPTIONS = 3  # said in one prompt, beside 0 and *
WELCOMES = ("welcome", "called", "staff_called", "news")  # flows whose step "hello" is a greeting


def word_faults(flow: Flow, name: str, step: Step, catalogue: Catalogue) -> Iterator[str]:
    """What is wrong with the words of one step."""
    yield from _line_faults(flow, step, catalogue)
    if isinstance(step, Menu):
        yield from _option_faults(flow, step, catalogue)
    yield from _length_faults(flow, name, step, catalogue)


def text_faults(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """What is wrong with any text of the catalogue, whoever says it."""
    for language in catalogue.languages:
        for key in (key for key in catalogue.keys if catalogue.has(key, language)):
            yield from ((f"{key} ({language})", what) for what in _text_faults(catalogue.text(key, language)))


def _text_faults(text: str) -> Iterator[str]:
    if has_digits(text):
        yield "des chiffres : écrire les nombres en lettres"
    if seconds_of(text) > LONGEST:
        yield f"dure {seconds_of(text):.0f} s, {LONGEST:.0f} s au plus"
    if not puts_option_first(text):
        yield "dire le choix avant sa touche : « Pour écouter, tapez deux »"


def _lines(step: Step) -> list[Line]:
    """Every line a step can say, its exits' and the engine's own included."""
    exits = exits_of(step).values()
    engine = (*HUMAN.lines, WRONG) if isinstance(step, Menu | Number) else ()
    said = (*_prompt(step), *(one for exit_ in exits for one in exit_.lines), *engine)
    return [one for one in said if isinstance(one, Line)]


def _prompt(step: Step) -> tuple[Said, ...]:
    match step:
        case Tell(lines=lines) | Voice(lines=lines):
            return lines
        case Menu(prompt=prompt) | Number(prompt=prompt):
            return prompt
    return ()


def _line_faults(flow: Flow, step: Step, catalogue: Catalogue) -> Iterator[str]:
    known = {*flow.facts, *flow.values, *COMMON_FACTS}
    for line in _lines(step):
        for language in catalogue.languages:
            if not catalogue.has(line.key, language):
                yield f"le texte « {line.key} » manque ({language})"
            elif unknown := set(placeholders(catalogue.text(line.key, language))) - known:
                yield f"le texte « {line.key} » demande une valeur inconnue : {', '.join(sorted(unknown))}"
    for fact in sorted(_facts(step) - known):
        yield f"demande un fait inconnu : {fact}"


def _facts(step: Step) -> set[str]:
    """The facts a step asks about: in conditions, as tones, as values handed back."""
    exits = exits_of(step).values()
    said = (*_prompt(step), *(one for exit_ in exits for one in exit_.lines))
    whens = [one.when for one in said]
    if isinstance(step, Choose):
        whens += [when for when, _ in step.ways]
    if isinstance(step, Menu) and step.listens is not None:
        whens.append(step.listens)
    values = {value for exit_ in exits for value in exit_.values.values()} - {PRESSED}
    handed = {value[1:] for value in values if value.startswith("$")}
    tones = {one.fact for one in said if isinstance(one, Tones)}
    return {fact for when in whens for fact in facts_of(when)} | handed | tones


def _option_faults(flow: Flow, step: Menu, catalogue: Catalogue) -> Iterator[str]:
    for language in catalogue.languages:
        said = {key for lines in _heard(step) for key in _keys(lines, catalogue, language)}
        lost = said - set(step.choices) - (set() if flow.in_room else {"0", "*"})
        if lost and step.any_key is None:
            yield f"touches dites qui ne mènent nulle part : {' '.join(sorted(lost))} ({language})"
        most = max(len(set(_keys(lines, catalogue, language)) - {"0", "*"}) for lines in _heard(step))
        if most > MOST_OPTIONS:
            yield f"{most} choix sont dits, {MOST_OPTIONS} au plus ({language})"


def _keys(lines: list[Line], catalogue: Catalogue, language: str) -> list[str]:
    return [key for line in lines for key in keys_said(_text(line, catalogue, language))]


def _text(line: Line, catalogue: Catalogue, language: str) -> str:
    return catalogue.text(line.key, language) if catalogue.has(line.key) or catalogue.has(line.key, language) else ""


def _heard(step: Step) -> list[list[Line]]:
    """What can be heard at once: the lines of the prompt, for each state of the facts they depend on."""
    lines = [one for one in _prompt(step) if isinstance(one, Line)]
    asked: dict[str, set[str]] = {}
    for line in lines:
        for fact, values in facts_of(line.when).items():
            asked.setdefault(fact, set()).update(values)
    states = product(*([(fact, value) for value in ("", "…", *sorted(values))] for fact, values in asked.items()))
    return [[line for line in lines if holds(line.when, dict(state))] for state in states]


def _length_faults(flow: Flow, name: str, step: Step, catalogue: Catalogue) -> Iterator[str]:
    is_welcome = name == "hello" and flow.name in WELCOMES
    if not isinstance(step, Waiting) and not is_welcome:
        return
    limit = LONGEST_WELCOME if is_welcome else LONGEST
    for language in catalogue.languages:
        texts = [[_text(line, catalogue, language) for line in lines] for lines in _heard(step)]
        longest = max(sum(seconds_of(text) for text in heard) for heard in texts)
        if longest > limit:
            yield f"dure {longest:.0f} s, {limit:.0f} s au plus ({language})"
