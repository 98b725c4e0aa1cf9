"""Requests: received, answered, carried over."""

from __future__ import annotations

import re
from functools import cache

from lib.checks.mentions.clause import AUTHOR, MARK, NUMBER_OF, TAIL, Clause, Counted, is_part, one_of, tokens
from lib.checks.mentions.mention import Reading, Readings
from lib.forms import load_forms

_NEW, _IN, _DONE, _OUT = (f"requests.{row}.total" for row in ("new", "carry_in", "result_total", "carry_out"))
RECEIVED: Readings = ((_NEW,), (_NEW, _IN))
HANDLED: Readings = ((_DONE,), (_NEW, _IN), (_NEW,))
UNITS = frozenset("件宗份起例条")

NOUN = tokens(
    "公民 法人 或者 或 和 及 与 、 其他组织 其它组织 社会组织 群众 社会公众 公众 当事人 申请人 提出 提交 递交 的 各类 各种 有关 "
    "相关 政府 政务 信息 依法 依 申请 公开 事项 事宜 办件 要求 请求 本年度 情况 数据 " + NUMBER_OF,
    1,
    24,
)
_RECEIPT = (
    "新收到",
    "新收",
    "新增",
    "新接收",
    "新受理",
    "新接到",
    "收到",
    "接收到",
    "接收",
    "接到",
    "受理",
    "收件",
    "接受",
    "登记",
)
_COMPOUND = tokens("并 和 及 、 处理 办理 办结 答复", 0, 4)
_ANSWER = ("办理完毕", "办理答复", "办结", "答复", "办复", "回复")
_VERB = f"({'|'.join((*_RECEIPT, *_ANSWER))}|办理|处理)"
_TOTAL = tokens("到 了 共 共计 总计 合计 累计 各类", 0, 3)
_AFTER_VERB = re.compile(rf"{_VERB}({_COMPOUND}{_TOTAL})(?:({NOUN}){MARK}|{MARK}({NOUN}))")
_ONE_YEAR = re.compile(r"20\d\d年|全年|本年|今年")
# Requests to others in which this agency had a hand; those it did not take on, told apart from those it did.
_FOR_OTHERS = re.compile(r"指导|协助|协调|代(?!表)|督[促办]|配合|参与|牵头")
_NOT_TAKEN = re.compile(r"不予?受理|未受理")
_SEVERAL = re.compile(r"处理|办理|办结|答复")
_ADVERB = tokens(
    "已经 已 均 全年 全部 共计 共 总共 一共 合计 累计 依法 依规 依 法 按规定 按要求 及时 规范 严格 认真 准确 年内 当年 "
    f"目前 都 并 地 予以 进行 其中 本年度 本年 今年 、 {AUTHOR} 20\\d\\d年度? 办理 审核",
    0,
    8,
)
_BARE = re.compile(rf"^{_ADVERB}({'|'.join(_ANSWER)}|办理)(?:申请|公开|政府|信息|依){{0,5}}{TAIL}{MARK}")
_COMPLETED = re.compile(rf"^.{{0,30}}完成{NOUN}(答复|办结|办理){TAIL}{MARK}")
# 5 件申请均已办结: said again of those counted before.
_SAID_AGAIN = re.compile(
    rf"^(?:该|上述|以上)?{MARK}(?:(?:政府|信息|公开|依|申请){{2,5}}(?:均|都|全部)?|均|都|全部)(?:已|在)[^网信邮]{{0,14}}?(?:办结|答复|办理)"
)
_NEXT = r"(?:下一?个?年度?|次年度?|{next}年度?)"
_LAST = r"(?:上一?个?年度?|去年|{last}年度?)"
ALIEN = re.compile(
    r"咨询|来信|来电|留言|热线|12345|建议|提案|议案|工单|投诉|信访|信箱|复议|诉讼|应诉|文件|公文|舆情|许可|处罚|诉求|问政|意见|政务服务"
)
REQUEST = re.compile(r"信息公开申请|依申请|申请公开|公开申请")


def rows_like(*prefixes: str) -> Reading:
    """The total column of the rows of table 三 whose keys begin so, of every edition."""
    rows = dict.fromkeys(row.key for form in load_forms().values() for row in form.tables["requests"].rows)
    return tuple(f"requests.{row}.total" for row in rows if row.startswith(prefixes))


_ANSWERED = rows_like("granted", "partial", "ref_", "una_", "np_")


