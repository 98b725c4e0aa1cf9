"""Native tables: agency × year in colours and signs, counts in shades, and any other view as its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from lib.charts.cross import is_total
from lib.charts.theme import STATUSES, ink_on, palette, shade_of, tile
from lib.charts.words import distinct_labels, name_of, number, width
from lib.exports.briefing.figures import as_text, figures
from lib.exports.briefing.lettering import GRID, INK, LIGHT, MUTED, Box, dress, rgb
from lib.exports.printed import clean
from lib.language import Language, say, t
from lib.views.model import Cross, Matrix, Square

MOST_ROWS = 16
ROW = 0.29
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Cell:
    """A cell: its text, and how it is filled and written."""

    text: str
    fill: str = ""
    ink: str = INK
    align: str = "left"
    bold: bool = False
    hatch: str = ""


def heading(text: str, align: str = "left") -> Cell:
    """A cell of the first row."""
    return Cell(text, palette(LIGHT).grid, INK, align, bold=True)


def plain_table(
    slide: Any, box: Box, heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], parts: Sequence[float]
) -> Any:
    """A native table at `box`; `parts` are the columns' shares of its width. Letters as large as all cells allow."""
    left, top, wide, high = box
    height = min(ROW * 1.25, high / (len(rows) + 1))
    shape = slide.shapes.add_table(
        len(rows) + 1, len(heads), Inches(left), Inches(top), Inches(wide), Inches(height * (len(rows) + 1))
    )
    table = shape.table
    shape._element.graphic.graphicData.tbl.tblPr.find("{*}tableStyleId").text = _NO_STYLE
    table.horz_banding = False
    for place, part in enumerate(parts):
        table.columns[place].width = Inches(wide * part)
    size = _size(heads, rows, [wide * part for part in parts], height)
    for at, row in enumerate([heads, *rows]):
        table.rows[at].height = Inches(height)
        for place, cell in enumerate(row):
            _fill_in(table.cell(at, place), cell, size)
    return shape


def _size(heads: Sequence[Cell], rows: Sequence[Sequence[Cell]], wides: Sequence[float], height: float) -> float:
    """The letters that fit the rows' height and, as far as they stay readable, the widest text of every column."""
    # Digits of a face that stands in for Arial take up to 0.65 em.
    size = min(12.0, height * 72 / 1.6)
    two_lines = height * 72 >= 2.6 * size
    for place, wide in enumerate(wides):
        head = width(heads[place].text)
        # A head may go over two lines where its row is high enough.
        longest = max([head * 0.6 if two_lines else head, *(width(row[place].text) for row in rows)])
        size = min(size, (wide - 0.1) * 72 / (max(longest, 1) * 0.65))
    return max(7.0, round(size * 2) / 2)


def _fill_in(drawn: Any, cell: Cell, size: float) -> None:
    drawn.margin_left = drawn.margin_right = Inches(0.05)
    drawn.margin_top = drawn.margin_bottom = 0
    drawn.vertical_anchor = MSO_ANCHOR.MIDDLE
    if cell.hatch:
        drawn.fill.patterned()
        drawn.fill.pattern = MSO_PATTERN_TYPE.LIGHT_UPWARD_DIAGONAL
        drawn.fill.fore_color.rgb, drawn.fill.back_color.rgb = rgb(cell.hatch), rgb(cell.fill)
    elif cell.fill:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = rgb(cell.fill)
    else:
        drawn.fill.background()
    paragraph = drawn.text_frame.paragraphs[0]
    paragraph.alignment = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}[cell.align]
    run = paragraph.add_run()
    run.text = clean(cell.text)
    dress(run.font, size, bold=cell.bold, ink=cell.ink)
    _ruled(drawn)


def _ruled(drawn: Any) -> None:
    """A faint line around: the sides come before the fill in the order of the format."""
    properties = drawn._tc.get_or_add_tcPr()
    colour = f'<a:solidFill><a:srgbClr val="{GRID.lstrip("#")}"/></a:solidFill>'
    for place, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        properties.insert(place, parse_xml(f'<a:{side} {nsdecls("a")} w="6350">{colour}</a:{side}>'))


