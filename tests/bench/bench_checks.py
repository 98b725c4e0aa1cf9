"""How fast the checks are: the sums of 300,000 reports against reading their columns once, and the diagnosis.

`python -m tests.bench.bench_checks [reports]`, or `make bench`. Nothing is asserted but that every fault is found:
a bound on time would measure the machine. Times are those of the processor, so that neighbours count for less.
"""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from lib.checks import EQUATION_IDS, Batch, Verdict
from lib.checks.batch import AMOUNTS, EDITIONS, KEY_INDEX, PROFILE, SECTIONS
from lib.checks.identities import evaluate
from lib.checks.judging import judge
from lib.checks.model import CellState
from lib.checks.registry import Case
from lib.checks.relations import form_relations
from lib.checks.sums import broken_sums
from lib.forms import ALL_KEYS, EDITION_KEYS, TABLES, load_forms

REPORTS, RUNS, SEED = 300_000, 5, 20_260_101
ZERO_SHARE, FAULTY_SHARE, YEARS = 0.47, 0.03, 5
PARTS = ("natural", "commercial", "research", "welfare", "legal", "other")


def synthetic(reports: int, seed: int = SEED) -> tuple[Batch, NDArray[np.intp]]:
    """Consistent reports of the edition in force, five years an agency, some all zero; and where faults were put in."""
    random = np.random.default_rng(seed)
    values = np.zeros((len(ALL_KEYS), reports), dtype=np.int64)
    busy = random.random(reports) >= ZERO_SHARE
    _fill_requests(values, busy, random)
    _fill_disputes(values, busy, random)
    faulty = np.flatnonzero(random.random(reports) < FAULTY_SHARE)
    _inject(values, faulty, random)
    newest = EDITIONS[-1]
    states = np.full(values.shape, CellState.OUTSIDE, dtype=np.uint8)
    for table in TABLES:
        states[[KEY_INDEX[key] for key in EDITION_KEYS[table, newest]]] = CellState.STATED
    number = np.arange(reports)
    batch = Batch(
        report_ids=number.astype(object),
        agency_ids=(number // YEARS).astype(object),
        years=2021 + number % YEARS,
        revisions=np.ones(reports, dtype=np.int64),
        editions={table: np.full(reports, len(EDITIONS) - 1, dtype=np.int8) for table in TABLES},
        values=values,
        amounts={key: np.zeros(reports) for key in AMOUNTS},
        states=states,
        facts={},
        lengths=np.full((len(SECTIONS), reports), 100, dtype=np.int64),
        profile=pd.DataFrame({name: None for name in PROFILE}, index=range(reports), dtype=object).assign(
            code=(number // YEARS).astype(str)
        ),
        prose={},
        former={},
    )
    return batch, faulty


def _fill_requests(values: NDArray[np.int64], busy: NDArray[np.bool_], random: np.random.Generator) -> None:
    table = load_forms()[EDITIONS[-1]].tables["requests"]
    outcomes = [row.key for row in table.rows if row.outcome]

    def cell(row: str, column: str) -> NDArray[np.int64]:
        return values[KEY_INDEX[f"requests.{row}.{column}"]]

    for column in PARTS:
        for row in outcomes:
            cell(row, column)[:] = random.poisson(1.2 if column == "natural" else 0.1, busy.size) * busy
        cell("result_total", column)[:] = sum(cell(row, column) for row in outcomes)
        cell("new", column)[:] = cell("result_total", column)
    for row in table.rows:
        cell(row.key, "total")[:] = sum(cell(row.key, column) for column in PARTS)


def _fill_disputes(values: NDArray[np.int64], busy: NDArray[np.bool_], random: np.random.Generator) -> None:
    for row in load_forms()[EDITIONS[-1]].tables["disputes"].rows:
        parts = [KEY_INDEX[f"disputes.{row.key}.{name}"] for name in ("upheld", "corrected", "other", "pending")]
        for part in parts:
            values[part] = random.poisson(0.2, busy.size) * busy
        values[KEY_INDEX[f"disputes.{row.key}.total"]] = values[parts].sum(axis=0)


def _inject(values: NDArray[np.int64], faulty: NDArray[np.intp], random: np.random.Generator) -> None:
    """Three in four faults are one wrong cell, the others two."""
    cells = [KEY_INDEX[key] for key in EDITION_KEYS["requests", EDITIONS[-1]]]
    rows = random.choice(cells, faulty.size)
    values[rows, faulty] += random.integers(1, 90, faulty.size)
    twice = faulty[random.random(faulty.size) < 0.25]
    values[random.choice(cells, twice.size), twice] += random.integers(100, 900, twice.size)


def timed(action: Callable[[], object]) -> list[float]:
    """Seconds of each warm run, the fastest first."""
    action()
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        action()
        seconds.append(time.process_time() - start)
    return sorted(seconds)


def bench(reports: int = REPORTS) -> None:
    batch, faulty = synthetic(reports)
    verdicts, residuals = evaluate(batch)
    broken = np.flatnonzero((verdicts == Verdict.BROKEN.code).any(axis=0))
    assert broken.tolist() == faulty.tolist()
    used = sorted({KEY_INDEX[part.key] for group in form_relations().values() for r in group for part in r.parts})
    read = timed(lambda: [int(batch.values[row].sum()) for row in used])
    judged = timed(lambda: evaluate(batch))
    print(f"\n{_machine()}, {platform.system()}, Python {platform.python_version()}, numpy {np.__version__}")
    print(
        f"{reports:,} reports, {len(faulty):,} faulty, {len(verdicts)} sums, {len(used)} columns; medians of {RUNS} runs"
    )
    _line("reading those columns once", read, reports)
    _line("verdicts and residuals of all sums", judged, reports)
    print(f"  ratio to reading once: {median(judged) / median(read):.2f}; broken equations: {len(residuals.value):,}")
    few = replace(batch, **_first(batch, min(reports, 50_000)))
    case = Case(few, EQUATION_IDS, judge(few).verdicts)
    found = list(broken_sums(case))
    _line(
        "diagnosis, to findings, of faulty reports",
        timed(lambda: list(broken_sums(case))),
        len({f.report_id for f in found}),
    )
    explained = sum(finding.cause is not None for finding in found)
    print(f"  {explained:,} of {len(found):,} findings have a likely cause")
    _line("everything: verdicts, diagnosis, all findings", timed(lambda: judge(few)), few.size)


def _first(batch: Batch, count: int) -> dict[str, object]:
    """The fields of the first reports of a batch."""
    names = ("report_ids", "agency_ids", "years", "revisions")
    return {
        **{name: getattr(batch, name)[:count] for name in names},
        "editions": {table: codes[:count] for table, codes in batch.editions.items()},
        "values": batch.values[:, :count],
        "amounts": {key: amounts[:count] for key, amounts in batch.amounts.items()},
        "states": batch.states[:, :count],
        "lengths": batch.lengths[:, :count],
    }


def _machine() -> str:
    """What the processor calls itself, where the system tells."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text("utf-8").splitlines() if told.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0]}, {len(names)} processors" if names else platform.processor() or platform.machine()


def _line(name: str, seconds: list[float], reports: int) -> None:
    middle = median(seconds)
    print(f"  {name}: {1000 * middle:,.0f} ms (best {1000 * seconds[0]:,.0f}), {reports / middle:,.0f} reports/s")


def test_checks() -> None:
    bench()


if __name__ == "__main__":
    bench(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
