"""Which of several explanations is the likeliest, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from lib.checks.diagnosis.digits import slip
from lib.checks.diagnosis.evidence import Evidence, history_odds
from lib.checks.diagnosis.patterns import (
    Place,
    beside,
    is_left_at_zero,
    is_moved,
    is_shifted,
    is_split,
    is_swapped,
    is_whole,
)
from lib.checks.diagnosis.system import Change, Puzzle
from lib.checks.diagnosis.weights import WEIGHTS
from lib.checks.model import Clue
from lib.forms import FigureKey

# A clue with its weight, and without a clue what is weighed but tells a reader nothing.
Reason = tuple[float, Clue | None]
# In an explanation of more cells than this, pairs of them are not looked at: it stands for totals, not for two slips.
FEW_CELLS = 6


def likeliest_first(puzzle: Puzzle, changes: Iterable[Change], evidence: Evidence) -> list[tuple[float, Change]]:
    """The explanations by their cost, the likeliest first; those of equal cost in the order of the form."""
    known: dict[Place, float] = {}

    def cost(change: Change) -> float:
        for place in change:
            if place not in known:
                known[place] = WEIGHTS.wrong_cell - sum(weight for weight, _ in _of_cell(puzzle, place, evidence))
        return sum([known[place] for place in change]) - sum(
            weight for weight, _ in _together(puzzle, change, evidence)
        )

    return sorted((round(cost(change), 6), change) for change in changes)


def clues_of(puzzle: Puzzle, change: Change, evidence: Evidence) -> tuple[Clue, ...]:
    """What speaks for an explanation, the strongest first."""
    reasons = [*_together(puzzle, change, evidence)]
    reasons += [reason for place in change for reason in _of_cell(puzzle, place, evidence)]
    told = [(weight, clue) for weight, clue in reasons if clue is not None and weight > 0]
    return tuple(clue for _, clue in sorted(told, key=lambda reason: -reason[0]))


def _of_cell(puzzle: Puzzle, place: Place, evidence: Evidence) -> Iterator[Reason]:
    """What speaks for (or, negative, against) one cell being wrong and its figure being the one suggested."""
    cell, delta = place
    key, reported = puzzle.system.cells[cell], puzzle.values[cell]
    suggested = reported + delta
    if cell in puzzle.system.totals:
        yield WEIGHTS.total_cell, None
        if is_left_at_zero(puzzle, cell):
            yield WEIGHTS.left_at_zero, Clue("LEFT_AT_ZERO", key)
    if puzzle.reported[cell] is None:
        yield WEIGHTS.filled_blank, Clue("BLANK", key)
    yield from _of_years(puzzle, cell, suggested, evidence)
    if key in evidence.prose:
        said = evidence.prose[key]
        if suggested in said:
            yield WEIGHTS.prose, Clue("PROSE", key, suggested)
        elif reported in said:
            yield -WEIGHTS.prose, None
    if key in evidence.most and suggested > evidence.most[key]:
        yield -WEIGHTS.beyond_limit, None


def _of_years(puzzle: Puzzle, cell: int, suggested: int, evidence: Evidence) -> Iterator[Reason]:
    key, reported = puzzle.system.cells[cell], puzzle.values[cell]
    carried = evidence.carried.get(key)
    if carried == suggested:
        yield WEIGHTS.carried_over, Clue("LAST_YEAR" if ".carry_in." in key else "NEXT_YEAR", key, carried)
    elif carried == reported:
        yield -WEIGHTS.carried_over, None
    weight = WEIGHTS.history_of_total if cell in puzzle.system.totals else WEIGHTS.history
    odds = weight * history_odds(evidence.history(key), puzzle.expected(cell), reported, suggested)
    yield odds, _told(key, reported, suggested, evidence) if odds >= WEIGHTS.history_told else None


def _told(key: FigureKey, reported: int, suggested: int, evidence: Evidence) -> Clue | None:
    """The neighbouring year that is nearer to what is suggested than to what is reported, if one is."""
    years = {"BEFORE": evidence.before.get(key), "AFTER": evidence.after.get(key)}
    nearer = {
        year: value
        for year, value in years.items()
        if value is not None and abs(value - suggested) < abs(value - reported)
    }
    if not nearer:
        return None
    year = min(nearer, key=lambda name: abs(nearer[name] - suggested))
    return Clue(f"HISTORY_{year}", key, nearer[year])


def _together(puzzle: Puzzle, change: Change, evidence: Evidence) -> Iterator[Reason]:
    """What the changed cells tell by their figures: which of them are one mistake, and of the others, which are slips."""
    system = puzzle.system
    if is_shifted(puzzle, change):
        yield (len(change) - 1) * WEIGHTS.wrong_cell - WEIGHTS.shifted, Clue("SHIFTED", system.cells[change[0][0]])
        return
    if _is_stale(puzzle, change, evidence):
        yield (len(change) - 1) * WEIGHTS.wrong_cell - WEIGHTS.stale, Clue("STALE", system.cells[change[0][0]])
        return
    deltas = dict(change)
    free = set(deltas)
    if len(change) > 1:
        for cell in _followed(puzzle, change):
            free.discard(cell)
            yield WEIGHTS.total_followed, Clue("TOTAL_FOLLOWED", system.cells[cell], abs(deltas[cell]))
    if len(change) <= FEW_CELLS:
        pairs = [(_of_pair(puzzle, *pair), pair) for pair in combinations(change, 2)]
        for (weight, clue), (one, other) in sorted(pairs, key=lambda pair: -pair[0][0]):
            if weight > 0 and {one[0], other[0]} <= free:
                free -= {one[0], other[0]}
                yield weight, clue
    for cell in sorted(free):
        slipped = slip(puzzle.values[cell], puzzle.values[cell] + deltas[cell])
        if slipped is not None:
            yield (
                WEIGHTS.one_digit_wrong if slipped == "ONE_DIGIT" else WEIGHTS.slipped_digit,
                Clue(slipped, system.cells[cell]),
            )


def _is_stale(puzzle: Puzzle, change: Change, evidence: Evidence) -> bool:
    """Several cells hold last year's figures where nothing belongs: a row that was not cleared."""
    cells = puzzle.system.cells
    return len(change) > 2 and all(
        puzzle.values[cell] == -delta and evidence.before.get(cells[cell]) == -delta for cell, delta in change
    )


