"""The year a sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lib.checks.mentions.sentences import Sentence, sentences_of

_RANGE, _YEAR, _OWN = "range", "year", "own"
# A year in which, to which or from which something was carried over, or with which it is compared, is not the year of
# the sentence. 今年 and 本年度 are the report's own. Several years together are none.
_TOKEN = re.compile(
    r"(?P<range>(?<!\d)20\d\d年?度?[-—~至到、和及]20\d\d年)"
    r"|(?<!\d)(?P<year>20\d\d|二[〇零][〇零一二三四五六七八九]{2})(?=年)(?!年度?(?:结转|末结转|底结转))"
    r"|(?P<own>今年|本年|报告期|统计期)"
)
_NOT_ITS_YEAR = re.compile(r"(?:结转[至到入]?|转[至到入]|[较比同与]|相比)$")
_DIGITS = {character: str(value) for value, character in enumerate("零一二三四五六七八九")} | {"〇": "0"}
OTHER = 0
# Several years, or all years so far; only some months of the year.
# (Every branch begins with a letter, so that the search can pass over the rest of the text at once.)
_CUMULATIVE = re.compile(
    r"以来(?<!今年以来)(?<!本年以来)(?<!年度以来)|截至|截止|至今|历年|近[两二三四五六七八九十\d]{1,2}年|年(?:来|间)(?<=[两二三四五十]年.)"
    r"|上半年|下半年|季度|1[-—~至到](?:1[01]|[2-9])月|一[-—~至到][二三四五六七八九十]月"
    r"|月份|月,(?:(?<=年\d月,)|(?<=年\d\d月,))"
)
_OPENING = re.compile(r"^(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]{1,2})?(?:在)?(20\d\d)年度?(?!\d)")


@dataclass
class Years:
    """Follows the year through a section; `year` is the report's own.

    A paragraph that speaks of another year goes on doing so until it names its own; so does 其中 after another span.
    """

    year: int
    _carried: int | None = None
    _other_span: bool = False

    def begin(self, sentence: Sentence) -> YearOf:
        """The sentence that comes next."""
        if sentence.opens:
            self._carried, self._other_span = None, False
        tokens = tuple(self._tokens(sentence.plain))
        before = self._carried
        if tokens and any(value == self.year for _, value in tokens):
            self._carried = None
        elif tokens and (opening := _OPENING.match(sentence.plain)):
            self._carried = int(opening[1])
        goes_on = self._other_span and sentence.plain.startswith(("其中", "均", "共"))
        cumulative = 0 if goes_on else _first(_CUMULATIVE, sentence.plain)
        self._other_span = cumulative is not None
        return YearOf(self.year, before, tokens, cumulative)

    def _tokens(self, plain: str) -> Iterator[tuple[int, int]]:
        if "年" not in plain and "期" not in plain:
            return
        for match in _TOKEN.finditer(plain):
            if match.lastgroup == _RANGE:
                yield match.start(), OTHER
            elif match.lastgroup == _OWN:
                yield match.start(), self.year
            elif not _NOT_ITS_YEAR.search(plain[max(0, match.start() - 3) : match.start()]):
                yield (
                    match.start(),
                    int("".join(_DIGITS.get(digit, digit) for digit in match["year"].replace("二", "2"))),
                )


class YearOf(NamedTuple):
    """The years a sentence names, with their places; `cumulative` is where it begins to speak of more than one."""

    year: int
    carried: int | None
    tokens: tuple[tuple[int, int], ...]
    cumulative: int | None

    def own(self, place: int) -> bool:
        """Whether what stands at `place` is said of the report's own year and of it alone."""
        return self.own_year(place) and (self.cumulative is None or place < self.cumulative)

    def own_year(self, place: int) -> bool:
        """Whether the year last named before `place` is the report's own, or none is named."""
        named = [value for start, value in self.tokens if start < place]
        return named[-1] == self.year if named else self.carried is None

    def named(self, place: int) -> bool:
        """Whether the report's own year is named before `place`."""
        return any(start < place and value == self.year for start, value in self.tokens)


class Spoken(NamedTuple):
    """A sentence with its section and the years it names."""

    section: str
    sentence: Sentence
    years: YearOf


def spoken_of(sections: Mapping[str, str], year: int) -> Iterator[Spoken]:
    """The prose of a report for `year`, sentence by sentence."""
    for section, text in sections.items():
        years = Years(year)
        for sentence in sentences_of(text):
            yield Spoken(section, sentence, years.begin(sentence))


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return match.start() if match else None
