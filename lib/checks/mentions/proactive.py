"""Normative documents and administrative decisions: what table 二 counts."""

from __future__ import annotations

import re

from lib.checks.mentions.clause import AUTHOR, MARK, NUMBER_OF, TAIL, Clause, Counted, tokens
from lib.checks.mentions.mention import Readings

_UNITS = frozenset("件份部个项")
_DOCUMENTS = {"规章": "rules", "规范性文件": "normative_docs"}
_READINGS: dict[str, tuple[str, ...]] = {
    "issued": ("issued", "produced"),
    "repealed": ("repealed",),
    "in_force": ("in_force",),
}
_VERBS = (
    ("issued", "新制发|制发|新制定|制定出台|制定印发|制定|新出台|出台|制订"),
    ("repealed", "废止"),
    ("in_force", "现行有效"),
)
_BETWEEN = tokens("了 并 和 及 、 发布 公布 印发 公开 新 的 政府 行政 各类 到 共 " + NUMBER_OF, 0, 6)
_NOUN = "(规范性文件|政府规章|部门规章|规章)"
_VERB = "|".join(f"({words})" for _, words in _VERBS)
_DOCUMENT = re.compile(rf"(?:{_VERB}){_BETWEEN}(?:{_NOUN}{TAIL}{MARK}|{MARK}(?:行政)?{_NOUN})")
_NEXT = re.compile(rf"^(?:并|同时|和|、|其中|已)*(?:{_VERB})的?{TAIL}{MARK}")
# What is examined, drafted or filed is somebody else's document; what the government issued in its own name, or what
# was put on a site, is a part.
_OTHERWISE = re.compile(
    r"审[查核]|备案|报备|清理|发布|公布|(?<!信息)公开|上传|更新|征求|起草|代拟|解读|评估|名义|本级|宣布失效|[比较增减升降]|上年|去年|累计|各[镇乡街县区部]|其中|党内|重大|拟"
)
_OPENING = tokens(
    rf"20\d\d年度? 全年 本年度 今年 年内 {AUTHOR} 共计 共 合计 总计 依法 累计 查处各类违法行为 立案 并", 0, 8
)
_DECISIONS = (
    ("licensing", "行政许可(?:处理)?决定"),
    ("penalty", "行政处罚(?:处理)?决定"),
    ("compulsion", "行政强制(?:措施)?(?:处理)?决定"),
)
_DECISION = re.compile(
    rf"^{_OPENING}(?:作出|做出|下达)(?:各类)?(?:{'|'.join(f'({words})' for _, words in _DECISIONS)})书?{TAIL}{MARK}"
)


def documents(clause: Clause) -> Counted | None:
    """制发、废止、现行有效 of 规范性文件 or 规章. Publishing a document is not issuing it."""
    match = _DOCUMENT.search(clause.around)
    said = clause.left if match is None else clause.around[: match.start()]
    if clause.unit not in _UNITS or _OTHERWISE.search(said) or "名义" in clause.before:
        return None
    if match is not None:
        verb, noun = _first(match, 0), _DOCUMENTS["规章" if "规章" in (match[4] or match[5]) else "规范性文件"]
        return Counted(noun, _cells(noun, verb), whole=True)
    whole = clause.whole
    follows = _NEXT.search(clause.around)
    if follows is None or whole is None or whole.name not in _DOCUMENTS.values():
        return None
    return Counted(whole.name, _cells(whole.name, _first(follows, 0)), whole=True)


def _first(match: re.Match[str], offset: int) -> str:
    return next(_VERBS[n][0] for n in range(len(_VERBS)) if match[n + 1 + offset])


def _cells(noun: str, verb: str) -> Readings:
    return tuple((f"proactive.{noun}.{column}",) for column in _READINGS[verb])


def decisions(clause: Clause) -> Counted | None:
    """作出行政处罚决定 N 件, said of the whole year and of all fields."""
    if clause.unit not in _UNITS | {"起", "宗", "例"}:
        return None
    match = _DECISION.search(clause.left + MARK)
    if match is None or match.lastindex is None:
        return None
    return Counted("decisions", ((f"proactive.{_DECISIONS[match.lastindex - 1][0]}.decisions",),))
