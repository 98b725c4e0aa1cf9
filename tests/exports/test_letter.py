"""The letters: every finding asked about, every cell with the figures of the report, nothing that was dismissed."""

from __future__ import annotations

import io
from datetime import date
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document

from lib.checks import cell_name, load_catalogue
from lib.exports import write_letter, write_letters
from lib.exports.letters import file_part
from lib.language import LANGUAGES, Language, t
from lib.language import catalogue as sentences
from lib.loading import prepare
from lib.reports.numbers import NO_CELL
from lib.store import Filters, Store
from lib.store.reading import finding_rows
from lib.store.reviewing import decide
from lib.views.letters import ASKED, Letter, cell_lines, letter, letters
from lib.views.marks import circled

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def written(judged: Store) -> list[Letter]:
    return list(letters(judged, Filters()))


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def test_every_check_has_a_question_to_the_agency() -> None:
    for lang in LANGUAGES:
        assert {f"letters.ask.{check}" for check in load_catalogue()} <= sentences(lang).keys()


def test_every_finding_that_needs_an_answer_is_asked_once(judged: Store, written: list[Letter]) -> None:
    asked = [point.finding.fingerprint for one in written for point in one.points]
    rows = finding_rows(judged, Filters(), severities=ASKED.severities, limit=10_000)
    assert sorted(asked) == sorted(row["fingerprint"] for row in rows)
    assert len({one.agency.code for one in written}) == len(written)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_cell_stands_in_the_letter_with_what_is_reported_and_expected(
    written: list[Letter], lang: Language
) -> None:
    for one in written:
        table = opened(write_letter(one, DAY, lang)).tables[0]
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        expected = [
            (circled(point.number), str(point.finding.year), line)
            for point in one.points
            for line in point.cells or (None,)
        ]
        assert len(rows) == len(expected)
        for row, (number, year, line) in zip(rows, expected, strict=True):
            # A cell that goes down over rows is read in each of them.
            assert row[:2] == [number, year]
            if line is None:
                continue
            assert cell_name(line.key, lang) in row[3]
            value = one.reports[int(year)].figures.get(line.key)
            raw = one.reports[int(year)].raw.get(line.key)
            assert row[4] == (f"{value:,}" if value is not None else raw or t("letters.blank", lang))
            assert (f"{line.expected:,}" in row[5]) if line.expected is not None else not row[5]
            assert line.suggested == (t("letters.suggested", lang, value="").strip() in row[5])


def test_the_tables_of_the_report_stand_behind_with_the_numbers_of_the_questions(written: list[Letter]) -> None:
    one = next(one for one in written if any(point.cells for point in one.points))
    marked = [
        cell.text for table in opened(write_letter(one, DAY)).tables[1:] for row in table.rows for cell in row.cells
    ]
    for point in one.points:
        for line in point.cells:
            assert any(circled(point.number) in text and line.reported in text for text in marked)


def test_a_cell_the_document_does_not_have_is_no_blank(written: list[Letter]) -> None:
    point = next(point for one in written for point in one.points if point.cells)
    key = point.cells[0].key
    report = next(one.reports[point.finding.year] for one in written if point in one.points)
    figures = {name: value for name, value in report.figures.items() if name != key}
    blank = report.model_copy(update={"figures": {**figures, key: None}, "raw": {}})
    absent = report.model_copy(update={"figures": figures, "raw": {}})
    assert cell_lines(point.finding, blank)[0].reported == ""
    assert cell_lines(point.finding, absent)[0].reported == NO_CELL


def test_what_was_dismissed_is_not_asked_and_what_was_confirmed_comes_first() -> None:
    store = Store()
    prepare(store)
    code = next(letters(store, Filters())).agency.code
    before = letter(store, code, Filters())
    assert before is not None
    first, *_, last = before.points
    decide(store, first.finding.fingerprint, "dismissed", "已核实无误", "张")
    decide(store, last.finding.fingerprint, "confirmed", "", "张")
    after = letter(store, code, Filters())
    assert after is not None
    assert after.points[0].finding.fingerprint == last.finding.fingerprint
    assert first.finding.fingerprint not in {point.finding.fingerprint for point in after.points}
    for point in before.points:
        decide(store, point.finding.fingerprint, "dismissed", "已核实无误", "张")
    assert letter(store, code, Filters()) is None


def test_a_region_is_one_file_with_a_list_and_the_same_bytes_every_time(judged: Store, written: list[Letter]) -> None:
    out, again = io.BytesIO(), io.BytesIO()
    told: list[int] = []
    assert write_letters(letters(judged, Filters()), out, DAY, progress=told.append) == len(written)
    write_letters(letters(judged, Filters()), again, DAY)
    assert out.getvalue() == again.getvalue()
    assert told == list(range(1, len(written) + 1))
    with ZipFile(out) as packed:
        names = packed.namelist()
        index = packed.read(t("letters.index_file", "zh")).decode("utf-8-sig").splitlines()
    assert len(names) == len(written) + 1
    assert [line.split(",")[4] for line in index[1:]] == names[:-1]


@pytest.mark.parametrize(("name", "part"), [("a/b\\c:d", "a_b_c_d"), ("..", "_"), ("甲" * 90, "甲" * 60)])
def test_the_name_of_an_agency_is_no_path(name: str, part: str) -> None:
    assert file_part(name) == part
