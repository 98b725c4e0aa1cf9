"""Figures that are many times, or a fraction of, last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import KEY_INDEX, Batch
from lib.checks.continuity import same_scope
from lib.checks.doubt import in_doubt
from lib.checks.model import Beside, CellState, Finding
from lib.checks.registry import Case, Handler, make_finding
from lib.forms import FigureKey, table_of
from lib.language import Message

RECONSIDERATION: FigureKey = "disputes.reconsideration.total"
FEES: FigureKey = "proactive.fees.amount"
# New requests, requests completed, reconsideration, licences, penalties, normative documents in force.
JUMPING: tuple[FigureKey, ...] = (
    "requests.new.total",
    "requests.result_total.total",
    RECONSIDERATION,
    "proactive.licensing.decisions",
    "proactive.penalty.decisions",
    "proactive.normative_docs.in_force",
)
# 行政复议法 (2023) article 23: from 2024 on, who is refused must go to reconsideration before court. More cases follow.
_RECONSIDERATION_FIRST = 2024
# 元 written for 万元, or the reverse.
_UNIT = 10_000


@dataclass(frozen=True)
class _Jump:
    """A figure, last year's and, where the year after goes back to what it was, the next one's."""

    key: FigureKey
    before: int
    after: int
    later: int | None


def jumps(case: Case) -> Iterator[Finding]:
    """YEAR-JUMP: one finding a report with every figure that jumped; a jump back belongs to the jump before it."""
    found: dict[int, list[_Jump]] = {}
    for key in JUMPING:
        for report, jump in _jumps_of(case, key):
            found.setdefault(report, []).append(jump)
    for report, jumped in sorted(found.items()):
        batch = case.batch
        yield make_finding(
            case,
            report,
            "YEAR-JUMP",
            Message("checks.finding", {"parts": tuple(_said(jump, int(batch.years[report])) for jump in jumped)}),
            cells=[jump.key for jump in jumped],
            evidence=[(jump.key, jump.before) for jump in jumped],
            impact=max((abs(j.after - j.before) for j in jumped if table_of(j.key) != "proactive"), default=0),
            beside=[Beside(batch.subject(report).agency_id, int(batch.years[report]) - 1)],
        )


def _jumps_of(case: Case, key: FigureKey) -> Iterator[tuple[int, _Jump]]:
    batch = case.batch
    ratio, least = (case.thresholds.of("YEAR-JUMP", name) for name in ("ratio", "least"))
    values = batch.counts(key)

    def far(one: NDArray[Any], other: NDArray[Any]) -> NDArray[np.bool_]:
        larger, smaller = np.maximum(one, other), np.minimum(one, other)
        return np.asarray((larger >= least) & (larger > ratio * smaller))

    follows = _comparable(batch, key)
    before = values[batch.previous]
    jumped = follows & far(values, before)
    if key == RECONSIDERATION:
        jumped &= ~((batch.years == _RECONSIDERATION_FIRST) & (values > before))
    # Back to where it was two years ago: the fault, if any, is in the year between.
    back = jumped & jumped[batch.previous] & ~far(values, before[batch.previous])
    returned = _every_other(batch, back & ((values > before) != (before > before[batch.previous])))
    for report in np.flatnonzero(jumped & ~returned).tolist():
        previous = int(batch.previous[report])
        doubtful = in_doubt(case, report, [key]) or in_doubt(case, previous, [key])
        if not doubtful and same_scope(batch, report, previous):
            after = int(batch.following[report])
            later = int(values[after]) if after >= 0 and returned[after] else None
            yield report, _Jump(key, int(before[report]), int(values[report]), later)


def _every_other(batch: Batch, back: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Those that go back to what was before: what follows upon a way back is a jump of its own."""
    returned = np.zeros_like(back)
    for year in np.unique(batch.years[back]):
        here = np.flatnonzero(back & (batch.years == year))
        returned[here] = ~returned[batch.previous[here]]
    return returned


def _comparable(batch: Batch, key: FigureKey) -> NDArray[np.bool_]:
    """Reports whose year before states the figure too; in table 二 in the same edition, whose rows mean the same."""
    stated = batch.states[KEY_INDEX[key]] == CellState.STATED
    found = (batch.previous >= 0) & stated & stated[batch.previous]
    codes = batch.editions[table_of(key)]
    if table_of(key) == "proactive":
        found &= codes == codes[batch.previous]
    return np.asarray(found)


def _said(jump: _Jump, year: int) -> Message:
    values: dict[str, object] = {"cell": jump.key, "before": jump.before, "after": jump.after}
    years = {"previous_year": year - 1, "year": year}
    if jump.later is None:
        return Message("checks.said.YEAR-JUMP.plain", {**values, **years})
    return Message("checks.said.YEAR-JUMP.back", {**values, **years, "later": jump.later, "next_year": year + 1})


def unit_mixed_up(case: Case) -> Iterator[Finding]:
    """YEAR-UNIT: the fees are ten thousand times last year's, or a ten-thousandth: 元 written for 万元 or the reverse."""
    batch = case.batch
    within = case.thresholds.of("YEAR-UNIT", "share") / 100
    amounts = batch.amounts[FEES]
    before = amounts[batch.previous]
    both = _comparable(batch, FEES) & (amounts > 0) & (before > 0)
    ratio = np.divide(amounts, before, out=np.ones_like(amounts), where=both)
    near = (np.abs(ratio / _UNIT - 1) <= within) | (np.abs(ratio * _UNIT - 1) <= within)
    for report in np.flatnonzero(both & near).tolist():
        if same_scope(batch, report, int(batch.previous[report])):
            year, now, last = int(batch.years[report]), _money(amounts[report]), _money(before[report])
            values = {"cell": FEES, "before": last, "after": now, "previous_year": year - 1, "year": year}
            kind = "more" if ratio[report] > 1 else "less"
            message = Message(f"checks.said.YEAR-UNIT.{kind}", values)
            beside = [Beside(batch.subject(report).agency_id, year - 1)]
            yield make_finding(
                case, report, "YEAR-UNIT", message, cells=[FEES], evidence=[now, last], impact=0, beside=beside
            )


def _money(amount: float) -> str:
    """An amount with its separators and no more decimals than it has."""
    whole, _, decimals = f"{amount:,.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0')}".rstrip(".")


HANDLERS: Mapping[str, Handler] = {"YEAR-JUMP": jumps, "YEAR-UNIT": unit_mixed_up}
