"""TEXT-FIGURE: a count in the prose against the cells it may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache

from lib.checks.batch import Batch
from lib.checks.mentions import Mention
from lib.checks.model import CellState, Finding, Quote
from lib.checks.registry import Case, make_finding
from lib.checks.told import told, written
from lib.checks.wording import enumerated
from lib.checks.zeros import without_requests
from lib.forms import FigureKey, TableKey, newest_form
from lib.language import Message

# So many cells are named one by one; of more, the first and their number.
NAMED_CELLS = 3
Reading = tuple[FigureKey, ...]
TOTALLED: tuple[TableKey, ...] = ("requests", "disputes")


class _Match(Enum):
    AGREES = "agrees"
    OPEN = "open"
    APART = "apart"


def other_figures(case: Case) -> Iterator[Finding]:
    """TEXT-FIGURE: one finding for all that the prose says of the same cells.

    Where the prose says the cells' figure once and another once, the other is found only where it says in so many words
    that it is the whole year's. A table 三 of zeros is ZERO-CONTRADICTED's, a total that its parts contradict the sums'.
    """
    batch = case.batch
    empty = without_requests(batch)
    for report, prose in told(batch).items():
        groups: dict[Reading, list[Mention]] = {}
        for mention in prose.mentions:
            elsewhere = empty[report] and mention.readings[0][0].startswith("requests.")
            if not elsewhere and not prose.of_an_office(mention.sentence):
                groups.setdefault(mention.readings[0], []).append(mention)
        for mentions in groups.values():
            apart = _apart(batch, report, mentions)
            if apart:
                yield _finding(case, report, apart)


def _apart(batch: Batch, report: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that are unmistakably not what the cells say."""
    matches = [_match(batch, report, mention) for mention in mentions]
    apart = [mention for mention, match in zip(mentions, matches, strict=True) if match is _Match.APART]
    agreeing = [mention for mention, match in zip(mentions, matches, strict=True) if match is _Match.AGREES]
    if not agreeing:
        return apart
    said = {mention.sentence for mention in agreeing}
    return [mention for mention in apart if mention.stressed and mention.sentence not in said]


def _match(batch: Batch, report: int, mention: Mention) -> _Match:
    readings = _applicable(batch, report, mention)
    sums = [_sum(batch, report, reading) for reading in readings]
    if mention.value in sums or any(_by_parts(batch, report, reading) == mention.value for reading in readings):
        return _Match.AGREES
    return _Match.OPEN if not sums or None in sums else _Match.APART


def _applicable(batch: Batch, report: int, mention: Mention) -> list[Reading]:
    """The readings whose cells the editions of the report have."""
    return [
        reading
        for reading in mention.readings
        if all(batch.state(key, report) is not CellState.OUTSIDE for key in reading)
    ]


def _sum(batch: Batch, report: int, reading: Reading) -> int | None:
    """What the cells add up to; None where one of them is not stated."""
    values = [batch.reported(key, report) for key in reading]
    return None if None in values else sum(value for value in values if value is not None)


def _by_parts(batch: Batch, report: int, reading: Reading) -> int | None:
    """What the cells add up to where each total is made again of its row."""
    total = 0
    for key in reading:
        table, row, column = key.split(".")
        if column != "total":
            return None
        parts = [batch.reported(f"{table}.{row}.{other}", report) for other in _columns()[table]]
        if None in parts:
            return None
        total += sum(value for value in parts if value is not None)
    return total


@cache
def _columns() -> dict[str, list[str]]:
    """What a total is made of, by table."""
    tables = newest_form().tables
    return {name: [column.key for column in tables[name].columns if column.key != "total"] for name in TOTALLED}


def _finding(case: Case, report: int, apart: Sequence[Mention]) -> Finding:
    batch = case.batch
    readings = list(dict.fromkeys(reading for mention in apart for reading in _applicable(batch, report, mention)))
    sums = {reading: _sum(batch, report, reading) or 0 for reading in readings}
    told_apart = {value: reading for reading, value in reversed(sums.items())}
    values = {
        "says": written(apart),
        "cells": enumerated([_cells(told_apart[v], v, readings[0]) for v in reversed(told_apart)]),
    }
    name = "TEXT-FIGURE" if len({mention.value for mention in apart}) == 1 else "TEXT-FIGURE_SEVERAL"
    counted = readings[0][0].startswith(("requests.", "disputes."))
    return make_finding(
        case,
        report,
        "TEXT-FIGURE",
        Message(f"checks.said.{name}", values),
        cells=list(dict.fromkeys(key for reading in readings for key in reading)),
        evidence=sorted({(mention.section, mention.value) for mention in apart}),
        impact=min(abs(apart[0].value - value) for value in sums.values()) if counted else 0,
        quotes=list(dict.fromkeys(Quote(mention.section, mention.sentence) for mention in apart)),
    )


def _cells(reading: Reading, value: int, first: Reading) -> Message:
    """What cells add up to; of those that go beyond the first reading, only what is added to it is named."""
    if reading != first and reading[: len(first)] == first:
        return Message("checks.prose.with_cells", {"cells": reading[len(first) :], "value": value})
    if len(reading) == 1:
        return Message("checks.prose.cell", {"cell": reading[0], "value": value})
    if len(reading) <= NAMED_CELLS:
        return Message("checks.prose.cells", {"cells": reading, "value": value})
    return Message("checks.prose.many_cells", {"cell": reading[0], "count": len(reading), "value": value})
