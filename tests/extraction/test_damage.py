"""Whatever happens to a table, a figure comes out as it was, or it is asked about, or it is not stated."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.documents import Document, read_document
from lib.documents.model import TRUE_SLOTS
from lib.extraction import Reading, extract
from lib.forms import FigureKey, load_forms
from lib.reports import State
from tests.extraction import rendering
from tests.extraction.damage import DAMAGES, HARMLESS, damaged

Figures = dict[FigureKey, int | None]
CELLS: dict[str, Sequence[int | None]] = {
    "few": [0, 0, 0, 1, 2],
    "blank": [None, None, 0, 5, 12],
    "many": range(5000),
}
# Edition, kind of figures, origin of the grids, which table is damaged, and the seed of all that is left to chance.
CASES = st.tuples(
    st.sampled_from(sorted(load_forms())),
    st.sampled_from(sorted(CELLS)),
    st.sampled_from([*sorted(TRUE_SLOTS), "unruled"]),
    st.integers(0, 2),
    st.integers(0, 2**32),
)
Case = tuple[str, str, str, int, int]


def drawn(edition: str, cells: str, rng: Random) -> tuple[Document, Figures]:
    form = load_forms()[edition]
    figures: Figures = {key: rng.choice(CELLS[cells]) for table in form.tables.values() for key in table.keys}
    text = rendering.document(form, figures, rendering.as_html, "<p>{}</p>\n")
    return read_document(text.encode(), "甲.html"), figures


def silently_wrong(reading: Reading, figures: Figures) -> dict[FigureKey, tuple[object, object]]:
    """Figures stated, or said to be blank, otherwise than they are, that no question names."""
    if reading.report is None:
        return {}
    asked = {key for question in reading.questions for key in question.keys}
    wrong = {}
    for key, value in reading.report.figures.items():
        state = reading.report.state(key)
        differs = state in (State.STATED, State.BLANK) and (key not in figures or value != figures[key])
        if differs and key not in asked:
            wrong[key] = (value, figures.get(key))
    return wrong


@pytest.mark.parametrize("damage", DAMAGES)
@given(case=CASES)
@settings(max_examples=12, deadline=None)
def test_damage_is_never_silently_read_wrong(damage: str, case: Case) -> None:
    edition, cells, origin, number, seed = case
    rng = Random(seed)
    document, figures = drawn(edition, cells, rng)
    assert silently_wrong(extract(damaged(document, DAMAGES[damage], rng, number, origin)), figures) == {}


@pytest.mark.parametrize("damage", HARMLESS)
@given(case=CASES)
@settings(max_examples=8, deadline=None)
def test_damage_that_leaves_every_figure_its_place_loses_none(damage: str, case: Case) -> None:
    edition, cells, _, number, seed = case
    rng = Random(seed)
    document, figures = drawn(edition, cells, rng)
    # Not the one line of table four, which some of these cut from its header or repeat.
    reading = extract(damaged(document, DAMAGES[damage], rng, number % 2, "word-table"))
    assert reading.report is not None
    assert {key: reading.report.figures.get(key) for key in figures} == figures
