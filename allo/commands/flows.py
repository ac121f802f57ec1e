"""`allo flows`: proves that the flows may be heard, and draws them."""

from __future__ import annotations

from typing import Annotated

import typer

from allo.commands.french import FrenchCommand, group
from allo.commands.printing import say, tell
from allo.domain.errors import AlloError
from ivr_flows.catalogue import Catalogue
from ivr_flows.check import check
from ivr_flows.draw import draw
from ivr_flows.flows import FLOWS


def add_to(application: typer.Typer) -> None:
    flows = group("Les parcours téléphoniques : vérifier, dessiner.")
    flows.command("check", cls=FrenchCommand)(check_flows)
    flows.command("draw", cls=FrenchCommand)(draw_flows)
    application.add_typer(flows, name="flows")


def check_flows() -> int:
    """Prouve les parcours : sans impasse, chaque touche et chaque silence prévus, chaque texte présent."""
    faults = check(FLOWS, Catalogue())
    for fault in faults:
        tell(str(fault))
    if faults:
        tell(f"{len(faults)} défaut{'s' if len(faults) > 1 else ''} dans les parcours.")
        return 1
    say(f"{len(FLOWS)} parcours vérifiés : sans défaut.")
    return 0


def draw_flows(
    name: Annotated[str, typer.Argument(metavar="PARCOURS", help="Un seul ; sans lui, tous.")] = "",
) -> int:
    """Dessine les parcours avec leurs mots : un texte Mermaid, à coller dans https://mermaid.live ou un wiki."""
    if name and name not in FLOWS:
        raise AlloError(f"« {name} » n'est pas un parcours : {', '.join(FLOWS)}.")
    for flow in FLOWS.values():
        if name in ("", flow.name):
            say(f"%% {flow.name}\n{draw(flow, Catalogue().text)}")
    return 0
