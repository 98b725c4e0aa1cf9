"""Read the text of one table cell: a number, a blank, or something that is neither and must not be guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from lib.reports.numerals import NUMERALS, whole_number

BLANK_MARKS = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "空", "无", "N/A", "n/a", "NaN", "nan", "*"})
# What our own writers print where the published table has no such cell; read back as no cell.
NO_CELL = "〔原件无此格〕"
# As many digits as a floating-point column gives back unchanged.
MOST_DIGITS = 15
_NOTE_MARKS = ("<super>", "<sub>", "<circle>")
_SPACES = re.compile(r"[\s\u200b-\u200d\ufeff\u00ad]+")
# Between digits a space stays: they may be two cells that ran together.
_IDLE_SPACE = re.compile(r"(?<!\d) | (?!\d)")
_NUMBER = re.compile(
    r"""(?P<sign>[-+−‐–]|增加?|减少?)?
        (?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?
        (?P<unit>万元|元|件|条|项|个|笔|份|次|宗|人)?
        (?:\((?!\d+\))[^()]*\))?""",
    re.VERBOSE,
)
_WRITTEN_OUT = re.compile(rf"([{NUMERALS}]+?)(万元|元|件|条|项|个|笔|份|次|宗|人)?")
# No cell of figures is longer, remarks and all.
_LONGEST = 200


class State(StrEnum):
    """What is known of a figure. A blank is not a zero, and an absent cell is not a blank."""

    STATED = "stated"
    BLANK = "blank"
    UNREAD = "unread"
    ABSENT = "absent"


@dataclass(frozen=True)
class Number:
    """A cell as read. `value` is None unless `state` is STATED; `unit` is what the cell itself prints, else ""."""

    state: State
    value: int | Decimal | None = None
    unit: str = ""


@lru_cache(maxsize=16_384)
def read_number(text: str) -> Number:
    """The number in a cell, after full-width forms, spaces, thousands separators and units are taken away.

    A sign may be written out (减3 = −3, the 2019 edition's 本年增/减), so may the number (二十三), and a remark in brackets
    may follow (22（其中修订16件） = 22; digits alone in brackets may be the mark of a note and leave it unread). Digits
    with a leading zero or a space inside, and more digits than any figure has, may be cells run together and stay unread;
    so does a raised or circled digit, a percentage, a decimal comma, and whatever else is no plain number.
    """
    if len(text) > _LONGEST:
        return Number(State.UNREAD)
    # An apostrophe before a number is how spreadsheets are told that it is text.
    plain = _IDLE_SPACE.sub("", _SPACES.sub(" ", unicodedata.normalize("NFKC", text))).removeprefix("'")
    if plain in BLANK_MARKS:
        return Number(State.BLANK)
    if (written := _WRITTEN_OUT.fullmatch(plain)) and (value := whole_number(written[1])) is not None:
        return Number(State.STATED, value, written[2] or "")
    match = _NUMBER.fullmatch(plain)
    if match is None or re.match(r"0[\d,]", match["digits"]) or _may_mislead(match, text):
        return Number(State.UNREAD)
    sign = -1 if (match["sign"] or "")[:1] in {"-", "−", "‐", "–", "减"} else 1
    return Number(State.STATED, sign * plain_number(match["digits"], match["fraction"]), match["unit"] or "")


def _may_mislead(match: re.Match[str], text: str) -> bool:
    digits = sum(char.isdigit() for char in match["digits"] + (match["fraction"] or ""))
    return digits > MOST_DIGITS or any(unicodedata.decomposition(char).startswith(_NOTE_MARKS) for char in text)


def plain_number(digits: str, fraction: str | None = None) -> int | Decimal:
    """An int where the value is whole, else a Decimal with the digits as printed."""
    value = Decimal(digits.replace(",", "") + (fraction or ""))
    return int(value) if value == value.to_integral_value() else value
