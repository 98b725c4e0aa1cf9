"""Published reports against their transcribed figures: what cannot be read for certain is asked, nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lib.documents import read_document
from lib.extraction import Reading, extract
from lib.forms import FigureKey, load_forms
from lib.language import LANGUAGES, say
from lib.reports import State, read_number
from tests.transcribed import ROW_KEYS, transcriptions

PROSE_ONLY = {"095", "096", "097", "098"}
# Cells of a row ran together, or rows and cells were torn apart (009): there a question may stand for a figure.
OPEN_ALLOWED = {"009"}


def is_run_together(item: dict[str, Any]) -> bool:
    return "平潭" in item["agency"]


@cache
def _readings(folder: Path) -> list[tuple[dict[str, Any], Reading]]:
    found = []
    for item in transcriptions():
        if item.get("file", "") and item["file"].endswith((".txt", ".html", ".md")):
            path = folder / item["file"]
            found.append((item, extract(read_document(path.read_bytes(), path.name))))
    return found


@pytest.fixture(scope="module")
def readings(shared_reports: Path) -> list[tuple[dict[str, Any], Reading]]:
    return _readings(shared_reports)


def truths(item: dict[str, Any], editions: dict[str, str]) -> Iterator[tuple[FigureKey, object]]:
    """The figures that are known, as they were transcribed; those nobody could split are left out."""
    for name, cells in (item["table2"] or {}).items():
        if name in ROW_KEYS and cells is not None and not isinstance(cells, dict):
            yield from _proactive(ROW_KEYS[name], cells, editions)
    forms = load_forms()
    form = forms["2019" if len(item["table3"] or ()) == 23 else "2021"]
    for row, cells in zip(form.tables["requests"].rows, item["table3"] or (), strict=False):
        for column, cell in zip(form.tables["requests"].columns, cells or (), strict=False):
            yield f"requests.{row.key}.{column.key}", cell
    yield from zip(form.tables["disputes"].keys, item["table4"] or (), strict=False)


def _proactive(row: str, cells: object, editions: dict[str, str]) -> Iterator[tuple[FigureKey, object]]:
    form = load_forms()[editions["proactive"]]
    keys = [key for key, line, _ in form.tables["proactive"].cells() if line.key == row]
    if isinstance(cells, list):
        yield from zip(keys, cells, strict=True)
    elif decisions := [key for key in keys if key.endswith((".decisions", ".amount"))]:
        yield decisions[0], cells


def test_no_figure_is_wrong(readings: list[tuple[dict[str, Any], Reading]]) -> None:
    wrong = []
    for item, reading in readings:
        if reading.report is None:
            continue
        for key, cell in truths(item, reading.report.editions):
            value = reading.report.figures.get(key)
            if value is not None and (cell is None or value != read_number(str(cell)).value):
                wrong.append((item["id"], key, cell, value))
    assert wrong == []
    assert len(readings) == 128


def test_every_separate_cell_is_read(readings: list[tuple[dict[str, Any], Reading]]) -> None:
    missed = []
    count = 0
    for item, reading in readings:
        if is_run_together(item) or reading.report is None or item["id"] in OPEN_ALLOWED:
            continue
        for key, cell in truths(item, reading.report.editions):
            # The one table that mixes two editions in one: its last row belongs to the other (noted, and asked about).
            if item["id"] == "085" and key.startswith("proactive.fees"):
                continue
            expected = State.BLANK if cell is None else read_number(str(cell)).state
            count += 1
            if reading.report.state(key) is not expected:
                missed.append((item["id"], key, cell, reading.report.state(key)))
    assert missed == []
    assert count > 1_350


def test_what_ran_together_is_read_or_asked_with_its_digits(readings: list[tuple[dict[str, Any], Reading]]) -> None:
    stated = asked = 0
    for item, reading in readings:
        if not is_run_together(item):
            continue
        assert reading.report is not None, item["id"]
        keys = {key for question in reading.questions for key in question.keys}
        for key, _ in truths(item, reading.report.editions):
            if reading.report.state(key) is State.UNREAD:
                asked += 1
                assert key in keys
                assert any(character.isdigit() for character in reading.report.raw[key])
            else:
                stated += 1
                assert reading.report.state(key) is not State.ABSENT
    assert stated > 17_700
    assert asked < 600


def test_the_transcription_in_pieces_is_read_but_for_the_row_that_lost_a_cell(
    readings: list[tuple[dict[str, Any], Reading]],
) -> None:
    (reading,) = [reading for item, reading in readings if item["id"] == "009"]
    assert reading.report is not None
    open_rows = {key.rsplit(".", 1)[0] for key, value in reading.report.figures.items() if value is None}
    assert open_rows == {"proactive.rules", "proactive.normative_docs"}
    assert [question.raw for question in reading.questions] == ["22 | 235", "34 | 189"]


def test_prose_alone_is_refused(readings: list[tuple[dict[str, Any], Reading]]) -> None:
    refused = {item["id"]: reading.refusal for item, reading in readings if reading.report is None}
    assert set(refused) == PROSE_ONLY
    assert {message.key for message in refused.values() if message} == {"extraction.no_table"}


def test_year_date_and_scope(readings: list[tuple[dict[str, Any], Reading]]) -> None:
    for item, reading in readings:
        if reading.report is None:
            continue
        assert reading.report.year == item["year"], item["id"]
        whole = item["agency"].endswith(("管理委员会", "县人民政府"))
        assert (reading.report.scope == "government_aggregate") is whole, item["id"]
        if is_run_together(item):
            assert reading.report.published_on is not None, item["id"]


def test_the_edition_comes_from_the_labels(readings: list[tuple[dict[str, Any], Reading]]) -> None:
    for item, reading in readings:
        if reading.report is None or item["format"] not in load_forms():
            continue
        assert reading.report.editions["proactive"] == item["format"], item["id"]
        rows = {23: "2019", 25: "2021"}.get(len(item["table3"] or ()))
        if rows and item["whole"]:
            assert reading.report.editions["requests"] == rows, item["id"]


def test_every_figure_has_its_place_and_every_question_a_sentence(
    readings: list[tuple[dict[str, Any], Reading]],
) -> None:
    for item, reading in readings:
        if reading.report is not None:
            assert set(reading.places) == set(reading.report.figures), item["id"]
            assert (reading.report.source.sha256 or "") != ""
            assert reading.outcome == ("questions" if reading.questions else "whole")
        for question in reading.questions:
            assert all(say(question.message, lang) for lang in LANGUAGES)


def test_an_excerpt_says_what_is_missing(readings: list[tuple[dict[str, Any], Reading]]) -> None:
    excerpts = [reading for item, reading in readings if item["id"] in {"059", "064", "068", "076", "083"}]
    assert len(excerpts) == 5
    for reading in excerpts:
        assert reading.outcome == "questions"
        assert {"documents.excerpt", "extraction.table_missing"} <= {q.message.key for q in reading.questions}


def test_the_empty_template_is_a_blank_form_and_no_zero_report(shared_reports: Path) -> None:
    (path,) = (shared_reports / "documents").glob("099-*.docx")
    reading = extract(read_document(path.read_bytes(), path.name), agency="甲市乙局", year=2024)
    assert reading.report is None
    assert reading.refusal is not None
    assert reading.refusal.key == "extraction.blank_form"
