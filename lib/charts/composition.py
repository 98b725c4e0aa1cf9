"""Stacked bars: what a total is made of, by year or by agency, the reported total above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.charts.frame import (
    MOST_LABELLED,
    Figure,
    Trace,
    agency_axis,
    breaks_drawn,
    count_axis,
    hatched,
    is_labelled,
    layout,
    missing_slots,
    rate_axis,
    year_axis,
)
from lib.charts.theme import FONTS, Look, colour, ink_on, is_hatched, least_size, palette, size, tile
from lib.charts.words import distinct_labels, hover, labelled, name_of, number, safe, share_text, whole_percent
from lib.language import Language, t
from lib.views.model import Composition, Name, Part

ROW_HEIGHT = 30
TALL_ROW_HEIGHT = 36
BAR_WIDTH = 0.72
# Of few years no bar takes more than this share of the plot.
WIDEST_BAR = 0.2
# What the axis takes, and an entry of the legend, which has a line of its own where the chart is narrow.
_AXIS, _ENTRY = 45, 21
LEAST_HEIGHT = 260
NARROW_SPACE = "\u2009"
# What a total takes beside the end of a lying bar, and what it takes with the sum that it should be; of the longest bar.
_ROOM, _ROOM_FOR_TWO = 0.22, 0.5
# So many signs of a total are as wide as a year.
_SHORT = 5


def build(view: Composition, lang: Language, look: Look) -> Figure:
    """The figure of a composition; `view.horizontal` lays one agency a row and grows with them."""
    top = _top(view)
    traces = [_part(view, index, lang, look) for index in range(len(view.parts))]
    missing = [name for name, count in zip(view.categories, view.reports, strict=True) if count == 0]
    if missing:
        traces.append(missing_slots(missing, top, lang, look, horizontal=view.horizontal))
    traces.append(_totals(view, lang, look))
    return {"data": traces, "layout": _layout(view, top, lang, look)}


def heights(view: Composition, index: int) -> list[float | None]:
    """How long each segment of a part is: its count, or its share of the bar's reported total where shares are drawn.

    A bar whose parts are partly blank does not reach 100 %. Where the parts come to more than the total, they are shares
    of what they come to. Without a total, or of 0, there is no share."""
    counts = [None if gone else n for n, gone in zip(view.parts[index].counts, _gone(view), strict=True)]
    if not view.shares:
        return list(counts)
    wholes = [whole_of(view, at) for at in range(len(counts))]
    return [None if n is None or not whole else n / whole for n, whole in zip(counts, wholes, strict=True)]


def whole_of(view: Composition, at: int) -> int | None:
    """What the shares of a bar are of; None where its total is not stated, or where nothing can be a share of it."""
    total, added = view.totals[at], summed(view, at)
    return None if total is None or total <= 0 else max(total, added)


def summed(view: Composition, index: int) -> int:
    """The parts of one bar added up as far as they are known: the height that is drawn."""
    return sum(part.counts[index] or 0 for part in view.parts)


def _top(view: Composition) -> float:
    """Where the axis ends: beyond the longest bar, with room for what stands over or beside it."""
    ends = [_end(view, index) for index in range(len(view.categories))]
    longest = 1.0 if view.shares else max([1.0, *ends])
    if not view.horizontal:
        return longest * (1.24 if view.breaks else 1.15 if view.shares else 1.17)
    rooms = [_ROOM_FOR_TWO if _differs(view, at) else _ROOM for at in range(len(ends))]
    return max([longest * (1 + _ROOM), *(end + longest * room for end, room in zip(ends, rooms, strict=True))])


def _part(view: Composition, index: int, lang: Language, look: Look) -> Trace:
    part = view.parts[index]
    codes = [name.code for name in view.categories]
    lengths = heights(view, index)
    fill = colour(part.name.code, look, index)
    pending = is_hatched(part.name.code)
    bar = min(BAR_WIDTH, WIDEST_BAR * len(codes))
    ink = palette(look).ink if pending else ink_on(fill)
    # A segment of 0 must not paint its separator over the axis.
    separator = {"color": palette(look).background, "width": [1.5 if length else 0 for length in lengths]}
    return {
        "type": "bar",
        "name": safe(name_of(part.name, lang)),
        "orientation": "h" if view.horizontal else "v",
        "x": lengths if view.horizontal else codes,
        "y": codes if view.horizontal else lengths,
        "text": [_inside(view, index, at, length) for at, length in enumerate(lengths)],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside",
        "insidetextfont": {"family": FONTS, "size": size("small", look), "color": ink},
        "marker": hatched(fill, look, opacity=0.45) if pending else _marker(part, fill, separator, look),
        "width": bar,
        "offset": -bar / 2,
        "customdata": [[code, part.name.code] for code in codes],
        "hovertemplate": [_hover(view, index, at, lang) for at in range(len(codes))],
        "meta": "part",
    }


def _inside(view: Composition, index: int, at: int, length: float | None) -> str:
    """The count in a segment, before it its share where shares are drawn: the total at the end is the share's other part."""
    count = view.parts[index].counts[at]
    if not length or count is None:
        return ""
    if not view.shares:
        return number(count)
    return f"{whole_percent(length)}{' · ' if view.horizontal else '<br>'}{number(count)}"


