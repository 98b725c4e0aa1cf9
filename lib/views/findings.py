"""疑点: what is wrong, in what order shall I look?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lib.checks import Finding, from_row, load_catalogue
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import finding_counts, finding_rows
from lib.views.model import Name
from lib.views.selection import Selection, select

PAGE_SIZE = 50


@dataclass(frozen=True)
class Item:
    """A finding with the agency it is about."""

    finding: Finding
    agency: Name


@dataclass(frozen=True)
class CheckCount:
    check: str
    severity: str
    findings: int
    agencies: int


@dataclass(frozen=True)
class Findings:
    """One page of the worklist, gravest first. `total` counts all pages under the chosen checks and severities."""

    selection: Selection
    headline: tuple[Message, ...]
    items: tuple[Item, ...]
    total: int
    page: int
    counts: tuple[CheckCount, ...]


def findings(
    store: Store, filters: Filters, checks: tuple[str, ...] = (), severities: tuple[str, ...] = (), page: int = 1
) -> Findings:
    """The worklist of a selection; empty `checks` or `severities` mean all."""
    selection = select(store, filters)
    frame = finding_counts(store, filters)
    counts = [
        CheckCount(row["check"], row["severity"], int(row["findings"]), int(row["agencies"]))
        for row in frame.to_dict("records")
    ]
    order = {check: n for n, check in enumerate(load_catalogue())}
    counts.sort(key=lambda count: order[count.check])
    chosen = [c for c in counts if (not checks or c.check in checks) and (not severities or c.severity in severities)]
    total = sum(count.findings for count in chosen)
    page = min(max(1, page), max(1, -(-total // PAGE_SIZE)))
    rows = finding_rows(
        store, filters, checks=checks, severities=severities, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE
    )
    return Findings(
        selection=selection,
        headline=_headline(counts, selection),
        items=tuple(_item(row) for row in rows),
        total=total,
        page=page,
        counts=tuple(counts),
    )


def gravest(store: Store, filters: Filters, most: int) -> tuple[Item, ...]:
    """The findings to look at first: gravest, then newest."""
    return tuple(_item(row) for row in finding_rows(store, filters, severities=("error", "warning"), limit=most))


def _item(row: Mapping[str, Any]) -> Item:
    return Item(from_row(row), Name(row["agency_code"], text=row["agency_name"]))


def _headline(counts: list[CheckCount], selection: Selection) -> tuple[Message, ...]:
    by = {name: sum(c.findings for c in counts if c.severity == name) for name in ("error", "warning", "information")}
    if not any(by.values()):
        return (Message("views.said_no_findings", {"reports": selection.listed}),)
    return (Message("views.said_findings", {"reports": selection.listed, **by}),)
