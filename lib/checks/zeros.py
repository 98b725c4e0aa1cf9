"""Reports with nothing in them. A stated zero, a blank and a missing table are three different things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import KEY_INDEX, Batch, rows_of
from lib.checks.mentions import Mention
from lib.checks.model import CellState, Finding, Quote, Severity
from lib.checks.registry import Case, Handler, make_finding
from lib.checks.told import told, written
from lib.forms import TABLES, FigureKey, TableKey, newest_form
from lib.language import Message

DISPUTE_TOTALS: tuple[FigureKey, ...] = tuple(
    f"disputes.{row.key}.total" for row in newest_form().tables["disputes"].rows
)
CARRIED_OUT: FigureKey = "requests.carry_out.total"
CARRIED_IN: FigureKey = "requests.carry_in.total"


@dataclass(frozen=True, eq=False)
class _Empty:
    """For each report: nothing but 0 or blank in the tables (every one there, every cell read); 0 in some; blank in some."""

    all: NDArray[np.bool_]
    zero: NDArray[np.bool_]
    blank: NDArray[np.bool_]

    def kind(self, report: int) -> str:
        """ "stated" zeros, "blank" throughout, or "mixed"."""
        if not self.blank[report]:
            return "stated"
        return "mixed" if self.zero[report] else "blank"


def _empty(batch: Batch, tables: Sequence[TableKey]) -> _Empty:
    nothing = np.ones(batch.size, dtype=np.bool_)
    zero, blank = np.zeros_like(nothing), np.zeros_like(nothing)
    for table in tables:
        rows = rows_of(table)
        states = batch.states[rows]
        nothing &= (batch.editions[table] >= 0) & ~(batch.values[rows] != 0).any(axis=0)
        nothing &= states.max(axis=0) < CellState.UNREAD
        zero |= (states == CellState.STATED).any(axis=0)
        blank |= (states == CellState.BLANK).any(axis=0)
        for key, amounts in batch.amounts.items():
            if rows.start <= KEY_INDEX[key] < rows.stop:
                nothing &= amounts == 0
    return _Empty(nothing, zero, blank)


def zero_report(case: Case) -> Iterator[Finding]:
    """ZERO-ALL: nothing but 0 or blank in all three tables. Blank throughout is a form not filled in."""
    empty = _empty(case.batch, TABLES)
    for report in np.flatnonzero(empty.all).tolist():
        kind = empty.kind(report)
        message = Message(f"checks.said.ZERO-ALL.{kind}")
        yield make_finding(case, report, "ZERO-ALL", message, evidence=[kind])


def no_requests(case: Case) -> Iterator[Finding]:
    """ZERO-REQUESTS: nothing but 0 or blank in table 三."""
    empty = _empty(case.batch, ("requests",))
    for report in np.flatnonzero(empty.all).tolist():
        kind = empty.kind(report)
        message = Message(f"checks.said.ZERO-REQUESTS.{kind}")
        yield make_finding(case, report, "ZERO-REQUESTS", message, evidence=[kind])


def zero_streak(case: Case) -> Iterator[Finding]:
    """ZERO-STREAK: the years running up to the report's own that had no request, where there are many."""
    least = case.thresholds.of("ZERO-STREAK", "years")
    streak = _streaks(case.batch, _empty(case.batch, ("requests",)).all)
    for report in np.flatnonzero(streak >= least).tolist():
        length, year = int(streak[report]), int(case.batch.years[report])
        values = {"count": length, "first_year": year - length + 1, "year": year}
        yield make_finding(case, report, "ZERO-STREAK", Message("checks.said.ZERO-STREAK", values), evidence=[length])


def _streaks(batch: Batch, empty: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many years running, the report's own the last; a year without a report ends the run."""
    streak = np.zeros(batch.size, dtype=np.int64)
    for year in np.unique(batch.years):
        here = np.flatnonzero((batch.years == year) & empty)
        before = batch.previous[here]
        streak[here] = 1 + np.where(before >= 0, streak[before], 0)
    return streak


def without_requests(batch: Batch) -> NDArray[np.bool_]:
    """Which reports have a table 三 with nothing but 0 or blank in it."""
    return _empty(batch, ("requests",)).all


def contradicted_zero(case: Case) -> Iterator[Finding]:
    """ZERO-CONTRADICTED: no request in table 三, yet disputes in table 四, requests carried over from last year, or
    requests the prose counts."""
    batch = case.batch
    empty = without_requests(batch)
    disputes = batch.values[[KEY_INDEX[key] for key in DISPUTE_TOTALS]].sum(axis=0)
    carried = np.where(batch.previous >= 0, batch.counts(CARRIED_OUT)[batch.previous], 0)
    counted = {report: _counted(told(batch)[report].mentions) for report in told(batch) if empty[report]}
    for report in np.flatnonzero(empty).tolist():
        mentions = counted.get(report, [])
        if disputes[report] > 0 or carried[report] > 0 or mentions:
            yield _contradiction(case, report, int(disputes[report]), int(carried[report]), mentions)


def _counted(mentions: Sequence[Mention]) -> list[Mention]:
    """The requests the prose counts."""
    return [mention for mention in mentions if mention.value > 0 and mention.readings[0][0].startswith("requests.")]


def _contradiction(case: Case, report: int, disputes: int, carried: int, counted: Sequence[Mention]) -> Finding:
    previous = int(case.batch.years[report]) - 1
    parts = []
    if carried > 0:
        parts.append(Message("checks.said.ZERO-CONTRADICTED.carried", {"count": carried, "previous_year": previous}))
    if disputes > 0:
        parts.append(Message("checks.said.ZERO-CONTRADICTED.disputes", {"count": disputes}))
    if counted:
        parts.append(Message("checks.said.ZERO-CONTRADICTED.counted", {"says": written(counted)}))
    return make_finding(
        case,
        report,
        "ZERO-CONTRADICTED",
        Message("checks.finding", {"parts": tuple(parts)}),
        severity=Severity.ERROR if carried > 0 else None,
        cells=[CARRIED_IN] * (carried > 0) + [key for key in DISPUTE_TOTALS if case.batch.reported(key, report)],
        evidence=[carried, *sorted({mention.value for mention in counted})],
        impact=max([carried, *(mention.value for mention in counted)]),
        quotes=list(dict.fromkeys(Quote(mention.section, mention.sentence) for mention in counted)),
    )


HANDLERS: Mapping[str, Handler] = {
    "ZERO-ALL": zero_report,
    "ZERO-REQUESTS": no_requests,
    "ZERO-STREAK": zero_streak,
    "ZERO-CONTRADICTED": contradicted_zero,
}
