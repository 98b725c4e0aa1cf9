"""What has been read so far of one document: figures, what stood in their cells, places, questions and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lib.extraction.lines import Piece
from lib.extraction.reading import Place, Question
from lib.forms import UNITS, FigureKey, find_cell
from lib.language import Message
from lib.reports import State, read_number
from lib.reports.model import LARGEST


@dataclass
class Gathering:
    """Grows while the tables of a document are read. A figure is None where the cell holds no number."""

    figures: dict[FigureKey, int | Decimal | None] = field(default_factory=dict)
    raw: dict[FigureKey, str] = field(default_factory=dict)
    places: dict[FigureKey, Place] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, key: FigureKey, piece: Piece) -> None:
        """Read one cell. A text that is no number, or a number in another unit than the column's, is asked about."""
        text = piece.text.strip()
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
        elif number.unit == "元" and UNITS[key] == "amount":
            self._ask_cell(key, text, "other_unit")
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

    def drop(self, key: FigureKey) -> None:
        """Take a figure back."""
        for kept in (self.figures, self.raw, self.places):
            kept.pop(key, None)

    def _ask_cell(self, key: FigureKey, text: str, what: str) -> None:
        self.raw[key] = text
        row, column = find_cell(key)
        values = {"row": row.label.zh, "column": column.label.zh, "text": text}
        self.questions.append(Question(Message(f"extraction.{what}", values), (key,), text))
