"""How much of one text stands in another, and where.

The measure is the share of a text's own characters (what `cleaning` leaves of it) that stand in passages of at least
`length` characters found in the other text word for word, in whatever order. Passages are the blocks of the longest
common subsequence (rapidfuzz); what it leaves over is aligned again, so that a paragraph moved elsewhere is found too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from lib.checks.copying.cleaning import Cleaned
from lib.checks.copying.sketches import Hashes, shingles

# How often what is left over is aligned again.
_ROUNDS = 4
# Characters no text has: what was aligned already is matched with nothing.
_TAKEN, _TAKEN_TOO = "\ue000", "\ue001"
# Where more than this was left out of a passage, such as a formula, it is shown as two.
_WIDEST_GAP = 16


@dataclass(frozen=True)
class Passage:
    """A passage two texts share: from where to where in each of them, as they were written, and how many of its
    characters were compared."""

    start: int
    end: int
    other_start: int
    other_end: int
    length: int


@dataclass(frozen=True)
class Repetition:
    """What of a text stands in another: `share` of the `own` characters that are the text's own; the passages, in the
    order of the text."""

    share: float
    own: int
    passages: tuple[Passage, ...]


def common_marks(text: Cleaned, common: Hashes, length: int) -> NDArray[np.bool_]:
    """Which characters of a text stand in a shingle of `length` that everybody writes."""
    return _covered(shingles(text.text, length), common, length, len(text))


def may_repeat(text: Cleaned, other: Cleaned, length: int) -> float:
    """The most of a text that can stand in another in passages of `length` characters: quick, and never too little."""
    found = _covered(shingles(text.text, length), np.unique(shingles(other.text, length)), length, len(text))
    return float(found.mean()) if len(found) else 0.0


def repetition(text: Cleaned, other: Cleaned, length: int, common: NDArray[np.bool_] | None = None) -> Repetition:
    """How much of `text` stands in `other`; characters marked as `common` count neither as repeated nor as own."""
    blocks = sorted(_blocks(text.text, other.text, length))
    own = ~common if common is not None else np.ones(len(text), dtype=np.bool_)
    repeated = np.zeros(len(text), dtype=np.bool_)
    for start, _, size in blocks:
        repeated[start : start + size] = True
    total = int(own.sum())
    passages = tuple(part for block in blocks for part in _as_written(block, text, other))
    return Repetition(int((repeated & own).sum()) / total if total else 0.0, total, passages)


def _blocks(one: str, other: str, length: int) -> Iterator[tuple[int, int, int]]:
    """(start, start in the other, size) of the passages, each character in one of them at most."""
    for _ in range(_ROUNDS):
        found = [
            (block.src_start, block.dest_start, block.src_end - block.src_start)
            for block in LCSseq.opcodes(one, other)
            if block.tag == "equal" and block.src_end - block.src_start >= length
        ]
        if not found:
            return
        yield from found
        for start, other_start, size in found:
            one = one[:start] + _TAKEN * size + one[start + size :]
            other = other[:other_start] + _TAKEN_TOO * size + other[other_start + size :]


def _as_written(block: tuple[int, int, int], text: Cleaned, other: Cleaned) -> Iterator[Passage]:
    """The passage in the texts as they were written, cut where much between its characters was left out of either."""
    start, other_start, size = block
    places, others = text.places[start : start + size], other.places[other_start : other_start + size]
    gaps = (np.diff(places) > _WIDEST_GAP) | (np.diff(others) > _WIDEST_GAP)
    edges = [0, *(np.flatnonzero(gaps) + 1).tolist(), size]
    for first, end in pairwise(edges):
        yield Passage(
            int(places[first]), int(places[end - 1]) + 1, int(others[first]), int(others[end - 1]) + 1, end - first
        )


def _covered(hashes: Hashes, known: Hashes, length: int, size: int) -> NDArray[np.bool_]:
    """The characters that stand in a run whose hash is known."""
    covered = np.zeros(size + 1, dtype=np.int32)
    starts = np.flatnonzero(np.isin(hashes, known))
    np.add.at(covered, starts, 1)
    np.add.at(covered, starts + length, -1)
    marked: NDArray[np.bool_] = covered.cumsum()[:size] > 0
    return marked
