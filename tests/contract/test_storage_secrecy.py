"""Who steals the database finds no name, number, address or code in it."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from allo.domain.calls import Call
from allo.domain.ledger import Attempt
from allo.domain.people import Artist, DutyOfficer, Group, Host, Listener, Telephone
from allo.domain.records import Code, CodeTry, Message, Presence, Task
from allo.domain.sessions import Session
from allo.domain.structures import Structure
from allo.storage.sql_store import SqlStore
from ivr_flows.instructions import Say, Words
from tests.contract.conftest import Database

NUMBER, NAME, MAIL, CODE = "+33199004242", "Zelmira Quint", "zelmira@exemple.fr", "80917263"
PIECES = ("199004242", "99004242", "Zelmira", "zelmira", "Quint", "quint", "exemple.fr", CODE)


async def fill(store: SqlStore) -> None:
    """Everything personal that Allô keeps."""
    async with store.write() as unit:
        home = (await unit.structures.add(Structure(referent=NAME, referent_email=MAIL, referent_number=NUMBER))).id
        session = (await unit.sessions.add(Session())).id
        first, last = NAME.split()
        await unit.listeners.add(Listener(0, first, last, NUMBER, ask_for=NAME, consent_by=NAME))
        await unit.groups.add(Group(structure=home, number=NUMBER, ask_for=NAME))
        await unit.artists.add(Artist(name=NAME, number=NUMBER, email=MAIL))
        await unit.hosts.add(Host(name=NAME, number=NUMBER, email=MAIL))
        await unit.duty.add(DutyOfficer(name=NAME, number=NUMBER))
        await unit.presences.add(Presence(session=session, caller=NUMBER))
        telephone = Telephone(NUMBER, ask_for=NAME)
        await unit.attempts.add(Attempt(number=NUMBER, ask_for=NAME, telephone=telephone.key))
        said = (Say(Words(f"Bonjour {NAME}")),)
        position = {"facts": {"name": NAME}, "values": {"code": CODE}}
        await unit.calls.add(Call("a", number=NUMBER, position=position, instructions=said, notes={"tried": CODE}))
        await unit.tasks.add(Task(key="one", number=NUMBER, values={"about": NAME}))
        await unit.codes.add(Code(party="artist:1", digits=CODE))
        await unit.code_tries.add(CodeTry(bucket=NUMBER))
        await unit.messages.add(Message(call="a", number=NUMBER))


def text_of(folder: Path) -> str:
    """All that stands in the files of the database and beside it."""
    return "".join(path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file())


async def test_a_stolen_file_shows_nobody(sqlite_database: Database) -> None:
    store = await sqlite_database.open()
    await fill(store)
    written = text_of(sqlite_database.folder)
    assert "artist:1" in written
    assert [piece for piece in PIECES if piece in written] == []


async def test_a_stolen_server_shows_nobody(postgres_database: Database) -> None:
    store = await postgres_database.open()
    await fill(store)
    with store.writing.connect() as connection:
        names = sa.inspect(connection).get_table_names()
        rows = [row for name in names for row in connection.execute(sa.text(f'SELECT * FROM "{name}"'))]
    written = " ".join(map(str, rows))
    assert "artist:1" in written
    assert [piece for piece in PIECES if piece in written] == []


async def test_equal_values_are_not_equal_in_the_file(sqlite_database: Database) -> None:
    store = await sqlite_database.open()
    await fill(store)
    with store.writing.connect() as connection:
        numbers = [connection.scalar(sa.text(f"SELECT number FROM {name}")) for name in ("artists", "hosts", "duty")]
    assert len(set(numbers)) == 3
