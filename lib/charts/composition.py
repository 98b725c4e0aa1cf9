"""Stacked bars: what a total is made of, by year or by agency, the reported total above."""

from __future__ import annotations

from collections.abc import Sequence

from lib.charts.frame import (
    Figure,
    Trace,
    agency_axis,
    breaks_drawn,
    count_axis,
    hatched,
    layout,
    missing_slots,
    year_axis,
)
from lib.charts.theme import FONTS, Look, colour, ink_on, is_hatched, palette, size
from lib.charts.words import distinct_labels, hover, labelled, name_of, number, safe, share_text
from lib.language import Language, t
from lib.views.model import Composition, Name

ROW_HEIGHT = 30
TALL_ROW_HEIGHT = 36
BAR_WIDTH = 0.72
# Of few years no bar takes more than this share of the plot.
WIDEST_BAR = 0.2
NARROW_SPACE = "\u2009"


def build(view: Composition, lang: Language, look: Look) -> Figure:
    """The figure of a composition; `view.horizontal` lays one agency a row and grows with them."""
    top = _top(view)
    traces = [_part(view, index, lang, look) for index in range(len(view.parts))]
    missing = [name for name, count in zip(view.categories, view.reports, strict=True) if count == 0]
    if missing:
        traces.append(missing_slots(missing, top, lang, look, horizontal=view.horizontal))
    traces.append(_totals(view, lang, look))
    return {"data": traces, "layout": _layout(view, top, lang, look)}


def summed(view: Composition, index: int) -> int:
    """The parts of one bar added up as far as they are known: the height that is drawn."""
    return sum(part.counts[index] or 0 for part in view.parts)


def _top(view: Composition) -> float:
    """Where the axis of counts ends: above the longest bar, with room for the two lines over it."""
    longest = max((summed(view, index) for index in range(len(view.categories))), default=0)
    return max(longest, 1) * (1.22 if view.horizontal else 1.24 if view.breaks else 1.17)


