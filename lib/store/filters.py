"""Which reports a page is about. The same filters go through the address bar, the store, the sentence and the exports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.reports import Kind, Level


@dataclass(frozen=True)
class Filters:
    """A selection of current reports.

    `region` is the beginning of a GB/T 2260 code ("" is everywhere); `agency` is one agency's code. Empty `kinds` or
    `levels` mean all. `counting` says which reports of overlapping ones are added up: "once" leaves out a report whose
    government's aggregate report, which already contains it, is in the selection; "government_aggregate" and
    "own_office" take reports of that scope only.
    """

    region: str = ""
    agency: str = ""
    kinds: tuple[Kind, ...] = ()
    levels: tuple[Level, ...] = ()
    first_year: int = 0
    last_year: int = 9999
    counting: str = "once"
    without_doubtful: bool = False


# Comes after every digit.
_LAST = "~"
COUNTING = ("once", "government_aggregate", "own_office")


def conditions(
    filters: Filters, *, every_report: bool = False, own: Mapping[str, str] | None = None
) -> tuple[str, list[object]]:
    """SQL over the columns of `panel` or `sums`, and its parameters. `every_report` leaves out what only matters for
    adding up: pages that list reports show those too that a counted aggregate contains, though none of another scope than
    the one asked for. `own`: where reports are grouped by a column, that column with its SQL: each group then counts what
    it would count if the filters were narrowed to it."""
    clauses, values = placed(filters)
    clauses.append("year BETWEEN ? AND ?")
    values += [filters.first_year, filters.last_year]
    if filters.without_doubtful:
        clauses.append("NOT doubtful")
    if not every_report or filters.counting != "once":
        clause, more = _counting(filters, own or {})
        clauses.append(clause)
        values.extend(more)
    return " AND ".join(f"({clause})" for clause in clauses), values


def placed(filters: Filters, code: str = "agency_code") -> tuple[list[str], list[object]]:
    """The part that says which agencies: clauses over region, kind, level and the agency's `code`, with parameters."""
    clauses: list[str] = []
    values: list[object] = []
    if filters.region:
        # The bounds say no more, but tell which parts of a table need not be read at all.
        clauses.append("region >= ? AND region < ? AND starts_with(region, ?)")
        values += [filters.region, filters.region + _LAST, filters.region]
    if filters.agency:
        clauses.append(f"{code} = ?")
        values.append(filters.agency)
    for column, chosen in (("kind", filters.kinds), ("level", filters.levels)):
        if chosen:
            clauses.append(f"{column} IN ({', '.join('?' * len(chosen))})")
            values.extend(chosen)
    return clauses, values


def _counting(filters: Filters, own: Mapping[str, str]) -> tuple[str, list[object]]:
    if filters.counting != "once":
        return "scope = ?", [filters.counting]
    if filters.agency:
        return "TRUE", []
    values: list[object] = []
    inside = f"length({own['region']})" if "region" in own else str(len(filters.region))
    covered = [f"c.width >= {inside}"]
    for field, chosen in (("kind", filters.kinds), ("level", filters.levels)):
        if field in own:
            covered.append(f"c.{field} = {own[field]}")
        elif chosen:
            covered.append(f"c.{field} IN ({', '.join('?' * len(chosen))})")
            values.extend(chosen)
    if filters.without_doubtful:
        covered.append("NOT c.doubtful")
    return f"len(list_filter(covers, lambda c: {' AND '.join(covered)})) = 0", values
