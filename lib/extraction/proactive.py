"""Table 二: blocks stacked over each other, each with its own header. The edition is told block by block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lib.extraction.columns import joined_name
from lib.extraction.cut_cells import Layout, has_blanks, settle
from lib.extraction.gathering import Gathering
from lib.extraction.headers import blocks_with, columns_under, edition_of, head_words, joined, titled
from lib.extraction.labels import Labels, labels_of
from lib.extraction.lines import PARAGRAPH, Line
from lib.extraction.mending import mend
from lib.extraction.rows import RawRow, read_rows
from lib.extraction.run_together import Run, RunningText
from lib.extraction.stating import Headers, state_row
from lib.extraction.wording import plain
from lib.forms import FigureKey, Label, TableKey
from lib.language import Message

_TABLE: TableKey = "proactive"
_UNIT = re.compile(r"万元|元")


@dataclass(frozen=True)
class BlockRow:
    """A row with its key and the words over its columns."""

    key: str
    row: RawRow
    head: tuple[str, ...]


@dataclass
class Editions:
    """How many rows spoke for each edition, and which editions' columns the rows were read by."""

    votes: Counter[str] = field(default_factory=Counter)

    @property
    def leading(self) -> str | None:
        """The edition most rows are of; None where none said or two are level."""
        ranked = self.votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]

    @property
    def mixed(self) -> bool:
        return len(self.votes) > 1


def read_proactive(lines: Sequence[Line], gathering: Gathering, cut: Line | None) -> None:
    """Read the table from its lines. What edition its figures are of shows in their keys."""
    labels = labels_of("proactive")
    raw_rows = mend([row for row in read_rows(lines, labels, cut) if row.labels or row.figured], labels)
    rows = _block_rows(raw_rows, labels, gathering)
    editions = Editions(Counter(found for row in rows if (found := edition_of(row.key, joined(row.head)))))
    seen: dict[str, RawRow] = {}
    headers = Headers(lambda texts: joined_name(texts, labels.column_of))
    for row in rows:
        if row.key in seen:
            _twice(row, seen[row.key], gathering)
            continue
        seen[row.key] = row.row
        _state(row, edition_of(row.key, joined(row.head)) or editions.leading, headers, gathering)
    running = RunningText([line for line in lines if line.origin == PARAGRAPH], "proactive")
    _read_running(running, set(seen), editions, gathering)


def _block_rows(rows: Sequence[RawRow], labels: Labels, gathering: Gathering) -> list[BlockRow]:
    found: list[BlockRow] = []
    head: tuple[str, ...] = ()
    for row in rows:
        leaf = labels.leaf(row.labels) or labels.leaf_like(row.labels, set(labels.rows.values()))
        over = (*row.above, *(row.labels[: len(row.labels) - leaf[1]] if leaf else row.labels[:-1]))
        if titled(over) or head_words(over):
            head = head_words(over)
        if leaf:
            found.append(BlockRow(leaf[0], row, head))
        elif row.stated:
            label = row.labels[-1] if row.labels else "—"
            gathering.note("unknown_row", f"{label} {row.raw}")
            gathering.ask(Message("extraction.unknown_row", {"row": label, "raw": row.raw}), raw=row.raw)
    return found


def _state(row: BlockRow, edition: str | None, headers: Headers, gathering: Gathering) -> None:
    labels = labels_of(_TABLE)
    blocks = blocks_with(row.key)
    if edition not in blocks and len(blocks) == 1:
        edition = next(iter(blocks))
    label = row.row.labels[-1]
    if edition is None or edition not in blocks:
        gathering.note("unknown_row", f"{label} {row.row.raw}")
        gathering.ask(Message("extraction.edition_unclear", {"row": label, "raw": row.row.raw}), raw=row.row.raw)
        return
    own = tuple(column.key for column in blocks[edition].columns)
    # Where the cells stand at their true slots, the header over them says which columns there are.
    true_slots = row.row.line is not None and row.row.line.true_slots
    columns = own if true_slots else columns_under(row.head, blocks[edition], labels)
    keys = {column: f"{_TABLE}.{row.key}.{column}" for column in columns}
    state_row(row.row, keys, headers.over(row.row, columns), _label(row.key), gathering)
    _note_unit(tuple(keys.values()), "".join(row.head), gathering)


def _note_unit(keys: Sequence[FigureKey], head: str, gathering: Gathering) -> None:
    """The procurement amount has no unit in the plain form; where the header prints one, that is worth keeping."""
    unit = _UNIT.search(plain(head))
    for key in keys:
        if key == f"{_TABLE}.procurement.amount" and unit:
            gathering.note("unit_printed", f"{key} {unit[0]}")


def _twice(row: BlockRow, first: RawRow, gathering: Gathering) -> None:
    if first.raw.replace(" ", "") == row.row.raw.replace(" ", ""):
        return
    keys = [name for name in gathering.figures if name.startswith(f"{_TABLE}.{row.key}.")]
    values = {"row": row.row.labels[-1], "first": first.raw, "second": row.row.raw}
    raw = f"{first.raw} / {row.row.raw}"
    gathering.leave_open(keys, raw, Message("extraction.row_twice", values), first.values[0].place)


def _read_running(running: RunningText, known: set[str], editions: Editions, gathering: Gathering) -> None:
    fresh = [run for run in running.runs() if run.row not in known]
    editions = Editions(editions.votes + Counter(e for run in fresh if (e := edition_of(run.row, run.head))))
    laid = [(run, layouts) for run in fresh if (layouts := _layouts(run, editions))]
    blanks = has_blanks([(run, layouts[0]) for run, layouts in laid])
    for run, layouts in laid:
        label = _label(run.row)
        settle(gathering, run, layouts, label, blanks)
        _note_unit(layouts[0].keys, run.head, gathering)


def _layouts(run: Run, editions: Editions) -> list[Layout]:
    """The figures the cells of a run may be.

    Where the headers of one table are of two editions they are not to be trusted on how many cells a row has, so both
    count: 行政许可 under 本年处理决定数量 has held three cells in a table that began in the older edition.
    """
    blocks = blocks_with(run.row)
    own = edition_of(run.row, run.head) or editions.leading
    names = [own] if own in blocks else list(blocks)
    layouts = [_layout(run.row, name) for name in names if name]
    if editions.mixed and own in blocks:
        others = [_layout(run.row, name) for name in blocks if name != own]
        layouts += [other for other in others if len(other.keys) != len(layouts[0].keys)]
    return layouts


def _layout(row: str, edition: str) -> Layout:
    return Layout(tuple(f"{_TABLE}.{row}.{column.key}" for column in blocks_with(row)[edition].columns))


def _label(row: str) -> Label:
    block = list(blocks_with(row).values())[-1]
    return next(line.label for line in block.rows if line.key == row)
