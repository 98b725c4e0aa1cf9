"""Counted bars, each in the colour of what it belongs to, with its legal basis under its name."""

from __future__ import annotations

from lib.charts.frame import Figure, agency_axis, count_axis, layout
from lib.charts.theme import FONTS, Look, colour, least_size, palette, size
from lib.charts.words import hover, labelled, name_of, number, safe, share_text
from lib.language import Language, say, t
from lib.views.bars import Bar, Bars

LINE_HEIGHT = 16


def build(view: Bars, lang: Language, look: Look) -> Figure:
    """The figure of `view`, the first bar at the top; a legend names the colours where there are several."""
    tones = list(dict.fromkeys(bar.tone for bar in view.bars))
    codes = [bar.name.code for bar in view.bars]
    traces = []
    for tone in tones:
        bars = [bar for bar in view.bars if bar.tone == tone]
        traces.append(
            {
                "type": "bar",
                "name": safe(t(f"terms.{tone}", lang)),
                "orientation": "h",
                "x": [bar.count for bar in bars],
                "y": [bar.name.code for bar in bars],
                "text": [number(bar.count) for bar in bars],
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": {"family": FONTS, "size": size("label", look), "color": palette(look).ink},
                "marker": {"color": colour(tone, look)},
                "width": 0.7,
                "offset": -0.35,
                "customdata": [[bar.name.code] for bar in bars],
                "hovertemplate": [_hover(bar, lang) for bar in bars],
                "meta": "part",
            }
        )
    longest = max([bar.count or 0 for bar in view.bars] + [1])
    # The number stands beyond the end of its bar; on a phone a digit takes as much of the plot as this.
    top = longest * (1 + max(0.15, 0.065 * len(number(longest))))
    labels = [_label(bar, lang, look) for bar in view.bars]
    row = LINE_HEIGHT * max((label.count("<br>") + 1 for label in labels), default=1) + 5
    names = agency_axis(codes, labels, look)
    figure = layout(look, row * len(codes) + 90, xaxis=count_axis(top, look, steps=3), yaxis=names)
    figure["showlegend"] = len(tones) > 1
    return {"data": traces, "layout": figure}


def basis_of(bar: Bar, lang: Language) -> str:
    """The article behind a bar; "" where the form names none."""
    return say(bar.name.group, lang) if bar.name.group is not None else ""


def _label(bar: Bar, lang: Language, look: Look) -> str:
    """The name over its article; a name too long for the margin goes on in a second line."""
    name = "<br>".join(safe(line) for line in _lines(name_of(bar.name, lang), lang))
    basis = safe(basis_of(bar, lang))
    style = f"font-size:{least_size(look)}px;color:{palette(look).muted}"
    small = f'<span style="{style}">{basis}</span>'
    return f"{name}<br>{small}" if basis else name


def _lines(text: str, lang: Language) -> list[str]:
    """English names are long: at most two lines, broken at the middle space."""
    if lang == "zh" or len(text) <= 26:
        return [text]
    words = text.split(" ")
    middle = min(range(1, len(words)), key=lambda n: abs(len(" ".join(words[:n])) - len(text) / 2), default=0)
    return [" ".join(words[:middle]), " ".join(words[middle:])] if middle else [text]


def _hover(bar: Bar, lang: Language) -> str:
    lines = [number(bar.count)]
    if bar.count is not None and bar.of:
        lines.append(labelled(t(f"terms.{bar.tone}", lang), share_text(bar.count, bar.of, lang), lang))
    basis = basis_of(bar, lang)
    return hover(name_of(bar.name, lang), [*lines, *([basis] if basis else [])])
