"""Whose report a document is, of which year, when it was published and what it takes in, from its title and its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from lib.documents import Document
from lib.extraction.lines import Line
from lib.extraction.reading import Question
from lib.extraction.sections import Part
from lib.extraction.titles import Title, is_name, name_in, title_over, titles_in
from lib.extraction.wording import plain
from lib.language import Message
from lib.reports import LAST_YEAR, Scope

_YEAR_IN_TEXT = (
    re.compile(r"(20\d\d)年?度?政府信息公开(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?报告"),
    re.compile(r"(20\d\d)年1月1日(?:起)?(?:至|到|—|-)"),
    re.compile(r"(20\d\d)年度?政府信息公开"),
)
_DATE = re.compile(r"(20\d\d)\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_DATE_NAMES = ("发布时间", "发布日期", "公开时间", "公开日期", "PubDate", "发文日期", "成文日期", "时间", "日期")
_NAMED_DATE = re.compile(rf"(?:{'|'.join(_DATE_NAMES)})\s*[:：]\s*(20\d\d\s*[-年/.]\s*\d{{1,2}}\s*[-月/.]\s*\d{{1,2}})")
_AGENCY_NAMES = ("发布机构", "发文机关", "公开机构", "信息来源", "ContentSource")
# What stands over the first section: the head of the page, its path and menus, the title. What follows is the report.
_HEAD_LINES, _DATE_LINES, _LAST_LINES = 120, 14, 12
_SIGNED_ON = re.compile(
    r"(20\d\d|二[〇○零Oo0]二[一二三四五六七八九])年[\d一二三四五六七八九十]{1,2}月[\d一二三四五六七八九十]{1,3}日"
)

# Words of file names that name no agency.
_FILE_WORD = re.compile(r"文件|文档|附件|扫描|下载|新建|未命名|未知|图片|表格|模板|工作簿|副本")
_TOWNSHIP = re.compile(r"(镇|乡|街道|街)(人民政府|政府|办事处|办)?$")
_GOVERNMENT = re.compile(r"((省|市|县|区|旗|州|盟)(人民政府|政府)?|(区|园|港|城)(管理委员会|管委会))$")
_ZONE_OFFICE = re.compile(r"片区$")


@dataclass(frozen=True)
class Masthead:
    """What the document says of itself; None where it does not. `questions` are about what was only inferred, `signed` is
    the date under the signature as printed."""

    agency: str | None
    year: int | None
    published_on: date | None
    scope: Scope
    questions: tuple[Question, ...]
    signed: str | None = None


def read_masthead(document: Document, parts: Sequence[Part], agency: str | None, year: int | None) -> Masthead:
    """Agency, year, date and scope. A given `agency` or `year` is taken as it is.

    The publication date is only what a field of the page or the head of the text says. The date under the signature at the
    end is not it (in published reports it often is another year's); it is kept as `signed`.
    """
    lines = [line for part in parts for line in part.lines]
    head = [text for line in _head(parts) for whole in line.texts for text in whole.split("\n")]
    asked = _Asked(document.name)
    # The title of a text file is its first line, and that may be a menu's.
    own = document.title if document.title and document.format != "text" else ""
    stated = list(titles_in([own, document.metadata.get("标题", "")]))
    titles = stated or _of_one_year(list(title_over(head)), asked, year)
    titles += [] if not stated else [title for title in title_over(head) if title.year == stated[0].year]
    found_year = year or next((title.year for title in titles), None) or _year_in_text(lines)
    found_agency = agency or next((title.agency for title in titles if title.agency), None)
    if found_year is None and (guess := _year_in_name(document.name)):
        found_year = guess
        asked.ask("year_from_name", year=guess)
    if year is None and found_year is not None and date.today().year < found_year <= LAST_YEAR:
        asked.ask("year_ahead", year=found_year)
    signature = _signature(lines)
    if found_agency is None:
        found_agency = _agency_elsewhere(document, signature, asked)
    published = _published(document, head[:_DATE_LINES])
    return Masthead(found_agency, found_year, published, scope_of(found_agency), tuple(asked.questions), signature[1])


@dataclass
class _Asked:
    """The questions so far about one file."""

    name: str
    questions: list[Question] = field(default_factory=list)

    def ask(self, what: str, **values: object) -> None:
        self.questions.append(Question(Message(f"extraction.{what}", {"name": self.name, **values})))


def _head(parts: Sequence[Part]) -> tuple[Line, ...]:
    """The lines over the first section; where no section is headed, the first lines."""
    first = parts[0].lines if len(parts) > 1 else parts[0].lines[:_DATE_LINES]
    return first[-_HEAD_LINES:]


def _of_one_year(titles: list[Title], asked: _Asked, year: int | None) -> list[Title]:
    """The titles of one year. Where a page names several, the last one over the text is the nearest to it."""
    years = {title.year for title in titles}
    if len(years) < 2:
        return titles
    wanted = year or titles[-1].year
    if year is None:
        asked.ask("year_unclear", years="、".join(map(str, sorted(years))), year=wanted)
    return [title for title in titles if title.year == wanted]


def _agency_elsewhere(document: Document, signature: tuple[str | None, str | None], asked: _Asked) -> str | None:
    """The agency where no title names it: the stated publisher, the signature, the file name; each is asked about."""
    sources = (
        ("agency_from_source", _stated_source(document)),
        ("agency_from_signature", signature[0]),
        ("agency_from_name", _agency_in_name(document.name)),
    )
    for what, name in sources:
        if name:
            asked.ask(what, agency=name)
            return name
    return None


def _signature(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The name and the date that close the text, if it is closed so."""
    texts = ["".join(plain(text).split()) for line in lines[-_LAST_LINES:] for text in line.texts]
    for number in range(len(texts) - 1, -1, -1):
        match = _SIGNED_ON.search(texts[number])
        if match and match.end() == len(texts[number]):
            before = texts[number][: match.start()] or (texts[number - 1] if number else "")
            return (before if is_name(before) and name_in(before) == before else None), match[0]
    return None, None


def scope_of(agency: str | None) -> Scope:
    """What a report under this name takes in: a government's the whole area, an office's or a township's itself."""
    if not agency:
        return "unknown"
    if _TOWNSHIP.search(agency) or _ZONE_OFFICE.search(agency):
        return "own_office"
    return "government_aggregate" if _GOVERNMENT.search(agency) else "own_office"


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
    parts = [part for part in re.split(r"[\s\-_—\d年度]+", stem) if is_name(part) and not _FILE_WORD.search(part)]
    return max(parts, key=len, default=None)


def _stated_source(document: Document) -> str | None:
    for name in _AGENCY_NAMES:
        value = "".join(document.metadata.get(name, "").split())
        if is_name(value):
            return value
    return None


def _published(document: Document, head: Sequence[str]) -> date | None:
    for name in _DATE_NAMES:
        if found := _date(document.metadata.get(name, "")):
            return found
    head = [plain(text) for text in head]
    for text in head:
        if (match := _NAMED_DATE.search(text[:300])) and (found := _date(match[1])):
            return found
    for text in head:
        bracketed = re.fullmatch(r"\s*[（(]?\s*(20\d\d年\d{1,2}月\d{1,2}日)\s*[）)]?\s*", text)
        if bracketed and (found := _date(bracketed[1])):
            return found
    return None


def _date(text: str) -> date | None:
    match = _DATE.search(plain(text))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
