"""What waits in the inbox as it stands now: what was read, what is still open, what taking it in would do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lib.extraction import Outcome, Question
from lib.language import Message, UserError
from lib.loading import FileReading
from lib.loading.comparison import Change, changes
from lib.loading.inbox import Edits, Pending, settle
from lib.loading.settling import NAMELESS
from lib.reports import Agency, Report
from lib.store import Agencies, Store
from lib.store.reading import stored_report

# Of a file of more reports it is not said beforehand whether all of them are stored already.
MOST_COMPARED = 200

Plan = Literal["new", "revision", "same", "several", "hindered"]


@dataclass(frozen=True)
class Waiting:
    """One file of the inbox. `settled` is what taking it in would store; `hindrance` says why nothing can be stored yet.

    A file of structured data may hold many reports: then `readings` has them all and `edits` says nothing.
    """

    item: Pending
    readings: tuple[FileReading, ...]
    edits: Edits
    settled: tuple[tuple[str, Report], ...]
    hindrance: Message | None
    plan: Plan
    changes: tuple[Change, ...] = ()
    before: Report | None = None
    may_be: str = ""
    """An agency of the roster whose name ends in the one that was read, as 某市某局 does in 某局: likely the same."""

    @property
    def reading(self) -> FileReading:
        return self.readings[0]

    @property
    def outcome(self) -> Outcome:
        """Of a file of many reports: refused when none was read."""
        if self.reading.reading is not None:
            return self.reading.reading.outcome
        return "whole" if any(reading.report for reading in self.readings) else "refused"

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.reading.reading.questions if self.reading.reading else ()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions nobody has answered: none once a person has said that all was looked at."""
        if self.edits.looked_at:
            return ()
        return tuple(question for question in self.questions if not is_answered(question, self.edits))

    @property
    def refusals(self) -> tuple[Message, ...]:
        return tuple(reading.problem for reading in self.readings if reading.problem is not None)

    @property
    def nameable(self) -> bool:
        """Whether agency and year can be given: a report was read, or it was refused for want of one of them."""
        return self.reading.report is not None or any(problem.key in NAMELESS for problem in self.refusals)

    @property
    def ready(self) -> bool:
        """Whether it may be taken in now: everything was read, or a person has looked at what was not."""
        return bool(self.settled) and (self.outcome == "whole" or self.edits.looked_at)


def is_answered(question: Question, edits: Edits) -> bool:
    """Whether a person has said what stands in every cell the question leaves open. A question of no cell is answered
    by the statement that all was looked at."""
    return bool(question.keys) and all(key in edits.figures for key in question.keys)


def assess(
    store: Store, item: Pending, readings: Sequence[FileReading], edits: Edits, agencies: Agencies | None = None
) -> Waiting:
    """How an item stands against the store. `agencies` saves reading them again for each of many."""
    if len(readings) != 1:
        return _several(store, item, readings, edits, agencies)
    try:
        report = settle(readings[0], edits)
        before = stored_report(store, report.agency, report.year, agencies)
    except UserError as error:
        return Waiting(item, tuple(readings), edits, (), error.message, "hindered")
    if before is not None:
        report = _with_known_agency(report, before)
    found = changes(before, report) if before is not None else ()
    plan: Plan = "new" if before is None else "revision" if found else "same"
    may_be = "" if before is not None or edits.agency else _longer_name(store, report.agency, agencies)
    return Waiting(item, tuple(readings), edits, ((item.name, report),), None, plan, found, before, may_be)


def _longer_name(store: Store, agency: Agency, agencies: Agencies | None) -> str:
    agencies = agencies or Agencies.read(store)
    if agencies.known(agency):
        return ""
    near = (found.entry.agency.name for found in agencies.nearest(agency.name))
    return next((name for name in near if name.endswith(agency.name)), "")


def _with_known_agency(report: Report, before: Report) -> Report:
    """The report with what its last revision says of the agency where the document says nothing: no document names the
    region code or the level of its agency, and that is no change."""
    said = report.agency.model_dump(exclude_none=True)
    return report.model_copy(update={"agency": before.agency.model_copy(update=said)})


def damaged(item: Pending, problem: Message) -> Waiting:
    """An item the disk has spoiled: it can only be discarded."""
    return Waiting(item, (FileReading(item.name, None, problem),), Edits(), (), problem, "hindered")


def _several(
    store: Store, item: Pending, readings: Sequence[FileReading], edits: Edits, agencies: Agencies | None
) -> Waiting:
    settled = tuple((reading.origin, reading.report) for reading in readings if reading.report is not None)
    if not settled:
        hindrance = next((reading.problem for reading in readings if reading.problem), item.problem)
        return Waiting(item, tuple(readings), edits, (), hindrance, "hindered")
    same = len(settled) <= MOST_COMPARED and all(_is_stored(store, report, agencies) for _, report in settled)
    return Waiting(item, tuple(readings), edits, settled, None, "same" if same else "several")


def _is_stored(store: Store, report: Report, agencies: Agencies | None) -> bool:
    try:
        before = stored_report(store, report.agency, report.year, agencies)
    except UserError:
        return False
    return before is not None and before.content_hash() == report.content_hash()
