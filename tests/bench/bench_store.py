"""The store, small and as large as the nation: how long each question behind a page takes.

pandas answers the same from the same figures in memory, where that is a fair question.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from lib.checks import EQUATION_IDS
from lib.forms import ALL_KEYS
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
from tests.bench.nation import Nation, fill
from tests.bench.record import record

RUNS, GOAL = 5, 10  # a question's milliseconds
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
    reported = paging.agencies_reporting(store, year, limit=1)[0][0]["agency_code"]
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
        "find_report": lambda: reading.find_report(store, reported, last),
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


def report(nation: Nation) -> None:
    """Record every question of everything, a province and a county, and what pandas says to some."""
    store, data = Store(nation.path), nation.name
    where = {"everything": ""}
    for name, level, digits in (("a province", "county", 2), ("a county", "township", 6)):
        (found,) = store.rows(
            "SELECT left(region, ?) AS place FROM report JOIN agency USING (agency_id) WHERE level = ? AND year = ? "
            "GROUP BY ALL ORDER BY count(*) DESC, place LIMIT 1",
            [digits, level, reading.years(store)[-1]],
        )
        where[name] = found["place"]
    asked = {name: answered(questions(store, Filters(region=region))) for name, region in where.items()}
    for place, taken in asked.items():
        for name, times in taken.items():
            record("store", f"{name}, {place}, {data}", times, "ms", at_most=GOAL, because=REASONS.get(name, ""))
    for name, times in answered(rivals(store)).items():
        own = asked["everything"][name]
        record("store", f"{name}, everything, {data}", own, "ms", against="pandas, all in memory", theirs=times)
    store.close()


def test_questions_of_a_hundred_thousand_reports(tmp_path: Path) -> None:
    made = Nation(tmp_path, 100_000)
    fill(made)
    report(made)


def test_questions_of_the_nation(nation: Nation) -> None:
    report(nation)
