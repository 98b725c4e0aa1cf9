"""The diagnosis finds the fault that was put in, and never a bigger explanation than there need be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from lib.checks.diagnosis import Change, Diagnosis, Puzzle, diagnose, kind_of, repaired, systems
from lib.checks.diagnosis.search import MOST_CELLS, recomputed_totals, smallest
from lib.forms import load_forms
from tests.checks.consistent import EDITIONS, PARTS, Figures, completed, consistent_figures, outcome_rows

every_edition = pytest.mark.parametrize("edition", EDITIONS)
LARGEST = 2_000


def puzzle_of(figures: Figures, edition: str) -> Puzzle:
    """Table 三 of a report with every cell stated."""
    (system,) = systems("requests", edition)
    return Puzzle(system, [figures[key] for key in system.cells], frozenset(range(len(system.relations))))


def only(diagnoses: list[Diagnosis]) -> Diagnosis:
    assert len(diagnoses) == 1
    return diagnoses[0]


def suggested(puzzle: Puzzle, change: Change) -> Figures:
    return {key: value for key, _, value in repaired(puzzle, change)}


def busy_report(edition: str) -> Figures:
    """A report with something in many rows and columns, so that faults are not hidden by zeros."""
    form = load_forms()[edition]
    outcomes = {
        (row, column): 3 + 7 * n + 11 * m
        for n, row in enumerate(outcome_rows(form)[:6])
        for m, column in enumerate(PARTS[:3])
    }
    return completed(form, outcomes, {"natural": (5, 9), "commercial": (2, 1)})


def fewest_cells(puzzle: Puzzle) -> int:
    """The size of the smallest explanation, by mixed-integer programming: how many cells must change."""
    cells, equations = len(puzzle.system.cells), len(puzzle.system.relations)
    weights = np.zeros((equations, cells))
    for equation, members in enumerate(puzzle.system.members):
        for cell, weight in members:
            weights[equation, cell] = weight
    values = np.array(puzzle.values)
    eye, none = np.eye(cells), np.zeros((equations, cells))
    left = -(weights @ values)
    result = milp(
        c=np.concatenate([np.zeros(cells), np.ones(cells)]),
        constraints=[
            LinearConstraint(np.hstack([weights, none]), left, left),
            LinearConstraint(np.hstack([eye, -LARGEST * eye]), -np.inf, 0),
            LinearConstraint(np.hstack([eye, LARGEST * eye]), 0, np.inf),
        ],
        integrality=np.ones(2 * cells),
        bounds=Bounds(
            np.concatenate([-values, np.zeros(cells)]), np.concatenate([np.full(cells, LARGEST), np.ones(cells)])
        ),
    )
    assert result.success, result.message
    return round(float(result.fun))


@every_edition
@given(st.data())
def test_one_wrong_cell_is_named_with_its_true_value(edition: str, data: st.DataObject) -> None:
    figures = {k: v for k, v in data.draw(consistent_figures(edition)).items() if k.startswith("requests.")}
    key = data.draw(st.sampled_from(sorted(figures)))
    wrong = data.draw(st.integers(0, 500).filter(lambda value: value != figures[key]))
    puzzle = puzzle_of({**figures, key: wrong}, edition)
    diagnosis = only(diagnose(puzzle, {}))
    assert [kind_of(puzzle, change) for change in diagnosis.changes] == ["CELL"]
    assert suggested(puzzle, diagnosis.changes[0]) == {key: figures[key]}


@every_edition
@given(st.data())
def test_cases_filed_under_the_wrong_requester_or_outcome_are_moved(edition: str, data: st.DataObject) -> None:
    figures = busy_report(edition)
    rows = outcome_rows(load_forms()[edition])[:6]
    row, column = data.draw(st.sampled_from(rows)), data.draw(st.sampled_from(PARTS[:3]))
    if data.draw(st.booleans(), label="to another requester type"):
        belongs, filed = f"{row}.{column}", f"{row}.{data.draw(st.sampled_from(PARTS).filter(lambda c: c != column))}"
    else:
        belongs, filed = f"{row}.{column}", f"{data.draw(st.sampled_from(rows).filter(lambda r: r != row))}.{column}"
    belongs, filed = f"requests.{belongs}", f"requests.{filed}"
    amount = data.draw(st.integers(1, figures[belongs]))
    faulty = {**figures, belongs: figures[belongs] - amount, filed: figures[filed] + amount}
    puzzle = puzzle_of(faulty, edition)
    diagnosis = only(diagnose(puzzle, {}))
    assert kind_of(puzzle, diagnosis.changes[0]) == "MOVED"
    truth = {belongs: figures[belongs], filed: figures[filed]}
    assert truth in [suggested(puzzle, change) for change in diagnosis.changes]


@every_edition
@given(st.data())
def test_totals_left_at_zero_are_the_totals_however_many(edition: str, data: st.DataObject) -> None:
    figures = busy_report(edition)
    totals = [
        key for key in figures if figures[key] and (key.endswith(".total") or key.startswith("requests.result_total."))
    ]
    left = data.draw(st.sets(st.sampled_from(totals), min_size=2))
    puzzle = puzzle_of({**figures, **dict.fromkeys(left, 0)}, edition)
    diagnosis = only(diagnose(puzzle, {}))
    assert kind_of(puzzle, diagnosis.changes[0]) == "TOTAL"
    assert suggested(puzzle, diagnosis.changes[0]) == {key: figures[key] for key in left}


@every_edition
@settings(max_examples=5)
@given(st.data())
def test_no_explanation_is_bigger_than_an_optimiser_finds(edition: str, data: st.DataObject) -> None:
    figures = busy_report(edition)
    keys = data.draw(st.sets(st.sampled_from(sorted(figures)), min_size=1, max_size=3))
    faulty = {**figures, **{key: data.draw(st.integers(0, 300), label=key) for key in sorted(keys)}}
    puzzle = puzzle_of(faulty, edition)
    assume(puzzle.residuals)
    found = smallest(puzzle)
    assert {len(change) for change in found} == {fewest_cells(puzzle)}
    for change in found:
        values = list(puzzle.values)
        for cell, delta in change:
            values[cell] += delta
        assert min(values) >= 0
        assert puzzle.holds_with(values)


@every_edition
@given(st.data())
def test_the_truth_is_among_the_smallest_explanations(edition: str, data: st.DataObject) -> None:
    figures = busy_report(edition)
    keys = data.draw(st.sets(st.sampled_from(sorted(figures)), min_size=1, max_size=MOST_CELLS))
    wrong = {key: figures[key] + data.draw(st.integers(1, 300), label=key) for key in sorted(keys)}
    puzzle = puzzle_of({**figures, **wrong}, edition)
    assume(puzzle.residuals)
    found = smallest(puzzle)
    if len(found[0]) == len(keys):
        assert {key: figures[key] for key in keys} in [suggested(puzzle, change) for change in found]


def test_two_faults_far_apart_are_two_diagnoses() -> None:
    figures = busy_report("2021")
    wrong = {"requests.new.natural": figures["requests.new.natural"] + 40, "requests.granted.commercial": 2}
    puzzle = puzzle_of({**figures, **wrong}, "2021")
    diagnoses = diagnose(puzzle, {})
    assert [suggested(puzzle, d.changes[0]) for d in diagnoses] == [{key: figures[key]} for key in wrong]
    assert sorted(e for d in diagnoses for e in d.equations) == list(puzzle.residuals)


def test_more_wrong_cells_than_can_be_told_have_no_explanation() -> None:
    figures = busy_report("2021")
    rows = outcome_rows(load_forms()["2021"])
    wrong = {
        f"requests.{row}.{column}": 1_000 * 3**n
        for n, (row, column) in enumerate(zip(rows[:5], (*PARTS[:3], *PARTS[:2]), strict=True))
    }
    puzzle = puzzle_of({**figures, **wrong}, "2021")
    diagnosis = only(diagnose(puzzle, {}))
    assert diagnosis.changes == ()
    assert recomputed_totals(puzzle) is None


def test_last_year_decides_between_explanations_alike_in_size() -> None:
    figures = busy_report("2021")
    wrong = {
        f"requests.carry_out.{column}": figures[f"requests.carry_out.{column}"] + 4 for column in ("natural", "total")
    }
    puzzle = puzzle_of({**figures, **wrong}, "2021")
    following = {
        f"requests.carry_out.{column}": figures[f"requests.carry_out.{column}"] for column in ("natural", "total")
    }
    likeliest = only(diagnose(puzzle, following)).changes[0]
    assert suggested(puzzle, likeliest) == following


@pytest.mark.parametrize(
    ("cells", "first", "others"),
    [((10, 1, 0, 0, 0), {"total": 11}, 0), ((13, 2, 4, 0, 15), {"total": 19}, 2), ((1, 0, 0, 0, 3), {"total": 1}, 4)],
)
def test_in_table_four_the_total_comes_first_and_the_parts_stay_possible(
    cells: tuple[int, ...], first: dict[str, int], others: int
) -> None:
    system = systems("disputes", "2021")[0]
    diagnosis = only(diagnose(Puzzle(system, cells, frozenset({0})), {}))
    assert diagnosis.alike
    ((cell, delta),) = diagnosis.changes[0]
    assert {system.lines[cell][1]: cells[cell] + delta} == first
    assert len(diagnosis.changes) - 1 == others


def test_a_blank_may_be_what_is_wrong() -> None:
    figures: dict[str, int | None] = {**busy_report("2021")}
    key = "requests.granted.natural"
    (system,) = systems("requests", "2021")
    values = [None if cell == key else figures[cell] for cell in system.cells]
    puzzle = Puzzle(system, values, frozenset(range(len(system.relations))))
    change = only(diagnose(puzzle, {})).changes[0]
    assert list(repaired(puzzle, change)) == [(key, None, figures[key])]
