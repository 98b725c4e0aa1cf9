"""What the prose says against the tables: only what is unmistakable is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.checks import Example, Finding, Quote, Severity, judge, say_finding
from lib.documents import read_document
from lib.extraction import extract
from tests.checks.frames import batch_of, scene

NEW, IN, DONE, OUT = (f"requests.{row}.total" for row in ("new", "carry_in", "result_total", "carry_out"))


def found(check: str, text: str, section: str = "一", **example: object) -> list[Finding]:
    """The findings on the base report (R01 10, R02 2, R24 10, R25 2, A5 2) with this prose."""
    return scene(Example.model_validate({"text": {section: text}, **example})).findings(check)


def test_a_finding_names_cell_and_quote_and_both_values() -> None:
    (finding,) = found("TEXT-FIGURE", "工作平稳。2023年，我局共收到政府信息公开申请十四件，均依法答复。")
    assert finding.severity is Severity.WARNING
    assert finding.cells == (NEW, IN)
    assert finding.quotes == (Quote("一", "2023年，我局共收到政府信息公开申请十四件，均依法答复。"),)
    assert finding.impact == 2
    assert say_finding(finding, "zh") == (
        "第一部分写“我局共收到政府信息公开申请十四件”，而表中“本年新收·总计”为 10、加上“上年结转·总计”为 12。"
    )
    assert "section 1 says “我局共收到政府信息公开申请十四件”" in say_finding(finding, "en")


@pytest.mark.parametrize(
    "text",
    [
        "共收到政府信息公开申请10件。",
        # With those carried in.
        "共收到政府信息公开申请12件，办结10件，结转下年度2件。",
        "本年新收政府信息公开申请10件，上年结转2件。予以公开7件，部分公开2件，无法提供1件。",
        "因政府信息公开引发行政复议2件，其中维持1件、纠正1件，行政诉讼0件。",
        # One agrees and the other may be a part.
        "共收到政府信息公开申请10件，均登记在册。收到政府信息公开申请4件涉及征地。收到政府信息公开申请6件。",
        "受理政府信息公开申请7件。共收到政府信息公开申请10件。",
    ],
)
def test_what_agrees_is_not_found(text: str) -> None:
    assert found("TEXT-FIGURE", text) == []


def test_prose_that_says_the_whole_twice_and_differently_is_found() -> None:
    text = "2023年共收到政府信息公开申请10件。五是全年共收到政府信息公开申请15件。"
    (finding,) = found("TEXT-FIGURE", text)
    assert [quote.text for quote in finding.quotes] == ["五是全年共收到政府信息公开申请15件。"]


def test_all_that_is_said_of_the_same_cells_is_one_finding() -> None:
    text = "2023年共收到政府信息公开申请14件。另据统计，全年共收到政府信息公开申请15件，办结14件。"
    received, done = found("TEXT-FIGURE", text)
    assert len(received.quotes) == 2
    assert "说法不一" in say_finding(received, "zh")
    assert done.cells == (DONE,)


def test_a_total_its_parts_contradict_is_left_to_the_sums() -> None:
    assert found("TEXT-FIGURE", "共收到政府信息公开申请10件。", figures={NEW: 0}) == []
    assert len(found("TEXT-FIGURE", "共收到政府信息公开申请9件。", figures={NEW: 0})) == 1


@pytest.mark.parametrize("raw", ["", "若干"])
def test_cells_that_state_no_number_leave_it_open(raw: str) -> None:
    assert found("TEXT-FIGURE", "共收到政府信息公开申请14件。", figures={NEW: raw}) == []
    assert found("TEXT-FIGURE", "共收到政府信息公开申请14件。", figures={IN: raw}) == []


def test_a_table_that_is_not_there_leaves_it_open() -> None:
    assert found("TEXT-FIGURE", "因政府信息公开引发行政复议9件。", editions={"disputes": ""}) == []


def test_a_section_the_form_does_not_have_is_passed_over() -> None:
    assert found("TEXT-FIGURE", "共收到政府信息公开申请14件。", "七") == []


def test_a_governments_office_is_not_its_whole_area() -> None:
    text = "区政府办公室共收到政府信息公开申请3件。"
    assert found("TEXT-FIGURE", text, scope="government_aggregate") == []
    assert len(found("TEXT-FIGURE", text)) == 1


def test_a_row_of_another_edition_is_no_reading() -> None:
    (finding,) = found("TEXT-FIGURE", "收到政府信息公开申请10件，其中其他处理3件。")
    assert [key.split(".")[1] for key in finding.cells] == ["oth_no_correction", "oth_fee_unpaid", "oth_other"]


def test_a_fingerprint_follows_the_figures_and_the_words() -> None:
    one, again, other = (
        found("TEXT-FIGURE", f"2023年共收到政府信息公开申请{count}件。")[0].fingerprint for count in (14, 14, 15)
    )
    assert one == again != other


@pytest.mark.parametrize(
    ("section", "text", "kind"),
    [
        ("preamble", "现将我局2022年政府信息公开情况报告如下。", "title"),
        ("preamble", "数据统计期限自2022年1月1日起至2022年12月31日止。", "period"),
        ("preamble", "数据统计期限为2023年1月1日至2022年12月31日。", "period"),
        ("一", "2022年，我局共收到政府信息公开申请10件。", "opening"),
        ("一", "（一）主动公开。2022年全局主动公开信息120条。", "opening"),
        ("六", "无。\n某某局\n2023年1月20日", "signed"),
        ("六", "无其他事项。 某某局 2023年1月20日", "signed"),
    ],
)
def test_another_year(section: str, text: str, kind: str) -> None:
    (finding,) = found("TEXT-YEAR", text, section)
    (part,) = finding.message.values["parts"]  # type: ignore[misc]
    assert part.key == f"checks.said.TEXT-YEAR.{kind}"
    assert "2023 年" in say_finding(finding, "zh")


@pytest.mark.parametrize(
    ("section", "text"),
    [
        ("preamble", "根据《关于做好2022年政府信息公开工作年度报告编制工作的通知》，现编制本报告。"),
        ("preamble", "数据统计期限为2023年1月1日至12月31日。"),
        ("一", "2022年，我局收到政府信息公开申请8件。2023年，我局收到政府信息公开申请10件。"),
        ("一", "2022年，我局收到政府信息公开申请8件，上年收到9件。"),
        ("一", "2024年，我局将主动公开信息120条。"),
        ("五", "2022年，我局主动公开信息120条。"),
        ("六", "无其他事项。 某某局 2024年1月20日"),
        ("六", "无其他事项。 某某局 2023年12月29日"),
        ("六", "某某局 2024年1月20日 某某局办公室 2023年1月20日印发"),
        ("六", "按照某某局2020年1月20日印发的办法执行。"),
    ],
)
def test_what_is_no_other_year(section: str, text: str) -> None:
    assert found("TEXT-YEAR", text, section) == []


@pytest.mark.parametrize(
    ("text", "cells", "severity"),
    [
        ("收到政府信息公开申请9件，已全部办结。", (OUT,), Severity.WARNING),
        ("2023年，我局未收到公民、法人和其他组织的政府信息公开申请。", (NEW,), Severity.ERROR),
        ("全年未接到信息公开申请；未收到行政许可申请。", (NEW,), Severity.ERROR),
        ("没有发生因政府信息公开引起的行政复议、行政诉讼。", ("disputes.reconsideration.total",), Severity.ERROR),
        ("未收到因政府信息公开提出的行政复议、行政诉讼的申请。", ("disputes.reconsideration.total",), Severity.ERROR),
    ],
)
def test_a_contradiction(text: str, cells: tuple[str, ...], severity: Severity) -> None:
    (finding,) = found("TEXT-CONTRADICTION", text)
    assert (finding.cells, finding.severity) == (cells, severity)
    assert finding.quotes[0].text == text


def test_fewer_answered_than_received_is_an_error_where_all_are_said_to_be() -> None:
    fewer = {"requests.granted.natural": 4, "requests.granted.total": 6, "requests.result_total.natural": 7, DONE: 9}
    (finding,) = found("TEXT-CONTRADICTION", "收到政府信息公开申请，办结率100%。", figures={**fewer, OUT: 3})
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "收到政府信息公开申请10件，均在法定期限内办结，办结率100%。",
        "收到政府信息公开申请10件，按时办结率100%。",
        "收到政府信息公开申请10件，上年结转2件已全部办结。",
        "收到政府信息公开申请12件，办结10件，其余2件结转下年。网络申请全部办结。",
        "办理人大代表建议12件，办结率100%。",
        "我局未收到法人或其他组织政府信息公开申请。",
        "未通过信函收到政府信息公开申请。",
        "上半年未收到政府信息公开申请。",
        "2022年未收到政府信息公开申请。",
        "甲站、乙站未收到政府信息公开申请。",
        "对未收到政府信息公开申请的单位进行指导。",
        "未收到该申请人提交的补正。",
        "收到政府信息公开申请10件，未收到政府信息公开申请。",
        "未发生因政府信息公开引发的行政诉讼。",
        "未发生因政府信息公开被行政复议纠错或行政诉讼败诉情形。",
        "未发生行政复议、行政诉讼。",
        "因政府信息公开引发行政复议2件，未发生政府信息公开行政诉讼。",
    ],
)
def test_what_is_no_contradiction(text: str) -> None:
    assert found("TEXT-CONTRADICTION", text) == []


def test_the_fee_may_be_told_in_any_section() -> None:
    unpaid = {"requests.oth_fee_unpaid.total": 1}
    assert len(found("LOGIC-FEE", "无。", "六", figures=unpaid)) == 1
    assert found("LOGIC-FEE", "无。", "六") == []
    text = {"五": "六、其他事项。本年度收取信息处理费200元。", "六": "无。"}
    assert scene(Example(figures=unpaid, text=text)).findings("LOGIC-FEE") == []


def test_zeros_that_the_prose_contradicts_are_one_finding() -> None:
    played = scene(Example(fill=0, figures={}, text={"一": "2023年共收到政府信息公开申请4件，办结4件。"}))
    (finding,) = played.findings("ZERO-CONTRADICTED")
    assert finding.severity is Severity.WARNING
    assert [quote.section for quote in finding.quotes] == ["一"]
    assert "4件" in say_finding(finding, "zh")
    assert finding.impact == 4
    assert played.findings("TEXT-FIGURE") == []
    agreeing = scene(Example(fill=0, figures={}, text={"一": "2023年共收到政府信息公开申请0件。"}))
    assert agreeing.findings("ZERO-CONTRADICTED") == []


CHECKS = ("TEXT-FIGURE", "TEXT-YEAR", "TEXT-CONTRADICTION", "LOGIC-FEE", "ZERO-CONTRADICTED")


def test_the_published_reports_hold_exactly_these(shared_reports: Path) -> None:
    """Every one was compared with its document: 040 counts 4 requests over a table of zeros, 224 and 257 are signed in
    the January of the year they report on, and so forth."""
    reports = {}
    for path in sorted((shared_reports / "documents").iterdir()):
        if path.suffix in (".txt", ".md", ".html"):
            report = extract(read_document(path.read_bytes(), path.name)).report
            if report is not None:
                reports[path.name[:3]] = report
    numbers = list(reports)
    found_there: dict[str, list[str]] = {}
    for finding in judge(batch_of(list(reports.values()))).findings:
        if finding.check in CHECKS and isinstance(finding.report_id, int):
            found_there.setdefault(numbers[finding.report_id], []).append(finding.check)
    assert found_there == {
        "040": ["ZERO-CONTRADICTED"],
        "074": ["TEXT-FIGURE"],
        "205": ["TEXT-FIGURE", "TEXT-FIGURE"],
        "210": ["TEXT-FIGURE"],
        "224": ["TEXT-YEAR"],
        "242": ["TEXT-FIGURE", "TEXT-FIGURE"],
        "257": ["TEXT-YEAR"],
    }


def test_a_count_of_what_was_answered_takes_in_last_years() -> None:
    text = {"一": "本年新收政府信息公开申请10件，上年结转2件，办结10件，已全部办结。"}
    assert [f.severity for f in scene(Example(text=text)).findings("TEXT-CONTRADICTION")] == [Severity.WARNING]


@pytest.mark.parametrize("aside", ["上年结转1件。", "在办事大厅设有查阅点。"])
def test_what_is_said_of_last_year_or_of_a_hall_does_not_excuse_a_contradiction(aside: str) -> None:
    text = {"一": f"{aside}本年度收到的政府信息公开申请全部办结。"}
    assert [f.check for f in scene(Example(text=text)).findings("TEXT-CONTRADICTION")] == ["TEXT-CONTRADICTION"]


def test_what_is_said_of_the_next_year_does() -> None:
    text = {"一": "本年度政府信息公开申请除结转下年度2件外全部办结。"}
    assert scene(Example(text=text)).findings("TEXT-CONTRADICTION") == []
