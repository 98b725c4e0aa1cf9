"""What an edition of the national form is: tables, blocks, rows, columns, and the sums between its cells.

A figure is named ``<table>.<row>.<column>`` everywhere: here, in reports, in the store, in files and in findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from lib.language import Language

FigureKey = str
TableKey = Literal["proactive", "requests", "disputes"]
Unit = Literal["count", "change", "amount", "unstated_amount"]
TABLES: tuple[TableKey, ...] = ("proactive", "requests", "disputes")

_ENUMERATOR = re.compile(r"^(（[一二三四五六七八九]）|\([1-9]\)|[一二三四]、|[IV]+\.|[1-9]\.)\s*")


class Frozen(BaseModel):
    """Base of everything declared: immutable, and an unknown key in a file is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Frozen):
    """The words of one cell in both languages; `zh` is to the letter what the form prints."""

    zh: str
    en: str

    def get(self, lang: Language) -> str:
        return self.zh if lang == "zh" else self.en


class Column(Frozen):
    """A column of a block. `path` holds the header cells from the top down, its own last."""

    key: str
    label: Label
    path: tuple[Label, ...]
    unit: Unit
    variants: tuple[str, ...] = ()


class Row(Frozen):
    """A row of a block. `path` holds its label cells from left to right, its own last; `outcome` is set on the rows
    that say what became of a request; `basis` is the provision behind it, empty where there is none."""

    key: str
    label: Label
    short: Label
    path: tuple[Label, ...]
    outcome: str | None = None
    basis: str = ""
    variants: tuple[str, ...] = ()


class Block(Frozen):
    """Rows under one header: table 二 stacks several, the other tables are one block each."""

    title: Label | None
    corner: Label | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Table(Frozen):
    """A table of the form. `layout` is "rows" (one printed row a row) or "flat" (the rows side by side on one line)."""

    key: TableKey
    section: str
    layout: Literal["rows", "flat"]
    blocks: tuple[Block, ...]

    @cached_property
    def keys(self) -> tuple[FigureKey, ...]:
        """Every figure of the table in the order of the form."""
        return tuple(key for key, _, _ in self.cells())

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The distinct columns over all blocks, in the order of the form."""
        return tuple({column.key: column for block in self.blocks for column in block.columns}.values())

    def cells(self) -> Iterator[tuple[FigureKey, Row, Column]]:
        """Every cell with its row and column, in the order of the form."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield f"{self.key}.{row.key}.{column.key}", row, column


class Section(Frozen):
    """One of the six numbered sections of a report."""

    number: str
    title: Label
    variants: tuple[str, ...] = ()


class Equation(Frozen):
    """Σ left = Σ right over the cells of one report; `id` is the check and the row or column it runs along."""

    id: str
    check: str
    table: TableKey
    left: tuple[FigureKey, ...]
    right: tuple[FigureKey, ...]

    @property
    def keys(self) -> tuple[FigureKey, ...]:
        return self.left + self.right


class Form(Frozen):
    """An edition of the national form. `since` and `until` are report years; no `until`: still in force."""

    edition: str
    name: Label
    basis: Label
    since: int
    until: int | None
    sections: tuple[Section, ...]
    tables: dict[TableKey, Table]
    equations: tuple[Equation, ...]

    def outcomes(self) -> dict[str, tuple[Row, ...]]:
        """The rows of table 三 behind each outcome, in the order of the form."""
        grouped: dict[str, tuple[Row, ...]] = {}
        for row in self.tables["requests"].rows:
            if row.outcome:
                grouped[row.outcome] = (*grouped.get(row.outcome, ()), row)
        return grouped


def without_enumerator(label: str) -> str:
    """The words of a label without its "（一）", "1." or "一、"."""
    return _ENUMERATOR.sub("", label)
