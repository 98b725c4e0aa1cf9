"""Two sides of every indicator: two marks on one strip, each with its interval, joined by a line."""

from __future__ import annotations

from typing import Any

from lib.charts.frame import Figure, Trace
from lib.charts.standing import value_text
from lib.charts.strips import Row, axes_of, sheet, top_of
from lib.charts.theme import Look, palette
from lib.charts.words import hover, name_of, safe
from lib.language import Language, t
from lib.views.comparisons import Contrast, Dumbbell, Measured, number_of, signed
from lib.views.model import Rate

# The sides lie a little above and below each other, so that neither hides the other's interval.
HEIGHTS = (0.35, -0.35)


def build(view: Dumbbell, lang: Language, look: Look) -> Figure:
    """The figure of two sides; a side that is not known has no mark."""
    rows = [
        Row(name_of(row.name, lang), difference_text(row, lang), top_of(_ends(row), is_rate=row.is_rate), row.is_rate)
        for row in view.rows
    ]
    traces = [
        trace
        for index, row in enumerate(view.rows)
        for side in (0, 1)
        if (trace := _side(view, row, index, side, lang, look))["x"]
    ]
    named: set[int] = set()
    for trace in traces:
        side = int(trace["y"][0] < 0)
        trace["showlegend"] = side not in named
        named.add(side)
    shapes = [shape for index, row in enumerate(view.rows) for shape in _joined(row, index, look)]
    return sheet(rows, traces, shapes, look)


def difference_text(row: Contrast, lang: Language) -> str:
    """The difference, and whether it may be chance; "—" where a side is not known."""
    if row.difference is None:
        return t("comparing.unknown_short", lang)
    if not row.is_rate:
        return t("comparing.more", lang, n=signed(row.difference, 0))
    return f"{t('comparing.points', lang, points=signed(100 * row.difference))} · {chance_text(row, lang)}"


def chance_text(row: Contrast, lang: Language) -> str:
    """Whether the difference may be chance."""
    word = {True: "yes", False: "no", None: "unknown"}[row.may_be_chance]
    return t(f"comparing.chance_{word}", lang)


def values_of(row: Contrast) -> tuple[Measured, Measured]:
    return row.left, row.right


def _ends(row: Contrast) -> list[float | None]:
    rates = [value for value in values_of(row) if isinstance(value, Rate)]
    return [*(number_of(value) for value in values_of(row)), *(rate.high for rate in rates)]


def _side(view: Dumbbell, row: Contrast, index: int, side: int, lang: Language, look: Look) -> Trace:
    x, y = axes_of(index)
    value = values_of(row)[side]
    height = number_of(value)
    known = [] if height is None else [height]
    colours = palette(look)
    stroke = (colours.accent, colours.missing)[side]
    name = name_of(view.sides[side], lang)
    text = f"{name_of(row.name, lang)} {value_text(value, lang, interval=True)}"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": safe(name),
        "legendgroup": f"side-{side}",
        "xaxis": x,
        "yaxis": y,
        "x": known,
        "y": [HEIGHTS[side]] * len(known),
        "error_x": _interval(value, stroke),
        "marker": {
            "size": 13 + (4 if look.large else 0),
            "symbol": ("circle", "diamond")[side],
            "color": stroke,
            "line": {"color": colours.background, "width": 1.5},
        },
        "cliponaxis": False,
        "customdata": [[view.sides[side].code, row.name.code] for _ in known],
        "hovertemplate": [hover(name, [text]) for _ in known],
        "meta": f"side-{side}",
    }


def _interval(value: Measured, stroke: str) -> dict[str, Any]:
    up: list[float | None] = [None]
    down: list[float | None] = [None]
    if isinstance(value, Rate) and value.value is not None and value.low is not None and value.high is not None:
        up, down = [max(0.0, value.high - value.value)], [max(0.0, value.value - value.low)]
    bars = {"array": up, "arrayminus": down, "color": stroke, "thickness": 2, "width": 0}
    return {"type": "data", "symmetric": False, **bars}


def _joined(row: Contrast, index: int, look: Look) -> list[dict[str, Any]]:
    ends = [number_of(value) for value in values_of(row)]
    if None in ends:
        return []
    x, y = axes_of(index)
    line = {"color": palette(look).muted, "width": 1.5}
    place = {"xref": x, "yref": y, "x0": ends[0], "x1": ends[1], "y0": HEIGHTS[0], "y1": HEIGHTS[1]}
    return [{"type": "line", "line": line, "layer": "below", **place}]
