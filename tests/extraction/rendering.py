"""Reports drawn as files: the same figures as HTML with merged cells, tabs, pipes, one cell a line, and run together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

from lib.forms import Block, FigureKey, Form, Row

Figures = Mapping[FigureKey, object]
TITLE = "甲市乙局{year}年政府信息公开工作年度报告"
YEAR = 2023


def text_of(figures: Figures, key: FigureKey) -> str:
    value = figures[key]
    return "" if value is None else str(value)


def document(form: Form, figures: Figures, table: Callable[[Form, Figures, str], str], line: str = "{}\n") -> str:
    """All six sections with the tables drawn by `table`; `line` wraps a heading or a paragraph."""
    parts = [line.format(TITLE.format(year=YEAR))]
    for section in form.sections:
        parts.append(line.format(f"{section.number}、{section.title.zh}"))
        name = next((key for key, item in form.tables.items() if item.section == section.number), None)
        parts.append(table(form, figures, name) if name else line.format("本年度工作平稳有序。"))
    return "".join(parts)


def rows_of(form: Form, figures: Figures, table: str) -> list[list[str]]:
    """The cells of a table row by row, merged cells once and their other slots empty."""
    if table == "disputes":
        return _disputes(form, figures)
    return [row for block in form.tables[table].blocks for row in _block(table, block, figures)]


def _block(table: str, block: Block, figures: Figures) -> list[list[str]]:
    rows = [[block.title.zh]] if block.title else []
    width = max(len(row.path) for row in block.rows)
    if len({column.path[0] for column in block.columns}) == 1 and len(block.columns[0].path) > 1:
        rows.append([block.corner.zh if block.corner else "", block.columns[0].path[0].zh])
    rows.append([block.corner.zh if block.corner else "", *(column.label.zh for column in block.columns)])
    above: tuple[str, ...] = ()
    for row in block.rows:
        labels = tuple(label.zh for label in row.path)
        shared = 0
        while shared < len(labels) - 1 and labels[: shared + 1] == above[: shared + 1]:
            shared += 1
        shown = ["" if place < shared else label for place, label in enumerate(labels)]
        above = labels
        values = [text_of(figures, f"{table}.{row.key}.{column.key}") for column in block.columns]
        rows.append([*shown, *[""] * (width - len(labels)), *values])
    return rows


def _disputes(form: Form, figures: Figures) -> list[list[str]]:
    block = form.tables["disputes"].blocks[0]
    names = [column.label.zh for column in block.columns]
    top = [[block.rows[0].label.zh, *[""] * 4, block.rows[1].path[0].zh, *[""] * 9]]
    middle = [[*names, *(text for row in block.rows[1:] for text in (row.label.zh, *[""] * 4))]]
    bottom = [[*[""] * 5, *names, *names]]
    keys = form.tables["disputes"].keys
    return [*top, *middle, *bottom, [text_of(figures, key) for key in keys]]


def as_tabs(form: Form, figures: Figures, table: str) -> str:
    rows = rows_of(form, figures, table)
    width = max(map(len, rows))
    return "".join("\t".join([*row, *[""] * (width - len(row))]) + "\n" for row in rows)


def as_markdown(form: Form, figures: Figures, table: str) -> str:
    rows = rows_of(form, figures, table)
    width = max(map(len, rows))
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]]) + "\n"


def as_piped_lines(form: Form, figures: Figures, table: str) -> str:
    """As html2text writes a table: a row a line, without the slots of merged cells."""
    rows = _without_slots(form, figures, table)
    return "".join(" | ".join(row) + " |\n" for row in rows)


def as_stream(form: Form, figures: Figures, table: str) -> str:
    """Every cell closed by a bar on a line of its own."""
    return "".join(f"{cell} |\n" if cell else "|\n" for row in _without_slots(form, figures, table) for cell in row)


def as_cell_lines(form: Form, figures: Figures, table: str) -> str:
    """One cell a line; blank cells leave no line."""
    return "".join(f"{cell}\n\n" for row in _without_slots(form, figures, table) for cell in row if cell)


def as_run_together(form: Form, figures: Figures, table: str) -> str:
    return "".join(cell for row in _without_slots(form, figures, table) for cell in row)


def _without_slots(form: Form, figures: Figures, table: str) -> list[list[str]]:
    if table == "disputes":
        *heads, values = _disputes(form, figures)
        return [*([text for text in row if text] for row in heads), values]
    found = []
    for block in form.tables[table].blocks:
        width = max(len(row.path) for row in block.rows)
        (*heads,) = _block(table, block, figures)[: -len(block.rows)]
        found += [[text for text in row if text] for row in heads]
        for row in _block(table, block, figures)[-len(block.rows) :]:
            found.append([*[text for text in row[:width] if text], *row[width:]])
    return found


def as_html(form: Form, figures: Figures, table: str) -> str:
    if table == "disputes":
        return _html_disputes(form, figures)
    return "<table>" + "".join(_html_block(table, block, figures) for block in form.tables[table].blocks) + "</table>"


def _html_block(table: str, block: Block, figures: Figures) -> str:
    depth = max(len(row.path) for row in block.rows)
    wide = max(3, len(block.columns)) if block.title else len(block.columns)
    lines = [_tr(_td(block.title.zh, colspan=depth + wide))] if block.title else []
    lines += _html_header(block, depth, wide)
    covered: dict[int, int] = {}
    for number, row in enumerate(block.rows):
        cells = []
        for place, label in enumerate(row.path):
            if covered.get(place, 0) > number:
                continue
            height = _height(block.rows[number:], place) if place < len(row.path) - 1 else 1
            covered[place] = number + height
            last = place == len(row.path) - 1
            cells.append(_td(label.zh, rowspan=height, colspan=depth - place if last else 1))
        for place, column in enumerate(block.columns):
            last = place == len(block.columns) - 1
            text = text_of(figures, f"{table}.{row.key}.{column.key}")
            cells.append(_td(text or "&nbsp;", colspan=wide - place if last else 1))
        lines.append(_tr("".join(cells)))
    return "".join(lines)


def _height(rows: tuple[Row, ...], place: int) -> int:
    first = rows[0].path[place]
    same = 0
    for row in rows:
        if len(row.path) <= place + 1 or row.path[place] != first:
            break
        same += 1
    return same


def _html_header(block: Block, depth: int, wide: int) -> list[str]:
    corner = block.corner.zh if block.corner else ""
    levels = max(len(column.path) for column in block.columns)
    if levels == 1:
        heads = [
            _td(column.label.zh, colspan=wide - place if place == len(block.columns) - 1 else 1)
            for place, column in enumerate(block.columns)
        ]
        return [_tr(_td(corner, colspan=depth) + "".join(heads))]
    lines = []
    for level in range(levels):
        cells = [_td(corner, rowspan=levels, colspan=depth)] if level == 0 else []
        with_level = [column for column in block.columns if len(column.path) > level]
        for _, group in groupby(with_level, key=lambda column: column.path[: level + 1]):
            members = list(group)
            leaf = len(members[0].path) == level + 1
            cells.append(_td(members[0].path[level].zh, rowspan=levels - level if leaf else 1, colspan=len(members)))
        lines.append(_tr("".join(cells)))
    return lines


def _html_disputes(form: Form, figures: Figures) -> str:
    block = form.tables["disputes"].blocks[0]
    first, *others = block.rows
    heads = [column.label.zh for column in block.columns]
    top = _td(first.label.zh, colspan=5) + _td(others[0].path[0].zh, colspan=10)
    middle = "".join(_td(head, rowspan=2) for head in heads) + "".join(_td(row.label.zh, colspan=5) for row in others)
    bottom = "".join(_td(head) for head in heads * 2)
    values = "".join(_td(text_of(figures, key) or "&nbsp;") for key in form.tables["disputes"].keys)
    return "<table>" + "".join(map(_tr, (top, middle, bottom, values))) + "</table>"


def _td(text: str, rowspan: int = 1, colspan: int = 1) -> str:
    return f'<td rowspan="{rowspan}" colspan="{colspan}"><p><span>{text}</span><o:p></o:p></p></td>'


def _tr(cells: str) -> str:
    return f"<tr>{cells}</tr>\n"
