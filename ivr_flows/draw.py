"""A picture of each flow as text: a Mermaid flowchart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ivr_flows.menu import Choose, End, Flow, Line, Menu, Number, Step, Tell, Voice, exits_of

_NAMES = {"silence": "silence", "any key": "toute touche", "wrong key": "autre touche", "otherwise": "sinon"}
_NAMES |= {"number": "nombre", "recorded": "message", "short sound": "son bref", "long sound": "son qui dure"}
_NAMES |= {"label human": "détecté : personne", "label machine": "détecté : machine", "*": "étoile"}


def draw(flow: Flow, text: Callable[[str], str] = str) -> str:
    """The flow as Mermaid text: boxes speak, rounded ones ask, diamonds choose, circles are its ends. `text`: what
    stands for a prompt, by its key (the key itself, else)."""
    return "\n".join(["flowchart TD", f"    start(( )) --> {_id(flow.first)}", *_drawn(flow, text)]) + "\n"


def _drawn(flow: Flow, text: Callable[[str], str]) -> Iterator[str]:
    for name, step in flow.steps.items():
        yield f"    {_id(name)}{_box(name, step, text)}"
        ways: dict[str, list[str]] = {}
        for by, exit_ in exits_of(step).items():
            target = f"end_{exit_.outcome}" if isinstance(exit_, End) else _id(exit_.step)
            ways.setdefault(target, []).append(_NAMES.get(by, by))
        for target, names in ways.items():
            yield f"    {_id(name)} -->{_label(names)} {target}"
        if isinstance(step, Menu | Number) and not flow.in_room and "0" not in exits_of(step):
            yield f'    {_id(name)} -->|"0"| end_human'
    for outcome in flow.outcomes:
        yield f"    end_{outcome}(({outcome}))"


def _label(names: list[str]) -> str:
    label = ", ".join(name for name in names if name)
    return f'|"{label}"|' if label else ""


def _id(step: str) -> str:
    return f"step_{step}"


def _box(name: str, step: Step, text: Callable[[str], str]) -> str:
    match step:
        case Tell(lines=lines):
            said, left, right = lines, "[", "]"
        case Menu(prompt=prompt) | Number(prompt=prompt):
            said, left, right = prompt, "([", "])"
        case Voice(lines=lines):
            said, left, right = lines, "[[", "]]"
        case Choose():
            said, left, right = (), "{", "}"
    words = "<br/>".join(text(one.key) for one in said if isinstance(one, Line))
    return f'{left}"{name}{"<br/>" + words if words else ""}"{right}'
