"""What a person makes of a reading: nothing read is overwritten unsaid, and nothing goes in that nobody has looked at."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from lib.documents import read_document
from lib.extraction import Question, Reading, extract
from lib.language import Message, UserError
from lib.loading import FileReading
from lib.loading.settling import Edits, FigureEdit, open_figures, settle, settled_as_read
from lib.reports import Correction, Report, ReportError, State
from tests.loading.cases import NEW, whole

NATURAL = "requests.new.natural"
TODAY = date(2026, 3, 1)


def read(report: Report | None = None, *questions: Question, **more: Any) -> FileReading:
    report = whole() if report is None else report
    reading = Reading(report, "questions" if questions else "whole", questions)
    return FileReading("a.html", report, None, reading, **more)


def settled(reading: FileReading, **edits: Any) -> Report:
    return settle(reading, Edits(**edits), today=TODAY)


def refusal(reading: FileReading, **edits: Any) -> str:
    with pytest.raises(UserError) as caught:
        settled(reading, **edits)
    return str(caught.value)


def test_what_nobody_touched_is_what_was_read() -> None:
    reading = read()
    assert settle(reading) == reading.report
    assert settle(reading, Edits()) == reading.report
    assert settled_as_read(reading)


def test_a_corrected_figure_keeps_what_was_read() -> None:
    report = settled(read(whole(raw={NEW: "5件"})), figures={NEW: FigureEdit(8, "原文为 8")})
    assert report.figures[NEW] == 8
    assert report.state(NEW) is State.STATED
    assert NEW not in report.raw
    assert report.corrections == {NEW: Correction(read=5, raw="5件", note="原文为 8", corrected_on=TODAY)}
    assert report.content_hash() != whole().content_hash()


def test_a_correction_needs_its_reason() -> None:
    assert "写明改动的理由" in refusal(read(), figures={NEW: FigureEdit(8, "  ")})


def test_an_edit_that_says_what_was_read_is_no_correction() -> None:
    assert settled(read(), figures={NEW: FigureEdit(5), NATURAL: FigureEdit(Decimal("5.0"))}) == whole()
    blank = whole(figures={NEW: None})
    assert settled(read(blank), figures={NEW: FigureEdit(None)}) == blank


def test_a_blank_is_not_a_zero_and_each_can_be_put_in_the_others_place() -> None:
    to_blank = settled(read(whole(figures={NEW: 0})), figures={NEW: FigureEdit(None, "原文空白")})
    assert (to_blank.state(NEW), to_blank.corrections[NEW].read) == (State.BLANK, 0)
    to_zero = settled(read(whole(figures={NEW: None})), figures={NEW: FigureEdit(0, "原文为 0")})
    assert (to_zero.figures[NEW], to_zero.corrections[NEW].read) == (0, None)


def test_a_cell_that_was_not_read_becomes_a_blank_only_by_hand() -> None:
    unread = whole(figures={NEW: None}, raw={NEW: "若干"})
    assert open_figures(unread) == (NEW,)
    assert settle(read(unread)).state(NEW) is State.UNREAD
    report = settled(read(unread), figures={NEW: FigureEdit(None, "墨点")})
    assert report.state(NEW) is State.BLANK
    assert report.corrections[NEW].raw == "若干"
    assert open_figures(report) == ()


def run_together(*candidates: tuple[str, ...]) -> FileReading:
    """Two cells whose digits ran together: 13 and 1, or 1 and 31."""
    report = whole(figures={NEW: None, NATURAL: None}, raw={NEW: "131", NATURAL: "131"})
    return read(report, Question(Message("extraction.all_blank"), (NATURAL, NEW), "131", candidates))


def test_a_chosen_candidate_is_a_correction_that_says_it_was_chosen() -> None:
    reading = run_together(("13", "1"), ("1", "31"))
    assert not settled_as_read(reading)
    report = settled(reading, figures={NATURAL: FigureEdit(1), NEW: FigureEdit(31)})
    assert (report.figures[NATURAL], report.figures[NEW]) == (1, 31)
    chosen = Correction(read=None, raw="131", note="有多种可能的读法，已对照原文选定", corrected_on=TODAY)
    assert report.corrections == {NATURAL: chosen, NEW: chosen}
    english = settle(reading, Edits(figures={NATURAL: FigureEdit(1), NEW: FigureEdit(31)}), lang="en", today=TODAY)
    assert english.corrections[NEW].note == "Several readings were possible; chosen by looking at the document"


def test_an_answer_that_is_no_candidate_says_that_it_was_filled_in() -> None:
    report = settled(run_together(("13", "1")), figures={NATURAL: FigureEdit(130), NEW: FigureEdit(1)})
    assert {found.note for found in report.corrections.values()} == {"未能自动读出，已对照原文填写"}


def test_an_answer_may_have_a_note_of_its_own() -> None:
    report = settled(run_together(), figures={NATURAL: FigureEdit(130, "见第 2 页")})
    assert report.corrections[NATURAL].note == "见第 2 页"
    assert report.state(NEW) is State.UNREAD


def test_a_candidate_may_have_a_blank() -> None:
    report = settled(
        run_together(
            ("131", ""),
        ),
        figures={NATURAL: FigureEdit(131), NEW: FigureEdit(None)},
    )
    assert report.state(NEW) is State.BLANK
    assert report.corrections[NEW].note == "有多种可能的读法，已对照原文选定"


def test_a_cell_the_document_lacks_can_be_filled_in_where_its_table_has_it() -> None:
    lacking = whole(figures={NEW: "absent"})
    assert lacking.state(NEW) is State.ABSENT
    report = settled(read(lacking), figures={NEW: FigureEdit(5, "在附图中")})
    assert (report.figures[NEW], report.corrections[NEW].read) == (5, None)


def test_a_cell_outside_the_form_of_the_report_is_refused() -> None:
    cases = {
        "of another edition": ("requests.oth_single.total", whole(), "（2021）"),
        "of no table": (NEW, bare(), "（—）"),
    }
    for key, report, edition in cases.values():
        sentence = refusal(read(report), figures={key: FigureEdit(1, "x")})
        assert "不在此报告的表样" in sentence
        assert edition in sentence


def bare() -> Report:
    """A report that has table 四 alone."""
    figures = {key: value for key, value in whole().figures.items() if key.startswith("disputes.")}
    return Report(agency=whole().agency, year=2023, editions={"disputes": "2021"}, figures=figures)


def test_masthead_edits_overrule_what_was_read_and_are_noted() -> None:
    report = settled(
        read(whole(agency={"name": "财政局", "level": "county"})),
        agency="某市财政局",
        region_code="320800",
        year=2022,
        published_on=date(2023, 1, 31),
        scope="unknown",
        note="代 填",
    )
    assert (report.agency.name, report.agency.region_code, report.agency.level) == ("某市财政局", "320800", None)
    assert (report.year, report.published_on, report.scope) == (2022, date(2023, 1, 31), "unknown")
    assert report.notes == (
        "read_as:agency 财政局",
        "read_as:year 2023",
        "read_as:published_on —",
        "read_as:scope own_office",
        "read_as:region_code —",
        "remark:代 填",
    )


def test_an_edit_of_the_masthead_that_says_what_was_read_is_not_noted() -> None:
    assert settled(read(), agency="某市财政局", year=2023, scope="own_office") == whole()


@pytest.mark.parametrize(
    ("edits", "part"), [({"year": 1999}, "year"), ({"region_code": "32"}, "region_code"), ({"agency": "某"}, "name")]
)
def test_a_masthead_that_does_not_fit_is_said(edits: dict[str, Any], part: str) -> None:
    with pytest.raises(ReportError) as caught:
        settled(read(), **edits)
    assert part in str(caught.value)


@pytest.mark.parametrize("how", ["note", "reading"])
def test_what_was_read_from_a_picture_needs_a_look(how: str) -> None:
    reading = read(whole(notes=["ocr:"])) if how == "note" else read(recognised=True)
    assert not settled_as_read(reading)
    assert "逐项与图片核对" in refusal(reading)
    assert "逐项与图片核对" in refusal(reading, figures={NEW: FigureEdit(8, "x")})
    report = settled(reading, looked_at=True)
    assert report.notes[-1] == "compared:2026-03-01"
    assert report.figures == whole().figures


@pytest.mark.parametrize(
    ("problem", "given", "said"),
    [
        ("extraction.no_agency", {}, "请填写机关"),
        ("extraction.no_year", {}, "请填写年度"),
        ("extraction.no_year", {"year": 2023}, "没有找到报告年度"),
        ("extraction.no_such_year", {}, "请填写年度"),
        ("extraction.blank_form", {"agency": "某市财政局", "year": 2023}, "空白表样"),
    ],
)
def test_a_refused_reading_is_never_settled(problem: str, given: dict[str, Any], said: str) -> None:
    refused = FileReading("a.html", None, Message(problem, {"name": "a.html"}))
    assert not settled_as_read(refused)
    assert said in refusal(refused, **given)
    assert said in refusal(refused, **given, looked_at=True, figures={NEW: FigureEdit(1, "x")})


def test_settling_twice_is_settling_once() -> None:
    edits = {"figures": {NEW: FigureEdit(8, "原文为 8")}, "year": 2022, "note": "x", "looked_at": True}
    once = settled(read(whole(notes=["ocr:"])), **edits)
    assert settled(read(once), **edits) == once


def test_a_figure_corrected_again_still_tells_what_was_first_read() -> None:
    once = settled(read(), figures={NEW: FigureEdit(8, "看错")})
    again = settle(read(once), Edits(figures={NEW: FigureEdit(9, "再看")}), today=date(2026, 3, 2))
    assert again.figures[NEW] == 9
    assert again.corrections[NEW] == Correction(read=5, note="再看", corrected_on=date(2026, 3, 2))


def test_a_document_is_settled_from_its_bytes_to_the_report() -> None:
    text = "某市财政局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n"
    text += "一、本年新收政府信息公开申请数量\t5\t0\t0\t0\t0\t0\t若干\n二、上年结转政府信息公开申请数量\t0\t0\t0\t0\t0\t0\t0\n"
    document = read_document(text.encode(), "a.txt")
    reading = extract(document)
    assert reading.report is not None
    report = settled(FileReading("a.txt", reading.report, None, reading), figures={NEW: FigureEdit(5)})
    assert (report.figures[NEW], report.corrections[NEW].raw) == (5, "若干")
    assert report.source.sha256 == document.sha256
