"""核对单: what is asked of an agency about its reports, finding by finding and cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from lib.checks import Broken, Finding, from_row
from lib.forms import FigureKey
from lib.reports import Report, State
from lib.reports.numbers import NO_CELL
from lib.store import Filters, Store
from lib.store.finding_queries import Sought, sought_rows
from lib.store.reading import find_report
from lib.views.model import Name

ASKED = Sought(severities=("error", "warning"))
# Where nothing says what a cell should be, so many of a finding's cells are listed; its sentence says how many there are.
MOST_CELLS = 12
_EVERY = 1_000_000


@dataclass(frozen=True)
class CellLine:
    """A cell that is asked about. `reported` is the text in it, "" where it is blank. `expected` None: nothing says what
    it should be. `suggested`: expected is what the likeliest explanation says; else a formula or another report says it."""

    key: FigureKey
    reported: str
    expected: int | None
    suggested: bool


@dataclass(frozen=True)
class Point:
    """One finding as the agency is asked about it; `number` runs through the letter."""

    number: int
    finding: Finding
    cells: tuple[CellLine, ...]
    review: str


@dataclass(frozen=True)
class Letter:
    """Everything asked of one agency. `reports` are its reports the points are about, by year."""

    agency: Name
    points: tuple[Point, ...]
    reports: Mapping[int, Report]


def letter(store: Store, agency: str, filters: Filters, sought: Sought = ASKED) -> Letter | None:
    """The letter to one agency (by code) about the years of a selection; None where there is nothing to ask.

    What was dismissed is not asked; what was confirmed comes first, then year by year the gravest first.
    """
    rows = _asked(store, replace(filters, agency=agency), sought)
    return _letter(store, rows) if rows else None


def letters(store: Store, filters: Filters, sought: Sought = ASKED) -> Iterator[Letter]:
    """A letter to every agency of a selection of which something is to be asked, in the order of the roster."""
    rows = sorted(_asked(store, filters, sought), key=lambda row: row["agency_id"])
    for _, own in groupby(rows, key=lambda row: row["agency_id"]):
        yield _letter(store, list(own))


def addressees(store: Store, filters: Filters, sought: Sought = ASKED) -> int:
    """How many agencies there is something to ask of."""
    return len({row["agency_id"] for row in _asked(store, filters, sought)})


def cell_lines(finding: Finding, report: Report | None) -> tuple[CellLine, ...]:
    """The cells of a finding that are asked about: those of its likeliest explanation, else those a formula says something
    of, else those it points at."""
    cause = {repair.key: repair.suggested for repair in finding.cause.cells} if finding.cause else {}
    said = cause or formula_says(finding)
    keys = tuple(said) or finding.cells[:MOST_CELLS]
    return tuple(CellLine(key, _reported(report, key), said.get(key), key in cause) for key in keys)


def _asked(store: Store, filters: Filters, sought: Sought) -> list[dict[str, Any]]:
    rows = sought_rows(store, filters, sought, limit=_EVERY)
    return [row for row in rows if row["review"] != "dismissed"]


def _letter(store: Store, rows: list[dict[str, Any]]) -> Letter:
    code = rows[0]["agency_code"]
    found = {year: find_report(store, code, year) for year in sorted({row["year"] for row in rows})}
    reports = {year: stored.report for year, stored in found.items() if stored is not None}
    ordered = sorted(rows, key=lambda row: (row["review"] != "confirmed", row["year"]))
    return Letter(
        agency=Name(code, text=rows[0]["agency_name"]),
        points=tuple(_point(number, row, reports) for number, row in enumerate(ordered, start=1)),
        reports=reports,
    )


def _point(number: int, row: dict[str, Any], reports: Mapping[int, Report]) -> Point:
    finding = from_row(row)
    return Point(number, finding, cell_lines(finding, reports.get(finding.year)), row["review"])


def formula_says(finding: Finding) -> dict[FigureKey, int]:
    """What the equations make of a cell that stands alone on their right side, where they agree about it."""
    said: dict[FigureKey, set[int]] = {}
    for broken in finding.equations:
        alone = _alone(broken, finding.year)
        if alone is not None:
            said.setdefault(alone, set()).add(broken.left)
    return {key: values.pop() for key, values in said.items() if len(values) == 1}


def _alone(broken: Broken, year: int) -> FigureKey | None:
    right = [term for term in broken.terms if term.side == "right"]
    one = broken.relation == "=" and len(right) == 1 and right[0].year == year
    return right[0].key if one else None


def _reported(report: Report | None, key: FigureKey) -> str:
    if report is None:
        return ""
    if report.state(key) is State.ABSENT:
        # The document has no such cell: that is no blank.
        return NO_CELL
    value = report.figures[key]
    return report.raw.get(key, "") if value is None else f"{value:,}"
