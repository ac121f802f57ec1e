"""The acts of the exchange as a play: what people live through together is one line, what one person is told in one go
is one speech, and the moments of the hour are headings. Every line comes from an act, the headings from what Allô
announces. Lines come a little late (`HOLD`), so that what belongs together can be brought together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from allo.telephony.simulator.acts import Act, Aftermath, Deed
from ivr_flows.catalogue import Catalogue

HOLD = timedelta(seconds=50)  # of the hour: how long a line may still grow
_BREATH = timedelta(seconds=15)  # between two sentences of one speech
_NEWS = timedelta(seconds=10)  # how long news told in the room is gathered: what they tell of is printed beside them
_TOGETHER = timedelta(seconds=8)  # between people who live through the same
_COMPANY = timedelta(minutes=3)  # within which the same words to the same person are not printed again

SPEECHES = {Deed.HEARS, Deed.TOLD}
ALONE = {Deed.ANNOUNCED, Deed.WAITS, Deed.RECORDED, Deed.TONES, Deed.WHISPERS}


@dataclass(slots=True)
class Beat:
    """One line of the play. `people`: the names by call; `before`: the name this telephone had until now, where a
    switchboard has put somebody through; `deaf`: the microphone was off; `apart`: in another room than the session's;
    `closes`: whose microphones close as these open; `present`: how many telephones were in a call; `heading`: begins a
    moment of the hour."""

    at: datetime
    deed: Deed
    people: dict[str, str]
    numbers: dict[str, str]
    text: str
    detail: str
    room: str
    present: int
    heading: str = ""
    before: str = ""
    deaf: bool = False
    apart: bool = False
    closes: tuple[str, ...] = ()
    last: datetime | None = None

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(self.people.values()))

    @property
    def until(self) -> datetime:
        return self.last or self.at


class Theatre:
    """A witness of an exchange. `hear`: called with each beat when it is complete; `headings`: by announced words."""

    def __init__(self, hear: Callable[[Beat], None], headings: Mapping[str, str]) -> None:
        self._hear = hear
        self._headings = headings
        self._heading = ""
        self._beats: list[Beat] = []
        self._told: dict[tuple[str, str], datetime] = {}
        self._names: dict[str, str] = {}
        self._closed: set[str] = set()
        self._aftermath = Aftermath()
        self._room = ""  # the session's: the first that anybody entered

    def __call__(self, act: Act) -> None:
        if self._is_silent(act):
            return
        if not self._grows(act):
            self._beats.append(self._beat(act))
        self._follow(act)

    def flush(self, now: datetime | None = None) -> None:
        """Print what is old enough; everything where no time is given."""
        while self._beats and (now is None or self._beats[0].at < now - HOLD):
            first = self._beats.pop(0)
            for mate in list(self._mates(first)):
                _join(first, mate)
                self._beats.remove(mate)
            self._hear(first)

    # --- one act ---------------------------------------------------------------------------------------------------

    def _is_silent(self, act: Act) -> bool:
        """What was printed a moment ago, or follows from it: company while waiting, the end of a call hung up."""
        if act.deed in (Deed.HEARS, Deed.TOLD, Deed.WAITS):
            key = (act.call or act.room, act.text)
            before, self._told[key] = self._told.get(key), act.at
            return act.deed is not Deed.HEARS and before is not None and act.at - before < _COMPANY
        return self._aftermath.covers(act)

    def _grows(self, act: Act) -> bool:
        """The act goes on with what the same person was just told, or typed."""
        last = next((one for one in reversed(self._beats) if act.call and act.call in one.people), None)
        if last is None or last.deed is not act.deed or self._heading_of(act):
            return False
        if act.deed is Deed.TOLD:
            return self._gathers(last, act)
        if act.deed in SPEECHES and act.at - last.until <= _BREATH:
            last.text = f"{last.text} {act.text}"
        elif act.deed is Deed.KEYS and act.at - last.until <= timedelta(seconds=2):
            last.text += act.text
        else:
            return False
        last.last = act.at
        return True

    def _gathers(self, news: Beat, act: Act) -> bool:
        """Several arrivals told in a row are one speech, in the place of the last."""
        if act.at - news.at > _NEWS or _kind_of_news(news.text) != _kind_of_news(act.text):
            return False
        news.text = f"{news.text} {act.text}"
        self._beats.remove(news)
        self._beats.append(news)
        return True

    def _beat(self, act: Act) -> Beat:
        heading = self._heading_of(act)
        self._heading = heading or self._heading
        before = self._names.get(act.call, act.who)
        return Beat(
            act.at,
            act.deed,
            {act.call: act.who} if act.who else {},
            {act.call: act.number},
            act.text,
            act.detail,
            act.room,
            len(self._names),
            heading,
            before if before != act.who else "",
            act.call in self._closed,
            self._room not in ("", act.room) and act.room != "",
        )

    def _heading_of(self, act: Act) -> str:
        """The heading that begins here, "" where the present one goes on."""
        found = self._headings.get(act.text, "") if act.deed in (Deed.ANNOUNCED, Deed.HEARS) else ""
        if not self._heading and act.deed is Deed.CALLS:
            found = self._headings.get("", "")
        return found if found != self._heading else ""

    def _follow(self, act: Act) -> None:
        """Who is on the telephone, and whose microphone is off."""
        self._room = self._room or act.room
        match act.deed:
            case Deed.MUTED:
                self._closed.add(act.call)
            case Deed.ENTERS if act.detail:
                self._closed.add(act.call)
            case Deed.UNMUTED | Deed.LEAVES:
                self._closed.discard(act.call)
        if act.deed in (Deed.ENDS, Deed.HANGS_UP):
            self._names.pop(act.call, None)
            self._closed.discard(act.call)
        elif act.call:
            self._names[act.call] = act.who

    # --- together --------------------------------------------------------------------------------------------------

    def _mates(self, first: Beat) -> Iterator[Beat]:
        """Later beats that may be told with the first: nothing between them happens to the same people."""
        if first.deed in ALONE or first.before or (first.deed is Deed.SAYS and not _is_noise(first)):
            return
        busy: set[str] = set()
        for beat in self._beats:
            if beat.at - first.at > _TOGETHER or beat.heading:
                return
            if _same(first, beat) and not busy & set(beat.people):
                yield beat
            else:
                busy |= set(beat.people)


def _kind_of_news(text: str) -> str:
    """« Arrive dans la salle : »; the whole text where it tells of nobody."""
    return text.partition(":")[0]


def _is_noise(beat: Beat) -> bool:
    """Clapping, a voicemail: no words."""
    return beat.text.startswith("(") or not beat.text


def _same(first: Beat, beat: Beat) -> bool:
    if beat.before or first.closes:
        return False
    if {first.deed, beat.deed} == {Deed.MUTED, Deed.UNMUTED}:
        return first.at == beat.at and len(first.people) == 1 == len(beat.people)
    if first.deed is not beat.deed or first.deed is Deed.RINGS_IN or (first.deed is Deed.KEYS and "*" in first.text):
        return False
    if first.deed is Deed.CALLS:
        return True
    if first.deed in (Deed.MUTED, Deed.UNMUTED):
        return first.at == beat.at
    heard = first.deed is not Deed.SAYS or first.deaf is beat.deaf
    lasting = first.deed is Deed.SAYS or first.detail == beat.detail
    return heard and lasting and (first.text, first.room) == (beat.text, beat.room)


def _join(first: Beat, mate: Beat) -> None:
    """Two people, or the microphone that opens and the one that closes for it."""
    if first.deed is mate.deed:
        first.people |= mate.people
        first.numbers |= mate.numbers
        return
    opened, closed = (first, mate) if first.deed is Deed.UNMUTED else (mate, first)
    first.closes = tuple(closed.people.values())
    first.people, first.deed = dict(opened.people), Deed.UNMUTED


_MOMENTS = {
    "room.welcome_open": "L'accueil",
    "room.welcome_hands": "L'accueil",
    "room.performance": "L'œuvre",
    "room.exchange_open": "L'échange",
    "room.exchange_hands": "L'échange",
    "room.open_floor": "L'échange",
    "room.artist_lost": "L'échange",
    "room.farewell": "L'au revoir",
    "closing.goodbye": "Après la séance",
}


def headings(catalogue: Catalogue) -> dict[str, str]:
    """The moments of the hour by the words that begin them; "": by the first call."""
    return {"": "Avant l'heure"} | {catalogue.words(key, {}).text: title for key, title in _MOMENTS.items()}
