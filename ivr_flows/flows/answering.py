"""Steps shared by the calls that Allô places: through a switchboard, and is it a person? (TELEPHONY part 1, rule 6.)

After our sentence and a second of quiet we ask. A key always opens; a short sound that began after the question too. A
sound that was already going on, or lasts, is a machine.
"""

from __future__ import annotations

from collections.abc import Mapping

from ivr_flows.menu import QUIET, Choose, End, Exit, Goto, Line, Menu, Quiet, Said, Step, Tell, Tones

BEFORE_TONES = 2.0  # seconds after the answer, before the extension is dialled
EXTENSION_RINGS = 10.0  # seconds left to a telephone rung by its extension alone
EACH_WAIT = 20.0  # seconds; three of them while somebody is fetched

SWITCHBOARD_FACTS = ("extension", "ask_for")

QUESTION = (
    Line("called.question", "speech !no_keys"),
    Line("called.question_voice", "speech no_keys"),
    Line("called.question_key", "!speech"),
)


def switchboard(then: str) -> dict[str, Step]:
    """From "line" to the step `then`. A key means that somebody is there: go on at once."""
    there = Goto(then)

    def waits(prompt: tuple[Said, ...], after: str, seconds: float = EACH_WAIT) -> Menu:
        return Menu(prompt, {}, silence=Goto(after), any_key=there, wait=seconds, paced=False)

    return {
        "line": Choose((("extension", Goto("extension")), ("ask_for", Goto("request"))), there),
        "extension": Tell((Quiet(BEFORE_TONES), Tones("extension")), Goto("asked_for")),
        "asked_for": Choose((("ask_for", Goto("request")),), Goto("ringing")),
        "ringing": waits((), then, EXTENSION_RINGS),
        "request": waits((Quiet(), Line("called.request")), "waiting"),
        "waiting": waits((Line("called.waiting"),), "waiting_still"),
        "waiting_still": waits((Line("called.waiting_still"),), then),
    }


def person_or_machine(
    hello: tuple[Said, ...],
    *,
    person: Exit,
    silent: Exit,
    machine: Exit,
    keys: Mapping[str, Exit] | None = None,
    label_opens: bool = True,
) -> dict[str, Step]:
    """The steps "hello" and "question". `person` is followed with the value `proof`: key, speech or label."""
    labels = {"machine": machine} | ({"human": _proved(person, "label")} if label_opens else {})
    by_key = _proved(person, "key")
    choices = {**(keys or {}), "*": Goto("hello_again")}
    return {
        "hello": Menu(hello, choices, silence=Goto("question"), any_key=by_key, wait=QUIET, paced=False, labels=labels),
        "question": Menu(
            QUESTION,
            choices,
            silence=silent,
            any_key=by_key,
            says=2,
            listens="speech",
            sound=_proved(person, "speech"),
            noise=machine,
            labels=labels,
        ),
        "hello_again": Menu(hello, keys or {}, silence=by_key, any_key=by_key, wait=QUIET, paced=False),
    }


def _proved(person: Exit, proof: str) -> Exit:
    values = {**person.values, "proof": proof}
    if isinstance(person, Goto):
        return Goto(person.step, person.lines, values)
    return End(person.outcome, person.lines, values)
