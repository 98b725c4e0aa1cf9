"""Sections are found by their titles; a row label that looks like a heading opens none."""

from __future__ import annotations

import pytest

from lib.documents import read_document
from lib.extraction.lines import lines_of
from lib.extraction.sections import Part, parts_of


def parts(text: str) -> list[Part]:
    return parts_of(lines_of(read_document(text.encode(), "a.txt")))


def found(text: str) -> list[str]:
    return [part.section for part in parts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n甲。\n二、主动公开政府信息情况\n乙。",
        "# 一、总体情况\n\n甲。\n\n## 二、主动公开政府信息情况\n\n乙。",
        "一、总体情况甲。二、主动公开政府信息情况乙。",
        "一.总体情况 甲。 二 、 主动公开政府信息 情况乙。",
        "总体情况\n甲。\n主动公开政府信息情况\n乙。",
        "一、總體情況\n甲。\n二、主動公開政府信息情況\n乙。",
    ],
)
def test_ways_to_write_a_heading(text: str) -> None:
    assert found(text) == ["preamble", "一", "二"]
    assert [line.texts[0].strip() for part in parts(text)[1:] for line in part.lines] == ["甲。", "乙。"]


def test_a_row_label_is_no_heading() -> None:
    text = (
        "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n二、上年结转政府信息公开申请数量\n"
        "三、本年度办理结果\n四、结转下年度继续办理\n四、政府信息公开行政复议、行政诉讼情况\n"
    )
    assert found(text) == ["preamble", "三", "四"]
    assert len(parts(text)[1].lines) == 4


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("四、政府信息公开行政复议与行政诉讼情况", "四"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "四"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "五"),
        ("五、存在的主要问题及整改措施", "五"),
        ("七、其他需要报告的事项", "六"),
    ],
)
def test_titles_that_differ_from_the_form(title: str, section: str) -> None:
    (_, part) = parts(f"{title}\n甲。")
    assert part.heading is not None
    assert (part.section, part.heading.printed) == (section, title[0])


def test_the_row_before_the_next_heading_stays_in_its_table() -> None:
    rows = "（七）总计0000000四、结转下年度继续办理0000000"
    text = f"三、收到和处理政府信息公开申请情况{rows}四、政府信息公开行政复议、行政诉讼情况"
    assert [line.texts[0] for line in parts(text)[1].lines] == [rows]
