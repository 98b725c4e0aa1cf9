"""What has been read so far of one document: figures, what stood in their cells, places, questions and notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lib.extraction.lines import Piece
from lib.extraction.reading import Place, Question
from lib.forms import UNITS, FigureKey, Label, find_cell
from lib.language import Message
from lib.reports import State, read_number
from lib.reports.model import LARGEST
from lib.reports.numbers import NO_CELL

_WHOLE, _MONEY = frozenset({"count", "change"}), frozenset({"元", "万元"})


@dataclass
class Gathering:
    """Grows while the tables of a document are read. A figure is None where the cell holds no number."""

    figures: dict[FigureKey, int | Decimal | None] = field(default_factory=dict)
    raw: dict[FigureKey, str] = field(default_factory=dict)
    places: dict[FigureKey, Place] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    doubtful: set[FigureKey] = field(default_factory=set)
    """Figures read from a row or a column that was told by its place and not by its label."""
    shuffled: set[FigureKey] = field(default_factory=set)
    """Figures whose columns stand in another order than the form's."""
    open: set[FigureKey] = field(default_factory=set)
    """Figures that stand there and could not be read."""
    cut_in_text: list[tuple[tuple[FigureKey, ...], tuple[str, ...], str, Piece, Label]] = field(default_factory=list)
    """Rows of running text that were cut in the only way that leaves no cell blank: figures, cells, text, place, label."""
    blanks_in_text: bool = False
    """Whether a row of running text has blank cells, so that any other may have some."""
    doubled: bool = False
    """Whether a table has each of its columns twice."""

    def take(self, key: FigureKey, piece: Piece) -> None:
        """Read one cell, unless it says that it is none. What is no number, or has another unit, is asked about."""
        text = piece.text.strip()
        if text == NO_CELL:
            return
        number = read_number(text)
        self.figures[key] = None
        self.places[key] = piece.place
        if number.state is State.BLANK:
            if text:
                self.raw[key] = text
            return
        value = number.value
        if value is None or not -LARGEST < value < LARGEST:
            self._ask_cell(key, text, "not_a_number")
        elif UNITS[key] in _WHOLE and (not isinstance(value, int) or _may_be_thousands(text)):
            self._ask_cell(key, text, "not_whole")
        elif number.unit == "元" and UNITS[key] == "amount":
            self._ask_cell(key, text, "other_unit")
        elif number.unit and (number.unit in _MONEY) is (UNITS[key] in _WHOLE):
            self._ask_cell(key, text, "unit_unfit")
        else:
            self.figures[key] = value
            if text != str(value):
                self.raw[key] = text
            if number.unit and UNITS[key] == "unstated_amount":
                self.note("unit_printed", f"{key} {number.unit}")

    def leave_open(
        self,
        keys: Sequence[FigureKey],
        raw: str,
        message: Message,
        place: Place,
        candidates: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        """Figures that stand there and cannot be told apart: none of them is stated, each keeps the whole text."""
        self.open.update(keys)
        for key in keys:
            self.figures[key] = None
            self.raw[key] = raw
            self.places[key] = place
        self.questions.append(Question(message, tuple(keys), raw, candidates))
        self.note("cells_ambiguous", f"{keys[0].rsplit('.', 1)[0]} {raw}" if keys else raw)

    def ask(self, message: Message, keys: Sequence[FigureKey] = (), raw: str = "") -> None:
        self.questions.append(Question(message, tuple(keys), raw))

    def note(self, kind: str, detail: str) -> None:
        """A fact about the document, kept once."""
        line = f"{kind}:{' '.join(detail.split())}"
        if line not in self.notes:
            self.notes.append(line)

    def doubt(self, keys: Iterable[FigureKey]) -> None:
        """Keep in mind that these figures were not read by their labels alone."""
        self.doubtful.update(keys)

    def drop(self, key: FigureKey) -> None:
        """Take a figure back."""
        for kept in (self.figures, self.raw, self.places):
            kept.pop(key, None)

    def _ask_cell(self, key: FigureKey, text: str, what: str) -> None:
        self.raw[key] = text
        self.open.add(key)
        row, column = find_cell(key)
        values = {"row": row.label, "column": column.label, "text": text}
        self.questions.append(Question(Message(f"extraction.{what}", values), (key,), text))


def _may_be_thousands(text: str) -> bool:
    """Whether a count is written as 5.000, which may be five thousand."""
    return re.search(r"\d\.000(?!\d)", unicodedata.normalize("NFKC", text)) is not None
