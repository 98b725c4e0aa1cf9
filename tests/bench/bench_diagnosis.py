"""How often the diagnosis names the cells that were made wrong, and how fast it is.

`python -m tests.bench.bench_diagnosis [reports a kind of fault] [seed]`. Fictional agencies with three years each, drawn with
persistence from year to year; a fault of one kind is put into the middle year of every one, and the cause is looked
for with what the report alone says, with its neighbouring years, and with its prose as well. Nothing is asserted.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from lib.checks import EQUATION_IDS, Batch
from lib.checks.batch import KEY_INDEX
from lib.checks.diagnosis import Diagnosis, Evidence, Puzzles, System, diagnose_all, systems
from lib.checks.diagnosis.surroundings import Surroundings
from lib.checks.judging import judge
from lib.checks.registry import Case
from lib.checks.sums import broken_sums
from tests.bench.drawn import EDITION, PARTS, ROWS, YEARS, Ints, agencies, batch_of
from tests.bench.record import record

REPORTS, SEED = 1_000, 20_260_101
Fault = dict[str, int]


def wrong_cell(report: Ints, random: np.random.Generator) -> Fault:
    """Any cell, any other figure."""
    row, column = random.integers(len(ROWS)), random.integers(len(PARTS) + 1)
    written = int(random.integers(0, 2 * int(report[row, column]) + 10))
    return {_key(row, column): written}


def typo(report: Ints, random: np.random.Generator) -> Fault:
    """One keystroke too few, too many or wrong, in a figure of two digits or more where there is one."""
    places = np.argwhere(report > (9 if (report > 9).any() else 0))
    row, column = places[random.integers(len(places))]
    text = str(report[row, column])
    place = int(random.integers(len(text)))
    kinds = [
        text + "0",
        text[:place] + text[place] + text[place:],
        text[:place] + str(random.integers(10)) + text[place + 1 :],
    ]
    kinds += [
        text[:place] + text[place + 1 :],
        text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :],
    ] * (place > 0)
    return {_key(row, column): int(kinds[random.integers(len(kinds))] or "0")}


def neighbour_column(report: Ints, random: np.random.Generator) -> Fault:
    """A figure written in the empty column beside its own, the total right."""
    places = [
        (row, column, beside)
        for row, column in np.argwhere(report[:, :-1] > 0)
        for beside in (column - 1, column + 1)
        if 0 <= beside < len(PARTS) and report[row, beside] == 0
    ]
    if not places:
        return {}
    row, column, beside = places[random.integers(len(places))]
    return {_key(row, column): 0, _key(row, beside): int(report[row, column])}


def recomputed_total(report: Ints, random: np.random.Generator) -> Fault:
    """A wrong cell, and the total of its row computed over it."""
    row, column = random.integers(len(ROWS)), random.integers(len(PARTS))
    if random.random() < 0.7:
        places = np.argwhere(report[:, :-1] > 0)
        row, column = places[random.integers(len(places))]
    written = int(random.integers(0, 2 * int(report[row, column]) + 4))
    total = int(report[row, -1] + written - report[row, column])
    return {_key(row, column): written, _key(row, len(PARTS)): total}


def swapped(report: Ints, random: np.random.Generator) -> Fault:
    """Two cells of a row or a column exchanged."""
    places = np.argwhere(report > 0)
    row, column = places[random.integers(len(places))]
    rivals = [(r, c) for r, c in places if (r == row) != (c == column) and report[r, c] != report[row, column]]
    if not rivals:
        return {}
    other = rivals[random.integers(len(rivals))]
    return {_key(row, column): int(report[other[0], other[1]]), _key(*other): int(report[row, column])}


def shifted(report: Ints, random: np.random.Generator) -> Fault:
    """A row written one column to the right, its total in place."""
    rows = [row for row in range(len(ROWS)) if report[row, -2] == 0 and (report[row, :-1] > 0).sum() > 1]
    if not rows:
        return {}
    row = rows[random.integers(len(rows))]
    return {_key(row, column): int(report[row, column - 1]) if column else 0 for column in range(len(PARTS))}


def split(report: Ints, random: np.random.Generator) -> Fault:
    """A figure of two digits or more written over two columns, the second empty before."""
    places = [(r, c) for r, c in np.argwhere(report[:, :-2] > 9) if report[r, c + 1] == 0]
    if not places:
        return {}
    row, column = places[random.integers(len(places))]
    text = str(report[row, column])
    place = int(random.integers(1, len(text)))
    return {_key(row, column): int(text[:place]), _key(row, column + 1): int(text[place:])}


def totals_left_out(report: Ints, random: np.random.Generator) -> Fault:
    """The total column, or the row of totals, left at 0."""
    if random.random() < 0.5:
        return {_key(row, len(PARTS)): 0 for row in range(len(ROWS))}
    return {_key(ROWS.index("result_total"), column): 0 for column in range(len(PARTS) + 1)}


def independent(cells: int) -> Callable[[Ints, np.random.Generator], Fault]:
    """So many wrong cells."""

    def several(report: Ints, random: np.random.Generator) -> Fault:
        fault: Fault = {}
        while len(fault) < cells:
            fault |= wrong_cell(report, random)
        return fault

    return several


FAULTS: Mapping[str, Callable[[Ints, np.random.Generator], Fault]] = {
    "one wrong cell": wrong_cell,
    "slip of a digit": typo,
    "two wrong cells": independent(2),
    "three wrong cells": independent(3),
    "four wrong cells": independent(4),
    "in the neighbour column": neighbour_column,
    "cell with its total recomputed": recomputed_total,
    "two cells swapped": swapped,
    "row shifted": shifted,
    "figure split": split,
    "totals left at 0": totals_left_out,
}


def _key(row: int, column: int) -> str:
    return f"requests.{ROWS[row]}.{(*PARTS, 'total')[column]}"


@dataclass(frozen=True)
class Trial:
    """Reports with a fault each: the batch, the faulty reports in it, and the true figures of the wrong cells."""

    batch: Batch
    reports: NDArray[np.intp]
    truths: list[Fault]


def trial(inject: Callable[[Ints, np.random.Generator], Fault], count: int, seed: int) -> Trial:
    """So many reports with a fault of one kind each, where the report has room for one."""
    random = np.random.default_rng(seed)
    cells = agencies(count, random)
    batch = batch_of(cells)
    reports, truths = [], []
    for agency in np.flatnonzero(cells[:, 1, :, -1].any(axis=1)).tolist():
        report = agency * YEARS + 1
        fault = inject(cells[agency, 1], random)
        truth = {key: int(batch.values[KEY_INDEX[key], report]) for key in fault}
        truth = {key: value for key, value in truth.items() if value != fault[key]}
        if truth:
            reports.append(report)
            truths.append(truth)
            for key in truth:
                batch.values[KEY_INDEX[key], report] = fault[key]
    return Trial(batch, np.array(reports, dtype=np.intp), truths)


def puzzles_of(tried: Trial) -> tuple[System, Puzzles]:
    (system,) = systems("requests", EDITION)
    values = np.ascontiguousarray(tried.batch.values[np.ix_([KEY_INDEX[key] for key in system.cells], tried.reports)].T)
    everything = np.ones((len(values), len(system.relations)), dtype=np.bool_)
    return system, Puzzles(system, values, np.ones(values.shape, dtype=np.bool_), everything)


def rank_of(system: System, values: Ints, diagnoses: list[Diagnosis], truth: Fault) -> int:
    """The place at which the truth stands, 0 first: the worst of the faults it was found as; 99: it is not there."""
    wanted = {system.index[key]: value for key, value in truth.items()}
    worst, found = 0, set()
    for diagnosis in diagnoses:
        for place, change in enumerate(diagnosis.changes):
            if all(wanted.get(cell) == values[cell] + delta for cell, delta in change):
                worst, found = max(worst, place), found | {cell for cell, _ in change}
                break
        else:
            return 99
    return worst if found == wanted.keys() else 99


def measured(tried: Trial, evidence: Callable[[Batch], object] | None) -> tuple[list[int], float]:
    system, puzzles = puzzles_of(tried)
    asked = Surroundings(tried.batch, tried.reports) if evidence is None else evidence(tried.batch)
    start = time.process_time()
    found = diagnose_all(puzzles, asked)  # type: ignore[arg-type]
    seconds = time.process_time() - start
    ranks = [
        rank_of(system, puzzles.values[n], diagnoses, truth)
        for n, (diagnoses, truth) in enumerate(zip(found, tried.truths, strict=True))
        if diagnoses
    ]
    return ranks, seconds


def bench(count: int = REPORTS, seed: int = SEED) -> None:
    print(
        "| fault | reports | first: report alone | with its years | with its prose | of the first three | reports a second |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, inject in FAULTS.items():
        tried = trial(inject, count, seed)
        years = replace(tried.batch, prose={})
        alone, _ = measured(tried, lambda _batch: lambda _place, _keys: Evidence())
        near, _ = measured(tried, lambda _batch, tried=tried, years=years: Surroundings(years, tried.reports))  # type: ignore[misc]
        best, seconds = measured(tried, None)
        shares = [_share(alone, 0), _share(near, 0), _share(best, 0), _share(best, 2)]
        print(f"| {name} | {len(best):,} | {' | '.join(shares)} | {len(best) / seconds:,.0f} |")
        if best and alone:
            what, missed = f"{name}, drawn apart: the cause not named first", 100 * np.mean(np.array(best) > 0)
            theirs = 100 * float(np.mean(np.array(alone) > 0))
            record("diagnosis", what, float(missed), "%", against="by the report's figures alone", theirs=theirs)
    speed(count * 5, seed)


def _share(ranks: list[int], most: int) -> str:
    return f"{sum(rank <= most for rank in ranks) / len(ranks):.1%}" if ranks else "—"


def mixed(report: Ints, random: np.random.Generator) -> Fault:
    """77 of 100 faults one cell, the others two."""
    return independent(1 if random.random() < 0.77 else 2)(report, random)


def speed(count: int, seed: int) -> None:
    """Search and ranking of a large batch, and the findings made of it."""
    tried = trial(mixed, count, seed)
    _, seconds = min((measured(tried, None) for _ in range(3)), key=lambda run: run[1])
    case = Case(tried.batch, EQUATION_IDS, judge(tried.batch).verdicts)
    start = time.process_time()
    list(broken_sums(case))
    made = time.process_time() - start
    what = f"the findings of {len(tried.reports):,} faulty reports"
    record("diagnosis", what, made, "s", against="searching and ranking their causes", theirs=seconds)


def _numbers(arguments: list[str]) -> Iterator[int]:
    yield from (int(argument.replace(",", "")) for argument in arguments)


def test_diagnosis() -> None:
    bench()


if __name__ == "__main__":
    bench(*_numbers(sys.argv[1:]))
