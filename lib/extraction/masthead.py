"""Whose report a document is, of which year, when it was published and what it takes in, from its title and its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from lib.documents import Document
from lib.extraction.lines import Line
from lib.extraction.reading import Question
from lib.extraction.wording import plain
from lib.language import Message
from lib.reports import Scope

_TITLE = re.compile(
    r"(?P<before>[^，。；：!！?？]*?)(?:关于)?(?P<year>20\d\d)年?(?:度)?(?P<after>[^，。；：!！?？]*?)"
    r"(?:政府|政务)信?息?公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?的?(?:年度?报告|年报|报告)(?P<rest>.{0,12})"
)
_YEAR_IN_TEXT = (
    re.compile(r"(20\d\d)年?度?政府信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?报告"),
    re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-)"),
    re.compile(r"(20\d\d)年度?政府信息公开"),
)
_DATE = re.compile(r"(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_DATE_NAMES = ("发布时间", "发布日期", "公开时间", "公开日期", "PubDate", "发文日期", "成文日期", "时间", "日期")
_NAMED_DATE = re.compile(rf"(?:{'|'.join(_DATE_NAMES)})\s*[:：]\s*(20\d\d\s*[-年/.]\s*\d{{1,2}}\s*[-月/.]\s*\d{{1,2}})")
_AGENCY_NAMES = ("发布机构", "发文机关", "公开机构", "信息来源", "ContentSource")
_YEAR_OR_MARK = r"\d{4}年?度?|年度|[\s\-—·_、（(]"
_NO_NAME = re.compile(
    rf"^(关于|公布|发布|现将|现公布|附件\d*|[）)\d]|{_YEAR_OR_MARK})+|(关于报送|关于|报送|的|{_YEAR_OR_MARK})+$"
)
_NAME = re.compile(
    r"^(关于|公布|发布|现将|现公布|\d{4}年?度?|年度|附件\d*|[\s\-—·_、（()）\d])+|(关于报送|关于|报送|年度|\d{4}年?度?|的|[\s\-—·_、（(])+$"
)
_NAME = re.compile(r"[\u4e00-\u9fff（）()·、]{2,40}")
_NOT_A_NAME = re.compile(r"报告|信息公开|年报")
_HEAD_LINES = 14
_LONGEST_TITLE = 120

_TOWNSHIP = re.compile(r"(镇|乡|街道|街)(人民政府|政府|办事处|办)?$")
_GOVERNMENT = re.compile(r"((省|市|县|区|旗|州|盟)(人民政府|政府)?|(区|园|港|城)(管理委员会|管委会))$")
_ZONE_OFFICE = re.compile(r"片区$")


@dataclass(frozen=True)
class Masthead:
    """What the document says of itself; None where it does not. `questions` are about what was only inferred."""

    agency: str | None
    year: int | None
    published_on: date | None
    scope: Scope
    questions: tuple[Question, ...]


def read_masthead(document: Document, lines: Sequence[Line], agency: str | None, year: int | None) -> Masthead:
    """Agency, year, date and scope. A given `agency` or `year` is taken as it is."""
    titles = list(_titles(document, lines))
    named = next((name for name, _ in titles if name), None)
    questions: list[Question] = []
    found_year = year or next((found for _, found in titles), None) or _year_in_text(lines)
    found_agency = agency or named
    if found_year is None and (guess := _year_in_name(document.name)):
        found_year = guess
        questions.append(Question(Message("extraction.year_from_name", {"year": guess, "name": document.name})))
    if found_agency is None and (source := _stated_source(document)):
        found_agency = source
        questions.append(Question(Message("extraction.agency_from_source", {"agency": source})))
    if found_agency is None and (source := _agency_in_name(document.name)):
        found_agency = source
        questions.append(Question(Message("extraction.agency_from_name", {"agency": source, "name": document.name})))
    return Masthead(found_agency, found_year, _published(document, lines), scope_of(found_agency), tuple(questions))


def scope_of(agency: str | None) -> Scope:
    """What a report under this name takes in: a government's the whole area, an office's or a township's itself."""
    if not agency:
        return "unknown"
    if _TOWNSHIP.search(agency) or _ZONE_OFFICE.search(agency):
        return "own_office"
    return "government_aggregate" if _GOVERNMENT.search(agency) else "own_office"


def _titles(document: Document, lines: Sequence[Line]) -> Iterator[tuple[str | None, int]]:
    """The name and year of every title, those with a name first."""
    found = [title for text in _title_texts(document, lines) if (title := _title(text))]
    yield from sorted(found, key=lambda title: title[0] is None)


def _title_texts(document: Document, lines: Sequence[Line]) -> Iterator[str]:
    yield from [document.title or "", document.metadata.get("标题", "")]
    head = [part for line in lines[:_HEAD_LINES] for text in line.texts for part in text.split("\n")]
    yield from head
    yield from (first + second for first, second in pairwise(head))


def _title(text: str) -> tuple[str | None, int] | None:
    if len(text) > _LONGEST_TITLE:
        return None
    words = "".join(plain(text).split()).replace("(", "（").replace(")", "）")
    match = _TITLE.fullmatch(words)
    if match is None or set(re.findall(r"20\d\d", match["before"] + match["after"])) - {match["year"]}:
        return None
    names = [_name(match["before"]), _name(match["after"])]
    return next((name for name in names if name), None), int(match["year"])


def _name(text: str) -> str | None:
    name = _NO_NAME.sub("", text)
    return name if _NAME.fullmatch(name) and not _NOT_A_NAME.search(name) else None


def _year_in_text(lines: Sequence[Line]) -> int | None:
    text = "".join(plain("".join(piece.text for line in lines for piece in line.pieces)).split())
    for pattern in _YEAR_IN_TEXT:
        years = {int(match[1]) for match in pattern.finditer(text)}
        if len(years) == 1:
            return years.pop()
    return None


def _year_in_name(name: str) -> int | None:
    match = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
    return int(match[1]) if match else None


def _agency_in_name(name: str) -> str | None:
    stem = re.sub(r"(政府|政务)信?息?公开.*", "", plain(name.rsplit(".", 1)[0]))
    parts = [part for part in re.split(r"[\s\-_—\d年度]+", stem) if _NAME.fullmatch(part)]
    return max(parts, key=len, default=None)


def _stated_source(document: Document) -> str | None:
    for name in _AGENCY_NAMES:
        value = "".join(document.metadata.get(name, "").split())
        if _NAME.fullmatch(value):
            return value
    return None


def _published(document: Document, lines: Sequence[Line]) -> date | None:
    for name in _DATE_NAMES:
        if found := _date(document.metadata.get(name, "")):
            return found
    head = [plain(text) for line in lines[:_HEAD_LINES] for text in line.texts]
    for text in head:
        if (match := _NAMED_DATE.search(text[:300])) and (found := _date(match[1])):
            return found
    for text in head:
        for part in text.split("\n"):
            bracketed = re.fullmatch(r"\s*[（(]?\s*(20\d\d年\d{1,2}月\d{1,2}日)\s*[）)]?\s*", part)
            if bracketed and (found := _date(bracketed[1])):
                return found
    return None


def _date(text: str) -> date | None:
    match = _DATE.search(plain(text))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
