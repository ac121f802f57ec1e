"""What follows from each end of each flow: one table, one small function per outcome.

May import: allo.domain, ivr_flows, allo.app.stage, allo.app.lookups, allo.app.dialling, allo.app.errands,
allo.app.ports.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from allo.app.outcomes import called, card, door, ends, help_line, host_card
from allo.app.stage.line import Line

Outcome = Callable[[Line], Awaitable[None]]

ANY = "*"  # in every flow
OUTCOMES: Mapping[tuple[str, str], Outcome] = {
    (ANY, "human"): help_line.ask_human,
    (ANY, "bye"): ends.bye,
    (ANY, "back"): card.back,
    (ANY, "call_me"): door.call_me,
    # at the door
    ("welcome", "join"): door.join,
    ("group", "join"): door.join_group,
    ("office", "group"): door.join_office_group,
    ("office", "scout"): door.join,
    ("office", "single"): door.join_single,
    ("code", "code"): door.check_code,
    ("code", "silence"): door.no_code,
    ("staff_door", "join"): door.join_staff,
    ("staff_door", "ready"): door.ready,
    ("between_sessions", "message"): door.leave_message,
    # on calls that Allô placed
    ("called", "join"): called.join,
    ("called", "probation"): called.probation,
    ("called", "machine"): called.machine,
    ("called", "stop"): called.stop,
    ("machine", "join"): called.join,
    ("staff_called", "join"): called.join_staff,
    ("staff_called", "machine"): called.machine,
    ("duty", "accept"): help_line.accept,
    ("duty", "refuse"): ends.bye,
    ("news", "told"): ends.told,
    ("news", "machine"): called.machine,
    # in the room
    ("card", "floor"): card.floor,
    ("card", "softer"): card.softer,
    ("card", "louder"): card.louder,
    ("card", "microphone"): card.microphone,
    ("card", "leave"): card.leave,
    ("card", "stop"): card.stop,
    ("card", "where"): card.where,
    ("host_card", "next"): host_card.next_line,
    ("host_card", "mute_noisy"): host_card.mute_noisy,
    ("host_card", "softer"): host_card.softer,
    ("host_card", "louder"): host_card.louder,
    ("host_card", "mute_all"): host_card.mute_all,
    ("host_card", "who"): host_card.who,
    ("host_card", "next_phase"): host_card.next_phase,
    ("host_card", "ring_missing"): host_card.ring_missing,
    ("host_card", "close"): host_card.close,
    ("host_card", "extend"): host_card.extend,
    ("host_card", "where"): card.where,
    ("performer_card", "key"): host_card.performer_key,
    ("late_choice", "human"): host_card.ask_first,
    ("late_choice", "wait"): host_card.wait_for_artist,
    ("late_choice", "open_floor"): host_card.open_floor,
    ("late_choice", "postpone"): host_card.postpone,
    # after it
    ("message", "done"): ends.message_left,
    ("closing", "answer"): ends.answer,
}


def outcome_of(flow: str, outcome: str) -> Outcome:
    """What this end of this flow leads to. A KeyError is a fault of ours: the tests walk all flows."""
    return OUTCOMES.get((flow, outcome)) or OUTCOMES[ANY, outcome]
