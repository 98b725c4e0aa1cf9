"""The smallest sets of cells whose change restores every equation (Fellegi & Holt), all of them, by peeling.

One cell of a broken equation must be wrong. Take the broken equation with the fewest cells, try each of its cells
with the amounts its own broken equations ask for, and explain what remains with one cell fewer; the last cell is
looked up by the set of equations it touches. In table 三 two cells share at most one equation and no three share
three, so up to three cells one of them always stands alone in an equation, and nothing is missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lib.checks.diagnosis.system import Change, Puzzle

MOST_CELLS = 3


def smallest(puzzle: Puzzle, residuals: Mapping[int, int] | None = None, most: int = MOST_CELLS) -> list[Change]:
    """Every explanation of the fewest cells, in the order of the form; none where it takes more than `most`.

    Changed values are non-negative integers. `residuals` narrows the fault to some of the broken equations.
    """
    fault = dict(puzzle.residuals if residuals is None else residuals)
    for size in range(1, most + 1):
        found = sorted(set(_peel(puzzle, fault, size)))
        if found:
            return found
    return []


def _peel(puzzle: Puzzle, residuals: Mapping[int, int], size: int) -> Iterator[Change]:
    if size == 1:
        yield from _single(puzzle, residuals)
        return
    system = puzzle.system
    pivot = min(residuals, key=lambda equation: len(system.members[equation]))
    for cell, _ in system.members[pivot]:
        for delta in _asked_for(puzzle, residuals, cell):
            rest = _after(puzzle, residuals, cell, delta)
            if not rest:
                continue
            for others in _peel(puzzle, rest, size - 1):
                if all(other != cell for other, _ in others):
                    yield tuple(sorted(((cell, delta), *others)))


def _single(puzzle: Puzzle, residuals: Mapping[int, int]) -> Iterator[Change]:
    """The cells that explain all that remains alone."""
    for cell in puzzle.system.signatures(puzzle.active).get(frozenset(residuals), ()):
        deltas = _asked_for(puzzle, residuals, cell)
        if len(deltas) == 1:
            yield ((cell, deltas.pop()),)


def _asked_for(puzzle: Puzzle, residuals: Mapping[int, int], cell: int) -> set[int]:
    """The amounts by which the cell's broken equations would have it changed, if it stays non-negative."""
    asked = {
        -residuals[equation] * weight for equation, weight in puzzle.system.incidence[cell] if equation in residuals
    }
    return {delta for delta in asked if puzzle.values[cell] + delta >= 0}


def _after(puzzle: Puzzle, residuals: Mapping[int, int], cell: int, delta: int) -> dict[int, int]:
    rest = dict(residuals)
    for equation, weight in puzzle.system.incidence[cell]:
        if equation in puzzle.active:
            rest[equation] = rest.get(equation, 0) + weight * delta
            if not rest[equation]:
                del rest[equation]
    return rest


def recomputed_totals(puzzle: Puzzle) -> Change | None:
    """The totals that differ from what their parts add up to, if with all of them recomputed every equation holds.

    None where that does not mend the report, so that some part must be wrong too.
    """
    recomputed: dict[int, int] = {}
    values = [_recompute(puzzle, cell, recomputed) for cell in range(len(puzzle.values))]
    change = tuple(
        (cell, values[cell] - reported) for cell, reported in enumerate(puzzle.values) if values[cell] != reported
    )
    return change if change and puzzle.holds_with(values) else None


def _recompute(puzzle: Puzzle, cell: int, recomputed: dict[int, int]) -> int:
    """A total as the sum of its parts, totals among them recomputed first; any other cell as it is."""
    if cell not in recomputed:
        equations = [equation for equation in puzzle.system.totals.get(cell, ()) if equation in puzzle.active]
        members = puzzle.system.members[equations[0]] if equations else ()
        parts = [weight * _recompute(puzzle, part, recomputed) for part, weight in members if part != cell]
        recomputed[cell] = sum(parts) if equations else puzzle.values[cell]
    return recomputed[cell]
