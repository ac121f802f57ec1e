"""What callers live through, one flow per file, and all of them by name.

May import: the standard library, ivr_flows.menu.
"""

from __future__ import annotations

from collections.abc import Mapping

from ivr_flows.flows import (
    apology,
    away,
    between_sessions,
    called,
    card,
    closing,
    code,
    duty,
    full,
    group,
    host_card,
    late_choice,
    machine,
    message,
    news,
    noted,
    office,
    performer_card,
    ring_back,
    sorry,
    staff_called,
    staff_door,
    welcome,
)
from ivr_flows.menu import Flow

_FILES = (
    *(welcome, code, staff_door, ring_back, between_sessions, noted),  # who rings us
    *(called, machine, staff_called, group, office, duty, news),  # whom we ring
    *(card, host_card, performer_card, late_choice),  # in the room
    *(message, closing, apology, full, away, sorry),  # at the end
)
FLOWS: Mapping[str, Flow] = {file.FLOW.name: file.FLOW for file in _FILES}
