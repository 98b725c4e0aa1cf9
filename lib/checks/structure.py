"""The make-up of a report: tables, sections, rows, edition. Missing rows of reports are not the same as zeros."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import EDITIONS, NO_SECTION, SECTIONS, Batch
from lib.checks.model import CellState, Finding
from lib.checks.registry import Case, Handler, make_finding
from lib.checks.wording import enumerated
from lib.forms import ALL_KEYS, EDITION_KEYS, TABLES, Form, TableKey, load_forms, newest_form
from lib.language import Message

# Facts about a document that mean its rows or columns are not those of the edition.
LAYOUT_FACTS = ("unknown_row", "missing_row", "outside_edition", "edition_undecided")
PROBLEMS, LAST = "五", "六"


def missing_parts(case: Case) -> Iterator[Finding]:
    """STRUCT-MISSING: tables without an edition, sections the reader did not find."""
    batch = case.batch
    incomplete = np.zeros(batch.size, dtype=np.bool_)
    for table in TABLES:
        incomplete |= batch.editions[table] < 0
    told = {report for report in batch.facts if _details(batch, report, "section_missing")}
    for report in sorted({*np.flatnonzero(incomplete).tolist(), *told}):
        tables = [table for table in TABLES if batch.editions[table][report] < 0]
        sections = _missing_sections(batch, report, tables)
        parts = [
            *(Message(f"checks.table.{table}") for table in tables),
            *(Message("checks.section", {"number": number}) for number in sections),
        ]
        message = Message("checks.said.STRUCT-MISSING", {"parts": enumerated(parts)})
        yield make_finding(case, report, "STRUCT-MISSING", message, evidence=[*tables, *sections])


def _missing_sections(batch: Batch, report: int, missing_tables: Sequence[TableKey]) -> list[str]:
    """Sections without a heading in the document; one whose table is missing is named by its table."""
    tables = newest_form().tables
    named = {tables[table].section for table in missing_tables}
    return [name for name in SECTIONS if name in _details(batch, report, "section_missing") and name not in named]


def duplicates(case: Case) -> Iterator[Finding]:
    """STRUCT-DUPLICATE: two different reports for one agency and year; a revision that follows another is none."""
    batch = case.batch
    for report in sorted(batch.facts):
        found = _details(batch, report, "duplicate")
        if found:
            message = Message("checks.said.STRUCT-DUPLICATE", {"year": int(batch.years[report])})
            yield make_finding(case, report, "STRUCT-DUPLICATE", message, evidence=found)


def editions(case: Case) -> Iterator[Finding]:
    """STRUCT-EDITION: rows or columns that are not the edition's, or an edition that is not the year's."""
    batch = case.batch
    odd = (batch.states == CellState.ABSENT).any(axis=0) | _not_the_years(batch)
    told = {report for report in batch.facts if any(_details(batch, report, kind) for kind in LAYOUT_FACTS)}
    for report in sorted({*np.flatnonzero(odd).tolist(), *told}):
        facts = [fact for fact in batch.facts.get(report, ()) if fact[0] in LAYOUT_FACTS]
        parts = [
            *_wrong_editions(batch, report),
            *(_layout(kind, detail) for kind, detail in facts),
        ]
        keys = [ALL_KEYS[row] for row in np.flatnonzero(batch.states[:, report] == CellState.ABSENT)]
        if keys and not any(kind.startswith("missing") for kind, _ in facts):
            parts.append(Message("checks.layout.absent", {"count": len(keys)}))
        message = Message("checks.said.STRUCT-EDITION", {"parts": tuple(parts)})
        yield make_finding(case, report, "STRUCT-EDITION", message, evidence=[facts, keys, len(parts)])


def _layout(kind: str, detail: str) -> Message:
    """A fact about rows or columns as a sentence. Its first word may name a row or a cell of the form."""
    if kind in ("outside_edition", "edition_undecided"):
        first, _, rest = detail.partition(" ")
        return Message(f"checks.layout.{kind}", {"first": first, "rest": rest})
    return Message(f"checks.layout.{kind}", {"detail": detail})


def _not_the_years(batch: Batch) -> NDArray[np.bool_]:
    """Which reports have a table of another edition than their year's."""
    found = np.zeros(batch.size, dtype=np.bool_)
    for year in np.unique(batch.years).tolist():
        due = _due(year)
        for table in TABLES if due else ():
            other = [n for n, name in enumerate(EDITIONS) if due and _differ(table, name, due)]
            found |= (batch.years == year) & np.isin(batch.editions[table], other)
    return found


def _wrong_editions(batch: Batch, report: int) -> list[Message]:
    """The tables whose edition is not that of the year, each as a sentence."""
    due = _due(int(batch.years[report]))
    if due is None:
        return []
    found = [(table, batch.edition(table, report)) for table in TABLES]
    return [
        Message(
            "checks.layout.edition", {"table": Message(f"checks.table.{table}"), "edition": name, "due": due.edition}
        )
        for table, name in found
        if name is not None and _differ(table, name, due)
    ]


def _differ(table: TableKey, edition: str, due: Form) -> bool:
    """Whether a table is not the same in an edition as in the one that was due: table 四 is the same in both."""
    return EDITION_KEYS[table, edition] != EDITION_KEYS[table, due.edition]


def _due(year: int) -> Form | None:
    """The edition in force for a report year; None before the first."""
    return next((form for form in load_forms().values() if form.since <= year <= (form.until or year)), None)


def section_order(case: Case) -> Iterator[Finding]:
    """STRUCT-SECTIONS: sections out of order, or a section 五 that says nothing."""
    batch = case.batch
    least = case.thresholds.of("STRUCT-SECTIONS", "characters")
    length = _problems_length(batch)
    short = (length != NO_SECTION) & (length < least)
    told = {report for report in batch.facts if _details(batch, report, "section_order")}
    for report in sorted({*np.flatnonzero(short).tolist(), *told}):
        order = _details(batch, report, "section_order")
        parts = [Message("checks.layout.section_order", {"detail": detail}) for detail in order]
        if short[report]:
            values = {"number": PROBLEMS, "length": int(length[report]), "least": least}
            parts.append(Message("checks.layout.short_section", values))
        evidence = [order, int(length[report]) if short[report] else ""]
        message = Message("checks.said.STRUCT-SECTIONS", {"parts": tuple(parts)})
        yield make_finding(case, report, "STRUCT-SECTIONS", message, evidence=evidence)


def _problems_length(batch: Batch) -> NDArray[np.int64]:
    """Characters of section 五: 0 where its heading is there, a later section has prose and it has none.

    Without prose after it, the document may have been cut off before, and nothing is known.
    """
    length, later = (batch.lengths[SECTIONS.index(name)] for name in (PROBLEMS, LAST))
    headed = np.ones(batch.size, dtype=np.bool_)
    headed[[report for report in batch.facts if PROBLEMS in _details(batch, report, "section_missing")]] = False
    return np.where((length == NO_SECTION) & (later != NO_SECTION) & headed, 0, length)


def _details(batch: Batch, report: int, kind: str) -> list[str]:
    return [detail for name, detail in batch.facts.get(report, ()) if name == kind]


HANDLERS: Mapping[str, Handler] = {
    "STRUCT-MISSING": missing_parts,
    "STRUCT-DUPLICATE": duplicates,
    "STRUCT-EDITION": editions,
    "STRUCT-SECTIONS": section_order,
}
