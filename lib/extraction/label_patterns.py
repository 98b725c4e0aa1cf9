"""The labels of a table as one pattern for running text: longest first, however spaces and punctuation are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lib.extraction.labels import names_of
from lib.extraction.wording import bare
from lib.forms import Block, TableKey, load_forms

_SPACE = r"[\s\u200b\ufeff]*"
_BETWEEN = r"[\s\u200b\ufeff（）()，,、。：:“”\"‘’;；/]*"
_AFTER = r"[\s\u200b\ufeff）)”\"’]*"
_NUMBER = re.compile(r"（?([一二三四五六七八九]|\d)[）、.．]")


@dataclass(frozen=True)
class Patterns:
    """`openers` begin a table or a block of it; `flat_length` is the number of columns of a table on one line."""

    any_label: re.Pattern[str]
    rows: Mapping[str, str]
    columns: frozenset[str]
    groups: frozenset[str]
    openers: frozenset[str]
    flat_length: int


@cache
def patterns_of(table: TableKey) -> Patterns:
    """The labels of a table over all editions."""
    blocks = [block for form in load_forms().values() for block in form.tables[table].blocks]
    rows = {name: row.key for block in blocks for row in block.rows for name in names_of(row)}
    columns = [name for block in blocks for column in block.columns for name in names_of(column)]
    paths = [line.path for block in blocks for line in block.rows]
    paths += [line.path for block in blocks for line in block.columns]
    groups = [label.zh for path in paths for label in path[:-1]]
    titles = [label.zh for block in blocks for label in (block.title, block.corner) if label]
    names = {*rows, *columns, *groups, *titles}
    ordered = sorted(names, key=lambda name: (-len(bare(name)), name))
    flat = load_forms().values()
    return Patterns(
        any_label=re.compile("|".join(_tolerant(name) for name in ordered)),
        rows={bare(name): key for name, key in rows.items()},
        columns=frozenset(map(bare, columns)),
        groups=frozenset(map(bare, groups)),
        openers=frozenset(map(bare, [*titles, *_over_columns(blocks), *_first_rows(blocks)])),
        flat_length=max(len(form.tables[table].keys) for form in flat),
    )


def _over_columns(blocks: list[Block]) -> Iterator[str]:
    yield from (column.path[0].zh for block in blocks for column in block.columns if len(column.path) > 1)


def _first_rows(blocks: list[Block]) -> Iterator[str]:
    """The first row opens a table that has no titles over its blocks."""
    yield from (block.rows[0].label.zh for block in blocks if block.title is None)


def _tolerant(name: str) -> str:
    """A label with or without its number. A number is taken as part of the label only if it is the form's own."""
    number = _NUMBER.match(name)
    before = rf"(?:[（(]?{_SPACE}{number[1]}{_SPACE}[）)、.．]{_SPACE})?" if number else ""
    return before + _BETWEEN.join(re.escape(character) for character in bare(name)) + _AFTER