def requests_received(clause: Clause) -> Counted | None:
    """收到、受理、接收 … 申请: received, or received and carried in; 办结、答复 … 申请: answered; 办理: any of these."""
    match = _AFTER_VERB.search(clause.around)
    if match is None or clause.unit not in UNITS:
        return None
    verb, between, before, after = match.groups()
    noun = before or after
    if not _is_request(noun, clause) or ("公民" in noun) != ("法人" in noun):
        return None
    prefix = clause.before[-20:] * clause.before.endswith(")") + clause.left[: match.start()]
    inside = clause.before.endswith("其中,") or prefix.startswith("其中")
    if is_part(prefix) or _FOR_OTHERS.search(prefix) or (inside and verb in _RECEIPT):
        return None
    if verb == "受理" and _NOT_TAKEN.search(clause.after):
        return None
    if "累计" in prefix + between + noun and not _ONE_YEAR.search(clause.before + prefix):
        return None
    if verb in _RECEIPT:
        if clause.whole is not None and clause.whole.name in ("received", "done"):
            return Counted("again", RECEIVED)
        if _SEVERAL.search(between):
            return Counted("received", (*RECEIVED, (_DONE,)), whole=True)
        return Counted("received", RECEIVED[:1] if verb.startswith("新") else RECEIVED, whole=True)
    return Counted("done", _handled(verb), whole=True)


def _is_request(noun: str, clause: Clause) -> bool:
    """Whether a noun phrase means requests for information, and not of another kind or documents open on request."""
    about = clause.before[-120:] + clause.left + clause.context[-120:]
    told = "公开" in noun or "结转下" in clause.after or bool(REQUEST.search(about))
    if clause.unit == "条":
        return "申请" in noun.replace("依申请", "") and told
    return ("申请" in noun or "请求" in noun) and told


def requests_answered(clause: Clause) -> Counted | None:
    """办结 N 件 in a sentence that has spoken of requests and of nothing else since."""
    if clause.unit not in UNITS - {"条"} or not _speaks_of_requests(clause):
        return None
    if _SAID_AGAIN.search(clause.around):
        return Counted("done", HANDLED)
    match = _BARE.search(clause.around) or _COMPLETED.search(clause.around)
    if match is None:
        return None
    if "其中" in clause.left and match[1] == "办理":
        return None
    return Counted("done", _handled(match[1]), whole=True)


def _handled(verb: str) -> Readings:
    """办理 may be said of all that came in; 答复 need not be said of those withdrawn or dropped (其他处理)."""
    if verb in ("办理", "处理"):
        return HANDLED
    return ((_DONE,), _ANSWERED) if "答复" in verb or verb == "回复" else ((_DONE,),)


def _speaks_of_requests(clause: Clause) -> bool:
    if ALIEN.search(clause.left):
        return False
    if clause.whole is not None and clause.whole.name in ("received", "done"):
        return not ALIEN.search(clause.before[-40:])
    here = clause.before + clause.left
    about = here if REQUEST.search(here) else clause.context
    return bool(REQUEST.search(about)) and not ALIEN.search(here) and not ALIEN.search(about)


_AMONG = re.compile(r"含|包括|包含|其中")


@cache
def _carried(year: int) -> tuple[tuple[re.Pattern[str], Readings], ...]:
    next_year, last_year = _NEXT.format(next=year + 1), _LAST.format(last=year - 1)
    among = "^(?:和|及|、|另有|有|含|包括|包含|其中|加上)*"
    to_now = f"(?:[至到]本年度?|[至到]{year}年度?|而?来|下来|办理)?"
    what = f"(?:继续)?(?:办理|处理|答复|申请|政府|信息|公开|依|的|{one_of(NUMBER_OF)}){{0,10}}"
    return (
        (re.compile(rf"(?:结转|转结|转)[至到入]?{next_year}{what}{MARK}"), ((_OUT,),)),
        (re.compile(rf"{MARK}(?:申请|的)?(?:需|将|待)?结转[至到入]?{next_year}"), ((_OUT,),)),
        (re.compile(rf"{among}{last_year}[末底]?(?:结转|转结){to_now}{what}{MARK}"), ((_IN,),)),
        (re.compile(rf"{among}结转{last_year}{what}{MARK}"), ((_IN,),)),
    )


def requests_carried(clause: Clause) -> Counted | None:
    """结转下年度 and 上年结转. Those carried in that are named among the answered may be only some of them."""
    if clause.unit not in UNITS or "转" not in clause.around or ALIEN.search(clause.left):
        return None
    for pattern, readings in _carried(clause.year):
        if pattern.search(clause.around):
            whole = clause.whole.name if clause.whole is not None else ""
            some = whole == "done" or (whole != "received" and _AMONG.match(clause.left))
            return None if some and readings[0][0] == _IN else Counted("carried", readings)
    return None
