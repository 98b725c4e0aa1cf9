"""Native bars of the views that answer one question: which ground, and who moved a figure."""

from __future__ import annotations

from datetime import date
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from lib.charts.bars import basis_of
from lib.charts.contribution import rest_name, value
from lib.charts.theme import colour, palette
from lib.charts.words import distinct_labels
from lib.exports.briefing.lettering import ACCENT, LIGHT, Box
from lib.exports.briefing.native import Series, category_chart, fill, quiet_axes, value_labels
from lib.language import Language, t
from lib.views.bars import Bars
from lib.views.contribution import POINTS, REMAINDER, Contribution

LONGEST_NAME = 34
_ROOM = 1.15


def ground_bars(slide: Any, view: Bars, box: Box, lang: Language, day: date) -> Any:
    """A bar a ground, its article behind its name, in the colour of the outcome it belongs to."""
    names = distinct_labels([bar.name for bar in view.bars], lang, LONGEST_NAME)
    labels = [
        f"{name}　{basis_of(bar, lang)}" if basis_of(bar, lang) else name
        for name, bar in zip(names, view.bars, strict=True)
    ]
    series = Series(t("charts.count", lang), tuple(bar.count for bar in view.bars), ACCENT)
    frame = category_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, labels, [series], "#,##0", day)
    quiet_axes(frame.chart, "#,##0", top=_ROOM * max([bar.count or 0 for bar in view.bars] + [1]), reversed_=True)
    plot = frame.chart.plots[0]
    plot.gap_width = 45
    fill(plot.series[0], palette(LIGHT).missing)
    value_labels(plot.series[0], "#,##0", XL_LABEL_POSITION.OUTSIDE_END)
    for place, bar in enumerate(view.bars):
        fill(plot.series[0].points[place], colour(bar.tone, LIGHT))
    return frame


def contribution_bars(slide: Any, view: Contribution, box: Box, lang: Language, day: date) -> Any:
    """A bar an agency to either side of 0, both its values behind its name; the rest of the agencies last."""
    names = distinct_labels([step.name for step in view.steps], lang, LONGEST_NAME)
    labels = [
        f"{name}　{value(step.before)} → {value(step.after)}" for name, step in zip(names, view.steps, strict=True)
    ]
    amounts = [step.amount for step in view.steps]
    if view.rest_agencies and view.rest:
        labels.append(rest_name(view, lang))
        amounts.append(view.rest)
    scale = POINTS / 100 if view.is_rate else 1
    form = "+0.00;-0.00;0" if view.is_rate else "+#,##0;-#,##0;0"
    series = Series(
        t("moved.part", lang), tuple(amount / scale if view.is_rate else amount for amount in amounts), ACCENT
    )
    frame = category_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, box, labels, [series], form, day)
    longest = _ROOM * max(abs(amount) for amount in amounts) / scale
    quiet_axes(frame.chart, form, top=longest, reversed_=True)
    frame.chart.value_axis.minimum_scale = -longest
    frame.chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    frame.chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    plot = frame.chart.plots[0]
    plot.gap_width = 45
    fill(plot.series[0], ACCENT)
    value_labels(plot.series[0], form, XL_LABEL_POSITION.OUTSIDE_END)
    for place, step in enumerate(view.steps):
        if step.name.code == REMAINDER:
            fill(plot.series[0].points[place], palette(LIGHT).missing)
    return frame
