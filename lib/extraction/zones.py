"""Which lines belong to which table: by the section they stand in, and by what only that table prints.

A heading may be missing or misnumbered; 第二十条第（一）项 or 申请人情况 then still says where a table begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lib.extraction.labels import block_titles, labels_of
from lib.extraction.lines import PARAGRAPH, Line
from lib.extraction.sections import TABLE_OF_SECTION, Part
from lib.extraction.wording import bare
from lib.forms import TABLES, TableKey, load_forms

_LONGEST_LABEL = 60
_FEWEST_HEADS = 3


def zones_of(parts: Sequence[Part]) -> dict[TableKey, list[Line]]:
    """The lines of each table, in order, with the prose around it."""
    zones: dict[TableKey, list[Line]] = {table: [] for table in TABLES}
    for part in parts:
        table = TABLE_OF_SECTION.get(part.section)
        for line in part.lines:
            table = _opened_by(line) or table
            if table is not None:
                zones[table].append(line)
    return zones


def _opened_by(line: Line) -> TableKey | None:
    """The table whose beginning this line is, if it is one beyond doubt."""
    texts = [bare(text) for text in line.texts if len(text) <= _LONGEST_LABEL]
    if any(text in block_titles("proactive") for text in texts):
        return "proactive"
    if any(text in _openers("requests") for text in texts):
        return "requests"
    heads = sum(labels_of("disputes").column_of(text) is not None for text in line.texts)
    groups = sum(text in _groups("disputes") for text in texts)
    if line.origin != PARAGRAPH and (groups >= 2 or heads > _FEWEST_HEADS + 2):
        return "disputes"
    return None


@cache
def _openers(table: TableKey) -> frozenset[str]:
    """The corner and the group over all columns: nothing else in a report says these."""
    blocks = [block for form in load_forms().values() for block in form.tables[table].blocks]
    corners = {bare(block.corner.zh) for block in blocks if block.corner}
    over = {bare(column.path[0].zh) for block in blocks for column in block.columns if len(column.path) > 1}
    return frozenset(corners | over)


@cache
def _groups(table: TableKey) -> frozenset[str]:
    rows = [row for form in load_forms().values() for row in form.tables[table].rows]
    return frozenset(bare(label.zh) for row in rows for label in row.path)
