"""机构比较: who stands out among its peers, and is the number large enough to say so?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from lib.indicators import Indicator, indicators
from lib.indicators.computation import computable
from lib.language import Message
from lib.store import Filters, Store
from lib.store.paging import reports_of
from lib.views.comparisons import number_of
from lib.views.compositions import agency_name
from lib.views.funnels import funnel_of
from lib.views.model import Funnel, Matrix, Ranking, Rate, Spot, Square, worded
from lib.views.numbers import columns_of, measured
from lib.views.options import Options
from lib.views.pages_of_agencies import one_page
from lib.views.selection import Selection, select
from lib.views.standouts import Standouts, standouts
from lib.views.year_rates import SMALLEST_N, spot_of, year_rates

PAGE, ENDS = 40, 20
DEFAULT = "disclosure_rate"


@dataclass(frozen=True)
class Compare:
    """`agencies` have a report in the selection, of which the matrix shows one `page` (from 0) of `pages`."""

    selection: Selection
    indicator: Indicator
    year: int
    headline: tuple[Message, ...]
    matrix: Matrix
    ranking: Ranking
    funnel: Funnel | None
    standouts: Standouts | None
    agencies: int
    page: int
    pages: int


def comparable() -> tuple[str, ...]:
    """The indicators that can be compared between agencies, in the order of the catalogue."""
    return tuple(key for key, indicator in indicators().items() if computable(indicator))


def chosen_indicator(options: Options) -> Indicator:
    """The indicator that is asked for; the disclosure rate where it is none."""
    return indicators()[options.indicator if options.indicator in comparable() else DEFAULT]


def compare(store: Store, filters: Filters, options: Options | None = None) -> Compare:
    """An indicator over every agency and year of the selection, each from its own report, nothing added up.

    `options.versus` keeps the matrix and the ranking to these agencies; who is outside and who is above its peers is
    always said of the whole selection.
    """
    options = options or Options()
    filters = options.pick.narrow(filters, but=("agency",))
    selection = select(store, filters)
    chosen = chosen_indicator(options)
    focus = selection.year_of(options.year)
    frame = year_rates(store, replace(filters, first_year=focus, last_year=focus), chosen)
    among = frame[frame["agency_code"].isin(options.versus)] if options.versus else frame
    ranking = _ranking(chosen, among, focus)
    # Nobody is measured against a figure that must be wrong.
    sound = frame[~frame["contradicts"]]
    higher = standouts(sound, chosen) if chosen.unit == "rate" else None
    codes, total, page = one_page(store, filters, options, PAGE)
    return Compare(
        selection=selection,
        indicator=chosen,
        year=focus,
        headline=_headline(ranking, chosen, focus, higher) if selection.years else (),
        matrix=_matrix(store, selection, chosen, codes),
        ranking=ranking,
        funnel=funnel_of(sound, chosen, focus) if chosen.unit == "rate" else None,
        standouts=higher,
        agencies=total,
        page=page,
        pages=-(-total // PAGE),
    )


def _matrix(store: Store, selection: Selection, indicator: Indicator, codes: list[str]) -> Matrix:
    squares, names = [], {}
    rows: list[dict[Any, Any]] = []
    if codes:
        rows = reports_of(store, selection.filters, columns_of(indicator), codes).to_dict("records")
    for row in rows:
        value = measured(row, indicator)
        squares.append(Square(row["agency_code"], int(row["year"]), "value", number_of(value), detail_of(value)))
        names[row["agency_code"]] = agency_name(row)
    return Matrix(
        title=Message("views.matrix", {"indicator": worded(indicator.title)}),
        agencies=tuple(names[code] for code in codes),
        years=selection.years,
        squares=tuple(squares),
        is_rate=indicator.unit == "rate",
        facets=(("indicator", indicator.key),),
    )


def _ranking(indicator: Indicator, frame: pd.DataFrame, year: int) -> Ranking:
    """Highest first; a rate over fewer than `SMALLEST_N` cases is shown apart and not ranked, nor is one that contradicts
    itself."""
    is_rate = indicator.unit == "rate"
    least = SMALLEST_N if is_rate else 0
    ordered = frame.iloc[np.argsort(-frame["value"].to_numpy(), kind="stable")]
    wrong, ordered = ordered[ordered["contradicts"]], ordered[~ordered["contradicts"]]
    ranked, few = ordered[ordered["under"] >= least], ordered[ordered["under"] < least]
    if not is_rate:
        ranked, few = ordered, ordered.iloc[:0]
    cut = max(0, len(ranked) - 2 * ENDS)
    shown = pd.concat([ranked.iloc[:ENDS], ranked.iloc[-ENDS:]]) if cut else ranked
    largest = few.index.isin(few["under"].nlargest(ENDS).index)
    return Ranking(
        title=Message("views.ranking", {"indicator": worded(indicator.title), "year": year}),
        spots=_spots(shown, is_rate=is_rate),
        unranked=_spots(few[largest], is_rate=is_rate),
        smallest_n=least,
        facets=(("year", str(year)), ("indicator", indicator.key)),
        shown_first=ENDS if cut else len(ranked),
        left_out=cut,
        unranked_left_out=max(0, len(few) - ENDS),
        contradicting=_spots(wrong, is_rate=is_rate),
    )


def _spots(frame: pd.DataFrame, *, is_rate: bool) -> tuple[Spot, ...]:
    return tuple(spot_of(row, is_rate=is_rate) for row in frame.to_dict("records"))


def detail_of(value: int | Rate | None) -> Message:
    """A value in words, a rate with its parts; why there is none where there is none."""
    if isinstance(value, Rate):
        return Message("views.rate", {"rate": value.value, "n": value.numerator, "of": value.denominator})
    return Message("views.count", {"n": value}) if value is not None else Message("views.not_computable")


def _headline(ranking: Ranking, indicator: Indicator, year: int, higher: Standouts | None) -> tuple[Message, ...]:
    few = len(ranking.unranked) + ranking.unranked_left_out
    values: dict[str, object] = {"indicator": worded(indicator.title), "year": year, "few": few}
    wrong = len(ranking.contradicting)
    beside = (Message("views.said_contradicting", {**values, "n": wrong}),) if wrong else ()
    if not ranking.spots:
        key = "views.said_none_ranked" if few else "views.said_no_values"
        return (*beside, Message(key, {**values, "smallest": SMALLEST_N})) if few or not wrong else beside
    first = ranking.spots[0]
    detail = detail_of(first.rate if indicator.unit == "rate" else first.rate.numerator)
    said = [Message("views.said_first", {**values, "agency": first.name.text, "detail": detail})]
    if few:
        said.append(Message("views.said_unranked", {**values, "smallest": SMALLEST_N}))
    return (*said, *beside, *(higher.said(indicator) if higher else ()))
