"""Slips of the hand: what one keystroke makes of a figure."""

from __future__ import annotations

from typing import Literal

Slip = Literal["DROPPED", "DOUBLED", "ADDED", "EXTRA_ZERO", "TRANSPOSED", "ONE_DIGIT"]


def slip(written: int, meant: int) -> Slip | None:
    """The one slip that makes `written` out of `meant`, None where it takes more or there is nothing to slip on.

    A figure of one digit for another tells nothing: any would do.
    """
    if written <= 0 or meant <= 0:
        return None
    here, there = str(written), str(meant)
    if len(here) == len(there) - 1:
        return "DROPPED" if _without_one(there, here) is not None else None
    if len(here) == len(there) + 1:
        return _too_long(here, there)
    return _as_long(here, there) if len(here) == len(there) > 1 else None


def _too_long(here: str, there: str) -> Slip | None:
    place = _without_one(here, there)
    if place is None:
        return None
    if here == f"{there}0":
        return "EXTRA_ZERO"
    return "DOUBLED" if here[place] in (here[place - 1 : place] + here[place + 1 : place + 2]) else "ADDED"


def _as_long(here: str, there: str) -> Slip | None:
    wrong = [n for n in range(len(here)) if here[n] != there[n]]
    if len(wrong) == 1:
        return "ONE_DIGIT"
    one, other = wrong[0], wrong[-1]
    exchanged = len(wrong) == 2 and other == one + 1 and (here[one], here[other]) == (there[other], there[one])
    return "TRANSPOSED" if exchanged else None


def _without_one(long: str, short: str) -> int | None:
    """The digit without which the longer text is the shorter one."""
    return next((n for n in range(len(long)) if long[:n] + long[n + 1 :] == short), None)
