"""Table 三: the rows by their labels, then by their likeness to a label between two known rows, then by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from lib.extraction.columns import joined_name
from lib.extraction.cut_cells import Layout, has_blanks, settle
from lib.extraction.gathering import Gathering
from lib.extraction.labels import Labels, labels_of
from lib.extraction.lines import PARAGRAPH, Line
from lib.extraction.mending import beside_figures, mend
from lib.extraction.rows import RawRow, read_rows
from lib.extraction.run_together import RunningText
from lib.extraction.stating import Headers, state_row
from lib.forms import Label, load_forms
from lib.language import Message

_TABLE = "requests"


def read_requests(lines: Sequence[Line], gathering: Gathering, cut: Line | None) -> str | None:
    """Read the table from its lines. The edition, or None where the rows there are say nothing of it."""
    labels = labels_of("requests")
    # A blank row without a label is a ruler line; a row that lost its label has figures.
    rows = mend([row for row in read_rows(lines, labels, cut) if row.labels or row.figured], labels)
    named = name_rows(rows, labels)
    placed = {number for number in named if not labels.leaf(rows[number].labels)}
    headers = Headers(lambda texts: joined_name(texts, labels.column_of))
    seen: dict[str, RawRow] = {}
    for number, row in enumerate(rows):
        key = named.get(number)
        if key is None:
            _unknown(row, gathering)
        elif key in seen:
            _twice(key, seen[key], row, gathering)
        else:
            seen[key] = row
            keys = {column: f"{_TABLE}.{key}.{column}" for column in columns()}
            if other := beside_figures(rows, number, named):
                message = Message("extraction.cells_unclear", {"row": label_of(key), "raw": other.raw})
                gathering.leave_open(tuple(keys.values()), other.raw, message, row.values[0].place)
                continue
            state_row(row, keys, headers.over(row, columns()), label_of(key), gathering)
            if number in placed:
                gathering.doubt(keys.values())
                if labels.leaf_like(row.labels, {key}) is None:
                    gathering.note("row_by_position", f"{_TABLE}.{key}")
    running = RunningText([line for line in lines if line.origin == PARAGRAPH], "requests")
    in_text = _read_running(running, set(seen), gathering)
    return edition_among({*seen, *in_text})


def edition_among(rows: set[str]) -> str | None:
    """The edition these rows belong to; None where every edition has them all."""
    having = {name: sum(row in order for row in rows) for name, order in orders().items()}
    best = [name for name, count in having.items() if count == max(having.values())]
    return best[0] if len(best) == 1 else None


@cache
def orders() -> Mapping[str, tuple[str, ...]]:
    """The rows of each edition, in order."""
    return {name: tuple(row.key for row in form.tables["requests"].rows) for name, form in load_forms().items()}


@cache
def columns() -> tuple[str, ...]:
    """The columns, the same in every edition."""
    newest = list(load_forms().values())[-1]
    return tuple(column.key for column in newest.tables["requests"].columns)


def name_rows(rows: Sequence[RawRow], labels: Labels) -> dict[int, str]:
    """The key of each row by its number among `rows`; a row that no label and no position settles is left out."""
    named: dict[int, str] = {}
    for number, row in enumerate(rows):
        if key := labels.row_of(row.labels) or (None if row.labels else labels.row_of(row.above)):
            named[number] = key
    for number in [number for number, key in named.items() if _is_a_group(key, rows[number + 1 : number + 2], labels)]:
        del named[number]
    order = orders()[edition_among(set(named.values())) or list(orders())[-1]]
    for first, last in _gaps(rows, named):
        free = _between(named.get(first - 1), named.get(last), order)
        open_rows = list(range(first, last))
        for number in list(open_rows):
            if rows[number].labels and (found := labels.leaf_like(rows[number].labels, free)):
                named[number] = found[0]
                open_rows.remove(number)
                free = [key for key in free if key != found[0]]
        fits = all(labels.part_of(rows[number].labels, key) for number, key in zip(open_rows, free, strict=False))
        if len(open_rows) == len(free) and fits and first > 0 and last < len(rows):
            named.update(zip(open_rows, free, strict=True))
    return named


def _is_a_group(key: str, following: Sequence[RawRow], labels: Labels) -> bool:
    """Whether a label stands over several rows: a group in one edition, a row in another, and the next row has no label."""
    own = [label for label, row in labels.rows.items() if row == key]
    return any(label in labels.others for label in own) and any(not row.labels for row in following)


def _gaps(rows: Sequence[RawRow], named: Mapping[int, str]) -> list[tuple[int, int]]:
    """The runs of rows without a name, as first and one past the last."""
    gaps: list[tuple[int, int]] = []
    start = None
    for number in range(len(rows) + 1):
        is_open = number < len(rows) and number not in named
        if is_open and start is None:
            start = number
        if not is_open and start is not None:
            gaps.append((start, number))
            start = None
    return gaps


def _between(before: str | None, after: str | None, order: tuple[str, ...]) -> list[str]:
    start = order.index(before) + 1 if before in order else 0
    end = order.index(after) if after in order else len(order)
    return list(order[start:end])


def _read_running(running: RunningText, known: set[str], gathering: Gathering) -> set[str]:
    runs = running.runs()
    layout = {run.row: Layout(tuple(f"{_TABLE}.{run.row}.{column}" for column in columns())) for run in runs}
    blanks = has_blanks([(run, layout[run.row]) for run in runs])
    fresh = [run for run in runs if run.row not in known]
    for run in fresh:
        settle(gathering, run, [layout[run.row]], label_of(run.row), blanks)
    return {run.row for run in fresh}


def _twice(key: str, first: RawRow, second: RawRow, gathering: Gathering) -> None:
    """A row that stands there twice: the same figures are one row, other figures cannot both be right."""
    if first.raw.replace(" ", "") == second.raw.replace(" ", ""):
        return
    keys = [name for name in gathering.figures if name.startswith(f"{_TABLE}.{key}.")]
    message = Message("extraction.row_twice", {"row": label_of(key), "first": first.raw, "second": second.raw})
    gathering.leave_open(keys, f"{first.raw} / {second.raw}", message, first.values[0].place)


def _unknown(row: RawRow, gathering: Gathering) -> None:
    if not row.stated:
        return
    label = row.labels[-1] if row.labels else "—"
    gathering.note("unknown_row", f"{label} {row.raw}")
    gathering.ask(Message("extraction.unknown_row", {"row": label, "raw": row.raw}), raw=row.raw)


@cache
def label_of(key: str) -> Label:
    """What the newest edition that has the row prints on it."""
    labels = {row.key: row.label for form in load_forms().values() for row in form.tables["requests"].rows}
    return labels[key]
