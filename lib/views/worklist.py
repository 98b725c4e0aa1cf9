"""The worklist to take away: every finding of a selection with the values of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lib.checks import CellState, Finding, Term, from_row
from lib.forms import FigureKey
from lib.store import Filters, Store
from lib.store.finding_queries import Sought, sought_rows
from lib.store.reading import agencies
from lib.views.letters import formula_says

_EVERY = 1_000_000
EVERYTHING = Sought()


@dataclass(frozen=True)
class CellRow:
    """A cell of a finding. `value` None: no number is stated; `blank` says that nothing stands there, else `text` does.

    `expected` is what a formula or another report says, `suggested` what the likeliest explanation says; None: nothing.
    """

    key: FigureKey
    year: int
    value: int | None
    blank: bool
    text: str
    expected: int | None
    suggested: int | None


@dataclass(frozen=True)
class Row:
    """A finding as it is listed, with its review."""

    finding: Finding
    agency: str
    region: str
    review: str
    note: str
    who: str
    decided_at: datetime | None
    repeats: int | None
    cells: tuple[CellRow, ...]


def worklist_rows(store: Store, filters: Filters, sought: Sought = EVERYTHING) -> tuple[Row, ...]:
    """Every finding that is sought of a selection, in the order of the worklist."""
    rows = sought_rows(store, filters, sought, limit=_EVERY)
    regions = {agency["code"]: agency["region"] for agency in agencies(store, filters)}
    return tuple(_row(row, regions[row["agency_code"]]) for row in rows)


def _row(row: Mapping[str, Any], region: str) -> Row:
    finding = from_row(row)
    return Row(
        finding=finding,
        agency=row["agency_name"],
        region=region,
        review=row["review"],
        note=row["note"] or "",
        who=row["who"] or "",
        decided_at=row["decided_at"],
        repeats=row["repeats"],
        cells=_cells(finding),
    )


def _cells(finding: Finding) -> tuple[CellRow, ...]:
    """Every cell of the finding's equations and explanation once: those of other years too."""
    suggested = {repair.key: repair for repair in finding.cause.cells} if finding.cause else {}
    expected = formula_says(finding)
    terms = {(term.key, term.year): term for broken in finding.equations for term in broken.terms}
    found = [_of_term(term, finding.year, expected, suggested) for term in terms.values() if _telling(term, finding)]
    known = {key for key, year in terms if year == finding.year}
    found += [
        CellRow(key, finding.year, repair.reported, repair.reported is None, "", None, repair.suggested)
        for key, repair in suggested.items()
        if key not in known
    ]
    return tuple(found)


def _telling(term: Term, finding: Finding) -> bool:
    """A cell that adds something to its sum, or is pointed at: a sum of twenty zeros would bury the rest."""
    return bool(term.value) or term.key in finding.cells or term.side == "right"


def _of_term(term: Term, year: int, expected: Mapping[FigureKey, int], suggested: Mapping[FigureKey, Any]) -> CellRow:
    own = term.year == year
    repair = suggested.get(term.key) if own else None
    return CellRow(
        key=term.key,
        year=term.year,
        value=term.value,
        blank=term.state is CellState.BLANK,
        text="" if term.value is None else f"{term.value:,}",
        expected=expected.get(term.key) if own else None,
        suggested=repair.suggested if repair else None,
    )
