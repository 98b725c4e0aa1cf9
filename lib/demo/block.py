"""Fictional reports side by side: as the agencies wrote them, faults and all, and as they should be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lib.demo.activity import KEY_ROWS, Counts
from lib.demo.prose import Sections
from lib.demo.years import edition_of, keys_of
from lib.forms import TABLES, UNITS, FigureKey, TableKey
from lib.reports import Agency

AMOUNTS = frozenset(key for key, unit in UNITS.items() if unit in ("amount", "unstated_amount"))
HUNDREDTHS = 100


@dataclass(frozen=True)
class Cell:
    """A place that a fault changed. `key` is that of a figure, else `text.<section>` or the name of another part of a
    report; `true` and `written` are what should stand there and what does, None where nothing does."""

    key: str
    true: str | None
    written: str | None


@dataclass(frozen=True)
class Fault:
    """A fault that was put in: the agency's place in its block, the year, and the checks that are to find it.

    `wrong` is how many independent mistakes were made.
    """

    kind: str
    agency: int
    year: int
    cells: tuple[Cell, ...]
    checks: tuple[str, ...]
    wrong: int = 1


@dataclass(frozen=True, eq=False)
class Block:
    """Reports of one region, all years of an agency after each other: report = agency × years + place of the year.

    `values` (keys × reports) are whole numbers, amounts of money in hundredths; what an edition does not have is 0.
    `raw` is what stands in a cell in place of a number, "" a blank. `dropped` are tables a report lacks. `missing` are
    reports that were never published. `former` are the figures of the first publication, of reports published twice;
    `rivals` those of a second report for the same year. `clean` is the block before faults were put in.
    """

    agencies: tuple[Agency, ...]
    first_year: int
    last_year: int
    values: Counts
    published: tuple[date, ...]
    text: tuple[Sections, ...]
    raw: Mapping[tuple[int, FigureKey], str] = field(default_factory=dict)
    editions: Mapping[tuple[int, TableKey], str | None] = field(default_factory=dict)
    missing: frozenset[int] = frozenset()
    former: Mapping[int, Mapping[FigureKey, int]] = field(default_factory=dict)
    rivals: Mapping[int, Mapping[FigureKey, int]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    clean: Block | None = None

    @property
    def span(self) -> int:
        """How many years an agency has."""
        return self.last_year - self.first_year + 1

    @property
    def size(self) -> int:
        return len(self.agencies) * self.span

    @property
    def years(self) -> NDArray[np.int64]:
        """The year of each report."""
        return np.tile(np.arange(self.first_year, self.last_year + 1), len(self.agencies))

    def agency(self, report: int) -> Agency:
        return self.agencies[report // self.span]

    def year(self, report: int) -> int:
        return self.first_year + report % self.span

    def before(self, report: int) -> int | None:
        """The same agency's report of the year before."""
        return report - 1 if report % self.span else None

    def after(self, report: int) -> int | None:
        """The same agency's report of the year after."""
        return report + 1 if (report + 1) % self.span else None

    def edition(self, report: int, table: TableKey) -> str | None:
        """The edition of a table in a report, None where the report lacks it."""
        return self.editions.get((report, table), edition_of(self.year(report)).edition)

    def value(self, report: int, key: FigureKey) -> int:
        return int(self.values[KEY_ROWS[key], report])

    def has(self, report: int, key: FigureKey) -> bool:
        """Whether the edition of the report's year has the figure."""
        return key in keys_of(self.year(report))


def scope_of(agency: Agency) -> str:
    """A government's report adds up its parts; any other's is about itself."""
    return "government_aggregate" if agency.kind == "government" else "own_office"


def stated(key: FigureKey, value: int) -> int | float:
    """A figure as it is printed."""
    if key not in AMOUNTS:
        return value
    amount = value / HUNDREDTHS
    return int(amount) if amount == int(amount) else amount


def tables_of(block: Block, report: int) -> dict[TableKey, str]:
    """The tables a report has, each with its edition."""
    found = {table: block.edition(report, table) for table in TABLES}
    return {table: edition for table, edition in found.items() if edition is not None}
