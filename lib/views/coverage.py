"""报送情况: who reported what, and when?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from lib.checks.deadlines import is_due
from lib.language import Message
from lib.store import Filters, Store
from lib.store.filing import expected, filed, filed_by
from lib.store.grouping import region_width
from lib.store.paging import AgencyPage, agency_page
from lib.views.breakdown import region_category
from lib.views.model import Composition, Matrix, Name, Part, Rate, Square
from lib.views.numbers import rate
from lib.views.options import Options
from lib.views.selection import Selection, of_year, select
from lib.views.turns import Turned, turned

STATUSES = ("error", "zero", "warning", "blank_ok", "fine", "missing", "not_due")
# Agencies of one matrix: more would be neither read nor drawn in time.
PAGE_SIZE = 60


@dataclass(frozen=True)
class YearCoverage:
    """A year: reports on file by status, how many of those the roster expects are there, and of the `dated` ones (the day
    of publication is known and article 49 sets a last day) how many were `late`."""

    year: int
    statuses: dict[str, int]
    coverage: Rate | None
    dated: int = 0
    late: int = 0


@dataclass(frozen=True)
class Coverage:
    """`agencies` in all, a `page` (from 0) of them in the matrix. `year` is that of `regions` and of what has `turned`."""

    selection: Selection
    year: int
    headline: tuple[Message, ...]
    matrix: Matrix
    agencies: int
    page: int
    years: tuple[YearCoverage, ...]
    regions: Composition
    turned: Turned


def coverage(store: Store, filters: Filters, options: Options | None = None) -> Coverage:
    """Agency × year with one status each. An agency the roster does not expect in a year, and that did not report,
    has no square: nothing is known of it. A report is on file whatever the filters say of adding it up."""
    options = options or Options()
    filters = replace(filters, without_doubtful=False, counting="once")
    every_region = options.pick.narrow(filters, but=("region",))
    filters = options.pick.narrow(filters, but=("agency",))
    selection = select(store, filters)
    year = selection.year_of(options.year)
    years = _years(store, selection, options.today)
    shown = _page(store, selection, options)
    return Coverage(
        selection=selection,
        year=year,
        headline=_headline(years, selection),
        matrix=_matrix(store, selection, shown, options.today),
        agencies=shown.total,
        page=shown.page,
        years=years,
        regions=_regions(store, every_region, year, options.today),
        turned=turned(store, selection, year, options.today),
    )


def _is_expected(agency: Mapping[str, Any], year: int) -> bool:
    """Whether the roster says that this agency reports on `year`."""
    first, last = agency["expected_from"], agency["expected_until"]
    return first is not None and first <= year and (last is None or year <= last)


def _absent(kind: object, year: int, today: date) -> str:
    """Missing once the last day of 条例 art. 49 for this kind of agency has gone by; not yet due before."""
    return "missing" if is_due(kind, year, today) else "not_due"


def _page(store: Store, selection: Selection, options: Options) -> AgencyPage:
    years = selection.years
    due = (years[0], years[-1]) if years else None
    filters = replace(selection.filters, first_year=years[0], last_year=years[-1]) if years else selection.filters
    return agency_page(store, filters, size=PAGE_SIZE, page=options.page, due=due)


def _matrix(store: Store, selection: Selection, shown: AgencyPage, today: date) -> Matrix:
    codes = [agency["code"] for agency in shown.rows]
    found = {(row["agency_code"], row["year"]): row for row in filed_by(store, selection.filters, codes)}
    squares = []
    for agency in shown.rows:
        for year in selection.years:
            report = found.get((agency["code"], year))
            if report is None and not _is_expected(agency, year):
                continue
            status = report["status"] if report else _absent(agency["kind"], year, today)
            late = bool(report and report["late"])
            squares.append(Square(agency["code"], year, status, detail=_detail(status, late), late=late))
    return Matrix(
        title=Message("views.coverage_matrix"),
        agencies=tuple(Name(agency["code"], text=agency["name"]) for agency in shown.rows),
        years=selection.years,
        squares=tuple(squares),
    )


def _detail(status: str, late: bool) -> Message:
    said = Message(f"terms.status.{status}")
    return Message("filing.status_late", {"status": said}) if late else said


def _years(store: Store, selection: Selection, today: date) -> tuple[YearCoverage, ...]:
    if not selection.years:
        return ()
    filters = replace(selection.filters, first_year=selection.years[0], last_year=selection.years[-1])
    found, due = filed(store, filters), expected(store, filters)
    return tuple(
        _year(year, [row for row in found if row["year"] == year], [row for row in due if row["year"] == year], today)
        for year in selection.years
    )


def _year(year: int, found: list[dict[str, Any]], due: list[dict[str, Any]], today: date) -> YearCoverage:
    return YearCoverage(
        year=year,
        statuses=_statuses(found, due, year, today),
        coverage=rate(sum(row["filed"] for row in due), sum(row["expected"] for row in due)),
        dated=sum(row["dated"] for row in found),
        late=sum(row["late"] for row in found),
    )


def _statuses(
    found: Iterable[Mapping[str, Any]], due: Iterable[Mapping[str, Any]], year: int, today: date
) -> dict[str, int]:
    counts = dict.fromkeys(STATUSES, 0)
    for row in found:
        counts[row["status"]] += row["reports"]
    for row in due:
        counts[_absent(row["kind"], year, today)] += row["expected"] - row["filed"]
    return counts


def _regions(store: Store, filters: Filters, year: int, today: date) -> Composition:
    """The statuses of one year by region; a bar counts the reports on file and those the roster misses."""
    filters = of_year(filters, year)
    width = region_width(store, filters)
    found, due = filed(store, filters, width), expected(store, filters, width)
    codes = sorted({row["region"] for row in (*found, *due)} - {""})
    counts = [
        _statuses(
            [row for row in found if row["region"] == code], [row for row in due if row["region"] == code], year, today
        )
        for code in codes
    ]
    on_file = [sum(row["reports"] for row in found if row["region"] == code) for code in codes]
    used = [status for status in STATUSES if any(count[status] for count in counts)]
    return Composition(
        title=Message("filing.by_region", {"year": year}),
        categories=tuple(
            region_category(code, width, Message("filing.on_file", {"n": n}))
            for code, n in zip(codes, on_file, strict=True)
        ),
        parts=tuple(
            Part(
                Name(f"status.{status}", message=Message(f"terms.status.{status}")),
                tuple(count[status] for count in counts),
            )
            for status in used
        ),
        totals=tuple(sum(count.values()) for count in counts),
        # A region whose every report is missing is not a bar that is missing: the hatch of the status says it.
        reports=tuple(max(1, n) for n in on_file),
        horizontal=True,
        kind="region",
        facets=(("year", str(year)),),
    )


def _headline(years: tuple[YearCoverage, ...], selection: Selection) -> tuple[Message, ...]:
    counts = {status: sum(year.statuses[status] for year in years) for status in STATUSES}
    on_file = sum(counts[status] for status in STATUSES if status not in ("missing", "not_due"))
    said = [Message("views.said_coverage", {"n": on_file, **counts})]
    due = [year.coverage for year in years if year.coverage is not None]
    if due:
        parts = {"filed": sum(r.numerator for r in due), "expected": sum(r.denominator for r in due)}
        said.append(Message("views.said_expected", {**parts, "rate": parts["filed"] / parts["expected"]}))
    dated, late = sum(year.dated for year in years), sum(year.late for year in years)
    if dated:
        said.append(Message("filing.said_late", {"late": late, "dated": dated, "undated": on_file - dated}))
    return tuple(said)
