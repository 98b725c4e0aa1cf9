"""The charts of comparison as tables: a rate with its parts, every interval with both ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.charts.dumbbell import chance_text
from lib.charts.standing import place_text
from lib.charts.trend import height_of
from lib.charts.words import name_of
from lib.language import Language, t
from lib.views.comparisons import Dumbbell, Measured, Multiples, Standing, number_of
from lib.views.model import Rate

Column = tuple[str, list[Any], str]


def standing_columns(view: Standing, lang: Language) -> list[Column]:
    """One row an indicator: the own value, its place, the peers' spread."""
    strips = view.strips
    quartiles = [strip.quartiles or (None, None) for strip in strips]
    return [
        _words(t("pages.indicator", lang), [name_of(strip.name, lang) for strip in strips]),
        *_values(t("comparing.value_head", lang), [strip.own for strip in strips], lang),
        _words(t("comparing.place_head", lang), [place_text(strip, lang) for strip in strips]),
        _numbers(t("comparing.percentile_head", lang), [strip.percentile for strip in strips]),
        _numbers(t("comparing.low_quartile_head", lang), [low for low, _ in quartiles]),
        _numbers(t("comparing.median_head", lang), [strip.median for strip in strips]),
        _numbers(t("comparing.high_quartile_head", lang), [high for _, high in quartiles]),
        (
            t("comparing.lower_head", lang),
            [strip.lower if strip.own is not None else None for strip in strips],
            "Int64",
        ),
        (t("comparing.same_head", lang), [strip.same if strip.own is not None else None for strip in strips], "Int64"),
        (t("comparing.of_head", lang), [strip.of for strip in strips], "Int64"),
    ]


def multiples_columns(view: Multiples, lang: Language) -> list[Column]:
    """One row an agency and year."""
    flat = [(panel, point) for panel in view.panels for point in panel.points]
    columns: list[Column] = [
        _words(t("charts.agency", lang), [name_of(panel.name, lang) for panel, _ in flat]),
        (t("charts.year", lang), [point.year for _, point in flat], "Int64"),
    ]
    if view.is_rate:
        columns += _rates("", [point.rate if point.reports else None for _, point in flat], lang)
    else:
        counts = [None if height_of(point, is_rate=False) is None else point.value for _, point in flat]
        columns.append((t("charts.count", lang), counts, "Int64"))
    return [*columns, (t("charts.reports", lang), [point.reports for _, point in flat], "Int64")]


def dumbbell_columns(view: Dumbbell, lang: Language) -> list[Column]:
    """One row an indicator: both sides, the difference, its interval, and whether it may be chance."""
    rows = view.rows
    intervals = [row.interval or (None, None) for row in rows]
    columns: list[Column] = [_words(t("pages.indicator", lang), [name_of(row.name, lang) for row in rows])]
    for name, side in zip(view.sides, ([row.left for row in rows], [row.right for row in rows]), strict=True):
        columns += _values(name_of(name, lang), side, lang)
    return [
        *columns,
        _numbers(t("comparing.difference_head", lang), [row.difference for row in rows]),
        _numbers(t("charts.low", lang), [low for low, _ in intervals]),
        _numbers(t("charts.high", lang), [high for _, high in intervals]),
        _words(t("comparing.chance_head", lang), [chance_text(row, lang) for row in rows]),
    ]


def _values(head: str, values: Sequence[Measured], lang: Language) -> list[Column]:
    """A value and, where it is a rate, both its parts."""
    rates = [value if isinstance(value, Rate) else None for value in values]
    return [
        _numbers(head, [number_of(value) for value in values]),
        (f"{head} {t('charts.numerator', lang)}", [rate.numerator if rate else None for rate in rates], "Int64"),
        (f"{head} {t('charts.denominator', lang)}", [rate.denominator if rate else None for rate in rates], "Int64"),
    ]


def _rates(head: str, rates: Sequence[Rate | None], lang: Language) -> list[Column]:
    counts: list[Column] = [
        (head + t(f"charts.{name}", lang), [getattr(rate, name) if rate else None for rate in rates], "Int64")
        for name in ("numerator", "denominator")
    ]
    shares = (("rate", "value"), ("low", "low"), ("high", "high"))
    return counts + [
        _numbers(head + t(f"charts.{name}", lang), [getattr(rate, part) if rate else None for rate in rates])
        for name, part in shares
    ]


def _words(head: str, values: Sequence[str]) -> Column:
    return head, list(values), "str"


def _numbers(head: str, values: Sequence[float | int | None]) -> Column:
    return head, [None if value is None else float(value) for value in values], "Float64"
