"""The counts of a sentence: an exact whole number with a unit that counts things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.checks.mentions.sentences import GAP
from lib.reports.numerals import NUMERALS, whole_number

# Every repetition is bounded: the text is a stranger's, and reading it must take time in proportion to its length.
_COUNT = re.compile(
    rf"(?<![\d.{GAP}])(?<!\d,)(?:(\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,9}})|([{NUMERALS}]{{1,10}}))"
    r"([件宗份起例条个项部])"
)
_ANY = re.compile(rf"[\d{NUMERALS}][件宗份起例条个项部]")
# "About", "more than", "the N-th", "every": no exact count. Beside a dash or "to", it is one end of a range.
_INEXACT_BEFORE = re.compile(r"(?:[第近约逾超余每另某首足\-~—–/]|\d[至到]|大约|不到|至少|最多)$")
# 数十件 and 上百件, where 总数 12 件 is exact.
_INEXACT_BEFORE_WORDS = re.compile(r"[数几上成好]$")
_INEXACT_AFTER = re.compile(r"[(]?次|[(]?(?:余|多|以[上下内]|左右|不等|套|事)|/|[至到~—-]\d")
# 一起 is "together", 一条 and 零件 are words of their own, and so on.
_WORDS = frozenset({"一起", "一条", "一个", "一例", "一项", "零件", "零部", "零起", "百件", "千件", "万件"})


@dataclass(frozen=True)
class Count:
    """A number with its unit, at [start, end) of the plain sentence."""

    start: int
    end: int
    value: int
    unit: str


def counts_of(plain: str) -> Iterator[Count]:
    """The exact counts of a plain sentence, in their order: Arabic digits, thousands separators, Chinese numerals."""
    if not _ANY.search(plain):
        return
    for match in _COUNT.finditer(plain):
        arabic, chinese, unit = match.groups()
        if chinese is not None and (match[0] in _WORDS or chinese[-1] in "万萬"):
            continue
        value = int(arabic.replace(",", "")) if arabic is not None else whole_number(chinese)
        start, end = match.span()
        if (
            value is None
            or _INEXACT_BEFORE.search(plain[max(0, start - 2) : start])
            or (chinese is not None and _INEXACT_BEFORE_WORDS.search(plain[max(0, start - 1) : start]))
            or _INEXACT_AFTER.match(plain, end, end + 3)
        ):
            continue
        yield Count(start, end, value, unit)
