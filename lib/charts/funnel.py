"""Rates against the number of cases, with the limits within which chance alone would keep a peer."""

from __future__ import annotations

import math
from typing import Any

from lib.charts.frame import Figure, Trace, axis, layout, note, rate_axis
from lib.charts.tabulation import bunch_text
from lib.charts.theme import FONTS, Look, palette, shade, size
from lib.charts.words import distinct_labels, hover, name_of, rate_text, safe, width
from lib.language import Language, t
from lib.views.model import Bunch, Funnel, Spot

# From this ratio of largest to smallest n on, a linear axis would crowd most agencies into one corner.
LOG_FROM = 40
LONGEST = 18
MOST_NAMED = 8
# The plot for which names are kept apart: a phone's.
_WIDE, _HIGH = 310, 340
_Box = tuple[float, float, float, float]


def build(view: Funnel, lang: Language, look: Look) -> Figure:
    """The figure of a funnel. A spot without cases has no place on it; the furthest outside carry names."""
    traces = [
        _limit(view, 2, t("charts.limit_upper_name", lang), look),
        _limit(view, 1, t("charts.limit_lower_name", lang), look),
        _crowd(view, lang, look),
        _spots(view, False, lang, look),
        _spots(view, True, lang, look),
    ]
    return {"data": [trace for trace in traces if trace["x"]], "layout": _layout(view, lang, look)}


def drawn(view: Funnel) -> list[Spot]:
    """The spots that have cases and therefore a place."""
    return [spot for spot in view.spots if spot.rate.denominator]


def _limit(view: Funnel, side: int, name: str, look: Look) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": safe(name),
        "x": [limit[0] for limit in view.limits],
        "y": [limit[side] for limit in view.limits],
        "line": {"color": palette(look).muted, "width": 1.5, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
        "meta": "limit",
    }


def _spots(view: Funnel, outside: bool, lang: Language, look: Look) -> Trace:
    spots = [spot for spot in drawn(view) if spot.outside is outside]
    colours = palette(look)
    key = "charts.outside_name" if outside else "charts.inside_name"
    marker = {
        "size": (14 if outside else 11) + (4 if look.large else 0),
        "symbol": "diamond" if outside else "circle",
        "color": colours.standout if outside else colours.missing,
        "line": {"color": colours.background, "width": 1},
    }
    return {
        "type": "scatter",
        "mode": "markers+text" if outside else "markers",
        "name": t(key, lang),
        "x": [spot.rate.denominator for spot in spots],
        "y": [spot.rate.value for spot in spots],
        "text": _labels(spots, view, lang, look) if outside else [],
        "textposition": _sides(spots, view),
        "textfont": {"family": FONTS, "size": size("small", look), "color": colours.ink},
        "marker": marker,
        "cliponaxis": False,
        "customdata": [[spot.name.code] for spot in spots],
        "hovertemplate": [
            hover(name_of(spot.name, lang), [rate_text(spot.rate, lang, interval=True)]) for spot in spots
        ],
        "meta": "outside" if outside else "inside",
    }


def _crowd(view: Funnel, lang: Language, look: Look) -> Trace:
    """Where there are very many they are squares by how many lie there; a square is nobody in particular."""
    most = max((bunch.agencies for bunch in view.crowd), default=1)
    steps = [math.log1p(bunch.agencies) / math.log1p(most) for bunch in view.crowd]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": t("comparing.crowd_name", lang),
        "x": [_middle(bunch) for bunch in view.crowd],
        "y": [sum(bunch.rates) / 2 for bunch in view.crowd],
        "marker": {
            "size": 11 + (4 if look.large else 0),
            "symbol": "square",
            "color": [shade(0.15 + 0.75 * step, look) for step in steps],
            "line": {"color": palette(look).missing, "width": 0.5},
        },
        "cliponaxis": False,
        "customdata": [[] for _ in view.crowd],
        "hovertemplate": [hover(bunch_text(bunch, lang), []) for bunch in view.crowd],
        "meta": "crowd",
    }


def _middle(bunch: Bunch) -> float:
    return math.sqrt(bunch.cases[0] * bunch.cases[1])


def _sides(spots: list[Spot], view: Funnel) -> list[str]:
    """Labels lean inwards, so that none is cut off, and by turns up and down, so that few meet."""
    numbers = _numbers(view)
    order = sorted(range(len(spots)), key=lambda index: spots[index].rate.denominator)
    sides = []
    for index, spot in enumerate(spots):
        middle = math.sqrt(min(numbers) * max(numbers)) if _is_log(view) else sum((min(numbers), max(numbers))) / 2
        height = ("top", "bottom")[order.index(index) % 2]
        sides.append(f"{height} {'left' if spot.rate.denominator > middle else 'right'}")
    return sides


