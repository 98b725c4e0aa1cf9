"""Verdicts on the sums: the whole batch at once agrees with a slow, obvious look at each report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba.core.caching import FunctionCache

from lib.checks import EQUATION_IDS, Batch, Verdict, identities, judge, loops
from lib.checks.batch import KEY_INDEX, narrowed
from lib.checks.identities import SHARE, _overlaid, _shapes, evaluate
from lib.checks.model import CellState, Residuals
from lib.checks.relations import Part, Relation, form_ids, form_relations
from lib.forms import ALL_KEYS, EDITION_KEYS, Equation, TableKey, load_forms, table_of
from lib.reports import Report, State
from tests.checks.consistent import EDITIONS, Figures, consistent_figures
from tests.checks.frames import batch_of, report_of

ROW = "disputes.reconsideration"
PARTS = ("upheld", "corrected", "other", "pending", "total")
UNREAD = "1O"


def slow_verdict(report: Report, equation: Equation) -> Verdict:
    """The verdict by the words of the catalogue, one cell after the other."""
    if report.editions.get(equation.table) is None:
        return Verdict.NOT_APPLICABLE
    if any(report.state(key) in (State.UNREAD, State.ABSENT) for key in equation.keys):
        return Verdict.UNDETERMINED
    left = sum(int(report.figures[key] or 0) for key in equation.left)
    right = sum(int(report.figures[key] or 0) for key in equation.right)
    if left == right:
        blank = any(report.state(key) is State.BLANK for key in equation.keys)
        return Verdict.HOLDS_IF_BLANK_ZERO if blank else Verdict.HOLDS
    short = equation.left if left < right else equation.right
    return Verdict.UNDETERMINED if any(report.state(key) is State.BLANK for key in short) else Verdict.BROKEN


def slow_verdicts(report: Report) -> list[Verdict]:
    """A verdict on every sum there is; one the report's editions do not have is not applicable."""
    own = {
        equation.id: slow_verdict(report, equation)
        for table, edition in report.editions.items()
        for equation in load_forms()[edition].equations
        if equation.table == table
    }
    return [own.get(name, Verdict.NOT_APPLICABLE) for name in form_ids()]


@st.composite
def disturbed_report(draw: st.DrawFn) -> Report:
    """A report with some cells blank, unread, absent or wrong, or without a table."""
    edition = draw(st.sampled_from(EDITIONS))
    figures: Figures = draw(consistent_figures(edition, most=4))
    cells = st.sampled_from(sorted(figures))
    changes = draw(
        st.dictionaries(cells, st.one_of(st.none(), st.integers(0, 5), st.sampled_from([UNREAD, ""])), max_size=9)
    )
    written: Mapping[str, object] = {**figures, **{k: None if isinstance(v, str) else v for k, v in changes.items()}}
    raw = {key: UNREAD for key, value in changes.items() if value == UNREAD}
    report = report_of(written, edition=edition, raw=raw)
    gone = {key for key, value in changes.items() if value == ""}
    table = draw(st.sampled_from([None, "requests", "disputes"]))
    kept = {k: v for k, v in report.figures.items() if k not in gone and not k.startswith(f"{table}.")}
    left = {name: edition for name, edition in report.editions.items() if name != table}
    return report.model_copy(
        update={"figures": kept, "editions": left, "raw": {k: v for k, v in report.raw.items() if k in kept}}
    )


@settings(max_examples=40)
@given(st.lists(disturbed_report(), min_size=1, max_size=6))
def test_the_batch_agrees_with_a_slow_look_at_each_report(reports: list[Report]) -> None:
    verdicts, residuals = evaluate(batch_of(reports))
    for place, report in enumerate(reports):
        assert [Verdict.of(code) for code in verdicts[:, place].tolist()] == slow_verdicts(report)
    broken = {(row, place) for row, place in zip(*np.nonzero(verdicts == Verdict.BROKEN.code), strict=True)}
    assert set(zip(residuals.equation.tolist(), residuals.report.tolist(), strict=True)) == broken
    assert (residuals.value != 0).all()


def slow_outcome(batch: Batch, report: int) -> tuple[list[Verdict], dict[int, int]]:
    """Verdicts and residuals of one report of a batch, cell after cell, whatever states its cells are in."""
    verdicts, residuals = [Verdict.NOT_APPLICABLE] * len(form_ids()), {}
    for (table, edition), relations in form_relations().items():
        for relation in relations if batch.edition(table, report) == edition else ():
            row = form_ids().index(relation.id)
            states = {part.key: batch.state(part.key, report) for part in relation.parts}
            residual = sum(part.coefficient * (batch.reported(part.key, report) or 0) for part in relation.parts)
            mending = [part for part in relation.parts if part.coefficient * residual < 0]
            if any(state >= CellState.UNREAD for state in states.values()):
                verdicts[row] = Verdict.UNDETERMINED
            elif residual == 0:
                blank = CellState.BLANK in states.values()
                verdicts[row] = Verdict.HOLDS_IF_BLANK_ZERO if blank else Verdict.HOLDS
            elif any(states[part.key] == CellState.BLANK for part in mending):
                verdicts[row] = Verdict.UNDETERMINED
            else:
                verdicts[row], residuals[row] = Verdict.BROKEN, residual
    return verdicts, residuals


