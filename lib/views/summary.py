"""One sheet about a region: how its reports stand, what is wrong with them, and by how much that matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import reports
from lib.views.selection import select
from lib.views.worklist import Row

STATUSES = ("error", "zero", "warning", "blank_ok", "fine")


@dataclass(frozen=True)
class CheckLine:
    """How many findings of a check there are, by the state of their review, and of how many agencies."""

    check: str
    severity: str
    findings: int
    agencies: int
    confirmed: int
    dismissed: int


@dataclass(frozen=True)
class AgencyLine:
    """An agency's findings by severity, and by how many requests or cases its figures would move."""

    agency: str
    error: int
    warning: int
    information: int
    impact: int


@dataclass(frozen=True)
class Summary:
    """`statuses` counts the reports by what is known of them; `version` is that of the data."""

    sentence: Message
    version: str
    reports: int
    statuses: tuple[tuple[str, int], ...]
    checks: tuple[CheckLine, ...]
    causes: tuple[tuple[str, int], ...]
    agencies: tuple[AgencyLine, ...]


def summary(store: Store, filters: Filters, rows: Sequence[Row]) -> Summary:
    """The summary of a selection whose findings are `rows`."""
    selection = select(store, filters)
    found = Counter(reports(store, filters, [], every_report=True)["status"])
    kinds = Counter(row.finding.cause.kind for row in rows if row.finding.cause)
    return Summary(
        sentence=selection.sentence,
        version=store.meta("version") or "0",
        reports=selection.listed,
        statuses=tuple((name, int(found.get(name, 0))) for name in STATUSES),
        checks=_by_check(rows),
        causes=tuple(kinds.most_common()),
        agencies=_by_agency(rows),
    )


def _by_check(rows: Sequence[Row]) -> tuple[CheckLine, ...]:
    by: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by.setdefault((row.finding.check, row.finding.severity), []).append(row)
    return tuple(
        CheckLine(
            check=check,
            severity=severity,
            findings=len(own),
            agencies=len({row.agency for row in own}),
            confirmed=sum(row.review == "confirmed" for row in own),
            dismissed=sum(row.review == "dismissed" for row in own),
        )
        for (check, severity), own in by.items()
    )


def _by_agency(rows: Sequence[Row]) -> tuple[AgencyLine, ...]:
    """The agencies with the most errors first, then the most warnings."""
    by: dict[str, list[Row]] = {}
    for row in rows:
        by.setdefault(row.agency, []).append(row)
    lines = []
    for agency, own in by.items():
        severities = Counter(str(row.finding.severity) for row in own)
        counts = (severities["error"], severities["warning"], severities["information"])
        lines.append(AgencyLine(agency, *counts, sum(row.finding.impact for row in own)))
    return tuple(sorted(lines, key=lambda line: (-line.error, -line.warning, -line.impact, line.agency)))
