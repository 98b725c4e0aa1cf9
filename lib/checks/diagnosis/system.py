"""The equations that bind a group of cells, and one report's numbers in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from lib.checks.relations import Relation, form_relations
from lib.forms import ALL_KEYS, FigureKey, TableKey

# What is changed: cells by their place in the system, each with the amount added to it, in the order of the form.
Change = tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class System:
    """Equations that hang together by shared cells. Everything else is an index into `cells` or `relations`."""

    relations: tuple[Relation, ...]

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
    def columns(self) -> dict[str, list[int]]:
        """The cells of each column."""
        found: dict[str, list[int]] = {}
        for cell, (_, column) in enumerate(self.lines):
            found.setdefault(column, []).append(cell)
        return found

    @cached_property
    def row_totals(self) -> dict[int, int]:
        """The total of a row, by each of the parts it adds up."""
        found: dict[int, int] = {}
        for total, equations in self.totals.items():
            for equation in equations:
                parts = [cell for cell, _ in self.members[equation] if cell != total]
                if all(self.lines[part][0] == self.lines[total][0] for part in parts):
                    found |= dict.fromkeys(parts, total)
        return found

    @cached_property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """Row and column of each cell."""
        parts = [key.split(".") for key in self.cells]
        return tuple((row, column) for _, row, column in parts)

    @cached_property
    def _beside(self) -> dict[tuple[str, str], int]:
        return {line: cell for cell, line in enumerate(self.lines)}

    @cached_property
    def _order(self) -> tuple[list[str], list[str]]:
        """Rows and columns from the top and from the left, as their cells come in the form."""
        rows, columns = ({line[n]: None for line in sorted(self.lines, key=self._printed)} for n in (0, 1))
        return list(rows), list(columns)

    def _printed(self, line: tuple[str, str]) -> int:
        table = self.cells[0].partition(".")[0]
        return ALL_KEYS.index(f"{table}.{line[0]}.{line[1]}")

    def neighbour(self, cell: int, step: int) -> int | None:
        """The cell so many columns to the right in the same row, None beyond its end."""
        row, column = self.lines[cell]
        columns = self._order[1]
        place = columns.index(column) + step
        return self._beside.get((row, columns[place])) if 0 <= place < len(columns) else None

    def above_and_below(self, cell: int) -> tuple[int | None, int | None]:
        """The cells over and under it in the same column, None beyond its ends."""
        row, column = self.lines[cell]
        rows = self._order[0]
        places = (rows.index(row) - 1, rows.index(row) + 1)
        over, under = (self._beside.get((rows[n], column)) if 0 <= n < len(rows) else None for n in places)
        return over, under


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

    def expected(self, cell: int) -> float | None:
        """What a cell would hold if its row were spread over the columns as the whole table is; None for a total, and
        where there is but one row."""
        total = self.system.row_totals.get(cell)
        if total is None or len(self.system.relations) == 1:
            return None
        lines, sums = self.system.lines, self._column_sums
        everything = sums[lines[total][1]]
        return self.values[total] * sums[lines[cell][1]] / everything if everything > 0 else 0.0

    @cached_property
    def _column_sums(self) -> dict[str, int]:
        values = self.values
        return {column: sum([values[cell] for cell in cells]) for column, cells in self.system.columns.items()}

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