@settings(max_examples=30)
@given(st.integers(0, 2**32), st.integers(0, 7), st.sampled_from([0.0, 0.02, 0.3, 1.0]), st.integers(1, 5))
def test_every_mix_of_states_and_editions_agrees_with_a_slow_look(
    seed: int, reports: int, share: float, block: int
) -> None:
    """Also where a block or a share ends in between, and for figures so large that a narrower number cannot hold their sum."""
    random = np.random.default_rng(seed)
    batch = _repeated(batch_of([report_of({})]), [0] * reports)
    states = batch.states
    values = random.integers(0, random.choice([2, 3, 10, 2**23, 2**40]), states.shape)
    states[:] = CellState.STATED
    disturbed = random.random(states.shape) < share
    states[disturbed] = random.integers(0, len(CellState), disturbed.sum())
    for table, codes in batch.editions.items():
        codes[:] = random.integers(-1, len(EDITIONS), reports)
        for report in range(reports):
            own = EDITION_KEYS.get((table, batch.edition(table, report) or ""), ())
            states[[KEY_INDEX[key] for key in ALL_KEYS if table_of(key) == table and key not in own], report] = (
                CellState.OUTSIDE
            )
    values[states != CellState.STATED] = 0
    batch = replace(batch, values=narrowed(values))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(identities, "BLOCK", block)
        patch.setattr(identities, "SHARE", 2 * block + 1)
        verdicts, residuals = evaluate(batch)
    found = zip(residuals.equation.tolist(), residuals.report.tolist(), residuals.value.tolist(), strict=True)
    due = {}
    for report in range(reports):
        slow, broken = slow_outcome(batch, report)
        assert [Verdict.of(code) for code in verdicts[:, report].tolist()] == slow
        due |= {(row, report): value for row, value in broken.items()}
    assert {(row, report): value for row, report, value in found} == due
    assert len(residuals.value) == len(due)


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=40)
@given(st.data())
def test_a_consistent_report_has_no_broken_sum(edition: str, data: st.DataObject) -> None:
    judgement = judge(batch_of([report_of(data.draw(consistent_figures(edition)), edition=edition)]))
    assert set(judgement.verdicts[: len(form_ids()), 0].tolist()) <= {Verdict.HOLDS.code, Verdict.NOT_APPLICABLE.code}
    assert [f for f in judgement.findings if f.check.startswith(("T3-", "T4-"))] == []


@settings(max_examples=20)
@given(st.data())
def test_narrow_figures_are_judged_as_wide_ones(data: st.DataObject) -> None:
    """Everything that is found, by every check, in three years of an agency with wrong cells in them."""
    reports = []
    for year in (2021, 2022, 2023):
        figures = data.draw(consistent_figures(EDITIONS[-1]))
        wrong = data.draw(st.dictionaries(st.sampled_from(sorted(figures)), st.integers(0, 9 * 10**6), max_size=2))
        reports.append(report_of({**figures, **wrong}, edition=EDITIONS[-1], year=year))
    narrow = batch_of(reports)
    wide = replace(narrow, values=narrow.values.astype(np.int64))
    assert narrow.values.dtype == np.int32
    found, due = judge(narrow), judge(wide)
    assert found.findings == due.findings
    assert np.array_equal(found.verdicts, due.verdicts)
    assert np.array_equal(found.residuals.value, due.residuals.value)


@pytest.mark.parametrize("edition", EDITIONS)
@settings(max_examples=40)
@given(st.data())
def test_one_wrong_cell_breaks_exactly_the_sums_it_stands_in(edition: str, data: st.DataObject) -> None:
    figures = data.draw(consistent_figures(edition))
    key = data.draw(st.sampled_from(sorted(figures)))
    wrong = data.draw(st.integers(0, 500).filter(lambda value: value != figures[key]))
    verdicts, residuals = evaluate(batch_of([report_of({**figures, key: wrong}, edition=edition)]))
    broken = {EQUATION_IDS[row] for row in np.nonzero(verdicts[:, 0] == Verdict.BROKEN.code)[0]}
    assert broken == {e.id for e in load_forms()[edition].equations if key in e.keys}
    assert set(np.abs(residuals.value).tolist()) == {abs(wrong - figures[key])}


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        ((1, 2, 3, 4, 10), Verdict.HOLDS),
        ((1, 2, 3, None, 6), Verdict.HOLDS_IF_BLANK_ZERO),
        ((None, None, None, None, None), Verdict.HOLDS_IF_BLANK_ZERO),
        ((0, 0, 0, 0, None), Verdict.HOLDS_IF_BLANK_ZERO),
        ((1, 2, 3, 4, 11), Verdict.BROKEN),
        ((1, 2, 3, None, 7), Verdict.UNDETERMINED),
        ((1, 2, 3, 4, None), Verdict.UNDETERMINED),
        # The blank stands on the side that is too long already: it can only make it worse.
        ((1, 2, 3, None, 5), Verdict.BROKEN),
        ((None, None, None, None, 4), Verdict.UNDETERMINED),
    ],
)
def test_what_a_blank_decides(cells: tuple[int | None, ...], verdict: Verdict) -> None:
    report = report_of({f"{ROW}.{part}": cell for part, cell in zip(PARTS, cells, strict=True)})
    verdicts = judge(batch_of([report])).verdicts
    assert Verdict.of(int(verdicts[EQUATION_IDS.index("T4-SUM/reconsideration"), 0])) is verdict


