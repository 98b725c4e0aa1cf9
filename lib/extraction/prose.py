"""The prose of a report by section: what stands outside the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lib.extraction.lines import PARAGRAPH
from lib.extraction.run_together import RunningText
from lib.extraction.sections import TABLE_OF_SECTION, Part

_ENDS = re.compile(r"([。！？；：:…〕）)]|报告|情况|如下)$")
_BEGINS = re.compile(r"^([（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[-—·•]|[一二三四五六七八九十]是)")
# The title and the date under it are no prose.
_MASTHEAD = re.compile(
    r"[^。；]{0,60}政府信息公开(工作)?(年度)?(工作)?(情况)?的?(年度)?(报告|年报)"
    r"|(发布|公开|发文)?(时间|日期)?[:：]?\s*[（(]?20\d\d\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?[）)]?"
)
_SHORT = 18
_SCRAP = 60


def prose_of(parts: Sequence[Part]) -> dict[str, str]:
    """Text by section number, and "preamble". A section without prose has no entry."""
    texts: dict[str, list[str]] = {}
    for part in parts:
        found = _texts(part)
        if found:
            texts.setdefault(part.section, []).extend(found)
    return {section: unwrap(found) for section, found in texts.items()}


def _texts(part: Part) -> list[str]:
    table = TABLE_OF_SECTION.get(part.section)
    if part.heading is None:
        texts = [text.strip() for line in part.lines for text in (line.alone or "").split("\n")]
        return [text for text in texts if text and not _MASTHEAD.fullmatch(text)]
    if table is None:
        return [text for line in part.lines if (text := line.alone) is not None and text.strip()]
    found = []
    for line in part.lines:
        text = line.alone or ""
        if line.origin != PARAGRAPH:
            continue
        before = text[: RunningText([line], table).begin].strip()
        # In a section with a table, a line without a full stop is a scrap of the table.
        if "。" in before or len(before) > _SCRAP:
            found.append(before)
    return found


def unwrap(texts: Sequence[str]) -> str:
    """Paragraphs one a line. A line that was broken in the middle of a sentence is put together again."""
    paragraphs: list[str] = []
    for text in (line.strip() for whole in texts for line in whole.split("\n")):
        goes_on = bool(paragraphs) and len(paragraphs[-1]) > _SHORT and not _ENDS.search(paragraphs[-1])
        if goes_on and not _BEGINS.match(text):
            paragraphs[-1] += text
        elif text:
            paragraphs.append(text)
    return "\n".join(paragraphs)
