"""Rates of disputes over the years: correction rates with what the pending cases leave open, and how often is disputed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lib.indicators import indicators
from lib.language import Message
from lib.store import Store
from lib.store.stated import fully_stated
from lib.views.model import Line, Name, Point, Rate, Trend, worded
from lib.views.numbers import measured, whole
from lib.views.selection import Selection, breaks_within

CORRECTION_RATES = ("reconsideration_correction_rate", "litigation_correction_rate")
# The pending cases behind each rate: none of them, or all, may yet end in a correction.
PENDING = {
    "reconsideration_correction_rate": ("disputes.reconsideration.pending",),
    "litigation_correction_rate": ("disputes.direct_action.pending", "disputes.action_after.pending"),
}
Rows = dict[int, dict[Any, Any]]


def correction_trend(by_year: Rows, selection: Selection) -> Trend:
    """Correction rates in reconsideration and litigation over the years, with their intervals."""
    return Trend(
        title=Message("views.correction_by_year"),
        lines=tuple(
            Line(
                Name(f"indicator.{key}", message=Message(f"views.line_{key}")),
                rate_points(key, by_year, selection.years),
            )
            for key in CORRECTION_RATES
        ),
        is_rate=True,
        breaks=breaks_within(("reconsideration_first",), selection.years),
    )


def with_bounds(store: Store, trend: Trend, selection: Selection) -> Trend:
    """A correction trend with the bounds of each rate: [corrected ÷ all, (corrected + pending) ÷ all], all being decided
    and pending cases together. Only where the reports that state the rate state the pending cases too: bounds over other
    reports would not be about this rate."""
    lines = []
    for line in trend.lines:
        key = line.name.code.removeprefix("indicator.")
        columns = [f"num.{key}", f"den.{key}", *PENDING[key]]
        rows = fully_stated(store, selection.filters, columns).to_dict("records")
        found = {int(row["year"]): row for row in rows}
        points = (replace(p, bounds=_bounds(key, p, found.get(p.year))) for p in line.points)
        lines.append(replace(line, points=tuple(points)))
    return replace(trend, lines=tuple(lines))


def dispute_trend(by_year: Rows, selection: Selection) -> Trend:
    """Disputes of every hundred requests completed: reconsideration and direct actions, each dispute counted once."""
    indicator = indicators()["dispute_rate"]
    name = Name("indicator.dispute_rate", message=worded(indicator.title))
    return Trend(
        title=Message("disputed.rate_by_year"),
        lines=(Line(name, rate_points("dispute_rate", by_year, selection.years)),),
        is_rate=True,
        breaks=breaks_within(indicator.breaks, selection.years),
    )


def rate_points(key: str, by_year: Rows, years: tuple[int, ...]) -> tuple[Point, ...]:
    """An indicator's point of each year; without a report a point without a value."""
    return tuple(_point(key, year, by_year.get(year)) for year in years)


def _point(key: str, year: int, row: dict[Any, Any] | None) -> Point:
    if row is None:
        return Point(year)
    found, counted = measured(row, indicators()[key]), int(row["reports"])
    if isinstance(found, Rate):
        return Point(year, rate=found, reports=counted)
    return Point(year, value=found, reports=counted)


def _bounds(key: str, point: Point, row: dict[Any, Any] | None) -> tuple[Rate, Rate] | None:
    if row is None or point.rate is None:
        return None
    corrected, decided = whole(row[f"num.{key}"]) or 0, whole(row[f"den.{key}"]) or 0
    pending = sum(whole(row[column]) or 0 for column in PENDING[key])
    if (corrected, decided) != (point.rate.numerator, point.rate.denominator) or pending <= 0:
        return None
    return Rate(corrected, decided + pending), Rate(corrected + pending, decided + pending)
