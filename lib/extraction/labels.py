"""The labels of the form, and which of them a text is. Every label comes from `lib.forms`; none is written here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from lib.extraction.wording import bare, without_remark
from lib.forms import Block, Column, Row, TableKey, load_forms

# Below 85 two different labels of the form come together (其他法律行政法规… and 其他处理); above 90 the misprints met
# in published reports (其他法律行政止公开) no longer pass.
ALIKE = 85
# A label this short (其他, 规章, 总计) is taken only to the letter: one character is too much of it.
SHORT = 4
# How many texts in a row may be one label that was broken.
_BROKEN = 5


@dataclass(frozen=True)
class Labels:
    """The labels of one table over all editions: what belongs to a row, what to a column, what to groups and titles."""

    rows: dict[str, str]
    columns: dict[str, str]
    others: frozenset[str]

    def leaf(self, texts: Sequence[str]) -> tuple[str, int] | None:
        """The row whose label ends these texts, to the letter, and how many of the texts are that label."""
        for count in range(1, min(_BROKEN, len(texts)) + 1):
            joined = "".join(texts[-count:])
            if key := self.rows.get(bare(joined)) or self.rows.get(without_remark(joined)):
                return key, count
        return None

    def row_of(self, texts: Sequence[str]) -> str | None:
        """The key of the row whose label ends these texts, to the letter; the last texts may be parts of one label."""
        found = self.leaf(texts)
        return found[0] if found else None

    def leaf_like(self, texts: Sequence[str], among: Iterable[str]) -> tuple[str, int] | None:
        """The row of `among` whose label these texts resemble (`ALIKE`), if only one does, as `leaf`."""
        wanted = set(among)
        found: dict[str, int] = {}
        for count in range(1, min(_BROKEN, len(texts)) + 1):
            words = bare("".join(texts[-count:]))
            for label, key in self.rows.items():
                if key in wanted and _alike(words, label) and not self._two(words, label):
                    found.setdefault(key, count)
        return found.popitem() if len(found) == 1 else None

    def _two(self, words: str, label: str) -> bool:
        """Whether the words hold another row's label beside this one: two rows whose labels came together."""
        return any(other in words and other not in label for other in self.rows)

    def part_of(self, texts: Sequence[str], key: str) -> bool:
        """Whether every text is a piece of the label of `key` (a label cut by a page or a line, or no text at all)."""
        own = [label for label, row in self.rows.items() if row == key]
        return all(any(bare(text) in label for label in own) for text in texts)

    def column_of(self, text: str) -> str | None:
        """The key of the column this text heads."""
        return self.columns.get(bare(text)) or self.columns.get(without_remark(text))

    def known(self, text: str) -> bool:
        """Whether the text is any label of the table."""
        words = bare(text)
        return words in self.rows or words in self.columns or words in self.others


def _alike(words: str, label: str) -> bool:
    return min(len(words), len(label)) > SHORT and fuzz.ratio(words, label) >= ALIKE


@cache
def labels_of(table: TableKey) -> Labels:
    """The labels of a table. Variants of different editions are laid over each other."""
    rows: dict[str, str] = {}
    columns: dict[str, str] = {}
    others: set[str] = set()
    for form in load_forms().values():
        for block in form.tables[table].blocks:
            rows |= {bare(name): row.key for row in block.rows for name in names_of(row)}
            columns |= {bare(name): column.key for column in block.columns for name in names_of(column)}
            paths = [line.path for line in block.rows]
            paths += [line.path for line in block.columns]
            groups = [label for path in paths for label in path[:-1]]
            titles = [label for label in (block.title, block.corner) if label]
            others |= {bare(label.zh) for label in (*groups, *titles)}
    return Labels(rows, columns, frozenset(others))


def names_of(line: Row | Column) -> tuple[str, ...]:
    """All ways a row or column is labelled in Chinese."""
    return (line.label.zh, *line.variants)


@cache
def block_titles(table: TableKey) -> frozenset[str]:
    """The titles over the blocks of a table, bare."""
    blocks: list[Block] = [block for form in load_forms().values() for block in form.tables[table].blocks]
    return frozenset(bare(block.title.zh) for block in blocks if block.title)
