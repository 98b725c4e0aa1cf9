"""Lines over the years: counts, or rates with both parts and an interval. A year not known is a gap."""

from __future__ import annotations

from typing import Any

from lib.charts.bounds import bounds_text, open_bounds
from lib.charts.frame import (
    Figure,
    Trace,
    breaks_drawn,
    count_axis,
    layout,
    missing_slots,
    note,
    rate_axis,
    year_axis,
)
from lib.charts.theme import DASHES, FONTS, MARKERS, Look, colour, contrast, palette, size, translucent
from lib.charts.words import hover, labelled, name_of, number, percent, rate_text, safe
from lib.language import Language, t
from lib.views.model import Line, Name, Point, Trend

# Below this many cases a Wilson interval is about ±10 points or wider, and the point alone says too much.
SMALL_N = 100
# Labels at the ends are kept apart for a plot of this height, which a wrapped legend leaves on a phone.
PLOT_HEIGHT = 210
LABEL_ROOM = 15


def build(view: Trend, lang: Language, look: Look) -> Figure:
    """The figure of a trend over every year from the first to the last, also those nobody reported on."""
    years = all_years(view)
    top = _top(view)
    traces: list[Trace] = []
    empty = [Name(str(year)) for year in years if not _reported(view, year)]
    if empty:
        traces.append(missing_slots(empty, top, lang, look))
    for index in range(len(view.lines)):
        traces += open_bounds(view.lines[index], index, years, lang, look)
        traces.append(_line(view, index, years, lang, look))
    return {"data": traces, "layout": _layout(view, years, top, lang, look)}


def all_years(view: Trend) -> list[int]:
    """Every year from the first point to the last."""
    known = [point.year for line in view.lines for point in line.points]
    return list(range(min(known), max(known) + 1)) if known else []


def undefined_years(view: Trend) -> list[int]:
    """Years with reports in which no line has a value: a rate of nothing, or blanks only."""
    return [
        year
        for year in all_years(view)
        if _reported(view, year) and all(height_of(_at(line, year), view.is_rate) is None for line in view.lines)
    ]


def height_of(point: Point | None, is_rate: bool) -> float | int | None:
    """Where a point is drawn; None where it is not known or nothing was reported."""
    if point is None or point.reports == 0:
        return None
    if is_rate:
        return point.rate.value if point.rate else None
    return point.value


def _at(line: Line, year: int) -> Point | None:
    return next((point for point in line.points if point.year == year), None)


def _reported(view: Trend, year: int) -> bool:
    return any(point.year == year and point.reports for line in view.lines for point in line.points)


def _top(view: Trend) -> float:
    points = [point for line in view.lines for point in line.points]
    heights = [height_of(point, view.is_rate) or 0 for point in points]
    if view.is_rate:
        highs = [point.rate.high or 0 for point in points if point.rate and _has_interval(point)]
        bounds = [point.bounds[1].value or 0 for point in points if point.bounds]
        return max(0.05, min(1.04, max([*heights, *highs, *bounds], default=0.0) * 1.18))
    return max([*heights, 1]) * 1.2


def _has_interval(point: Point) -> bool:
    rate = point.rate
    small = rate is not None and 0 < rate.denominator < SMALL_N
    return small and rate is not None and rate.low is not None and point.reports > 0


def _line(view: Trend, index: int, years: list[int], lang: Language, look: Look) -> Trace:
    line = view.lines[index]
    points = {point.year: point for point in line.points}
    heights = [height_of(points.get(year), view.is_rate) for year in years]
    stroke = colour(line.name.code, look, index)
    trace: Trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": safe(name_of(line.name, lang)),
        "x": [str(year) for year in years],
        "y": heights,
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": stroke, "width": 3.5 if look.large else 2.5, "dash": DASHES[index % len(DASHES)]},
        "marker": {
            "color": stroke,
            "size": 13 if look.large else 9,
            "symbol": MARKERS[index % len(MARKERS)],
            "line": {"color": palette(look).background, "width": 1.5},
        },
        "customdata": [[str(year), line.name.code] for year in years],
        "hovertemplate": [_hover(line, points.get(year), year, view.is_rate, lang) for year in years],
        "meta": "line",
    }
    if view.is_rate:
        trace |= {"error_y": _intervals([points.get(year) for year in years], stroke)}
        trace |= {"offsetgroup": line.name.code}
    return trace


def _intervals(points: list[Point | None], stroke: str) -> dict[str, Any]:
    up: list[float | None] = []
    down: list[float | None] = []
    for point in points:
        rate = point.rate if point and _has_interval(point) else None
        if rate is None or rate.value is None or rate.low is None or rate.high is None:
            up.append(None)
            down.append(None)
        else:
            up.append(rate.high - rate.value)
            down.append(rate.value - rate.low)
    return {
        "type": "data",
        "symmetric": False,
        "array": up,
        "arrayminus": down,
        "color": translucent(stroke, 0.55),
        "thickness": 1.5,
        "width": 4,
    }


