"""The smallest set of cells where it takes many: a mixed-integer programme, solved by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, diags_array, eye_array, hstack

from lib.checks.diagnosis.system import Change, Puzzle, System

# Sets of the same size looked for: the first and the three that are shown beside it.
ENOUGH = 4
# What the solver may spend on one set. Nodes are the same on every machine; seconds are only a last resort.
NODES, SECONDS = 2_000, 20.0
# A blank, or a total left at 0, is preferred among sets of the same size: less than a cell, however many there are.
_PREFERENCE = 1e-3


@dataclass(frozen=True)
class Optimum:
    """The smallest sets that were found, and how many cells it takes at the least. No set: the solver gave up."""

    changes: tuple[Change, ...]
    least: int


def optimum(puzzle: Puzzle) -> Optimum:
    """Some smallest sets of cells whose change restores every active equation; values stay non-negative integers."""
    programme = _Programme(puzzle)
    found: list[Change] = []
    least = 1
    while len(found) < ENOUGH:
        change, bound = programme.solve()
        if not found:
            least = len(change) if change else bound
        if change is None or len(change) > least:
            break
        found.append(change)
        programme.forbid([cell for cell, _ in change])
    return Optimum(tuple(sorted(found)), least)


class _Programme:
    """min Σ z, A·(v + δ) = 0, −min(v, M)·z ≤ δ ≤ M·z, z ∈ {0, 1}.

    No smallest set needs an amount beyond what all residuals come to; M is twice that.
    """

    def __init__(self, puzzle: Puzzle) -> None:
        self._values = np.array(puzzle.values, dtype=np.int64)
        cells = len(self._values)
        rows = sorted(puzzle.active)
        weights = self._weights = _weights(puzzle.system)[rows]
        wanted = -(weights @ self._values).astype(np.float64)
        most = 2.0 * np.abs(wanted).sum()
        down = np.clip(self._values, 0, most).astype(np.float64)
        none = csr_array((len(rows), cells))
        self._rules = [
            LinearConstraint(hstack([weights, none]), wanted, wanted),
            LinearConstraint(hstack([eye_array(cells), -most * eye_array(cells)]), -np.inf, 0),
            LinearConstraint(hstack([eye_array(cells), diags_array(down)]), 0, np.inf),
        ]
        self._bounds = Bounds(
            np.concatenate([-down, np.zeros(cells)]), np.concatenate([np.full(cells, most), np.ones(cells)])
        )
        cost = np.array([1 - _PREFERENCE * (puzzle.reported[cell] is None) for cell in range(cells)])
        self._cost = np.concatenate([np.zeros(cells), cost])

    def solve(self) -> tuple[Change | None, int]:
        """A smallest set that is not forbidden, and how many cells it takes at the least; None where none was found."""
        cells = len(self._values)
        result: Any = milp(
            self._cost,
            constraints=self._rules,
            bounds=self._bounds,
            integrality=np.concatenate([np.zeros(cells), np.ones(cells)]),
            options={"mip_rel_gap": 0.0, "node_limit": NODES, "time_limit": SECONDS},
        )
        if not result.success:
            bound = result.mip_dual_bound
            return None, ceil(bound - 1e-6) if bound is not None and np.isfinite(bound) else 1
        deltas: NDArray[np.int64] = np.rint(result.x[:cells]).astype(np.int64)
        changed = np.flatnonzero(deltas)
        change = tuple(zip(changed.tolist(), deltas[changed].tolist(), strict=True))
        return (change if self._mends(deltas) else None), len(change)

    def _mends(self, deltas: NDArray[np.int64]) -> bool:
        """Whether whole numbers restore the equations too. They do for any corner of the programme's room; the solver
        names a corner, but for its rounding."""
        values = self._values + deltas
        return not (self._weights @ values).any() and not (values[deltas != 0] < 0).any()

    def forbid(self, cells: list[int]) -> None:
        """Leaves this set, and every one that holds it, out of the search."""
        row = np.zeros((1, 2 * len(self._values)))
        row[0, [len(self._values) + cell for cell in cells]] = 1
        self._rules.append(LinearConstraint(row, -np.inf, len(cells) - 1))


@cache
def _weights(system: System) -> Any:
    weights = np.zeros((len(system.relations), len(system.cells)))
    for equation, members in enumerate(system.members):
        for cell, weight in members:
            weights[equation, cell] = weight
    return csr_array(weights)
