"""What a text says of itself before it begins, and the mark where an excerpt ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lib.language import Message

# An excerpt says where it stops; whatever touches the mark may have lost its end.
CUT_MARKS = ("〔摘录到此为止〕", "（以下略）", "〔以下略〕")

_ENTRY = re.compile(r"\s*([^\s:：|\d][^:：|\d]{0,9}?)\s*[:：]\s*(.*)")
_SENTENCE = re.compile(r"[。；！？]")
_TITLE_LENGTH = 80
_HEAD_LINES = 8


@dataclass(frozen=True)
class Head:
    """The leading "name: value" lines; `length` lines were used up."""

    metadata: Mapping[str, str]
    title: str | None
    length: int


def read_head(lines: list[str]) -> Head:
    """Metadata and title of a text. The title is the first short line that is no entry, or the entry named 标题."""
    metadata: dict[str, str] = {}
    length = 0
    for number, line in enumerate(lines[: _HEAD_LINES * 2]):
        match = _ENTRY.fullmatch(line)
        if match and len(metadata) < _HEAD_LINES and not _SENTENCE.search(line):
            metadata.setdefault(match[1].strip(), match[2].strip())
            length = number + 1
        elif line.strip():
            break
    title = metadata.get("标题") or _first_short(lines[length:])
    return Head(metadata, title, length)


def _first_short(lines: list[str]) -> str | None:
    for line in lines:
        if line.strip():
            short = len(line.strip()) <= _TITLE_LENGTH and not _SENTENCE.search(line)
            return line.strip() if short else None
    return None


def cut_off(text: str) -> tuple[str, str, tuple[Message, ...]]:
    """The text before a cut mark without the cell or line that touches the mark, that remainder, and a warning.

    The remainder ends with "…", so that no digit of it can be taken for a whole number.
    """
    found = [(text.find(mark), mark) for mark in CUT_MARKS if mark in text]
    if not found:
        return text, "", ()
    place, mark = min(found)
    kept = text[:place]
    line_start = kept.rfind("\n") + 1
    cell_start = max(kept.rfind(separator) + 1 for separator in ("\n", "|", "\t"))
    remainder = kept[cell_start:].strip()
    kept = kept[: max(cell_start, line_start)]
    return kept, f"{remainder}…" if remainder else "", (Message("documents.excerpt", {"mark": mark}),)
