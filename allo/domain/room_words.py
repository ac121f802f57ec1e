"""The keys of all that the room machine says; their French stands in ivr_flows/prompts/fr/room.toml."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """`{name}` is filled from `Told.about`, `{names}` from `Told.among`, the rest from `Told.values`."""

    # phases, to everybody
    WELCOME_OPEN = "room.welcome_open"
    WELCOME_HANDS = "room.welcome_hands"
    PERFORMANCE = "room.performance"
    APPLAUSE = "room.applause"
    EXCHANGE_OPEN = "room.exchange_open"
    EXCHANGE_HANDS = "room.exchange_hands"
    OPEN_FLOOR = "room.open_floor"
    FAREWELL = "room.farewell"
    BY_HANDS_NOW = "room.by_hands_now"
    EXTENDED = "room.extended"
    ARTIST_LOST = "room.artist_lost"
    ARTIST_LOST_TO_HOST = "room.artist_lost_to_host"
    # to the stage
    ARTIST_HERE = "room.artist_here"
    ARRIVED = "room.arrived"
    GUEST_ARRIVED = "room.guest_arrived"
    UNSURE_ARRIVED = "room.unsure_arrived"
    SOFT_FULL = "room.soft_full"
    ASKS_FLOOR = "room.asks_floor"
    ASKS_HELP = "room.asks_help"
    HANDS_WAITING = "room.hands_waiting"
    # the floor
    HAND_FIRST = "room.hand_first"
    HAND_UP = "room.hand_up"
    HAND_DOWN = "room.hand_down"
    HELP_NOTED = "room.help_noted"
    YOUR_TURN = "room.your_turn"
    FLOOR_OVER = "room.floor_over"
    FLOOR_BACK = "room.floor_back"
    FLOOR_TO = "room.floor_to"
    FLOOR_LATER = "room.floor_later"
    ROUND_OVER = "room.round_over"
    ACCEPTED = "room.accepted"
    # microphones
    MICROPHONE_OFF = "room.microphone_off"
    MICROPHONE_ON = "room.microphone_on"
    MICROPHONE_WAITS = "room.microphone_waits"
    MICROPHONE_CLOSED = "room.microphone_closed"
    SILENCED = "room.silenced"
    NOISY = "room.noisy"
    NOBODY_NOISY = "room.nobody_noisy"
    ALL_SILENCED = "room.all_silenced"
    ALL_FREE = "room.all_free"
    # who is here
    WHO_NOBODY = "room.who_nobody"
    WHO_ONE = "room.who_one"
    WHO_LINES = "room.who_lines"
    WHO_PEOPLE = "room.who_people"
    WHO_HAND = "room.who_hand"
    WHO_HANDS = "room.who_hands"
    WHO_NOT_SPOKEN = "room.who_not_spoken"
    WHO_MANY_NOT_SPOKEN = "room.who_many_not_spoken"
    WHO_UNSURE = "room.who_unsure"
    # where am I
    WHERE_WAITING = "room.where_waiting"
    WHERE_WELCOME = "room.where_welcome"
    WHERE_PERFORMANCE = "room.where_performance"
    WHERE_EXCHANGE = "room.where_exchange"
    WHERE_FAREWELL = "room.where_farewell"
    WHERE_CLOSED = "room.where_closed"
    HEARD = "room.heard"
    NOT_HEARD = "room.not_heard"


ROOM_WORDS = frozenset(word.value for word in Word)
