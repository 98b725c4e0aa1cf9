"""The sums an edition declares, over all reports at once: on every processor there is, by the loops of `loops.py`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import EDITIONS, KEY_INDEX, Batch
from lib.checks.model import Residuals, Verdict
from lib.checks.relations import Relation, form_ids, form_relations
from lib.forms import EDITION_KEYS, TABLES, TableKey

if TYPE_CHECKING:
    from lib.checks.loops import Plan

# Reports at a time: what is computed of them is to stay in the cache of one processor.
BLOCK = 2048
# Fewer reports than this are not worth a second processor.
SHARE = 8_192

HOLDS, IF_ZERO, BROKEN, UNDETERMINED, NOT_APPLICABLE = (verdict.code for verdict in Verdict)


@dataclass(frozen=True, eq=False)
class _Shape:
    """A sum as rows of the value matrix, and the editions it is right for; `row` is its place among the verdicts."""

    row: int
    table: TableKey
    editions: tuple[int, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]

    def side(self, left: bool) -> tuple[int, ...]:
        """The cells of one of its sides."""
        return self.left if left else self.right


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
    # Compiled code takes its compiler along, which only those need who judge.
    from lib.checks.loops import judge_sums

    rows = np.array([shape.row for shape in _shapes()])
    verdicts = np.empty((len(rows), batch.size), dtype=np.uint8)
    codes = np.stack([batch.editions[table] for table in TABLES])
    share = max(SHARE, -(-batch.size // (os.cpu_count() or 1)))

    def judge(begin: int) -> Residuals:
        end = min(begin + share, batch.size)
        shape, report, value = judge_sums(batch.values, batch.states, codes, _plan(), begin, end, BLOCK, verdicts)
        return Residuals(rows[shape], report, value)

    with ThreadPoolExecutor() as pool:
        residuals = joined(list(pool.map(judge, range(0, batch.size, share))))
    if len(rows) > len(form_ids()):
        # A report has one edition, and of what is not applicable the number is the highest.
        verdicts = np.minimum.reduceat(verdicts, np.unique(rows, return_index=True)[1], axis=0)
    return verdicts, residuals


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


@cache
def _plan() -> Plan:
    """Every sum as the loops read it."""
    from lib.checks.loops import Plan

    shapes = _shapes()
    sides = [(cell, n, left) for n, shape in enumerate(shapes) for left in (True, False) for cell in shape.side(left)]
    cells, sums, lefts = map(np.array, zip(*sorted(sides), strict=True))
    groups = list(dict.fromkeys((shape.table, shape.editions) for shape in shapes))
    fits = np.zeros((len(groups), len(EDITIONS) + 1), dtype=np.bool_)
    for group, (_, editions) in enumerate(groups):
        fits[group, list(editions)] = True
    steps = np.arange(len(sums))
    begins, ends = (np.array([pick(steps[sums == number]) for number in range(len(shapes))]) for pick in (min, max))
    return Plan(
        cell=cells,
        left=lefts,
        sum=sums,
        first=np.isin(steps, begins),
        last=np.isin(steps, ends),
        group=np.array([groups.index((shape.table, shape.editions)) for shape in shapes]),
        slot=_slots(begins, ends),
        table=np.array([TABLES.index(table) for table, _ in groups]),
        fits=fits,
    )


def _slots(begins: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where each sum is added up: in the first place that no other needs from its first step to its last."""
    slots, free_after = np.empty_like(begins), list[int]()
    for number in np.argsort(begins).tolist():
        begin, end = int(begins[number]), int(ends[number])
        slot = next((n for n, after in enumerate(free_after) if after < begin), len(free_after))
        free_after[slot : slot + 1] = [end]
        slots[number] = slot
    return slots


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
