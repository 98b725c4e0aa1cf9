"""The sums an edition declares, over all reports at once.

Whole columns are added, in blocks that stay near the processor and on every processor there is. Sums that are alike but
for where they stand on the form, as those of its rows are, are taken together. Only where the sides of a sum are not
equal is looked at place by place.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import EDITIONS, KEY_INDEX, Batch
from lib.checks.model import CellState, Residuals, Verdict
from lib.checks.relations import Relation, form_ids, form_relations
from lib.forms import EDITION_KEYS, TableKey

# Reports and sums at a time: what is computed of them is to stay in the cache of one processor.
BLOCK, MOST = 16_384, 7

HOLDS, IF_ZERO, BROKEN, UNDETERMINED, NOT_APPLICABLE = (verdict.code for verdict in Verdict)


@dataclass(frozen=True, eq=False)
class _Shape:
    """A sum as rows of the value matrix, and the editions it is right for; `row` is its place among the verdicts."""

    row: int
    table: TableKey
    editions: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]

    @property
    def pattern(self) -> tuple[object, ...]:
        """What sums have in common that differ only in where they stand."""
        start = self.left[0]
        offsets = [tuple(row - start for row in side) for side in (self.left, self.right)]
        return self.table, self.editions, *offsets


@dataclass(frozen=True, eq=False)
class _Family:
    """Sums of one pattern at equal distances: of each cell of theirs a slice of the value matrix, one row a sum.

    `rows` are their places among the verdicts.
    """

    rows: slice
    table: TableKey
    editions: tuple[int, ...]
    left: tuple[slice, ...]
    right: tuple[slice, ...]

    def applies(self, codes: NDArray[np.int8]) -> NDArray[np.bool_]:
        """Which reports it is right for, from the edition of their table."""
        right: NDArray[np.bool_] = np.logical_or.reduce([codes == edition for edition in self.editions])
        return right


@dataclass(frozen=True)
class Unknowns:
    """What stands in the way of a plain verdict, one flag a report.

    `raising` / `lowering`: a blank that would raise / lower left − right; `numberless`: a cell without a number.
    """

    raising: NDArray[np.bool_]
    lowering: NDArray[np.bool_]
    numberless: NDArray[np.bool_]


def evaluate(batch: Batch) -> tuple[NDArray[np.uint8], Residuals]:
    """The verdict on every sum of every report (`form_ids()` × reports), and the residuals of the broken ones."""
    verdicts = np.full((len(form_ids()), batch.size), NOT_APPLICABLE, dtype=np.uint8)
    blocks = [slice(start, min(start + BLOCK, batch.size)) for start in range(0, batch.size, BLOCK)]
    at_once = max(1, min(len(blocks), os.cpu_count() or 1))
    share = -(-len(blocks) // at_once)
    # numpy lets other threads run while it computes.
    with ThreadPoolExecutor(at_once) as pool:
        shares = [blocks[start : start + share] for start in range(0, len(blocks), share or 1)]
        parts = pool.map(lambda own: _blocks(batch, verdicts, own), shares)
        return verdicts, joined([part for own in parts for part in own])


def joined(parts: Sequence[Residuals]) -> Residuals:
    """The residuals of all parts, one part after the other."""
    none = Residuals(np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0, np.int64))
    return Residuals(*(np.concatenate([getattr(part, f.name) for part in (none, *parts)]) for f in fields(Residuals)))


def rule(residual: NDArray[np.int64], unknowns: Unknowns, *, at_most: bool = False) -> NDArray[np.uint8]:
    """The five verdicts of the catalogue (checks §2), but for not_applicable: residual is left − right, blanks as 0.

    A blank is a non-negative unknown: it decides where it could mend the equation, and only there.
    """
    too_much = residual > 0
    too_little = np.zeros_like(too_much) if at_most else residual < 0
    decided = np.where(too_much | too_little, BROKEN, HOLDS).astype(np.uint8)
    blank = unknowns.raising | unknowns.lowering
    decided[blank & (decided == HOLDS)] = IF_ZERO
    mendable = (too_much & unknowns.lowering) | (too_little & unknowns.raising)
    decided[mendable | unknowns.numberless] = UNDETERMINED
    return decided


def _blocks(batch: Batch, verdicts: NDArray[np.uint8], blocks: Sequence[slice]) -> list[Residuals]:
    """Blocks of reports one after the other, in the same memory: to be given new one costs more than the sums do."""
    width = min(BLOCK, batch.size)
    rooms = [np.empty((MOST, width), kind) for kind in (np.int64, np.int64, np.uint8, np.uint8)]
    return [part for here in blocks for part in _block(batch, verdicts, here, rooms)]


def _block(
    batch: Batch, verdicts: NDArray[np.uint8], here: slice, rooms: Sequence[NDArray[Any]]
) -> Iterator[Residuals]:
    """Write the verdicts on one block of reports, family by family; what is broken there."""
    values, states = batch.values[:, here], batch.states[:, here]
    rooms = [room[:, : values.shape[1]] for room in rooms]
    for family in _families():
        sides = (family.left, family.right)
        left, right = (_together(np.add, values, *of) for of in zip(sides, rooms[:2], strict=True))
        doubts = [_together(np.maximum, states, *of) for of in zip(sides, rooms[2:], strict=True)]
        found = _where_equal(np.maximum(*doubts))
        row, report = np.divmod(np.flatnonzero(left != right), values.shape[1])
        residual = left[row, report] - right[row, report]
        found[row, report] = rule(residual, _unknowns(*(doubt[row, report] for doubt in doubts)))
        applies = family.applies(batch.editions[family.table][here])
        np.copyto(verdicts[family.rows, here], found, where=True if applies.all() else applies)
        broken = applies[report] & (found[row, report] == BROKEN)
        yield Residuals(row[broken] + family.rows.start, report[broken] + here.start, residual[broken])


def _together(how: np.ufunc, cells: NDArray[Any], side: tuple[slice, ...], room: NDArray[Any]) -> NDArray[Any]:
    """One side of every sum of a family (sums × reports), in the room given if it is more than one cell."""
    first = cells[side[0]]
    if len(side) == 1:
        return first
    total: NDArray[Any] = how(first, cells[side[1]], out=room[: len(first)])
    for rows in side[2:]:
        how(total, cells[rows], out=total)
    return total


def _where_equal(worst: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The verdict on sums whose sides are equal with blanks as 0, from the worst state of a cell in them."""
    verdict = (worst >= CellState.BLANK).view(np.uint8)  # as HOLDS is 0, and IF_ZERO 1
    numberless = worst >= CellState.UNREAD
    if numberless.any():
        verdict[numberless] = UNDETERMINED
    return verdict


