"""What else could name the wrong cells: a weighted mixed-integer programme, as R's errorlocate solves it, and chance."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, hstack, vstack

from lib.checks.relations import Relation, form_relations
from lib.demo import Block, Fault
from lib.demo.block import tables_of
from tests.bench.detection.scoring import truth_of

TIME_LIMIT = 10.0


@dataclass(frozen=True)
class Report:
    """The sums and numbers of the one table a fault is in."""

    relations: tuple[Relation, ...]
    keys: tuple[str, ...]
    values: dict[str, int]

    @property
    def broken(self) -> list[Relation]:
        return [one for one in self.relations if sum(p.coefficient * self.values[p.key] for p in one.parts)]


def report_of(block: Block, fault: Fault) -> Report:
    """The table as it was written."""
    report = fault.agency * block.span + fault.year - block.first_year
    table = next(iter(truth_of(fault))).partition(".")[0]
    relations = form_relations()[table, tables_of(block, report)[table]]
    keys = tuple(dict.fromkeys(part.key for relation in relations for part in relation.parts))
    return Report(relations, keys, {key: block.value(report, key) for key in keys})


def by_programme(report: Report, random: np.random.Generator) -> tuple[dict[str, int], float]:
    """The fewest cells whose change makes every sum hold, and seconds. Weights are 1 and a trifle that breaks ties by
    chance, as errorlocate does; numbers stay whole and not negative."""
    start = time.perf_counter()
    place = {key: n for n, key in enumerate(report.keys)}
    count = len(place)
    entries = [(row, place[p.key], p.coefficient) for row, one in enumerate(report.relations) for p in one.parts]
    rows, columns, signs = zip(*entries, strict=True)
    sums = coo_array((signs, (rows, columns)), shape=(len(report.relations), 2 * count))
    reported = np.array([report.values[key] for key in report.keys], dtype=float)
    largest = 2 * reported.max() + 10
    one, big = coo_array(np.eye(count)), coo_array(largest * np.eye(count))
    result = milp(
        np.r_[np.zeros(count), 1 + random.random(count) / (2 * count)],
        integrality=np.ones(2 * count),
        bounds=Bounds(np.zeros(2 * count), np.r_[np.full(count, largest), np.ones(count)]),
        constraints=[
            LinearConstraint(sums.tocsr(), 0, 0),
            LinearConstraint(
                vstack([hstack([one, -big]), hstack([-one, -big])]).tocsr(), -np.inf, np.r_[reported, -reported]
            ),
        ],
        options={"time_limit": TIME_LIMIT},
    )
    seconds = time.perf_counter() - start
    if result.x is None:
        return {}, seconds
    values = np.rint(result.x[:count]).astype(int)
    return {key: int(values[n]) for n, key in enumerate(report.keys) if values[n] != reported[n]}, seconds


def by_chance(report: Report, wrong: int, random: np.random.Generator) -> set[str]:
    """So many cells drawn from the equations that are broken."""
    cells = sorted({part.key for relation in report.broken for part in relation.parts})
    return set(random.choice(cells, size=min(wrong, len(cells)), replace=False).tolist())
