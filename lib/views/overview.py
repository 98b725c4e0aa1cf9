"""总览: how is it going, what changed, what needs attention?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.indicators import indicators
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import reports, yearly
from lib.views.compositions import outcomes_by_year
from lib.views.findings import Item, gravest
from lib.views.model import Composition, Line, Name, Point, Rate, Trend
from lib.views.numbers import columns_of, measured
from lib.views.selection import Selection, breaks_within, select

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
    """A figure of the focus year with its years. `left_out` reports do not state it and are not in it."""

    key: str
    value: int | Rate | None
    points: tuple[Point, ...]
    reports: int
    left_out: int


@dataclass(frozen=True)
class Change:
    """Requests received by the agencies that reported in both years: what changed without a change of who counts."""

    before: int
    after: int
    agencies: int


@dataclass(frozen=True)
class Mover:
    """An agency's part in what changed: requests received last year and this."""

    agency: Name
    before: int
    after: int


@dataclass(frozen=True)
class Overview:
    selection: Selection
    headline: tuple[Message, ...]
    kpis: tuple[Kpi, ...]
    change: Change | None
    movers: tuple[Mover, ...]
    outcomes: Composition
    correction: Trend
    statuses: tuple[tuple[str, int], ...]
    attention: tuple[Item, ...]


def overview(store: Store, filters: Filters) -> Overview:
    """Everything the first page shows, from the sums by year and one small list."""
    selection = select(store, filters)
    columns = [column for key in KPIS for column in columns_of(indicators()[key])]
    frame = yearly(store, filters, columns)
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    kpis = tuple(_kpi(key, by_year, selection) for key in KPIS)
    change, movers = _changes(store, filters, selection)
    return Overview(
        selection=selection,
        headline=_headline(selection, kpis, change),
        kpis=kpis,
        change=change,
        movers=movers,
        outcomes=outcomes_by_year(store, selection),
        correction=correction_trend(by_year, selection),
        statuses=_statuses(store, filters),
        attention=gravest(store, filters, 5),
    )


def correction_trend(by_year: dict[int, dict[Any, Any]], selection: Selection) -> Trend:
    """Correction rates in reconsideration and litigation over the years, with their intervals."""
    keys = ("reconsideration_correction_rate", "litigation_correction_rate")
    return Trend(
        title=Message("views.correction_by_year"),
        lines=tuple(
            Line(Name(key, message=Message(f"views.line_{key}")), _points(key, by_year, selection)) for key in keys
        ),
        is_rate=True,
        breaks=breaks_within(("reconsideration_first",), selection.years),
    )


def _kpi(key: str, by_year: dict[int, dict[Any, Any]], selection: Selection) -> Kpi:
    points = _points(key, by_year, selection)
    row = by_year.get(selection.focus)
    last = points[-1] if points else None
    value = (last.rate if indicators()[key].unit == "rate" else last.value) if last else None
    counted = int(row["reports"]) if row else 0
    known = int(row[f"known.num.{key}"]) if row else 0
    return Kpi(key, value, points, counted, counted - known)


def _points(key: str, by_year: dict[int, dict[Any, Any]], selection: Selection) -> tuple[Point, ...]:
    return tuple(_point(key, year, by_year.get(year)) for year in selection.years)


def _point(key: str, year: int, row: dict[Any, Any] | None) -> Point:
    if row is None:
        return Point(year)
    found, counted = measured(row, indicators()[key]), int(row["reports"])
    if isinstance(found, Rate):
        return Point(year, rate=found, reports=counted)
    return Point(year, value=found, reports=counted)


def _changes(store: Store, filters: Filters, selection: Selection) -> tuple[Change | None, tuple[Mover, ...]]:
    frame = reports(store, filters, ["requests.new.total"])
    this, last = (frame[frame["year"] == year] for year in (selection.focus, selection.focus - 1))
    both = this.merge(last, on="agency_code", suffixes=("", ".last"))
    both = both.dropna(subset=["requests.new.total", "requests.new.total.last"])
    if both.empty:
        return None, ()
    after, before = int(both["requests.new.total"].sum()), int(both["requests.new.total.last"].sum())
    return Change(before, after, len(both)), _movers(store, filters, selection)


def _movers(store: Store, filters: Filters, selection: Selection) -> tuple[Mover, ...]:
    """The agencies that changed most, taken from their own reports even where a government's aggregate is counted."""
    frame = reports(store, filters, ["requests.new.total"], every_report=True)
    own = frame[frame["scope"] != "government_aggregate"]
    wide = own.pivot_table(index=["agency_code", "agency_name"], columns="year", values="requests.new.total")
    if not {selection.focus, selection.focus - 1} <= set(wide.columns):
        return ()
    pair = wide[[selection.focus - 1, selection.focus]].dropna()
    moved = pair[pair.iloc[:, 1] != pair.iloc[:, 0]]
    order = (moved.iloc[:, 1] - moved.iloc[:, 0]).abs().sort_values(ascending=False, kind="stable").index[:6]
    return tuple(
        Mover(Name(code, text=name), int(moved.loc[(code, name)].iloc[0]), int(moved.loc[(code, name)].iloc[1]))
        for code, name in order
    )


def _statuses(store: Store, filters: Filters) -> tuple[tuple[str, int], ...]:
    frame = reports(store, filters, [], every_report=True)
    counts: pd.Series[int] = frame["status"].value_counts()
    return tuple((status, int(counts.get(status, 0))) for status in ("error", "zero", "warning", "blank_ok", "fine"))


def _headline(selection: Selection, kpis: tuple[Kpi, ...], change: Change | None) -> tuple[Message, ...]:
    """One or two sentences from the same figures as the cards."""
    if not selection.years or not kpis[0].reports:
        return (Message("views.nothing_in_year", {"year": selection.focus}),) if selection.years else ()
    found = {kpi.key: kpi for kpi in kpis}
    received, year = found["received"], selection.focus
    said = [Message("views.said_received", {"year": year, "n": received.value, "reports": received.reports})]
    if received.value is None:
        said = [Message("views.said_unknown", {"year": year, "reports": received.reports})]
    if change is not None and change.before >= 10:
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
