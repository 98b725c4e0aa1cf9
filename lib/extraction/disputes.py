"""Table 四: fifteen cells on one line without a row label, or its three groups of five apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from lib.extraction.cut_cells import Layout, settle
from lib.extraction.gathering import Gathering
from lib.extraction.labels import Labels, labels_of
from lib.extraction.lines import PARAGRAPH, Line
from lib.extraction.placing import Span, candidates, place
from lib.extraction.rows import RawRow, read_rows
from lib.extraction.run_together import RunningText
from lib.extraction.wording import letters
from lib.forms import FigureKey, newest_form
from lib.language import Message


@cache
def keys() -> tuple[FigureKey, ...]:
    """The fifteen figures in the order of the form."""
    return newest_form().tables["disputes"].keys


def read_disputes(lines: Sequence[Line], gathering: Gathering, cut: Line | None) -> bool:
    """Read the table from its lines. False where there is none."""
    labels = labels_of("disputes")
    seen: set[str] = set()
    for row in _value_rows(read_rows(lines, labels, cut)):
        group = labels.row_of(row.labels) or _group_above(row)
        wanted = _keys_of(group) if group and len(row.values) < len(keys()) else keys()
        if seen & set(wanted):
            _again(row, wanted, gathering)
            continue
        seen |= set(wanted)
        _state(row, wanted, labels, gathering)
    if not seen:
        running = RunningText([line for line in lines if line.origin == PARAGRAPH], "disputes").flat_run()
        if running is not None:
            settle(gathering, running, [Layout(keys())], _title(), blanks=False)
            return True
    return bool(seen)


def _value_rows(rows: Sequence[RawRow]) -> list[RawRow]:
    """The rows that can be the table's: figures, or a blank line of just its width; of these the wide enough."""
    width = len(keys()) // len(newest_form().tables["disputes"].rows)
    possible = [row for row in rows if row.figured or (not row.labels and len(row.values) in (width, len(keys())))]
    wide = [row for row in possible if len(row.values) >= width]
    return wide or sorted(possible, key=lambda row: -len(row.values))[:1]


def _state(row: RawRow, wanted: tuple[FigureKey, ...], labels: Labels, gathering: Gathering) -> None:
    placed = place(replace(row, cut=False), wanted, _spans(row, labels) if wanted == keys() else None)
    if not placed.certain:
        message = Message("extraction.cells_unclear", {"row": _title(), "raw": row.raw})
        gathering.leave_open(wanted, row.raw, message, row.values[0].place, candidates(row, wanted))
        return
    for key, piece in placed.cells.items():
        gathering.take(key, piece)
    for key, piece in placed.open.items():
        message = Message("extraction.cells_unclear", {"row": _title(), "raw": row.raw})
        gathering.leave_open((key,), piece.text.strip(), message, piece.place)


def _again(row: RawRow, wanted: tuple[FigureKey, ...], gathering: Gathering) -> None:
    before = [gathering.raw.get(key) or str(gathering.figures.get(key)) for key in wanted]
    now = [piece.text.strip() for piece in row.values]
    if before != now:
        values = {"row": _title(), "first": " | ".join(before), "second": row.raw}
        place_of = row.values[0].place
        gathering.leave_open(
            wanted, f"{values['first']} / {row.raw}", Message("extraction.row_twice", values), place_of
        )


def _group_above(row: RawRow) -> str | None:
    """The group named last over a row of five cells; None where all of them are named, as over the whole table."""
    names = {letters(line.label.zh): line.key for line in newest_form().tables["disputes"].rows}
    within = [[name for name in names if name in letters(text)] for text in (*row.above, *row.labels)]
    named = [names[max(found, key=len)] for found in within if found]
    return named[-1] if named and len(set(named)) < len(names) else None


def _keys_of(group: str) -> tuple[FigureKey, ...]:
    return tuple(key for key in keys() if key.split(".")[1] == group)


def _spans(row: RawRow, labels: Labels) -> Mapping[str, Span] | None:
    """Where the fifteen columns stand by the header of an HTML table, if it has just these, group by group."""
    cells = [piece for line in row.header if line.origin == "html-table" for piece in line.pieces]
    heads = sorted(
        (piece.start, piece.end, labels.column_of(piece.text)) for piece in cells if labels.column_of(piece.text)
    )
    if [name for _, _, name in heads] != [key.rsplit(".", 1)[1] for key in keys()]:
        return None
    return {key: (start, end) for key, (start, end, _) in zip(keys(), heads, strict=True)}


def _title() -> str:
    number = newest_form().tables["disputes"].section
    return next(section.title.zh for section in newest_form().sections if section.number == number)
