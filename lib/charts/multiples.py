"""Small multiples: a panel an agency, three beside each other, all over the same years and on the same scale."""

from __future__ import annotations

from typing import Any

from lib.charts.frame import Figure, Trace, axis, count_axis, hatched, layout, note, rate_axis
from lib.charts.standing import value_text
from lib.charts.theme import FONTS, Look, palette, size
from lib.charts.trend import height_of
from lib.charts.words import distinct_labels, hover, labelled, name_of, number, percent, safe
from lib.language import Language, t
from lib.views.comparisons import Multiples, Panel
from lib.views.model import Point, Rate
from lib.views.year_rates import SMALLEST_N

COLUMNS = 3
# Of one panel: words, plot, the years under it, and air to the next.
WORDS, PLOT, YEARS = 54, 96, 34
GAP = 0.045
LONGEST = 17


def build(view: Multiples, lang: Language, look: Look) -> Figure:
    """The figure of small multiples; a year without a report is hatched, one without a value is a gap in the line."""
    top = _top(view)
    traces = [
        trace
        for index, panel in enumerate(view.panels)
        for trace in (
            _missing(view, panel, index, top, lang, look),
            _undefined(view, panel, index, lang, look),
            _line(view, panel, index, lang, look),
        )
        if trace["x"]
    ]
    return {"data": traces, "layout": _layout(view, top, lang, look)}


def last_known(panel: Panel, *, is_rate: bool) -> Point | None:
    """The latest year with a value."""
    known = [point for point in panel.points if height_of(point, is_rate) is not None]
    return known[-1] if known else None


def point_text(point: Point, lang: Language) -> str:
    """A point's value, a rate with both its parts."""
    return value_text(point.rate if point.rate is not None else point.value, lang)


def _top(view: Multiples) -> float:
    heights = [height_of(point, view.is_rate) or 0 for panel in view.panels for point in panel.points]
    highest = max(heights, default=0)
    return max(0.05, min(1.06, highest * 1.15)) if view.is_rate else max(1, highest * 1.15)


def _axes(index: int) -> dict[str, str]:
    number = "" if index == 0 else str(index + 1)
    return {"xaxis": f"x{number}", "yaxis": f"y{number}"}


def _line(view: Multiples, panel: Panel, index: int, lang: Language, look: Look) -> Trace:
    colours, agency = palette(look), name_of(panel.name, lang)
    few = [view.is_rate and point.rate is not None and point.rate.denominator < SMALLEST_N for point in panel.points]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": safe(agency),
        **_axes(index),
        "x": [str(point.year) for point in panel.points],
        "y": [height_of(point, view.is_rate) for point in panel.points],
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": colours.accent, "width": 3 if look.large else 2},
        "marker": {
            "size": 11 if look.large else 8,
            "color": [colours.background if hollow else colours.accent for hollow in few],
            "line": {"color": colours.accent, "width": 1.5},
        },
        "customdata": [[panel.name.code, str(point.year)] for point in panel.points],
        "hovertemplate": [hover(agency, [_said(point, view.is_rate, lang)]) for point in panel.points],
        "meta": "line",
    }


def _said(point: Point, is_rate: bool, lang: Language) -> str:
    if not point.reports:
        text = t("charts.missing_reports", lang)
    elif height_of(point, is_rate) is None:
        text = t("charts.blank_hover", lang)
    else:
        text = value_text(point.rate, lang, interval=True) if isinstance(point.rate, Rate) else point_text(point, lang)
    return labelled(str(point.year), text, lang)


def _missing(view: Multiples, panel: Panel, index: int, top: float, lang: Language, look: Look) -> Trace:
    gone = [point for point in panel.points if not point.reports]
    agency = name_of(panel.name, lang)
    return {
        "type": "bar",
        "name": t("charts.missing_reports", lang),
        **_axes(index),
        "x": [str(point.year) for point in gone],
        "y": [top] * len(gone),
        "width": 0.86,
        "marker": hatched(palette(look).grid, look),
        "customdata": [[panel.name.code, str(point.year)] for point in gone],
        "hovertemplate": [
            hover(agency, [_said(point, view.is_rate, lang), t("charts.missing_hover", lang)]) for point in gone
        ],
        "meta": "missing",
    }


