"""What is recorded comes out in the report, and a figure that was not measured anew stays."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.bench import record, report


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(record, "RECORDED", tmp_path)
    monkeypatch.setattr(report, "RECORDED", tmp_path)
    return tmp_path


def rows() -> list[list[str]]:
    """The tables' rows, cell by cell."""
    lines = [line for line in report.markdown().splitlines() if re.match(r"\| (?!what )", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_median_of_the_runs_is_set_beside_the_floor_and_the_goal() -> None:
    record.record("checks", "sums", [4.0, 2.0, 9.0], "s", against="reading", theirs=[1.0, 2.0, 1.5], at_most=3)
    assert rows() == [["sums", "4 s", "reading", "1.5 s", "2.67", "≤ 3", "yes", "3"]]


def test_a_peer_that_must_be_slower_is_measured_the_other_way_round() -> None:
    slow = record.record("checks", "sums", 0.2, "s", against="one by one", theirs=100.0, at_least=400)
    fast = record.record(
        "checks", "sums", 1.0, "s", against="a library", theirs=5.0, at_least=6, because="It is quick."
    )
    assert (slow.ratio, slow.holds, fast.ratio, fast.holds) == (500.0, True, 5.0, False)
    assert [row[6] for row in rows()] == ["yes", "**no**"]
    assert "**1 of 2 goals hold.**" in report.markdown()
    assert "(1) It is quick." in report.markdown()


def test_two_that_miss_nothing_are_alike() -> None:
    assert record.record("diagnosis", "missed", 0.0, "%", against="another", theirs=0.0).ratio == 1


def test_a_sentence_for_a_missed_goal_is_not_shown_where_it_holds() -> None:
    figure = record.record(
        "visits", "the front page", 3.1, "MB", at_most=3.5, because="Too many fonts.", note="No proxy."
    )
    assert (figure.ratio, figure.holds) == (None, True)
    assert "Too many fonts." not in report.markdown()
    assert "(1) No proxy." in report.markdown()


def test_a_figure_measured_anew_takes_the_place_of_the_old_one_and_others_stay() -> None:
    record.record("pages", "overview", 9.0, "s", against="empty", theirs=3.0)
    record.record("pages", "trends", 8.0, "s", against="empty", theirs=3.0)
    record.record("pages", "overview", 6.0, "s", against="empty", theirs=3.0)
    assert [row[:2] for row in rows()] == [["overview", "6 s"], ["trends", "8 s"]]


def test_figures_of_another_day_stand_in_a_table_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    record.record("pages", "overview", 9.0, "s")
    monkeypatch.setattr(record, "machine", lambda: "another, 64 processors")
    record.record("pages", "trends", 8.0, "s")
    written = report.markdown()
    assert written.count("| what |") == 2
    assert "another, 64 processors" in written


@pytest.mark.parametrize("wrong", [{"at_most": 1, "at_least": 2}, {"against": "nobody"}, {"theirs": 2.0}])
def test_what_cannot_be_shown_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"one goal|a peer needs"):
        record.record("pages", "overview", 1.0, "s", **wrong)  # type: ignore[arg-type]
