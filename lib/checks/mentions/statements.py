"""What the prose says without a number: all were answered, none was received, there were no disputes."""

from __future__ import annotations

import re

from lib.checks.mentions.clause import AUTHOR, is_part, one_of, tokens
from lib.checks.mentions.disputes import ALL_DISPUTES, DISCLOSURE
from lib.checks.mentions.requests import ALIEN, NOUN, REQUEST
from lib.checks.mentions.sentences import Sentence, original
from lib.checks.mentions.years import YearOf
from lib.forms import FigureKey

_DELIMITER = re.compile(r"[,;:()。]")
_ALL_ANSWERED = re.compile(
    r"(?:已?全部|均已|都已|已经全部)(?:依法|依规|按规定|按要求|及时|规范){0,3}(?:办结|办理完[毕结]|答复完毕|办复)"
    r"|办结率(?:均)?(?:为|达到?|是|均为)?了?(?:100%|百分之百)"
)
# On time: of those that fell due, says nothing of the others.
_ON_TIME = re.compile(r"期限|时限|时间|按时|按期|及时|到期|限期|准时")
_ONLY_SOME = re.compile(r"其中|结转|上年|去年|往年|网络|信函|当面|邮|线[上下]|剩余|其余")
_ANSWERED = re.compile(r"(?:办结|答复)(?:了|申请)?[0-9零一二两三四五六七八九十百千]+[件宗]")
_NOTHING = "(?:未曾|暂未|尚未|未|没有|没|无)"
_NONE_RECEIVED = re.compile(
    rf"{_NOTHING}有?(?:收到|接到|接收到?|受理|收)(?:和|与|及|、|处理|过|到|任何|一[件份起]|对)*({NOUN})(?=$|[,;。!])"
)
_WHEN = "20[0-9][0-9]年度? 在 全年 本年度 今年以来 今年 年度内 年内 报告期内 期间 目前 现 也 均 都 暂 共 ,"
_WHO = re.compile(rf"^{tokens(f'{_WHEN} {AUTHOR}', 0, 6)}$")
_OWN_NAME = re.compile(r"^(?:20\d\d年度?,?)?[\u4e00-\u9fff]{2,20}(?:20\d\d年度?)?$")
_CASES = one_of(
    "行政复议 复议 行政诉讼 诉讼 行政申诉 申诉 投诉 举报 信访 申请 被 提起 提出 案件 案 、 和 及 与 或者 或 以及 行政应诉 应诉"
)
_ABOUT = tokens(
    "一起 一件 1件 1起 任何 因为 因 由于 由 涉及 有关 关于 针对 就 对 本机关 我局 我镇 我办 我单位 我街道 政府 政务 信息 公开 "
    "依 申请 工作 事项 引起 引发 产生 导致 发生 而 的 相关 方面 被 提起 提出 、 出现 投诉 举报 申诉",
    0,
    16,
)  # fmt: skip
_END = tokens("的 申请 案件 案 情况 事项 等 事件 行为 现象 件 有关 相关 发生 问题 情形", 0, 5)
_NO_DISPUTES = re.compile(
    rf"{_NOTHING}(?:有)?(?:发生|收到|接到|出现|涉及|引发|产生|存在)?{_ABOUT}"
    rf"((?:行政)?(?:复议|诉讼)(?:{_CASES}){{0,10}}){_END}(?=$|[,;。!])"
)


def says_all_answered(sentence: Sentence, years: YearOf) -> str | None:
    """The words that say every request of the year was answered; None where they are not there or mean less."""
    plain = sentence.plain
    for match in _ALL_ANSWERED.finditer(plain):
        start = _start(plain, match.start())
        before = plain[: match.start()]
        if (
            _ON_TIME.search(plain[max(0, start - 40) : match.end()])
            or _ONLY_SOME.search(_since_counted(before))
            or ALIEN.search(before)
        ):
            continue
        if REQUEST.search(before) and years.own(match.start()):
            return original(sentence.text, start, match.end())
    return None


def _since_counted(before: str) -> str:
    """What was said since the last count of answered requests: that count takes in those of last year, of which the
    sentence spoke before."""
    counted = [match.end() for match in _ANSWERED.finditer(before)]
    return before[counted[-1] :] if counted else before


def says_none_received(sentence: Sentence, years: YearOf, own_office: bool) -> str | None:
    """The words that say no request was received at all. `own_office`: a name before them can only be the author's."""
    plain = sentence.plain
    for match in _NONE_RECEIVED.finditer(plain):
        start = _start(plain, match.start())
        who, noun = plain[start : match.start()], match[1]
        meant = "公开" in noun and "申请" in noun and noun[0] != "的" and ("公民" in noun) == ("法人" in noun)
        known = _WHO.match(who) or (own_office and _OWN_NAME.match(who) and not is_part(who))
        if meant and known and years.own(match.start()):
            return original(sentence.text, start, match.end())
    return None


def says_no_disputes(sentence: Sentence, years: YearOf, section: str) -> tuple[str, tuple[FigureKey, ...]] | None:
    """The words that say there were no cases over disclosure, and the totals they say are 0."""
    plain = sentence.plain
    for match in _NO_DISPUTES.finditer(plain):
        start = _start(plain, match.start())
        about = DISCLOSURE.search(plain[: match.end()]) or section == "四"
        if about and not is_part(plain[start : match.start()]) and years.own(match.start()):
            denied = ALL_DISPUTES[:1] * ("复议" in match[1]) + ALL_DISPUTES[1:] * (
                "诉讼" in match[1] or "应诉" in match[1]
            )
            return original(sentence.text, start, match.end()), denied
    return None


def _start(plain: str, end: int) -> int:
    """Where the clause begins that ends at `end`."""
    start = max(0, end - 60)
    for match in _DELIMITER.finditer(plain, start, end):
        start = match.end()
    return start
