"""Native charts: what PowerPoint opens with its own data sheet behind it, in the colours and letters of the dashboard."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from lib.exports.briefing.lettering import GRID, INK, Box, dress, rgb
from lib.exports.printed import clean
from lib.exports.workbook import new_book

Value = int | float | None
# A 0 has no length: no label stands in its place.
COUNTS, SHARES = "#,##0;-#,##0;;", "0.0%"
# More rows than this on a slide leave a name less than a line of the usual size.
_MANY_ROWS = 12


@dataclass(frozen=True)
class Series:
    """A series of a chart over its categories, in a colour; None is a gap. `code` fixes what it means."""

    name: str
    values: tuple[Value, ...]
    fill: str
    code: str = ""


@dataclass(frozen=True)
class Cloud:
    """A series of points (x, y)."""

    name: str
    points: tuple[tuple[float, float], ...]


def category_chart(
    slide: Any, kind: Any, box: Box, categories: Sequence[str], series: Sequence[Series], form: str, day: date
) -> Any:
    """A native chart over categories, with its own workbook. Returns the graphic frame."""
    data: Any = CategoryChartData(number_format=form)  # type: ignore[no-untyped-call]
    data.categories = [clean(category) for category in categories]
    for one in series:
        data.add_series(clean(one.name), one.values)
    frame = slide.shapes.add_chart(kind, *(Inches(part) for part in box), data)
    rows: list[list[Any]] = [["", *(one.name for one in series)]]
    rows += [[name, *(one.values[place] for one in series)] for place, name in enumerate(categories)]
    _embed(frame.chart, rows, day)
    _letters(frame.chart)
    return frame


def cloud_chart(slide: Any, kind: Any, box: Box, clouds: Sequence[Cloud], form: str, day: date) -> Any:
    """A native scatter, with its own workbook. Returns the graphic frame."""
    data: Any = XyChartData(number_format=form)  # type: ignore[no-untyped-call]
    rows: list[list[Any]] = []
    for cloud in clouds:
        series = data.add_series(clean(cloud.name))
        rows.append([None, cloud.name])
        for x, y in cloud.points:
            series.add_data_point(x, y)
            rows.append([x, y])
        # The series begin below one another with a row between them, as the references of the chart say.
        rows.append([])
    frame = slide.shapes.add_chart(kind, *(Inches(part) for part in box), data)
    _embed(frame.chart, rows, day)
    _letters(frame.chart)
    return frame


def _embed(chart: Any, rows: Sequence[Sequence[Any]], day: date) -> None:
    """The workbook behind the chart: no text in it becomes a formula, and nothing in it says when it was written."""
    buffer = io.BytesIO()
    book = new_book(buffer)
    book.set_properties({"created": datetime(day.year, day.month, day.day)})
    sheet = book.add_worksheet("Sheet1")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column, clean(cell))
            elif cell is not None:
                sheet.write_number(row, column, cell)
    book.close()
    chart.part.chart_workbook.update_from_xlsx_blob(buffer.getvalue())


def _letters(chart: Any) -> None:
    dress(chart.font, 11)
    chart.has_title = False
    chart.has_legend = False


def legend(chart: Any) -> None:
    """A legend above the plot."""
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    dress(chart.legend.font, 11)


def quiet_axes(chart: Any, form: str, *, top: float | None = None, reversed_: bool = False) -> None:
    """Values from 0 on faint lines; categories without ticks, from the top down where they are rows."""
    values, categories = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = 0, top
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = rgb(GRID)
    values.format.line.fill.background()
    values.major_tick_mark = categories.major_tick_mark = XL_TICK_MARK.NONE
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = form, False
    categories.format.line.color.rgb = rgb("#87919E")
    categories.has_major_gridlines = False
    if reversed_:
        categories.reverse_order = True
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
        _name_every_row(categories)
    many = reversed_ and len(chart.plots[0].categories) > _MANY_ROWS
    dress(values.tick_labels.font, 10)
    dress(categories.tick_labels.font, 9 if many else 11)


def _name_every_row(axis: Any) -> None:
    """Left to itself a program leaves out every other name where they are many."""
    skip = axis._element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    # Where the schema has it: python-pptx knows the element only as one that others stand before.
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def fill(part: Any, colour: str, *, hatched: bool = False) -> None:
    """Fill a series or a point: solid, or hatched for what is not a result yet."""
    if hatched:
        part.format.fill.patterned()
        part.format.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        part.format.fill.fore_color.rgb, part.format.fill.back_color.rgb = rgb(colour), rgb("#FFFFFF")
        part.format.line.color.rgb = rgb(colour)
        return
    part.format.fill.solid()
    part.format.fill.fore_color.rgb = rgb(colour)


def hollow(part: Any, colour: str) -> None:
    """An outline only: it is shown, and does not take part."""
    part.format.fill.solid()
    part.format.fill.fore_color.rgb = rgb("#FFFFFF")
    part.format.line.color.rgb = rgb(colour)


def value_labels(series: Any, form: str, position: Any, *, ink: str = INK, size: float = 10) -> None:
    """The series' own values beside its points."""
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = form, False
    if position is not None:
        labels.position = position
    dress(labels.font, size, ink=ink)


def without_labels(series: Any, places: Sequence[int]) -> None:
    """Take the labels of these points away: there is no room for them."""
    labels = series.data_labels._element
    for number, place in enumerate(places):
        labels.insert(number, parse_xml(f'<c:dLbl {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'))


def error_bars(series: Any, up: Sequence[Value], down: Sequence[Value], colour: str, *, direction: bool) -> None:
    """Native error bars of given lengths. `direction`: the kind of chart names one (lines do, bars do not)."""
    stroke = f'<a:ln w="15875"><a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill></a:ln>'
    along = '<c:errDir val="y"/>' if direction else ""
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>{along}"
        f'<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{_literal(up)}</c:plus><c:minus>{_literal(down)}</c:minus><c:spPr>{stroke}</c:spPr></c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(bars)


def _literal(values: Sequence[Value]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'
