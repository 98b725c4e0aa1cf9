"""The nation's seventeen years as fictional reports, in a store of their own: how long they take to come in.

    python -m tests.bench.nation 5000000 /some/home     a folder that is kept; filled only where it is empty

`make bench` fills one of its own, with five million or as many as memory holds. BENCH_HOME names a folder to keep and to
find again, BENCH_REPORTS says how many.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib.demo import fictional
from lib.demo.block import Block
from lib.demo.filling import fill_store
from lib.forms import FigureKey
from lib.loading import load_reports, prepare
from lib.reports import Report
from lib.store import Store, reading
from tests.bench.record import record

MANY = 5_000_000
# Of memory, while so many come in and are judged: measured.
_BYTES_A_REPORT = 3_000
_FAULTY, _SEED = 0.05, 1
_FIRST, _LAST, _PROVINCE = 2008, 2025, 5_500
_NEW: FigureKey = "requests.new.total"
# Says in a folder how many it was filled with.
_TOLD = "reports.txt"


@dataclass(frozen=True)
class Nation:
    """A data folder, and how many reports it was filled with."""

    home: Path
    reports: int

    @property
    def name(self) -> str:
        """What its figures are called by in the report."""
        return f"{self.reports:,} reports"

    @property
    def path(self) -> Path:
        """Its store."""
        return self.home / "disclosure.duckdb"


def as_many_as_fit() -> int:
    """Five million, fewer where memory is short or BENCH_REPORTS says so."""
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(int(os.environ.get("BENCH_REPORTS", MANY)), free // _BYTES_A_REPORT // 100_000 * 100_000)


def at(home: Path) -> Nation:
    """The nation of this folder: what it was filled with, or what it is to be filled with."""
    kept = Nation(home, 0).path.exists()
    return Nation(home, int((home / _TOLD).read_text("utf-8")) if kept else as_many_as_fit())


def fill(nation: Nation) -> None:
    """Take in the bundled reports and seventeen years, then a province's next, then a county's of it with other figures."""
    nation.home.mkdir(parents=True, exist_ok=True)
    coming, data, span = nation.path.with_name("coming.duckdb"), nation.name, _LAST - _FIRST
    next_year = _first(_PROVINCE, fictional(nation.reports // span, _SEED, _FAULTY, years=(_LAST, _LAST), prose=False))
    arriving = sum(block.size for block in next_year)
    store = Store(coming)
    prepare(store)
    with _told(f"taking in and judging {span} years, {data}"):
        fill_store(store, fictional(nation.reports, _SEED, _FAULTY, years=(_FIRST, _LAST - 1), prose=False))
    with _told(f"a province's {arriving:,} reports of the year after, {data}"):
        fill_store(store, next_year, since=_FIRST)
    revised = _revised(store)
    with _told(f"a county's {len(revised)} reports of it once more, {data}"):
        load_reports(store, revised)
    store.close()
    (nation.home / _TOLD).write_text(str(nation.reports), "utf-8")
    # Under its own name only when it is whole: a run that was stopped leaves nothing that looks like the nation.
    coming.rename(nation.path)
    record("store", f"the file, {data}", nation.path.stat().st_size / 2**20, "MB")


def _first(reports: int, blocks: Iterable[Block]) -> list[Block]:
    """So many reports, at least, from the beginning of a nation: of agencies that are all known already."""
    taken: list[Block] = []
    for block in blocks:
        taken.append(block)
        if sum(one.size for one in taken) >= reports:
            break
    return taken


@contextmanager
def _told(what: str) -> Iterator[None]:
    begun = time.perf_counter()
    yield
    record("store", what, time.perf_counter() - begun, "s")


def _revised(store: Store) -> list[tuple[str, Report]]:
    """A county's latest reports, each with one request more than before."""
    (county,) = store.rows(
        "SELECT left(region, 6) AS region, list(code ORDER BY code)[:60] AS codes FROM agency JOIN report USING (agency_id) "
        "WHERE year = ? AND current AND level = 'township' GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
        [_LAST],
    )
    found = [stored for code in county["codes"] if (stored := reading.find_report(store, code, _LAST))]
    more = [{_NEW: int(one.report.figures.get(_NEW) or 0) + 1} for one in found]
    return [
        ("bench", one.report.model_copy(update={"figures": {**one.report.figures, **figures}}))
        for one, figures in zip(found, more, strict=True)
    ]


if __name__ == "__main__":
    filled = Nation(Path(sys.argv[2]), int(sys.argv[1]))
    fill(filled)
    # Only a process that did nothing else can say what the filling took.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    record("store", f"memory at most while taking them in, {filled.name}", peak, "MB")
