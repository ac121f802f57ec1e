"""Call scripts: questions, keys, silence, sounds."""

from __future__ import annotations

from collections.abc import Callable

from allo.domain.events import Answered, RoomJoined, StarPressed
from ivr_flows.instructions import Ask, Digits, HangUp, Join, Silence, Spoken
from tests.contract.telephony.actor import Actor
from tests.contract.telephony.play import Play
from tests.support.scripted_desk import Instructions, ask, say

LONG = say("Si vous voulez entendre le programme du mois prochain, tapez deux.")
GOODBYE: Instructions = (say("C'est noté."), HangUp())


async def asked(play: Play, *question: Ask, person: Actor | None = None) -> Actor:
    """Claire rings and is asked; whatever she answers is noted."""
    claire = person or await play.person()
    play.greets(question[:1])
    play.after_an_answer(*((one,) for one in question[1:]), GOODBYE)
    await claire.dials()
    return claire


async def test_a_key_after_the_prompt(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Vous venez ?"))
    await claire.hears("Vous venez")
    await play.passes(3)
    await claire.presses("1")
    await claire.hears("C'est noté")
    agreed()


async def test_a_key_cuts_the_prompt(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, Ask((LONG, say("Sinon, ne faites rien."))))
    await claire.hears("le programme")
    await claire.presses("2")
    await claire.hears("C'est noté")
    assert not claire.has_heard("ne faites rien")
    agreed()


async def test_a_key_in_the_words_before_the_question(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    play.greets((LONG, ask("Que voulez-vous ?")))
    play.after_an_answer(GOODBYE)
    await claire.dials()
    await claire.hears("le programme")
    await claire.presses("2")
    await claire.hears("C'est noté")
    assert not claire.has_heard("Que voulez-vous")
    agreed()


async def test_several_digits(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Votre code ?", digits=8, gap=3))
    await claire.hears("code")
    await claire.presses("1234")
    await play.passes(1)
    await claire.presses("5678")
    await claire.hears("C'est noté")
    agreed()


async def test_fewer_digits_end_by_a_gap(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Combien êtes-vous ?", digits=2, gap=2))
    await claire.hears("Combien")
    await claire.presses("7")
    await claire.hears("C'est noté")
    agreed()


async def test_a_second_digit_within_the_gap(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Combien êtes-vous ?", digits=2, gap=3))
    await claire.hears("Combien")
    await claire.presses("1")
    await play.passes(1)
    await claire.presses("2")
    await claire.hears("C'est noté")
    agreed()


async def test_star_hash_and_zero_are_keys(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Un ?"), ask("Deux ?"), ask("Trois ?"))
    for question, key in (("Un", "*"), ("Deux", "#"), ("Trois", "0")):
        await claire.hears(question)
        await claire.presses(key)
    await claire.hears("C'est noté")
    assert [one.answer for one in claire.told(Answered)] == [Digits("*"), Digits("#"), Digits("0")]
    agreed()


async def test_silence_is_an_answer(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Vous venez ?", wait=2))
    assert (await claire.makes_known(Answered)).answer == Silence()
    await claire.hears("C'est noté")
    agreed()


async def test_a_wrong_key_is_told_and_asked_again(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Tapez un ou deux."), ask("Cette touche ne sert pas ici. Tapez un ou deux."))
    await claire.hears("un ou deux")
    await claire.presses("7")
    await claire.hears("ne sert pas ici")
    await claire.presses("1")
    await claire.hears("C'est noté")
    agreed()


async def test_a_key_that_comes_too_late_answers_nothing(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    play.greets((ask("Vous venez ?", wait=2),))
    play.after_an_answer((say("Vous entrez dans la salle."), Join(play.room, opens=True)))
    await claire.dials()
    await claire.makes_known(RoomJoined)
    await claire.presses("1")
    await play.passes(3)
    assert [one.answer for one in claire.told(Answered)] == [Silence()]
    assert claire.told(StarPressed) == []
    await play.everybody_leaves(claire)
    agreed()


async def test_a_short_sound_after_the_question(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Vous m'entendez ?", wait=8, speech=True))
    await claire.hears("Vous m'entendez")
    await play.passes(3)
    await claire.says("oui")
    answer = (await claire.makes_known(Answered)).answer
    assert isinstance(answer, Spoken) if play.can.speech else answer == Silence()
    if isinstance(answer, Spoken) and play.provider.traits.measures_sound:
        assert answer.began > 0
        assert answer.seconds < 3
    await claire.hears("C'est noté")
    agreed("" if play.can.speech else "deaf")


async def test_a_long_sound_after_the_question(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Vous m'entendez ?", wait=8, speech=True))
    await claire.hears("Vous m'entendez")
    await play.passes(3)
    await claire.says("(annonce)", 9)
    answer = (await claire.makes_known(Answered)).answer
    assert isinstance(answer, Spoken) if play.can.speech else answer == Silence()
    if isinstance(answer, Spoken) and play.provider.traits.measures_sound:
        assert answer.began > 0
        assert answer.seconds > 4
    await claire.hears("C'est noté")
    agreed("" if play.can.speech else "deaf")


async def test_a_sound_that_was_going_on(play: Play, agreed: Callable[..., None]) -> None:
    claire = await play.person()
    play.greets((say("Bonjour."), ask("Vous m'entendez ?", wait=8, speech=True)))
    play.after_an_answer(GOODBYE)
    await claire.dials()
    await claire.hears("Bonjour")
    await claire.says("(annonce)", 12)
    answer = (await claire.makes_known(Answered)).answer
    assert isinstance(answer, Spoken) if play.can.speech else answer == Silence()
    if isinstance(answer, Spoken) and play.provider.traits.measures_sound:
        assert answer.began < 0
    await claire.hears("C'est noté")
    agreed("" if play.can.speech else "deaf")


async def test_a_sound_is_no_answer_where_none_was_asked_for(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Tapez un.", wait=5))
    await claire.hears("Tapez un")
    await play.passes(2)
    await claire.says("oui")
    assert (await claire.makes_known(Answered)).answer == Silence()
    await claire.hears("C'est noté")
    agreed()


async def test_a_key_where_a_sound_would_do(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Dites oui, ou appuyez sur une touche.", wait=8, speech=True))
    await claire.hears("Dites oui")
    await claire.presses("1")
    assert (await claire.makes_known(Answered)).answer == Digits("1")
    await claire.hears("C'est noté")
    agreed()


async def test_a_rotary_telephone_can_only_speak(play: Play, agreed: Callable[..., None]) -> None:
    claire = await asked(play, ask("Tapez un.", wait=3), person=await play.person(rotary=True))
    await claire.hears("Tapez un")
    await claire.presses("1")
    assert (await claire.makes_known(Answered)).answer == Silence()
    await claire.hears("C'est noté")
    agreed()
