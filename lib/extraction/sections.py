"""The six numbered sections of a report, found by their titles and not by their numbers.

Row labels of table 三 begin 一、二、三、四、 as headings do (四、结转下年度继续办理 stands right before
四、政府信息公开行政复议、行政诉讼情况), so a number alone never opens a section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rapidfuzz import fuzz

from lib.extraction.lines import PARAGRAPH, Line
from lib.extraction.wording import letters
from lib.forms import TableKey, load_forms

# A title of some 12 characters may differ in two (行政法复议 for 行政复议); row labels stay below 65.
TITLE_ALIKE = 85
_HEADING = re.compile(r"(?:^|(?<=[^、，；]))\s*([一二三四五六七八九])\s*[、.．]\s*")
_LONGEST = 34
# A report has six headings; prose that counts 一、二、三、 has some more places to look at.
_MOST_TRIED = 300
TABLE_OF_SECTION: dict[str, TableKey] = {"二": "proactive", "三": "requests", "四": "disputes"}


@dataclass(frozen=True)
class Heading:
    """The title of a section as met: the section's own number and the number that was printed ("" for none)."""

    section: str
    printed: str
    text: str


@dataclass(frozen=True)
class Part:
    """The lines under one heading; the part before the first heading has none."""

    heading: Heading | None
    lines: tuple[Line, ...]

    @property
    def section(self) -> str:
        return self.heading.section if self.heading else "preamble"


def parts_of(lines: list[Line]) -> list[Part]:
    """The document cut at its section headings, also where a heading stands inside a long paragraph."""
    parts: list[Part] = []
    heading: Heading | None = None
    current: list[Line] = []
    for line in lines:
        for found, rest in _cut(line):
            if found is not None:
                parts.append(Part(heading, tuple(current)))
                heading, current = found, []
            if rest is not None:
                current.append(rest)
    parts.append(Part(heading, tuple(current)))
    return parts


def _cut(line: Line) -> Iterator[tuple[Heading | None, Line | None]]:
    """The line in pieces, each with the heading that opens it."""
    if line.alone is None or not line.pieces[0].text.strip():
        yield None, line
        return
    text = line.pieces[0].text
    found = list(_headings(text, line.origin == PARAGRAPH))
    if not found:
        yield None, line
        return
    if text[: found[0][0]].strip():
        yield None, line.part(0, found[0][0])
    ends = [start for start, _, _ in found[1:]] + [len(text)]
    for (_, end, heading), until in zip(found, ends, strict=True):
        rest = text[end:until].strip()
        yield heading, line.part(end, until) if rest else None


def _headings(text: str, paragraph: bool) -> Iterator[tuple[int, int, Heading]]:
    """Start, end and heading for each heading in a text. Without a number the whole text must be the title."""
    if not paragraph and "\n" not in text and len(text) > _LONGEST:
        return
    bare = title_of(text) if len(text) <= _LONGEST else None
    if bare:
        yield 0, len(text), Heading(bare, "", text.strip())
        return
    for match in islice(_HEADING.finditer(text), _MOST_TRIED):
        length, section = _title_at(text[match.end() : match.end() + _LONGEST])
        if section:
            end = match.end() + length
            yield match.start(), end, Heading(section, match[1], text[match.start() : end].strip())


def _title_at(text: str) -> tuple[int, str]:
    """How many characters of the start of `text` are a title, and of which section; (0, "") for none."""
    line = text.split("\n")[0]
    best: tuple[float, int, int, str] = (0, 0, 0, "")
    for section, title in titles():
        for end in _ends(line, len(title)):
            score = fuzz.ratio(letters(line[:end]), title)
            best = max(best, (score, len(title), -end, section))
    score, _, end, section = best
    return (-end, section) if score >= TITLE_ALIKE else (0, "")


def _ends(line: str, length: int) -> list[int]:
    """Where to end the start of a line so that it has about as many letters as a title."""
    count = 0
    ends = []
    for place, character in enumerate(line, start=1):
        count += character.isalnum()
        if length - 2 <= count <= length + 3 and character.isalnum():
            ends.append(place)
    return ends


def title_of(text: str) -> str | None:
    """The section whose title this text is, number or no number."""
    plain = letters(text)
    return next((section for section, title in titles() if plain == title), None)


@cache
def titles() -> tuple[tuple[str, str], ...]:
    """Every title of every edition with its section, longest first."""
    found = {
        letters(title): section.number
        for form in load_forms().values()
        for section in form.sections
        for title in (section.title.zh, *section.variants)
    }
    return tuple((number, title) for title, number in sorted(found.items(), key=lambda item: -len(item[0])))
