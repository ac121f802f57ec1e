"""The room machine: who may speak, whose hand is next, which phase we are in. Pure; one module for all who use it.

Each function takes a room and gives a `Step` (the new room, words for people, speech that ended, who proved human).
`wanted(room, now)` says who should be muted: events say what is known, and a sweep asks the provider while they differ.
The parts: room_state (what it is made of), room_entry (in and out), room_speech, room_microphones, room_floor,
room_phases, room_talk (what is told to who asks), room_words (the keys of all it says), room_plain (JSON).
"""

from __future__ import annotations

from datetime import timedelta

from allo.domain.room_entry import (
    Admission,
    Entry,
    admit,
    call_ended,
    coming,
    fell,
    forget,
    holds_place,
    joined,
    left,
    muted,
)
from allo.domain.room_floor import (
    accept,
    ask_host,
    close_floor,
    give_floor,
    help_taken,
    host_can_help,
    lock,
    may_withdraw,
    next_line,
    remove,
    silent_lines,
    toggle_hand,
    unanswered_help,
)
from allo.domain.room_microphones import (
    is_open,
    mute_noisy,
    to_ask,
    toggle_mute_all,
    toggle_own_microphone,
    wanted,
)
from allo.domain.room_phases import close, extend, next_phase, set_open_floor, stage_is_set, tick
from allo.domain.room_plain import from_plain, to_plain
from allo.domain.room_speech import proved, speaking_started, speaking_stopped
from allo.domain.room_state import (
    EVERYBODY,
    SPOKE_SECONDS,
    STAGE,
    TO_STAGE,
    Phase,
    Plan,
    Room,
    Seat,
    Speech,
    Step,
    Told,
)
from allo.domain.room_talk import waiting_seats, where_am_i, who_is_here
from allo.domain.room_words import ROOM_WORDS, Word
from allo.domain.rules import Rules
from allo.domain.sessions import Session

__all__ = [
    "EVERYBODY",
    "ROOM_WORDS",
    "SPOKE_SECONDS",
    "STAGE",
    "TO_STAGE",
    "Admission",
    "Entry",
    "Phase",
    "Plan",
    "Room",
    "Seat",
    "Speech",
    "Step",
    "Told",
    "Word",
    "accept",
    "admit",
    "ask_host",
    "call_ended",
    "close",
    "close_floor",
    "coming",
    "extend",
    "fell",
    "forget",
    "from_plain",
    "give_floor",
    "help_taken",
    "holds_place",
    "host_can_help",
    "is_open",
    "joined",
    "left",
    "lock",
    "may_withdraw",
    "mute_noisy",
    "muted",
    "next_line",
    "next_phase",
    "plan_of",
    "proved",
    "remove",
    "set_open_floor",
    "silent_lines",
    "speaking_started",
    "speaking_stopped",
    "stage_is_set",
    "tick",
    "to_ask",
    "to_plain",
    "toggle_hand",
    "toggle_mute_all",
    "toggle_own_microphone",
    "unanswered_help",
    "waiting_seats",
    "wanted",
    "where_am_i",
    "who_is_here",
]


def plan_of(session: Session, rules: Rules, provider_limit: int) -> Plan:
    """What a session's room is planned to be. Places for artist and host are kept in the provider's limit."""
    return Plan(
        starts_at=session.starts_at,
        ends_at=session.starts_at + timedelta(minutes=session.minutes),
        with_artist=session.kind.has_artist,
        hosted=bool(session.hosts),
        soft=rules.soft_capacity,
        hard=max(1, min(rules.hard_capacity, provider_limit - rules.kept_for_stage)),
        open_lines=rules.open_lines,
        applause_seconds=rules.applause_seconds,
        open_lead_minutes=rules.open_lead_minutes,
        artist_absence_seconds=rules.artist_absence_seconds,
    )
