"""What a rule of the grammar is given: a count and the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.checks.mentions.mention import Readings

# Where the count stands in `Clause.around`.
MARK = "#"


@dataclass(frozen=True)
class Clause:
    """A count with its clause. `left` runs from the last comma or count to it, `right` from it to the next; `before` and
    `after` are the rest of the sentence, `context` the sentence before. `whole` is what the sentence counted last as a
    whole, None as long as there is nothing. `year` is the report's."""

    left: str
    right: str
    before: str
    after: str
    context: str
    unit: str
    year: int
    section: str
    whole: Counted | None

    @property
    def around(self) -> str:
        """The clause with a mark in the place of the count."""
        return f"{self.left}{MARK}{self.right}"


@dataclass(frozen=True)
class Counted:
    """What a count was found to be: `name` says of what kind, `whole` whether parts of it may follow."""

    name: str
    readings: Readings
    whole: bool = False


def tokens(words: str, least: int, most: int) -> str:
    """A pattern for a run of these words; `words` are parted by blanks."""
    return f"(?:{one_of(words)}){{{least},{most}}}"


def one_of(words: str) -> str:
    """The same words as branches of a pattern."""
    return "|".join(words.split())


# The words that may stand at the end of a noun phrase, before the number.
NUMBER_OF = "数量 总数 总量 件数 案件 共计 合计 总计 累计 数 件 案 的 共 计 为 是 有 达到 达 总 了 各 分别"
TAIL = tokens(NUMBER_OF, 0, 5)
# Who did it, where that is the author of the report: 我局, 本机关, 全区, 全市各级行政机关.
AUTHOR = (
    r"(?:[我本全](?:[省市区县州旗盟局办委厅院所镇乡街处站队会部行系]|"
    r"单位|机关|部门|系统|中心|街道|政府){1,3}(?:各级)?(?:各部门)?(?:行政机关|政府)?)"
)
# A part of the whole: by channel, by requester, by level, by time, by manner.
_PART = re.compile(
    r"网络|网上|网站|平台|信函|邮寄|邮政|邮件|电子|当面|现场|窗口|传真|电话|线上|线下|系统|信箱|渠道|自然人|企业|公司|个人|律师|"
    r"转办|转来|交办|上级|移交|本级|名义|直属|直部门|直单位|下属|所属|季度|半年|月份|当月|\d月(?!\d)|月均|日均|年均|平均|"
    r"第三方|补正|撤[回销]|延期|逾期|超期|超时|按期|按时|另|其余|剩余|部分(?!公开)|有的|个别"
)
# The difference from something, not a count.
_DIFFERENCE = re.compile(r"[比较增减升降少]|同期|上年|去年|上一年|往年|历年|占")
_EVERYBODY = re.compile(r"全[省市区县州旗盟]")
_LEVELS = re.compile(r"各[省市区县州旗盟镇乡街部单]|乡镇|街道|区县|县区|市县")


def is_part(words: str) -> bool:
    """Whether the words say that only a part is counted, or a difference."""
    if _PART.search(words) or _DIFFERENCE.search(words):
        return True
    return bool(_LEVELS.search(words)) and not _EVERYBODY.search(words) and "我" not in words
