"""Native bars: what a total is made of, an order of agencies, and where the requests went."""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from lib.charts.composition import summed
from lib.charts.flow import node_counts
from lib.charts.ranking import is_count
from lib.charts.takeaway import branches
from lib.charts.theme import FIXED_CODES, colour, ink_on, is_hatched, palette
from lib.charts.words import distinct_labels, name_of, number, rate_text, width
from lib.exports.briefing.lettering import ACCENT, INK, LIGHT, Box
from lib.exports.briefing.native import (
    COUNTS,
    SHARES,
    Series,
    category_chart,
    error_bars,
    fill,
    hollow,
    legend,
    quiet_axes,
    value_labels,
    without_labels,
)
from lib.exports.briefing.native_tables import Cell, heading, plain_table
from lib.language import Language, t
from lib.views.model import Composition, Flow, Name, Ranking, Spot

LONGEST_NAME = 34
MOST_GROUNDS = 17
# A label needs this share of the height of a column, or this share a half character of the length of a bar.
_LABEL_HEIGHT, _LABEL_WIDTH = 0.045, 0.011


def composition(slide: Any, view: Composition, whole: Composition, box: Box, lang: Language, day: date) -> Any:
    """Stacked columns or bars. `whole` is the view over all pages: they share its scale."""
    shares = view.shares
    kinds = {
        (False, False): XL_CHART_TYPE.COLUMN_STACKED,
        (False, True): XL_CHART_TYPE.COLUMN_STACKED_100,
        (True, False): XL_CHART_TYPE.BAR_STACKED,
        (True, True): XL_CHART_TYPE.BAR_STACKED_100,
    }
    series = [
        Series(
            name_of(part.name, lang),
            tuple(count if known else None for count, known in zip(part.counts, view.reports, strict=True)),
            colour(part.name.code, LIGHT, place),
            part.name.code,
        )
        for place, part in enumerate(view.parts)
    ]
    categories = _categories(view, lang)
    frame = category_chart(slide, kinds[view.horizontal, shares], box, categories, series, COUNTS, day)
    top = None if shares else 1.02 * max([summed(whole, at) for at in range(len(whole.categories))] + [1])
    quiet_axes(frame.chart, "0%" if shares else "#,##0", top=top, reversed_=view.horizontal)
    legend(frame.chart)
    frame.chart.plots[0].gap_width, frame.chart.plots[0].overlap = 45, 100
    for drawn, one in zip(frame.chart.plots[0].series, series, strict=True):
        fill(drawn, one.fill, hatched=is_hatched(one.code))
        if one.code and any(one.values):
            ink = INK if is_hatched(one.code) else ink_on(one.fill)
            value_labels(drawn, COUNTS, XL_LABEL_POSITION.CENTER, ink=ink)
            without_labels(drawn, _too_small(view, one, top))
    return frame


def _too_small(view: Composition, series: Series, top: float | None) -> list[int]:
    """Where a segment is smaller than its number; all of them stand in the chart's own data sheet."""
    places = []
    for place, value in enumerate(series.values):
        scale = top or summed(view, place) or 1
        least = _LABEL_WIDTH * width(number(value)) if view.horizontal else _LABEL_HEIGHT
        if not value or value / scale < least:
            places.append(place)
    return places


def _categories(view: Composition, lang: Language) -> list[str]:
    """Each category with its reported total and, under a year, how many reports it counts; or that it is missing."""
    labels = distinct_labels(view.categories, lang, LONGEST_NAME)
    return [_category(view, at, label, lang) for at, label in enumerate(labels)]


def _category(view: Composition, at: int, label: str, lang: Language) -> str:
    between = "　" if view.horizontal else "\n"
    if not view.reports[at]:
        return f"{label}{between}{t('charts.missing_reports', lang)}"
    total, added = view.totals[at], summed(view, at)
    text = t("charts.blank", lang) if total is None else number(total)
    differs = f" (≠{number(added)})" if total is not None and total != added else ""
    lines = [label, t("briefing_files.total", lang, total=text + differs)]
    if view.categories[at].group is not None:
        lines.append(name_of(Name("", message=view.categories[at].group), lang))
    return between.join(lines)


