"""What is listed as a fault is what stands in the report, and what should stand there stands in the clean twin."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from lib.checks import judge, load_catalogue
from lib.demo import KINDS, Block, Fault, fictional
from lib.demo.block import stated
from lib.demo.faults import cells
from lib.demo.faults.injecting import broken_sums
from lib.demo.faults.model import Change
from lib.forms import ALL_KEYS
from lib.language import LANGUAGES, t
from tests.bench.detection.frames import Reports
from tests.bench.detection.scoring import SUM_CHECKS, checks_of, faults_of, judged, named, truth_of

SUMS = tuple(kind for kind, one in KINDS.items() if one.sums)


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    return list(fictional(9_000, 21, 0.06))


def placed(blocks: list[Block]) -> Iterator[tuple[Block, int, Fault]]:
    for block in blocks:
        for fault in block.faults:
            yield block, fault.agency * block.span + fault.year - block.first_year, fault


def test_the_written_value_stands_in_the_report_and_the_true_one_in_its_twin(blocks: list[Block]) -> None:
    seen = set()
    for block, report, fault in placed(blocks):
        assert block.clean is not None
        for cell in fault.cells:
            if cell.key in ALL_KEYS:
                seen.add(fault.kind)
                assert cell.true == str(stated(cell.key, block.clean.value(report, cell.key)))
                raw = block.raw.get((report, cell.key))
                assert cell.written == (str(stated(cell.key, block.value(report, cell.key))) if raw is None else raw)
            elif cell.key.startswith("text."):
                name = cell.key.removeprefix("text.")
                assert (cell.true, cell.written) == (block.clean.text[report][name], block.text[report][name])
    assert set(SUMS) <= seen


def test_a_fault_changes_something(blocks: list[Block]) -> None:
    for _, _, fault in placed(blocks):
        assert fault.cells
        assert all(cell.true != cell.written for cell in fault.cells), fault.kind


def test_no_two_faults_stand_side_by_side(blocks: list[Block]) -> None:
    for block in blocks:
        reports = sorted(report for _, report, _ in placed([block]))
        for one, other in pairwise(reports):
            assert one // block.span != other // block.span or other - one > 1


def test_a_fault_of_the_sums_breaks_sums_and_its_checks_say_which(blocks: list[Block]) -> None:
    for block, report, fault in placed(blocks):
        figures = {cell.key: int(cell.written or 0) for cell in fault.cells if fault.kind in SUMS}
        if figures:
            assert block.clean is not None
            assert fault.checks == broken_sums(block.clean, report, Change(figures))
            assert set(fault.checks) <= SUM_CHECKS


def test_what_is_changed_in_one_place_leaves_sums_alone_where_it_means_to(blocks: list[Block]) -> None:
    own = {"broken_carry", "yuan", "jump", "rules", "catch_all", "outlier", "secrets", "fee_unmentioned", "copied_year"}
    for _, _, fault in placed(blocks):
        if fault.kind in own:
            assert set(fault.checks) == set(KINDS[fault.kind].checks), fault.kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_named_and_its_checks_are_known(kind: str) -> None:
    assert all(t(f"demo.kind.{kind}", lang) for lang in LANGUAGES)
    assert set(KINDS[kind].checks) <= set(load_catalogue())
    assert KINDS[kind].checks or KINDS[kind].sums


@pytest.mark.parametrize(
    ("typed", "digits", "place", "written"),
    [
        (cells.dropped, "154", 1, "14"),
        (cells.doubled, "154", 1, "1554"),
        (cells.transposed, "154", 2, "145"),
        (cells.transposed, "154", 0, "514"),
        (cells.extra_zero, "154", 1, "1540"),
        (cells.one_digit, "154", 0, "454"),
    ],
)
def test_slips_of_the_hand(typed: object, digits: str, place: int, written: str) -> None:
    assert callable(typed)
    assert typed(digits, place) == written


def test_one_wrong_cell_is_always_found_and_named_first() -> None:
    faulty = judged(list(fictional(4_000, 31, 0.1, ["wrong_cell"])), crowd=False)
    at = faulty.at()
    found = [
        named([f for f in at.get(place, ()) if f.check in SUM_CHECKS], truth_of(fault), 1)
        for place, _, fault in faults_of(faulty.reports)
    ]
    assert len(found) > 300
    assert all(found)


def test_every_fault_of_the_sums_is_found() -> None:
    faulty = judged(list(fictional(4_000, 32, 0.12, SUMS)), crowd=False)
    at = faulty.at()
    missed = [
        (fault.kind, fault.checks)
        for place, _, fault in faults_of(faulty.reports)
        if not set(fault.checks) <= checks_of(at.get(place, ()))
    ]
    assert missed == []


def test_faults_leave_the_reports_without_one_free_of_errors_but_for_their_neighbours() -> None:
    """An error stands where a fault is, or in the year after: what a year carries over, the next takes up."""
    blocks = list(fictional(3_000, 33, 0.05))
    reports = Reports(blocks)
    faulty = {
        (reports.agency_id(block, fault.agency), year)
        for block in blocks
        for fault in block.faults
        for year in (fault.year, fault.year + 1)
    }
    errors = {(f.agency_id, f.year) for f in judge(reports.batch()).findings if f.severity == "error"}
    assert errors
    assert errors <= faulty


def test_a_fault_free_share_gives_no_faults() -> None:
    assert not [fault for block in fictional(300, 1, 0.0) for fault in block.faults]


def test_about_as_many_faults_as_asked_for() -> None:
    blocks = list(fictional(20_000, 34, 0.05))
    assert np.isclose(sum(len(block.faults) for block in blocks) / sum(block.size for block in blocks), 0.05, atol=0.01)
