"""Agencies in order of a rate, each with its interval and both its parts, or of a count as bars from zero."""

from __future__ import annotations

from typing import Any

from lib.charts.frame import Figure, Trace, agency_axis, count_axis, layout, note, rate_axis
from lib.charts.theme import FONTS, Look, palette, size
from lib.charts.words import distinct_labels, hover, name_of, number, rate_text, safe, width
from lib.language import Language, t
from lib.views.model import Ranking, Spot

ROW_HEIGHT = 28


def build(view: Ranking, lang: Language, look: Look) -> Figure:
    """The figure of a ranking, the first at the top; those too small to rank stand apart below, hollow."""
    if is_count(view):
        return _counts(view, lang, look)
    colours = palette(look)
    inside = tuple(spot for spot in view.spots if not spot.outside)
    outside = tuple(spot for spot in view.spots if spot.outside)
    unranked = t("charts.unranked_name", lang, smallest=view.smallest_n)
    traces = [
        _dots(inside, t("charts.ranked_name", lang), "circle", colours.accent, lang, look),
        _dots(outside, t("charts.outside_name", lang), "diamond", colours.standout, lang, look),
        _dots(view.unranked, unranked, "circle-open", colours.missing, lang, look),
    ]
    return {"data": [trace for trace in traces if trace["y"]], "layout": _layout(view, lang, look)}


def is_count(view: Ranking) -> bool:
    """Whether it is an order by counts: no spot then has an interval, and the count is the numerator."""
    return bool(view.spots) and all(spot.rate.low is None for spot in view.spots)


def _everyone(view: Ranking) -> list[Spot]:
    return [*view.spots, *view.unranked]


def _dots(spots: tuple[Spot, ...], name: str, symbol: str, stroke: str, lang: Language, look: Look) -> Trace:
    hollow = symbol.endswith("open")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": safe(name),
        "x": [spot.rate.value for spot in spots],
        "y": [spot.name.code for spot in spots],
        "error_x": _intervals(spots, stroke),
        "marker": {
            "size": 15 if look.large else 11,
            "symbol": symbol,
            "color": stroke,
            "line": {"width": 1.5, "color": stroke if hollow else palette(look).background},
        },
        "cliponaxis": False,
        "customdata": [[spot.name.code] for spot in spots],
        "hovertemplate": [
            hover(name_of(spot.name, lang), [rate_text(spot.rate, lang, interval=True)]) for spot in spots
        ],
        "meta": "unranked" if hollow else "ranked",
    }


def _intervals(spots: tuple[Spot, ...], stroke: str) -> dict[str, Any]:
    up = [_distance(spot.rate.high, spot.rate.value) for spot in spots]
    down = [_distance(spot.rate.value, spot.rate.low) for spot in spots]
    return {
        "type": "data",
        "symmetric": False,
        "array": up,
        "arrayminus": down,
        "color": stroke,
        "thickness": 2,
        "width": 0,
    }


def _distance(more: float | None, less: float | None) -> float | None:
    return None if more is None or less is None else max(0.0, more - less)


def _layout(view: Ranking, lang: Language, look: Look) -> dict[str, Any]:
    everyone = _everyone(view)
    highs = [spot.rate.high or spot.rate.value or 0 for spot in everyone]
    top = max(0.05, min(1.02, max(highs, default=0) * 1.05))
    labels = [safe(label) for label in distinct_labels([spot.name for spot in everyone], lang)]
    names = agency_axis([spot.name.code for spot in everyone], labels, look, showgrid=True, ticklabelstandoff=8)
    figure = layout(look, ROW_HEIGHT * len(everyone) + 80, xaxis=rate_axis(top, look, steps=3), yaxis=names)
    figure["yaxis"]["gridcolor"] = palette(look).grid
    texts = [rate_text(spot.rate, lang) for spot in everyone]
    figure["annotations"] = [_beside(row, text, look) for row, text in enumerate(texts)]
    figure["margin"]["r"] = 16 + size("small", look) * 0.57 * max((width(text) for text in texts), default=0)
    figure["showlegend"] = True
    figure["shapes"] = [_across(len(view.spots) - 0.5, look)] if view.spots and view.unranked else []
    _show_cut(figure, view, lang, look)
    return figure


def _across(at: float, look: Look) -> dict[str, Any]:
    line = {"color": palette(look).muted, "width": 1, "dash": "dot"}
    return {"type": "line", "line": line, "x0": 0, "x1": 1, "xref": "paper", "y0": at, "y1": at, "yref": "y"}


def _show_cut(figure: dict[str, Any], view: Ranking, lang: Language, look: Look) -> None:
    """Where many are left out in the middle, a line says so and how many."""
    if not view.left_out:
        return
    at = view.shown_first - 0.5
    text = safe(t("comparing.left_out", lang, n=view.left_out))
    place = {"x": 0.5, "xref": "paper", "y": at, "yref": "y"}
    figure["shapes"] = [*figure.get("shapes", []), _across(at, look)]
    words = note(text, look, **place, bgcolor=palette(look).background, borderpad=1)
    figure["annotations"] = [*figure.get("annotations", []), words]


def _beside(row: int, text: str, look: Look) -> dict[str, Any]:
    """The exact figures in a column of their own, right of the plot."""
    place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "y": row, "yref": "y"}
    beside = note(safe(text), look, **place)
    beside["font"] = {**beside["font"], "color": palette(look).ink}
    return beside


def _counts(view: Ranking, lang: Language, look: Look) -> Figure:
    spots, colours = _everyone(view), palette(look)
    top = max([spot.rate.numerator for spot in spots] + [1]) * 1.15
    labels = [safe(label) for label in distinct_labels([spot.name for spot in spots], lang)]
    bars = {
        "type": "bar",
        "name": t("charts.count", lang),
        "orientation": "h",
        "x": [spot.rate.numerator for spot in spots],
        "y": [spot.name.code for spot in spots],
        "text": [number(spot.rate.numerator) for spot in spots],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"family": FONTS, "size": size("label", look), "color": colours.ink},
        "marker": {"color": [colours.standout if spot.outside else colours.accent for spot in spots]},
        "customdata": [[spot.name.code] for spot in spots],
        "hovertemplate": [hover(name_of(spot.name, lang), [number(spot.rate.numerator)]) for spot in spots],
        "meta": "ranked",
    }
    names = agency_axis([spot.name.code for spot in spots], labels, look)
    figure = layout(look, ROW_HEIGHT * len(spots) + 60, xaxis=count_axis(top, look, steps=3), yaxis=names)
    figure["showlegend"] = False
    _show_cut(figure, view, lang, look)
    return {"data": [bars], "layout": figure}
