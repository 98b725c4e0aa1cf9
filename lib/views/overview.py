"""总览: how is it going, what changed, what needs attention?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lib.indicators import indicators
from lib.language import Message
from lib.store import Filters, Store
from lib.store.filing import filed
from lib.store.reading import yearly
from lib.views.compare import comparable
from lib.views.compositions import outcomes_by_year
from lib.views.contribution import Contribution
from lib.views.correction import correction_trend, rate_points
from lib.views.findings import Item, gravest
from lib.views.model import Composition, Point, Rate, Trend
from lib.views.movement import KEY_FIGURES, Movement, most_moved, movements, who_moved
from lib.views.numbers import columns_of
from lib.views.options import Options
from lib.views.selection import Selection, select

KPIS = (
    "received",
    "completed",
    "disclosure_rate",
    "completion_rate",
    "reconsideration_correction_rate",
    "litigation_correction_rate",
)


@dataclass(frozen=True)
class Kpi:
    """A figure of the focus year with its years. `left_out` reports do not state it and are not in it; `change` is that of
    the agencies counted in both years."""

    key: str
    value: int | Rate | None
    points: tuple[Point, ...]
    reports: int
    left_out: int
    change: Movement


@dataclass(frozen=True)
class Change:
    """Requests received by the agencies that reported in both years: what changed without a change of who counts."""

    before: int
    after: int
    agencies: int


@dataclass(frozen=True)
class Overview:
    selection: Selection
    year: int
    headline: tuple[Message, ...]
    kpis: tuple[Kpi, ...]
    change: Change | None
    indicator: str
    contribution: Contribution | None
    moved: tuple[Movement, ...]
    outcomes: Composition
    correction: Trend
    statuses: tuple[tuple[str, int], ...]
    attention: tuple[Item, ...]


def overview(store: Store, filters: Filters, options: Options | None = None) -> Overview:
    """Everything the first page shows, from the sums by year and one small list; key figures are of the year of `options`."""
    options = options or Options()
    every_agency = options.pick.narrow(filters, but=("agency",))
    filters = options.pick.narrow(filters)
    selection = select(store, filters)
    year = selection.year_of(options.year)
    columns = [column for key in KPIS for column in columns_of(indicators()[key])]
    frame = yearly(store, filters, columns)
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    moved = {one.key: one for one in movements(store, selection, year, KEY_FIGURES)}
    kpis = tuple(_kpi(key, by_year, selection, year, moved[key]) for key in KPIS)
    change = _change(moved["received"])
    indicator = options.indicator if options.indicator in comparable() else KEY_FIGURES[0]
    return Overview(
        selection=selection,
        year=year,
        headline=_headline(selection, year, kpis, change),
        kpis=kpis,
        change=change,
        indicator=indicator,
        contribution=who_moved(store, every_agency, year, indicator),
        moved=most_moved(tuple(moved.values())),
        outcomes=outcomes_by_year(store, selection),
        correction=correction_trend(by_year, selection),
        statuses=_statuses(store, filters),
        attention=gravest(store, filters, 5),
    )


def _kpi(key: str, by_year: dict[int, dict[Any, Any]], selection: Selection, year: int, change: Movement) -> Kpi:
    points = tuple(point for point in rate_points(key, by_year, selection.years) if point.year <= year)
    row = by_year.get(year)
    last = points[-1] if points else None
    value = (last.rate if indicators()[key].unit == "rate" else last.value) if last else None
    counted = int(row["reports"]) if row else 0
    known = int(row[f"known.num.{key}"]) if row else 0
    return Kpi(key, value, points, counted, counted - known, change)


def _change(received: Movement) -> Change | None:
    if not isinstance(received.before, int) or not isinstance(received.after, int):
        return None
    return Change(received.before, received.after, received.agencies)


def _statuses(store: Store, filters: Filters) -> tuple[tuple[str, int], ...]:
    rows = filed(store, filters)
    return tuple(
        (status, sum(row["reports"] for row in rows if row["status"] == status))
        for status in ("error", "zero", "warning", "blank_ok", "fine")
    )


def _headline(selection: Selection, year: int, kpis: tuple[Kpi, ...], change: Change | None) -> tuple[Message, ...]:
    """One or two sentences from the same figures as the cards."""
    if not selection.years or not kpis[0].reports:
        return (Message("views.nothing_in_year", {"year": year}),) if selection.years else ()
    found = {kpi.key: kpi for kpi in kpis}
    received = found["received"]
    said = [Message("views.said_received", {"year": year, "n": received.value, "reports": received.reports})]
    if received.value is None:
        said = [Message("views.said_unknown", {"year": year, "reports": received.reports})]
    if change is not None:
        direction = "more" if change.after > change.before else "fewer" if change.after < change.before else "same"
        percent = abs(change.after - change.before) / change.before
        values = {"agencies": change.agencies, "before": change.before, "after": change.after, "percent": percent}
        said.append(Message(f"views.said_{direction}", values))
    for key in ("disclosure_rate", "reconsideration_correction_rate"):
        value = found[key].value
        if isinstance(value, Rate):
            parts = {"rate": value.value, "n": value.numerator, "of": value.denominator}
            said.append(Message(f"views.said_{key}", parts))
    return tuple(said)
