"""Rows of their own scale, one below the other: two lines of words, and under them a strip with an axis from zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lib.charts.frame import Figure, Trace, axis, count_axis, layout, note, rate_axis
from lib.charts.theme import Look, palette, size
from lib.charts.words import safe

ROW, WORDS, STRIP = 92, 40, 30


@dataclass(frozen=True)
class Row:
    """`name` and under it `text` stand over the strip; `top` is the end of its axis."""

    name: str
    text: str
    top: float
    is_rate: bool


def sheet(rows: Sequence[Row], traces: list[Trace], shapes: list[dict[str, Any]], look: Look) -> Figure:
    """`traces` name their axes by `axes_of`; each row runs from −1 to 1 in height."""
    height = max(len(rows), 1) * ROW
    figure = layout(look, height + 56)
    figure["annotations"] = []
    for index, row in enumerate(rows):
        above = 1 - index * ROW / height
        words = above - WORDS / height
        x, y = axes_of(index)
        make = rate_axis if row.is_rate else count_axis
        scale = make(row.top, look, steps=4, anchor=y, domain=[0, 1], showline=True, linecolor=palette(look).muted)
        scale["tickfont"] = {**scale["tickfont"], "color": palette(look).muted}
        figure[f"xaxis{_number(index)}"] = scale
        figure[f"yaxis{_number(index)}"] = axis(
            look, anchor=x, domain=[words - STRIP / height, words], range=[-1, 1], showticklabels=False
        )
        place = {"xref": "paper", "y": words + 2 / height, "yref": "paper", "yanchor": "bottom"}
        words_at = note(f"{safe(row.name)}<br>{safe(row.text)}", look, x=0, xanchor="left", align="left", **place)
        words_at["font"] = {**words_at["font"], "color": palette(look).ink, "size": size("tick", look)}
        figure["annotations"].append(words_at)
    if not rows:
        figure |= {"xaxis": axis(look), "yaxis": axis(look)}
    figure["shapes"] = shapes
    figure["showlegend"] = True
    figure["margin"] |= {"l": 12, "r": 16}
    return {"data": traces, "layout": figure}


def axes_of(index: int) -> tuple[str, str]:
    """The names of a row's axes, as traces and shapes refer to them."""
    return f"x{_number(index)}", f"y{_number(index)}"


def _number(index: int) -> str:
    return "" if index == 0 else str(index + 1)


def top_of(values: Sequence[float | None], *, is_rate: bool) -> float:
    """The end of an axis that holds these values."""
    highest = max((value for value in values if value is not None), default=0.0)
    return max(0.05, min(1.06, highest * 1.12)) if is_rate else max(1.0, highest * 1.12)
