"""What is no report, or more than one, is refused with its reason; what was read from a picture is always asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from lib.documents import Document, read_document
from lib.extraction import Reading, extract
from lib.forms import load_forms
from lib.language import LANGUAGES, say
from tests.extraction import rendering

FORM = load_forms()["2021"]
ZEROS = {key: 0 for table in FORM.tables.values() for key in table.keys}


def document(text: str, name: str = "甲.html") -> Document:
    return read_document(text.encode(), name)


def report(year: int, agency: str = "甲市乙局", figures: rendering.Figures = ZEROS) -> str:
    drawn = rendering.document(FORM, figures, rendering.as_html, "<p>{}</p>\n")
    return drawn.replace(rendering.TITLE.format(year=rendering.YEAR), f"{agency}{year}年政府信息公开工作年度报告")


def refused(reading: Reading) -> str:
    assert reading.report is None
    assert reading.refusal is not None
    assert all(say(reading.refusal, lang) for lang in LANGUAGES)
    return reading.refusal.key.removeprefix("extraction.")


@pytest.mark.parametrize(("year", "agency"), [(2022, "甲市乙局"), (2023, "甲市丙局")])
def test_two_reports_in_one_file_also_where_all_figures_are_the_same(year: int, agency: str) -> None:
    assert refused(extract(document(report(2023) + report(year, agency)))) == "two_reports"


@pytest.mark.parametrize("year", [2000, 2007, 2071, 2099])
def test_a_year_that_cannot_be_is_a_slip_until_a_person_names_it(year: int) -> None:
    slipped = document(report(year))
    assert refused(extract(slipped)) == "no_such_year"
    named = extract(slipped, year=2023).report
    assert named is not None
    assert named.year == 2023


def test_a_year_that_has_not_come_is_asked_about() -> None:
    ahead = date.today().year + 1
    reading = extract(document(report(ahead)))
    assert reading.outcome == "questions"
    assert "extraction.year_ahead" in {question.message.key for question in reading.questions}
    assert "extraction.year_ahead" not in {
        question.message.key for question in extract(document(report(ahead - 1))).questions
    }
    assert "extraction.year_ahead" not in {
        question.message.key for question in extract(document(report(ahead)), year=ahead).questions
    }


def test_two_years_beside_each_other() -> None:
    heads = [column.label.zh for column in FORM.tables["requests"].columns]
    head = "".join(f"<td>{text}</td>" for text in ["", *heads, *heads])
    rows = "".join(
        f"<tr><td>{row.label.zh}</td>{'<td>1</td>' * 7}{'<td>2</td>' * 7}</tr>" for row in FORM.tables["requests"].rows
    )
    title = "<p>甲局2024年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p>"
    text = f"{title}<table><tr>{head}</tr>{rows}</table>"
    assert refused(extract(document(text))) == "two_reports"


def test_a_page_that_lists_reports() -> None:
    text = "".join(f"<p>甲市乙局{year}年政府信息公开工作年度报告</p>" for year in (2021, 2022, 2023))
    assert refused(extract(document(text))) == "index_page"


def test_the_statistics_form_of_earlier_years() -> None:
    text = "<p>政府信息公开情况统计表（2016年度）</p><table><tr><td>指标名称</td><td>单位</td><td>数</td></tr>"
    text += "<tr><td>主动公开政府信息数</td><td>条</td><td>51</td></tr></table>"
    assert refused(extract(document(text))) == "other_form"


def test_headings_with_nothing_under_them() -> None:
    heads = "".join(f"<p>{section.number}、{section.title.zh}</p>" for section in FORM.sections)
    assert refused(extract(document(f"<p>甲局2023年政府信息公开工作年度报告</p>{heads}"))) == "tables_not_text"


def test_what_was_read_from_a_picture_is_never_whole() -> None:
    whole = document(report(2023))
    assert extract(whole).outcome == "whole"
    reading = extract(replace(whole, recognised=True))
    assert reading.outcome == "questions"
    assert reading.report is not None
    assert any(note.startswith("ocr:") for note in reading.report.notes)
    (question,) = reading.questions
    assert set(question.keys) == set(ZEROS)


def test_sums_raise_a_doubt_only_about_what_was_not_read_by_its_label() -> None:
    figures = ZEROS | {"requests.np_repeat.natural": 4}
    text = report(2023, figures=figures)
    certain = extract(document(text))
    assert certain.outcome == "whole"
    doubtful = extract(document(text.replace("2.重复申请", "")))
    assert doubtful.report is not None
    assert doubtful.report.figures == figures
    assert any(note.startswith("row_by_position:requests.np_repeat") for note in doubtful.report.notes)
    (question,) = doubtful.questions
    assert question.message.key == "extraction.sums_do_not_hold"
    assert "requests.np_repeat.natural" in question.keys
    sound = extract(document(report(2023).replace("2.重复申请", "")))
    assert sound.outcome == "whole"


def test_a_question_names_its_row_in_the_language_of_the_reader() -> None:
    text = report(2023).replace("<span>0</span>", "<span>见附件</span>", 1)
    (question,) = extract(document(text)).questions
    assert "Government rules" in say(question.message, "en")
    assert "规章" in say(question.message, "zh")


def cells(*texts: str) -> str:
    return "<tr>" + "".join(f"<td>{text}</td>" for text in texts) + "</tr>"


@pytest.mark.parametrize("above", [True, False])
@pytest.mark.parametrize(
    ("label", "rest"),
    [
        ("2.没有现成", "信息需要另行制作"),
        ("3.", "其他"),
        ("（二）部分公开", "（区分处理的，只计这一情形，不计其他情形）"),
    ],
)
def test_a_row_that_a_page_cut_is_put_together(label: str, rest: str, above: bool) -> None:
    full, blank = ("1", "2", "0", "0", "0", "0", "3"), ("",) * 7
    head = cells("", *(column.label.zh for column in FORM.tables["requests"].columns))
    body = cells(label, *(full if above else blank)) + cells(rest, *(blank if above else full))
    page = (
        f"<p>甲局2023年政府信息公开工作年度报告</p><p>三、收到和处理政府信息公开申请情况</p><table>{head}{body}</table>"
    )
    reading = extract(document(page))
    assert reading.report is not None
    assert list(reading.report.figures.values()) == [1, 2, 0, 0, 0, 0, 3]


def test_table_four_on_its_side() -> None:
    names = [column.label.zh for column in FORM.tables["disputes"].columns]
    head = cells("", "行政复议", "未经复议直接起诉", "复议后起诉")
    body = "".join(cells(name, str(number), str(number + 5), str(number + 10)) for number, name in enumerate(names))
    page = f"<p>甲局2023年政府信息公开工作年度报告</p><p>四、政府信息公开行政复议、行政诉讼情况</p><table>{head}{body}</table>"
    reading = extract(document(page))
    assert reading.report is not None
    assert list(reading.report.figures[key] for key in FORM.tables["disputes"].keys) == list(range(15))