def test_a_cell_without_a_number_leaves_its_sums_open() -> None:
    report = report_of({"requests.new.natural": None, "requests.new.total": 5}, raw={"requests.new.natural": UNREAD})
    verdicts, _ = evaluate(batch_of([report]))
    open_ones = {EQUATION_IDS[row] for row in np.nonzero(verdicts[:, 0] == Verdict.UNDETERMINED.code)[0]}
    assert open_ones == {"T3-ROW/new", "T3-FLOW/natural"}


def test_reports_beyond_one_share_are_judged_alike() -> None:
    good, bad = report_of({}), report_of({"requests.new.total": 3})
    small = batch_of([good, bad])
    wide = [n % 2 for n in range(2 * SHARE + 3)]
    verdicts, residuals = evaluate(_repeated(small, wide))
    alike, _ = evaluate(small)
    assert (verdicts == alike[:, wide]).all()
    assert len(residuals.value) == 2 * sum(wide)


def test_a_sum_in_several_versions_gets_the_verdict_of_the_right_one(monkeypatch: pytest.MonkeyPatch) -> None:
    figures: list[Figures] = [{}, {"requests.new.total": 3}, {"disputes.reconsideration.total": 2}]
    batch = batch_of([report_of(own, edition=edition) for edition in EDITIONS for own in figures])
    due, due_residuals = evaluate(batch)
    apart = tuple(replace(shape, editions=(edition,)) for shape in _shapes() for edition in shape.editions)
    assert len(apart) > len(form_ids())
    monkeypatch.setattr(identities, "_shapes", lambda: apart)
    monkeypatch.setattr(identities, "_plan", identities._plan.__wrapped__)
    verdicts, residuals = evaluate(batch)
    assert (verdicts == due).all()
    assert _told(residuals) == _told(due_residuals) != set()


def _told(residuals: Residuals) -> set[tuple[int, int, int]]:
    return set(zip(residuals.equation.tolist(), residuals.report.tolist(), residuals.value.tolist(), strict=True))


def test_compiled_code_has_the_numbers_of_the_model() -> None:
    assert [verdict.code for verdict in Verdict] == [
        loops.HOLDS,
        loops.IF_ZERO,
        loops.BROKEN,
        loops.UNDETERMINED,
        loops.NOT_APPLICABLE,
    ]
    assert (loops.BLANK, loops.UNREAD) == (CellState.BLANK, CellState.UNREAD)


def test_where_nothing_may_be_written_the_loops_are_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_folder(*_: object) -> None:
        raise RuntimeError("no locator available")

    monkeypatch.setattr(FunctionCache, "__init__", no_folder)
    assert loops.kept(_one_more)(1) == 2


def _one_more(number: int) -> int:
    return number + 1


def test_versions_of_a_sum_that_contradict_each_other_are_kept_apart() -> None:
    """A later edition may put a cell on the other side; where it only leaves cells out, one sum serves both."""
    places = ("requests", "2019"), ("requests", "2021")
    shared = Part("requests.new.total", "left"), Part("requests.carry_out.total", "right")
    single, split = Part("requests.oth_single.total", "left"), Part("requests.oth_other.total", "left")
    turned = Part("requests.new.total", "right"), Part("requests.carry_out.total", "left")

    def versions(*parts: tuple[Part, ...]) -> dict[tuple[TableKey, str], Relation]:
        return {place: Relation("X/x", "X", own) for place, own in zip(places, parts, strict=True)}

    assert len(_overlaid(0, versions((*shared, single), (*shared, split)))) == 1
    apart = _overlaid(0, versions(shared, turned))
    assert [len(shape.editions) for shape in apart] == [1, 1]
    assert apart[0].left == apart[1].right


def _repeated(batch: Batch, places: list[int]) -> Batch:
    return Batch(
        report_ids=np.arange(len(places)).astype(object),
        agency_ids=np.arange(len(places)).astype(object),
        years=batch.years[places],
        revisions=batch.revisions[places],
        editions={table: codes[places] for table, codes in batch.editions.items()},
        values=batch.values[:, places],
        amounts={key: amounts[places] for key, amounts in batch.amounts.items()},
        states=batch.states[:, places],
        facts={},
        lengths=batch.lengths[:, places],
        profile=batch.profile.iloc[places].reset_index(drop=True),
        prose={},
        former={},
    )
