"""Prose cut into sentences, and each as it is read: half-width, without spaces and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# What runs longer is no sentence but a table whose cells ran together.
LONGEST = 2_000
_SENTENCE = re.compile(r"[^。!?\n]{1,4000}[。!?]?")
# A note somebody put in square brackets, such as a mark of omission. 〔2021〕 belongs to the number of a document.
_NOTE = re.compile(r"〔[^〔〕\d]{1,20}〕")
_HALF_WIDTH = tuple(zip("０１２３４５６７８９，；：（）．％－～！？／○", "0123456789,;:().%-~!?/〇", strict=True))
_QUOTES = "“”‘’「」『』\"'＂＇"
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_LEFT_OUT = re.compile(rf"[\s{_QUOTES}]")
# Where digits were set apart: nobody knows whether they are one number.
GAP = "_"


class Sentence(NamedTuple):
    """`text` to the letter, `plain` as it is read; `opens` says that a paragraph begins with it."""

    text: str
    plain: str
    opens: bool


def sentences_of(text: str) -> Iterator[Sentence]:
    """The sentences of a section. A line break ends one; what is longer than LONGEST is left out."""
    text = _NOTE.sub(_line_breaks, text)
    half = half_width(text)
    opens = True
    for match in _SENTENCE.finditer(half):
        start, end = match.span()
        opens = opens or half[start - 1] == "\n"
        if end - start <= LONGEST and (found := text[start:end].strip()):
            yield Sentence(found, _plain(half[start:end].strip()), opens)
            opens = False


def _plain(half: str) -> str:
    if len(half.split(maxsplit=1)) > 1:
        half = _BETWEEN_DIGITS.sub(GAP, half)
    return _LEFT_OUT.sub("", half)


def half_width(text: str) -> str:
    """Digits and punctuation half-width, character for character."""
    for wide, narrow in _HALF_WIDTH:
        text = text.replace(wide, narrow)
    return text


def _line_breaks(note: re.Match[str]) -> str:
    return "\n" * len(note[0])


def original(text: str, start: int, end: int) -> str:
    """What stands in the text of a sentence, to the letter, where its `plain` has [start, end)."""
    kept = [place for place, character in enumerate(text) if not (character.isspace() or character in _QUOTES)]
    gaps = [match.start() for match in _BETWEEN_DIGITS.finditer(half_width(text))]
    places = sorted([*kept, *gaps])[start:end]
    return text[places[0] : places[-1] + 1] if places else ""
