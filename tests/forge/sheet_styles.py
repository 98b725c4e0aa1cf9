"""Reports as workbooks: one sheet, a sheet a table, numbers as numbers or as text, tables moved away from the corner."""

from __future__ import annotations

import io
from dataclasses import replace
from random import Random

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.forge.paper import Paper, Sheet, Slot, slots_changed


def one_sheet(paper: Paper, rng: Random) -> bytes:
    return _workbook(paper, numbers=True)


def texts(paper: Paper, rng: Random) -> bytes:
    return _workbook(paper, numbers=False)


def moved(paper: Paper, rng: Random) -> bytes:
    """Blank rows and columns before the table."""
    return _workbook(paper, numbers=True, left=rng.randint(1, 3), above=rng.randint(1, 4))


def units(paper: Paper, rng: Random) -> bytes:
    """Counts with their unit behind them, as people type them."""
    return _workbook(slots_changed(paper, lambda slot: _with_unit(slot, rng)), numbers=True)


def padded(paper: Paper, rng: Random) -> bytes:
    """Numbers as texts with spaces around them, as an export from a system has them."""
    pads = ("{} ", " {}", "\u00a0{}", "{}\u3000", "'{}", "{}\t")
    padded = slots_changed(
        paper, lambda slot: replace(slot, text=rng.choice(pads).format(slot.text)) if slot.key and slot.text else slot
    )
    return _workbook(padded, numbers=False)


def reversed_sheets(paper: Paper, rng: Random) -> bytes:
    """Nothing but the tables, a sheet each, the last first, the title over each."""
    book = openpyxl.Workbook()
    for sheet in reversed([item for item in paper.items if isinstance(item, Sheet)]):
        page = book.create_sheet(sheet.table)
        page.append([paper.title])
        page.append([f"发布时间：{paper.published_on}"])
        _put(page, sheet, 3, 0, True)
    book.remove(book.worksheets[0])
    return _saved(book)


def _with_unit(slot: Slot, rng: Random) -> Slot:
    plain = slot.kind == "figure" and slot.text.isdigit() and not (slot.key or "").endswith("amount")
    return replace(slot, text=slot.text + "件") if plain and rng.random() < 0.3 else slot


def sheet_a_table(paper: Paper, rng: Random) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "说明"
    page.append([paper.title])
    page.append([f"发布时间：{paper.published_on}"])
    for item in paper.items:
        if isinstance(item, Sheet):
            _put(
                book.create_sheet({"proactive": "表二", "requests": "表三", "disputes": "表四"}[item.table]),
                item,
                1,
                0,
                True,
            )
        else:
            page.append([item.text])
    return _saved(book)


def _workbook(paper: Paper, *, numbers: bool, left: int = 0, above: int = 0) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    at = above + 1
    heads = [paper.title, *([f"发布时间：{paper.published_on}"] if paper.published_on else [])]
    for text in heads:
        page.cell(at, left + 1, text)
        page.merge_cells(start_row=at, end_row=at, start_column=left + 1, end_column=left + 10)
        at += 1
    for item in paper.items:
        if isinstance(item, Sheet):
            at = _put(page, item, at, left, numbers)
        else:
            page.cell(at, left + 1, item.text)
            at += 1
    return _saved(book)


def _put(page: Worksheet, sheet: Sheet, at: int, left: int, numbers: bool) -> int:
    for number, row in enumerate(sheet.rows):
        for slot in row:
            line, column = at + number, left + slot.column + 1
            page.cell(line, column, _value(slot.text, numbers and slot.kind == "figure"))
            if slot.rowspan > 1 or slot.colspan > 1:
                page.merge_cells(
                    start_row=line,
                    end_row=line + slot.rowspan - 1,
                    start_column=column,
                    end_column=column + slot.colspan - 1,
                )
    return at + len(sheet.rows)


def _value(text: str, number: bool) -> object:
    if not number or not text:
        return text or None
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def _saved(book: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
