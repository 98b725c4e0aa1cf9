"""The worklist in groups: what one agency has to explain, or what comes of one cause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.checks import load_catalogue
from lib.language import Message
from lib.store import Filters, Store
from lib.store.finding_queries import Sought, place_of_agency, sought_agencies
from lib.views.model import Name

PAGE_SIZE = 50


@dataclass(frozen=True)
class Group:
    """Findings of one agency, or of one cause; `impact` is summed."""

    name: Name
    findings: int
    errors: int
    warnings: int
    impact: int

    @property
    def code(self) -> str:
        """What opens it: an agency's code, a kind of cause, or a check where a cause has no kind."""
        return str(self.name.code)

    @property
    def severity(self) -> str:
        """That of its gravest finding."""
        return "error" if self.errors else "warning" if self.warnings else "information"


def agency_groups(
    store: Store, filters: Filters, sought: Sought, page: int, opened: str
) -> tuple[tuple[Group, ...], int, int]:
    """A page of agencies, those with the gravest findings first, its number and how many pages there are. Where no page
    is asked for, it is the one with the open group."""
    if page <= 1 and opened:
        page = (place_of_agency(store, filters, sought, opened) or 0) // PAGE_SIZE + 1
    page = max(1, page)
    rows, listed = sought_agencies(store, filters, sought, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    if not rows and page > 1:
        return agency_groups(store, filters, sought, 1, "")
    groups = tuple(
        Group(
            Name(row["agency_code"], text=row["agency_name"]),
            *(int(row[name] or 0) for name in ("findings", "errors", "warnings", "impact")),
        )
        for row in rows
    )
    return groups, *page_of(page, listed)


def cause_groups(counts: pd.DataFrame) -> tuple[tuple[Group, ...], int, int]:
    """All causes that `counts` knows, those with the gravest findings first; they are few enough for one page."""
    groups = [_cause_group(str(cause), part) for cause, part in counts.groupby("cause")]
    groups.sort(key=lambda group: (-group.errors, -group.warnings, -group.impact, group.code))
    return tuple(groups), 1, 1


def cause_name(cause: str) -> Name:
    """A kind of cause, or a check by its title where a cause has no kind."""
    check = load_catalogue().get(cause)
    if check is None:
        return Name(cause, message=Message(f"pages.cause_{cause}"))
    return Name(cause, message=Message("views.label", {"zh": check.title.zh, "en": check.title.en}))


def page_of(asked: int, listed: int) -> tuple[int, int]:
    """The page shown where this one is asked for, and how many there are."""
    pages = max(1, -(-listed // PAGE_SIZE))
    return min(max(1, asked), pages), pages


def _cause_group(cause: str, part: pd.DataFrame) -> Group:
    graded: Mapping[Any, Any] = part.groupby("severity")["findings"].sum().to_dict()
    errors, warnings = (int(graded.get(name, 0)) for name in ("error", "warning"))
    return Group(cause_name(cause), int(part["findings"].sum()), errors, warnings, int(part["impact"].sum()))
