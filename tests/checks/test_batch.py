"""The batch reads what the store hands over, whatever types its columns came in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from lib.checks import Batch, CellState, judge
from lib.checks.batch import narrowed
from lib.forms import ALL_KEYS, COUNT_KEYS
from tests.checks.frames import frames_of, report_of

ISSUED = "proactive.normative_docs.issued"
FEES = "proactive.fees.amount"
NEW = "requests.new.total"


def retyped(figures: pd.DataFrame, count: str, amount: str) -> pd.DataFrame:
    return figures.astype({key: count if key in COUNT_KEYS else amount for key in ALL_KEYS})


@pytest.mark.parametrize(
    ("count", "amount"),
    [
        ("Int64", "Float64"),
        ("float64", "float64"),
        ("object", "object"),
        ("int64[pyarrow]", "double[pyarrow]"),
    ],
)
def test_every_column_type_reads_alike(count: str, amount: str) -> None:
    report = report_of({NEW: 3, "requests.carry_in.total": None, FEES: 12.5, "requests.new.natural": None})
    figures, *others = frames_of([report, report_of({ISSUED: 2}, edition="2021", year=2022)])
    batch = Batch.of(retyped(figures, count, amount), *others)
    assert batch.reported(NEW, 0) == 3
    assert batch.reported("requests.carry_in.total", 0) is None
    assert batch.state("requests.carry_in.total", 0) is CellState.BLANK
    assert batch.state("requests.oth_single.total", 0) is CellState.OUTSIDE
    assert batch.amounts[FEES].tolist() == [12.5, 0]
    assert batch.previous.tolist() == [1, -1]
    assert batch.following.tolist() == [-1, 0]
    assert batch.edition("disputes", 0) == "2021"


def test_a_fraction_in_a_count_is_no_integer_even_where_nothing_says_so() -> None:
    figures, *others = frames_of([report_of({})])
    figures = figures.astype({NEW: "float64"})
    figures.loc[0, NEW] = 2.5
    batch = Batch.of(figures, *others)
    assert batch.state(NEW, 0) is CellState.NOT_INTEGER
    assert batch.reported(NEW, 0) is None


def test_a_figure_outside_the_tables_edition_counts_for_nothing() -> None:
    figures, *others = frames_of([report_of({})])
    figures["requests.oth_single.total"] = 7
    batch = Batch.of(figures, *others)
    assert batch.state("requests.oth_single.total", 0) is CellState.OUTSIDE
    assert batch.values.sum() == 0


@pytest.mark.parametrize("sign", [1, -1])
def test_figures_are_narrow_as_long_as_the_sum_of_all_cells_is(sign: int) -> None:
    most = np.iinfo(np.int32).max // len(ALL_KEYS)
    for largest, narrow in ((most, np.int32), (most + 1, np.int64)):
        values = np.full((len(ALL_KEYS), 1), sign * largest)
        assert narrowed(values).dtype == narrow
        assert narrowed(values).tolist() == values.tolist()
    assert most * len(ALL_KEYS) <= np.iinfo(np.int32).max


def test_rows_about_other_reports_are_passed_over() -> None:
    figures, irregular, facts, prose, former = frames_of([report_of({})])
    irregular = pd.DataFrame([(99, NEW, "unread", "x")], columns=irregular.columns)
    facts = pd.DataFrame([(99, "duplicate", "1")], columns=facts.columns)
    prose = pd.DataFrame([(99, "五", "无")], columns=prose.columns)
    batch = Batch.of(figures, irregular, facts, prose, former)
    assert batch.facts == {}
    assert batch.state(NEW, 0) is CellState.STATED


def test_the_latest_revision_is_the_one_other_years_are_held_against() -> None:
    reports = [report_of({}, year=2022), report_of({}, year=2022), report_of({}, year=2023), report_of({}, year=2020)]
    batch = Batch.of(*frames_of(reports, {0: 2, 1: 1}))
    assert batch.previous.tolist() == [-1, -1, 0, -1]


def test_no_reports_give_no_findings() -> None:
    figures, *others = frames_of([report_of({})])
    judgement = judge(Batch.of(figures.iloc[:0], *(frame.iloc[:0] for frame in others)))
    assert judgement.findings == []
    assert judgement.verdicts.shape[1] == 0
