"""Native charts beside the figures of a sheet, where the table has the shape of one: stacked bars, lines, bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.charts.ranking import is_count
from lib.charts.theme import Look, colour, palette
from lib.exports.briefing.figures import Figures
from lib.views.model import Composition, Ranking, Trend

_LIGHT = Look(dark=False)
_MOST = 60


def add_chart(book: Any, sheet: Any, view: Any, name: str, top: int, columns: Sequence[Figures]) -> None:
    """Put a chart right of the table whose heads stand in row `top`; a view of another shape has none."""
    rows = len(columns[0].values)
    if not rows:
        return
    match view:
        case Composition() if rows <= _MOST:
            chart = _composition(book, view, name, top, rows)
        case Trend():
            chart = _trend(book, view, name, top)
        case Ranking() if rows <= _MOST:
            chart = _ranking(book, view, name, top, rows)
        case _:
            return
    if chart is None:
        return
    chart.show_blanks_as("gap")
    chart.set_size({"width": 760, "height": max(380, 22 * rows if _is_list(view) else 380)})
    sheet.insert_chart(top, len(columns) + 1, chart)


def _is_list(view: Any) -> bool:
    return isinstance(view, Ranking) or (isinstance(view, Composition) and view.horizontal)


def _composition(book: Any, view: Composition, name: str, top: int, rows: int) -> Any:
    stacked = "percent_stacked" if view.shares else "stacked"
    chart = book.add_chart({"type": "bar" if view.horizontal else "column", "subtype": stacked})
    for place, part in enumerate(view.parts, start=1):
        chart.add_series(_series(name, top, top + 1, top + rows, place, colour(part.name.code, _LIGHT, place - 1)))
    chart.set_legend({"position": "top"})
    return _turned(chart) if view.horizontal else chart


def _series(name: str, head: int, first: int, last: int, place: int, fill: str) -> dict[str, Any]:
    return {
        "name": [name, head, place],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, place, last, place],
        "fill": {"color": fill},
        "gap": 45,
    }


def _turned(chart: Any) -> Any:
    """The first row at the top, as in the table."""
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": True, "line": {"color": palette(_LIGHT).grid}}})
    return chart


def _trend(book: Any, view: Trend, name: str, top: int) -> Any:
    """Lines; none where the lines have different years, which one axis would put side by side wrongly."""
    years = [[point.year for point in line.points] for line in view.lines]
    if any(own != list(range(own[0], own[-1] + 1)) if own else True for own in years) or years != years[:1] * len(
        years
    ):
        return None
    chart = book.add_chart({"type": "line"})
    values = 4 if view.is_rate else 2
    for place, line in enumerate(view.lines):
        first = top + 1 + place * len(years[0])
        last = first + len(years[0]) - 1
        stroke = colour(line.name.code, _LIGHT, place)
        chart.add_series(
            {
                "name": [name, first, 0],
                "categories": [name, first, 1, last, 1],
                "values": [name, first, values, last, values],
                "line": {"color": stroke, "width": 2.25},
                "marker": {"type": "circle", "size": 6, "fill": {"color": stroke}, "border": {"color": "#FFFFFF"}},
            }
        )
    chart.set_y_axis({"min": 0, "num_format": "0%" if view.is_rate else "#,##0"})
    chart.set_legend({"position": "top"})
    return chart


def _ranking(book: Any, view: Ranking, name: str, top: int, rows: int) -> Any:
    chart = book.add_chart({"type": "bar"})
    place = 1 if is_count(view) else 3
    chart.add_series(_series(name, top, top + 1, top + rows, place, palette(_LIGHT).accent))
    chart.set_legend({"none": True})
    return _turned(chart)
