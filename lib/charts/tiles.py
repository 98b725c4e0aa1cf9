"""Squares in rows and columns that fill the room there is, carry a sign or a number, and can be clicked.

They are bars on a base: unlike the cells of a heatmap a bar reports a click and can be hatched; unlike
a marker it leaves no gaps on a wide screen and does not run into its neighbour on a narrow one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lib.charts.frame import Figure, Trace, axis, layout
from lib.charts.theme import FONTS, Look, size

TILE = 0.92
ROW_HEIGHT = 26


@dataclass(frozen=True)
class Mark:
    """One square: where it lies, what is printed in it and what a click on it hands back."""

    column: str
    row: int
    text: str
    fill: str
    ink: str
    hover: str
    codes: tuple[str, ...]


def tiles(name: str, marks: Sequence[Mark], look: Look, *, line: str, meta: str, pattern: str = "") -> Trace:
    """One trace of squares that share a legend entry, an outline and a hatch."""
    marker: dict[str, Any] = {"color": [mark.fill for mark in marks], "line": {"color": line, "width": 1}}
    if pattern:
        marker["pattern"] = {
            "shape": pattern,
            "fgcolor": line,
            "size": 6,
            "solidity": 0.18,
            "fillmode": "overlay",
        }
    return {
        "type": "bar",
        "name": name,
        "orientation": "v",
        "x": [mark.column for mark in marks],
        "y": [TILE] * len(marks),
        "base": [mark.row - TILE / 2 for mark in marks],
        "width": [0.94] * len(marks),
        "text": [mark.text for mark in marks],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside" if meta == "value" else "none",
        "insidetextfont": {
            "family": FONTS,
            "size": size("label", look),
            "color": [mark.ink for mark in marks],
        },
        "marker": marker,
        "customdata": [list(mark.codes) for mark in marks],
        "hovertemplate": [mark.hover for mark in marks],
        "meta": meta,
    }


def sheet(traces: list[Trace], columns: Sequence[tuple[str, str]], rows: Sequence[str], look: Look) -> Figure:
    """`traces` over columns (code, label) and rows (label) from the top down; the figure grows with them."""
    codes = [code for code, _ in columns]
    xaxis = axis(
        look,
        type="category",
        categoryorder="array",
        categoryarray=codes,
        tickmode="array",
        tickvals=codes,
        ticktext=[label for _, label in columns],
        range=[-0.5, len(codes) - 0.5],
        side="top",
        autotickangles=[0, -90],
    )
    del xaxis["tickangle"]
    yaxis = axis(
        look,
        tickmode="array",
        tickvals=list(range(len(rows))),
        ticktext=list(rows),
        range=[len(rows) - 0.5, -0.5],
    )
    figure = layout(look, ROW_HEIGHT * len(rows) + 90, xaxis=xaxis, yaxis=yaxis, barmode="overlay", bargap=0)
    return {"data": traces, "layout": figure}
