"""Cases of reconsideration and litigation over the disclosure of information."""

from __future__ import annotations

import re

from lib.checks.mentions.clause import MARK, NUMBER_OF, TAIL, Clause, Counted, tokens
from lib.checks.mentions.mention import Readings

_RECONSIDERATION, _DIRECT, _AFTER = ("disputes.reconsideration", "disputes.direct_action", "disputes.action_after")
ALL_DISPUTES = tuple(f"{group}.total" for group in (_RECONSIDERATION, _DIRECT, _AFTER))
_UNITS = frozenset("件宗起例")
DISCLOSURE = re.compile(r"信息公开|政务公开|依申请公开|公开申请|公开工作")
# As the organ that decides, or about somebody else's cases, or about a part of them.
_OTHERWISE = re.compile(
    r"审理|审结|受理|复议机关|代理|指导|新收|结转|败诉|胜诉|[一二再]审|上诉|出庭|其中|上年|去年|同期|[比较增减升降]|本级|培训|收到.{0,20}复议申请"
)
_TAIL = tokens("案件 申请 事项 情况 提起 引发 " + NUMBER_OF, 0, 6)
_BOTH = rf"(?:行政)?复议(?:申请)?(?:案件)?(?:、|和|及|与|或|以及|,)(?:提起)?(?:行政)?(?:诉讼|应诉){_TAIL}{MARK}$"
_PATTERNS: tuple[tuple[str, re.Pattern[str], Readings], ...] = (
    ("direct", re.compile(rf"未经(?:行政)?复议直接(?:提起|起)(?:行政)?诉(?:讼)?{_TAIL}{MARK}$"), ((ALL_DISPUTES[1],),)),
    (
        "after",
        re.compile(rf"(?:行政)?复议后(?:又|再)?(?:提起|起)(?:行政)?诉(?:讼)?{_TAIL}{MARK}$"),
        ((ALL_DISPUTES[2],),),
    ),
    ("both", re.compile(_BOTH), (ALL_DISPUTES,)),
    ("reconsideration", re.compile(rf"(?:行政复议|复议){_TAIL}{MARK}$"), ((ALL_DISPUTES[0],),)),
    ("litigation", re.compile(rf"(?:行政诉讼|行政应诉|诉讼){_TAIL}{MARK}$"), (ALL_DISPUTES[1:],)),
)
_GROUPS = {
    "reconsideration": (_RECONSIDERATION,),
    "litigation": (_DIRECT, _AFTER),
    "direct": (_DIRECT,),
    "after": (_AFTER,),
    "both": (_RECONSIDERATION, _DIRECT, _AFTER),
}
_RESULTS = tuple(
    (column, re.compile(rf"^(?:其中|、|和|结果|均|已|被|予以|为)*(?:{words}){TAIL}{MARK}$"))
    for column, words in (
        ("upheld", "结果维持|维持"),
        ("corrected", "结果纠正|纠正|纠错"),
        ("pending", "尚未审结|未审结"),
    )
)


def dispute_cases(clause: Clause) -> Counted | None:
    """行政复议 N 件, 行政诉讼 N 件: all cases of the year; 行政复议和行政诉讼 N 件: of all three groups."""
    about = clause.before + clause.left
    if clause.unit not in _UNITS or not (DISCLOSURE.search(about) or clause.section == "四"):
        return None
    if _OTHERWISE.search(clause.left) or clause.before.endswith("其中,"):
        return None
    for name, pattern, readings in _PATTERNS:
        if pattern.search(clause.left[-60:] + MARK):
            return Counted(name, readings, whole=True)
    return None


def dispute_results(clause: Clause) -> Counted | None:
    """维持 N 件, 纠正 N 件 after the cases they are the results of."""
    whole = clause.whole
    if whole is None or whole.name not in _GROUPS or clause.unit not in _UNITS:
        return None
    for column, pattern in _RESULTS:
        if pattern.search(clause.left + MARK):
            return Counted("result", (tuple(f"{group}.{column}" for group in _GROUPS[whole.name]),))
    return None
