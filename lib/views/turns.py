"""Whose report stands better than last year's, and whose worse: by its state first, then by its open findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.checks.deadlines import is_due
from lib.language import Message
from lib.reports import KINDS
from lib.store import Store
from lib.store.filing import STATES, turn_counts, turned_most
from lib.views.model import Cross, Name
from lib.views.selection import Selection

MOST = 15


@dataclass(frozen=True)
class Turn:
    """An agency's two years: the state of each report, with the open errors and warnings; None where there is none."""

    agency: Name
    before: str
    after: str
    errors: tuple[int | None, int | None]
    warnings: tuple[int | None, int | None]


@dataclass(frozen=True)
class Turned:
    """`states`: how many agencies went from which state to which. The agencies that moved furthest, at most `MOST` each
    way; `counts` are all of them: better, worse, as before."""

    year: int
    states: Cross
    better: tuple[Turn, ...]
    worse: tuple[Turn, ...]
    counts: tuple[int, int, int]
    sentence: Message


def turned(store: Store, selection: Selection, year: int, today: date) -> Turned:
    """Every agency of which something is known in both years: a report, or that one is missing."""
    found, better, worse = _found(store, selection, year, today)
    together = {name: sum(row[name] for row in found) for name in ("agencies", "better", "worse")}
    same = together["agencies"] - together["better"] - together["worse"]
    counts = (together["better"], together["worse"], same)
    values = {"before": year - 1, "year": year, "better": counts[0], "worse": counts[1], "same": counts[2]}
    return Turned(
        year=year,
        states=_states(found, year),
        better=tuple(map(_turn, better)),
        worse=tuple(map(_turn, worse)),
        counts=counts,
        sentence=Message("filing.said_turned" if found else "filing.nobody_twice", values),
    )


def _found(store: Store, selection: Selection, year: int, today: date) -> tuple[list[dict[str, Any]], ...]:
    """The counts, and who moved furthest for better and for worse. A year that is not shown, or that nobody has reported
    on yet, is not one to compare with."""
    if not {year - 1, year} <= set(selection.years):
        return [], [], []
    due = {y: [kind for kind in ("", *KINDS) if is_due(kind, y, today)] for y in (year - 1, year)}
    most = (turned_most(store, selection.filters, year, due, worse=worse, most=MOST) for worse in (False, True))
    return turn_counts(store, selection.filters, year, due), *most


def _turn(row: Mapping[str, Any]) -> Turn:
    return Turn(
        Name(row["agency_code"], text=row["agency_name"]),
        row["before"],
        row["after"],
        (row["errors_before"], row["errors_after"]),
        (row["warnings_before"], row["warnings_after"]),
    )


def _states(found: Sequence[Mapping[str, Any]], year: int) -> Cross:
    counts = {(row["before"], row["after"]): int(row["agencies"]) for row in found}
    rows = [state for state in STATES if any(before == state for before, _ in counts)]
    columns = [state for state in STATES if any(after == state for _, after in counts)]
    return Cross(
        title=Message("filing.turned", {"before": year - 1, "year": year}),
        rows=tuple(_status(state, "filing.was") for state in rows),
        columns=tuple(_status(state, "filing.now") for state in columns),
        counts=tuple(tuple(counts.get((row, column), 0) for column in columns) for row in rows),
        facets=(("year", str(year)),),
    )


def _status(state: str, key: str) -> Name:
    return Name(f"status.{state}", message=Message(key, {"status": Message(f"terms.status.{state}")}))
