"""Small documents of the shapes reports are met in, and what each must come to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lib.documents import read_document
from lib.extraction import Place, Reading, extract
from lib.forms import load_forms
from lib.language import LANGUAGES, say
from lib.reports import State
from tests.extraction import rendering

FORM = load_forms()["2021"]
ZEROS = {key: 0 for table in FORM.tables.values() for key in table.keys}
HEAD = "甲县乙局2023年政府信息公开工作年度报告\n\n"
T2 = "二、主动公开政府信息情况\n\n"
T3 = "三、收到和处理政府信息公开申请情况\n\n"
T4 = "四、政府信息公开行政复议、行政诉讼情况\n\n"


def read(text: str, name: str = "甲.txt") -> Reading:
    return extract(read_document(text.encode(), name))


def keys_asked(reading: Reading) -> list[str]:
    return [question.message.key.removeprefix("extraction.") for question in reading.questions]


def figures(reading: Reading, start: str) -> list[object]:
    assert reading.report is not None
    return [value for key, value in reading.report.figures.items() if key.startswith(start)]


def test_rows_of_both_editions_are_told_by_their_header_and_not_by_the_year() -> None:
    older = "第二十条第（一）项\t\t\t\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t1\t2\t3\n"
    newer = "第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n"
    for text, edition, column in ((older, "2019", "produced"), (newer, "2021", "issued")):
        reading = read(HEAD + T2 + text)
        assert reading.report is not None
        assert reading.report.editions == {"proactive": edition}
        assert reading.report.figures[f"proactive.rules.{column}"] == 1


def test_proactive_and_requests_may_be_of_different_editions() -> None:
    older, newer = load_forms()["2019"], load_forms()["2021"]
    drawn = ZEROS | {key: 0 for table in older.tables.values() for key in table.keys}
    text = (
        HEAD
        + T2
        + rendering.as_tabs(older, drawn, "proactive")
        + "\n"
        + T3
        + rendering.as_tabs(newer, drawn, "requests")
    )
    reading = read(text)
    assert reading.report is not None
    assert reading.report.editions == {"proactive": "2019", "requests": "2021"}
    reading = read(
        HEAD
        + T2
        + rendering.as_tabs(newer, drawn, "proactive")
        + "\n"
        + T3
        + rendering.as_tabs(older, drawn, "requests")
    )
    assert reading.report is not None
    assert reading.report.editions == {"proactive": "2021", "requests": "2019"}


def test_one_table_in_two_editions_keeps_the_fitting_figures_and_asks_about_the_rest() -> None:
    text = (
        "第二十条第（一）项 |\n信息内容 | 本年新 | 本年新 | 对外公开总数量 |\n规章 | 1 | 2 | 3 |\n规范性文件 | 4 | 5 | 6 |\n"
        "第二十条第（五）项 |\n信息内容 | 本年处理决定数量 |\n行政许可 | 7 |\n"
        "第二十条第（八）项 |\n信息内容 | 本年收费金额（单位：万元） |\n行政事业性收费 | 8.5 |\n"
    )
    reading = read(HEAD + T2 + text)
    assert reading.report is not None
    assert reading.report.editions == {"proactive": "2019"}
    assert figures(reading, "proactive") == [1, 2, 3, 4, 5, 6, 7]
    assert "outside_edition:proactive.fees.amount 8.5" in reading.report.notes
    assert "outside_edition" in keys_asked(reading)


def test_marks_units_and_texts_in_cells() -> None:
    text = (
        "第二十条第（五）项\t\t\t\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n"
        "行政许可\t8\t减3\t1,295\n其他对外管理服务事项\t/\t—\t见附件\n"
        "第二十条第（九）项\t\t\t\n信息内容\t采购项目数量\t采购总金额（单位：万元）\t\n政府集中采购\t6项\t25.1万元\t\n"
    )
    report = read(HEAD + T2 + text).report
    assert report is not None
    assert report.figures == {
        "proactive.licensing.items_previous": 8,
        "proactive.licensing.change": -3,
        "proactive.licensing.decisions": 1295,
        "proactive.other_services.items_previous": None,
        "proactive.other_services.change": None,
        "proactive.other_services.decisions": None,
        "proactive.procurement.projects": 6,
        "proactive.procurement.amount": Decimal("25.1"),
    }
    assert report.raw["proactive.licensing.change"] == "减3"
    assert report.raw["proactive.other_services.items_previous"] == "/"
    assert report.state("proactive.other_services.change") is State.BLANK
    assert report.state("proactive.other_services.decisions") is State.UNREAD
    assert "unit_printed:proactive.procurement.amount 万元" in report.notes


def test_yuan_in_a_column_of_ten_thousands_is_not_taken() -> None:
    text = "第二十条第（八）项\t\n信息内容\t本年收费金额（单位：万元）\n行政事业性收费\t3000元\n"
    reading = read(HEAD + T2 + text)
    assert reading.report is not None
    assert reading.report.state("proactive.fees.amount") is State.UNREAD
    assert keys_asked(reading)[0] == "other_unit"


def test_a_count_written_like_thousands_is_asked_about() -> None:
    text = "第二十条第（五）项\t\t\t\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t5.000\t5.00\t5.0\n"
    reading = read(HEAD + T2 + text)
    assert figures(reading, "proactive.licensing") == [None, 5, 5]
    assert keys_asked(reading)[0] == "not_whole"


def test_a_row_the_form_does_not_have_is_kept_as_a_note() -> None:
    text = "| 8.属于行政查询事项 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n| 9.属于工作秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
    reading = read(HEAD + T3 + "申请人情况\n\n" + text)
    assert reading.report is not None
    assert figures(reading, "requests") == [1, 0, 0, 0, 0, 0, 1]
    assert "unknown_row:9.属于工作秘密 2 | 0 | 0 | 0 | 0 | 0 | 2" in reading.report.notes
    assert "unknown_row" in keys_asked(reading)


def test_a_misprinted_label_between_two_known_ones() -> None:
    rows = ["1.属于国家秘密", "2.其他法律行政法规规定禁止公开", "3.危及“三安全一稳定”"]
    text = "".join(f"{row}\t{number}\t0\t0\t0\t0\t0\t{number}\n" for number, row in enumerate(rows, start=1))
    reading = read(HEAD + T3 + "申请人情况\n\n" + text)
    assert reading.report is not None
    assert reading.report.figures["requests.ref_other_law.natural"] == 2


def test_rows_that_lost_their_labels_are_named_by_position_only_if_it_is_the_only_one() -> None:
    def row(label: str, number: int) -> str:
        return (
            f"| {label} | {number} | 0 | 0 | 0 | 0 | 0 | {number} |\n"
            if label
            else f"| {number} | 0 | 0 | 0 | 0 | 0 | {number} |\n"
        )

    gap_of_one = row("4.无正当理由大量反复申请", 1) + row("", 2) + row("1.逾期不补正", 3)
    reading = read(HEAD + T3 + "申请人情况\n\n" + gap_of_one)
    assert reading.report is not None
    assert reading.report.figures["requests.np_confirm.natural"] == 2
    gap_of_two = row("3.要求提供公开出版物", 1) + row("", 2) + row("1.逾期不补正", 3)
    reading = read(HEAD + T3 + "申请人情况\n\n" + gap_of_two)
    assert reading.report is not None
    assert "requests.np_confirm.natural" not in reading.report.figures
    assert "unknown_row" in keys_asked(reading)


def test_columns_in_another_order_follow_their_header() -> None:
    markup = rendering.document(FORM, ZEROS, rendering.as_html, "<p>{}</p>")
    head = '<td rowspan="1" colspan="1"><p><span>{}</span><o:p></o:p></p></td>'
    swapped = markup.replace(head.format("商业企业"), "@").replace(head.format("科研机构"), head.format("商业企业"))
    swapped = swapped.replace("@", head.format("科研机构"))
    first_row = "一、本年新收政府信息公开申请数量"
    before, after = swapped.split(first_row)
    cells = after.split("<span>0</span>", 3)
    values = f"{cells[0]}<span>0</span>{cells[1]}<span>5</span>{cells[2]}<span>0</span>{cells[3]}"
    report = read(before + first_row + values, "甲.html").report
    assert report is not None
    assert report.figures["requests.new.research"] == 5
    assert report.figures["requests.new.commercial"] == 0


def test_a_row_that_stands_there_twice() -> None:
    once = "| 1.属于国家秘密 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
    other = "| 1.属于国家秘密 | 2 | 0 | 0 | 0 | 0 | 0 | 2 |\n"
    same = read(HEAD + T3 + "申请人情况\n\n" + once * 2)
    assert figures(same, "requests") == [1, 0, 0, 0, 0, 0, 1]
    different = read(HEAD + T3 + "申请人情况\n\n" + once + other)
    assert figures(different, "requests") == [None] * 7
    assert "row_twice" in keys_asked(different)


def test_table_four_in_three_parts() -> None:
    heads = "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |\n|---|---|---|---|---|\n"
    groups = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    text = "".join(f"### {group}\n{heads}| {n} | 0 | 0 | 0 | {n} |\n\n" for n, group in enumerate(groups, start=1))
    reading = read(HEAD + T4 + text)
    assert figures(reading, "disputes") == [1, 0, 0, 0, 1, 2, 0, 0, 0, 2, 3, 0, 0, 0, 3]


def test_a_row_run_together_is_asked_about_with_the_likeliest_cut_first() -> None:
    text = (
        "三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
        "申请人情况自然人法人或其他组织总计商业企业科研机构社会公益组织法律服务机构其他"
        "一、本年新收政府信息公开申请数量230000023二、上年结转政府信息公开申请数量0000000三、本年度办理结果"
    )
    reading = read(HEAD + text)
    assert figures(reading, "requests.new") == [None] * 7
    assert figures(reading, "requests.carry_in") == [0] * 7
    question = next(question for question in reading.questions if question.candidates)
    assert question.raw == "230000023"
    assert question.candidates[0] == ("23", "0", "0", "0", "0", "0", "23")
    assert len(question.candidates) == 4


def test_a_row_with_fewer_digits_makes_the_others_of_its_table_unsure() -> None:
    text = (
        "申请人情况一、本年新收政府信息公开申请数量1000001二、上年结转政府信息公开申请数量00000"
        "三、本年度办理结果（一）予以公开0000000"
    )
    reading = read(HEAD + "三、收到和处理政府信息公开申请情况" + text)
    assert figures(reading, "requests.new") == [None] * 7
    assert figures(reading, "requests.carry_in") == [None] * 7
    assert figures(reading, "requests.granted") == [0] * 7


@pytest.mark.parametrize("gap", [" ", "    ", "\u3000"])
def test_where_spaces_part_the_cells_a_number_is_not_cut_to_fill_a_blank_one(gap: str) -> None:
    """规章 0 | 91 | blank was once read as 0, 9 and 1, and cells that were not lined up under the heads of others."""
    rows = (
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        ("规章", "0", "91", ""),
        ("行政规范性文件", "1", "2", "33"),
    )
    text = "第二十条第（一）项\n" + "\n".join(gap.join(row) for row in rows)
    reading = read(HEAD + "二、主动公开政府信息情况\n" + text)
    assert figures(reading, "proactive.rules") == [None] * 3
    assert figures(reading, "proactive.normative_docs") == [1, 2, 33]


def test_prose_after_the_last_row_is_not_its_number() -> None:
    text = "第二十条第（八）项信息内容本年收费金额（单位：万元）行政事业性收费{}2023年，我局主动公开信息。"
    assert figures(read(HEAD + "二、主动公开政府信息情况" + text.format("0")), "proactive") == [0]
    assert figures(read(HEAD + "二、主动公开政府信息情况" + text.format("5")), "proactive") == [5]
    unclear = text.replace("2023年，", "3月，")
    assert figures(read(HEAD + "二、主动公开政府信息情况" + unclear.format("5")), "proactive") == [None]


def test_a_figure_knows_where_it_stood() -> None:
    reading = read(HEAD + T2 + "第二十条第（五）项\t\n信息内容\t本年处理决定数量\n行政许可\t7\n")
    assert reading.places == {"proactive.licensing.decisions": Place(1, 3, 2)}
    reading = read(HEAD + "二、主动公开政府信息情况第二十条第（五）项信息内容本年处理决定数量行政许可7")
    place = reading.places["proactive.licensing.decisions"]
    assert place.grid is None
    assert place.row == 2


def test_prose_is_kept_by_section() -> None:
    text = rendering.document(FORM, ZEROS, rendering.as_tabs, "\n{}\n\n")
    report = read(text.replace("一、总体情况", "一、总体情况\n\n本年工作有序。\n\n共办理1件。")).report
    assert report is not None
    assert report.text["一"] == "本年工作有序。\n共办理1件。\n本年度工作平稳有序。"
    assert set(report.text) == {"一", "五", "六"}


def test_sections_out_of_order_and_missing_are_noted() -> None:
    report = read(
        HEAD + "三、主动公开政府信息情况\n\n第二十条第（五）项\t\n信息内容\t本年处理决定数量\n行政许可\t7\n"
    ).report
    assert report is not None
    assert "section_order:三、主动公开政府信息情况" in report.notes
    assert {"section_missing:一", "section_missing:六"} <= set(report.notes)


def test_a_given_agency_and_year_are_taken() -> None:
    document = read_document(
        (HEAD + T2 + "第二十条第（五）项\t\n信息内容\t本年处理决定数量\n行政许可\t7\n").encode(), "甲.txt"
    )
    report = extract(document, agency="丙县人民政府", year=2021).report
    assert report is not None
    assert (report.agency.name, report.year, report.scope) == ("丙县人民政府", 2021, "government_aggregate")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("今年共收到申请5件，予以公开3件。", "no_table"),
        (T2 + "第二十条第（五）项\t\n信息内容\t本年处理决定数量\n行政许可\t7\n", "no_year"),
        (
            "2023年政府信息公开工作年度报告\n\n"
            + T2
            + "第二十条第（五）项\t\n信息内容\t本年处理决定数量\n行政许可\t7\n",
            "no_agency",
        ),
        (T2 + "第二十条第（五）项\t\n信息内容\t本年处理决定数量\n行政许可\t\n", "blank_form"),
        (
            HEAD
            + T3
            + "申请人情况\n\n"
            + "".join(
                f"| {row.label.zh} | {n} | 0 | 0 | 0 | 0 | 0 | {n} |\n"
                for n in (1, 2)
                for row in FORM.tables["requests"].rows
            ),
            "two_reports",
        ),
    ],
)
def test_what_gives_no_report_is_refused_with_a_reason(text: str, key: str) -> None:
    reading = read(text, "1.txt")
    assert (reading.report, reading.outcome) == (None, "refused")
    assert reading.refusal is not None
    assert reading.refusal.key == f"extraction.{key}"
    assert all("1.txt" in say(reading.refusal, lang) for lang in LANGUAGES)


def test_a_report_of_blanks_is_a_report_and_not_a_blank_form() -> None:
    drawn = dict.fromkeys(ZEROS, None)
    reading = read(rendering.document(FORM, drawn, rendering.as_html, "<p>{}</p>"), "甲.html")
    assert reading.report is not None
    assert reading.report.figures == drawn
    assert {reading.report.state(key) for key in drawn} == {State.BLANK}
    assert keys_asked(reading) == ["all_blank"]
