"""报告: is this report right? The official tables as the form prints them, with the findings on their cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lib.checks import Finding, from_row
from lib.forms import TABLES, FigureKey, TableKey, load_forms
from lib.language import Message
from lib.reports import State
from lib.store import Store
from lib.store.reading import StoredReport, agency_years, find_report, findings_of, revisions, verdict_of
from lib.views.form_layout import FormLayout, form_layout


@dataclass(frozen=True)
class TableView:
    """A table in its printed layout. `values` hold the figure as text, or what stood in the cell where it is no number."""

    table: TableKey
    edition: str
    layout: FormLayout
    values: dict[FigureKey, str]
    states: dict[FigureKey, State]
    previous: dict[FigureKey, str]


@dataclass(frozen=True)
class ReportView:
    """A report opened. `years` are the agency's years on file, `verdicts` how its equations stand."""

    stored: StoredReport
    headline: tuple[Message, ...]
    tables: tuple[TableView, ...]
    absent_tables: tuple[TableKey, ...]
    findings: tuple[Finding, ...]
    years: tuple[int, ...]
    verdicts: dict[str, int]
    revisions: tuple[dict[str, Any], ...]


def report(store: Store, agency: str, year: int, revision: int | None = None) -> ReportView | None:
    """The report of an agency (by code) for a year, its current revision unless another is named. None: not on file."""
    stored = find_report(store, agency, year, revision)
    if stored is None:
        return None
    before = find_report(store, agency, year - 1)
    found = tuple(from_row(row) for row in findings_of(store, stored.report_id))
    verdicts = verdict_of(store, stored.report_id) or {}
    counts = {
        name: int(verdicts[name]) for name in ("holds", "holds_if_blank_zero", "broken", "undetermined") if verdicts
    }
    return ReportView(
        stored=stored,
        headline=_headline(stored, found, counts),
        tables=tuple(_table(stored, table, edition, before) for table, edition in _ordered(stored)),
        absent_tables=tuple(table for table in TABLES if table not in stored.report.editions),
        findings=found,
        years=agency_years(store, agency),
        verdicts=counts,
        revisions=tuple(revisions(store, agency, year)),
    )


def years_of(store: Store, agency: str) -> tuple[int, ...]:
    """The years for which an agency has a report."""
    return agency_years(store, agency)


def _ordered(stored: StoredReport) -> list[tuple[TableKey, str]]:
    editions = stored.report.editions
    return [(table, editions[table]) for table in TABLES if table in editions]


def _table(stored: StoredReport, table: TableKey, edition: str, before: StoredReport | None) -> TableView:
    form = load_forms()[edition].tables[table]
    report = stored.report
    previous = {key: _text(before, key) for key in form.keys if key in before.report.figures} if before else {}
    return TableView(
        table=table,
        edition=edition,
        layout=form_layout(form, edition),
        values={key: _text(stored, key) for key in form.keys},
        states={key: report.state(key) for key in form.keys},
        previous=previous,
    )


def _text(stored: StoredReport, key: FigureKey) -> str:
    value = stored.report.figures.get(key)
    return stored.report.raw.get(key, "") if value is None else f"{value:,}"


def _headline(stored: StoredReport, found: tuple[Finding, ...], counts: dict[str, int]) -> tuple[Message, ...]:
    if not counts:
        return ()
    said = [Message("views.said_verdicts", dict(counts))]
    zero = next((finding for finding in found if finding.check == "ZERO-ALL"), None)
    if zero is not None:
        said.append(zero.message)
    elif not found:
        said.append(Message("views.said_no_findings_here"))
    return tuple(said)
