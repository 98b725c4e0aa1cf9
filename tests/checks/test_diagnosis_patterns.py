"""Explanations are named for the mistake behind them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from lib.checks.diagnosis import Diagnosis, Evidence, Puzzle, clues_of, diagnose, kind_of, repaired, systems
from lib.checks.diagnosis.digits import slip
from tests.checks.consistent import EDITIONS, Figures, busy_report, puzzle_of

every_edition = pytest.mark.parametrize("edition", EDITIONS)
ROW = "requests.una_not_held"


def told(puzzle: Puzzle) -> tuple[str, Figures, list[str]]:
    """The kind of the likeliest cause, what it suggests, and what speaks for it."""
    diagnosis = only(diagnose(puzzle, Evidence()))
    likeliest = diagnosis.changes[0]
    clues = [clue.kind for clue in clues_of(puzzle, likeliest, Evidence())]
    return kind_of(puzzle, likeliest), {key: value for key, _, value in repaired(puzzle, likeliest)}, clues


def only(diagnoses: list[Diagnosis]) -> Diagnosis:
    assert len(diagnoses) == 1
    return diagnoses[0]


def with_row(edition: str, written: Mapping[str, int], true: Mapping[str, int]) -> tuple[Puzzle, Figures]:
    """A report whose row 不掌握 holds other figures than it should, the sums being those of the true ones; and those."""
    figures = busy_report(edition)
    for column, value in true.items():
        for key in (f"{ROW}.{column}", f"requests.result_total.{column}", f"requests.new.{column}"):
            figures[key] += value
    for row in ("una_not_held", "result_total", "new"):
        figures[f"requests.{row}.total"] += sum(true.values())
    wrong = {f"{ROW}.{column}": value for column, value in written.items()}
    repaired = {key: figures[key] for key, value in wrong.items() if figures[key] != value}
    return puzzle_of({**figures, **wrong}, edition), repaired


@pytest.mark.parametrize(
    ("meant", "written", "kind"),
    [
        (12, 1, "DROPPED"),
        (120, 12, "DROPPED"),
        (1, 11, "DOUBLED"),
        (45, 455, "DOUBLED"),
        (45, 475, "ADDED"),
        (45, 450, "EXTRA_ZERO"),
        (45, 54, "TRANSPOSED"),
        (45, 95, "ONE_DIGIT"),
        (4, 9, None),
        (0, 10, None),
        (10, 0, None),
        (45, 545, "ADDED"),
        (145, 541, None),
        (45, 4_500, None),
    ],
)
def test_slips_of_the_hand(meant: int, written: int, kind: str | None) -> None:
    assert slip(written, meant) == kind


@every_edition
@pytest.mark.parametrize(
    ("written", "clue"), [(1, "DROPPED"), (144, "DOUBLED"), (140, "EXTRA_ZERO"), (41, "TRANSPOSED")]
)
def test_a_slip_in_one_cell(edition: str, written: int, clue: str) -> None:
    puzzle, truth = with_row(edition, {"natural": written}, {"natural": 14})
    assert told(puzzle) == ("TYPO", truth, [clue])


@every_edition
def test_a_figure_that_no_slip_explains_is_one_wrong_cell(edition: str) -> None:
    puzzle, truth = with_row(edition, {"natural": 902}, {"natural": 14})
    assert told(puzzle) == ("CELL", truth, [])


@every_edition
def test_a_figure_in_the_column_beside_its_own(edition: str) -> None:
    puzzle, truth = with_row(edition, {"commercial": 0, "research": 37}, {"commercial": 37})
    assert told(puzzle) == ("MOVED", truth, ["BESIDE"])


@every_edition
def test_cases_counted_under_another_requester(edition: str) -> None:
    puzzle, truth = with_row(edition, {"natural": 90, "commercial": 62}, {"natural": 91, "commercial": 61})
    kind, _, clues = told(puzzle)
    assert (kind, clues) == ("MOVED", ["MOVED"])
    changes = only(diagnose(puzzle, Evidence())).changes
    assert truth in [{key: value for key, _, value in repaired(puzzle, change)} for change in changes]


@every_edition
def test_two_cells_that_hold_each_others_figures(edition: str) -> None:
    puzzle, truth = with_row(edition, {"natural": 17, "commercial": 91}, {"natural": 91, "commercial": 17})
    assert told(puzzle) == ("SWAPPED", truth, ["SWAPPED"])


@every_edition
def test_a_figure_over_two_cells(edition: str) -> None:
    puzzle, truth = with_row(edition, {"natural": 1, "commercial": 25}, {"natural": 125})
    assert told(puzzle) == ("SPLIT", truth, ["SPLIT"])


@every_edition
@pytest.mark.parametrize("cells", [2, 3, 5])
def test_a_row_one_column_off(edition: str, cells: int) -> None:
    columns = ("natural", "commercial", "research", "welfare", "legal", "other")
    amounts = dict(zip(columns[:cells], (71, 22, 13, 54, 35), strict=False))
    off = {"natural": 0, **dict(zip(columns[1:], amounts.values(), strict=False))}
    puzzle, truth = with_row(edition, off, amounts)
    assert told(puzzle) == ("SHIFTED", truth, ["SHIFTED"])


@every_edition
def test_a_wrong_cell_and_the_total_computed_over_it(edition: str) -> None:
    puzzle, truth = with_row(edition, {"research": 400, "total": 421}, {"natural": 21})
    kind, suggested, clues = told(puzzle)
    assert (kind, suggested) == ("MINIMAL", truth)
    assert clues[0] == "TOTAL_FOLLOWED"


@every_edition
def test_totals_left_out_beside_one_wrong_part(edition: str) -> None:
    figures = busy_report(edition)
    out: Figures = {key: 0 for key in figures if key.endswith(".total")}
    wrong = f"{ROW}.natural"
    puzzle = puzzle_of({**figures, **out, wrong: figures[wrong] + 7}, edition)
    kind, suggested, clues = told(puzzle)
    assert kind == "TOTAL"
    assert suggested[wrong] == figures[wrong]
    assert suggested.items() >= {key: figures[key] for key in out if figures[key]}.items()
    assert "LEFT_AT_ZERO" in clues


@pytest.mark.parametrize(
    ("cells", "suggested"), [((11, 2, 0, 1, 0), {"total": 14}), ((10, 2, 0, 1, 31), {"total": 13})]
)
def test_a_total_of_table_four(cells: tuple[int, ...], suggested: dict[str, int]) -> None:
    (group, *_) = systems("disputes", "2021")
    puzzle = Puzzle(group, cells, frozenset({0}))
    _, figures, _ = told(puzzle)
    assert {key.rpartition(".")[2]: value for key, value in figures.items()} == suggested
