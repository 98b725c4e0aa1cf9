"""机构比较: who stands out among its peers, and is the number large enough to say so?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from lib.indicators import Indicator, indicators
from lib.indicators.computation import computable
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import agencies, reports
from lib.views.compositions import agency_name
from lib.views.model import Funnel, Matrix, Ranking, Rate, Spot, Square
from lib.views.numbers import columns_of, measured
from lib.views.selection import Selection, select

SMALLEST_N = 30
_LIMIT_Z = 3.090232  # 99.8 % of a normal distribution lie within


@dataclass(frozen=True)
class Compare:
    selection: Selection
    indicator: Indicator
    year: int
    headline: tuple[Message, ...]
    matrix: Matrix
    ranking: Ranking
    funnel: Funnel | None


def comparable() -> tuple[str, ...]:
    """The indicators that can be compared between agencies, in the order of the catalogue."""
    return tuple(key for key, indicator in indicators().items() if computable(indicator))


def compare(store: Store, filters: Filters, indicator: str = "disclosure_rate", year: int | None = None) -> Compare:
    """An indicator over every agency and year of the selection, each from its own report, nothing added up."""
    selection = select(store, filters)
    chosen = indicators()[indicator if indicator in comparable() else "disclosure_rate"]
    focus = year if year in selection.years else selection.focus
    frame = reports(store, filters, columns_of(chosen), every_report=True)
    rows: list[dict[Any, Any]] = frame.to_dict("records")
    spots = [(row, measured(row, chosen)) for row in rows if row["year"] == focus]
    ranking = _ranking(chosen, spots, focus)
    return Compare(
        selection=selection,
        indicator=chosen,
        year=focus,
        headline=_headline(ranking, chosen, focus) if selection.years else (),
        matrix=_matrix(store, selection, chosen, rows),
        ranking=ranking,
        funnel=_funnel(chosen, spots, focus) if chosen.unit == "rate" else None,
    )


def _matrix(store: Store, selection: Selection, indicator: Indicator, rows: list[dict[Any, Any]]) -> Matrix:
    squares = []
    for row in rows:
        value = measured(row, indicator)
        number = value.value if isinstance(value, Rate) else value
        squares.append(Square(row["agency_code"], int(row["year"]), "value", number, _detail(value)))
    present = {square.agency: square for square in squares}
    listed = [agency for agency in agencies(store, selection.filters) if agency["code"] in present]
    names = {row["agency_code"]: agency_name(row) for row in rows}
    return Matrix(
        title=Message("views.matrix", {"indicator": _title(indicator)}),
        agencies=tuple(names[agency["code"]] for agency in listed),
        years=selection.years,
        squares=tuple(squares),
        is_rate=indicator.unit == "rate",
    )


def _ranking(indicator: Indicator, spots: list[tuple[dict[Any, Any], int | Rate | None]], year: int) -> Ranking:
    """Highest first; a rate over fewer than `SMALLEST_N` cases is shown apart and not ranked."""
    made = [Spot(agency_name(row), _as_rate(value)) for row, value in spots if value is not None]
    ordered = sorted(made, key=lambda spot: -(spot.rate.value or 0))
    least = SMALLEST_N if indicator.unit == "rate" else 0
    return Ranking(
        title=Message("views.ranking", {"indicator": _title(indicator), "year": year}),
        spots=tuple(spot for spot in ordered if spot.rate.denominator >= least),
        unranked=tuple(spot for spot in ordered if spot.rate.denominator < least),
        smallest_n=least,
    )


def _funnel(indicator: Indicator, spots: list[tuple[dict[Any, Any], int | Rate | None]], year: int) -> Funnel | None:
    """Own reports against the rate of all of them together, with the limits that chance alone would keep to.

    Limits are normal approximations of the binomial, 99.8 % (Spiegelhalter 2005, Statistics in Medicine 24:1185).
    """
    peers = [(agency_name(row), value) for row, value in spots if isinstance(value, Rate) and _peer(row)]
    cases = sum(value.denominator for _, value in peers)
    if len(peers) < 3 or not cases:
        return None
    centre = Rate(sum(value.numerator for _, value in peers), cases)
    share = min(1.0, max(0.0, centre.value or 0.0))

    def limits(n: float) -> tuple[float, float]:
        spread = _LIMIT_Z * math.sqrt(share * (1 - share) / n)
        return max(0.0, share - spread), min(1.0, share + spread)

    largest = max(value.denominator for _, value in peers)
    grid = sorted({int(n) for n in np.geomspace(1, max(2, largest * 1.1), 60)})
    drawn = []
    for name, value in peers:
        low, high = limits(value.denominator)
        outside = value.denominator >= SMALLEST_N and not low <= (value.value or 0) <= high
        drawn.append(Spot(name, value, outside))
    return Funnel(
        title=Message("views.funnel", {"indicator": _title(indicator), "year": year}),
        spots=tuple(drawn),
        centre=centre,
        limits=tuple((n, *limits(n)) for n in grid),
    )


def _peer(row: dict[Any, Any]) -> bool:
    """A government's aggregate contains the others: it is no peer of theirs."""
    return bool(row["scope"] != "government_aggregate")


def _as_rate(value: int | Rate) -> Rate:
    """A count ranks as itself over 1."""
    return value if isinstance(value, Rate) else Rate(value, 1)


def _title(indicator: Indicator) -> Message:
    return Message("views.label", {"zh": indicator.title.zh, "en": indicator.title.en})


def _detail(value: int | Rate | None) -> Message | None:
    if isinstance(value, Rate):
        return Message("views.rate", {"rate": value.value, "n": value.numerator, "of": value.denominator})
    return Message("views.count", {"n": value}) if value is not None else Message("views.not_computable")


def _headline(ranking: Ranking, indicator: Indicator, year: int) -> tuple[Message, ...]:
    values: dict[str, object] = {"indicator": _title(indicator), "year": year, "few": len(ranking.unranked)}
    if not ranking.spots:
        key = "views.said_none_ranked" if ranking.unranked else "views.said_no_values"
        return (Message(key, {**values, "smallest": SMALLEST_N}),)
    first = ranking.spots[0]
    detail = _detail(first.rate if indicator.unit == "rate" else first.rate.numerator)
    said = [Message("views.said_first", {**values, "agency": first.name.text, "detail": detail})]
    if ranking.unranked:
        said.append(Message("views.said_unranked", {**values, "smallest": SMALLEST_N}))
    return tuple(said)
