"""Where the columns of a grid stand, told from the cells over them: label by label, else by place between two labels.

Only for grids whose cells stand at their true slots. A label may be broken over several cells of one slot (商业 over
企业), may be lost, and may stand in another order than the form's; then `Header` says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from lib.extraction.lines import Line, Piece

Span = tuple[int, int]
Namer = Callable[[Sequence[str]], str | None]
"""The column that the texts over one slot name, from the top down; None for none."""

# Over how many cells a label is broken at most.
_BROKEN = 4


@dataclass(frozen=True)
class Header:
    """`spans`: the slots of each column. `extra`: headed slots of no column of the form. `end`: where the header ends.

    `inferred`: columns told by their place between known ones. `shuffled`: the columns stand in another order than the
    form's. `doubled`: columns stand there twice, as where two years are compared.
    """

    spans: Mapping[str, Span]
    extra: tuple[tuple[Span, str], ...] = ()
    inferred: frozenset[str] = frozenset()
    shuffled: bool = False
    doubled: bool = False
    end: int = 0


@dataclass(frozen=True)
class _Leaf:
    """The lowest header cell over some slots; `name` is the column it heads."""

    start: int
    end: int
    name: str | None
    text: str


@dataclass
class _Gap:
    """The leaves and the columns between two known columns."""

    leaves: list[_Leaf] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)


def joined_name(texts: Sequence[str], column_of: Callable[[str], str | None]) -> str | None:
    """The column named by the last of these texts, or by the last few put together."""
    for count in range(1, min(_BROKEN, len(texts)) + 1):
        if name := column_of("".join(texts[-count:])):
            return name
    return None


def header_of(lines: Sequence[Line], namer: Namer, columns: Sequence[str]) -> Header | None:
    """The columns under these header lines; None where fewer than half of them are named or the slots are not true."""
    if not lines or not lines[-1].true_slots:
        return None
    leaves = _leaves([line for line in lines if line.grid == lines[-1].grid], namer)
    counts = Counter(leaf.name for leaf in leaves if leaf.name in columns)
    doubled = sum(count > 1 for count in counts.values()) > len(columns) // 2 and len(columns) > 1
    known = [leaf for leaf in leaves if counts.get(leaf.name or "") == 1]
    end = max((leaf.end for leaf in leaves), default=0)
    if doubled:
        return Header({}, doubled=True, end=end)
    if not known or 2 * len(known) < len(columns):
        return None
    spans = {leaf.name: (leaf.start, leaf.end) for leaf in known if leaf.name}
    order = [columns.index(name) for name in spans]
    if order != sorted(order):
        return Header(spans, shuffled=True, end=end)
    found, extra = _between(leaves, known, columns)
    return Header(spans | found, tuple(extra), frozenset(found), end=end)


def _leaves(lines: Sequence[Line], namer: Namer) -> list[_Leaf]:
    """The header cells from left to right, each named by the texts over its first slot."""
    lowest: dict[int, Piece] = {}
    stacks: dict[int, list[Piece]] = {}
    for line in lines:
        for piece in line.pieces:
            for slot in range(piece.start, piece.end):
                lowest[slot] = piece
                if not piece.blank:
                    stacks.setdefault(slot, []).append(piece)
    names = {slot: namer([piece.text for piece in stack]) for slot, stack in stacks.items()}
    # Blank cells under a named one are its own; under a group they are columns that lost their labels.
    cells = {slot: stacks[slot][-1] if names.get(slot) else piece for slot, piece in lowest.items()}
    leaves = []
    for _, group in groupby(sorted(cells), key=lambda slot: id(cells[slot])):
        slots = list(group)
        leaves.append(_Leaf(slots[0], slots[-1] + 1, names.get(slots[0]), cells[slots[0]].text.strip()))
    return leaves


def named_in(lines: Sequence[Line], column_of: Callable[[str], str | None]) -> int:
    """How many different columns these lines name, a label over several cells of a slot put together."""
    leaves = _leaves(lines, lambda texts: joined_name(texts, column_of))
    return len({leaf.name for leaf in leaves if leaf.name})


def _between(
    leaves: Sequence[_Leaf], known: Sequence[_Leaf], columns: Sequence[str]
) -> tuple[dict[str, Span], list[tuple[Span, str]]]:
    """The columns whose label was lost, where as many leaves as columns are left between two known; the others' slots."""
    gaps: list[_Gap] = [_Gap() for _ in range(len(known) + 1)]
    place = 0
    for leaf in leaves:
        if place < len(known) and leaf is known[place]:
            place += 1
        else:
            gaps[place].leaves.append(leaf)
    edges = [-1, *(columns.index(leaf.name or "") for leaf in known), len(columns)]
    for number, gap in enumerate(gaps):
        gap.columns = list(columns[edges[number] + 1 : edges[number + 1]])
    found: dict[str, Span] = {}
    extra: list[tuple[Span, str]] = []
    for number, gap in enumerate(gaps):
        leaves_here = _usable(gap, first=number == 0, last=number == len(known))
        if gap.columns and len(leaves_here) == len(gap.columns):
            found |= {name: (leaf.start, leaf.end) for name, leaf in zip(gap.columns, leaves_here, strict=True)}
        elif not gap.columns and number > 0:
            extra += [((leaf.start, leaf.end), leaf.text) for leaf in gap.leaves if leaf.text]
    return found, extra


def _usable(gap: _Gap, first: bool, last: bool) -> list[_Leaf]:
    """The leaves that may head a lost column: on the left not the corner over the labels, on the right not the padding."""
    if first:
        return gap.leaves[1:] if len(gap.leaves) == len(gap.columns) + 1 else []
    if last and len(gap.leaves) != len(gap.columns):
        return [leaf for leaf in gap.leaves if leaf.text]
    return gap.leaves
