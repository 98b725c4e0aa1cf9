"""TEXT-YEAR: the prose speaks of another year as the year it reports on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lib.checks.mentions import Spoken
from lib.checks.mentions.sentences import Sentence, original
from lib.checks.model import Finding, Quote
from lib.checks.registry import Case, make_finding
from lib.checks.told import PREAMBLE, Told, says, told
from lib.language import Message

_YEAR = r"(20\d\d)"
_DATE = r"年\d{1,2}月\d{1,2}日"
# 现公布 2022 年度政府信息公开工作年度报告
_TITLE = re.compile(
    rf"现(?!行)[^,;。]{{0,30}}?{_YEAR}年?度?(?:政府|政务)?信息公开"
    r"(?:工作)?(?:情况)?(?:年度)?(?:工作)?(?:报告|情况)(?!的通知|格式)"
)
# 统计期限自 2022 年 1 月 1 日起至 2022 年 12 月 31 日止
_PERIOD = re.compile(rf"统计[^。;]{{0,20}}?{_YEAR}{_DATE}起?[至到\-—~](?:{_YEAR}年)?(?:\d{{1,2}}月\d{{1,2}}日)?")
_OPENING = re.compile(rf"^(?:[(]?[一二三四五六七八九十\d]{{1,2}}[)、.]{{1,2}})?{_YEAR}年度?[,我全本共区市县镇街]")
_COUNTED = re.compile(r"(?:收到|受理|办结|答复|主动公开|公开|发布|制发)[^,;。]{0,30}?\d{1,9}(?:件|条|份)")
_COMPARES = re.compile(r"[较比]|同比|相比|上年|去年|将|计划|拟|力争|问题|整改")
# The agency and the day it signed, at the end of the report, on one line or two.
_AGENCY = re.compile(r"(?:政府|办公室|办公厅|[局委厅办院所会处镇乡]|中心)$")
_DATED = re.compile(
    rf"(?P<date>{_YEAR}年(\d{{1,2}})月\d{{1,2}}日)(?P<last>(?:印发)?(?=$|[(]?此件|附件|抄送|分享|打印|关闭))?"
)
_OPENING_SECTIONS = (PREAMBLE, "一", "二", "三", "四")
_LAST_SECTIONS = ("五", "六")
# Who signs in the last months of the report's own year has only been early.
_EARLY = 7


def other_years(case: Case) -> Iterator[Finding]:
    """TEXT-YEAR: the title, the period or the opening of what was done names another year, or the report was signed
    before the year was over. One finding a report."""
    for report, prose in told(case.batch).items():
        found = [*_titles(prose), *_periods(prose), *_openings(prose), *_signatures(prose)]
        if not found:
            continue
        year = prose.year
        parts = tuple(
            Message(f"checks.said.TEXT-YEAR.{kind}", {"says": says(spoken.section, phrase), "year": year})
            for kind, spoken, phrase, _ in found
        )
        yield make_finding(
            case,
            report,
            "TEXT-YEAR",
            Message("checks.finding", {"parts": parts}),
            evidence=sorted({(kind, other) for kind, _, _, other in found}),
            quotes=list(dict.fromkeys(Quote(spoken.section, spoken.sentence.text) for _, spoken, _, _ in found)),
        )


_Found = tuple[str, Spoken, str, int]


def _titles(prose: Told) -> Iterator[_Found]:
    """The first place that says which report this is, where it names another year."""
    for spoken in prose.sentences:
        if spoken.section in (PREAMBLE, "一") and (match := _TITLE.search(spoken.sentence.plain)):
            if int(match[1]) != prose.year:
                yield "title", spoken, _original(spoken.sentence, match), int(match[1])
            return


def _periods(prose: Told) -> Iterator[_Found]:
    for spoken in prose.sentences:
        if match := _PERIOD.search(spoken.sentence.plain):
            wrong = [int(year) for year in match.groups() if year and int(year) != prose.year]
            if wrong:
                yield "period", spoken, _original(spoken.sentence, match), wrong[0]
            return


def _openings(prose: Told) -> Iterator[_Found]:
    """What was done is told under another year, and nowhere under the report's own."""
    told_of: dict[int, Spoken] = {}
    for spoken in prose.sentences:
        plain = spoken.sentence.plain
        match = _OPENING.match(plain)
        if spoken.section not in _OPENING_SECTIONS:
            continue
        if match is None:
            if any(year == prose.year for _, year in spoken.years.tokens) and _COUNTED.search(plain):
                return
            continue
        if _COUNTED.search(plain) and not _COMPARES.search(plain):
            told_of.setdefault(int(match[1]), spoken)
    if told_of and prose.year not in told_of:
        year, spoken = next(iter(told_of.items()))
        counted = _COUNTED.search(spoken.sentence.plain)
        end = counted.end() if counted else None
        yield "opening", spoken, original(spoken.sentence.text, 0, end or len(spoken.sentence.plain)), year


def _signatures(prose: Told) -> Iterator[_Found]:
    found: list[tuple[Spoken, re.Match[str]]] = []
    line_before = ""
    for spoken in prose.sentences:
        plain = spoken.sentence.plain
        for match in _DATED.finditer(plain) if spoken.section in _LAST_SECTIONS else ():
            if _AGENCY.search(plain[: match.start()] or line_before):
                found.append((spoken, match))
        line_before = plain
    early = [(spoken, match) for spoken, match in found if _too_early(match, prose.year)]
    last = [(spoken, match) for spoken, match in early if match["last"] is not None]
    # Where another date beside it is right, somebody slipped in one of them.
    if last and len(early) == len(found):
        spoken, match = last[-1]
        yield "signed", spoken, original(spoken.sentence.text, *match.span("date")), int(match[2])


def _too_early(match: re.Match[str], report_year: int) -> bool:
    year, month = int(match[2]), int(match[3])
    return year < report_year or (year == report_year and month < _EARLY)


def _original(sentence: Sentence, match: re.Match[str]) -> str:
    return original(sentence.text, *match.span())
