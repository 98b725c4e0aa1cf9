"""An agency among its peers: a strip an indicator, with the peers' spread under the agency's mark."""

from __future__ import annotations

from typing import Any

from lib.charts.frame import Figure, Trace
from lib.charts.strips import Row, axes_of, sheet, top_of
from lib.charts.theme import Look, palette
from lib.charts.words import hover, name_of, number, percent, rate_text
from lib.language import Language, t
from lib.views.comparisons import Measured, Standing, Strip, number_of
from lib.views.model import Rate

DOT, MARK = 9, 15


def build(view: Standing, lang: Language, look: Look) -> Figure:
    """The figure of a standing; an indicator without a value has its line of words and its peers, and no mark."""
    tops = [
        top_of([number_of(strip.own), *(dot.value for dot in strip.peers)], is_rate=strip.is_rate)
        for strip in view.strips
    ]
    rows = [
        Row(name_of(strip.name, lang), place_text(strip, lang), top, strip.is_rate)
        for strip, top in zip(view.strips, tops, strict=True)
    ]
    traces = [
        trace
        for index, strip in enumerate(view.strips)
        for trace in (_peers(strip, index, lang, look), _own(view, strip, index, lang, look))
        if trace["x"]
    ]
    named: set[str] = set()
    for trace in traces:
        trace["showlegend"] = trace["name"] not in named
        named.add(trace["name"])
    shapes = [shape for index, strip in enumerate(view.strips) for shape in _spread(strip, index, look)]
    return sheet(rows, traces, shapes, look)


def value_text(value: Measured, lang: Language, *, interval: bool = False) -> str:
    """A value with both its parts where it is a rate; "—" where it is not known."""
    return rate_text(value, lang, interval=interval) if isinstance(value, Rate) else number(value)


def place_text(strip: Strip, lang: Language) -> str:
    """The value and where it stands: " 21.7%（10/46） · 高于 10/12 家 · 83 百分位", or why it stands nowhere."""
    if strip.own is None:
        return t("comparing.unknown_short", lang)
    if strip.share_below is not None:
        place = t("comparing.above_short", lang, lower=strip.lower, of=strip.of)
        if strip.percentile is not None:
            place += " · " + t("comparing.percentile_short", lang, percentile=strip.percentile)
    else:
        place = t("comparing.too_few_short" if strip.too_few else "comparing.alone_short", lang)
    return f"{value_text(strip.own, lang)} · {place}"


def _peers(strip: Strip, index: int, lang: Language, look: Look) -> Trace:
    x, y = axes_of(index)
    show = percent if strip.is_rate else number
    return {
        "type": "scatter",
        "mode": "markers",
        "name": t("comparing.peers_name", lang),
        "legendgroup": "peers",
        "xaxis": x,
        "yaxis": y,
        "x": [dot.value for dot in strip.peers],
        "y": [0] * len(strip.peers),
        "marker": {"size": DOT + (4 if look.large else 0), "color": palette(look).missing, "opacity": 0.6},
        "cliponaxis": False,
        "customdata": [[dot.name.code, strip.name.code] for dot in strip.peers],
        "hovertemplate": [
            hover(name_of(dot.name, lang), [name_of(strip.name, lang), show(dot.value)]) for dot in strip.peers
        ],
        "meta": "peers",
    }


def _own(view: Standing, strip: Strip, index: int, lang: Language, look: Look) -> Trace:
    x, y = axes_of(index)
    colours = palette(look)
    height = number_of(strip.own)
    known = [] if height is None else [height]
    lines = [f"{name_of(strip.name, lang)} {value_text(strip.own, lang, interval=True)}", place_text(strip, lang)]
    name = (
        t("comparing.own_few_name", lang, smallest=view.smallest_n) if strip.too_few else t("comparing.own_name", lang)
    )
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "legendgroup": name,
        "xaxis": x,
        "yaxis": y,
        "x": known,
        "y": [0] * len(known),
        "marker": {
            "size": MARK + (5 if look.large else 0),
            "symbol": "diamond-open" if strip.too_few else "diamond",
            "color": colours.standout,
            "line": {"color": colours.standout if strip.too_few else colours.background, "width": 2},
        },
        "cliponaxis": False,
        "customdata": [[view.agency.code, strip.name.code] for _ in known],
        "hovertemplate": [hover(name_of(view.agency, lang), lines) for _ in known],
        "meta": "own",
    }


def _spread(strip: Strip, index: int, look: Look) -> list[dict[str, Any]]:
    """The middle half as a band, the median as a line across."""
    x, y = axes_of(index)
    colours, place = palette(look), {"xref": x, "yref": y, "y0": -0.8, "y1": 0.8}
    shapes: list[dict[str, Any]] = []
    if strip.quartiles is not None:
        low, high = strip.quartiles
        band = {"fillcolor": colours.grid, "line": {"width": 0}, "layer": "below"}
        shapes.append({"type": "rect", "x0": low, "x1": high, **place, **band})
    if strip.median is not None:
        line = {"color": colours.ink, "width": 2}
        shapes.append({"type": "line", "x0": strip.median, "x1": strip.median, **place, "line": line, "layer": "below"})
    return shapes
