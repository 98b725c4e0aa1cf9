"""Tables whose cells ran together when a page was saved as text: 二、上年结转政府信息公开申请数量0000000三、本年度办理结果…

Labels are found in the text, and what stands between two of them is one row. Its digits are cut into cells elsewhere
(`splitting`), and only where there is one way to do it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lib.extraction.label_patterns import Patterns, patterns_of
from lib.extraction.lines import Line, Piece
from lib.extraction.splitting import VALUE_CHARACTERS
from lib.extraction.wording import bare, letters
from lib.forms import TableKey

# Prose that goes on after the last number begins with the report year: 行政事业性收费02025年，我局….
_PROSE_YEAR = re.compile(r"20\d\d$")
_MARKS = re.compile(r"[\s/\-—–]+")
_RUN = re.compile(rf"[{VALUE_CHARACTERS}]*")
# What follows the last row of a table must not be able to belong to its number.
_CONTINUES = re.compile(r"\s*[年月日号.．%％第\d]")
_LONGEST_RAW = 60
# A table that ran together has some 1,500 characters, the prose around it some thousands.
_LONGEST_TEXT = 200_000


@dataclass(frozen=True)
class Found:
    """A label met in the text. `row` is empty for the label of a column, a group or a title."""

    start: int
    end: int
    row: str
    label: str


@dataclass(frozen=True)
class Run:
    """The text between the label of a row and the next label, `head` the words that head its columns.

    `clean` is unset where something stands there that cannot be cells of figures; `last` is set where prose begins.
    """

    row: str
    piece: Piece
    head: str
    clean: bool
    last: bool = False

    @property
    def text(self) -> str:
        return self.piece.text


class RunningText:
    """The paragraphs of one table as one text, a newline between them, that knows where each character stood."""

    def __init__(self, lines: Sequence[Line], table: TableKey) -> None:
        self.patterns: Patterns = patterns_of(table)
        self.text = "\n".join(line.pieces[0].text for line in lines)[:_LONGEST_TEXT]
        self._lines = lines
        self._starts: list[int] = []
        place = 0
        for line in lines:
            self._starts.append(place)
            place += len(line.pieces[0].text) + 1
        self.labels = [
            Found(match.start(), match.end(), self.patterns.rows.get(bare(match[0]), ""), bare(match[0]))
            for match in self.patterns.any_label.finditer(self.text)
        ]

    @property
    def begin(self) -> int:
        """Where the table begins: at its title, its corner or its first row. The text is all prose if it has none."""
        opening = (found for found in self.labels if found.label in self.patterns.openers)
        first = next(opening, None)
        return first.start if first else len(self.text)

    def runs(self) -> list[Run]:
        """The rows in order, the first of each. A row with nothing between its label and the next has the text ""."""
        runs: dict[str, Run] = {}
        for label, until, head in self._row_labels():
            run = self._run(label, until, head)
            if run is None and runs and label.label not in self.patterns.groups:
                run = self._blank(label, until, head)
            if run is not None:
                runs.setdefault(run.row, run)
                if run.last:
                    break
        return list(runs.values())

    def flat_run(self) -> Run | None:
        """The values after the header of a flat table, all of whose labels stand side by side without digits between."""
        chain = 0
        end = 0
        for found in self.labels:
            if any(character.isdigit() for character in self.text[end : found.start]):
                chain = 0
            end = found.end
            chain += found.label in self.patterns.columns
            run = self._run(found, None, "") if chain == self.patterns.flat_length else None
            if run is not None:
                return run
        return None

    def _row_labels(self) -> Iterator[tuple[Found, int | None, str]]:
        """Every row label of the table with the start of the next label and the words over the columns."""
        head, head_start = "", None
        begin = self.begin
        for number, found in enumerate(self.labels):
            if found.start < begin:
                continue
            if not found.row:
                opens = found.label in self.patterns.openers
                head_start = found.end if opens else (found.start if head_start is None else head_start)
                continue
            if head_start is not None:
                head, head_start = letters(self.text[head_start : found.start]), None
            following = self.labels[number + 1].start if number + 1 < len(self.labels) else None
            yield found, following, head

    def _run(self, label: Found, following: int | None, head: str) -> Run | None:
        until = len(self.text) if following is None else following
        newline = self.text.find("\n", label.end, until)
        if newline >= 0:
            until, following = newline, None
        segment = self.text[label.end : until]
        match = _RUN.match(segment)
        run = match[0] if match else ""
        rest = segment[len(run) :]
        year = _PROSE_YEAR.search(run) if rest.startswith("年") else None
        if year:
            run = run[: year.start()]
        if not any(character.isdecimal() for character in run) and not _MARKS.fullmatch(run.strip()):
            return None
        clean = not rest.strip() or bool(year) or (following is None and not _CONTINUES.match(rest))
        text = run.strip() if clean else segment.strip()[:_LONGEST_RAW]
        return Run(label.row, self._piece(label.end, text), head, clean, bool(year))

    def _blank(self, label: Found, following: int | None, head: str) -> Run | None:
        """The row of a label that the next label follows at once: all its cells are blank."""
        if following is None or self.text[label.end : following].strip():
            return None
        return Run(label.row, self._piece(label.end, ""), head, True)

    def _piece(self, start: int, text: str) -> Piece:
        number = bisect_right(self._starts, start) - 1
        piece = self._lines[number].pieces[0]
        column = piece.place.column + start - self._starts[number]
        place = replace(piece.place, column=column) if piece.place.grid is None else piece.place
        return Piece(text, place)
