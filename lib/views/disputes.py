"""复议诉讼: how often challenged, with what result?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lib.indicators import indicators
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import reports, yearly
from lib.views.compositions import DISPUTES, RESULTS, agency_name, results_by_agency, results_by_year
from lib.views.model import Composition, Name, Rate, Trend
from lib.views.numbers import columns_of, measured, whole
from lib.views.overview import correction_trend
from lib.views.selection import Selection, select

RATES = ("reconsideration_correction_rate", "litigation_correction_rate")


@dataclass(frozen=True)
class DisputeRow:
    """An agency's year: cases of each group, rates with their parts, and the bounds the pending cases leave open."""

    agency: Name
    totals: tuple[int | None, ...]
    corrected: Rate | None
    pending: int | None
    lowest: float | None
    highest: float | None
    litigation: Rate | None


@dataclass(frozen=True)
class Disputes:
    selection: Selection
    year: int
    headline: tuple[Message, ...]
    groups: tuple[Composition, ...]
    correction: Trend
    by_agency: tuple[Composition, ...]
    rows: tuple[DisputeRow, ...]


def disputes(store: Store, filters: Filters, year: int | None = None) -> Disputes:
    """The page for a selection; `year` is the year of the comparison of agencies, the latest unless named."""
    selection = select(store, filters)
    focus = year if year in selection.years else selection.focus
    columns = [column for key in RATES for column in columns_of(indicators()[key])]
    totals = [f"disputes.{group}.total" for group in DISPUTES]
    frame = yearly(store, filters, [*columns, *totals])
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    return Disputes(
        selection=selection,
        year=focus,
        headline=_headline(by_year.get(focus), focus),
        groups=tuple(results_by_year(store, selection, group) for group in DISPUTES),
        correction=correction_trend(by_year, selection),
        by_agency=tuple(results_by_agency(store, selection, focus, group) for group in DISPUTES),
        rows=_rows(store, selection, focus),
    )


def _rows(store: Store, selection: Selection, year: int) -> tuple[DisputeRow, ...]:
    figures = [f"disputes.{group}.{name}" for group in DISPUTES for name in (*RESULTS, "total")]
    columns = [*figures, *(column for key in RATES for column in columns_of(indicators()[key]))]
    frame = reports(store, selection.filters, columns, every_report=True)
    here = frame[frame["year"] == year]
    rows = [_row(row) for row in here.to_dict("records")]
    return tuple(sorted((row for row in rows if any(row.totals)), key=lambda row: -sum(n or 0 for n in row.totals)))


def _row(row: dict[Any, Any]) -> DisputeRow:
    corrected, litigation = (measured(row, indicators()[key]) for key in RATES)
    pending = whole(row["disputes.reconsideration.pending"])
    lowest = highest = None
    if isinstance(corrected, Rate) and pending is not None and pending >= 0:
        all_cases = corrected.denominator + pending
        lowest, highest = corrected.numerator / all_cases, (corrected.numerator + pending) / all_cases
    return DisputeRow(
        agency=agency_name(row),
        totals=tuple(whole(row[f"disputes.{group}.total"]) for group in DISPUTES),
        corrected=corrected if isinstance(corrected, Rate) else None,
        pending=pending,
        lowest=lowest,
        highest=highest,
        litigation=litigation if isinstance(litigation, Rate) else None,
    )


def _headline(row: dict[Any, Any] | None, year: int) -> tuple[Message, ...]:
    if row is None:
        return ()
    counts = {group: whole(row[f"disputes.{group}.total"]) for group in DISPUTES}
    told = {
        group: Message("views.not_stated") if n is None else Message("views.count", {"n": n})
        for group, n in counts.items()
    }
    said = [Message("views.said_disputes", {"year": year, **told})]
    for key in RATES:
        value = measured(row, indicators()[key])
        if isinstance(value, Rate):
            parts = {"rate": value.value, "n": value.numerator, "of": value.denominator}
            said.append(Message(f"views.said_{key}", parts))
    return tuple(said)
