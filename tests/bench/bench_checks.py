"""How fast the checks are: the sums of five million reports against reading their columns once, of 300,000 beside other
validators, and all findings.

`python -m tests.bench.bench_checks [reports]`, or `make bench`; fewer than five million where memory is short or
BENCH_REPORTS says so. Nothing is asserted but that every fault is found, and by every validator the same ones.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from lib.checks import EQUATION_IDS, Batch, Verdict
from lib.checks.batch import AMOUNTS, EDITIONS, KEY_INDEX, PROFILE, SECTIONS, narrowed
from lib.checks.identities import evaluate
from lib.checks.judging import judge
from lib.checks.model import CellState
from lib.checks.registry import Case
from lib.checks.relations import form_ids, form_relations
from lib.checks.sums import broken_sums
from lib.forms import ALL_KEYS, EDITION_KEYS, TABLES, load_forms
from tests.bench.peer_environment import PEERS, peer_python, version
from tests.bench.record import record

MANY, REPORTS, FINDINGS, RUNS, SEED = 5_000_000, 300_000, 50_000, 5, 20_260_101
ZERO_SHARE, FAULTY_SHARE, YEARS = 0.47, 0.03, 5
BLANK_SHARE, BLANKS = 0.2, 12
# The package of each peer, how often it is run, and how many times as long as ours it is to take.
VALIDATORS = {
    "dataframely": ("dataframely", 3, 6),
    "pointblank": ("pointblank", 3, 6),
    "great_expectations": ("great_expectations", 2, 40),
    "pandera": ("pandera", 2, 40),
    "pydantic": ("pydantic", 1, 400),
}
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
    _leave_blank(values, states, random)
    number = np.arange(reports)
    batch = Batch(
        report_ids=number.astype(object),
        agency_ids=(number // YEARS).astype(object),
        years=2021 + number % YEARS,
        revisions=np.ones(reports, dtype=np.int64),
        editions={table: np.full(reports, len(EDITIONS) - 1, dtype=np.int8) for table in TABLES},
        values=narrowed(values),
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


def _leave_blank(values: NDArray[np.int64], states: NDArray[np.uint8], random: np.random.Generator) -> None:
    """In one report of five some cells stand empty that would be 0."""
    some = np.flatnonzero(random.random(values.shape[1]) < BLANK_SHARE)
    for row in random.choice(len(values), BLANKS, replace=False):
        here = some[(values[row, some] == 0) & (states[row, some] == CellState.STATED)]
        states[row, here] = CellState.BLANK


def as_many(batch: Batch, reports: int) -> Batch:
    """The same reports again and again, in memory of their own; with nothing else that the sums do not read."""
    again = -(-reports // batch.size)
    return replace(
        batch,
        report_ids=np.empty(reports, dtype=object),
        values=np.ascontiguousarray(np.tile(batch.values, again)[:, :reports]),
        states=np.ascontiguousarray(np.tile(batch.states, again)[:, :reports]),
        editions={table: np.tile(codes, again)[:reports] for table, codes in batch.editions.items()},
    )


def read_once(batch: Batch) -> int:
    """Every column the sums are about, figures and states, with every processor: the floor."""
    used = sorted({KEY_INDEX[part.key] for group in form_relations().values() for r in group for part in r.parts})
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return sum(pool.map(lambda row: int(batch.values[row].max()) + int(batch.states[row].max()), used))


@dataclass(frozen=True)
class Taken:
    """Seconds of each run: by the clock, and of all processors together, for which neighbours count less."""

    clock: list[float]
    processor: list[float]


def side_by_side(*actions: Callable[[], object], runs: int = RUNS) -> list[Taken]:
    """What each takes, one after the other in every run, after a run that does not count."""
    taken = [Taken([], []) for _ in actions]
    for run in range(runs + 1):
        for own, action in zip(taken, actions, strict=True):
            clock, processor = time.perf_counter(), time.process_time()
            action()
            if run:
                own.clock.append(time.perf_counter() - clock)
                own.processor.append(time.process_time() - processor)
    return taken


def by_processor(slower: Taken, faster: Taken) -> str:
    return f"By the processor's time {median(slower.processor) / median(faster.processor):.3g}."


def unequal(batch: Batch) -> set[tuple[str, int]]:
    """Sum and report of every sum that does not hold with blanks as 0, which is all that the peers know of blanks."""
    verdicts, _ = evaluate(batch)
    rows, reports = np.nonzero(np.isin(verdicts, (Verdict.BROKEN.code, Verdict.UNDETERMINED.code)))
    return {(form_ids()[row], report) for row, report in zip(rows.tolist(), reports.tolist(), strict=True)}


def sums_at_scale(reports: int) -> None:
    """Verdict and residual of every sum, beside reading the columns."""
    batch = as_many(synthetic(min(reports, REPORTS))[0], reports)
    floor, ours = side_by_side(lambda: read_once(batch), lambda: evaluate(batch))
    record(
        "checks",
        f"every sum of {reports:,} reports, verdict and residual",
        ours.clock,
        "s",
        against="reading their figures and states once",
        theirs=floor.clock,
        at_most=3,
        because="Every cell stands in two sums, so it is read twice, the second time from a cache.",
        note=f"{by_processor(ours, floor)} {os.cpu_count()} processors for both. {REPORTS:,} reports, repeated in memory.",
    )


def beside_validators(folder: Path, reports: int = REPORTS) -> None:
    """The same sums over the same reports by other validators, each of which must find the same ones broken."""
    batch, _ = synthetic(reports)
    due = unequal(batch)
    _hand_over(batch, folder)
    for peer, (package, runs, goal) in VALIDATORS.items():
        command = [str(peer_python()), str(PEERS / "validate.py"), peer, str(folder), str(runs)]
        floor, ours = side_by_side(lambda: read_once(batch), lambda: evaluate(batch), runs=5 * RUNS)
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1]
        theirs = Taken(**json.loads(told))
        broken = json.loads((folder / "broken.json").read_text("utf-8"))
        most = median(theirs.clock) / median(floor.clock)
        assert {(name, report) for name, found in broken.items() for report in found} == due, peer
        record(
            "checks",
            f"every sum of {reports:,} reports",
            ours.clock,
            "s",
            against=f"{package} {version(package)}",
            theirs=theirs.clock,
            at_least=goal,
            because=f"Reading the figures and states once, with nothing added, is {most:.3g} times as fast as the peer.",
            note=f"{by_processor(theirs, ours)} All find the same {len(due):,} sums broken. To the peers a blank is 0.",
        )


def _hand_over(batch: Batch, folder: Path) -> None:
    """The reports and their sums as the peers read them."""
    newest = [r for (_, edition), group in form_relations().items() if edition == EDITIONS[-1] for r in group]
    sums = {
        relation.id: {
            "left": [part.key for part in relation.parts if part.coefficient > 0],
            "right": [part.key for part in relation.parts if part.coefficient < 0],
        }
        for relation in newest
    }
    cells = sorted({part.key for relation in newest for part in relation.parts})
    columns = {"report": np.arange(batch.size), **{key: batch.counts(key) for key in cells}}
    pq.write_table(pa.table(columns), folder / "reports.parquet")
    (folder / "sums.json").write_text(json.dumps(sums), "utf-8")


def all_findings(reports: int) -> None:
    """Everything the checks say of reports, beside the verdicts on their sums alone."""
    batch, faulty = synthetic(reports)
    verdicts, _ = evaluate(batch)
    open_ones = np.isin(verdicts, (Verdict.BROKEN.code, Verdict.UNDETERMINED.code)).any(axis=0)
    assert np.flatnonzero(open_ones).tolist() == faulty.tolist()
    case = Case(batch, EQUATION_IDS, judge(batch).verdicts)
    sums, diagnosed, judged = side_by_side(
        lambda: evaluate(batch), lambda: list(broken_sums(case)), lambda: judge(batch), runs=3
    )
    found = list(broken_sums(case))
    explained = sum(finding.cause is not None for finding in found)
    alone = f"the verdicts on the sums of {reports:,} reports"
    record(
        "checks",
        f"the cause of every broken sum in {reports:,} reports",
        diagnosed.clock,
        "s",
        against=alone,
        theirs=sums.clock,
        note=f"{explained:,} of {len(found):,} findings in {len(faulty):,} faulty reports have a likely cause.",
    )
    record("checks", f"all findings in {reports:,} reports", judged.clock, "s", against=alone, theirs=sums.clock)


def affordable(reports: int) -> int:
    """As many reports as three fifths of the free memory hold, a narrow figure and a state a cell."""
    free = os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min(reports, int(0.6 * free) // (len(ALL_KEYS) * 5) // 100_000 * 100_000)


def bench(folder: Path, reports: int) -> None:
    print(f"\n{len(form_ids())} sums")
    sums_at_scale(max(affordable(reports), REPORTS))
    beside_validators(folder)
    all_findings(FINDINGS)


def test_checks(tmp_path: Path) -> None:
    bench(tmp_path, int(os.environ.get("BENCH_REPORTS", MANY)))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        bench(Path(made), int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
