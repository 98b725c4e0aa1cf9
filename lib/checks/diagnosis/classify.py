"""Which pattern an explanation is, and which of several is the likeliest.

Weights only order explanations of the same fault against each other; they are not probabilities.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from lib.checks.diagnosis.system import Change, Puzzle, repaired
from lib.checks.model import CauseKind
from lib.forms import FigureKey

# What is known of a cell from outside the report: last year's carry-out for this year's carry-in, and the reverse.
Evidence = Mapping[FigureKey, int]
Rank = tuple[bool, float, Change]

# Shares of one changed cell: what makes a cell, or a pair of cells, more or less likely to be the mistake.
TOTAL_CELL = -0.1
TOTAL_LEFT_AT_ZERO = -0.5
FILLED_BLANK = -0.3
SLIPPED_DIGIT = -0.3
ONE_DIGIT_WRONG = -0.1
NEIGHBOUR_YEAR_AGREES = -0.6
NEIGHBOUR_YEAR_CONTRADICTS = 0.6
MOVED_TOGETHER = -0.5
WRITTEN_BESIDE = -0.4
TOTAL_FOLLOWED_THE_CELL = -0.2


def kind_of(puzzle: Puzzle, change: Change) -> CauseKind:
    """CELL, TOTAL, MOVED or MINIMAL (catalogue §4)."""
    system = puzzle.system
    if len(change) == 1:
        return "CELL"
    if len(change) == 2 and _is_move(puzzle, change):
        return "MOVED"
    return "TOTAL" if all(cell in system.totals for cell, _ in change) else "MINIMAL"


def _is_move(puzzle: Puzzle, change: Change) -> bool:
    """Cases taken from one place of a row or column and put into another, so that its sum stays what it is."""
    (one, up), (other, down) = change
    system = puzzle.system
    shared = {equation for equation, _ in system.incidence[one]} & {equation for equation, _ in system.incidence[other]}
    sums = {*system.totals.get(one, ()), *system.totals.get(other, ())}
    in_line = any(a == b for a, b in zip(system.lines[one], system.lines[other], strict=True))
    return up == -down and in_line and not shared & sums


def likeliest_first(puzzle: Puzzle, evidence: Evidence, *, totals_first: bool) -> Callable[[Change], Rank]:
    """A sort key. `totals_first` where every cell explains the fault alike, as in the groups of table 四."""
    costs: dict[tuple[int, int], float] = {}

    def rank(change: Change) -> Rank:
        for place, (key, reported, suggested) in zip(change, repaired(puzzle, change), strict=True):
            if place not in costs:
                costs[place] = _cell_cost(puzzle, place[0], reported, suggested, evidence.get(key))
        only_totals = all(cell in puzzle.system.totals for cell, _ in change)
        cost = sum(costs[place] for place in change)
        cost += sum(_pair_cost(puzzle, one, other) for one, other in combinations(change, 2))
        return totals_first and not only_totals, round(cost, 6), change

    return rank


def _cell_cost(puzzle: Puzzle, cell: int, reported: int | None, suggested: int, neighbour: int | None) -> float:
    cost = 1.0
    if cell in puzzle.system.totals:
        cost += TOTAL_CELL
        if not reported and _has_parts(puzzle, cell):
            cost += TOTAL_LEFT_AT_ZERO
    cost += FILLED_BLANK if reported is None else _slip(reported, suggested)
    if neighbour is not None and neighbour == suggested:
        cost += NEIGHBOUR_YEAR_AGREES
    elif neighbour is not None and neighbour == reported:
        cost += NEIGHBOUR_YEAR_CONTRADICTS
    return cost


def _has_parts(puzzle: Puzzle, total: int) -> bool:
    """Whether something stands beside a total to be added up."""
    system = puzzle.system
    return any(
        puzzle.values[cell]
        for equation in system.totals[total]
        for cell, _ in system.members[equation]
        if cell != total
    )


def _slip(reported: int, suggested: int) -> float:
    """A digit dropped, doubled or added, two neighbours exchanged; less telling: one digit another."""
    written, meant = str(reported), str(suggested)
    if abs(len(written) - len(meant)) == 1:
        long, short = sorted((written, meant), key=len, reverse=True)
        return SLIPPED_DIGIT if any(long[:n] + long[n + 1 :] == short for n in range(len(long))) else 0.0
    if len(written) != len(meant):
        return 0.0
    wrong = [n for n in range(len(written)) if written[n] != meant[n]]
    if len(wrong) == 1:
        return ONE_DIGIT_WRONG
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return SLIPPED_DIGIT if swapped and sorted(written) == sorted(meant) else 0.0


def _pair_cost(puzzle: Puzzle, one: tuple[int, int], other: tuple[int, int]) -> float:
    """Two cells that one mistake explains: a number in the place beside its own, a total computed anew from a wrong part."""
    (first, up), (second, down) = one, other
    system = puzzle.system
    if not any(a == b for a, b in zip(system.lines[first], system.lines[second], strict=True)):
        return 0.0
    totals = (first in system.totals) + (second in system.totals)
    if up == down:
        return TOTAL_FOLLOWED_THE_CELL if totals == 1 else 0.0
    if up != -down:
        return 0.0
    before = {puzzle.values[first], puzzle.values[second]}
    after = {puzzle.values[first] + up, puzzle.values[second] + down}
    return (MOVED_TOGETHER if totals < 2 else 0.0) + (WRITTEN_BESIDE if 0 in before and before == after else 0.0)
