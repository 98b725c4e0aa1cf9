"""What is noted while a text document is read: the pieces of a paragraph, and what stands there besides text."""

from __future__ import annotations

from dataclasses import dataclass, field

from lib.documents.office.markup import Element
from lib.language import Message


@dataclass
class Line:
    """One paragraph: its pieces of text and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the paragraph."""
        return "".join(self.pieces)


@dataclass
class Seen:
    """What a document holds besides its text, counted on the way.

    `unread`: formulas without a saved result; `otherwise`: numbers that are shown otherwise than they are saved.
    """

    tracked: bool = False
    pictures: int = 0
    objects: int = 0
    unread: int = 0
    otherwise: int = 0

    @property
    def remarks(self) -> list[Message]:
        """A sentence for each kind of thing that was seen."""
        counted = {
            "pictures": self.pictures,
            "objects": self.objects,
            "formulas_unread": self.unread,
            "shown_differently": self.otherwise,
        }
        remarks = [Message("documents.tracked_changes")] if self.tracked else []
        return remarks + [Message(f"documents.{name}", {"count": count}) for name, count in counted.items() if count]
