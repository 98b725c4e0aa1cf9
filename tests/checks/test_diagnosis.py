"""The diagnosis finds the fault that was put in, and never a bigger explanation than there need be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.checks.diagnosis import Change, Diagnosis, Evidence, Puzzle, diagnose, kind_of, repaired, systems
from lib.forms import load_forms
from tests.checks.consistent import (
    EDITIONS,
    PARTS,
    Figures,
    busy_report,
    consistent_figures,
    outcome_rows,
    puzzle_of,
)

every_edition = pytest.mark.parametrize("edition", EDITIONS)


def only(diagnoses: list[Diagnosis]) -> Diagnosis:
    assert len(diagnoses) == 1
    return diagnoses[0]


def suggested(puzzle: Puzzle, change: Change) -> Figures:
    return {key: value for key, _, value in repaired(puzzle, change)}


@every_edition
@given(st.data())
def test_one_wrong_cell_is_named_with_its_true_value(edition: str, data: st.DataObject) -> None:
    figures = {k: v for k, v in data.draw(consistent_figures(edition)).items() if k.startswith("requests.")}
    key = data.draw(st.sampled_from(sorted(figures)))
    wrong = data.draw(st.integers(0, 500).filter(lambda value: value != figures[key]))
    puzzle = puzzle_of({**figures, key: wrong}, edition)
    diagnosis = only(diagnose(puzzle, Evidence()))
    assert [kind_of(puzzle, change) for change in diagnosis.changes] in (["CELL"], ["TYPO"])
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
    diagnosis = only(diagnose(puzzle, Evidence()))
    truth = {belongs: figures[belongs], filed: figures[filed]}
    kinds = {kind_of(puzzle, change) for change in diagnosis.changes if suggested(puzzle, change) == truth}
    assert kinds <= {"MOVED", "SWAPPED", "SPLIT"}
    assert kinds
    assert kind_of(puzzle, diagnosis.changes[0]) in ("MOVED", "SWAPPED", "SPLIT")


@every_edition
@given(st.data())
def test_totals_left_at_zero_are_the_totals_however_many(edition: str, data: st.DataObject) -> None:
    figures = busy_report(edition)
    totals = [
        key for key in figures if figures[key] and (key.endswith(".total") or key.startswith("requests.result_total."))
    ]
    left = data.draw(st.sets(st.sampled_from(totals), min_size=2))
    puzzle = puzzle_of({**figures, **dict.fromkeys(left, 0)}, edition)
    diagnosis = only(diagnose(puzzle, Evidence()))
    assert kind_of(puzzle, diagnosis.changes[0]) == "TOTAL"
    assert suggested(puzzle, diagnosis.changes[0]) == {key: figures[key] for key in left}


def test_two_faults_far_apart_are_two_diagnoses() -> None:
    figures = busy_report("2021")
    wrong = {"requests.new.natural": figures["requests.new.natural"] + 40, "requests.granted.commercial": 2}
    puzzle = puzzle_of({**figures, **wrong}, "2021")
    diagnoses = diagnose(puzzle, Evidence())
    assert [suggested(puzzle, d.changes[0]) for d in diagnoses] == [{key: figures[key]} for key in wrong]
    assert sorted(e for d in diagnoses for e in d.equations) == list(puzzle.residuals)


def test_last_year_decides_between_explanations_alike_in_size() -> None:
    figures = busy_report("2021")
    wrong = {
        f"requests.carry_out.{column}": figures[f"requests.carry_out.{column}"] + 4 for column in ("natural", "total")
    }
    puzzle = puzzle_of({**figures, **wrong}, "2021")
    following = {
        f"requests.carry_out.{column}": figures[f"requests.carry_out.{column}"] for column in ("natural", "total")
    }
    likeliest = only(diagnose(puzzle, Evidence(carried=following))).changes[0]
    assert suggested(puzzle, likeliest) == following


@pytest.mark.parametrize(
    ("cells", "first", "others"),
    [((10, 1, 0, 0, 0), {"total": 11}, 0), ((13, 2, 4, 0, 15), {"total": 19}, 2), ((1, 0, 0, 0, 3), {"total": 1}, 4)],
)
def test_in_table_four_the_total_comes_first_and_the_parts_stay_possible(
    cells: tuple[int, ...], first: dict[str, int], others: int
) -> None:
    system = systems("disputes", "2021")[0]
    diagnosis = only(diagnose(Puzzle(system, cells, frozenset({0})), Evidence()))
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
    change = only(diagnose(puzzle, Evidence())).changes[0]
    assert list(repaired(puzzle, change)) == [(key, None, figures[key])]
