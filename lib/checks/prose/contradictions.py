"""TEXT-CONTRADICTION: the prose says all or none where the tables say otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lib.checks.batch import Batch
from lib.checks.mentions import Spoken, says_all_answered, says_no_disputes, says_none_received
from lib.checks.mentions.disputes import ALL_DISPUTES
from lib.checks.model import Finding, Quote, Severity
from lib.checks.registry import Case, make_finding
from lib.checks.told import Told, says, told
from lib.checks.wording import enumerated
from lib.forms import FigureKey
from lib.language import Message

NEW, DONE, CARRIED_OUT = (f"requests.{row}.total" for row in ("new", "result_total", "carry_out"))
# What came over from last year says nothing of what goes on to the next, and 在办事大厅 is a place.
_STILL_OPEN = re.compile(
    r"(?<!上年)(?<!上年度)(?<!一年)(?<!一年度)(?<!去年)结转|尚未办结|未办结|正在办理|在办(?![事公理结])|未到期|尚在"
)


def contradictions(case: Case) -> Iterator[Finding]:
    """TEXT-CONTRADICTION: 全部办结 with requests carried over; 未收到申请 with requests received; 未发生复议诉讼 with cases.

    At most one finding of each kind a report. Where the prose says itself that it was otherwise, there is none.
    """
    for report, prose in told(case.batch).items():
        yield from _all_answered(case, report, prose)
        yield from _none_received(case, report, prose)
        yield from _no_disputes(case, report, prose)


def _whole(prose: Told) -> Iterator[Spoken]:
    """The sentences that speak of all the report is about."""
    return (spoken for spoken in prose.sentences if not prose.of_an_office(spoken.sentence.text))


def _all_answered(case: Case, report: int, prose: Told) -> Iterator[Finding]:
    left = case.batch.reported(CARRIED_OUT, report)
    if not left or any(_STILL_OPEN.search(text) for text in prose.sections.values()):
        return
    for spoken in _whole(prose):
        phrase = says_all_answered(spoken.sentence, spoken.years)
        if phrase is not None:
            new, done = case.batch.reported(NEW, report), case.batch.reported(DONE, report)
            # As many answered as came in: the writer may not have thought of those from last year.
            as_many = new is not None and done is not None and done >= new
            severity = Severity.WARNING if as_many else None
            yield _finding(case, report, "answered", spoken, phrase, [CARRIED_OUT], severity)
            return


def _none_received(case: Case, report: int, prose: Told) -> Iterator[Finding]:
    if not case.batch.reported(NEW, report) or any(count > 0 for count in prose.counts(NEW)):
        return
    own = str(case.batch.profile["scope"].iat[report]) == "own_office"
    for spoken in _whole(prose):
        phrase = says_none_received(spoken.sentence, spoken.years, own)
        if phrase is not None:
            yield _finding(case, report, "received", spoken, phrase, [NEW])
            return


def _no_disputes(case: Case, report: int, prose: Told) -> Iterator[Finding]:
    cases = [key for key in ALL_DISPUTES if case.batch.reported(key, report)]
    if not cases or any(m.value > 0 and m.readings[0][0].startswith("disputes.") for m in prose.mentions):
        return
    for spoken in _whole(prose):
        found = says_no_disputes(spoken.sentence, spoken.years, spoken.section)
        if found is not None:
            phrase, denied = found
            contradicted = [key for key in cases if key in denied]
            if contradicted:
                yield _finding(case, report, "disputes", spoken, phrase, contradicted)
                return


def _finding(
    case: Case,
    report: int,
    kind: str,
    spoken: Spoken,
    phrase: str,
    cells: Sequence[FigureKey],
    severity: Severity | None = None,
) -> Finding:
    values = {"says": says(spoken.section, phrase), "cells": enumerated(_cells(case.batch, report, cells))}
    return make_finding(
        case,
        report,
        "TEXT-CONTRADICTION",
        Message("checks.said.TEXT-CONTRADICTION", values),
        severity=severity,
        cells=cells,
        evidence=[kind, spoken.section],
        quotes=[Quote(spoken.section, spoken.sentence.text)],
    )


def _cells(batch: Batch, report: int, cells: Sequence[FigureKey]) -> list[Message]:
    return [Message("checks.prose.cell", {"cell": key, "value": batch.reported(key, report)}) for key in cells]
