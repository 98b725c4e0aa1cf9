"""Reports as CSV: every figure and its state come back, no cell runs as a formula, no cell slips aside unseen."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.forms import ALL_KEYS
from lib.reports import Report, ReportError, State, read_csv, safe_text, write_csv
from tests.reports.strategies import reports, states

NEW = "requests.new.total"
HEAD = ("agency", "year", "edition.requests", NEW)


def table(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows([head, *rows])
    return buffer.getvalue().encode()


def read(content: bytes) -> list[Report | ReportError]:
    return list(read_csv(content, "in.csv"))


def one(*cells: object) -> Report:
    (found,) = read(table(("某市人民政府", 2023, "2021", *cells)))
    assert isinstance(found, Report), found
    return found


def told(content: bytes) -> str:
    errors = [item for item in read(content) if isinstance(item, ReportError)]
    assert len(errors) == 1
    return str(errors[0])


def without_prose_and_readings(report: Report) -> Report:
    """What a spreadsheet carries: corrected figures are named, what was read before is not told."""
    named = [f"corrected:{key}" for key in report.corrections if f"corrected:{key}" not in report.notes]
    return report.model_copy(update={"text": {}, "corrections": {}, "notes": (*report.notes, *named)})


@given(st.lists(reports(), max_size=3))
def test_reports_come_back_as_they_were_written_but_for_their_prose(written: list[Report]) -> None:
    content = "".join(write_csv(written)).encode("utf-8-sig")
    found = read(content)
    assert found == [without_prose_and_readings(report) for report in written]
    assert [states(report) for report in found if isinstance(report, Report)] == [states(report) for report in written]


@given(reports())
def test_no_cell_of_text_would_run_as_a_formula(report: Report) -> None:
    rows = list(csv.DictReader(io.StringIO("".join(write_csv([report])), newline="")))
    text = {name: cell for row in rows for name, cell in row.items() if name not in ALL_KEYS}
    assert [name for name, cell in text.items() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    figures = [row[key] for row in rows for key in ALL_KEYS]
    assert [cell for cell in figures if cell.startswith(("=", "+", "@", "\t", "\r"))] == []
    assert [cell for cell in figures if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()] == []


@given(st.text(max_size=10))
def test_text_made_safe_loses_nothing(text: str) -> None:
    assert safe_text(text).removeprefix("'") == text


def test_a_zero_a_blank_and_an_absent_cell_are_three_things() -> None:
    assert one(0).state(NEW) is State.STATED
    assert one("").state(NEW) is State.BLANK
    assert one("—").state(NEW) is State.BLANK
    assert one("#N/A").state(NEW) is State.ABSENT
    assert one("若干").state(NEW) is State.UNREAD
    assert one("?12").state(NEW) is State.UNREAD
    assert one("0").state("requests.new.natural") is State.ABSENT


def test_a_figure_as_a_spreadsheet_shows_it_is_read() -> None:
    report = one("1,234件")
    assert report.figures[NEW] == 1234
    assert report.raw[NEW] == "1,234件"


def test_an_amount_in_another_unit_than_its_column_is_not_taken_as_it_stands() -> None:
    fees = "proactive.fees.amount"
    head = ("agency", "year", "edition.proactive", fees)
    found = read(table(*(("某市", 2023, "2021", text) for text in ("59000元", "5.9万元", "5.9")), head=head))
    assert [item.figures[fees] for item in found if isinstance(item, Report)] == [None, Decimal("5.9"), Decimal("5.9")]
    assert [item.state(fees) for item in found if isinstance(item, Report)] == [
        State.UNREAD,
        State.STATED,
        State.STATED,
    ]


def test_the_row_is_named_and_the_others_still_come() -> None:
    good, bad = ("某市", 2023, "2021", 5), ("某市", "today", "2021", 5)
    found = read(table(good, bad, good))
    assert [type(item) for item in found] == [Report, ReportError, Report]
    assert "in.csv:3" in str(found[1])
    assert "year" in str(found[1])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (table(("某市", 2023), head=("机关", "year")), ("in.csv", "agency", "机关")),
        (table(("某市", 2023, 1), head=("agency", "year", "requests.nwe.total")), ("requests.nwe.total",)),
        (table(("某市", 2023, 2024), head=("agency", "year", "year")), ("in.csv", "year")),
        (b"", ("in.csv", "agency")),
        ("agency,year\n某市,2023".encode("gb18030"), ("in.csv", "UTF-8")),
        (table(("某市",), head=("agency",)), ("in.csv:2", "year")),
        (table(("", 2023), head=("agency", "year")), ("in.csv:2", "agency.name")),
        (table(("某市", 2023, "2030", 1)), ("in.csv:2", "editions.requests", "2019, 2021")),
        (table(("某市", 2023, 1), head=("agency", "year", NEW)), ("in.csv:2", NEW)),
        (table(("某市", 2023, "2021", 1), head=(*HEAD[:3], "requests.oth_single.total")), ("oth_single",)),
        (b"agency,year,edition.requests,requests.new.total\nAB,2023,2021,1,234\n", ("in.csv:2", "4")),
        (b'agency,year\n"AB,2023\nCD,2023\n', ("in.csv:2", "CSV")),
        (b"agency,year\n" + b"A" * 200_000 + b",2023\n", ("in.csv:2", "CSV")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(content: bytes, expected: tuple[str, ...]) -> None:
    sentence = told(content)
    assert [part for part in expected if part not in sentence] == []


def test_an_unclosed_quotation_mark_does_not_swallow_what_follows_unsaid() -> None:
    found: list[Any] = read(b'agency,year\nAB,2023\n"CD,2023\nEF,2023\n')
    assert [type(item) for item in found] == [Report, ReportError]
