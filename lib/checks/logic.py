"""What figures of different rows, tables and years say of each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from lib.checks.batch import KEY_INDEX, Batch
from lib.checks.chains import evaluate
from lib.checks.continuity import same_scope
from lib.checks.doubt import in_doubt
from lib.checks.identities import BROKEN
from lib.checks.model import CellState, Finding
from lib.checks.registry import Case, Handler, broken_equation, make_finding
from lib.checks.relations import Part, Relation
from lib.checks.wording import enumerated, finding_message, statement
from lib.forms import ALL_KEYS, FigureKey
from lib.language import Message

COMPLETED: FigureKey = "requests.result_total.total"
DISPUTES = ("reconsideration", "direct_action", "action_after")
DECIDED = ("upheld", "corrected", "other")
# State secrets, and what endangers security or stability: grounds that keep a matter from being looked into.
SECRETS: tuple[FigureKey, ...] = ("requests.ref_state_secret.total", "requests.ref_3sec1stab.total")
RULES: tuple[FigureKey, ...] = tuple(key for key in ALL_KEYS if key.startswith("proactive.rules."))
# 立法法 articles 91 and 93: rules are made by departments of the State Council and governments of provinces and of
# cities with districts.
WITHOUT_RULES = ("county", "township")

CASES = Relation(
    "LOGIC-CASES",
    "LOGIC-CASES",
    (
        Part("disputes.reconsideration.total", "left"),
        Part("disputes.direct_action.total", "left"),
        Part(COMPLETED, "right"),
        Part(COMPLETED, "right", back=1),
    ),
    relation="≤",
)
SECOND = Relation(
    "LOGIC-SECOND",
    "LOGIC-SECOND",
    (
        Part("disputes.action_after.total", "left"),
        *(Part(f"disputes.reconsideration.{name}", "right", back=back) for back in (0, 1) for name in DECIDED),
    ),
    relation="≤",
)
PENDING = tuple(
    Relation(
        f"LOGIC-PENDING/disputes.{row}",
        "LOGIC-PENDING",
        (Part(f"disputes.{row}.pending", "left", back=1), Part(f"disputes.{row}.total", "right")),
        relation="≤",
    )
    for row in DISPUTES
)


def too_many_cases(case: Case) -> Iterator[Finding]:
    """LOGIC-CASES: more cases taken to reconsideration or court than requests completed in two years."""
    yield from _bounded(case, "LOGIC-CASES", (CASES,))


def too_many_second_actions(case: Case) -> Iterator[Finding]:
    """LOGIC-SECOND: more actions after reconsideration than reconsiderations decided in two years."""
    yield from _bounded(case, "LOGIC-SECOND", (SECOND,))


def pending_gone(case: Case) -> Iterator[Finding]:
    """LOGIC-PENDING: more cases pending last year than there are this year."""
    yield from _bounded(case, "LOGIC-PENDING", PENDING)


def _bounded(case: Case, check: str, relations: tuple[Relation, ...]) -> Iterator[Finding]:
    """One finding a report with every bound that does not hold, whatever the blanks are."""
    batch = case.batch
    broken: dict[int, list[Relation]] = {}
    for relation in relations:
        verdicts, _ = evaluate(batch, relation)
        for report in np.flatnonzero(verdicts == BROKEN).tolist():
            if not _open_to_doubt(case, report, relation):
                broken.setdefault(report, []).append(relation)
    for report, found in sorted(broken.items()):
        equations = [broken_equation(batch, report, relation) for relation in found]
        yield make_finding(
            case,
            report,
            check,
            finding_message([statement(equation) for equation in equations]),
            equations=equations,
            cells=[part.key for relation in found for part in relation.parts if not part.back],
        )


def _open_to_doubt(case: Case, report: int, relation: Relation) -> bool:
    """Whether the two years count different things, or a sum already says that a figure of theirs is wrong."""
    places = (report, int(case.batch.previous[report]))
    doubtful = any(in_doubt(case, places[part.back], [part.key]) for part in relation.parts)
    return doubtful or not same_scope(case.batch, *places)


def secrets(case: Case) -> Iterator[Finding]:
    """LOGIC-SECRET: the first use of a ground of secrecy or security, or several times as many as last year."""
    batch = case.batch
    times = case.thresholds.of("LOGIC-SECRET", "times")
    found: dict[int, list[tuple[FigureKey, Message]]] = {}
    for key in SECRETS:
        stated = batch.states[KEY_INDEX[key]] == CellState.STATED
        now = batch.counts(key)
        before = now[batch.previous]
        follows = (batch.previous >= 0) & stated & stated[batch.previous] & (now > 0)
        for report in np.flatnonzero(follows & ((before == 0) | (now >= times * before))).tolist():
            said = _secret(batch, report, key)
            if said is not None and same_scope(batch, report, int(batch.previous[report])):
                found.setdefault(report, []).append((key, said))
    for report, parts in sorted(found.items()):
        message = Message("checks.finding", {"parts": tuple(said for _, said in parts)})
        before_them = [batch.reported(key, int(batch.previous[report])) for key, _ in parts]
        cells = [key for key, _ in parts]
        yield make_finding(case, report, "LOGIC-SECRET", message, cells=cells, evidence=before_them)


def _secret(batch: Batch, report: int, key: FigureKey) -> Message | None:
    """What is said; None where the ground is new against last year only, because it was used before that."""
    year, previous = int(batch.years[report]), int(batch.previous[report])
    values: dict[str, object] = {"cell": key, "count": batch.reported(key, report), "year": year}
    if before := batch.reported(key, previous):
        return Message("checks.said.LOGIC-SECRET.more", {**values, "before": before, "previous_year": year - 1})
    first = year - 1
    while (previous := int(batch.previous[previous])) >= 0:
        if batch.reported(key, previous):
            return None
        first -= 1
    span = str(year - 1) if first == year - 1 else f"{first}–{year - 1}"
    return Message("checks.said.LOGIC-SECRET.first", {**values, "span": span})


def rules_without_power(case: Case) -> Iterator[Finding]:
    """LOGIC-RULES: rules counted by a body of a county or township, which can make none."""
    batch = case.batch
    without = batch.profile["level"].isin(WITHOUT_RULES).to_numpy()
    rows = [KEY_INDEX[key] for key in RULES]
    for report in np.flatnonzero(without & (batch.values[rows] > 0).any(axis=0)).tolist():
        cells = [key for key in RULES if (batch.reported(key, report) or 0) > 0]
        items = [Message("checks.counted", {"cell": key, "count": batch.reported(key, report)}) for key in cells]
        level = Message(f"terms.level.{batch.profile['level'].iat[report]}")
        message = Message("checks.said.LOGIC-RULES.counted", {"level": level, "cells": enumerated(items)})
        yield make_finding(case, report, "LOGIC-RULES", message, cells=cells, impact=0)


HANDLERS: Mapping[str, Handler] = {
    "LOGIC-CASES": too_many_cases,
    "LOGIC-SECOND": too_many_second_actions,
    "LOGIC-PENDING": pending_gone,
    "LOGIC-SECRET": secrets,
    "LOGIC-RULES": rules_without_power,
}
