"""From the coordinates of an object to those of its page (millimetres, downwards)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lib.documents.model import Box
from lib.documents.ofd.parts import floats
from lib.documents.office.markup import Element, value

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """A change of coordinates: x' = a·x + c·y + e, y' = b·x + d·y + f."""

    matrix: Matrix

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, box: Box) -> Box:
        """The box around a box after the change."""
        points = [self.point(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def angle(self) -> float:
        """How far a level line is turned clockwise on the page, in radians."""
        return math.atan2(self.matrix[1], self.matrix[0])

    @property
    def scale(self) -> float:
        """How much longer an upright line gets."""
        return math.hypot(self.matrix[2], self.matrix[3])

    def after(self, inner: Matrix) -> Frame:
        """The frame of what is first changed by `inner`."""
        a, b, c, d, e, f = inner
        g, h, i, j, k, m = self.matrix
        return Frame((a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m))


def object_frame(item: Element, frame: Frame) -> Frame:
    """The frame of an object: its own matrix first, then the corner of its boundary, then the frame it stands in."""
    boundary = floats(value(item, "Boundary"))
    corner = (boundary[0], boundary[1]) if len(boundary) >= 2 else (0.0, 0.0)
    moved = frame.after((1.0, 0.0, 0.0, 1.0, *corner))
    own = floats(value(item, "CTM"))
    return moved.after((own[0], own[1], own[2], own[3], own[4], own[5])) if len(own) == 6 else moved