def _marker(part: Part, fill: str, separator: Mapping[str, object], look: Look) -> dict[str, object]:
    """A state looks as its squares do: a line around it, and a hatch where it is missing."""
    kind, _, status = part.name.code.partition(".")
    if kind != "status":
        return {"color": fill, "line": separator}
    drawn = tile(status, look)
    marker: dict[str, object] = {"color": fill, "line": {"color": drawn.line, "width": separator["width"]}}
    if drawn.pattern:
        marker["pattern"] = {
            "shape": drawn.pattern,
            "fgcolor": drawn.line,
            "bgcolor": fill,
            "size": 6,
            "solidity": 0.18,
        }
    return marker


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
    if _differs(view, at):
        lines.append(t("charts.total_differs_hover", lang, sum=added))
    return [*lines, t("charts.reports_hover", lang, count=view.reports[at])]


def _totals(view: Composition, lang: Language, look: Look) -> Trace:
    """The reported totals as their own text: with the sum beside it where the parts do not add up to it."""
    shown = [index for index, gone in enumerate(_gone(view)) if not gone]
    codes = [view.categories[index].code for index in shown]
    ends = [_end(view, index) for index in shown]
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


def _differs(view: Composition, at: int) -> bool:
    """Whether the reported total of a bar is another than its parts come to."""
    total = view.totals[at]
    return total is not None and total != summed(view, at)


def _end(view: Composition, at: int) -> float:
    """Where the drawn parts of a bar end."""
    return sum(heights(view, index)[at] or 0 for index in range(len(view.parts)))


def _total_text(view: Composition, at: int, lang: Language) -> str:
    total, added = view.totals[at], summed(view, at)
    many = not view.horizontal and len(view.categories) > MOST_LABELLED
    longest = max((len(number(total)) for total in view.totals if total is not None), default=0)
    if many and not is_labelled(at, len(view.categories), wide=longest > _SHORT):
        return "" if total == added else "≠"
    if total is None:
        return t("charts.blank", lang)
    # Two long sums beside each other would be written over one another on a phone: the sign alone, and the sum at the mark.
    crowded = longest > _SHORT and any(
        _differs(view, near) for near in (at - 1, at + 1) if 0 <= near < len(view.totals)
    )
    other = f" (≠{number(added)})" if view.horizontal else "<br>≠" if many or crowded else f"<br>(≠{number(added)})"
    # Plotly sets a text right against the end of its bar.
    return f"{NARROW_SPACE if view.horizontal else ''}{number(total)}{other if total != added else ''}"


def _layout(view: Composition, top: float, lang: Language, look: Look) -> dict[str, object]:
    codes = [name.code for name in view.categories]
    shared = {"barmode": "stack", "uniformtext": {"minsize": least_size(look), "mode": "hide"}}
    if view.horizontal:
        labels = distinct_labels(view.categories, lang)
        grouped = [_with_group(label, name, lang) for label, name in zip(labels, view.categories, strict=True)]
        tall = any(name.group is not None for name in view.categories)
        rows = (TALL_ROW_HEIGHT if tall else ROW_HEIGHT) * len(codes)
        height = max(rows + _AXIS + _ENTRY * len(view.parts), LEAST_HEIGHT)
        counts = rate_axis(top, look, steps=4) if view.shares else count_axis(top, look, steps=3)
        return layout(look, height, xaxis=counts, yaxis=agency_axis(codes, grouped, look), **shared)
    shapes, notes = breaks_drawn(view.breaks, _years(view.categories), lang, look)
    axis = year_axis(codes, _year_labels(view, lang, look), look)
    drawn = {"shapes": shapes, "annotations": notes}
    upright = rate_axis(top, look) if view.shares else count_axis(top, look)
    return layout(look, 380, xaxis=axis, yaxis=upright, **drawn, **shared)


def _year_labels(view: Composition, lang: Language, look: Look) -> list[str]:
    """Each category with the number of reports under it, where a bar can count more than one."""
    many = max(view.reports, default=0) > 1
    labels = []
    for name, reports in zip(view.categories, view.reports, strict=True):
        second = t("charts.reports_short", lang, count=reports) if many else ""
        if name.group is not None:
            second = _group(name, lang)
        first = safe(name_of(name, lang))
        labels.append("<br>".join([first, *_lines(second, lang, look)]))
    return labels


def _lines(text: str, lang: Language, look: Look) -> list[str]:
    """What stands under a year, a clause a line: the columns are narrow on a phone."""
    head, *rest = (safe(part) for part in text.split("，" if lang == "zh" else ", "))
    small = f'<span style="font-size:{least_size(look):.0f}px">'
    return [part for part in (head, *(f"{small}{clause}</span>" for clause in rest)) if part]


def _with_group(label: str, name: Name, lang: Language) -> str:
    """A short label, and its group on a line of its own below."""
    return f"{safe(label)}<br><i>{safe(_group(name, lang))}</i>" if name.group is not None else safe(label)


def _group(name: Name, lang: Language) -> str:
    return name_of(Name(name.code, message=name.group), lang)


def _years(names: Sequence[Name]) -> list[int]:
    return [int(name.code) for name in names if name.code.isdigit()]


def _gone(view: Composition) -> list[bool]:
    return [count == 0 for count in view.reports]
