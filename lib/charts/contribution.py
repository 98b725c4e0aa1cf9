"""What moved a figure: diverging bars from zero, an agency's part each, beside it both its values."""

from __future__ import annotations

from typing import Any

from lib.charts.frame import Figure, agency_axis, axis, layout, note
from lib.charts.theme import FONTS, Look, palette, size
from lib.charts.words import distinct_labels, hover, labelled, name_of, number, rate_text, safe, share_text, width
from lib.language import Language, say, t
from lib.views.contribution import POINTS, REMAINDER, REST, Contribution, Step
from lib.views.model import Rate

ROW_HEIGHT = 34


def build(view: Contribution, lang: Language, look: Look) -> Figure:
    """The figure of a contribution: the largest part at the top, the rest of the agencies as the last, hatched bar."""
    colours = palette(look)
    parts = [(step.name.code, step.amount) for step in view.steps]
    labels = [_label(label, step, lang) for label, step in zip(_names(view, lang), view.steps, strict=True)]
    hovers = [_hover(view, step, lang) for step in view.steps]
    beside = [f"{value(step.before)} → {value(step.after)}" for step in view.steps]
    if view.rest_agencies and (view.rest or not view.steps):
        parts.append((REST, view.rest))
        labels.append(safe(rest_name(view, lang)))
        hovers.append(hover(rest_name(view, lang), [signed(view.rest, view, lang)]))
        beside.append("")
    codes = [code for code, _ in parts]
    bars = {
        "type": "bar",
        "name": t("moved.part", lang),
        "orientation": "h",
        "x": [amount / _scale(view) for _, amount in parts],
        "y": codes,
        "text": [bare(amount, view) for _, amount in parts],
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"family": FONTS, "size": size("label", look), "color": colours.ink},
        "marker": {"color": [colours.missing if code in (REST, REMAINDER) else colours.accent for code in codes]},
        "width": 0.66,
        "offset": -0.33,
        "customdata": [[code] for code in codes],
        "hovertemplate": hovers,
        "meta": "step",
    }
    drawn = _layout(view, parts, labels, beside, look)
    unit = t("moved.part_points" if view.is_rate else "moved.part_cases", lang)
    drawn["xaxis"]["title"] |= {"text": safe(unit), "standoff": 4}
    return {"data": [bars] if codes else [], "layout": drawn}


def bare(amount: int, view: Contribution) -> str:
    """ "+37" or, in percentage points, "−1.25": a part of the change with its sign."""
    if not amount:
        return "0"
    return (f"{amount / 100:+.2f}" if view.is_rate else f"{amount:+,}").replace("-", "−")


def signed(amount: int, view: Contribution, lang: Language) -> str:
    """The same with its unit."""
    return t("moved.points", lang, points=bare(amount, view)) if view.is_rate else bare(amount, view)


def value(figure: int | Rate) -> str:
    """A count, or both parts of a rate."""
    text = f"{figure.numerator:,}/{figure.denominator:,}" if isinstance(figure, Rate) else number(figure)
    return text.replace("-", "−")


def whole_value(figure: int | Rate, lang: Language) -> str:
    """A count, or a rate with both its parts."""
    return rate_text(figure, lang) if isinstance(figure, Rate) else number(figure)


def rest_name(view: Contribution, lang: Language) -> str:
    """What the last bar stands for."""
    return t("moved.rest" if view.steps else "moved.all", lang, n=view.rest_agencies)


def _scale(view: Contribution) -> int:
    return POINTS if view.is_rate else 1


def _names(view: Contribution, lang: Language) -> list[str]:
    """Short names of agencies; what is none keeps all its words."""
    short = distinct_labels([step.name for step in view.steps], lang)
    return [
        name_of(step.name, lang) if step.name.code == REMAINDER else label
        for step, label in zip(view.steps, short, strict=True)
    ]


def _label(label: str, step: Step, lang: Language) -> str:
    group = step.name.group
    return f"{safe(label)}<br><i>{safe(say(group, lang))}</i>" if group is not None else safe(label)


def _hover(view: Contribution, step: Step, lang: Language) -> str:
    lines = [
        labelled(say(end, lang), _told(figure, lang), lang)
        for end, figure in zip(view.ends, (step.before, step.after), strict=True)
    ]
    head = name_of(step.name, lang)
    group = [say(step.name.group, lang)] if step.name.group is not None else []
    part = labelled(t("moved.part", lang), signed(step.amount, view, lang), lang)
    return hover(head, [*group, *lines, part])


def _told(figure: int | Rate, lang: Language) -> str:
    """An aggregate without its parts may have a denominator of 0 or below: then only its parts are said."""
    if isinstance(figure, Rate) and figure.denominator > 0:
        return share_text(figure.numerator, figure.denominator, lang)
    return value(figure)


def _layout(
    view: Contribution, parts: list[tuple[str, int]], labels: list[str], beside: list[str], look: Look
) -> dict[str, Any]:
    furthest = max([abs(amount) for _, amount in parts] + [1]) / _scale(view)
    sides = (min([amount for _, amount in parts] + [0]), max([amount for _, amount in parts] + [0]))
    room = 0.5 if view.is_rate else 0.4
    span = (
        sides[0] / _scale(view) - (furthest * room if sides[0] < 0 else furthest * 0.06),
        sides[1] / _scale(view) + (furthest * room if sides[1] > 0 else furthest * 0.06),
    )
    grid = {"showgrid": False, "showticklabels": False, "range": list(span), "zeroline": True}
    names = agency_axis([code for code, _ in parts], labels, look)
    across = axis(look, **grid, zerolinecolor=palette(look).muted, zerolinewidth=1.5)
    figure = layout(look, ROW_HEIGHT * len(parts) + 60, xaxis=across, yaxis=names | {"showline": False})
    figure["showlegend"] = False
    figure["annotations"] = [
        note(safe(text), look, x=1, xref="paper", xanchor="left", xshift=8, y=row, yref="y")
        for row, text in enumerate(beside)
        if text
    ]
    figure["margin"]["r"] = 14 + size("small", look) * 0.56 * max((width(text) for text in beside), default=0)
    return figure