def matrix(slide: Any, view: Matrix, whole: Matrix, box: Box, lang: Language) -> Any:
    """Agency × year; a square the view does not have stays empty. `whole` is the view over all pages, for the shades."""
    squares = {(square.agency, square.year): square for square in view.squares}
    values = [float(square.value) for square in whole.squares if square.status == "value" and square.value is not None]
    highest = max(values, default=0)
    labels = distinct_labels(view.agencies, lang, 32)
    heads = [heading(t("charts.agency", lang)), *(heading(str(year), "center") for year in view.years)]
    rows = [
        [Cell(label), *(_square(view, squares.get((name.code, year)), highest, lang) for year in view.years)]
        for name, label in zip(view.agencies, labels, strict=True)
    ]
    first = max(0.16, min(0.34, 1 - 0.11 * len(view.years)))
    parts = [first, *([(1 - first) / max(1, len(view.years))] * len(view.years))]
    return plain_table(slide, box, heads, rows, parts)


def _square(view: Matrix, square: Square | None, highest: float, lang: Language) -> Cell:
    if square is None:
        return Cell("")
    if square.status != "value":
        style = tile(square.status, LIGHT)
        sign = style.sign or t("charts.missing_sign", lang)
        return Cell(sign, style.fill, style.ink, "center", hatch=style.line if style.pattern else "")
    if square.value is None:
        return Cell(t("charts.no_value", lang), ink=MUTED, align="center")
    shade = shade_of(square.value, highest, LIGHT)
    # A rate never stands without its parts: the detail of its square has them.
    text = say(square.detail, lang) if view.is_rate and square.detail else number(square.value)
    return Cell(text, shade, ink_on(shade), "center")


def matrix_words(view: Matrix, lang: Language) -> list[str]:
    """What the signs mean, of those that are there."""
    used = {square.status for square in view.squares}
    signs = [
        f"{tile(status, LIGHT).sign or t('charts.missing_sign', lang)} {t(f'terms.status.{status}', lang)}"
        for status in STATUSES
        if status in used
    ]
    return ["　".join(signs)] if signs else []


def cross(slide: Any, view: Cross, box: Box, lang: Language) -> Any:
    """Counts in shades, reported totals in bold; a blank is said to be one."""
    inner = [
        count or 0
        for name, counts in zip(view.rows, view.counts, strict=True)
        for column, count in zip(view.columns, counts, strict=True)
        if not is_total(name) and not is_total(column)
    ]
    highest = max(inner, default=0)
    heads = [heading(""), *(heading(name_of(name, lang), "right") for name in view.columns)]
    rows = []
    for name, counts in zip(view.rows, view.counts, strict=True):
        cells = [Cell(name_of(name, lang), bold=is_total(name))]
        for column, count in zip(view.columns, counts, strict=True):
            sums = is_total(name) or is_total(column)
            cells.append(_count(count, sums, highest, lang))
        rows.append(cells)
    parts = [0.22, *([0.78 / max(1, len(view.columns))] * len(view.columns))]
    return plain_table(slide, box, heads, rows, parts)


def _count(count: int | None, sums: bool, highest: int, lang: Language) -> Cell:
    if count is None:
        return Cell(t("charts.blank", lang), ink=MUTED, align="right")
    if sums:
        return Cell(number(count), align="right", bold=True)
    shade = shade_of(count, highest, LIGHT)
    return Cell(number(count), shade, ink_on(shade), "right")


def any_view(slide: Any, view: Any, box: Box, lang: Language) -> Any:
    """The figures of a view of any kind; None where it has none."""
    columns = figures(view, lang)
    if not columns or not columns[0].values:
        return None
    heads = [heading(one.head, "left" if one.kind == "text" else "right") for one in columns]
    rows = [
        [Cell(as_text(one.values[at], one.kind), align="left" if one.kind == "text" else "right") for one in columns]
        for at in range(min(MOST_ROWS, len(columns[0].values)))
    ]
    needs = [max(6, *(width(row[place].text) for row in [heads, *rows])) for place in range(len(columns))]
    return plain_table(slide, box, heads, rows, [need / sum(needs) for need in needs])


def any_view_words(view: Any, lang: Language) -> list[str]:
    """That only the first rows are shown, where there are more."""
    columns = figures(view, lang)
    of = len(columns[0].values) if columns else 0
    return [t("briefing_files.first_rows", lang, shown=MOST_ROWS, of=of)] if of > MOST_ROWS else []
