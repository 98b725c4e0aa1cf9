"""零报告: who reports no request, how that is said, for how long, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from lib.checks import from_row
from lib.language import Message
from lib.store import Filters, Store
from lib.store.zero_years import MISSING, peers_by_group, zero_agencies, zero_counts, zero_findings, zero_years
from lib.views.model import Name
from lib.views.selection import Selection, select

PAGE_SIZE = 50
# "requests": there were some. "unknown": a cell cannot be read, or the table is not there. "none": no report, and
# nobody says that there should be one.
State = Literal["stated", "mixed", "blank", "requests", "unknown", "missing", "none"]
ZEROS: tuple[State, ...] = ("stated", "mixed", "blank")


@dataclass(frozen=True)
class ZeroYear:
    """A year of an agency. `received` is what it reports as new, None where it reports nothing or no number."""

    year: int
    state: State
    received: int | None = None
    contradicted: bool = False


@dataclass(frozen=True)
class Contradiction:
    """What speaks against a zero, and the finding that says so; `years` are more than one where it is the same of each,
    and then the finding is that of the last."""

    years: tuple[int, ...]
    message: Message
    severity: str
    fingerprint: str


@dataclass(frozen=True)
class Peers:
    """The reports of the same kind and level of agency in a year: how many state what they received, the middle one of
    them, and how many state 0."""

    year: int
    reports: int
    median: float
    zeros: int


@dataclass(frozen=True)
class ZeroLine:
    """An agency with its years. `streak` is the longest run of years without a request; `peers` are those of its latest
    such year, None where its kind or level is not known or nobody else reports."""

    agency: Name
    years: tuple[ZeroYear, ...]
    streak: int
    contradictions: tuple[Contradiction, ...]
    peers: Peers | None


@dataclass(frozen=True)
class Zeros:
    """A page of agencies that report no request in some year: contradicted ones first, then the longest runs. `counts`:
    reports by how they say it; `contradicted`: reports."""

    selection: Selection
    headline: tuple[Message, ...]
    lines: tuple[ZeroLine, ...]
    total: int
    page: int
    counts: Mapping[State, int]
    contradicted: int


def zeros(store: Store, filters: Filters, page: int = 1) -> Zeros:
    """The agencies of a selection whose table 三 holds nothing but 0 or blank in some year."""
    filters = replace(filters, without_doubtful=False)
    selection = select(store, filters)
    counted = zero_counts(store, filters)
    counts: dict[State, int] = {state: counted[state] for state in ZEROS}
    page = min(max(1, page), max(1, -(-counted["agencies"] // PAGE_SIZE)))
    listed = zero_agencies(store, filters, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)
    ids = [row["agency_id"] for row in listed]
    reports = _by_agency(zero_years(store, filters, ids))
    findings = _by_agency(zero_findings(store, filters, ids))
    groups = {tuple(row[name] for name in _GROUP): row for row in peers_by_group(store)}
    lines = [
        _line(row, reports.get(row["agency_id"], []), findings.get(row["agency_id"], []), selection, groups)
        for row in listed
    ]
    return Zeros(
        selection=selection,
        headline=_headline(counts, counted["contradicted"], selection),
        lines=tuple(lines),
        total=counted["agencies"],
        page=page,
        counts=counts,
        contradicted=counted["contradicted"],
    )


_GROUP = ("kind", "level", "year", "whole")


def _by_agency(rows: Iterable[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["agency_id"], []).append(row)
    return found


def _line(
    agency: Mapping[str, Any],
    reports: Sequence[Mapping[str, Any]],
    findings: Sequence[dict[str, Any]],
    selection: Selection,
    groups: Mapping[tuple[Any, ...], Mapping[str, Any]],
) -> ZeroLine:
    against = [row for row in findings if row["check"] != MISSING]
    missing = {row["year"] for row in findings if row["check"] == MISSING}
    contradicted = {row["year"] for row in against if row["check"] == "ZERO-CONTRADICTED"}
    known = {row["year"]: row for row in reports}
    years = tuple(
        _year(year, known.get(year), missing=year in missing, contradicted=year in contradicted)
        for year in selection.years
    )
    latest = max((year.year for year in years if year.state in ZEROS), default=None)
    return ZeroLine(
        agency=Name(agency["agency_code"], text=agency["agency_name"]),
        years=years,
        streak=_longest(years),
        contradictions=_contradictions(against),
        peers=_peers(known[latest], groups) if latest is not None else None,
    )


def _contradictions(against: Sequence[dict[str, Any]]) -> tuple[Contradiction, ...]:
    """Each contradiction by itself; that the peers receive many is said once for all years."""
    own = [
        Contradiction((row["year"],), from_row(row).message, row["severity"], row["fingerprint"])
        for row in against
        if row["check"] == "ZERO-CONTRADICTED"
    ]
    peers = [row for row in against if row["check"] == "ZERO-PEERS"]
    if not peers:
        return tuple(own)
    last = peers[-1]
    years = tuple(row["year"] for row in peers)
    message = from_row(last).message if len(peers) == 1 else Message("years.peers_have_many")
    return (*own, Contradiction(years, message, last["severity"], last["fingerprint"]))


def _year(year: int, report: Mapping[str, Any] | None, *, missing: bool, contradicted: bool) -> ZeroYear:
    if report is None:
        return ZeroYear(year, "missing" if missing else "none")
    received = report["received"]
    state: State = report["state"] or ("requests" if report["any"] else "unknown")
    return ZeroYear(year, state, None if received is None else int(received), contradicted)


def _longest(years: Sequence[ZeroYear]) -> int:
    """Years running; one without a report ends the run."""
    longest = run = 0
    for year in years:
        run = run + 1 if year.state in ZEROS else 0
        longest = max(longest, run)
    return longest


def _peers(report: Mapping[str, Any], groups: Mapping[tuple[Any, ...], Mapping[str, Any]]) -> Peers | None:
    found = groups.get(tuple(report[name] for name in _GROUP))
    if found is None or found["reports"] < 2:
        return None
    return Peers(int(found["year"]), int(found["reports"]), float(found["median"]), int(found["zeros"]))


def _headline(counts: Mapping[State, int], contradicted: int, selection: Selection) -> tuple[Message, ...]:
    zero = sum(counts.values())
    if not selection.listed:
        return (selection.note,)
    if not zero:
        return (Message("years.said_no_zeros", {"reports": selection.listed}),)
    values: dict[str, object] = {state: count for state, count in counts.items()}
    said = [Message("years.said_zeros", {"reports": selection.listed, "zero": zero, **values})]
    if contradicted:
        said.append(Message("years.said_contradicted", {"n": contradicted}))
    return tuple(said)
