"""A stored number as the text a person sees, exact to the fifteen digits a spreadsheet keeps.

A number whose format shows another one (in ten thousands, or nothing at all) is said to be unread.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

UNREADABLE = "\ufffd"
Kind = Literal["plain", "percent", "date", "other"]

_DIGITS = 15
_BUILT_IN = {9: "0%", 10: "0.00%", **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), "yyyy-m-d")}
_BUILT_IN |= dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm")
# What stands for itself: quoted or escaped characters, the width of a character, fillers, colours and conditions.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
# What nearly every cell of a report holds: it is shown as it is stored.
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")
_LATEST = 2_958_465


def built_in(number: int) -> str:
    """The format code behind a number that spreadsheets agree on; "" for one without a meaning here."""
    return _BUILT_IN.get(number, "")


@lru_cache(maxsize=4096)
def is_count(stored: str) -> bool:
    """Whether a stored number is a plain count."""
    return _COUNT.fullmatch(stored) is not None


def number_text(stored: str, code: str = "", since_1904: bool = False) -> str:
    """The text of a stored number under a format code. Dates come as 2025-01-20, percentages as 12.5%."""
    if is_count(stored) and kind_of(code, int(stored != "0")) == "plain":
        return stored
    try:
        number = Decimal(stored)
        if not number.is_finite():
            return stored
        exact = _trimmed(number)
    except InvalidOperation:
        return stored
    kind = kind_of(code, (number > 0) - (number < 0))
    if kind == "other":
        return exact + UNREADABLE
    if kind == "percent":
        return f"{_trimmed(number * 100)}%"
    return _date_text(number, since_1904) if kind == "date" else exact


@lru_cache(maxsize=1024)
def kind_of(code: str, sign: int) -> Kind:
    """How a format code shows a number of this sign (-1, 0, 1)."""
    sections = [_LITERAL.sub("", section) for section in re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code[:400])]
    section = sections[0]
    if sign < 0 and len(sections) > 1:
        section = sections[1]
    elif sign == 0 and len(sections) > 2:
        # A zero that is not shown is still the zero someone entered.
        section = sections[2] or sections[0]
    if not section.strip() and len(sections) > 1:
        return "other"
    if "general" in section.lower():
        return "plain"
    if "%" in section:
        return "percent"
    if re.search(r"[ydhsm]", section, re.IGNORECASE):
        return "date"
    return "other" if _SCALED.search(section) else "plain"


def _trimmed(number: Decimal) -> str:
    """Without the noise of binary fractions and without zeros that no one wrote."""
    rounded = Decimal(f"{number:.{_DIGITS}g}")
    if rounded == rounded.to_integral_value():
        return str(int(rounded)) if abs(rounded) < Decimal(10) ** 30 else f"{rounded}"
    return format(rounded.normalize(), "f")


def _date_text(number: Decimal, since_1904: bool) -> str:
    if not 0 <= number <= _LATEST:
        return _trimmed(number) + UNREADABLE
    first = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)
    moment = first + timedelta(days=int(number), seconds=round(float(number % 1) * 86_400))
    if number < 1:
        return moment.strftime("%H:%M:%S")
    return moment.strftime("%Y-%m-%d") if number == int(number) else moment.strftime("%Y-%m-%d %H:%M:%S")
