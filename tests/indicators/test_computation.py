"""Numerators and denominators: a blank makes both unknown, and a denominator of 0 no rate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import binomtest

from lib.forms import ALL_KEYS, load_forms
from lib.indicators import BREAKS, indicators, measure_columns, measures, terms_known, wilson
from lib.indicators.computation import REPORT_FACTS
from lib.language import LANGUAGES, catalogue
from lib.views.numbers import measured, rate


def frame(**cells: float | None) -> pd.DataFrame:
    """One report of the 2021 edition: everything 0 but the cells named, None for a blank."""
    row: dict[str, Any] = {**dict.fromkeys((*ALL_KEYS, *REPORT_FACTS), 0.0), "edition_requests": "2021"}
    row |= {name.replace("__", "."): np.nan if value is None else value for name, value in cells.items()}
    return pd.DataFrame([row])


def found(key: str, **cells: float | None) -> tuple[float | None, float | None]:
    row = measures(frame(**cells)).iloc[0]
    names = [f"num.{key}", f"den.{key}"]
    return tuple(None if np.isnan(row[name]) else float(row[name]) for name in names if name in row)  # type: ignore[return-value]


def test_every_indicator_is_made_of_things_that_exist() -> None:
    for indicator in indicators().values():
        assert terms_known((*indicator.numerator, *indicator.denominator)), indicator.key
        assert bool(indicator.denominator) == (indicator.unit in ("rate", "change")), indicator.key
        assert {*indicator.breaks} <= set(BREAKS)
    assert not terms_known(["requests.ref_work_secret.total"])
    assert not terms_known(["@granted", "report.unheard"])


def test_every_indicator_is_explained_in_both_languages() -> None:
    for indicator in indicators().values():
        labels = [indicator.title, indicator.definition, *([indicator.caveat] if indicator.caveat else [])]
        assert all(label.zh and label.en for label in labels), indicator.key
    assert len({indicator.title.zh for indicator in indicators().values()}) == len(indicators())
    assert {f"indicators.break_{key}" for key in BREAKS} <= set.intersection(
        *(set(catalogue(lang)) for lang in LANGUAGES)
    )


def test_a_series_that_crosses_the_law_of_2024_says_so() -> None:
    disputed = {key for key, one in indicators().items() if any("disputes." in term for term in one.numerator)}
    marked = {key for key, one in indicators().items() if "reconsideration_first" in one.breaks}
    assert disputed - marked == {key for key in disputed if key.endswith("_decided_share")}
    assert indicators()["other_share"].breaks == ("other_handling",)
    assert [(b.before, b.after) for b in BREAKS.values()] == [(2020, 2021), (2020, 2021), (2023, 2024)]


def test_a_blank_term_makes_the_whole_rate_unknown() -> None:
    assert found("disclosure_rate", requests__granted__total=3, requests__result_total__total=10) == (3, 10)
    assert found("disclosure_rate", requests__granted__total=None, requests__result_total__total=10) == (None, None)
    assert found("disclosure_rate", requests__granted__total=3, requests__result_total__total=None) == (None, None)
    assert found("refused_share", requests__ref_query__total=None, requests__result_total__total=10) == (None, None)


def test_a_blank_elsewhere_changes_nothing() -> None:
    cells: dict[str, float | None] = {"requests__granted__total": 3, "requests__result_total__total": 10}
    assert found("disclosure_rate", **cells, requests__granted__natural=None) == (3, 10)


def test_a_term_with_a_minus_is_taken_away() -> None:
    cells = {"requests__result_total__total": 10, "requests__una_not_held__total": 2, "requests__np_repeat__total": 3}
    assert found("answerable_disclosure_rate", **cells, requests__granted__total=4) == (4, 5)


def test_an_outcome_is_the_rows_of_the_reports_own_edition() -> None:
    both = pd.concat([frame(), frame(edition_requests="2019"), frame(edition_requests=None)], ignore_index=True)  # type: ignore[arg-type]
    both["requests.oth_single.total"] = 7.0
    both["requests.oth_other.total"] = 2.0
    both["requests.result_total.total"] = 10.0
    assert measures(both)["num.other_share"].fillna(-1).tolist() == [2, 7, -1]


def test_a_denominator_of_zero_gives_no_rate() -> None:
    row = measures(frame()).iloc[0].to_dict()
    assert row["den.disclosure_rate"] == 0
    assert measured(row, indicators()["disclosure_rate"]) is None
    assert measured(row, indicators()["received"]) == 0


@pytest.mark.parametrize(("over", "under"), [(None, 5), (5, None), (np.nan, 5), (1, 0), (1, -3), (0, 0)])
def test_no_rate_without_both_parts_and_something_to_divide_by(over: Any, under: Any) -> None:
    assert rate(over, under) is None


def test_the_columns_are_those_declared() -> None:
    assert tuple(measures(frame()).columns) == measure_columns()
    assert "num.coverage" not in measure_columns()
    assert {form.edition for form in load_forms().values()} == {"2019", "2021"}


def test_a_region_is_the_sum_of_parts_not_a_mean_of_rates() -> None:
    two = pd.concat(
        [
            frame(requests__granted__total=1, requests__result_total__total=1),
            frame(requests__granted__total=0, requests__result_total__total=99),
        ]
    )
    sums = measures(two)[["num.granted_rate", "den.granted_rate"]].sum()
    found = rate(sums.iloc[0], sums.iloc[1])
    assert found is not None
    assert found.value == 0.01


@pytest.mark.parametrize(
    ("cases", "low", "high"),
    [
        ((81, 263), 0.2553, 0.3662),
        ((15, 148), 0.0624, 0.1605),
        ((0, 20), 0.0, 0.1611),
        ((1, 29), 0.0061, 0.1718),
    ],
)
def test_the_interval_is_the_published_one(cases: Sequence[int], low: float, high: float) -> None:
    """Newcombe (1998), Statistics in Medicine 17:857, table I, method 3."""
    interval = wilson(*cases)
    assert interval is not None
    assert interval == pytest.approx((low, high), abs=5e-5)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_the_interval_holds_the_share_and_stays_between_nothing_and_all(numerator: int, denominator: int) -> None:
    assume(numerator <= denominator)
    interval = wilson(numerator, denominator)
    assert interval is not None
    low, high = interval
    assert 0 <= low <= numerator / denominator + 1e-12
    assert numerator / denominator - 1e-12 <= high <= 1
    mirrored = wilson(denominator - numerator, denominator)
    assert mirrored is not None
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx(interval, abs=1e-12)
    reference = binomtest(numerator, denominator).proportion_ci(method="wilson")
    assert interval == pytest.approx((reference.low, reference.high), abs=1e-6)


@given(st.integers(1, 400), st.integers(1, 10))
def test_more_cases_make_a_narrower_interval(half: int, times: int) -> None:
    few, many = wilson(half, 2 * half), wilson(half * (times + 1), 2 * half * (times + 1))
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]


@pytest.mark.parametrize(("numerator", "denominator"), [(0, 0), (1, 0), (3, 2), (-1, 2), (1, -2)])
def test_there_is_no_interval_of_no_share(numerator: int, denominator: int) -> None:
    assert wilson(numerator, denominator) is None
