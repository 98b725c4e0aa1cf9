"""The title of a report: whose it is and of which year, in any order of the words and over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lib.extraction.wording import plain

_TITLE = re.compile(
    r"(?P<before>[^，。；：!！?？]*?)(?:关于)?(?P<year>20\d\d)年?(?:度)?(?P<after>[^，。；：!！?？]*?)"
    r"(?:政府|政务)信?息?公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?的?(?:年度?报告|年报|报告)(?P<rest>.{0,12})"
)
_YEAR_OR_MARK = r"\d{4}年?度?|年度|[\s\-—·_、（(]"
_NO_NAME = re.compile(
    rf"^(关于|公布|发布|现将|现公布|附件\d*|标题：|[）)\d]|{_YEAR_OR_MARK})+|(关于报送|关于|报送|的|{_YEAR_OR_MARK})+$"
)
_NAME = re.compile(r"[\u4e00-\u9fff（）()·、]{2,40}")
_NOT_A_NAME = re.compile(r"报告|信息公开|年报")
# What a site sets its name apart with: 甲局2023年…报告_甲县人民政府, 甲局2023年…报告 - 门户网站.
# In running text the date of publication follows it at once.
_PARTS = re.compile(r"[_|｜]|\s[-–—>»]+\s|--+|>>|»|›|(?:发布|公开|发文|成文)?(?:时间|日期)[:：]|来源[:：]")
_LONGEST_TITLE = 120


@dataclass(frozen=True)
class Title:
    """`agency` is None for a title without a name."""

    agency: str | None
    year: int


def titles_in(texts: Sequence[str]) -> Iterator[Title]:
    """The titles among these texts, each text one whole title or set apart from the name of a site."""
    for text in texts:
        if len(text) <= _LONGEST_TITLE and (title := _title(text)):
            yield title


def title_over(texts: Sequence[str], most: int = 3) -> Iterator[Title]:
    """The titles over one to `most` texts that follow each other, the shortest first."""
    for count in range(1, most + 1):
        for start in range(len(texts) - count + 1):
            yield from titles_in(["".join(texts[start : start + count])])


def name_in(text: str) -> str | None:
    """The name of an agency that this text is, but for words around it; None where it is none."""
    name = _NO_NAME.sub("", text)
    return name if _NAME.fullmatch(name) and not _NOT_A_NAME.search(name) else None


def is_name(text: str) -> bool:
    """Whether a text can be the name of an agency as it stands."""
    return _NAME.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def _title(text: str) -> Title | None:
    if "公开" not in (simple := plain(text)):
        return None
    for part in (simple, *_PARTS.split(simple)):
        words = "".join(part.split()).replace("(", "（").replace(")", "）")
        match = _TITLE.fullmatch(words)
        if match and not set(re.findall(r"20\d\d", match["before"] + match["after"])) - {match["year"]}:
            names = [name_in(match["before"]), name_in(match["after"])]
            return Title(next((name for name in names if name), None), int(match["year"]))
    return None
