"""What differs between two readings of a report, and that nothing that differs goes unsaid."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.loading import load_reports
from lib.loading.comparison import Change, changes, stored_report
from lib.reports import Report, State
from lib.store import Store
from tests.loading.cases import NEW, whole
from tests.reports.strategies import reports

CORRECTED = {NEW: {"read": 8, "note": "原文为 5", "corrected_on": "2026-03-01"}}


def changed(**changes_: Any) -> tuple[Change, ...]:
    return changes(whole(), whole(**changes_))


def test_a_report_is_not_changed_against_itself_whatever_file_it_came_from() -> None:
    assert changed() == changed(source={"file": "copy.html"}) == ()


def test_a_changed_figure_has_both_values_and_states() -> None:
    assert changed(figures={NEW: 6}) == (Change("figure", NEW, 5, 6, State.STATED, State.STATED),)
    assert changed(figures={NEW: 6})[0].of_value


def test_a_zero_a_blank_an_unread_and_an_absent_cell_are_four_things() -> None:
    zero = whole(figures={NEW: 0})
    others = {
        State.BLANK: whole(figures={NEW: None}),
        State.UNREAD: whole(figures={NEW: None}, raw={NEW: "若干"}),
        State.ABSENT: whole(figures={NEW: "absent"}),
    }
    for state, other in others.items():
        (change,) = changes(zero, other)
        assert (change.key, change.before, change.after, change.before_state, change.after_state) == (
            NEW,
            0,
            None,
            State.STATED,
            state,
        )
        (back,) = changes(other, zero)
        assert (back.before_state, back.after_state, back.before_raw) == (state, State.STATED, change.after_raw)


def test_another_text_of_the_same_number_is_a_change_but_not_of_the_value() -> None:
    (change,) = changed(raw={NEW: "5件"})
    assert (change.before, change.after, change.before_raw, change.after_raw) == (5, 5, None, "5件")
    assert not change.of_value
    (corrected,) = changed(corrections=CORRECTED)
    assert (corrected.key, corrected.of_value) == (NEW, False)


def test_masthead_prose_and_notes_are_compared() -> None:
    found = changed(
        agency={"name": "某市财政局", "region_code": "320800"},
        scope="unknown",
        published_on="2024-01-31",
        editions={"proactive": "2021", "requests": "2021", "disputes": "2019"},
        text={"一": "总体情况"},
        notes=["ocr:"],
    )
    assert [(change.part, change.key, change.before, change.after) for change in found] == [
        ("masthead", "agency.region_code", None, "320800"),
        ("masthead", "scope", "own_office", "unknown"),
        ("masthead", "published_on", None, "2024-01-31"),
        ("masthead", "editions.disputes", "2021", "2019"),
        ("prose", "一", None, "总体情况"),
        ("note", "ocr:", None, "ocr:"),
    ]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(reports(), reports(), st.booleans())
def test_there_are_no_changes_exactly_where_the_content_is_the_same(one: Report, other: Report, mix: bool) -> None:
    if mix:
        other = one.model_copy(update={"notes": other.notes, "text": other.text, "year": other.year})
    assert (changes(one, other) == ()) == (one.content_hash() == other.content_hash())
    assert changes(one, Report.model_validate_json(one.model_dump_json())) == ()
    swapped = {(c.part, c.key, str(c.after), str(c.before)) for c in changes(other, one)}
    assert {(c.part, c.key, str(c.before), str(c.after)) for c in changes(one, other)} == swapped


def test_the_stored_report_is_found_by_the_name_a_document_bears() -> None:
    store = Store()
    load_reports(store, [("a", whole()), ("b", whole(year=2022))])
    assert stored_report(store, "某市　财政局", 2023) == whole()
    assert stored_report(store, whole().agency, 2022) == whole(year=2022)
    assert stored_report(store, "某市财政局", 2021) is None
    assert stored_report(store, "某市教育局", 2023) is None
    load_reports(store, [("a", whole(figures={NEW: 6}))])
    current = stored_report(store, "某市财政局", 2023)
    assert current is not None
    assert [change.key for change in changes(whole(), current)] == [NEW]