def _part(view: Composition, index: int, lang: Language, look: Look) -> Trace:
    part = view.parts[index]
    codes = [name.code for name in view.categories]
    counts = [None if gone else count for count, gone in zip(part.counts, _gone(view), strict=True)]
    fill = colour(part.name.code, look, index)
    pending = is_hatched(part.name.code)
    bar = BAR_WIDTH if view.horizontal else min(BAR_WIDTH, WIDEST_BAR * len(codes))
    ink = palette(look).ink if pending else ink_on(fill)
    # A segment of 0 must not paint its separator over the axis.
    separator = {"color": palette(look).background, "width": [1.5 if count else 0 for count in counts]}
    return {
        "type": "bar",
        "name": safe(name_of(part.name, lang)),
        "orientation": "h" if view.horizontal else "v",
        "x": counts if view.horizontal else codes,
        "y": codes if view.horizontal else counts,
        "text": [number(count) if count else "" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside",
        "insidetextfont": {"family": FONTS, "size": size("small", look), "color": ink},
        "marker": hatched(fill, look, opacity=0.45) if pending else {"color": fill, "line": separator},
        "width": bar,
        "offset": -bar / 2,
        "customdata": [[code, part.name.code] for code in codes],
        "hovertemplate": [_hover(view, index, at, lang) for at in range(len(codes))],
        "meta": "part",
    }


def _hover(view: Composition, index: int, at: int, lang: Language) -> str:
    part, total = view.parts[index], view.totals[at]
    count, name = part.counts[at], name_of(part.name, lang)
    if count is None:
        lines = [labelled(name, t("charts.blank_hover", lang), lang)]
    else:
        lines = [labelled(name, number(count), lang)]
        if total:
            lines.append(share_text(count, total, lang))
    return hover(name_of(view.categories[at], lang), [*lines, *_about(view, at, lang)])


def _about(view: Composition, at: int, lang: Language) -> list[str]:
    """What holds for a whole bar: its total, whether the parts agree with it, how many reports it counts."""
    total, added = view.totals[at], summed(view, at)
    lines = [t("charts.total_blank_hover", lang) if total is None else t("charts.total_hover", lang, total=total)]
    if total is not None and total != added:
        lines.append(t("charts.total_differs_hover", lang, sum=added))
    return [*lines, t("charts.reports_hover", lang, count=view.reports[at])]


def _totals(view: Composition, lang: Language, look: Look) -> Trace:
    """The reported totals as their own text: with the sum beside it where the parts do not add up to it."""
    shown = [index for index, gone in enumerate(_gone(view)) if not gone]
    codes = [view.categories[index].code for index in shown]
    ends = [summed(view, index) for index in shown]
    return {
        "type": "scatter",
        "mode": "text",
        "x": ends if view.horizontal else codes,
        "y": codes if view.horizontal else ends,
        "text": [_total_text(view, index, lang) for index in shown],
        "textposition": "middle right" if view.horizontal else "top center",
        "textfont": {"family": FONTS, "size": size("label", look), "color": palette(look).ink},
        "cliponaxis": False,
        "customdata": [[code, "total"] for code in codes],
        "hovertemplate": [hover(name_of(view.categories[at], lang), _about(view, at, lang)) for at in shown],
        "showlegend": False,
        "meta": "total",
    }


def _total_text(view: Composition, at: int, lang: Language) -> str:
    total, added = view.totals[at], summed(view, at)
    if total is None:
        return t("charts.blank", lang)
    differs = f"{' ' if view.horizontal else '<br>'}(≠{number(added)})"
    # Plotly sets a text right against the end of its bar.
    return f"{NARROW_SPACE if view.horizontal else ''}{number(total)}{differs if total != added else ''}"


def _layout(view: Composition, top: float, lang: Language, look: Look) -> dict[str, object]:
    codes = [name.code for name in view.categories]
    shared = {"barmode": "stack", "uniformtext": {"minsize": size("small", look) - 1, "mode": "hide"}}
    if view.horizontal:
        labels = distinct_labels(view.categories, lang)
        grouped = [_with_group(label, name, lang) for label, name in zip(labels, view.categories, strict=True)]
        tall = any(name.group is not None for name in view.categories)
        height = (TALL_ROW_HEIGHT if tall else ROW_HEIGHT) * len(codes) + 90
        counts, agencies = count_axis(top, look, steps=3), agency_axis(codes, grouped, look)
        return layout(look, height, xaxis=counts, yaxis=agencies, **shared)
    shapes, notes = breaks_drawn(view.breaks, _years(view.categories), lang, look)
    axis = year_axis(codes, _year_labels(view, lang), look)
    drawn = {"shapes": shapes, "annotations": notes}
    return layout(look, 380, xaxis=axis, yaxis=count_axis(top, look), **drawn, **shared)


def _year_labels(view: Composition, lang: Language) -> list[str]:
    """Each category with the number of reports under it, where a bar can count more than one."""
    many = max(view.reports, default=0) > 1
    labels = []
    for name, reports in zip(view.categories, view.reports, strict=True):
        second = t("charts.reports_short", lang, count=reports) if many else ""
        if name.group is not None:
            second = _group(name, lang)
        first = safe(name_of(name, lang))
        labels.append("<br>".join([first, *_lines(second, lang)]))
    return labels


def _lines(text: str, lang: Language) -> list[str]:
    """What stands under a year, a clause a line: the columns are narrow on a phone."""
    head, *rest = (safe(part) for part in text.split("，" if lang == "zh" else ", "))
    return [part for part in (head, *(f'<span style="font-size:10px">{clause}</span>' for clause in rest)) if part]


def _with_group(label: str, name: Name, lang: Language) -> str:
    """A short label, and its group on a line of its own below."""
    return f"{safe(label)}<br><i>{safe(_group(name, lang))}</i>" if name.group is not None else safe(label)


def _group(name: Name, lang: Language) -> str:
    return name_of(Name(name.code, message=name.group), lang)


def _years(names: Sequence[Name]) -> list[int]:
    return [int(name.code) for name in names if name.code.isdigit()]


def _gone(view: Composition) -> list[bool]:
    return [count == 0 for count in view.reports]
