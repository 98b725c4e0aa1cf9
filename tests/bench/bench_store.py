"""The store, small and as large as the nation: how fast it is filled, and how long each question behind a page takes.

    python -m tests.bench.bench_store                     a hundred thousand fictional reports, as `make bench` does
    python -m tests.bench.bench_store 5000000 /some/home  so many, in a folder that is kept; filled only where it is empty

pandas answers the same from the same figures in memory, where that is a fair question.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lib.checks import EQUATION_IDS
from lib.demo import fictional
from lib.demo.filling import fill_store
from lib.forms import ALL_KEYS
from lib.loading import load_reports
from lib.reports import Report
from lib.store import (
    Filters,
    Store,
    agency_search,
    behind,
    chained_years,
    filing,
    finding_queries,
    grouping,
    listing,
    paging,
    pairs,
    reading,
    stated,
    zero_years,
)
from tests.bench.record import record

RUNS, GOAL = 5, 10  # a question's milliseconds
FIRST, LAST = 2008, 2025
TOTALS = tuple(key for key in ALL_KEYS if key.startswith("requests.") and key.endswith(".total"))
NEW, CARRIED_IN, CARRIED_OUT = (f"requests.{row}.total" for row in ("new", "carry_in", "carry_out"))
CELLS = tuple(key for key in ALL_KEYS if key.startswith("requests."))
SOUGHT = finding_queries.Sought()
Question = Callable[[], object]


def questions(store: Store, filters: Filters) -> Mapping[str, Question]:
    """Every named question behind a page, asked of one selection."""
    last = reading.years(store)[-1]
    year = Filters(region=filters.region, first_year=last, last_year=last)
    place = EQUATION_IDS.index("YEAR-CARRY/total")
    some = reading.counted_agencies(store, year, 1)[0]["name"]
    codes = [row["agency_code"] for row in paging.agencies_reporting(store, filters, limit=25)[0]]
    ids = [row["agency_id"] for row in zero_years.zero_agencies(store, year, limit=25, offset=0)]
    width = max(2, len(filters.region) + 2)
    return {
        "yearly": lambda: reading.yearly(store, filters, TOTALS),
        "yearly of an agency": lambda: reading.yearly(store, Filters(agency=codes[0]), TOTALS),
        "crossed": lambda: reading.crossed(store, year, CELLS),
        "selection_size": lambda: reading.selection_size(store, filters),
        "counted_reports": lambda: reading.counted_reports(store, filters),
        "counted_agencies": lambda: reading.counted_agencies(store, filters, 20),
        "texted": lambda: reading.texted(store, filters),
        "years": lambda: reading.years(store),
        "reports of a year": lambda: reading.reports(store, year, [NEW]),
        "grouped by level": lambda: grouping.grouped(store, filters, "level", TOTALS),
        "grouped by region": lambda: grouping.grouped(store, filters, "region", TOTALS, width),
        "region_width": lambda: grouping.region_width(store, filters),
        "fully_stated": lambda: stated.fully_stated(store, filters, [NEW, CARRIED_IN]),
        "reports_behind": lambda: behind.reports_behind(store, year, [NEW]),
        "filed": lambda: filing.filed(store, filters, width),
        "expected": lambda: filing.expected(store, filters),
        "filed_by 25": lambda: filing.filed_by(store, filters, codes),
        "agency_page": lambda: paging.agency_page(store, filters, size=25, due=(last - 4, last)),
        "agencies_reporting": lambda: paging.agencies_reporting(store, filters, limit=25),
        "reports_of 25": lambda: paging.reports_of(store, filters, [NEW], codes),
        "agencies_named": lambda: agency_search.agencies_named(store, some[:3], filters.region),
        "sums_of_pairs": lambda: pairs.sums_of_pairs(store, filters, last, {"new": (NEW,)}),
        "handed_over": lambda: pairs.handed_over(store, filters, CARRIED_OUT, CARRIED_IN),
        "link_counts": lambda: chained_years.link_counts(store, filters, place),
        "chained_agencies": lambda: chained_years.chained_agencies(store, filters, place, limit=25, offset=0),
        "zero_counts": lambda: zero_years.zero_counts(store, filters),
        "zero_agencies": lambda: zero_years.zero_agencies(store, filters, limit=25, offset=0),
        "zero_years 25": lambda: zero_years.zero_years(store, filters, ids),
        "peers_by_group": lambda: zero_years.peers_by_group(store),
        "sought_rows": lambda: finding_queries.sought_rows(store, filters, SOUGHT, limit=100),
        "sought_counts": lambda: finding_queries.sought_counts(store, filters, SOUGHT),
        "sought_agencies": lambda: finding_queries.sought_agencies(store, filters, SOUGHT),
        "find_report": lambda: reading.find_report(store, codes[0], last),
        "listed_reports": lambda: listing.listed_reports(store, ""),
        "counts_by_year": lambda: listing.counts_by_year(store),
    }


# Why a question may take longer than the goal; each is asked once a selection and load, and then kept for everybody.
PLANNED = "As long for 20,000 reports: it is the planning of a query of more than a hundred columns."
LISTED = "Goes through every agency: 294,000 of them in the nation."
RANKED = "Ranks the reports of a year, or the agencies, by what is asked: no order is kept for each figure."
BESIDE = "Lays two years of every agency side by side; which belong together depends on the selection."
FOUND = "Goes through all open findings: 7.5 million in the nation, 2.7 million of them reports without a request."
HEADS = "Goes through the heads of all reports."
REASONS: Mapping[str, str] = {
    **dict.fromkeys(("yearly", "yearly of an agency", "grouped by level", "grouped by region", "find_report"), PLANNED),
    **dict.fromkeys(("region_width", "reports_of 25", "filed_by 25", "zero_years 25", "filed"), PLANNED),
    **dict.fromkeys(("expected", "agency_page", "agencies_reporting", "agencies_named"), LISTED),
    **dict.fromkeys(("reports of a year", "reports_behind", "counted_agencies", "peers_by_group"), RANKED),
    **dict.fromkeys(("sums_of_pairs", "handed_over", "link_counts", "chained_agencies"), BESIDE),
    **dict.fromkeys(("zero_counts", "zero_agencies", "sought_rows", "sought_counts", "sought_agencies"), FOUND),
    **dict.fromkeys(
        ("years", "texted", "listed_reports", "counts_by_year", "selection_size", "counted_reports"), HEADS
    ),
    "crossed": "Adds up all 175 cells of table 三 of a year's reports; the sums keep what several pages ask.",
    "fully_stated": "Whether a report states all of some cells is not to be told from the sums of each.",
}


def rivals(store: Store) -> Mapping[str, Question]:
    """What pandas has to say to some of them, with every report in memory."""
    columns = ", ".join(f'"{key}"' for key in TOTALS)
    frame = store.frame(f"SELECT year, region, level, agency_code, len(covers) AS covers, {columns} FROM panel")
    once = frame["covers"] == 0
    return {
        "yearly": lambda: frame[once].groupby("year")[list(TOTALS)].sum(),
        "grouped by level": lambda: frame[once].groupby("level")[list(TOTALS)].sum(),
        "grouped by region": lambda: frame.groupby(frame["region"].str[:2])[list(TOTALS)].sum(),
        "yearly of an agency": lambda: (
            frame[frame["agency_code"] == frame["agency_code"].iat[0]].groupby("year").size()
        ),
        "reports_behind": lambda: frame[frame["year"] == frame["year"].max()].nlargest(100, NEW),
    }


def fill(path: Path, reports: int) -> None:
    """Take in all years but the last, then the last, then a county's reports with other figures."""
    data, span = f"{reports:,} reports", LAST - FIRST + 1
    store = Store(path)
    with _told(f"taking in and judging 17 years of {data}"):
        fill_store(store, fictional(reports * (span - 1) // span, 1, 0.05, years=(FIRST, LAST - 1), prose=False))
    with _told(f"the year after them, of {data}"):
        fill_store(store, fictional(reports // span, 1, 0.05, years=(LAST, LAST), prose=False), since=FIRST)
    county = store.rows("SELECT left(region, 6) AS r FROM agency WHERE level = 'township' LIMIT 1")[0]["r"]
    revised = _revised(store, county)
    with _told(f"a county's {len(revised)} reports of a year once more, of {data}"):
        load_reports(store, revised)
    store.close()
    record("store", f"the file, {data}", path.stat().st_size / 2**20, "MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    record("store", f"memory at most while taking them in, {data}", peak, "MB")


@contextmanager
def _told(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    record("store", what, time.perf_counter() - begun, "s")


def _revised(store: Store, region: str) -> list[tuple[str, Report]]:
    """A county's latest reports, each with one request more than before."""
    last = reading.years(store)[-1]
    heads = store.rows(
        "SELECT code FROM agency JOIN report USING (agency_id) WHERE starts_with(region, ?) AND year = ? AND current "
        "ORDER BY code LIMIT 60",
        [region, last],
    )
    found = [stored for row in heads if (stored := reading.find_report(store, row["code"], last))]
    more = [{NEW: int(one.report.figures.get(NEW) or 0) + 1} for one in found]
    return [
        ("bench", one.report.model_copy(update={"figures": {**one.report.figures, **figures}}))
        for one, figures in zip(found, more, strict=True)
    ]


def timed(question: Question) -> float:
    """Milliseconds of one answer."""
    begun = time.perf_counter()
    question()
    return (time.perf_counter() - begun) * 1000


def answered(asked: Mapping[str, Question]) -> dict[str, list[float]]:
    """The milliseconds of each answer, after one that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for run in range(RUNS + 1):
        for name, question in asked.items():
            milliseconds = timed(question)
            if run:
                taken[name].append(milliseconds)
    return taken


def report(home: Path, reports: int) -> None:
    """Record everything."""
    path, data = home / "disclosure.duckdb", f"{reports:,} reports"
    if not path.exists():
        fill(path, reports)
    store = Store(path)
    where = {"everything": ""}
    for name, level, digits in (("a province", "county", 2), ("a county", "township", 6)):
        found = store.rows(f"SELECT left(region, {digits}) AS r FROM agency WHERE level = '{level}' LIMIT 1")
        where[name] = found[0]["r"]
    asked = {name: answered(questions(store, Filters(region=region))) for name, region in where.items()}
    for place, taken in asked.items():
        for name, times in taken.items():
            record("store", f"{name}, {place}, {data}", times, "ms", at_most=GOAL, because=REASONS.get(name, ""))
    for name, times in answered(rivals(store)).items():
        own = asked["everything"][name]
        record("store", f"{name}, everything, {data}", own, "ms", against="pandas, all in memory", theirs=times)
    store.close()


def test_questions_of_a_hundred_thousand_reports(tmp_path: Path) -> None:
    """What `make bench` runs."""
    report(tmp_path, 100_000)


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as made:
        report(Path(sys.argv[2]) if len(sys.argv) > 2 else Path(made), size)
