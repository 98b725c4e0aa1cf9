"""Small multiples: one indicator over the years, a panel an agency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lib.indicators import Indicator
from lib.language import Message
from lib.store import Filters, Store
from lib.store.paging import reports_of
from lib.views.compare import chosen_indicator
from lib.views.comparisons import Multiples, Panel
from lib.views.compositions import agency_name
from lib.views.model import Name, Point, worded
from lib.views.numbers import columns_of, rate, whole
from lib.views.options import Options
from lib.views.pages_of_agencies import one_page
from lib.views.selection import Selection, breaks_within, select

PAGE = 12


@dataclass(frozen=True)
class SmallMultiples:
    """One `page` (from 0) of `pages`."""

    selection: Selection
    indicator: Indicator
    headline: tuple[Message, ...]
    multiples: Multiples
    page: int
    pages: int


def small_multiples(store: Store, filters: Filters, options: Options | None = None) -> SmallMultiples:
    """Each agency's own reports year by year; a year without a report is missing, and one without a value is not 0."""
    options = options or Options()
    filters = options.pick.narrow(filters, but=("agency",))
    selection = select(store, filters)
    indicator = chosen_indicator(options)
    codes, total, page = one_page(store, filters, options, PAGE)
    rows: list[dict[Any, Any]] = []
    if codes:
        rows = reports_of(store, filters, columns_of(indicator), codes).to_dict("records")
    names: dict[str, Name] = {row["agency_code"]: agency_name(row) for row in rows}
    points = {(row["agency_code"], int(row["year"])): _point(row, indicator) for row in rows}
    values = {"indicator": worded(indicator.title), "of": total, "shown": len(codes)}
    return SmallMultiples(
        selection=selection,
        indicator=indicator,
        headline=(Message("comparing.said_multiples", values),) if codes else (),
        multiples=Multiples(
            title=Message("comparing.multiples", {"indicator": worded(indicator.title)}),
            panels=tuple(
                Panel(names[code], tuple(points.get((code, year), Point(year)) for year in selection.years))
                for code in codes
            ),
            years=selection.years,
            is_rate=indicator.unit == "rate",
            of=total,
            breaks=breaks_within(indicator.breaks, selection.years),
            facets=(("indicator", indicator.key),),
        ),
        page=page,
        pages=-(-total // PAGE),
    )


def _point(row: dict[Any, Any], indicator: Indicator) -> Point:
    over = row[f"num.{indicator.key}"]
    if indicator.unit == "rate":
        return Point(int(row["year"]), rate=rate(over, row[f"den.{indicator.key}"]), reports=1)
    return Point(int(row["year"]), value=whole(over), reports=1)
