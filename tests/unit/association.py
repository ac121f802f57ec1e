"""An association with its spreadsheets and a store of its own, for the tests of imports and reports."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from allo.app.import_season import import_season
from allo.app.importing.notes import ImportReport
from allo.app.importing.tables import RawTables
from allo.app.make_report import ReportFilters, make_report
from allo.app.ports import Store
from allo.app.show_attendance import show_attendance
from allo.documents.read_tables import read_tables
from allo.domain.figures import Period
from tests.support.memory_store import MemoryStore

NOW = datetime(2021, 1, 4, 9, 0, tzinfo=UTC)


class Numbered:
    """Ids and digits that never repeat."""

    def __init__(self) -> None:
        self._next = count(1)

    def token(self) -> str:
        return f"token{next(self._next):015}"

    def digits(self, wanted: int) -> str:
        return f"{next(self._next):0{wanted}}"


class Association:
    """`sheets` are lists of CSV lines, by the name of their file."""

    def __init__(self, folder: Path, now: datetime = NOW) -> None:
        self.folder, self.now = folder, now
        self.store: Store = MemoryStore()
        self.ids = Numbered()
        self._made = count(1)

    async def imports(self, *, partial: bool = False, dry_run: bool = False, **sheets: list[str]) -> ImportReport:
        folder = self.folder / f"envoi-{next(self._made)}"
        folder.mkdir()
        for name, lines in sheets.items():
            (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return await self.reads(folder, partial=partial, dry_run=dry_run)

    async def reads(self, path: Path, *, partial: bool = False, dry_run: bool = False) -> ImportReport:
        return await self.takes(read_tables(path), partial=partial, dry_run=dry_run)

    async def takes(self, tables: RawTables, *, partial: bool = False, dry_run: bool = False) -> ImportReport:
        return await import_season(
            self.store,
            tables,
            now=self.now,
            ids=self.ids,
            line="+33199000000",
            zone="Europe/Paris",
            dry_run=dry_run,
            partial=partial,
        )

    async def holds(self, table: str) -> list[Any]:
        async with self.store.read() as uow:
            return list(await getattr(uow, table).find())

    async def everything(self) -> dict[str, list[Any]]:
        tables = ("structures", "listeners", "groups", "artists", "hosts", "duty", "sessions", "presences", "codes")
        return {table: await self.holds(table) for table in tables}

    async def reports(
        self, year: int = 2021, *, public: bool = False, period: Period | None = None, **filters: str
    ) -> dict[str, object]:
        chosen = period or Period.of_year(year)
        report = await make_report(self.store, period=chosen, filters=ReportFilters(**filters), public=public)
        return report.figures

    async def attendance(self, session: str) -> dict[str, object]:
        return (await show_attendance(self.store, session)).as_dict()


def refused(report: ImportReport) -> list[str]:
    """The lines an import prints on standard error."""
    return [str(one) for one in report.refusals]
