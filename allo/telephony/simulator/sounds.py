"""How long things last in the ear, in seconds, and the exchange's own words."""

from __future__ import annotations

from collections.abc import Mapping

from ivr_flows.instructions import Pause, Play, Say

Heard = Say | Play | Pause

LETTERS_A_SECOND = 14.0
BREATH = 0.3  # after each sentence
SOUND_SECONDS = 5.0  # a sound of unknown length
TONE_SECONDS = 0.3  # one key tone, with the quiet after it

APOLOGY = "Un instant, nous rétablissons la ligne. Restez avec nous."
SORRY = "Nous sommes désolés, la ligne ne revient pas. Nous vous rappellerons. Au revoir."
UNASSIGNED = "Le numéro que vous avez demandé n'est pas attribué."


def words_seconds(text: str) -> float:
    return len(text) / LETTERS_A_SECOND + BREATH


def seconds_of(part: Heard, sounds: Mapping[str, float]) -> float:
    match part:
        case Say(words):
            return words_seconds(words.text)
        case Play(sound):
            return sounds.get(sound, SOUND_SECONDS)
        case Pause(seconds):
            return seconds


def text_of(part: Heard) -> str:
    """What is heard of it: the words, a note for a sound, nothing for a pause."""
    match part:
        case Say(words):
            return words.text
        case Play(sound):
            return f"♪ {sound}"
        case Pause():
            return ""