def _undefined(view: Multiples, panel: Panel, index: int, lang: Language, look: Look) -> Trace:
    """A dash where there is a report and no value: not a 0, and not missing."""
    found = [point for point in panel.points if point.reports and height_of(point, view.is_rate) is None]
    return {
        "type": "scatter",
        "mode": "text",
        "name": t("charts.no_value", lang),
        **_axes(index),
        "x": [str(point.year) for point in found],
        "y": [0] * len(found),
        "text": [t("charts.no_value", lang)] * len(found),
        "textposition": "top center",
        "textfont": {"family": FONTS, "size": size("small", look), "color": palette(look).muted},
        "customdata": [[panel.name.code, str(point.year)] for point in found],
        "hovertemplate": [hover(name_of(panel.name, lang), [_said(point, view.is_rate, lang)]) for point in found],
        "meta": "undefined",
    }


def _layout(view: Multiples, top: float, lang: Language, look: Look) -> dict[str, Any]:
    rows = max(1, -(-len(view.panels) // COLUMNS))
    height = rows * (WORDS + PLOT + YEARS)
    figure = layout(look, height + 20, barmode="overlay", bargap=0.1, showlegend=False)
    figure["annotations"], figure["shapes"] = [], []
    labels = distinct_labels([panel.name for panel in view.panels], lang, LONGEST)
    for index, panel in enumerate(view.panels):
        row, column = divmod(index, COLUMNS)
        above = 1 - row * (WORDS + PLOT + YEARS) / height
        wide = (1 - GAP * (COLUMNS - 1)) / COLUMNS
        left = column * (wide + GAP)
        at = {"across": [left, left + wide], "up": [above - (WORDS + PLOT) / height, above - WORDS / height]}
        _add_axes(figure, view, index, at, top, look)
        text = "<br>".join(safe(line) for line in (labels[index], *_latest(panel, view.is_rate, lang)))
        place = {"x": left, "xref": "paper", "xanchor": "left", "y": above, "yref": "paper", "yanchor": "top"}
        words = note(text, look, **place, align="left")
        words["font"] = {**words["font"], "color": palette(look).ink, "size": size("small", look)}
        figure["annotations"].append(words)
    if not view.panels:
        figure |= {"xaxis": axis(look), "yaxis": axis(look)}
    return figure


def _latest(panel: Panel, is_rate: bool, lang: Language) -> list[str]:
    """The latest value with its year, and of a rate its parts on a line of their own: a panel is narrow on a phone."""
    point = last_known(panel, is_rate=is_rate)
    if point is None:
        return [t("comparing.unknown_short", lang)]
    rate = point.rate
    if rate is None or rate.value is None:
        return [labelled(str(point.year), number(point.value), lang)]
    parts = t("charts.share_short", lang, numerator=rate.numerator, denominator=rate.denominator)
    return [labelled(str(point.year), percent(rate.value), lang), parts]


def _add_axes(
    figure: dict[str, Any], view: Multiples, index: int, at: dict[str, list[float]], top: float, look: Look
) -> None:
    """The panel's axes: only the first and the last year are written, and the scale only beside the first column."""
    number = "" if index == 0 else str(index + 1)
    codes = [str(year) for year in view.years]
    ends = list(dict.fromkeys((codes[0], codes[-1])))
    figure[f"xaxis{number}"] = axis(
        look,
        type="category",
        categoryorder="array",
        categoryarray=codes,
        tickmode="array",
        tickvals=ends,
        range=[-0.6, len(codes) - 0.4],
        domain=at["across"],
        anchor=f"y{number}",
        showline=True,
        linecolor=palette(look).muted,
    )
    make = rate_axis if view.is_rate else count_axis
    beside = {"showticklabels": index % COLUMNS == 0, "domain": at["up"], "anchor": f"x{number}"}
    figure[f"yaxis{number}"] = make(top, look, steps=2, **beside)
    for mark in view.breaks:
        after = next((place for place, year in enumerate(view.years) if year >= mark.after), 0)
        if after:
            line = {"color": palette(look).muted, "width": 1.5, "dash": "dash"}
            where = {
                "xref": f"x{number}",
                "x0": after - 0.5,
                "x1": after - 0.5,
                "yref": f"y{number}",
                "y0": 0,
                "y1": top,
            }
            figure["shapes"].append({"type": "line", "line": line, "layer": "above", **where})
