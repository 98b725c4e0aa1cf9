"""Numbers written out in Chinese: read where they are written as they should be, else not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.reports.numerals import _written, whole_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二十三", 23),
        ("壹拾", 10),
        ("十", 10),
        ("〇", 0),
        ("零", 0),
        ("两", 2),
        ("两千", 2000),
        ("一百零五", 105),
        ("一万零五", 10005),
        ("十万", 100_000),
        ("贰佰叁拾", 230),
        ("三百一十", 310),
        ("一千零一十", 1010),
        ("萬", None),
        ("一二三", None),
        ("二〇二三", None),
        ("一百五", None),
        ("零五", None),
        ("一百零十", None),
        ("", None),
        ("八件", None),
    ],
)
def test_written_out(text: str, value: int | None) -> None:
    assert whole_number(text) == value


@given(st.integers(0, 10**8 - 1))
def test_every_number_is_read_as_it_is_written(value: int) -> None:
    assert whole_number(_written(value)) == value


@given(st.text("零一二三十百千万", max_size=9))
def test_no_number_is_written_in_two_ways(text: str) -> None:
    value = whole_number(text)
    assert value is None or text in (_written(value), _written(value).replace("一十", "十", 1))
