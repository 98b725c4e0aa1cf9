"""Single cells: negative, not whole, not a number, blank. One finding a report and check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import KEY_INDEX, Batch
from lib.checks.model import CellState, Finding, Severity
from lib.checks.registry import Case, Handler, make_finding
from lib.forms import ALL_KEYS, UNITS, FigureKey, load_forms
from lib.language import Message

SHOWN_CELLS = 12
# R01, R02, R24 and R25 in the total column, and the totals of table 四: without them a report says little.
KEY_CELLS: tuple[FigureKey, ...] = (
    *(f"requests.{row}.total" for row in ("new", "carry_in", "result_total", "carry_out")),
    *dict.fromkeys(
        f"disputes.{row.key}.total" for form in load_forms().values() for row in form.tables["disputes"].rows
    ),
)
_SIGNED = [KEY_INDEX[key] for key in ALL_KEYS if UNITS[key] == "change"]


def negative(case: Case) -> Iterator[Finding]:
    """NEG: a count or an amount below 0. 本年增/减 of the 2019 edition may be."""
    below = case.batch.values < 0
    below[_SIGNED] = False
    for key, amounts in case.batch.amounts.items():
        below[KEY_INDEX[key]] = amounts < 0
    yield from _listed(case, "NEG", below)


def fractional(case: Case) -> Iterator[Finding]:
    """INT: a count that is not a whole number."""
    yield from _listed(case, "INT", case.batch.states == CellState.NOT_INTEGER)


def numberless(case: Case) -> Iterator[Finding]:
    """NUM: a cell with something in it that is no number."""
    yield from _listed(case, "NUM", case.batch.states == CellState.UNREAD)


def ambiguous(case: Case) -> Iterator[Finding]:
    """READ: digits of several cells that ran together and could be split in more than one way."""
    yield from _listed(case, "READ", case.batch.states == CellState.AMBIGUOUS)


def blank(case: Case) -> Iterator[Finding]:
    """BLANK: how many cells are blank; a warning where a key cell is among them."""
    blanks = case.batch.states == CellState.BLANK
    key_rows = [KEY_INDEX[key] for key in KEY_CELLS]
    for report in np.flatnonzero(blanks.any(axis=0)).tolist():
        rows = np.flatnonzero(blanks[:, report])
        keys = tuple(ALL_KEYS[row] for row in key_rows if blanks[row, report])
        shown = keys or tuple(ALL_KEYS[row] for row in rows[:SHOWN_CELLS])
        name = "BLANK_KEY" if keys else "BLANK"
        values = {"count": len(rows), "of": _size(case.batch, report), "cells": shown}
        yield make_finding(
            case,
            report,
            "BLANK",
            Message(f"checks.said.{name}", values),
            severity=Severity.WARNING if keys else None,
            cells=shown,
            evidence=rows.tolist(),
        )


def _listed(case: Case, check: str, wrong: NDArray[np.bool_]) -> Iterator[Finding]:
    """One finding a report with every cell that is wrong in this way."""
    for report in np.flatnonzero(wrong.any(axis=0)).tolist():
        keys = tuple(ALL_KEYS[row] for row in np.flatnonzero(wrong[:, report]))
        values = {"count": len(keys), "cells": keys[:SHOWN_CELLS]}
        yield make_finding(case, report, check, Message(f"checks.said.{check}", values), cells=keys)


def _size(batch: Batch, report: int) -> int:
    """How many cells the report's editions have."""
    return int((batch.states[:, report] != CellState.OUTSIDE).sum())


HANDLERS: Mapping[str, Handler] = {
    "NEG": negative,
    "INT": fractional,
    "NUM": numberless,
    "READ": ambiguous,
    "BLANK": blank,
}
