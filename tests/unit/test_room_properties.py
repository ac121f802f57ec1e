"""A whole evening of anything: what a room must never do."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from allo.domain import room as machine
from allo.domain.people import Role
from allo.domain.room import Phase, Room, Seat, Step, Told
from ivr_flows.catalogue import Catalogue
from tests.support.rooms import Evening

FRENCH = Catalogue()
PEOPLE = ("jeanne", "amine", "zoe", "ehpad", "guest", "scout", "lucie", "paul")
ROLES = dict(
    zip(PEOPLE, (*[Role.LISTENER] * 3, Role.GROUP, Role.GUEST, Role.SCOUT, Role.ARTIST, Role.HOST), strict=True)
)
people = st.sampled_from(PEOPLE)


class AnyEvening(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.evening = Evening(at=-12, obeys=False, open_lines=3, soft=4, hard=5)
        self.calls = 0
        self.rank = 0
        self.past: list[tuple[str, str, int, bool]] = []

    @property
    def room(self) -> Room:
        return self.evening.room

    def does(self, step: Step) -> None:
        self.evening.does(step)

    # people

    @rule(who=people, probation=st.booleans())
    def calls_in(self, who: str, probation: bool) -> None:
        self.calls += 1
        verdict = self.evening.calls(who, ROLES[who], call=f"c{self.calls}", probation=probation)
        if verdict is machine.Entry.ADMITTED:
            self.evening.enters(who)
            self.past.append(("joined", self.room.seats[who].stay, 0, True))

    @rule(who=people, silent=st.booleans())
    def microphone_changes(self, who: str, silent: bool) -> None:
        seat = self.room.seats.get(who)
        if seat is not None and seat.stay:
            seq = self.evening.seq(seat.stay)
            self.past.append(("muted", seat.stay, seq, silent))
            self.does(machine.muted(self.room, seat.stay, seq, silent, self.evening.now))

    @rule(who=people)
    def drops(self, who: str) -> None:
        if who in self.room.seats and self.room.seats[who].inside:
            self.evening.drops(who)

    @rule(who=people)
    def hangs_up(self, who: str) -> None:
        if who in self.room.seats:
            self.evening.hangs_up(who)

    @precondition(lambda self: self.past)
    @rule(data=st.data())
    def old_news(self, data: st.DataObject) -> None:
        kind, stay, seq, silent = data.draw(st.sampled_from(self.past))
        heard = machine.joined if kind == "joined" else machine.muted
        before = {one.id: (one.inside, one.muted) for one in self.room.seats.values()}
        self.does(heard(self.room, stay, seq, silent, self.evening.now))
        assert before == {one.id: (one.inside, one.muted) for one in self.room.seats.values()}

    @rule(who=people, on=st.booleans())
    def voice(self, who: str, on: bool) -> None:
        if who in self.room.seats:
            self.evening.talks(who) if on else self.evening.falls_silent(who)

    # keys

    @rule(who=people)
    def hand(self, who: str) -> None:
        self.evening.raises_hand(who)

    @rule(who=people)
    def asks_host(self, who: str) -> None:
        self.does(machine.ask_host(self.room, who, self.evening.now))

    @rule(who=people)
    def own_microphone(self, who: str) -> None:
        self.does(machine.toggle_own_microphone(self.room, who, self.evening.now))

    @rule(by=st.sampled_from(("paul", "")))
    def next_line(self, by: str) -> None:
        self.evening.next(by)

    @rule(who=people)
    def give_floor(self, who: str) -> None:
        self.does(machine.give_floor(self.room, who, self.evening.now))

    @rule(who=people, sure=st.booleans())
    def vouch(self, who: str, sure: bool) -> None:
        known = machine.accept(self.room, who, self.evening.now) if sure else machine.proved(self.room, who)
        self.does(known)

    @rule(all_of_them=st.booleans())
    def silence(self, all_of_them: bool) -> None:
        one = machine.mute_noisy(self.room, "paul", self.evening.now)
        self.does(machine.toggle_mute_all(self.room, "paul") if all_of_them else one)

    @rule(who=people)
    def remove(self, who: str) -> None:
        self.does(machine.remove(self.room, who, self.evening.now))

    @rule()
    def asks_around(self) -> None:
        self.does(machine.who_is_here(self.room, "paul", self.evening.now, {"ehpad": 9}))

    # time

    @rule(seconds=st.integers(1, 400))
    def time_goes_by(self, seconds: int) -> None:
        self.evening.now += timedelta(seconds=seconds)
        self.does(machine.tick(self.room, self.evening.now))

    @rule()
    def next_phase(self) -> None:
        self.evening.next_phase()

    @rule()
    def open_floor(self) -> None:
        self.does(machine.set_open_floor(self.room, self.evening.now))

    @rule()
    def ten_minutes_more(self) -> None:
        self.does(machine.extend(self.room, 10))

    @rule()
    def the_provider_obeys(self) -> None:
        self.evening._obey()
        assert not machine.to_ask(self.room, self.evening.now)

    # never

    @invariant()
    def phases_never_go_back(self) -> None:
        assert self.room.phase.rank >= self.rank
        assert self.room.closing == (self.room.phase is Phase.CLOSED)
        self.rank = self.room.phase.rank

    @invariant()
    def at_most_one_has_the_floor_and_hands_are_raised_once(self) -> None:
        assert sum(seat.floor for seat in self.room.seats.values()) <= 1
        assert len(set(self.room.hands)) == len(self.room.hands)
        assert set(self.room.hands) <= set(self.room.seats)
        assert not any(self.room.seats[one].floor for one in self.room.hands)

    @invariant()
    def only_who_may_is_heard(self) -> None:
        for seat in map(self.room.seats.__getitem__, self.evening.heard):
            assert seat.inside
            assert not seat.self_muted
            assert not seat.removed
            assert seat.staff or self.room.phase not in (Phase.WAITING, Phase.PERFORMANCE, Phase.CLOSED)
            assert seat.staff or seat.floor or not is_stranger(seat)

    @invariant()
    def speech_counts_with_an_open_microphone(self) -> None:
        for seat in self.room.seats.values():
            assert seat.speaking_since is None or (seat.inside and seat.muted is False)
            assert seat.spoke == sum(one.seconds for one in self.evening.speech if one.seat == seat.id)

    @invariant()
    def it_survives_the_database(self) -> None:
        assert machine.from_plain(json.loads(json.dumps(machine.to_plain(self.room)))) == self.room

    @invariant()
    def all_words_can_be_said(self) -> None:
        for told in self.evening.told:
            assert spoken(told)
        self.evening.told.clear()

    @invariant()
    def a_call_has_one_seat(self) -> None:
        calls = [seat.call for seat in self.room.seats.values() if seat.call]
        assert len(set(calls)) == len(calls)


def is_stranger(seat: Seat) -> bool:
    return seat.probation or (seat.role is Role.GUEST and not seat.accepted)


def spoken(told: Told) -> str:
    """With exactly the names it brings."""
    names = {"name": told.about} if told.about else {}
    several = {"names": " et ".join(told.among)} if told.among else {}
    return FRENCH.words(told.key, {**told.values, **names, **several}).text


AnyEvening.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestAnyEvening = AnyEvening.TestCase


def test_a_room_stored_by_another_version_can_be_read():
    plain = machine.to_plain(Evening().comes("jeanne").host().room)
    plain["fireworks"] = True
    del plain["locked"]
    assert machine.from_plain(plain) == Evening().comes("jeanne").host().room
