"""The report model: four states of a cell, what content is equal, what is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lib.forms import EDITION_KEYS
from lib.reports import BLANK_MARKS, Report, Source, State
from tests.reports.strategies import reports

NEW = "requests.new.total"


def make(**changes: Any) -> Report:
    plain = {"agency": {"name": "某市人民政府"}, "year": 2023, "editions": {"requests": "2021"}, "figures": {}}
    return Report.model_validate(plain | changes)


@pytest.mark.parametrize("value", [0, 5, -3, Decimal("2.5")])
def test_a_number_is_stated(value: int | Decimal) -> None:
    assert make(figures={NEW: value}).state(NEW) is State.STATED


@pytest.mark.parametrize("mark", sorted(BLANK_MARKS))
def test_a_blank_mark_is_blank(mark: str) -> None:
    assert make(figures={NEW: None}, raw={NEW: mark}).state(NEW) is State.BLANK


def test_no_text_and_no_number_is_blank() -> None:
    assert make(figures={NEW: None}).state(NEW) is State.BLANK


@pytest.mark.parametrize("text", ["若干", "10 2", "15130000154", "22"])
def test_text_without_a_number_is_unread_even_where_it_looks_like_one(text: str) -> None:
    assert make(figures={NEW: None}, raw={NEW: text}).state(NEW) is State.UNREAD


def test_a_cell_the_document_does_not_have_is_absent() -> None:
    assert make(figures={NEW: 0}).state("requests.new.natural") is State.ABSENT


def test_a_whole_number_is_an_int_however_it_came() -> None:
    report = make(figures={NEW: 5.0, "requests.new.natural": Decimal("7.00")})
    assert [type(value) for value in report.figures.values()] == [int, int]
    assert list(report.figures.values()) == [5, 7]


def test_the_edition_of_table_four_need_not_be_named() -> None:
    assert make(figures={"disputes.reconsideration.total": 1}).editions["disputes"] == "2021"
    assert "disputes" not in make(figures={NEW: 1}).editions
    named = make(editions={"disputes": "2019"}, figures={"disputes.reconsideration.total": 1})
    assert named.editions["disputes"] == "2019"


@pytest.mark.parametrize("value", [True, "5", float("nan"), float("inf"), 10**15, -(10**15), 1e300, [], {}])
def test_what_is_no_figure_is_refused(value: object) -> None:
    with pytest.raises(ValidationError):
        make(figures={NEW: value})


@given(reports(), st.randoms())
def test_equal_content_has_an_equal_hash_whatever_the_order_and_the_file(report: Report, random: Any) -> None:
    def shuffled(values: dict[str, Any]) -> dict[str, Any]:
        keys = list(values)
        random.shuffle(keys)
        return {key: values[key] for key in keys}

    other = report.model_copy(
        update={
            "figures": shuffled(report.figures),
            "raw": shuffled(report.raw),
            "text": shuffled(report.text),
            "editions": shuffled(dict(report.editions)),
            "source": Source(file="another.html"),
        }
    )
    assert other.content_hash() == report.content_hash()


@given(reports(), st.data())
def test_any_other_figure_has_another_hash(report: Report, data: st.DataObject) -> None:
    keys = [key for table, edition in report.editions.items() for key in EDITION_KEYS[table, edition]]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    before = report.figures.get(key, "absent")
    others = [value for value in (0, 1, None) if value != before]
    changed = report.model_copy(update={"figures": {**report.figures, key: data.draw(st.sampled_from(others))}})
    assert changed.content_hash() != report.content_hash()


def test_a_text_that_says_nothing_is_no_text() -> None:
    blank = make(figures={NEW: None}, raw={NEW: " "})
    assert blank.raw == {}
    assert blank.content_hash() == make(figures={NEW: None}).content_hash()
