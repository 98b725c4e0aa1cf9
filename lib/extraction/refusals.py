"""Why a document gives no report: it is no report, it is the blank form, or it is more than one report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lib.documents import Document
from lib.extraction.gathering import Gathering
from lib.extraction.labels import labels_of
from lib.extraction.lines import Line
from lib.extraction.masthead import Masthead
from lib.extraction.sections import TABLE_OF_SECTION, Part
from lib.extraction.titles import Title, titles_in
from lib.extraction.wording import letters, plain
from lib.language import Message
from lib.reports import FIRST_YEAR, LAST_YEAR

# One report has each row once. This many rows that stand there twice with other figures are another report.
_TOO_MANY_TWICE = 5
# A page that lists reports names at least so many, and has no table.
_FEWEST_LISTED = 3
# What the statistics of the report years 2014 to 2018 were called and what their first row says.
_OTHER_FORM = re.compile(r"政府信息公开(工作)?情况统计表|主动公开政府信息数")
# A heading whose table is a picture has at most a sentence under it.
_BARE = 40
# What the official template prints where the prose is to stand: （文字描述）.
_TO_BE_WRITTEN = "文字描述"


def refusal_of(
    document: Document,
    lines: Sequence[Line],
    parts: Sequence[Part],
    gathering: Gathering,
    masthead: Masthead,
    template: bool,
) -> Message | None:
    """The reason to take no report from the document; None where there is one. `template`: it is our own form."""
    values: dict[str, object] = {"name": document.name}
    if not gathering.figures:
        return _without_tables(values, lines, parts)
    if _is_several(lines, gathering):
        return Message("extraction.two_reports", values)
    blank = not any(value is not None for value in gathering.figures.values()) and not gathering.questions
    if blank and (
        template or _is_unwritten(lines) or masthead.agency is None or masthead.year is None or masthead.questions
    ):
        return Message("extraction.blank_form", values)
    if masthead.year is None:
        return Message("extraction.no_year", values)
    if not FIRST_YEAR <= masthead.year <= LAST_YEAR:
        return Message("extraction.no_such_year", {**values, "year": masthead.year, "first": FIRST_YEAR})
    return Message("extraction.no_agency", values) if masthead.agency is None else None


def _is_unwritten(lines: Sequence[Line]) -> bool:
    return any(_TO_BE_WRITTEN in letters(text) for line in lines for text in line.texts)


def _without_tables(values: dict[str, object], lines: Sequence[Line], parts: Sequence[Part]) -> Message:
    text = letters("".join(plain(text) for line in lines for text in line.texts))
    if _OTHER_FORM.search(text):
        return Message("extraction.other_form", values)
    listed = {(title.agency, title.year) for line in lines for title in titles_in(line.texts)}
    if len(listed) >= _FEWEST_LISTED:
        return Message("extraction.index_page", {**values, "count": len(listed)})
    bare = [part for part in parts if part.section in TABLE_OF_SECTION and _length(part) < _BARE]
    if len(bare) == len(TABLE_OF_SECTION):
        return Message("extraction.tables_not_text", values)
    return Message("extraction.no_table", values)


def _length(part: Part) -> int:
    return sum(len(text) for line in part.lines for text in line.texts)


def _is_several(lines: Sequence[Line], gathering: Gathering) -> bool:
    """Whether the document holds two reports, or one table with the figures of two years."""
    twice = sum(question.message.key == "extraction.row_twice" for question in gathering.questions)
    return twice >= _TOO_MANY_TWICE or gathering.doubled or len(set(_titled_tables(lines))) > 1


def _titled_tables(lines: Sequence[Line]) -> Iterator[tuple[str | None, int]]:
    """Whose report and of which year the title above says, for every first row of table 三."""
    labels = labels_of("requests")
    first = next(iter(labels.rows.values()))
    above: Title | None = None
    for line in lines:
        if title := next(iter(titles_in(line.texts)), None):
            above = title
        if above is not None and len(line.pieces) > 1 and labels.row_of(line.texts[:1]) == first:
            yield above.agency, above.year
