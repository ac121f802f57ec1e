"""What the exchange's people say to each other, and the deck that keeps them from all saying the same."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

HELLOS = (
    "Bonjour à tous !",
    "Bonjour, bonjour.",
    "Oui, je suis là, bonjour.",
    "Bonjour, vous m'entendez bien ?",
    "Bonjour. J'attendais votre appel.",
    "Bonjour tout le monde. Il pleut chez moi, et chez vous ?",
    "Bonjour, c'est la deuxième fois que je viens.",
    "Bonjour à vous. J'ai pris mon fauteuil.",
)
THANKS = (
    "Merci, c'était très beau.",
    "Ça m'a rappelé ma jeunesse.",
    "J'en ai eu les larmes aux yeux.",
    "Vous reviendrez, j'espère.",
    "Je vais y penser toute la soirée.",
    "J'ai fermé les yeux, et je n'étais plus dans ma cuisine.",
    "Ma sœur aurait aimé entendre cela.",
    "On était bien, là, tous ensemble.",
    "Je ne sors plus beaucoup. Aujourd'hui, c'était une sortie.",
    "J'ai pensé à une amie, je vais l'appeler ce soir.",
    "La deuxième partie surtout. On aurait dit la mer.",
    "C'est mon petit-fils qui va être étonné quand je lui raconterai.",
    "Il y avait un silence, à un moment. C'était très doux.",
    "Chez nous, le dimanche, c'était toujours comme cela.",
    "Je n'ai pas vu le temps passer.",
    "Merci de venir jusque chez nous.",
    "J'ai écouté avec la fenêtre ouverte, le voisin doit en profiter aussi.",
    "Moi, ça m'a donné envie de danser. Avec mes genoux, je danse sur ma chaise.",
    "Je ne connaissais pas, et j'ai bien aimé.",
    "On entendait même votre souffle. C'était comme si vous étiez là.",
    "On en parlera au dîner.",
    "Ce que disait la dame tout à l'heure, c'est vrai pour moi aussi.",
    "Je voulais juste dire merci. Je ne sais pas bien parler.",
    "C'était court ! Non, je plaisante, c'était parfait.",
)
# a question, and what an artist answers
QUESTIONS = {
    "Vous faites cela depuis longtemps ?": "Depuis toujours, je crois. J'ai commencé à huit ans.",
    "Qui vous a appris ?": "Mon grand-père, le dimanche, après le repas.",
    "Est-ce que vous avez le trac, au téléphone ?": "Un peu. Je ne vous vois pas, alors j'écoute vos silences.",
    "Vous jouez où, d'habitude ?": "Dans de petites salles, et l'été dans les villages.",
    "Et vous, qu'est-ce qui vous a donné envie ?": "Un soir de fête, dans mon enfance. Je n'ai plus bougé.",
    "C'est difficile, ce que vous faites ?": "Au début, oui. Après, ce sont les mains qui savent.",
    "Est-ce que vous allez revenir ?": "Avec grand plaisir, si l'on m'invite encore.",
    "Vous vous exercez tous les jours ?": "Presque. Un jour sans, je le sens. Deux jours, les voisins le sentent.",
    "Vous le faites aussi pour les enfants ?": "Oui, et ils posent les mêmes questions que vous.",
    "C'était quoi, la toute première fois ?": "Une fête de village. J'ai oublié la fin, on m'a applaudi quand même.",
}
HELP_ASKED = "Je vous entends très faiblement. Comment faire ?"
HELP_GIVEN = "Tapez étoile, puis cinq : ce sera plus fort. Je vous laisse retourner avec les autres."
TOUCHED = ("Merci, cela me touche.", "C'est pour cela que je le fais.", "Merci à vous, vraiment.")
GOODBYES = (
    "Au revoir à tous !",
    "À la prochaine fois !",
    "Merci encore, au revoir.",
    "Bonne soirée !",
    "Portez-vous bien !",
    "Au revoir, et merci.",
    "À bientôt, prenez soin de vous.",
)
WELCOMES = ("Bienvenue, nous allons bientôt commencer.", "Bonjour, prenez place, on vous entend bien.")
INVITATIONS = ("Et vous, qu'en avez-vous pensé ?", "Qui voudrait dire un mot ?", "Nous vous écoutons.")
RETURNS = (
    "Merci de l'avoir dit.",
    "C'est une belle image.",
    "Prenez votre temps, nous vous écoutons.",
    "Merci beaucoup. À qui le tour ?",
    "Voilà qui fait plaisir à entendre.",
    "Merci. Quelqu'un d'autre a connu cela ?",
)


class Deck:
    """Shared by the people of one exchange: a line is said again only when all of its kind were said."""

    def __init__(self) -> None:
        self._said: dict[Sequence[str], set[str]] = {}

    def draw(self, lines: Sequence[str], chance: Random) -> str:
        said = self._said.setdefault(lines, set())
        if len(said) == len(lines):
            said.clear()
        line = chance.choice([one for one in lines if one not in said])
        said.add(line)
        return line