def _unknowns(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> Unknowns:
    """From the worst state of a cell on each side. Beside a cell without a number a blank changes nothing any more."""
    return Unknowns(
        raising=left == CellState.BLANK,
        lowering=right == CellState.BLANK,
        numberless=np.maximum(left, right) >= CellState.UNREAD,
    )


@cache
def _families() -> tuple[_Family, ...]:
    """All sums, those that can be taken together together."""
    families: list[list[_Shape]] = []
    for shape in _shapes():
        if not families or not _continues(families[-1], shape):
            families.append([])
        families[-1].append(shape)
    return tuple(map(_family, families))


def _continues(family: list[_Shape], shape: _Shape) -> bool:
    """Whether a sum is the next one of a family: the next row of verdicts, the same pattern, the same distance on."""
    last = family[-1]
    distance = shape.left[0] - last.left[0]
    so_far = last.left[0] - family[-2].left[0] if len(family) > 1 else distance
    return len(family) < MOST and shape.row == last.row + 1 and shape.pattern == last.pattern and distance == so_far > 0


def _family(shapes: list[_Shape]) -> _Family:
    first, last = shapes[0], shapes[-1]
    step = shapes[1].left[0] - first.left[0] if len(shapes) > 1 else 1

    def slices(begin: tuple[int, ...], end: tuple[int, ...]) -> tuple[slice, ...]:
        return tuple(slice(one, other + 1, step) for one, other in zip(begin, end, strict=True))

    rows = slice(first.row, last.row + 1)
    return _Family(rows, first.table, first.editions, slices(first.left, last.left), slices(first.right, last.right))


@cache
def _shapes() -> tuple[_Shape, ...]:
    """Every sum once where the editions' versions can be laid over each other, else once an edition."""
    shapes: list[_Shape] = []
    for row, name in enumerate(form_ids()):
        versions = {
            place: relation
            for place, relations in form_relations().items()
            for relation in relations
            if relation.id == name
        }
        shapes += _overlaid(row, versions)
    return tuple(shapes)


def _overlaid(row: int, versions: dict[tuple[TableKey, str], Relation]) -> list[_Shape]:
    """Cells an edition does not have count 0, so the union of all versions is right for an edition whose own cells
    take part in it just as its own version says."""
    union = {part.key: part.coefficient for relation in versions.values() for part in relation.parts}
    fitting = [
        place
        for place, relation in versions.items()
        if {part.key: part.coefficient for part in relation.parts}
        == {key: sign for key, sign in union.items() if key in EDITION_KEYS[place]}
    ]
    shapes = [_shape(row, fitting, union)] if fitting else []
    for place, relation in versions.items():
        if place not in fitting:
            shapes.append(_shape(row, [place], {part.key: part.coefficient for part in relation.parts}))
    return shapes


def _shape(row: int, places: list[tuple[TableKey, str]], signs: dict[str, int]) -> _Shape:
    return _Shape(
        row=row,
        table=places[0][0],
        editions=tuple(EDITIONS.index(edition) for _, edition in places),
        left=tuple(KEY_INDEX[key] for key, sign in signs.items() if sign > 0),
        right=tuple(KEY_INDEX[key] for key, sign in signs.items() if sign < 0),
    )
