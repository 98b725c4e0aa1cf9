"""A system of equations as arrays, and many reports' numbers in it side by side: what the search runs on."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from lib.checks.diagnosis.system import System

Ints = NDArray[np.int64]
Masks = NDArray[np.uint64]
Flags = NDArray[np.bool_]
# A set of equations is a 64-bit number with one bit unused.
MOST_EQUATIONS = 63
_ONE = np.uint64(1)


@dataclass(frozen=True, eq=False)
class Grid:
    """A system with an equation a bit, those with the fewest cells on the lowest bits.

    `order` is the equation on each bit. Cells have a row more than there are, equations a column: what pads shorter
    lists points there. `bits` (cells × slots) are a cell's equations, `weights` its weight in them, `signatures` the
    same as one number; `members` (bits × slots) are the cells of an equation.
    """

    system: System
    order: tuple[int, ...]
    bits: Ints
    weights: Ints
    signatures: Masks
    members: Ints
    _named: dict[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        return len(self.system.cells)

    @property
    def size(self) -> int:
        """How many equations there are."""
        return len(self.order)

    @cached_property
    def touched(self) -> list[int]:
        """The signatures as plain numbers."""
        return [int(signature) for signature in self.signatures.tolist()]

    @cached_property
    def _shared(self) -> np.uint64:
        """The equations that all cells with more than two have in common."""
        wide = self.signatures[np.bitwise_count(self.signatures) > 2]
        return np.bitwise_and.reduce(wide) if wide.size else np.uint64(0)

    def within_reach(self, masks: Masks, cells: int) -> Flags:
        """Whether so many cells can touch all these equations: two each, and those of more share one."""
        slots = self.bits.shape[1]
        if slots > 3 or (slots == 3 and not self._shared):
            return np.asarray(np.bitwise_count(masks) <= slots * cells)
        return np.asarray(np.bitwise_count(masks) <= 2 * cells + ((masks & self._shared) != 0))

    def least_cells(self, mask: int) -> int:
        """How many cells it takes at the least to touch all these equations."""
        masks = np.array([mask], dtype=np.uint64)
        return next(cells for cells in range(1, self.size + 1) if self.within_reach(masks, cells)[0])

    @property
    def full(self) -> int:
        """All equations as a mask."""
        return (1 << self.size) - 1

    def equations(self, mask: int) -> tuple[int, ...]:
        """The equations of a mask, in the order of the form."""
        if mask not in self._named:
            self._named[mask] = tuple(sorted(self.order[bit] for bit in range(self.size) if mask >> bit & 1))
        return self._named[mask]

    def residuals(self, values: Ints) -> Ints:
        """Left − right of every equation (reports × bits, and a column of 0)."""
        found = np.zeros((len(values), self.size + 1), dtype=np.int64)
        columns = np.ascontiguousarray(values.T)
        for bit, equation in enumerate(self.order):
            for cell, weight in self.system.members[equation]:
                if weight > 0:
                    found[:, bit] += columns[cell]
                else:
                    found[:, bit] -= columns[cell]
        return found


@dataclass(frozen=True, eq=False)
class Faulty:
    """Reports in a system, a row each: `values` (blanks 0, and a column of 0), the `active` equations, those that can be
    judged, and of them left − right (`residuals`, 0 in the others) and which are broken (`masks`)."""

    grid: Grid
    values: Ints
    active: Masks
    residuals: Ints
    masks: Masks

    @classmethod
    def of(cls, system: System, values: Ints, active: Flags) -> Faulty:
        """From values (reports × cells) and active equations (reports × equations)."""
        grid = grid_of(system)
        padded = np.zeros((len(values), grid.cells + 1), dtype=np.int64)
        padded[:, : grid.cells] = values
        return cls.with_values(grid, padded, packed(active[:, list(grid.order)]))

    @classmethod
    def with_values(cls, grid: Grid, padded: Ints, active: Masks) -> Faulty:
        """The same from padded values and masks."""
        residuals = grid.residuals(padded)
        residuals[:, : grid.size] *= unpacked(active, grid.size)
        return cls(grid, padded, active, residuals, packed(residuals[:, : grid.size] != 0))

    def __len__(self) -> int:
        return len(self.values)

    def only(self, places: NDArray[np.intp]) -> Faulty:
        """Some of the reports, in this order."""
        return Faulty(self.grid, self.values[places], self.active[places], self.residuals[places], self.masks[places])


def packed(flags: Flags) -> Masks:
    """Flags (rows × bits) as one number a row."""
    powers = _ONE << np.arange(flags.shape[1], dtype=np.uint64)
    return np.asarray((flags * powers).sum(axis=1, dtype=np.uint64), dtype=np.uint64)


def unpacked(masks: Masks, bits: int) -> Flags:
    """One flag a bit (rows × bits)."""
    return np.asarray((masks[:, None] >> np.arange(bits, dtype=np.uint64)) & _ONE, dtype=np.bool_)


@cache
def grid_of(system: System) -> Grid:
    """The arrays of a system. Raises ValueError where it has more equations than a mask has bits."""
    equations, cells = len(system.relations), len(system.cells)
    if equations > MOST_EQUATIONS:
        raise ValueError(f"{equations} equations hang together, {MOST_EQUATIONS} can")
    order = tuple(sorted(range(equations), key=lambda equation: (len(system.members[equation]), equation)))
    place = {equation: bit for bit, equation in enumerate(order)}
    slots = max(len(incident) for incident in system.incidence)
    bits = np.full((cells + 1, slots), equations, dtype=np.int64)
    weights = np.zeros((cells + 1, slots), dtype=np.int64)
    signatures = np.zeros(cells + 1, dtype=np.uint64)
    for cell, incident in enumerate(system.incidence):
        for slot, (equation, weight) in enumerate(incident):
            bits[cell, slot], weights[cell, slot] = place[equation], weight
            signatures[cell] |= _ONE << np.uint64(place[equation])
    members = np.full((equations, max(map(len, system.members))), cells, dtype=np.int64)
    for bit, equation in enumerate(order):
        members[bit, : len(system.members[equation])] = [cell for cell, _ in system.members[equation]]
    return Grid(system, order, bits, weights, signatures, members)
