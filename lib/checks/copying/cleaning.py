"""Prose as it is compared: without what is nobody's own, each character knowing where it stood."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_FILE = Path(__file__).parent / "formulas.toml"
# Full-width forms of ASCII, so that one pattern finds both.
_NARROW = {0xFF01 + n: 0x21 + n for n in range(94)}
# Whoever passed the text on has left something out: what share of the whole is repeated cannot be said.
_CUT = re.compile(
    r"[〔\[(（][^〕\])）]{0,20}(?:删节|摘录|省略|从略)[^〕\])）]{0,20}[〕\])）]|[(（](?:下|以下|上)略[)）]"
)
# A line of its own with a number before it and no sentence in it is a heading.
_HEADING = re.compile(
    r"^\s*(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|\d+[.、])[^。;:,\n]{2,40}$", re.MULTILINE
)
_SENTENCE = re.compile(r"[^。;]+[。;]?")
# A number, whatever it counts: figures alone changed is still the same text.
_NUMBER = re.compile(
    r"\d(?:[\d,.]*\d)?%?|[①-⑳]"
    r"|[零〇一二三四五六七八九十百千万亿两]+(?=[余多]?[年月日天周季件条次期个项场人份家户篇部批起名类宗届张处元万亿%])"
)
# How a report speaks of whoever writes it.
_SELF = (
    r"(?:我|本|全|该)(?:省|市|州|县|区|旗|镇|乡|局|委|办|厅|院|站|所|中心|街道|单位|机关|部门)",
    r"(?:省|市|县|区|镇|乡|街道)(?:人民政府|政府|办事处)(?!信息)",
)
_UNIT = "(?:自治区|自治州|自治县|省|市|州|盟|地区|县|区|旗|镇|乡|街道)"
_PLACE = re.compile(rf".+?{_UNIT}(?=.)")
_SUFFIX = re.compile(rf"{_UNIT}$")
_SHORTEST_PLACE = 3
_SHORTEST_OFFICE = 4
_ZERO = ord("0")
_PLANE = 0x10000


@dataclass(frozen=True, eq=False)
class Cleaned:
    """What is compared of a text: letters and characters only, every number a 0. `places` says where each of them
    stands in the text it was made of."""

    text: str
    places: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.text)


def clean(text: str, agency: str) -> Cleaned:
    """A text without formulas, headings, numbers, punctuation and the names by which `agency` calls itself.

    Empty where the text is marked as shortened: nothing can be said of the whole.
    """
    narrow = text.translate(_NARROW)
    codes = _codes(narrow)
    kept = ~_spaces()[np.minimum(codes, _PLANE - 1)]
    if _CUT.search(text):
        kept[:] = False
    for match in _HEADING.finditer(narrow):
        kept[match.start() : match.end()] = False
    places = np.flatnonzero(kept)
    codes = codes[places]
    own = _letters()[np.minimum(codes, _PLANE - 1)]
    _drop(_text(codes), codes, own, agency)
    return Cleaned(_text(codes[own]), places[own])


def _drop(compact: str, codes: NDArray[np.uint32], own: NDArray[np.bool_], agency: str) -> None:
    """Take formulas, names and the digits of numbers but the first, which becomes 0, out of what is the agency's own."""
    for match in _NUMBER.finditer(compact):
        codes[match.start()] = _ZERO
        own[match.start() + 1 : match.end()] = False
    spans, sentences = _formulas()
    for pattern in (*spans, _names(agency)):
        for match in pattern.finditer(compact):
            own[match.start() : match.end()] = False
    if sentences.search(compact):
        for sentence in _SENTENCE.finditer(compact):
            if sentences.search(sentence[0]):
                own[sentence.start() : sentence.end()] = False


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).copy()


def _text(codes: NDArray[np.uint32]) -> str:
    return codes.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


@cache
def _spaces() -> NDArray[np.bool_]:
    return np.array([chr(code).isspace() for code in range(_PLANE)])


@cache
def _letters() -> NDArray[np.bool_]:
    return np.array([chr(code).isalnum() for code in range(_PLANE)])


@cache
def _formulas() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """What goes by itself, each looked for by itself because that is quicker, and what takes its sentence with it."""
    parsed: dict[str, list[str]] = tomllib.loads(_FILE.read_text("utf-8"))
    whole = re.compile("|".join(parsed.pop("sentences")))
    return tuple(re.compile(pattern) for patterns in parsed.values() for pattern in patterns), whole


@lru_cache(maxsize=4096)
def _names(agency: str) -> re.Pattern[str]:
    places = [part for part in _PLACE.findall(agency) if len(part) >= _SHORTEST_PLACE]
    office = _PLACE.sub("", agency)
    stems = [stem for place in places if len(stem := _SUFFIX.sub("", place)) > 1]
    names = {agency, *places, *stems, *([office] if len(office) >= _SHORTEST_OFFICE else [])} - {""}
    return re.compile("|".join((*map(re.escape, sorted(names, key=len, reverse=True)), *_SELF)))
