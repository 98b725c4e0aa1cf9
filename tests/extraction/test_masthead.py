"""Whose report, of which year, published when, taking in what."""

from __future__ import annotations

from datetime import date

import pytest

from lib.documents import read_document
from lib.extraction.lines import lines_of
from lib.extraction.masthead import Masthead, read_masthead, scope_of
from lib.extraction.sections import parts_of


def masthead(text: str, name: str = "a.txt") -> Masthead:
    document = read_document(text.encode(), name)
    return read_masthead(document, parts_of(lines_of(document)), None, None)


@pytest.mark.parametrize(
    "title",
    [
        "甲县乙局2023年政府信息公开工作年度报告",
        "甲县乙局 2023 年度政府信息公开年度工作报告",
        "2023年甲县乙局政府信息公开工作年度报告",
        "2023年度2023甲县乙局2023年度政府信息公开工作年度报告",
        "甲县乙局关于2023年度政府信息公开工作年度报告",
        "甲县乙局2023年\n政府信息公开工作年度报告",
        "甲县乙局\n2023年政府信息公开工作年度报告",
        "甲縣乙局2023年政府信息公開工作年度報告",
        "标题: 甲县乙局2023年政府信息公开年报告\n前言。",
        "甲县乙局\n2023年度\n政府信息公开工作年度报告",
        "首页 > 政务公开\n甲县乙局2023年政府信息公开工作年度报告_甲县人民政府门户网站",
    ],
)
def test_titles(title: str) -> None:
    found = masthead(f"{title}\n\n一、总体情况\n")
    assert (found.agency, found.year, found.questions) == ("甲县乙局", 2023, ())


def test_year_and_name_from_elsewhere_are_asked_about() -> None:
    found = masthead("一、总体情况\n本局工作有序。", "012-甲县乙局-2023.txt")
    assert (found.agency, found.year) == ("甲县乙局", 2023)
    assert [q.message.key for q in found.questions] == ["extraction.year_from_name", "extraction.agency_from_name"]
    found = masthead("发布机构: 甲县乙局\n2023年政府信息公开工作年度报告\n一、总体情况\n")
    assert [q.message.key for q in found.questions] == ["extraction.agency_from_source"]


def test_a_year_in_the_text_counts_only_if_it_is_the_only_one() -> None:
    assert masthead("本报告数据自2023年1月1日至2023年12月31日。", "甲局.txt").year == 2023
    assert masthead("2022年政府信息公开工作年度报告和2023年政府信息公开工作年度报告。", "甲局.txt").year is None
    assert masthead("本局工作有序。").agency is None


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("发布时间: 2024-01-20 11:22\n甲局2023年政府信息公开工作年度报告", date(2024, 1, 20)),
        ("甲局2023年政府信息公开工作年度报告\n发布日期:2024年1月5日 点击数:9", date(2024, 1, 5)),
        ("甲局2023年政府信息公开工作年度报告\n时间:2024/01/26 09:42来源:甲局作者:", date(2024, 1, 26)),
        ("甲局2023年政府信息公开工作年度报告\n（2024年1月23日）", date(2024, 1, 23)),
        ("甲局2023年政府信息公开工作年度报告\n发布日期:2024-13-45", None),
        ("甲局2023年政府信息公开工作年度报告\n2024年1月23日召开会议。", None),
    ],
)
def test_dates(head: str, day: date | None) -> None:
    assert masthead(f"{head}\n\n一、总体情况\n").published_on == day


@pytest.mark.parametrize(
    ("agency", "scope"),
    [
        ("甲市人民政府", "government_aggregate"),
        ("甲县", "government_aggregate"),
        ("甲综合实验区", "government_aggregate"),
        ("甲经济技术开发区管理委员会", "government_aggregate"),
        ("甲高新区管委会", "government_aggregate"),
        ("甲市人民政府办公厅", "own_office"),
        ("甲综合实验区管委会办公室", "own_office"),
        ("甲市国有资产监督管理委员会", "own_office"),
        ("甲区发展和改革局", "own_office"),
        ("乙镇人民政府", "own_office"),
        ("丙街道办事处", "own_office"),
        ("丁乡", "own_office"),
        (None, "unknown"),
    ],
)
def test_scope(agency: str | None, scope: str) -> None:
    assert scope_of(agency) == scope


def test_a_menu_with_other_years_is_asked_about() -> None:
    menu = "甲县乙局2021年政府信息公开工作年度报告\n\n甲县乙局2023年政府信息公开工作年度报告"
    found = masthead(f"{menu}\n\n一、总体情况\n")
    assert (found.agency, found.year) == ("甲县乙局", 2023)
    assert [question.message.key for question in found.questions] == ["extraction.year_unclear"]


def test_the_date_under_the_signature_is_kept_and_is_no_publication_date() -> None:
    text = (
        "2023年政府信息公开工作年度报告\n\n一、总体情况\n\n六、其他需要报告的事项\n\n无。\n\n甲县乙局\n\n2024年1月20日"
    )
    found = masthead(text, "1.txt")
    assert (found.agency, found.published_on, found.signed) == ("甲县乙局", None, "2024年1月20日")
    assert [question.message.key for question in found.questions] == ["extraction.agency_from_signature"]
