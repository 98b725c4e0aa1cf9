"""Native lines over the years with their figures in a table below, and the native funnel."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from lib.charts.funnel import LOG_FROM, drawn
from lib.charts.theme import SERIES_LENGTH, colour, palette
from lib.charts.trend import SMALL_N, all_years, height_of
from lib.charts.words import name_of, number, rate_text, shortened
from lib.exports.briefing.lettering import ACCENT, LIGHT, MUTED, Box, dress, rgb, write
from lib.exports.briefing.native import (
    SHARES,
    Cloud,
    Series,
    category_chart,
    cloud_chart,
    error_bars,
    legend,
    quiet_axes,
    value_labels,
    without_labels,
)
from lib.exports.briefing.native_tables import Cell, heading, plain_table
from lib.language import Language, t
from lib.views.model import Funnel, Line, Point, Spot, Trend

_MARKERS = (
    XL_MARKER_STYLE.CIRCLE,
    XL_MARKER_STYLE.DIAMOND,
    XL_MARKER_STYLE.SQUARE,
    XL_MARKER_STYLE.TRIANGLE,
)
_DASHES = (
    MSO_LINE_DASH_STYLE.SOLID,
    MSO_LINE_DASH_STYLE.DASH,
    MSO_LINE_DASH_STYLE.ROUND_DOT,
    MSO_LINE_DASH_STYLE.DASH_DOT,
)
# More lines than there are colours cannot be told apart.
MOST_LINES = SERIES_LENGTH
_ROW = 0.28
MOST_NAMED = 8


def trend(slide: Any, view: Trend, box: Box, lang: Language, day: date) -> Any:
    """Lines with markers, a gap where nothing is known; every figure with its parts in the table below them."""
    years, lines = all_years(view), view.lines[:MOST_LINES]
    series = [
        Series(
            name_of(line.name, lang),
            tuple(height_of(_at(line, year), view.is_rate) for year in years),
            colour(line.name.code, LIGHT, place),
            line.name.code,
        )
        for place, line in enumerate(lines)
    ]
    left, top, wide, high = box
    below = _ROW * (len(lines) + 1)
    upper = (left, top, wide, high - below - 0.1)
    form = SHARES if view.is_rate else "#,##0"
    frame = category_chart(slide, XL_CHART_TYPE.LINE_MARKERS, upper, [str(year) for year in years], series, form, day)
    quiet_axes(frame.chart, "0%" if view.is_rate else form, top=_top(view))
    if len(series) > 1:
        legend(frame.chart)
    for place, one in enumerate(series):
        line = frame.chart.plots[0].series[place]
        _stroke(line, one.fill, place)
        _labels(line, series, place, form)
        if view.is_rate:
            _intervals(line, [_at(lines[place], year) for year in years], one.fill)
    _table_below(slide, view, lines, years, (left, top + high - below, wide, below), lang)
    return frame


def trend_words(view: Trend, lang: Language) -> list[str]:
    """That only the first lines are shown, where there are more."""
    of = len(view.lines)
    return [t("briefing_files.first_lines", lang, shown=MOST_LINES, of=of)] if of > MOST_LINES else []


def _at(line: Line, year: int) -> Point | None:
    return next((point for point in line.points if point.year == year), None)


def _top(view: Trend) -> float:
    points = [point for line in view.lines for point in line.points]
    highest = max([height_of(point, view.is_rate) or 0 for point in points], default=0)
    if not view.is_rate:
        return max(1, highest * 1.2)
    highs = [point.rate.high or 0 for point in points if point.rate and point.rate.denominator < SMALL_N]
    return max(0.05, min(1.0, max([highest, *highs]) * 1.15))


def _labels(line: Any, series: list[Series], place: int, form: str) -> None:
    """Every value of a line alone; of two or more the last of the highest and of the lowest, which do not meet."""
    values = series[place].values
    known = [at for at, value in enumerate(values) if value is not None]
    if not known:
        return
    ends = [[value for value in one.values if value is not None][-1:] for one in series]
    last = [end[0] for end in ends if end]
    own = values[known[-1]] or 0
    position = XL_LABEL_POSITION.ABOVE if own == max(last) else XL_LABEL_POSITION.BELOW
    if len(series) > 1 and own not in (max(last), min(last)):
        return
    value_labels(line, form, position)
    if len(series) > 1:
        without_labels(line, [at for at in range(len(values)) if at != known[-1]])


def _stroke(line: Any, stroke: str, place: int) -> None:
    line.smooth = False
    line.format.line.color.rgb, line.format.line.width = rgb(stroke), Pt(2.5)
    line.format.line.dash_style = _DASHES[place % len(_DASHES)]
    line.marker.style, line.marker.size = _MARKERS[place % len(_MARKERS)], 8
    line.marker.format.fill.solid()
    line.marker.format.fill.fore_color.rgb = rgb(stroke)
    line.marker.format.line.color.rgb = rgb(palette(LIGHT).background)


def _intervals(line: Any, points: list[Point | None], stroke: str) -> None:
    """The Wilson interval where the cases are few, as the page draws it."""
    up: list[float | None] = []
    down: list[float | None] = []
    for point in points:
        rate = point.rate if point and point.reports else None
        if rate is None or rate.value is None or rate.low is None or rate.high is None or rate.denominator >= SMALL_N:
            up.append(None)
            down.append(None)
        else:
            up.append(rate.high - rate.value)
            down.append(rate.value - rate.low)
    if any(length is not None for length in up):
        error_bars(line, up, down, stroke, direction=True)


def _table_below(slide: Any, view: Trend, lines: tuple[Line, ...], years: list[int], box: Box, lang: Language) -> None:
    heads = [heading(t("charts.series", lang)), *(heading(str(year), "center") for year in years)]
    rows = [
        [Cell(name_of(line.name, lang)), *(_figure(_at(line, year), view.is_rate, lang) for year in years)]
        for line in lines
    ]
    first = 0.16
    plain_table(slide, box, heads, rows, [first, *([(1 - first) / max(1, len(years))] * len(years))])


def _figure(point: Point | None, is_rate: bool, lang: Language) -> Cell:
    """A figure with its parts; missing and not known are said in different words, and neither is 0."""
    if point is None or not point.reports:
        return Cell(t("charts.missing_reports", lang), ink=MUTED, align="center")
    if is_rate:
        known = point.rate is not None and point.rate.denominator
        text = rate_text(point.rate, lang) if known and point.rate else t("charts.no_value", lang)
    else:
        text = number(point.value)
    return Cell(text, align="center")


def funnel(slide: Any, view: Funnel, box: Box, lang: Language, day: date) -> Any:
    """Points of (cases, rate) with the limits as lines; those outside carry name, rate and both its parts."""
    spots, centre = drawn(view), view.centre.value
    inside = [spot for spot in spots if not spot.outside]
    outside = [spot for spot in spots if spot.outside]
    largest = max([limit[0] for limit in view.limits] + [spot.rate.denominator for spot in spots] + [1])
    least = min([spot.rate.denominator for spot in spots] + [largest])
    clouds = {
        "upper": Cloud(t("charts.limit_upper_name", lang), tuple((n, high) for n, _, high in view.limits)),
        "lower": Cloud(t("charts.limit_lower_name", lang), tuple((n, low) for n, low, _ in view.limits)),
    }
    if centre is not None:
        name = t("charts.centre_label", lang, rate=rate_text(view.centre, lang))
        clouds["centre"] = Cloud(name, ((float(least), centre), (float(largest), centre)))
    clouds["inside"] = Cloud(t("charts.inside_name", lang), _points(inside))
    clouds["outside"] = Cloud(t("charts.outside_name", lang), _points(outside))
    # LibreOffice loses a series that stands before a longer one, so the longest is the first.
    longest = max(clouds, key=lambda key: len(clouds[key].points))
    used = {key: clouds[key] for key in dict.fromkeys((longest, *clouds)) if clouds[key].points}
    frame = cloud_chart(slide, XL_CHART_TYPE.XY_SCATTER, box, list(used.values()), SHARES, day)
    highest = max([spot.rate.value or 0 for spot in spots] + [centre or 0])
    quiet_axes(frame.chart, "0%", top=max(0.05, min(1.0, highest * 1.25)))
    _cases_axis(frame.chart, least, largest, lang)
    legend(frame.chart)
    for key, series in zip(used, frame.chart.plots[0].series, strict=True):
        _spots_or_line(series, key)
        if key == "outside":
            _named(series, outside, lang)
    return frame


def _points(spots: list[Spot]) -> tuple[tuple[float, float], ...]:
    return tuple((float(spot.rate.denominator), spot.rate.value or 0.0) for spot in spots)


def _spots_or_line(series: Any, key: str) -> None:
    colours = palette(LIGHT)
    if key in ("inside", "outside"):
        series.format.line.fill.background()
        series.marker.style = XL_MARKER_STYLE.DIAMOND if key == "outside" else XL_MARKER_STYLE.CIRCLE
        series.marker.size = 11 if key == "outside" else 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(colours.standout if key == "outside" else colours.missing)
        series.marker.format.line.color.rgb = rgb(colours.background)
        return
    series.marker.style = XL_MARKER_STYLE.NONE
    series.format.line.width = Pt(1.5)
    series.format.line.color.rgb = rgb(ACCENT if key == "centre" else MUTED)
    if key != "centre":
        series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
    series.smooth = False


def _named(series: Any, spots: list[Spot], lang: Language) -> None:
    """The furthest outside by name; where all were named none could be read."""
    far = sorted(range(len(spots)), key=lambda place: -(spots[place].rate.denominator))[:MOST_NAMED]
    for place in far:
        spot = spots[place]
        label = series.points[place].data_label
        write(label.text_frame, [f"{shortened(name_of(spot.name, lang), 30)} {rate_text(spot.rate, lang)}"], 10)
        label.position = XL_LABEL_POSITION.ABOVE


def _cases_axis(chart: Any, least: int, largest: int, lang: Language) -> None:
    axis = chart.category_axis
    axis.has_title = True
    write(axis.axis_title.text_frame, [t("charts.cases_axis", lang)], 10, ink=MUTED)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "#,##0", False
    dress(axis.tick_labels.font, 10)
    if largest / max(least, 1) < LOG_FROM:
        axis.minimum_scale = 0
        return
    # From a power of ten to a power of ten: a logarithmic axis is cut nowhere else.
    axis.minimum_scale = 10 ** math.floor(math.log10(max(least, 1)))
    axis.maximum_scale = 10 ** math.ceil(math.log10(largest))
    axis._element.scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