def _hover(line: Line, point: Point | None, year: int, is_rate: bool, lang: Language) -> str:
    name = name_of(line.name, lang)
    if point is None or point.reports == 0:
        return hover(str(year), [labelled(name, t("charts.missing_reports", lang), lang)])
    reports = t("charts.reports_hover", lang, count=point.reports)
    if is_rate:
        text = rate_text(point.rate, lang, interval=True) if point.rate else t("charts.blank_hover", lang)
    else:
        text = t("charts.blank_hover", lang) if point.value is None else number(point.value)
    said = [bounds_text(point, lang)] if point.bounds else []
    return hover(str(year), [labelled(name, text, lang), *said, reports])


def _layout(view: Trend, years: list[int], top: float, lang: Language, look: Look) -> dict[str, Any]:
    shapes, notes = breaks_drawn(view.breaks, years, lang, look)
    labels = [str(year) for year in years]
    xaxis = year_axis(labels, labels, look)
    yaxis = rate_axis(top, look) if view.is_rate else count_axis(top, look)
    figure = layout(look, 350 + 16 * len(view.lines), xaxis=xaxis, yaxis=yaxis, shapes=shapes)
    ends = _end_labels(view, years, top, lang, look)
    figure["annotations"] = notes + _undefined_marks(view, years, lang, look) + ends
    # A nation's figures are long.
    longest = max((len(line) for end in ends for line in end["text"].split("<br>")[1:]), default=0)
    figure["margin"]["r"] = max(92 if look.large else 58, round(0.56 * size("small", look) * longest))
    figure["showlegend"] = len(view.lines) > 1
    figure |= {
        "scattermode": "group",
        "scattergap": 1 - 0.18 * min(1.0, len(years) / 6),
        "barmode": "overlay",
        "bargap": 0.1,
    }
    return figure


def _undefined_marks(view: Trend, years: list[int], lang: Language, look: Look) -> list[dict[str, Any]]:
    """A dash where a year has reports and yet no value: not a 0, and not a missing report."""
    why = {"hovertext": safe(t("charts.note_undefined", lang)), "captureevents": True}
    return [
        note(t("charts.no_value", lang), look, x=years.index(year), y=0, yanchor="bottom", **why)
        for year in undefined_years(view)
    ]


def _end_labels(view: Trend, years: list[int], top: float, lang: Language, look: Look) -> list[dict[str, Any]]:
    """The last known value of every line beside it, a rate with its parts; pushed apart where they meet."""
    ends: list[tuple[float, int, Point]] = []
    for index, line in enumerate(view.lines):
        known = [point for point in line.points if height_of(point, view.is_rate) is not None]
        if known:
            last = max(known, key=lambda point: point.year)
            ends.append((float(height_of(last, view.is_rate) or 0), index, last))
    scale = 1.45 if look.large else 1
    gap = LABEL_ROOM * (2 if view.is_rate else 1) * scale
    placed = _apart([height / top * PLOT_HEIGHT * scale for height, _, _ in sorted(ends)], gap)
    labels = []
    for (height, index, point), pixel in zip(sorted(ends), placed, strict=True):
        code = view.lines[index].name.code
        font = {"family": FONTS, "size": size("small", look), "color": _text_colour(code, index, look)}
        labels.append(
            {
                "text": _end_text(point, view.is_rate, lang),
                "x": years.index(point.year),
                "y": height,
                "xshift": (12 if look.large else 10) + (4 if len(ends) > 1 else 0),
                "yshift": pixel - height / top * PLOT_HEIGHT * scale,
                "xanchor": "left",
                "align": "left",
                "showarrow": False,
                "font": font,
            }
        )
    return labels


def _end_text(point: Point, is_rate: bool, lang: Language) -> str:
    if not is_rate or point.rate is None or point.rate.value is None:
        return f"<b>{number(point.value)}</b>"
    rate = point.rate
    parts = t("charts.share_short", lang, numerator=rate.numerator, denominator=rate.denominator)
    return f"<b>{percent(rate.value or 0)}</b><br>{parts}"


def _apart(pixels: list[float], gap: float) -> list[float]:
    """Heights in ascending order moved up as little as keeps them `gap` apart and off the axis below."""
    placed: list[float] = []
    for pixel in pixels:
        placed.append(max(pixel, placed[-1] + gap if placed else gap / 2))
    return placed


def _text_colour(code: str, index: int, look: Look) -> str:
    """The line's colour where it can be read as text, else the ink."""
    stroke, colours = colour(code, look, index), palette(look)
    return stroke if contrast(stroke, colours.background) >= 4.5 else colours.ink
