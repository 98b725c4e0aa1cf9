"""Equations and inequalities between cells as the engine sees them, within one report or across years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from lib.checks.model import Side, Sign
from lib.forms import Equation, FigureKey, Label, TableKey, find_cell, load_forms


@dataclass(frozen=True)
class Part:
    """A cell in a relation; `back` is how many years before the report's own."""

    key: FigureKey
    side: Side
    sign: int = 1
    back: int = 0

    @property
    def coefficient(self) -> int:
        """Its weight in left − right."""
        return self.sign if self.side == "left" else -self.sign


@dataclass(frozen=True)
class Relation:
    """Σ left = Σ right, or ≤. `same_edition`: years are chained only within one edition of the table."""

    id: str
    check: str
    parts: tuple[Part, ...]
    relation: Sign = "="
    same_edition: bool = False

    @property
    def reach(self) -> int:
        """How many years back it looks."""
        return max(part.back for part in self.parts)

    @property
    def line(self) -> Label:
        """What it runs along, in the words of the form: the row all its cells share, else the column."""
        cells = [find_cell(part.key) for part in self.parts]
        row, column = cells[0]
        return row.short if all(other.key == row.key for other, _ in cells) else column.label


def form_relation(equation: Equation) -> Relation:
    """A sum declared by an edition of the form."""
    left = tuple(Part(key, "left") for key in equation.left)
    right = tuple(Part(key, "right") for key in equation.right)
    return Relation(equation.id, equation.check, left + right)


@cache
def form_relations() -> dict[tuple[TableKey, str], tuple[Relation, ...]]:
    """The sums every edition declares, by table and edition."""
    found: dict[tuple[TableKey, str], tuple[Relation, ...]] = {}
    for form in load_forms().values():
        for table in form.tables:
            found[table, form.edition] = tuple(
                form_relation(equation) for equation in form.equations if equation.table == table
            )
    return found


@cache
def form_ids() -> tuple[str, ...]:
    """Every sum of every edition once, check by check, the newest edition's order first."""
    newest_first = sorted(load_forms().values(), key=lambda form: -form.since)
    ids = dict.fromkeys(equation.id for form in newest_first for equation in form.equations)
    checks = list(dict.fromkeys(name.partition("/")[0] for name in ids))
    return tuple(sorted(ids, key=lambda name: checks.index(name.partition("/")[0])))