def ranking(slide: Any, view: Ranking, whole: Ranking, box: Box, lang: Language, day: date) -> Any:
    """Bars in order, the first at the top: rates with both parts beside the name and the interval on the bar."""
    everyone = [*view.spots, *view.unranked]
    counts = is_count(whole)
    labels = distinct_labels([spot.name for spot in everyone], lang, LONGEST_NAME)
    if not counts:
        labels = [f"{label}　{rate_text(spot.rate, lang)}" for label, spot in zip(labels, everyone, strict=True)]
    values = [spot.rate.numerator if counts else spot.rate.value for spot in everyone]
    ranked = len(view.spots)
    series = [Series(t("charts.count" if counts else "charts.ranked_name", lang), _upto(values, 0, ranked), ACCENT)]
    if view.unranked:
        name = t("charts.unranked_name", lang, smallest=view.smallest_n)
        series.append(Series(name, _upto(values, ranked, len(values)), palette(LIGHT).missing))
    form = "#,##0" if counts else SHARES
    frame = category_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, labels, series, form, day)
    quiet_axes(frame.chart, form.replace("0.0%", "0%"), top=_top(whole, counts), reversed_=True)
    plot = frame.chart.plots[0]
    plot.gap_width, plot.overlap = 45, 100
    if len(series) > 1:
        legend(frame.chart)
    for place, (drawn, one) in enumerate(zip(plot.series, series, strict=True)):
        if place == 0:
            fill(drawn, one.fill)
        else:
            hollow(drawn, palette(LIGHT).missing)
        if counts:
            value_labels(drawn, form, XL_LABEL_POSITION.OUTSIDE_END)
        else:
            _intervals(drawn, everyone, place == 1, ranked)
    for place, spot in enumerate(view.spots):
        if spot.outside:
            fill(plot.series[0].points[place], palette(LIGHT).standout)
    return frame


def _upto(values: list[Any], start: int, end: int) -> tuple[Any, ...]:
    return tuple(value if start <= place < end else None for place, value in enumerate(values))


def _top(whole: Ranking, counts: bool) -> float:
    spots = [*whole.spots, *whole.unranked]
    if counts:
        return 1.12 * max([spot.rate.numerator for spot in spots] + [1])
    return max(0.05, min(1.0, 1.05 * max([spot.rate.high or spot.rate.value or 0 for spot in spots], default=0)))


def _intervals(drawn: Any, spots: list[Spot], unranked: bool, ranked: int) -> None:
    mine = [(place >= ranked) == unranked for place in range(len(spots))]
    up: list[float | None] = []
    down: list[float | None] = []
    for spot, own in zip(spots, mine, strict=True):
        rate = spot.rate
        known = own and rate.value is not None and rate.low is not None and rate.high is not None
        up.append((rate.high or 0) - (rate.value or 0) if known else None)
        down.append((rate.value or 0) - (rate.low or 0) if known else None)
    if any(length is not None for length in up):
        error_bars(drawn, up, down, palette(LIGHT).muted, direction=False)


def flow(slide: Any, view: Flow, box: Box, lang: Language, day: date) -> Any:
    """Bars of where what came in went, and beside them the grounds behind each outcome as a table."""
    names = {name.code: name_of(name, lang) for name in view.nodes}
    into = branches(view)
    grounds = [link for link in view.links if link not in into and link.source in {one.target for one in into}]
    left, top, wide, high = box
    bars = (left, top, wide * 0.48 if grounds else wide, high)
    labels = [names[link.target] for link in into]
    series = [Series(t("charts.count", lang), tuple(link.count for link in into), ACCENT)]
    frame = category_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, bars, labels, series, "#,##0", day)
    quiet_axes(frame.chart, "#,##0", top=1.15 * max([link.count for link in into] + [1]), reversed_=True)
    plot = frame.chart.plots[0]
    plot.gap_width = 45
    fill(plot.series[0], palette(LIGHT).missing)
    value_labels(plot.series[0], "#,##0", XL_LABEL_POSITION.OUTSIDE_END, size=12)
    for place, link in enumerate(into):
        if link.target in FIXED_CODES:
            fill(plot.series[0].points[place], colour(link.target, LIGHT))
    if grounds:
        heads = [t(f"briefing_files.{name}", lang) for name in ("outcome", "ground")] + [t("charts.count", lang)]
        shown = grounds[:MOST_GROUNDS]
        rows = [[Cell(names[x.source]), Cell(names[x.target]), Cell(number(x.count), align="right")] for x in shown]
        beside = (left + wide * 0.5, top, wide * 0.5, high)
        plain_table(slide, beside, [heading(head) for head in heads], rows, (0.24, 0.64, 0.12))
    return frame


def flow_words(view: Flow, lang: Language) -> list[str]:
    """What went in, and which grounds are not in the table beside the bars."""
    names, through = {name.code: name_of(name, lang) for name in view.nodes}, node_counts(view)
    into = branches(view)
    hubs = list(dict.fromkeys(link.source for link in into))
    said = [t("briefing_files.came_in", lang, name=names[hub], count=number(through[hub])) for hub in hubs]
    grounds = [link for link in view.links if link not in into and link.source in {one.target for one in into}]
    if len(grounds) > MOST_GROUNDS:
        said.append(t("briefing_files.first_rows", lang, shown=MOST_GROUNDS, of=len(grounds)))
    return said
