"""Digits that ran together: every way to cut them into the cells of a row.

A number has no leading zero and no space inside, so "0000003" is seven cells in one way and "15130000154" in several.
A sign, a unit or a space ends a cell for certain. Nothing is chosen here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from lib.extraction.placing import MOST_CANDIDATES

_CELL = re.compile(r"[-+−减增]?(0|[1-9]\d*)(\.\d+)?(万元|元|件|条|项|个|笔|份|次|宗|人)?|[-/—–]{1,2}")
VALUE_CHARACTERS = r"\d\s.,+\-−—–/减增万元件条项个笔份次宗人"
_UNITS = "万元件条项个笔份次宗人"
# Fifteen cells of fifteen digits and their spaces; what is longer is no row. A cell has at most a number and its unit.
_LONGEST_RUN = 300
_LONGEST_CELL = 24


def tokens_of(run: str) -> tuple[str, ...]:
    """The parts of a run between its spaces, full-width forms made plain."""
    return tuple(unicodedata.normalize("NFKC", run).split())


def is_a_cell(token: str) -> bool:
    """Whether a part of a run can be one cell as it stands."""
    return _CELL.fullmatch(token) is not None


def ways(run: str, decimals: Sequence[bool]) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """In how many ways a run is as many cells as `decimals` has entries, and the ways if they are not too many.

    An entry says whether that cell may hold a fraction (an amount may, a count may not).
    """
    tokens = tokens_of(run)
    if len(run) > _LONGEST_RUN:
        return 0, ()
    count = _count(tokens, 0, tuple(decimals), frozenset({len(decimals)}))
    if count == 0 or count > MOST_CANDIDATES:
        return count, ()
    return count, tuple(_list(tokens, 0, tuple(decimals)))


def can_be_fewer(run: str, decimals: Sequence[bool]) -> bool:
    """Whether the run could also be fewer cells than the row has, the others being blank."""
    tokens = tokens_of(run)
    # A fraction is allowed wherever the row allows one: with blanks among the cells their columns are not known.
    anywhere = tuple(any(decimals) for _ in decimals)
    return len(run) <= _LONGEST_RUN and _count(tokens, 0, anywhere, frozenset(range(1, len(decimals)))) > 0


# As many states as the longest run has: with fewer the same ends would be counted again and again.
@lru_cache(maxsize=2**14)
def _count(tokens: tuple[str, ...], done: int, decimals: tuple[bool, ...], wanted: frozenset[int]) -> int:
    """How many ways there are to cut all tokens so that the number of cells is one of `wanted`."""
    if not tokens:
        return int(done in wanted)
    if done >= len(decimals):
        return 0
    return sum(
        _count(((token_rest, *tokens[1:]) if token_rest else tokens[1:]), done + 1, decimals, wanted)
        for _, token_rest in _heads(tokens[0], decimals[done])
    )


def _list(tokens: tuple[str, ...], done: int, decimals: tuple[bool, ...]) -> Iterator[tuple[str, ...]]:
    if not tokens:
        if done == len(decimals):
            yield ()
        return
    if done == len(decimals):
        return
    for head, token_rest in _heads(tokens[0], decimals[done]):
        rest = (token_rest, *tokens[1:]) if token_rest else tokens[1:]
        # Most beginnings lead nowhere: only those that can be finished are followed.
        if _count(rest, done + 1, decimals, frozenset({len(decimals)})):
            for tail in _list(rest, done + 1, decimals):
                yield (head, *tail)


def _heads(token: str, decimal: bool) -> Iterator[tuple[str, str]]:
    """Every first cell a token can begin with, and what is left of the token."""
    for end in range(1, min(len(token), _LONGEST_CELL) + 1):
        head, rest = token[:end], token[end:]
        match = _CELL.fullmatch(head)
        # A unit belongs to the number before it, and a fraction is not cut off from its number.
        if match and (decimal or not match[2]) and not rest.startswith((".", ",", *_UNITS)):
            yield head, rest
