"""Table 四: fifteen cells on one line without a row label, or its three groups of five apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from lib.extraction.columns import joined_name
from lib.extraction.cut_cells import Layout, has_blanks, settle
from lib.extraction.gathering import Gathering
from lib.extraction.labels import labels_of
from lib.extraction.lines import PARAGRAPH, Line
from lib.extraction.rows import RawRow, read_rows
from lib.extraction.run_together import RunningText
from lib.extraction.sideways import group_in, group_names, read_on_its_side
from lib.extraction.stating import Headers, state_row
from lib.extraction.wording import letters
from lib.forms import FigureKey, Label, newest_form
from lib.language import Message


@cache
def keys() -> tuple[FigureKey, ...]:
    """The fifteen figures in the order of the form."""
    return newest_form().tables["disputes"].keys


def read_disputes(lines: Sequence[Line], gathering: Gathering, cut: Line | None) -> bool:
    """Read the table from its lines. False where there is none."""
    labels = labels_of("disputes")
    rows = read_rows(lines, labels, cut)
    if read_on_its_side(rows, gathering):
        return True
    over_all, over_one = Headers(_name), Headers(lambda texts: joined_name(texts, labels.column_of))
    seen: set[str] = set()
    for row in _value_rows(rows):
        group = labels.row_of(row.labels) or _group_above(row)
        wanted = _keys_of(group) if group and len(row.values) < len(keys()) else keys()
        if seen & set(wanted):
            _again(row, wanted, gathering)
            continue
        seen |= set(wanted)
        named = {key if wanted == keys() else key.rsplit(".", 1)[1]: key for key in wanted}
        header = (over_all if wanted == keys() else over_one).over(row, tuple(named))
        state_row(
            _whole(row) if header and wanted == keys() else replace(row, cut=False), named, header, title(), gathering
        )
    if not seen:
        running = RunningText([line for line in lines if line.origin == PARAGRAPH], "disputes").flat_run()
        if running is not None:
            layout = Layout(keys())
            settle(gathering, running, [layout], title(), has_blanks([(running, layout)]))
            return True
    return bool(seen)


def _whole(row: RawRow) -> RawRow:
    """The row with all its cells as values: under a known header a word in the first cell (见附件) is no row label."""
    line = row.line
    if line is None or not line.true_slots or len(line.pieces) != len(keys()):
        return replace(row, cut=False)
    return replace(row, cut=False, labels=(), values=line.pieces)


def _value_rows(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows that can be the table's: figures, or a blank line of just its width; of these the wide enough."""
    width = len(keys()) // len(newest_form().tables["disputes"].rows)
    possible = [row for row in rows if row.figured or (not row.labels and len(row.values) in (width, len(keys())))]
    wide = [row for row in possible if len(row.values) >= width]
    return wide or sorted(possible, key=lambda row: -len(row.values))[:1]


def _again(row: RawRow, wanted: tuple[FigureKey, ...], gathering: Gathering) -> None:
    if gathering.open.issuperset(wanted):
        # Asked already. Each of them holds the text of whole rows by now, and to join those again has no end.
        return
    before = [gathering.raw.get(key) or str(gathering.figures.get(key)) for key in wanted]
    now = [piece.text.strip() for piece in row.values]
    if before != now:
        values = {"row": title(), "first": " | ".join(before), "second": row.raw}
        place_of = row.values[0].place
        gathering.leave_open(
            wanted, f"{values['first']} / {row.raw}", Message("extraction.row_twice", values), place_of
        )


def _group_above(row: RawRow) -> str | None:
    """The group named last over a row of five cells; None where all of them are named, as over the whole table."""
    names = group_names()
    within = [[name for name in names if name in letters(text)] for text in (*row.above, *row.labels)]
    named = [names[max(found, key=len)] for found in within if found]
    return named[-1] if named and len(set(named)) < len(names) else None


def _keys_of(group: str) -> tuple[FigureKey, ...]:
    return tuple(key for key in keys() if key.split(".")[1] == group)


def _name(texts: Sequence[str]) -> str | None:
    """The figure that the texts over a slot name: its group and its column."""
    column = joined_name(texts, labels_of("disputes").column_of)
    group = group_in(texts)
    return f"disputes.{group}.{column}" if column and group else None


def title() -> Label:
    """What the section of the table is called: the table has no row labels to name a row by."""
    number = newest_form().tables["disputes"].section
    return next(section.title for section in newest_form().sections if section.number == number)
