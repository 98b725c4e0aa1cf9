"""The equations that bind a group of cells, and one report's numbers in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property

from lib.checks.relations import Relation, form_relations
from lib.forms import FigureKey, TableKey

# What is changed: cells by their place in the system, each with the amount added to it, in the order of the form.
Change = tuple[tuple[int, int], ...]
Signatures = dict[frozenset[int], tuple[int, ...]]


@dataclass(frozen=True, eq=False)
class System:
    """Equations that hang together by shared cells. Everything else is an index into `cells` or `relations`."""

    relations: tuple[Relation, ...]
    _signatures: dict[frozenset[int], Signatures] = field(default_factory=dict)

    @cached_property
    def cells(self) -> tuple[FigureKey, ...]:
        return tuple(dict.fromkeys(part.key for relation in self.relations for part in relation.parts))

    @cached_property
    def index(self) -> dict[FigureKey, int]:
        return {key: place for place, key in enumerate(self.cells)}

    @cached_property
    def members(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The cells of each equation with their weight in left − right."""
        return tuple(
            tuple((self.index[part.key], part.coefficient) for part in relation.parts) for relation in self.relations
        )

    @cached_property
    def incidence(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The equations of each cell with its weight in them."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.cells]
        for equation, members in enumerate(self.members):
            for cell, weight in members:
                found[cell].append((equation, weight))
        return tuple(tuple(equations) for equations in found)

    @cached_property
    def totals(self) -> dict[int, tuple[int, ...]]:
        """The total cells, each with the equations that define it: it stands alone on their right side."""
        found: dict[int, tuple[int, ...]] = {}
        for equation, relation in enumerate(self.relations):
            right = [part for part in relation.parts if part.side == "right"]
            if len(right) == 1:
                cell = self.index[right[0].key]
                found[cell] = (*found.get(cell, ()), equation)
        return found

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Row and column of each cell."""
        parts = [key.split(".") for key in self.cells]
        return tuple((row, column) for _, row, column in parts)

    def signatures(self, active: frozenset[int]) -> Signatures:
        """The cells that change exactly these of the active equations when they alone are changed."""
        if active not in self._signatures:
            found: Signatures = {}
            for cell, equations in enumerate(self.incidence):
                touched = frozenset(equation for equation, _ in equations if equation in active)
                if touched:
                    found[touched] = (*found.get(touched, ()), cell)
            self._signatures[active] = found
        return self._signatures[active]


@dataclass(frozen=True, eq=False)
class Puzzle:
    """One report in a system. `reported` None: the cell is blank (counted 0). `active` are the equations that can be
    judged; an equation that a blank decides, or with a cell that is no number, binds nothing."""

    system: System
    reported: Sequence[int | None]
    active: frozenset[int]

    @cached_property
    def values(self) -> list[int]:
        return [value or 0 for value in self.reported]

    @cached_property
    def residuals(self) -> dict[int, int]:
        """Left − right of the active equations that are broken."""
        found = {equation: self._residual(equation, self.values) for equation in self.active}
        return {equation: value for equation, value in sorted(found.items()) if value}

    def holds_with(self, values: Sequence[int]) -> bool:
        """Whether every active equation holds with these values in place of the report's."""
        return not any(self._residual(equation, values) for equation in self.active)

    def _residual(self, equation: int, values: Sequence[int]) -> int:
        return sum([weight * values[cell] for cell, weight in self.system.members[equation]])


@cache
def systems(table: TableKey, edition: str) -> tuple[System, ...]:
    """The sums of a table, in groups that share no cell: table 三 is one, each group of table 四 is one."""
    groups: list[list[Relation]] = []
    for relation in form_relations()[table, edition]:
        keys = {part.key for part in relation.parts}
        touching = [group for group in groups if any(keys & _keys(other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([*(other for group in touching for other in group), relation])
    return tuple(System(tuple(group)) for group in groups)


def _keys(relation: Relation) -> set[FigureKey]:
    return {part.key for part in relation.parts}


def repaired(puzzle: Puzzle, change: Change) -> Iterator[tuple[FigureKey, int | None, int]]:
    """Each changed cell: its key, what is reported, what is suggested."""
    for cell, delta in change:
        yield puzzle.system.cells[cell], puzzle.reported[cell], puzzle.values[cell] + delta
