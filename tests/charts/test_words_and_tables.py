"""The same figures in words and as a table."""

from __future__ import annotations

import pandas as pd
import pytest

from lib.charts import describe, table
from lib.charts.tabulation import View
from lib.charts.words import number, percent, shortened, width
from lib.language import LANGUAGES, Language
from tests.charts.samples import (
    AGENCIES,
    COUNT_RANKING,
    COUNTS,
    CROSS,
    EMPTY,
    FLOW,
    FUNNEL,
    OUTCOMES,
    RANKING,
    RATES,
    STATUSES,
    VALUES,
    VIEWS,
)


def test_a_composition_is_told_with_its_ends_its_gaps_and_its_breaks() -> None:
    said = describe(OUTCOMES, "zh")
    assert "合计由 2021 的 4,000 变为 2025 的 空" in said
    assert "不予公开 空" in said
    assert "缺报：2023。" in said
    assert "2023 与 2024 之间不可比：口径不明。" in said
    assert "2018" not in said


def test_agencies_are_told_by_the_largest() -> None:
    assert "2 项中最多的是平潭综合实验区自然资源与生态环境局，合计 6" in describe(AGENCIES, "zh")


def test_a_rate_is_never_told_without_its_parts() -> None:
    assert "由 2023 的 21.1%（8/38） 变为 2025 的 33.3%（300/900）" in describe(RATES, "zh")
    assert "50.0% (30/60)" in describe(RANKING, "en")
    assert "overall 21.7% (231/1,064)" in describe(FUNNEL, "en")


def test_the_others_are_told_too() -> None:
    assert "新收由 2020 的 15,569 变为 2023 的 0" in describe(COUNTS, "zh")
    assert "有 3 件没有去向" in describe(FLOW, "zh")
    assert "有错误 1" in describe(STATUSES, "zh")
    assert "甲局 1,200" in describe(COUNT_RANKING, "zh")
    assert "予以公开·自然人，10" in describe(CROSS, "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", EMPTY)
def test_nothing_is_said_to_be_nothing(view: View, lang: Language) -> None:
    assert describe(view, lang) == {"zh": "没有可显示的数据。", "en": "There is nothing to show."}[lang]
    assert len(table(view, lang)) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_every_view_has_words_and_a_table(view: View, lang: Language) -> None:
    assert describe(view, lang)
    rows = table(view, lang)
    assert len(rows) > 0
    assert rows.columns.is_unique


def test_a_table_keeps_blank_and_zero_apart() -> None:
    rows = table(OUTCOMES, "zh")
    assert list(rows.columns) == ["年度", "予以公开", "不予公开", "合计（所报）", "报告份数"]
    assert rows["予以公开"].tolist() == [1_500, 0, pd.NA, 2, 1]
    assert rows["不予公开"].isna().tolist() == [False, False, True, False, True]
    assert str(rows["予以公开"].dtype) == "Int64"


def test_a_table_of_rates_has_both_parts() -> None:
    rows = table(RATES, "en")
    assert rows["Numerator"].tolist() == [8, 0, 300]
    assert rows["Denominator"].tolist() == [38, 0, 900]
    assert rows["Rate"].isna().tolist() == [False, True, False]


def test_the_other_tables() -> None:
    assert table(FLOW, "zh")["件数"].sum() == 90
    assert table(STATUSES, "zh")["状态"].tolist() == ["有错误", "缺报", "零报告", "无疑点"]
    assert table(VALUES, "zh")["数值"].isna().tolist() == [False, True, False, True]
    assert table(FUNNEL, "zh")["超出控制限"].tolist() == ["是", "否", "否", "否"]
    assert table(RANKING, "zh")["参与排名"].tolist() == ["是", "是", "否"]
    assert table(COUNT_RANKING, "zh")["件数"].tolist() == [1_200, 0]
    assert table(CROSS, "zh")["其他"].isna().tolist() == [False, True, False]
    assert table(COUNTS, "zh")["件数"].isna().tolist() == [False, True, False, False, False]


@pytest.mark.parametrize(
    ("value", "text"), [(None, "—"), (0, "0"), (15_569, "15,569"), (7_730.28, "7,730.28"), (-3, "-3")]
)
def test_numbers_are_exact(value: float | None, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize(("value", "text"), [(0, "0%"), (0.375, "37.5%"), (1, "100%"), (0.9999, "100.0%")])
def test_percentages(value: float, text: str) -> None:
    assert percent(value) == text


def test_the_middle_of_a_long_name_is_left_out() -> None:
    short = shortened("平潭综合实验区自然资源与生态环境局", 20)
    assert short == "平潭综…与生态环境局"
    assert width(short) <= 20
    assert shortened("乙局", 20) == "乙局"