def _labels(spots: list[Spot], view: Funnel, lang: Language, look: Look) -> list[str]:
    """The names of those furthest outside, as far as none is written over another."""
    centre, sides = view.centre.value or 0, _sides(spots, view)
    surprise = [abs((spot.rate.value or 0) - centre) * math.sqrt(spot.rate.denominator) for spot in spots]
    names = distinct_labels([spot.name for spot in spots], lang, LONGEST)
    labels, boxes = [""] * len(spots), list[_Box]()
    for index in sorted(range(len(spots)), key=surprise.__getitem__, reverse=True):
        box = _box(spots[index], names[index], sides[index], view, look)
        if len(boxes) < MOST_NAMED and all(_apart(box, other) for other in boxes):
            labels[index] = safe(names[index])
            boxes.append(box)
    return labels


def _box(spot: Spot, name: str, side: str, view: Funnel, look: Look) -> _Box:
    """Where a name is written on a phone's plot: left, right, top and bottom in px."""
    letter = size("small", look)
    wide, high, beside = letter * 0.53 * width(name), letter * 1.4, 9
    low, far = _ends(view)
    x = _WIDE * ((_place(spot.rate.denominator, view) - low) / (far - low))
    y = _HIGH * (1 - (spot.rate.value or 0) / _top(view))
    left = x - wide if side.endswith("left") else x
    above = y - beside - high if side.startswith("top") else y + beside
    return left, left + wide, above, above + high


def _apart(one: _Box, other: _Box) -> bool:
    return one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]


def _numbers(view: Funnel) -> list[float]:
    """How many cases the agencies have that are drawn, by themselves or in bunches."""
    return [*(spot.rate.denominator for spot in drawn(view)), *(_middle(bunch) for bunch in view.crowd)]


def _is_log(view: Funnel) -> bool:
    numbers = _numbers(view)
    return bool(numbers) and max(numbers) / min(numbers) >= LOG_FROM


def _top(view: Funnel) -> float:
    """Where the axis of the rates ends."""
    rates = [*(spot.rate.value or 0 for spot in drawn(view)), *(bunch.rates[1] for bunch in view.crowd)]
    return max(0.05, min(1.06, max([*rates, view.centre.value or 0]) * 1.25))


def _ends(view: Funnel) -> tuple[float, float]:
    """Where the axis of the cases begins and ends; powers of ten where it is logarithmic."""
    numbers = _numbers(view) + [limit[0] for limit in view.limits] or [1]
    if not _is_log(view):
        return 0, max(numbers) * 1.06
    return math.log10(min(numbers) * 0.8), math.log10(max(numbers) * 1.25)


def _place(cases: float, view: Funnel) -> float:
    """Where on that axis so many cases stand."""
    return math.log10(cases) if _is_log(view) else cases


def _layout(view: Funnel, lang: Language, look: Look) -> dict[str, Any]:
    colours = palette(look)
    centre = view.centre.value
    figure = layout(look, 430, xaxis=_cases_axis(view, lang, look), yaxis=rate_axis(_top(view), look))
    if centre is not None:
        line = {"color": colours.accent, "width": 1.5}
        place = {"x0": 0, "x1": 1, "xref": "paper", "y0": centre, "y1": centre, "yref": "y"}
        figure["shapes"] = [{"type": "line", "line": line, "layer": "below", **place}]
        text = safe(t("charts.centre_label", lang, rate=rate_text(view.centre, lang)))
        at = {"x": 1, "xref": "paper", "xanchor": "right", "y": centre, "yref": "y", "yanchor": "bottom"}
        figure["annotations"] = [note(text, look, **at, bgcolor=colours.background, borderpad=1)]
    return figure


def _cases_axis(view: Funnel, lang: Language, look: Look) -> dict[str, Any]:
    numbers = _numbers(view) + [limit[0] for limit in view.limits] or [1]
    title = {"text": t("charts.cases_axis", lang), "standoff": 6}
    colours = palette(look)
    grid = {
        "showgrid": True,
        "gridcolor": colours.grid,
        "tickformat": ",d",
        "showline": True,
        "linecolor": colours.muted,
    }
    base = axis(look, **grid)
    base["title"] |= title
    if not _is_log(view):
        return base | {"range": list(_ends(view)), "rangemode": "tozero"}
    steps = [factor * 10**power for power in range(9) for factor in (1, 3)]
    shown = [step for step in steps if min(numbers) / 2 <= step <= max(numbers) * 1.5]
    return base | {
        "type": "log",
        "range": list(_ends(view)),
        "tickvals": shown,
        "ticktext": [f"{step:,}" for step in shown],
        "minor": {"ticks": ""},
    }
