"""One table without upright lines: its columns, the labels of its rows and the heads over its columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from lib.documents.layout.chunks import Chunk, chunks_of, in_columns, values_of
from lib.documents.layout.doubt import with_doubt
from lib.documents.layout.label_lines import beside
from lib.documents.layout.model import Page, Word, around, nearest
from lib.documents.layout.pieces import Piece, PieceCell
from lib.documents.layout.writing import Written, text_of, written

# A table has a row of this many numbers, or a head over each column; one row of this many, with heads, will do.
_NUMBERS, _ALONE = 3, 5
# Lines of one cell stand this near (top to top, by the distance of the lines of a label).
_WITHIN = 1.2


class Table:
    """One table: its rows of numbers, all of its lines, and the level rules between them."""

    def __init__(self, page: Page, rows: Sequence[Written], lines: Sequence[Written], marks: Sequence[float]) -> None:
        self._page, self._rows, self._marks = page, rows, marks
        self._lines = lines
        chunks = [chunk for row in rows for chunk in values_of(row)]
        self._start = min(chunk.box[0] for chunk in chunks)
        self._heads = _heads_among(lines, rows[0], self._start)
        over = [chunk for line in self._heads for chunk in chunks_of(line.words) if chunk.box[2] > self._start]
        self._columns = in_columns(chunks, over)
        if self._columns:
            self._start = min(self._start, self._columns[0][0])

    def piece(self) -> Piece | None:
        """The table; None where its columns cannot be told."""
        if not self._is_sure():
            return None
        # A number among the heads may be the first part of one in the row below.
        if any(self._reaches_in(line) for line in self._lines) or any(values_of(line) for line in self._heads):
            return None
        labels = self._labels()
        if labels is None:
            # Then what stands above the first row is no part of its label.
            self._heads = _heads_among(self._lines, self._rows[0], float("-inf"))
            labels = self._labels()
        if labels is None:
            return None
        depth = max((len(own) for own in labels), default=0)
        cells: list[PieceCell] = list(self._head_cells(depth))
        first = max((cell.row for cell in cells), default=-1) + 1
        placed = [self._row_cells(row, first + place, depth) for place, row in enumerate(self._rows)]
        if any(row is None for row in placed):
            return None
        near = self._near()
        for row in with_doubt([row for row in placed if row is not None], near):
            cells += row
        for number, own in enumerate(labels, start=first):
            cells += [
                PieceCell(
                    text_of_lines(words),
                    number,
                    depth - len(own) + place,
                    1,
                    1,
                    self._page.number,
                    around_words(words),
                )
                for place, words in enumerate(own)
            ]
        box = around([line.box for line in self._lines])
        xs = (box[0], *(self._start for _ in range(depth)), *(column[1] for column in self._columns))
        return Piece(self._page.number, box, xs, first + len(self._rows), tuple(cells), "unruled")

    def _near(self) -> list[bool | None]:
        """Whether each row follows the one before it as closely as the lines of a label do; None without such lines."""
        labels = [line for line in self._lines if line not in self._heads and line not in self._rows]
        tops = sorted(line.box[1] for line in labels)
        steps = [below - above for above, below in itertools.pairwise(tops) if below - above > 0.5 * labels[0].height]
        return [
            False
            if any(upper.box[1] < mark < lower.box[3] for mark in self._marks)
            else lower.box[1] - upper.box[1] <= _WITHIN * min(steps)
            if steps
            else None
            for upper, lower in itertools.pairwise(self._rows)
        ]

    def _reaches_in(self, line: Written) -> bool:
        """Whether a line that is no row and no head has words among the numbers."""
        own = line in self._heads or line in self._rows
        return not own and any(word.middle[0] >= self._start for word in line.words)

    def _is_sure(self) -> bool:
        """Whether the columns are known: from enough numbers in one row, or from a head over each of them."""
        most = max(len(values_of(row)) for row in self._rows)
        columns = len(self._columns)
        if len(self._rows) > 1 and columns >= _NUMBERS and most >= _NUMBERS:
            return True
        widest = max((len(chunks_of(line.words)) for line in self._heads), default=0)
        return (columns >= 2 and self._headed() == columns) or (most == columns and min(columns, widest) >= _ALONE)

    def _headed(self) -> int:
        """How many columns have a head of their own over them."""
        found = set()
        for chunk in (chunk for line in self._heads for chunk in chunks_of(line.words)):
            over = [n for n, (left, right) in enumerate(self._columns) if chunk.box[0] < right and left < chunk.box[2]]
            if len(over) == 1:
                found.add(over[0])
        return len(found)

    def _row_cells(self, row: Written, number: int, depth: int) -> list[PieceCell] | None:
        """A cell in every column of numbers, blank where nothing stands; None where two numbers meet in one column."""
        held: dict[int, Chunk] = {}
        chunks = chunks_of(row.words)
        if any(chunk.box[0] < self._start < chunk.words[-1].middle[0] for chunk in chunks):
            return None
        for chunk in (chunk for chunk in chunks if chunk.box[0] >= self._start):
            columns = [
                place
                for place, (left, right) in enumerate(self._columns)
                if chunk.box[0] < right and left < chunk.box[2]
            ]
            if len(columns) != 1 or columns[0] in held:
                return None
            held[columns[0]] = chunk
        return [
            PieceCell(
                held[place].text if place in held else "",
                number,
                depth + place,
                1,
                1,
                self._page.number,
                held[place].box if place in held else (left, row.box[1], right, row.box[3]),
            )
            for place, (left, right) in enumerate(self._columns)
        ]

    def _labels(self) -> list[list[list[Word]]] | None:
        """For each row the words left of its numbers, those that stand under each other together."""
        others = [line for line in self._lines if line not in self._heads and line not in self._rows]
        inner = self._inner()
        parts: list[list[Written]] = [[], []]
        for line in others:
            # Labels of groups stand beside several rows; what they stand nearest to says nothing of the others.
            for chunk in chunks_of(line.words):
                parts[chunk.box[2] <= inner].append(Written(chunk.words, chunk.box))
        found = beside([self._inner_part(row, inner) for row in self._rows], parts[0], self._marks)
        if found is None:
            return None
        for part in parts[1]:
            found[nearest([row.box[1] + row.box[3] for row in self._rows], part.box[1] + part.box[3])].append(part)
        return [
            _stacked([word for line in (row, *own) for word in line.words if word.middle[0] < self._start])
            for row, own in zip(self._rows, found, strict=True)
        ]

    def _inner(self) -> float:
        """Where the labels next to the numbers begin, right of those of groups; the left edge where there are none."""
        lefts = [
            chunks[-1].box[0]
            for line in self._lines
            if line not in self._heads
            and len(chunks := chunks_of([word for word in line.words if word.middle[0] < self._start])) > 1
        ]
        return min(lefts, default=0.0)

    def _inner_part(self, row: Written, inner: float) -> Written:
        words = tuple(word for word in row.words if word.middle[0] >= inner)
        return Written(words, around_words(words)) if words else row

    def _head_cells(self, depth: int) -> list[PieceCell]:
        """The heads: those over several columns in a row of their own, the parts of each other head together."""
        cells: list[PieceCell] = []
        leaves: dict[int, list[Word]] = {}
        number = 0
        for line in sorted(self._heads, key=lambda line: line.box[1]):
            chunks = [chunk for chunk in chunks_of(line.words) if chunk.box[2] > self._start]
            if not chunks or len(chunks) * 2 < len(self._columns):
                text = [chunk for chunk in chunks_of(line.words)]
                cells += [
                    PieceCell(c.text, number, place, 1, 1, self._page.number, c.box) for place, c in enumerate(text)
                ]
                number += bool(text)
                continue
            for chunk in chunks_of(line.words):
                # Over the labels stands one head, whatever its parts.
                over = -1 if chunk.box[2] <= self._start else self._nearest(chunk)
                leaves.setdefault(over, []).extend(chunk.words)
        if depth == 0:
            leaves.pop(-1, None)
        for place, words in sorted(leaves.items()):
            column = depth + place if place >= 0 else 0
            cells.append(PieceCell(text_of_lines(words), number, column, 1, 1, self._page.number, around_words(words)))
        return cells

    def _nearest(self, chunk: Chunk) -> int:
        """The column a head stands over."""
        return min(range(len(self._columns)), key=lambda n: abs(sum(self._columns[n]) / 2 - chunk.middle))


def _heads_among(lines: Sequence[Written], first: Written, start: float) -> list[Written]:
    """The lines above the first row down to the last that reaches over the numbers; what follows is part of a label."""
    above = sorted((line for line in lines if line.box[1] < first.box[1]), key=lambda line: line.box[1])
    above = [line for line in above if line.box[3] <= first.box[1] + 0.5 * first.height]
    last = max((number for number, line in enumerate(above) if line.box[2] > start), default=-1)
    return above[: last + 1]


def _stacked(words: Sequence[Word]) -> list[list[Word]]:
    """Words in groups that stand under each other, from left to right."""
    groups: list[list[Word]] = []
    chunks = [chunk for line in written(words) for chunk in chunks_of(line.words)]
    for chunk in sorted(chunks, key=lambda chunk: chunk.box[0]):
        home = next((own for own in groups if chunk.box[0] < around_words(own)[2]), None)
        if home is None:
            groups.append(list(chunk.words))
        else:
            home.extend(chunk.words)
    return groups


def text_of_lines(words: Sequence[Word]) -> str:
    """The words of a cell line by line."""
    return "\n".join(text_of(line.words) for line in written(words))


def around_words(words: Sequence[Word]) -> tuple[float, float, float, float]:
    """The box around some words."""
    return around([word.box for word in words])
