"""What became of the requests, and who made them."""

from __future__ import annotations

import re

from lib.checks.mentions.clause import MARK, NUMBER_OF, Clause, Counted, one_of, tokens
from lib.checks.mentions.mention import Readings
from lib.checks.mentions.requests import REQUEST, UNITS, rows_like


def _row(*rows: str) -> Readings:
    return (tuple(f"requests.{row}.total" for row in rows),)


_OUTCOMES: tuple[tuple[str, Readings], ...] = (
    ("(?:予以|同意|给予)公开(?:和|及|或者|或|、|与)(?:予以)?部分公开", _row("granted", "partial")),
    ("(?:予以)?(?:部分公开|区分处理后?(?:予以)?(?:公开)?|同意部分公开)", _row("partial")),
    ("不予公开|不同意公开", (rows_like("ref_"), rows_like("ref_", "una_"))),
    ("(?:予以|同意|给予)(?:全部)?公开|全部公开|公开(?=答复)", _row("granted")),
    ("无法提供|不能提供", (rows_like("una_"),)),
    ("不予处理", (rows_like("np_"),)),
    ("其[他它]处理", (*_row("oth_no_correction", "oth_fee_unpaid", "oth_other"), *_row("oth_single"))),
    ("本(?:行政)?(?:机关|单位|局|办|委|厅|镇|乡)不掌握(?:相关)?(?:政府)?信息", _row("una_not_held")),
    ("(?:没有|无)现成信息,?(?:需要另行制作)?|需要?另行制作", _row("una_must_create")),
    ("补正后(?:申请内容)?仍不明确", _row("una_unclear")),
    ("信访(?:、)?举报(?:、)?投诉类?(?:申请)?", _row("np_petition")),
    ("重复申请", _row("np_repeat")),
    ("国家秘密", _row("ref_state_secret")),
    ("(?:保护)?第三方合法权益", _row("ref_third_party")),
    ("三类内部事务信息", _row("ref_internal")),
    ("四类过程性信息", _row("ref_process")),
    ("行政执法案卷", _row("ref_enforcement")),
    ("行政查询事项", _row("ref_query")),
)  # fmt: skip
_CONNECT = tokens(
    "其中 包括 分别 其 属于 属 涉及 因 为 是 有 并 已 共 、 和 及 以及 按 给予 作出 决定 答复 办理结果 结果 依法 认定 情况 "
    "的 告知 以",
    0,
    5,
)
_AFTER_LABEL = tokens("答复 处理 决定 申请 相关 政府 信息 情形 类 告知 " + NUMBER_OF, 0, 6)
_LABEL = re.compile(
    rf"(?:^{_CONNECT}|等|等原因|等情形)(?:{'|'.join(f'({label})' for label, _ in _OUTCOMES)}){_AFTER_LABEL}{MARK}"
)
_DOCUMENTS = re.compile(r"公文|制发|印发|制作|获取|主动公开|解读|文件")


def request_outcome(clause: Clause) -> Counted | None:
    """An outcome by the name the form gives it, in a sentence about requests. 公文 have the same three labels."""
    if clause.unit not in UNITS - {"条"} or _DOCUMENTS.search(clause.before + clause.left):
        return None
    match = _LABEL.search(clause.left[-60:] + MARK)
    if match is None or match.lastindex is None or not _about_requests(clause):
        return None
    return Counted("outcome", _OUTCOMES[match.lastindex - 1][1])


def _about_requests(clause: Clause) -> bool:
    """The labels of the form say what is counted; still the sentence, or the one before, must be about requests."""
    if clause.whole is not None:
        return clause.whole.name in ("received", "done")
    return bool(REQUEST.search(clause.before) or REQUEST.search(clause.context))


_COLUMNS = {
    "自然人": ("natural",),
    "法人或其他组织": ("commercial", "research", "welfare", "legal", "other"),
    "商业企业": ("commercial",),
    "科研机构": ("research",),
    "社会公益组织": ("welfare",),
    "法律服务机构": ("legal",),
}
_APPLICANT = re.compile(
    r"^(?:其中|涉及|包括|包含|来自|由|、|和|及|均为|为)*"
    r"(自然人|法人(?:或|和|及|、)?其[他它]组织|法人(?!代)|商业企业|科研机构|社会公益组织|法律服务机构)"
    rf"(?:提出|提交|申请|的|政府|信息|公开|{one_of(NUMBER_OF)}){{0,8}}{MARK}"
)


def request_applicants(clause: Clause) -> Counted | None:
    """自然人 N 件 after a whole: the column of that requester in the rows the whole may stand for."""
    whole = clause.whole
    if whole is None or whole.name not in ("received", "done") or clause.unit not in UNITS:
        return None
    match = _APPLICANT.search(clause.left + MARK)
    if match is None:
        return None
    columns = _COLUMNS["法人或其他组织" if match[1].startswith("法人") else match[1]]
    readings = tuple(
        tuple(f"{key.rpartition('.')[0]}.{column}" for key in reading for column in columns)
        for reading in whole.readings
    )
    return Counted("applicants", readings)
