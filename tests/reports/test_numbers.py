"""The text of a cell: a number, a blank, or neither. What is doubtful is never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.reports import BLANK_MARKS, Number, State, read_number

UNREAD = Number(State.UNREAD)
NUMBERS: dict[str, int | Decimal] = {
    "0": 0,
    "349": 349,
    "３４９": 349,
    " 12 ": 12,
    "  12  件": 12,
    "'12": 12,
    "–12": -12,
    "\u201012": -12,
    "12\u3000": 12,
    "\u200b12\ufeff": 12,
    "1,234": 1234,
    "１，２３４": 1234,
    "12,345,678": 12345678,
    "1,234.5": Decimal("1234.5"),
    "59237.2449": Decimal("59237.2449"),
    "7730.28": Decimal("7730.28"),
    "5.0": 5,
    "0.5": Decimal("0.5"),
    "0.0": 0,
    "减3": -3,
    "减少3": -3,
    "增2": 2,
    "增加2": 2,
    "+2": 2,
    "-3": -3,
    "－3": -3,
    "−3": -3,
    "22（其中修订16件）": 22,
    "22(其中修订16件)": 22,
    "22件（其中修订16件）": 22,
    "999999999999999": 999999999999999,
    "99999999999.9999": Decimal("99999999999.9999"),
}
UNITS = {"3件": "件", "12条": "条", "251000元": "元", "3.5万元": "万元", "7 项": "项", "2人": "人", "减3件": "件"}
NOT_NUMBERS = [
    "1,23",
    "12,34",
    "1234,567",
    "1,2345",
    ",123",
    "1,",
    "012",
    "00",
    "0,123",
    "12 3",
    "1 234",
    "1\n2",
    "1.2.3",
    "1.",
    ".5",
    "1e3",
    "0x10",
    "--3",
    "3-",
    "3/4",
    "约3",
    "3件2",
    "3（",
    "3（a（b））",
    "（3）",
    "3（a）（b）",
    "?5",
    "#REF!",
    "∞",
    "½",
    "1000000000000000",
    "15130000154000000",
    "123456789012.3456",
    "12²",
    "1 2",
    "190    546      385",
    "1\u00a0\u00a02",
    "1\u200b\u200b2",
    "3①",
    "③",
    "H₂",
    "5%",
    "5万",
]


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_a_number_is_read(text: str, value: int | Decimal) -> None:
    found = read_number(text)
    assert (found.state, found.value) == (State.STATED, value)
    assert type(found.value) is type(value)


@pytest.mark.parametrize(("text", "unit"), UNITS.items())
def test_a_printed_unit_is_kept(text: str, unit: str) -> None:
    found = read_number(text)
    assert found.state is State.STATED
    assert found.unit == unit


@pytest.mark.parametrize(
    "text", [*sorted(BLANK_MARKS), " ", "\u3000", "\xa0", "\n", " — ", "－", "／", "ｎ/ａ", "\u200b", "Ｎ／Ａ"]
)
def test_a_blank_is_not_a_zero(text: str) -> None:
    assert read_number(text) == Number(State.BLANK, None, "")


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_certain_number_stays_unread(text: str) -> None:
    assert read_number(text) == UNREAD


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.booleans(), st.sampled_from(["", "件", "项"]))
def test_a_count_is_read_back_as_it_was_written(value: int, grouped: bool, unit: str) -> None:
    assert read_number((f"{value:,}" if grouped else str(value)) + unit) == Number(State.STATED, value, unit)


@given(st.decimals(-(10**11) + 1, 10**11 - 1, places=4), st.booleans())
def test_an_amount_is_read_back_as_it_was_written(value: Decimal, grouped: bool) -> None:
    found = read_number(f"{value:,.4f}" if grouped else f"{value:.4f}")
    assert found.state is State.STATED
    assert found.value == value


@given(st.integers(0, 10**9))
def test_full_width_digits_are_the_same_number(value: int) -> None:
    wide = str(value).translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert read_number(wide) == read_number(str(value))


@given(st.text(max_size=20))
def test_any_text_has_one_of_three_states(text: str) -> None:
    found = read_number(text)
    assert found.state is not State.ABSENT
    assert (found.value is not None) == (found.state is State.STATED)
    assert found.value is None or abs(found.value) < 10**15
