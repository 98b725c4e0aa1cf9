"""复议诉讼: how often challenged, with what result?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from lib.indicators import indicators
from lib.language import Message
from lib.store import Filters, Store
from lib.store.paging import reports_with_most
from lib.store.reading import yearly
from lib.views.breakdown import by_of, counting_note, results_by
from lib.views.compositions import DISPUTES, agency_name, results_by_year
from lib.views.correction import CORRECTION_RATES as RATES
from lib.views.correction import correction_trend, dispute_trend, with_bounds
from lib.views.losses import Losses, losses
from lib.views.model import Composition, Name, Rate, Trend
from lib.views.numbers import columns_of, measured, whole
from lib.views.options import Options
from lib.views.selection import Selection, of_year, select

# The year before and the year from which a refusal is first taken to reconsideration.
_BREAK = (2023, 2024)
MOST_ROWS = 50


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
class DisputePage:
    """One page, counted from 0, of the agencies that were challenged in the year, those with most cases first."""

    rows: tuple[DisputeRow, ...]
    page: int
    pages: int
    agencies: int


@dataclass(frozen=True)
class Disputes:
    selection: Selection
    year: int
    headline: tuple[Message, ...]
    groups: tuple[Composition, ...]
    correction: Trend
    rate: Trend
    change_of_law: tuple[Message, ...]
    by: str
    breakdown: tuple[Composition, ...]
    counted: tuple[Message, ...]
    table: DisputePage
    losses: Losses


def disputes(store: Store, filters: Filters, options: Options | None = None) -> Disputes:
    """The page for a selection; what shows one year is of the year of `options`, the latest unless named."""
    options = options or Options()
    by = by_of(options)
    every_bar = select(store, options.pick.narrow(filters, but=(by,)))
    filters = options.pick.narrow(filters)
    selection = select(store, filters)
    year = selection.year_of(options.year)
    columns = [column for key in (*RATES, "dispute_rate") for column in columns_of(indicators()[key])]
    totals = [f"disputes.{group}.total" for group in DISPUTES]
    frame = yearly(store, filters, [*columns, *totals])
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    groups = tuple(results_by_year(store, selection, group) for group in DISPUTES)
    return Disputes(
        selection=selection,
        year=year,
        headline=_headline(by_year.get(year), year),
        groups=tuple(replace(group, shares=options.shares) for group in groups),
        correction=with_bounds(store, correction_trend(by_year, selection), selection),
        rate=dispute_trend(by_year, selection),
        change_of_law=_change_of_law(groups, selection),
        by=by,
        breakdown=tuple(results_by(store, every_bar, year, options, group) for group in DISPUTES),
        counted=counting_note(store, every_bar, year, options),
        table=_table(store, of_year(selection.filters, year), options.page),
        losses=losses(store, selection, year),
    )


def _change_of_law(groups: tuple[Composition, ...], selection: Selection) -> tuple[Message, ...]:
    """Why the years on both sides of the change of law do not compare, with their cases where both are shown."""
    if not set(_BREAK) <= set(selection.years):
        return ()
    places = [selection.years.index(year) for year in _BREAK]
    parts = []
    for group, shown in zip(DISPUTES, groups, strict=True):
        before, after = (shown.totals[place] for place in places)
        if before is not None and after is not None:
            values = {"dispute": Message(f"terms.dispute.{group}"), "before": before, "after": after}
            parts.append(Message("disputed.before_after", values))
    reports = [shown.reports[place] for place in places]
    said = [Message("disputed.change_of_law")]
    if parts:
        first, *rest = parts
        listed = (first, *(Message("disputed.and_then", {"part": part}) for part in rest))
        counted = {"before_reports": reports[0], "after_reports": reports[1]}
        said.append(Message("disputed.both_sides", {"parts": listed, **counted}))
    return tuple(said)


def _table(store: Store, filters: Filters, asked: int) -> DisputePage:
    """The page asked for; the first where there is no such page."""
    totals = [f"disputes.{group}.total" for group in DISPUTES]
    rates = [column for key in RATES for column in columns_of(indicators()[key])]
    columns = list(dict.fromkeys([*totals, "disputes.reconsideration.pending", *rates]))
    for page in dict.fromkeys((asked, 0)):
        found = reports_with_most(store, filters, columns, totals, limit=MOST_ROWS, offset=page * MOST_ROWS)
        if len(found):
            agencies = int(found["total"].iloc[0])
            rows = tuple(_row(row) for row in found.to_dict("records"))
            return DisputePage(rows, page, -(-agencies // MOST_ROWS), agencies)
    return DisputePage((), 0, 1, 0)


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
