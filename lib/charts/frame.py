"""What every figure shares: layout, axes, breaks between years, slots where a report is missing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from lib.charts.theme import FONTS, HATCH, Look, palette, size
from lib.charts.words import hover, name_of, safe
from lib.language import Language, say, t
from lib.views.model import Break, Name

Figure = dict[str, Any]
Trace = dict[str, Any]


def layout(look: Look, height: float, **more: Any) -> dict[str, Any]:
    """The base of every layout: no title (the page draws it), legend on top, nothing zooms by accident."""
    colours = palette(look)
    return {
        "height": round(height * (1.45 if look.large else 1)),
        "margin": {"l": 8, "r": 12, "t": 8, "b": 8, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONTS, "size": size("tick", look), "color": colours.ink},
        "legend": legend(look),
        "hoverlabel": {
            "font": {"family": FONTS, "size": size("hover", look), "color": colours.ink},
            "bgcolor": colours.background,
            "bordercolor": colours.muted,
            "align": "left",
        },
        "hovermode": "closest",
        "dragmode": False,
        **more,
    }


def legend(look: Look) -> dict[str, Any]:
    """A legend at the top edge that wraps where the screen is narrow; the plot begins below it."""
    return {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "xanchor": "left",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "traceorder": "normal",
        "font": {"family": FONTS, "size": size("legend", look), "color": palette(look).ink},
        "itemclick": "toggle",
        "itemsizing": "constant",
        "itemwidth": 30,
        "tracegroupgap": 0,
    }


def axis(look: Look, **more: Any) -> dict[str, Any]:
    """An axis with its own text sizes; it takes the room its labels need and cannot be dragged."""
    colours = palette(look)
    font = {"family": FONTS, "size": size("tick", look), "color": colours.ink}
    return {
        "tickfont": font,
        "title": {"font": {**font, "color": colours.muted}},
        "automargin": True,
        "tickangle": 0,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        **more,
    }


# So many columns of a chart have room for their words, in a third of a page and on a phone.
MOST_LABELLED = 9


def is_labelled(at: int, of: int, *, wide: bool = False) -> bool:
    """Whether one of so many columns has its words: each of few, else every second, third …, the last always. `wide`
    words take the room of two."""
    return (of - 1 - at) % (-(-of // MOST_LABELLED) * (2 if wide else 1)) == 0


def year_axis(codes: Sequence[str], labels: Sequence[str], look: Look) -> dict[str, Any]:
    """A category axis: years are names here, so that nothing is drawn between them. Of many some go without their label."""
    shown = [label if is_labelled(at, len(labels)) else "" for at, label in enumerate(labels)]
    return axis(
        look,
        type="category",
        categoryorder="array",
        categoryarray=list(codes),
        tickmode="array",
        tickvals=list(codes),
        ticktext=shown,
        range=[-0.5, len(codes) - 0.5],
        showline=True,
        linecolor=palette(look).muted,
    )


def agency_axis(codes: Sequence[str], labels: Sequence[str], look: Look, **more: Any) -> dict[str, Any]:
    """A category axis of agencies from the top down; `labels` are safe already."""
    settings: dict[str, Any] = {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(codes),
        "tickmode": "array",
        "tickvals": list(codes),
        "ticktext": list(labels),
        "range": [len(codes) - 0.5, -0.5],
        "showline": True,
        "linecolor": palette(look).muted,
        "ticklabelstandoff": 5,
    }
    return axis(look, **(settings | more))


def count_axis(top: float, look: Look, *, steps: int = 5, **more: Any) -> dict[str, Any]:
    """Counts from zero, in at most `steps` whole steps, written out (40,000 and never "40k"), up to `top`."""
    colours = palette(look)
    settings: dict[str, Any] = {
        "range": [0, top],
        "tickformat": ",d",
        "dtick": whole_step(top, steps),
        "tick0": 0,
        "showgrid": True,
        "gridcolor": colours.grid,
    }
    return axis(look, **(settings | more))


def rate_axis(top: float, look: Look, *, steps: int = 5, **more: Any) -> dict[str, Any]:
    """Shares from 0 % up, in at most `steps` steps; never beyond 100 % but for the room a marker needs."""
    colours = palette(look)
    step = next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5) if top / step <= steps or step == 0.5)
    settings: dict[str, Any] = {
        "range": [0, top],
        "tickformat": ".0%",
        "tickvals": [round(step * index, 4) for index in range(int(min(top, 1) / step + 1e-9) + 1)],
        "showgrid": True,
        "gridcolor": colours.grid,
    }
    return axis(look, **(settings | more))


def whole_step(top: float, most: int) -> int:
    """The smallest step of 1, 2 or 5 times a power of ten that gives at most `most` steps up to `top`."""
    if top <= most:
        return 1
    power = 10 ** math.floor(math.log10(top / most))
    return int(next(power * factor for factor in (1, 2, 5, 10) if power * factor * most >= top))


def note(text: str, look: Look, **place: Any) -> dict[str, Any]:
    """An annotation without an arrow in small, muted letters; `text` is safe already."""
    font = {"family": FONTS, "size": size("small", look), "color": palette(look).muted}
    return {"text": text, "showarrow": False, "font": font, **place}


def breaks_drawn(
    breaks: Sequence[Break], years: Sequence[int], lang: Language, look: Look
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and annotations of the breaks that fall between two of the `years` shown."""
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    colours = palette(look)
    for mark in breaks:
        after = next((index for index, year in enumerate(years) if year >= mark.after), 0)
        if after == 0:
            continue
        line = {"color": colours.muted, "width": 1.5, "dash": "dash"}
        place = {"x0": after - 0.5, "x1": after - 0.5, "xref": "x", "y0": 0, "y1": 0.96, "yref": "paper"}
        shapes.append({"type": "line", "line": line, "layer": "above", **place})
        reason = {"hovertext": safe(say(mark.reason, lang)), "captureevents": True}
        spot = {"x": after - 0.5, "xref": "x", "y": 1, "yref": "paper", "yanchor": "top", "xanchor": "center"}
        text = safe(t("charts.break_short", lang))
        notes.append(note(text, look, **spot, **reason, bgcolor=colours.background, borderpad=2))
    return shapes, notes


