"""A report drawn in any shape is read back as it was, or a question is asked; a figure is never wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.documents import read_document
from lib.extraction import Reading, extract
from lib.forms import FigureKey, Form, load_forms
from lib.reports import State
from tests.extraction import rendering

FORMS = load_forms()
Figures = dict[FigureKey, int | None]
Draw = Callable[[Form, rendering.Figures, str], str]

EXACT_WITH_BLANKS: dict[str, tuple[Draw, str, str]] = {
    "html": (rendering.as_html, "<p>{}</p>\n", "a.html"),
    "tabs": (rendering.as_tabs, "\n{}\n\n", "a.txt"),
    "markdown": (rendering.as_markdown, "\n{}\n\n", "a.md"),
    "piped lines": (rendering.as_piped_lines, "{}\n", "a.txt"),
    "stream": (rendering.as_stream, "{}\n", "a.txt"),
}
NUMBERS = st.integers(0, 9) | st.integers(0, 2_000_000)


def keys_of(form: Form) -> list[FigureKey]:
    return [key for table in form.tables.values() for key in table.keys]


def figures(form: Form, numbers: st.SearchStrategy[int | None]) -> st.SearchStrategy[Figures]:
    keys = keys_of(form)
    return st.lists(numbers, min_size=len(keys), max_size=len(keys)).map(
        lambda values: dict(zip(keys, values, strict=True))
    )


def read(text: str, name: str) -> Reading:
    return extract(read_document(text.encode(), name))


def read_drawn(form: Form, drawn: Figures, draw: Draw, line: str, name: str) -> Reading:
    return read(rendering.document(form, drawn, draw, line), name)


def wrong(reading: Reading, drawn: Figures) -> dict[FigureKey, tuple[object, object]]:
    """Figures stated otherwise than drawn."""
    found = reading.report.figures if reading.report else {}
    return {
        key: (value, drawn.get(key)) for key, value in found.items() if value is not None and value != drawn.get(key)
    }


@pytest.mark.parametrize("edition", FORMS)
@pytest.mark.parametrize("shape", EXACT_WITH_BLANKS)
@given(data=st.data())
@settings(max_examples=15)
def test_a_shape_that_keeps_blank_cells_is_read_whole(shape: str, edition: str, data: st.DataObject) -> None:
    form = FORMS[edition]
    drawn = data.draw(figures(form, st.none() | NUMBERS))
    # A row of the tabbed and streamed shapes that begins and ends blank has no place of its own: those are below.
    if shape in {"tabs", "markdown", "stream"}:
        drawn = {key: value or 0 for key, value in drawn.items()}
    reading = read_drawn(form, drawn, *EXACT_WITH_BLANKS[shape])
    assert reading.report is not None
    assert dict(reading.report.figures) == drawn
    assert reading.outcome == ("whole" if any(value is not None for value in drawn.values()) else "questions")
    assert set(reading.report.editions) == {"proactive", "requests", "disputes"}
    assert (reading.report.editions["proactive"], reading.report.editions["requests"]) == (edition, edition)
    assert set(reading.places) == set(drawn)


@pytest.mark.parametrize("edition", FORMS)
@pytest.mark.parametrize("shape", ["tabs", "markdown", "stream"])
@given(data=st.data())
@settings(max_examples=25)
def test_blank_cells_in_shifting_shapes_leave_a_question_and_no_error(
    shape: str, edition: str, data: st.DataObject
) -> None:
    form = FORMS[edition]
    drawn = data.draw(figures(form, st.none() | NUMBERS))
    reading = read_drawn(form, drawn, *EXACT_WITH_BLANKS[shape])
    assert wrong(reading, drawn) == {}
    assert lost(reading, drawn) == set()


@pytest.mark.parametrize("edition", FORMS)
@given(data=st.data())
@settings(max_examples=25)
def test_trimmed_tabs_never_shift_a_row(edition: str, data: st.DataObject) -> None:
    form = FORMS[edition]
    drawn = data.draw(figures(form, st.none() | NUMBERS))
    text = rendering.document(form, drawn, rendering.as_tabs, "\n{}\n\n")
    reading = read("\n".join(line.rstrip() for line in text.split("\n")), "a.txt")
    assert wrong(reading, drawn) == {}


@pytest.mark.parametrize("edition", FORMS)
@given(data=st.data())
@settings(max_examples=15)
def test_one_cell_a_line_is_read_whole_without_blanks(edition: str, data: st.DataObject) -> None:
    form = FORMS[edition]
    drawn = data.draw(figures(form, NUMBERS))
    reading = read_drawn(form, drawn, rendering.as_cell_lines, "{}\n\n", "a.txt")
    assert reading.report is not None
    assert dict(reading.report.figures) == drawn


@pytest.mark.parametrize("edition", FORMS)
@given(data=st.data())
@settings(max_examples=25)
def test_one_cell_a_line_with_blanks_is_never_wrong(edition: str, data: st.DataObject) -> None:
    form = FORMS[edition]
    drawn = data.draw(figures(form, st.none() | NUMBERS))
    assert wrong(read_drawn(form, drawn, rendering.as_cell_lines, "{}\n\n", "a.txt"), drawn) == {}


@pytest.mark.parametrize("edition", FORMS)
@pytest.mark.parametrize("stated", [4, 5, 6, 10])
def test_cells_under_the_head_of_all_groups_are_of_no_single_group(edition: str, stated: int) -> None:
    form = FORMS[edition]
    tables = (key for table in form.tables.values() for key in table.keys)
    drawn: Figures = dict.fromkeys(tables, 1) | dict.fromkeys(form.tables["disputes"].keys)
    drawn |= dict.fromkeys(form.tables["disputes"].keys[3 : 3 + stated], 7)
    assert wrong(read_drawn(form, drawn, rendering.as_cell_lines, "{}\n\n", "a.txt"), drawn) == {}


@pytest.mark.parametrize("edition", FORMS)
@given(data=st.data())
@settings(max_examples=15)
def test_single_digits_run_together_are_read_whole(edition: str, data: st.DataObject) -> None:
    form = FORMS[edition]
    drawn = data.draw(figures(form, st.integers(0, 9)))
    reading = read_drawn(form, drawn, rendering.as_run_together, "{}", "a.txt")
    assert reading.report is not None
    assert dict(reading.report.figures) == drawn


@pytest.mark.parametrize("edition", FORMS)
@given(data=st.data())
@settings(max_examples=25)
def test_numbers_run_together_are_never_wrong_and_keep_their_digits(edition: str, data: st.DataObject) -> None:
    form = FORMS[edition]
    drawn = data.draw(figures(form, NUMBERS))
    reading = read_drawn(form, drawn, rendering.as_run_together, "{}", "a.txt")
    assert reading.report is not None
    assert wrong(reading, drawn) == {}
    assert set(reading.report.figures) == set(drawn)
    # Digits cut in the one way there is are asked about where the sums do not hold, and stay as they were read.
    cut = [question for question in reading.questions if question.message.key != "extraction.sums_do_not_hold"]
    for question in cut:
        assert question.raw == "".join(str(drawn[key]) for key in question.keys)
        truth = tuple(str(drawn[key]) for key in question.keys)
        assert not question.candidates or truth in question.candidates
        assert all(reading.report.state(key) is State.UNREAD for key in question.keys)


def lost(reading: Reading, drawn: Figures) -> set[FigureKey]:
    """Figures that were drawn and are neither stated nor asked about."""
    report = reading.report
    if report is None:
        return set()
    asked = {key for question in reading.questions for key in question.keys}
    return {
        key
        for key, value in drawn.items()
        if value is not None and report.figures.get(key) is None and key not in asked
    }
