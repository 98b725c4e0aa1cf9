"""The sums an edition declares, over all reports at once.

Integer additions on whole columns in blocks that stay in the processor's cache; only reports that have a cell
without a number are looked at again, cell state by cell state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import EDITIONS, KEY_INDEX, Batch
from lib.checks.model import CellState, Residuals, Verdict
from lib.checks.relations import Relation, form_ids, form_relations
from lib.forms import EDITION_KEYS, TABLES, TableKey

BLOCK = 8192

HOLDS, IF_ZERO, BROKEN, UNDETERMINED, NOT_APPLICABLE = (verdict.code for verdict in Verdict)


@dataclass(frozen=True, eq=False)
class _Shape:
    """A sum as rows of the value matrix, and the editions it is right for."""

    row: int
    table: TableKey
    editions: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


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
    parts = [
        part
        for start in range(0, batch.size, BLOCK)
        for part in _block(batch, verdicts, slice(start, min(start + BLOCK, batch.size)))
    ]
    return verdicts, gather(parts)


def gather(parts: list[tuple[int, NDArray[np.intp], NDArray[np.int64]]]) -> Residuals:
    """Residuals from pieces: the equation's row, the reports it is broken in, left − right there."""
    rows = [np.full(len(reports), row, dtype=np.intp) for row, reports, _ in parts]
    return Residuals(
        equation=np.concatenate([*rows, np.empty(0, np.intp)]),
        report=np.concatenate([*(reports for _, reports, _ in parts), np.empty(0, np.intp)]),
        value=np.concatenate([*(values for _, _, values in parts), np.empty(0, np.int64)]),
    )


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


def _block(
    batch: Batch, verdicts: NDArray[np.uint8], here: slice
) -> Iterator[tuple[int, NDArray[np.intp], NDArray[np.int64]]]:
    values, states = batch.values[:, here], batch.states[:, here]
    doubtful = np.flatnonzero(states.max(axis=0) >= CellState.BLANK)
    doubtful_states = states[:, doubtful]
    codes = {table: batch.editions[table][here] for table in TABLES}
    applies: dict[tuple[TableKey, tuple[int, ...]], NDArray[np.bool_]] = {}
    for shape in _shapes():
        group = (shape.table, shape.editions)
        if group not in applies:
            applies[group] = np.isin(codes[shape.table], shape.editions)
        residual = _residual(values, shape)
        verdict = (residual != 0).view(np.uint8) * np.uint8(BROKEN)
        if doubtful.size:
            verdict[doubtful] = rule(residual[doubtful], _unknowns(doubtful_states, shape))
        np.copyto(verdicts[shape.row, here], verdict, where=applies[group])
        broken = np.flatnonzero((verdict == BROKEN) & applies[group])
        if broken.size:
            yield shape.row, broken + here.start, residual[broken]


def _residual(values: NDArray[np.int64], shape: _Shape) -> NDArray[np.int64]:
    residual = np.zeros(values.shape[1], dtype=np.int64)
    for row in shape.left:
        residual += values[row]
    for row in shape.right:
        residual -= values[row]
    return residual


def _unknowns(states: NDArray[np.uint8], shape: _Shape) -> Unknowns:
    left, right = states[list(shape.left)], states[list(shape.right)]
    worst = np.maximum(left.max(axis=0), right.max(axis=0))
    return Unknowns(
        raising=(left == CellState.BLANK).any(axis=0),
        lowering=(right == CellState.BLANK).any(axis=0),
        numberless=np.asarray(worst >= CellState.UNREAD),
    )


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
