"""The rules of the house as numbers: lead times, delays, capacities, hours, modes. Defaults are the programme's own.

Seconds unless the name says minutes. The composition root fills them from the settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum


class DialMode(StrEnum):
    """Who makes calls leave (TELEPHONY part 1, rule 2): a wave, a person one by one, nobody."""

    WAVE = "vague"
    ONE_BY_ONE = "un_par_un"
    NEVER = "jamais"


@dataclass(frozen=True, slots=True)
class CallingHours:
    """When a telephone may be rung, in the callee's own zone. `begin` == `end` == 00:00: always.

    `days`: weekdays, 0 = Monday. A recorded wish extends the end to `wish_end`.
    """

    begin: time = time(9, 0)
    end: time = time(20, 0)
    wish_end: time = time(21, 0)
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5)

    @property
    def always(self) -> bool:
        return self.begin == self.end


@dataclass(frozen=True, slots=True)
class Rules:
    line: str = "+33199000000"
    zone: str = "Europe/Paris"
    dial_mode: DialMode = DialMode.WAVE
    hours: CallingHours = CallingHours()
    calls_per_second: float = 1.0
    max_calls: int | None = None
    # lead times, minutes before the start
    check_lead_minutes: int = 48 * 60
    host_lead_minutes: int = 20
    artist_lead_minutes: int = 15
    open_lead_minutes: int = 10
    last_ring_lead_minutes: int = 4
    # after the start, minutes
    late_minutes: int = 10
    grace_minutes: int = 20  # T+20: past it nothing is made up and nobody is rung
    more_time_minutes: int = 5
    # around the end, minutes
    warn_lead_minutes: int = 5
    extension_minutes: int = 10
    archive_minutes: int = 20
    wait_limit_minutes: int = 15  # nobody waits longer without artist or host
    plan_ahead_days: int = 35
    closed_holidays: str = ""  # public holidays of "FR", "FR-974" …: no slot has an occurrence then
    closed_months: tuple[int, ...] = ()  # 8: none in August
    # ringing
    ring_seconds: int = 45  # × pace
    duty_ring_seconds: int = 25
    busy_delays: tuple[int, ...] = (120, 300, 600)
    no_answer_delays: tuple[int, ...] = (180, 480)
    machine_delays: tuple[int, ...] = (60, 480)
    failure_delays: tuple[int, ...] = (120, 480)
    call_back_seconds: int = 20
    rings_per_session: int = 4
    call_backs: int = 1
    staff_call_backs: int = 3
    rings_per_day: int = 6
    staff_rings_per_day: int = 10
    quick_hang_up_seconds: int = 10
    mass_drop_seconds: int = 5
    kept_for_stage: int = 2
    # the room
    open_lines: int = 10
    soft_capacity: int = 20
    hard_capacity: int = 60
    applause_seconds: int = 15
    artist_absence_seconds: int = 120
    help_without_floor_seconds: int = 60
    # safety
    call_limit_margin_minutes: int = 15
    code_tries_per_call: int = 3
    code_tries_per_hour: int = 5
    code_tries_service_hour: int = 20
    message_days: int = 30
    doubt_seconds: int = 60
    lease_seconds: int = 30
    request_seconds: int = 10