def missing_slots(names: Sequence[Name], top: float, lang: Language, look: Look, *, horizontal: bool = False) -> Trace:
    """Empty hatched bars over the whole height where there is no report at all: missing, and not 0."""
    colours = palette(look)
    codes, lengths = [name.code for name in names], [top] * len(names)
    word = t("charts.missing", lang)
    return {
        "type": "bar",
        "name": t("charts.missing_reports", lang),
        "orientation": "h" if horizontal else "v",
        "x": lengths if horizontal else codes,
        "y": codes if horizontal else lengths,
        "text": [word] * len(names),
        "textposition": "inside",
        "insidetextanchor": "start" if horizontal else "middle",
        "textangle": 0,
        "textfont": {"family": FONTS, "size": size("label", look), "color": colours.muted},
        "marker": hatched(colours.grid, look),
        "customdata": [[name.code, "missing"] for name in names],
        "hovertemplate": [
            hover(name_of(name, lang), [t("charts.missing_reports", lang), t("charts.missing_hover", lang)])
            for name in names
        ],
        "width": 0.86,
        "offset": -0.43,
        "meta": "missing",
    }


def hatched(line: str, look: Look, *, opacity: float = 1.0) -> dict[str, Any]:
    """A marker that is empty but for a thin hatch in `line`; a fainter hatch leaves a number on it readable."""
    background = palette(look).background
    pattern: dict[str, Any] = {"shape": HATCH, "fgcolor": line, "bgcolor": background, "size": 7, "solidity": 0.2}
    pattern["fgopacity"] = opacity
    return {"color": background, "pattern": pattern, "line": {"color": line, "width": 1}}
