"""What is painted on a page beside its letters, and what of the letters can then be seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from lib.documents.layout.characters import LOST
from lib.documents.layout.model import holds
from lib.documents.layout.rules import edges_of
from lib.documents.model import Box

# From here on a colour (0 to 255 for the darkest of its parts) is white.
WHITE = 250
# With fewer lines than this on the page, the borders of shaded cells serve as lines.
_FEW_RULES = 4


@dataclass(frozen=True)
class Surface:
    """An area painted over: opaque or not, white or coloured, at its place in the order of painting."""

    box: Box
    order: int
    opaque: bool
    white: bool


@dataclass
class Painting:
    """The lines, surfaces and pictures of a page, in any one system of coordinates."""

    rules: list[Box] = field(default_factory=list)
    surfaces: list[Surface] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def lines(self) -> list[Box]:
        """The drawn lines; where there are next to none, the edges of the shaded areas too."""
        if len(self.rules) >= _FEW_RULES:
            return self.rules
        return [*self.rules, *(edge.box for surface in self.surfaces for edge in edges_of(surface.box))]

    def seen(self, text: str, box: Box, order: int, white: bool) -> str:
        """A letter painted at `order` as a reader of the page sees it.

        A figure that nobody can see (painted over, or white on white) is a figure lost, not a figure; other letters
        that cannot be seen are "".
        """
        point = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not self._covered(point, order) and not (white and not self._coloured(point, order)):
            return text
        return LOST if text.isdecimal() else ""

    def _covered(self, point: tuple[float, float], order: int) -> bool:
        return any(item.opaque and item.order > order >= 0 and holds(item.box, point) for item in self.surfaces)

    def _coloured(self, point: tuple[float, float], order: int) -> bool:
        under = (item for item in self.surfaces if item.order < order or order < 0)
        return any(not item.white and holds(item.box, point) for item in under) or any(
            holds(box, point) for box in self.pictures
        )
