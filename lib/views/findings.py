"""疑点: what is wrong, in what order shall I look, and what has been decided of it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal

import pandas as pd

from lib.checks import Finding, from_row
from lib.forms import FigureKey
from lib.language import Message
from lib.store import Filters, Store
from lib.store.finding_queries import (
    Change,
    Sought,
    changes_since,
    finding_row,
    loads,
    neighbours,
    sought_counts,
    sought_rows,
)
from lib.store.reviewing import Decision, decisions, earlier_decisions
from lib.views.finding_groups import PAGE_SIZE, Group, agency_groups, cause_groups, page_of
from lib.views.finding_labels import Labels, chosen, labels_of
from lib.views.model import Name
from lib.views.report import ReportView, report
from lib.views.selection import Selection, select

Grouping = Literal["none", "agency", "cause"]
GROUPINGS: tuple[Grouping, ...] = ("none", "agency", "cause")
STATES = ("new", "confirmed", "dismissed", "corrected")
# `since` of a worklist: the last time the data or the rules changed.
LAST_LOAD = "last"


@dataclass(frozen=True)
class Worklist:
    """What is asked of the list; what is empty asks for nothing.

    `checks`, `severities`, `states` (corrected: of those gone), `causes` (kinds of causes, or checks where a cause has no
    kind). `change` since `since`: LAST_LOAD or a date such as 2026-03-01. `search` in the agency's name. `open_group` is
    the code of the group whose findings are listed, on page `inner`; `page` turns the list, or the groups.
    """

    checks: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    change: Change = "all"
    since: str = LAST_LOAD
    search: str = ""
    group: Grouping = "none"
    open_group: str = ""
    page: int = 1
    inner: int = 1


@dataclass(frozen=True)
class Item:
    """A finding with the agency it is about. `review` is its state, with the note, person and time of the last decision;
    `repeats`: in how many years the agency has one of its check. `seen_at`, `gone_at` and why it is gone (report, rules,
    removed; "": it is open). Times are UTC."""

    finding: Finding
    agency: Name
    review: str
    note: str
    who: str
    decided_at: datetime | None
    repeats: int
    seen_at: datetime
    gone_at: datetime | None
    gone_by: str


@dataclass(frozen=True)
class Since:
    """A moment to compare with, UTC, and how many findings were added, are gone and remain since. `at` None: nothing was
    ever loaded. `what` (reports, rules, roster): what changed then, "" where a date was chosen."""

    at: datetime | None
    what: str
    added: int
    gone: int
    remaining: int


@dataclass(frozen=True)
class Findings:
    """One page of the worklist. `total` counts the findings under the filters on all pages; `page` of `pages` is that of
    the findings, or where they are grouped of the groups; then `items` are those of the open group, page `inner` of
    `inner_pages`."""

    selection: Selection
    headline: tuple[Message, ...]
    items: tuple[Item, ...]
    groups: tuple[Group, ...]
    open_group: str
    total: int
    page: int
    pages: int
    inner: int
    inner_pages: int
    labels: Labels
    since: Since


@dataclass(frozen=True)
class Neighbours:
    """Where a finding stands in the list: `number` from 1, and the fingerprints before and after it ("": none) with the
    pages they are on (in a group, the group's own pages)."""

    number: int
    page: int
    previous: str
    previous_page: int
    next: str
    next_page: int


@dataclass(frozen=True)
class Opened:
    """One finding opened. `history`: what was decided of it, the latest first; `earlier`: of the findings of its check on
    this agency and year while they had other figures. `report`: its report as it is now, None where there is none.
    `last_year`: what its cells held the year before, as text ("": blank); a cell is left out where it was not reported."""

    item: Item
    history: tuple[Decision, ...]
    earlier: tuple[Decision, ...]
    report: ReportView | None
    last_year: Mapping[FigureKey, str]


def findings(store: Store, filters: Filters, ask: Worklist = Worklist()) -> Findings:
    """One page of the worklist of a selection: gravest first, then by impact, then by repetition, then newest."""
    selection = select(store, filters)
    sought, what = sought_of(store, ask)
    counts = sought_counts(store, filters, replace(sought, **_NO_LABELS))
    plain = not sought.search and sought.change == "all"
    narrowed = chosen(counts, sought)
    total = int(narrowed["findings"].sum())
    page, pages = page_of(ask.page, total)
    groups: tuple[Group, ...] = ()
    if ask.group == "agency":
        groups, page, pages = agency_groups(store, filters, sought, ask.page, ask.open_group)
    elif ask.group == "cause":
        groups, page, pages = cause_groups(narrowed)
    opened = next((group for group in groups if group.code == ask.open_group), None)
    inner, inner_pages = page_of(ask.inner, opened.findings if opened else 0)
    rows: list[dict[str, Any]] = []
    if ask.group == "none" or opened:
        offset = ((inner if opened else page) - 1) * PAGE_SIZE
        rows = sought_rows(store, filters, _inside(sought, ask), limit=PAGE_SIZE, offset=offset)
    return Findings(
        selection=selection,
        headline=_headline(counts if plain else sought_counts(store, filters, Sought()), selection),
        items=tuple(item_of(row) for row in rows),
        groups=groups,
        open_group=opened.code if opened else "",
        total=total,
        page=page,
        pages=pages,
        inner=inner,
        inner_pages=inner_pages,
        labels=labels_of(counts, sought),
        since=Since(sought.since, what, **changes_since(store, filters, sought)),
    )


def neighbours_of(store: Store, filters: Filters, ask: Worklist, fingerprint: str) -> Neighbours | None:
    """What stands before and after a finding in the list, or in its open group; None where it is not in it."""
    sought, _ = sought_of(store, ask)
    found = neighbours(store, filters, _inside(sought, ask), fingerprint)
    if found is None:
        return None
    place = int(found["place"])
    pages = [number // PAGE_SIZE + 1 for number in (place, max(0, place - 1), place + 1)]
    return Neighbours(place + 1, pages[0], found["previous"] or "", pages[1], found["next"] or "", pages[2])


def opened(store: Store, fingerprint: str) -> Opened | None:
    """A finding by its fingerprint with all that is needed to decide of it, open or gone; None where there never was one."""
    row = finding_row(store, fingerprint)
    if row is None:
        return None
    item = item_of(row)
    code = str(item.agency.code)
    shown = report(store, code, item.finding.year)
    previous = {key: text for table in shown.tables for key, text in table.previous.items()} if shown else {}
    return Opened(
        item=item,
        history=decisions(store, fingerprint),
        earlier=earlier_decisions(store, code, item.finding.year, item.finding.check, fingerprint),
        report=shown,
        last_year={key: previous[key] for key in item.finding.cells if key in previous},
    )


def all_items(store: Store, filters: Filters, ask: Worklist = Worklist(), most: int = 100_000) -> Iterator[Item]:
    """Every finding `ask` asks for, whatever its page or group, in the order of the list: for files."""
    sought, _ = sought_of(store, ask)
    for row in sought_rows(store, filters, sought, limit=most):
        yield item_of(row)


def gravest(store: Store, filters: Filters, most: int) -> tuple[Item, ...]:
    """The findings to look at first; those that were dismissed are not among them."""
    sought = Sought(severities=("error", "warning"), states=("new", "confirmed"))
    return tuple(item_of(row) for row in sought_rows(store, filters, sought, limit=most))


def item_of(row: Mapping[str, Any]) -> Item:
    """A row of the store's finding queries as an item."""
    return Item(
        finding=from_row(row),
        agency=Name(row["agency_code"], text=row["agency_name"]),
        gone_by=row["gone_by"] or "",
        **{name: row[name] for name in ("review", "note", "who", "decided_at", "repeats", "seen_at", "gone_at")},
    )


_NO_LABELS: dict[str, Any] = {name: () for name in ("checks", "severities", "states", "causes")}


def sought_of(store: Store, ask: Worklist) -> tuple[Sought, str]:
    """What the store is asked for, and what kind of load it is compared with."""
    since, what = _moment(store, ask.since)
    sought = Sought(ask.checks, ask.severities, ask.states, ask.causes, ask.change, since, ask.search.strip())
    return sought, what


def _moment(store: Store, since: str) -> tuple[datetime | None, str]:
    """The beginning of a day here, in UTC; the last load where no day is named."""
    try:
        day = date.fromisoformat(since)
    except ValueError:
        last = loads(store, 1)
        return (last[0]["loaded_at"], last[0]["what"]) if last else (None, "")
    try:
        begun = datetime(day.year, day.month, day.day).astimezone(UTC)
    except (OverflowError, OSError, ValueError):
        return datetime.min, ""
    return begun.replace(tzinfo=None), ""


def _inside(sought: Sought, ask: Worklist) -> Sought:
    """What is asked for, in the open group only."""
    if ask.group == "none" or not ask.open_group:
        return sought
    return (
        replace(sought, agency=ask.open_group) if ask.group == "agency" else replace(sought, causes=(ask.open_group,))
    )


def _headline(counts: pd.DataFrame, selection: Selection) -> tuple[Message, ...]:
    by = {
        name: int(counts.loc[counts["severity"] == name, "findings"].sum())
        for name in ("error", "warning", "information")
    }
    if not any(by.values()):
        return (Message("views.said_no_findings", {"reports": selection.listed}),)
    return (Message("views.said_findings", {"reports": selection.listed, **by}),)
