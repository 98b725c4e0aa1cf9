"""Tables, sections, rows and editions that are not as they should be."""

from __future__ import annotations

from typing import Any

import pytest

from lib.checks import Finding, judge, say_finding
from lib.reports import Report
from tests.checks.frames import batch_of, report_of

PROSE = {"一": "总" * 300, "五": "改" * 200, "六": "无" * 12}


def found(check: str, *reports: Report) -> list[Finding]:
    return [f for f in judge(batch_of(reports)).findings if f.check == check]


def said(check: str, *reports: Report) -> list[str]:
    return [say_finding(finding, "zh") for finding in found(check, *reports)]


def without_disputes(**more: Any) -> Report:
    report = report_of({}, **more)
    figures = {k: v for k, v in report.figures.items() if not k.startswith("disputes.")}
    return report.model_copy(update={"editions": {"proactive": "2021", "requests": "2021"}, "figures": figures})


def test_missing_tables_and_sections_are_one_finding() -> None:
    report = without_disputes(notes=("section_missing:四", "section_missing:五", "section_missing:六"))
    assert said("STRUCT-MISSING", report) == ["缺少表四（复议诉讼）、第五部分、第六部分。"]


def test_figures_without_prose_miss_no_section() -> None:
    assert found("STRUCT-MISSING", report_of({})) == []
    assert found("STRUCT-SECTIONS", report_of({})) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PROSE, []),
        ({**PROSE, "五": "无。"}, ["第五部分只有 2 字，不足 10 字。"]),
        ({"一": PROSE["一"], "六": PROSE["六"]}, ["第五部分只有 0 字，不足 10 字。"]),
        # Nothing follows: the document may have been cut off before section 五.
        ({"一": PROSE["一"]}, []),
    ],
)
def test_a_section_five_that_says_nothing(text: dict[str, str], expected: list[str]) -> None:
    assert said("STRUCT-SECTIONS", report_of({}, text=text)) == expected


def test_sections_out_of_order() -> None:
    report = report_of({}, notes=("section_order:三、存在的主要问题",))
    assert said("STRUCT-SECTIONS", report) == ["各部分次序或编号有误：三、存在的主要问题。"]


def test_two_reports_for_one_year() -> None:
    assert said("STRUCT-DUPLICATE", report_of({}, notes=("duplicate:7",))) == ["该机关 2023 年度有两份内容不同的报告。"]


def test_an_edition_that_was_not_due() -> None:
    late = report_of({}, edition="2019", year=2021)
    wrong = "用的是 2019 年版表样，该年度应用 2021 年版。"
    assert said("STRUCT-EDITION", late) == [f"表二（主动公开）{wrong}表三（依申请公开）{wrong}"]
    assert found("STRUCT-EDITION", report_of({}, edition="2019", year=2020)) == []
    assert found("STRUCT-EDITION", report_of({}, year=2026)) == []


def test_rows_that_are_not_the_editions() -> None:
    notes = (
        "unknown_row:9.属于工作秘密 | 0 | 0",
        "missing_row:requests.oth_fee_unpaid",
        "outside_edition:requests.oth_single.total 3",
        "edition_undecided:requests 2021",
    )
    (sentence,) = said("STRUCT-EDITION", report_of({}, notes=notes))
    assert "多出一行“9.属于工作秘密 | 0 | 0”" in sentence
    assert "缺少一行“逾期未缴费”" in sentence
    assert "“其他处理·总计”不属于所用表样，原件中为“3”" in sentence
    assert "表三（依申请公开）看不出用的是哪一版表样，按 2021 年版读取" in sentence


def test_cells_the_document_lacks() -> None:
    report = report_of({})
    figures = {key: value for key, value in report.figures.items() if not key.startswith("requests.oth_")}
    assert said("STRUCT-EDITION", report.model_copy(update={"figures": figures})) == ["原件中缺少 21 格。"]
