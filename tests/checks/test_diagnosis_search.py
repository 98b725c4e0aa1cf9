"""The search names every smallest set of cells: as small as an optimiser's, and each restores every equation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from lib.checks.diagnosis import Change, Evidence, Puzzle, diagnose, systems
from lib.checks.diagnosis.grid import Faulty
from lib.checks.diagnosis.optimum import optimum
from lib.checks.diagnosis.search import MOST_CELLS, smallest
from lib.forms import load_forms
from tests.checks.consistent import EDITIONS, PARTS, busy_report, outcome_rows, puzzle_of

every_edition = pytest.mark.parametrize("edition", EDITIONS)


def found_for(puzzle: Puzzle, least: int = 1, most: int = MOST_CELLS) -> list[Change]:
    """What the search finds for one report."""
    equations = range(len(puzzle.system.relations))
    active = np.array([[equation in puzzle.active for equation in equations]])
    (changes,) = smallest(Faulty.of(puzzle.system, np.array([puzzle.values]), active), least, most)
    return changes


def faulty_reports(edition: str, count: int, most: int, seed: int) -> Iterator[tuple[Puzzle, dict[int, int]]]:
    """Reports with up to so many wrong cells, small amounts in few rows and columns so that they meet, some with
    blanks and equations that blanks decide; and the cells with their true values."""
    random = np.random.default_rng(seed)
    figures = busy_report(edition)
    (system,) = systems("requests", edition)
    rows, columns = ([*dict.fromkeys(line[n] for line in system.lines)] for n in (0, 1))
    for _ in range(count):
        near = {*random.choice(rows, 2).tolist(), *random.choice(columns, 2).tolist()}
        pool = [cell for cell, line in enumerate(system.lines) if near & {*line}]
        wrong = random.choice(pool, random.integers(1, most + 1), replace=False).tolist()
        reported: list[int | None] = [figures[key] for key in system.cells]
        truth = {cell: figures[system.cells[cell]] for cell in wrong}
        for cell in wrong:
            reported[cell] = max(0, truth[cell] + int(random.choice([-9, -2, -1, 1, 2, 3, 40])))
        active = {*range(len(system.relations))}
        if random.random() < 0.5:
            reported = [None if value == 0 and random.random() < 0.5 else value for value in reported]
            active -= {*random.choice(len(system.relations), random.integers(0, 8), replace=False).tolist()}
        puzzle = Puzzle(system, reported, frozenset(active))
        if puzzle.residuals:
            yield puzzle, {cell: value for cell, value in truth.items() if value != puzzle.values[cell]}


def restores(puzzle: Puzzle, change: Change) -> bool:
    values = list(puzzle.values)
    for cell, delta in change:
        values[cell] += delta
    return all(values[cell] >= 0 for cell, _ in change) and puzzle.holds_with(values)


@every_edition
def test_no_set_is_bigger_than_an_optimiser_finds(edition: str) -> None:
    sizes = set()
    for puzzle, _ in faulty_reports(edition, 50, 6, seed=4):
        found, best = found_for(puzzle), optimum(puzzle)
        size = len(found[0]) if found else MOST_CELLS + 1
        assert size == min(best.least, MOST_CELLS + 1)
        assert all(len(change) == size for change in found)
        assert (
            not found
            or set(best.changes) <= {*found}
            or any(
                {cell for cell, _ in change} == {cell for cell, _ in other}
                for change in best.changes
                for other in found
            )
        )
        sizes.add(size)
    assert sizes >= {1, 2, 3, 4}


@every_edition
def test_every_explanation_restores_every_equation(edition: str) -> None:
    for puzzle, _ in faulty_reports(edition, 150, 5, seed=5):
        for diagnosis in (diagnoses := diagnose(puzzle, Evidence())):
            assert diagnosis.changes
            assert len(set(diagnosis.changes)) == len(diagnosis.changes)
        assert sorted(e for d in diagnoses for e in d.equations) == [*puzzle.residuals]
        for n in range(max(len(d.changes) for d in diagnoses)):
            whole = [place for d in diagnoses for place in d.changes[min(n, len(d.changes) - 1)]]
            assert restores(puzzle, tuple(whole))


@every_edition
def test_the_truth_is_among_the_smallest_sets(edition: str) -> None:
    met = 0
    for puzzle, truth in faulty_reports(edition, 400, 3, seed=6):
        found = found_for(puzzle)
        if found and len(found[0]) == len(truth):
            met += 1
            repaired = [{cell: puzzle.values[cell] + delta for cell, delta in change} for change in found]
            assert truth in repaired
    assert met > 250


def test_reports_searched_together_are_as_if_alone() -> None:
    puzzles = [puzzle for puzzle, _ in faulty_reports("2021", 120, 4, seed=7)]
    equations = range(len(puzzles[0].system.relations))
    together = smallest(
        Faulty.of(
            puzzles[0].system,
            np.array([puzzle.values for puzzle in puzzles]),
            np.array([[equation in puzzle.active for equation in equations] for puzzle in puzzles]),
        )
    )
    assert together == [found_for(puzzle, most=3) for puzzle in puzzles]


def scattered(edition: str, cells: int) -> Puzzle:
    """So many wrong cells with amounts that no other set of cells makes."""
    figures = busy_report(edition)
    rows = outcome_rows(load_forms()[edition])
    places = zip(rows[:cells], [PARTS[n % 3] for n in range(cells)], strict=True)
    wrong = {f"requests.{row}.{column}": 1_000 * 3**n for n, (row, column) in enumerate(places)}
    return puzzle_of({**figures, **wrong}, edition)


@every_edition
def test_many_wrong_cells_are_left_to_the_optimiser(edition: str) -> None:
    puzzle = scattered(edition, 6)
    assert not found_for(puzzle)
    best = optimum(puzzle)
    assert best.least == 6
    assert best.changes
    assert all(restores(puzzle, change) for change in best.changes)
    likeliest = [diagnosis.changes[0] for diagnosis in diagnose(puzzle, Evidence())]
    assert sum(map(len, likeliest)) == 6
    assert restores(puzzle, tuple(place for change in likeliest for place in change))


def test_where_the_optimiser_gives_up_it_says_how_many_cells_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    puzzle = scattered("2021", 6)
    monkeypatch.setattr("lib.checks.diagnosis.optimum.SECONDS", 0.0)
    best = optimum(puzzle)
    assert best.changes == ()
    (diagnosis,) = diagnose(puzzle, Evidence())
    assert diagnosis.changes == ()
    assert diagnosis.least == MOST_CELLS + 1


def test_the_optimum_prefers_to_fill_blanks() -> None:
    (group, *_) = systems("disputes", "2021")
    puzzle = Puzzle(group, [3, None, 2, 1, 9], frozenset({0}))
    best = optimum(puzzle)
    assert best.least == 1
    assert ((1, 3),) in best.changes
    assert len(best.changes) > 1


@pytest.mark.parametrize("most", [9, 900])
def test_a_table_of_anything_has_no_explanation_and_at_least_so_many_wrong_cells(most: int) -> None:
    (system,) = systems("requests", "2021")
    values = np.random.default_rng(8).integers(0, most, len(system.cells)).tolist()
    puzzle = Puzzle(system, values, frozenset(range(len(system.relations))))
    (diagnosis,) = diagnose(puzzle, Evidence())
    assert diagnosis.changes == ()
    assert diagnosis.equations == tuple(puzzle.residuals)
    assert diagnosis.least >= len(puzzle.residuals) // 3


def test_figures_below_zero_are_diagnosed_like_others() -> None:
    figures = busy_report("2021")
    keys = ("requests.granted.natural", "requests.granted.total")
    puzzle = puzzle_of({**figures, **{key: figures[key] - 60 for key in keys}}, "2021")
    before = dict.fromkeys(figures, -3)
    (diagnosis,) = diagnose(puzzle, Evidence(before=before))
    assert all(restores(puzzle, change) for change in diagnosis.changes)
