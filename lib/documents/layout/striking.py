"""Figures that are struck out: a line runs through their middle. Whether they still count cannot be told from the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from lib.documents.layout.characters import LOST
from lib.documents.layout.model import Rule, Word

# The middle part of a letter, by its height, and how much of its width the line must run through.
_UPPER, _LOWER, _THROUGH = 0.3, 0.72, 0.6
_BAND = 8.0


def without_struck(words: Sequence[Word], rules: Sequence[Rule]) -> list[Word]:
    """The words, each figure a level line runs through marked lost."""
    bands: dict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        if not rule.upright:
            bands[int(rule.place // _BAND)].append(rule)
    return [replace(word, text=LOST) if word.text.isdecimal() and _is_struck(word, bands) else word for word in words]


def _is_struck(word: Word, bands: dict[int, list[Rule]]) -> bool:
    top, bottom = word.box[1] + _UPPER * word.height, word.box[1] + _LOWER * word.height
    near = (rule for band in range(int(top // _BAND), int(bottom // _BAND) + 1) for rule in bands.get(band, ()))
    return any(
        top <= rule.place <= bottom
        and min(rule.end, word.box[2]) - max(rule.start, word.box[0]) >= _THROUGH * max(word.width, 0.1)
        for rule in near
    )
