"""A season in spreadsheets enters the store: all of it, or nothing, or (`partial`) what could be read."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from datetime import datetime

from allo.app.importing.merge import counts, merge_season
from allo.app.importing.notes import ImportReport, Notes
from allo.app.importing.rows import read_rows
from allo.app.importing.season import Frame, Season, Stock
from allo.app.importing.tables import RawTables
from allo.app.importing.write import load, write
from allo.app.ports import Ids, Store, UnitOfWork


async def import_season(
    store: Store | None,
    tables: RawTables,
    *,
    now: datetime,
    ids: Ids,
    line: str,
    zone: str,
    dry_run: bool = False,
    partial: bool = False,
) -> ImportReport:
    """`line`, `zone`: those of the programme's slots. A refused row stops all, unless `partial`.

    `store` None is an empty one, for a dry run before there is a database.
    """
    notes = Notes()
    rows = read_rows(tables, notes)
    sheets = {sheet for sheet, found in rows.items() if found}
    frame = Frame(now, line, zone)

    def merged(stock: Stock) -> Season:
        return merge_season(rows, stock, frame, notes)

    if store is None:
        return notes.report(counts(merged(Stock())), written=False)
    transaction: AbstractAsyncContextManager[UnitOfWork] = store.read() if dry_run else store.write()
    async with transaction as uow:
        season = merged(await load(uow, sheets))
        written = not dry_run and (partial or not notes.refusals)
        if written:
            await write(uow, season, ids, now)
    return notes.report(counts(season), written)
