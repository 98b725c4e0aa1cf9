"""A view as a table of exactly the figures its chart draws, for "show as table" and for CSV."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from lib.charts.change_tables import bar_columns, contribution_columns, handover_columns
from lib.charts.comparison_tables import dumbbell_columns, multiples_columns, standing_columns
from lib.charts.composition import heights
from lib.charts.words import name_of, percent
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.contribution import Contribution
from lib.views.handover import Handover
from lib.views.model import Bunch, Composition, Cross, Flow, Funnel, Matrix, Name, Ranking, Rate, Spot, Square, Trend

View = (
    Composition
    | Trend
    | Flow
    | Matrix
    | Funnel
    | Ranking
    | Cross
    | Standing
    | Multiples
    | Dumbbell
    | Bars
    | Contribution
    | Handover
)
Column = tuple[str, list[Any], str]


def table(view: View, lang: Language) -> pd.DataFrame:
    """The figures of a view under heads in `lang`. Counts are Int64; what is not known is <NA>, never 0."""
    makers: dict[type, Callable[[Any, Language], list[Column]]] = {
        Composition: _composition,
        Trend: _trend,
        Flow: _flow,
        Matrix: _matrix,
        Funnel: _funnel,
        Ranking: _ranking,
        Cross: _cross,
        Standing: standing_columns,
        Multiples: multiples_columns,
        Dumbbell: dumbbell_columns,
        Bars: bar_columns,
        Contribution: contribution_columns,
        Handover: handover_columns,
    }
    columns = makers[type(view)](view, lang)
    heads = _unique([head for head, _, _ in columns])
    series = [pd.array(values, dtype=kind) for _, values, kind in columns]  # type: ignore[call-overload]
    return pd.DataFrame(dict(zip(heads, series, strict=True)))


def _head(key: str, lang: Language) -> str:
    return t(f"charts.{key}", lang)


def _words(key: str, values: Sequence[str | None], lang: Language) -> Column:
    return _head(key, lang), list(values), "str"


def _counts(key: str, values: Sequence[int | None], lang: Language) -> Column:
    return _head(key, lang), list(values), "Int64"


def _composition(view: Composition, lang: Language) -> list[Column]:
    key = "agency" if view.kind == "agency" else "year" if view.kind == "year" else "category"
    parts: list[Column] = [
        (name_of(part.name, lang), _none_where(part.counts, view.reports), "Int64") for part in view.parts
    ]
    shares: list[Column] = [
        (t("breakdown.share_of", lang, name=name_of(part.name, lang)), heights(view, index), "Float64")
        for index, part in enumerate(view.parts)
        if view.shares
    ]
    return [
        _words(key, _names(view.categories, lang), lang),
        *parts,
        *shares,
        _counts("total", _none_where(view.totals, view.reports), lang),
        _counts("reports", view.reports, lang),
    ]


def _none_where(counts: Sequence[int | None], reports: Sequence[int]) -> list[int | None]:
    """Counts, but nothing where there is no report to count from."""
    return [count if known else None for count, known in zip(counts, reports, strict=True)]


def _trend(view: Trend, lang: Language) -> list[Column]:
    flat = [(line, point) for line in view.lines for point in line.points]
    columns = [
        _words("series", [name_of(line.name, lang) for line, _ in flat], lang),
        _counts("year", [point.year for _, point in flat], lang),
    ]
    if view.is_rate:
        columns += _rates([point.rate if point.reports else None for _, point in flat], lang)
        if any(point.bounds for _, point in flat):
            columns += _bounds([point.bounds if point.reports else None for _, point in flat], lang)
    else:
        columns.append(_counts("count", [point.value if point.reports else None for _, point in flat], lang))
    return [*columns, _counts("reports", [point.reports for _, point in flat], lang)]


def _bounds(bounds: Sequence[tuple[Rate, Rate] | None], lang: Language) -> list[Column]:
    """The least and the most a rate can become, and the cases both are of."""
    return [
        (t("disputed.lowest", lang), [found[0].value if found else None for found in bounds], "Float64"),
        (t("disputed.highest", lang), [found[1].value if found else None for found in bounds], "Float64"),
        (t("disputed.all_cases", lang), [found[0].denominator if found else None for found in bounds], "Int64"),
    ]


def _rates(rates: Sequence[Rate | None], lang: Language) -> list[Column]:
    """A rate is never written without its parts."""
    shares: list[tuple[str, list[Any], str]] = [
        (_head("rate", lang), [rate.value if rate else None for rate in rates], "Float64"),
        (_head("low", lang), [rate.low if rate else None for rate in rates], "Float64"),
        (_head("high", lang), [rate.high if rate else None for rate in rates], "Float64"),
    ]
    return [
        _counts("numerator", [rate.numerator if rate else None for rate in rates], lang),
        _counts("denominator", [rate.denominator if rate else None for rate in rates], lang),
        *shares,
    ]


def _flow(view: Flow, lang: Language) -> list[Column]:
    names = {name.code: name_of(name, lang) for name in view.nodes}
    return [
        _words("source", [names[link.source] for link in view.links], lang),
        _words("target", [names[link.target] for link in view.links], lang),
        _counts("count", [link.count for link in view.links], lang),
    ]


def _matrix(view: Matrix, lang: Language) -> list[Column]:
    names = {name.code: name_of(name, lang) for name in view.agencies}
    columns = [
        _words("agency", [names[square.agency] for square in view.squares], lang),
        _counts("year", [square.year for square in view.squares], lang),
    ]
    states = [t(f"terms.status.{square.status}", lang) for square in view.squares]
    if any(square.status != "value" for square in view.squares):
        columns.append(_words("status", states, lang))
    if any(square.status == "value" for square in view.squares):
        columns.append((_head("value", lang), [_plain(square) for square in view.squares], "Float64"))
    details = [say(square.detail, lang) if square.detail else None for square in view.squares]
    return [*columns, _words("detail", details, lang)] if any(details) else columns


def _plain(square: Square) -> float | None:
    return None if square.value is None else float(square.value)


def _funnel(view: Funnel, lang: Language) -> list[Column]:
    """Whoever is drawn by itself, then the bunches the others are counted in."""
    outside: list[str | None] = [_head("yes" if spot.outside else "no", lang) for spot in view.spots]
    agencies, *rates = _spots(view.spots, lang)
    bunches = [bunch_text(bunch, lang) for bunch in view.crowd]
    none = [None] * len(bunches)
    columns = [(agencies[0], [*agencies[1], *bunches], agencies[2])]
    columns += [(head, [*values, *none], kind) for head, values, kind in rates]
    return [*columns, _words("outside", [*outside, *none], lang)]


def bunch_text(bunch: Bunch, lang: Language) -> str:
    """How many agencies, over how many cases and at which rate."""
    low, high = (percent(end) for end in bunch.rates)
    parts = [
        t("comparing.bunch", lang, n=bunch.agencies),
        t("comparing.bunch_cases", lang, low=bunch.cases[0], high=bunch.cases[1]),
        t("comparing.bunch_rates", lang, low=low, high=high),
    ]
    return ("，" if lang == "zh" else ", ").join(parts)


def _ranking(view: Ranking, lang: Language) -> list[Column]:
    everyone = [*view.spots, *view.unranked]
    ranked = [_head("yes", lang)] * len(view.spots) + [_head("no", lang)] * len(view.unranked)
    if view.spots and all(spot.rate.low is None for spot in view.spots):
        agencies = _words("agency", _names([spot.name for spot in everyone], lang), lang)
        return [agencies, _counts("count", [spot.rate.numerator for spot in everyone], lang)]
    return [*_spots(everyone, lang), _words("ranked", ranked, lang)]


def _spots(spots: Sequence[Spot], lang: Language) -> list[Column]:
    agencies = _words("agency", _names([spot.name for spot in spots], lang), lang)
    return [agencies, *_rates([spot.rate for spot in spots], lang)]


def _cross(view: Cross, lang: Language) -> list[Column]:
    heads = _names(view.columns, lang)
    counts: list[Column] = [(head, [row[index] for row in view.counts], "Int64") for index, head in enumerate(heads)]
    return [_words("row", _names(view.rows, lang), lang), *counts]


def _names(names: Sequence[Name], lang: Language) -> list[str]:
    return [name_of(name, lang) for name in names]


def _unique(heads: list[str]) -> list[str]:
    """A part may be called what another column is called (其他): the later one is numbered."""
    return [
        head if heads[:index].count(head) == 0 else f"{head} ({heads[:index].count(head) + 1})"
        for index, head in enumerate(heads)
    ]
