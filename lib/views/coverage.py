"""报送情况: who reported what?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lib.checks.deadlines import is_due
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import agencies, reports
from lib.views.model import Matrix, Name, Rate, Square
from lib.views.numbers import rate
from lib.views.selection import Selection, select

STATUSES = ("error", "zero", "warning", "blank_ok", "fine", "missing", "not_due")


@dataclass(frozen=True)
class YearCoverage:
    """A year: reports on file by status, and how many of those the roster expects are there."""

    year: int
    statuses: dict[str, int]
    coverage: Rate | None


@dataclass(frozen=True)
class Coverage:
    selection: Selection
    headline: tuple[Message, ...]
    matrix: Matrix
    years: tuple[YearCoverage, ...]


def coverage(store: Store, filters: Filters, today: date) -> Coverage:
    """Agency × year with one status each. An agency the roster does not expect in a year, and that did not report,
    has no square: nothing is known of it. A report is on file whatever the filters say of adding it up."""
    filters = replace(filters, without_doubtful=False, counting="once")
    selection = select(store, filters)
    frame = reports(store, filters, [], every_report=True)
    found = {(row["agency_code"], int(row["year"])): row["status"] for row in frame.to_dict("records")}
    listed = agencies(store, filters)
    squares: list[Square] = []
    expected: set[tuple[str, int]] = set()
    for agency in listed:
        for year in selection.years:
            place = (agency["code"], year)
            if _expected(agency, year):
                expected.add(place)
            status = found.get(place) or (_absent(agency, year, today) if place in expected else None)
            if status:
                squares.append(Square(agency["code"], year, status, detail=Message(f"terms.status.{status}")))
    shown = {square.agency for square in squares}
    return Coverage(
        selection=selection,
        headline=_headline(squares, expected, found),
        matrix=Matrix(
            title=Message("views.coverage_matrix"),
            agencies=tuple(Name(a["code"], text=a["name"]) for a in listed if a["code"] in shown),
            years=selection.years,
            squares=tuple(squares),
        ),
        years=tuple(_year(year, squares, expected, found) for year in selection.years),
    )


def _expected(agency: dict[str, Any], year: int) -> bool:
    first, last = agency["expected_from"], agency["expected_until"]
    return first is not None and first <= year and (last is None or year <= last)


def _absent(agency: dict[str, Any], year: int, today: date) -> str:
    """Missing once the last day of 条例 art. 49 for this kind of agency has gone by; not yet due before."""
    return "missing" if is_due(agency["kind"], year, today) else "not_due"


def _year(
    year: int, squares: list[Square], expected: set[tuple[str, int]], found: dict[tuple[str, int], str]
) -> YearCoverage:
    here = [square.status for square in squares if square.year == year]
    due = [place for place in expected if place[1] == year]
    return YearCoverage(
        year=year,
        statuses={status: here.count(status) for status in STATUSES},
        coverage=rate(sum(place in found for place in due), len(due)),
    )


def _headline(
    squares: list[Square], expected: set[tuple[str, int]], found: dict[tuple[str, int], str]
) -> tuple[Message, ...]:
    counts = {status: sum(square.status == status for square in squares) for status in STATUSES}
    said = [Message("views.said_coverage", {"n": len(found), **counts})]
    if expected:
        filed = sum(place in found for place in expected)
        values = {"filed": filed, "expected": len(expected), "rate": filed / len(expected)}
        said.append(Message("views.said_expected", values))
    return tuple(said)