def _followed(puzzle: Puzzle, change: Change) -> list[int]:
    """The changed totals that change by as much as their changed parts, if a part does."""
    system, deltas = puzzle.system, dict(change)
    found = []
    for cell in deltas.keys() & system.totals.keys():
        for equation in system.totals[cell]:
            parts = [
                weight * deltas[part] for part, weight in system.members[equation] if part != cell and part in deltas
            ]
            if parts and sum(parts) == deltas[cell]:
                found.append(cell)
                break
    return sorted(found)


def _of_pair(puzzle: Puzzle, one: Place, other: Place) -> Reason:
    """The one mistake that makes both cells wrong, if there is such a mistake."""
    key = puzzle.system.cells[max(one, other, key=lambda place: place[1])[0]]
    if is_swapped(puzzle, one, other):
        return WEIGHTS.swapped, Clue("SWAPPED", key)
    if is_split(puzzle, one, other):
        return WEIGHTS.split, Clue("SPLIT", key)
    if not is_moved(puzzle, one, other):
        return 0.0, None
    weight = WEIGHTS.moved_together + WEIGHTS.moved_beside * beside(puzzle, one[0], other[0])
    if is_whole(puzzle, one, other):
        return weight + WEIGHTS.moved_whole, Clue("BESIDE" if beside(puzzle, one[0], other[0]) else "ELSEWHERE", key)
    return weight, Clue("MOVED", key, abs(one[1]))
