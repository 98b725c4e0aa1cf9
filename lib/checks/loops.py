"""The sums of many reports as compiled loops over whole columns: verdicts and residuals in one pass through the figures.

Compiled by numba: between the calls of numpy its threads wait for each other, for longer than the sums take. A loop is a
function of its own with unsigned places, because only such a loop is made into one that takes many reports at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

# The numbers of verdicts and states, written out: what is compiled is kept for as long as this file stays the same.
HOLDS, IF_ZERO, BROKEN, UNDETERMINED, NOT_APPLICABLE = range(5)
BLANK, UNREAD = 2, 3


class Plan(NamedTuple):
    """Every sum as arrays.

    Of each cell of each sum, in the order of the cells: `cell`, its row of the value matrix; `left`, whether it stands on
    the left; `sum`, which sum it is of; `first` and `last`, whether nothing of that sum comes before and after it.
    Of each sum: `group`, which reports it is right for; `slot`, where it is added up, which others use before and after it.
    Of each group: `table`, whose edition decides; `fits` (groups × editions, and one more for none), those it is right for.
    """

    cell: NDArray[np.intp]
    left: NDArray[np.bool_]
    sum: NDArray[np.intp]
    first: NDArray[np.bool_]
    last: NDArray[np.bool_]
    group: NDArray[np.intp]
    slot: NDArray[np.intp]
    table: NDArray[np.intp]
    fits: NDArray[np.bool_]


def kept(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function compiled; kept for the next start where there is a folder that may be written."""
    try:
        compiled: Callable[..., Any] = njit(nogil=True, cache=True)(function)
    except RuntimeError:
        compiled = njit(nogil=True)(function)
    return compiled


@njit(nogil=True)
def _applying(codes, table, fits, start, width, applies):
    for at in range(width):
        applies[at] = fits[codes[table, start + at]]


@njit(nogil=True)
def _add(total, values, cell, start, width):
    for at in range(width):
        total[at] += values[cell, start + at]


@njit(nogil=True)
def _subtract(total, values, cell, start, width):
    for at in range(width):
        total[at] -= values[cell, start + at]


@njit(nogil=True)
def _worst(worst, states, cell, start, width):
    for at in range(width):
        worst[at] = max(worst[at], states[cell, start + at])


@njit(nogil=True)
def _take(on_the_left, total, left, right, values, states, cell, start, width):
    if on_the_left:
        _add(total, values, cell, start, width)
        _worst(left, states, cell, start, width)
    else:
        _subtract(total, values, cell, start, width)
        _worst(right, states, cell, start, width)


@njit(nogil=True)
def _where_equal(left, right, applies, verdicts, number, start, width):
    for at in range(width):
        worst = max(left[at], right[at])
        # As HOLDS is 0, IF_ZERO 1 and UNDETERMINED 3: without a branch.
        verdict = np.uint8(worst >= BLANK) + np.uint8(2) * np.uint8(worst >= UNREAD)
        verdicts[number, start + at] = verdict if applies[at] else np.uint8(NOT_APPLICABLE)


@njit(nogil=True)
def _any(total, width):
    bits = np.int64(0)
    for at in range(width):
        bits |= total[at]
    return bits != 0


@njit(nogil=True)
def _unequal(total, applies, width, places):
    """Write the places where the sides are not equal; how many there are."""
    count = np.uint64(0)
    for at in range(width):
        places[count] = at
        count += np.uint64((total[at] != 0) & applies[at])
    return count


@njit(nogil=True)
def _where_unequal(residual, left, right):
    """A blank on the side that falls short could make up for it: then nothing is decided, as where a number is unknown."""
    short = right if residual > 0 else left
    return UNDETERMINED if short == BLANK or max(left, right) >= UNREAD else BROKEN


@kept
def judge_sums(values, states, codes, plan, begin, end, block, verdicts):
    """Write the verdicts (sums × reports) on the reports from `begin` to `end`; sum, report, residual of all broken ones.

    Shapes as in `Batch`; `codes` (tables × reports) are the editions, -1 for none. A sum is as wide a number as the figures
    are, which leave it the room. What is made of `block` reports stays near the processor, and a figure is read from memory
    once though it stands in two sums.
    """
    slots = plan.slot.max() + 1
    totals, places = np.empty((slots, block), values.dtype), np.empty(block, np.uint64)
    lefts, rights = np.empty((slots, block), np.uint8), np.empty((slots, block), np.uint8)
    applies = np.empty((len(plan.fits), block), np.bool_)
    sums, reports, residuals = [np.intp(0)][:0], [np.intp(0)][:0], [np.int64(0)][:0]
    for here in range(begin, end, block):
        start, width = np.uint64(here), np.uint64(min(block, end - here))
        for group in range(len(plan.fits)):
            _applying(codes, np.uint64(plan.table[group]), plan.fits[group], start, width, applies[group])
        for step in range(len(plan.cell)):
            cell, number = np.uint64(plan.cell[step]), plan.sum[step]
            slot = plan.slot[number]
            total, left, right = totals[slot], lefts[slot], rights[slot]
            if plan.first[step]:
                total[:], left[:], right[:] = 0, 0, 0
            _take(plan.left[step], total, left, right, values, states, cell, start, width)
            if not plan.last[step]:
                continue
            right_for = applies[plan.group[number]]
            _where_equal(left, right, right_for, verdicts, np.uint64(number), start, width)
            for n in range(_unequal(total, right_for, width, places) if _any(total, width) else np.uint64(0)):
                at = places[n]
                verdict = _where_unequal(total[at], left[at], right[at])
                verdicts[number, start + at] = verdict
                if verdict == BROKEN:
                    sums.append(number)
                    reports.append(np.intp(start + at))
                    residuals.append(np.int64(total[at]))
    return np.array(sums), np.array(reports), np.array(residuals)
