"""What `allo serve` runs: all parts in the order in which they may be born and die, and what is said of them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from contextlib import AsyncExitStack

import structlog

from allo.app.ports import Store
from allo.commands.casting import Casting
from allo.commands.exchanges import ExchangeAway, OpenExchange, Provider, far_exchange, own_exchange
from allo.commands.kit import Kit, Preferences
from allo.commands.printing import say, tell
from allo.commands.service import Service, Vitals
from allo.documents.words import day
from allo.domain.phone_numbers import pretty
from allo.domain.rules import DialMode, Rules
from allo.domain.sessions import Status
from allo.storage.sql_store import SqlStore
from allo.web.application import listening, make_application

_STOP_SECONDS = 9.0  # after which a stop that hangs is cut short
_MODES = {
    DialMode.WAVE: "Allô appelle de lui-même (vague)",
    DialMode.ONE_BY_ONE: "une personne fait partir chaque appel (un_par_un)",
    DialMode.NEVER: "Allô n'appelle personne (jamais)",
}

_log = structlog.get_logger("allo.serve")


def run_service(kit: Kit, settings: Preferences, exchange: str, *, people: bool) -> None:
    """Until it is told to stop. `exchange`: the socket of one that is another process; "": it is in this one."""
    asyncio.run(_until_told(_serve(kit, settings, exchange, people=people)))


async def _until_told(service: object) -> None:
    """A stop is a cancellation: everything is closed in order, and the process ends in time whatever hangs."""
    assert asyncio.iscoroutine(service)
    task = asyncio.ensure_future(service)
    loop = asyncio.get_running_loop()

    def stop(number: signal.Signals) -> None:
        loop.remove_signal_handler(number)
        _end_in_time()
        task.cancel()

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop, number)
    try:
        await task
    except asyncio.CancelledError:
        _say("Allô est arrêté.")


def _end_in_time() -> None:
    def cut() -> None:
        _log.error("the stop took too long and was cut short", action="stop_cut")
        os._exit(1)

    timer = threading.Timer(_STOP_SECONDS, cut)
    timer.daemon = True
    timer.start()


async def _serve(kit: Kit, settings: Preferences, place: str, *, people: bool) -> None:
    for warning in settings.warnings:
        tell(f"Attention : {warning}")
    rules = settings.rules()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(kit.serving(settings))
        vitals = Vitals(store)
        address = await stack.enter_async_context(
            listening(make_application(vitals.checks()), settings.listen, settings.listening)
        )
        stack.push_async_callback(vitals.close)
        provider = await _provider(stack, settings, place, vitals)
        if people:
            await _invite(provider, store)
        vitals.service, vitals.clock = Service(store, provider, rules, kit.ids), provider.clock
        await stack.enter_async_context(vitals.service.running())
        await _introduce(store, rules, settings, address, provider)
        await provider.lasting()


async def _provider(stack: AsyncExitStack, settings: Preferences, place: str, vitals: Vitals) -> Provider:
    async def back() -> None:
        if vitals.service is not None:
            await vitals.service.look_again()

    if place:
        return await stack.enter_async_context(far_exchange(place, back))
    return await stack.enter_async_context(own_exchange(settings.line_number, settings.data_dir))


async def _invite(provider: Provider, store: Store) -> None:
    """Simulated people at the numbers of the season."""
    if not isinstance(provider.network, OpenExchange):
        raise ExchangeAway("--people installe des gens sur le central intégré seulement.")
    await Casting(provider.network, 1).install(store)


async def _introduce(store: SqlStore, rules: Rules, settings: Preferences, address: str, provider: Provider) -> None:
    """What runs, with what, where."""
    for caution in store.cautions:
        tell(f"Attention : {caution}")
    hours = "à toute heure" if rules.hours.always else f"de {rules.hours.begin:%H:%M} à {rules.hours.end:%H:%M}"
    _say(f"Base : {store.name}.")
    _say(f"Téléphonie : central intégré, ligne {pretty(settings.line_number)} ; aucun vrai téléphone ne sonne.")
    _say(f"Appels : {_MODES[rules.dial_mode]}, {hours}.")
    _say(f"Prochaine séance : {await _next(store, provider)}.")
    _say(f"État : {address}/health")
    _say("Pour appeler la ligne d'ici : allo call. Pour arrêter : Ctrl-C.")
    _say("Allô est prêt.")


async def _next(store: Store, provider: Provider) -> str:
    async with store.read() as uow:
        planned = await uow.sessions.find(status=Status.PLANNED)
    coming = sorted((one for one in planned if one.ends_at > provider.clock.now()), key=lambda one: one.starts_at)
    if not coming:
        return "aucune (allo import CHEMIN)"
    first = coming[0]
    named = f", « {first.title} »" if first.title else ""
    return f"{day(first.date)} à {first.time:%H:%M}{named}{'' if first.programmed else ', pas encore programmée'}"


def _say(line: str) -> None:
    say(line)
    sys.stdout.flush()
