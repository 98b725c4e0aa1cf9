"""A picture of a page made ready for reading: grey, upright, of a size the recogniser likes, its red seals taken off."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from lib.documents.raster import Raster
from lib.documents.recognition.engine import Picture

Matrix = npt.NDArray[np.float64]

# Dots along the longer side: smaller pictures are enlarged, larger ones reduced. An A4 page at 200 dots an inch has 2339.
_LEAST_DOTS, _MOST_DOTS, _MOST_ENLARGED = 2200, 3400, 3.0
# A page is put on the glass no more askew than this (degrees).
_MOST_TILT, _LEAST_TILT, _TILT_DOTS = 6.0, 0.04, 1200
# A seal is round and of this size (share of the page's longer side); a red head line is lower or much wider than high.
_SEAL_SIZE, _SEAL_SHAPE = (0.05, 0.3), (0.5, 2.0)
_RED, _DARK = 40, 110


@dataclass(frozen=True)
class Sheet:
    """`grey` is upright. `scale`: points a dot. `back` takes a point of the sheet to one of the page it came from."""

    grey: Picture
    scale: float
    back: Matrix

    @property
    def width(self) -> float:
        """Points."""
        return float(self.grey.shape[1] * self.scale)

    @property
    def height(self) -> float:
        """Points."""
        return float(self.grey.shape[0] * self.scale)


def sheet_of(raster: Raster, quarter_turns: int = 0) -> Sheet:
    """The sheet a raster gives when it is turned clockwise by quarters and then straightened by its lines."""
    colours = np.asarray(raster.image, dtype=np.uint8)
    colours, size = _resized(colours)
    grey = _grey(colours)
    dots = np.diag([size * raster.image.width / raster.width, size * raster.image.height / raster.height, 1.0])
    turned, matrix = _turned(grey, quarter_turns)
    straight, tilted = _straightened(turned, _tilt(turned))
    scale = max(raster.width, raster.height) / max(grey.shape)
    # points of the sheet → its dots → dots before turning → points of the page
    back = np.linalg.inv(tilted @ matrix @ dots) @ np.diag([1 / scale, 1 / scale, 1.0])
    return Sheet(straight, scale, back.astype(np.float64))


def _resized(colours: Picture) -> tuple[Picture, float]:
    longest = max(colours.shape[:2])
    size = min(max(1.0, _LEAST_DOTS / longest), _MOST_ENLARGED)
    size = min(size, _MOST_DOTS / longest)
    if size == 1:
        return colours, 1.0
    how = cv2.INTER_CUBIC if size > 1 else cv2.INTER_AREA
    return np.asarray(cv2.resize(colours, None, fx=size, fy=size, interpolation=how), dtype=np.uint8), size


def _grey(colours: Picture) -> Picture:
    grey = np.asarray(cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    red, green, blue = (colours[..., number].astype(np.int16) for number in range(3))
    reddish = (red - np.maximum(green, blue)) > _RED
    # Black ink under a seal stays dark in the red light; only what is bright in it is the seal alone.
    seal = _round_parts(reddish) & reddish
    grey[seal & (red > _DARK)] = 255
    grey[seal & (red <= _DARK)] = red[seal & (red <= _DARK)].astype(np.uint8)
    return grey


def _round_parts(reddish: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The red parts of a page that have the size and the shape of a seal, and what stands within them."""
    longest = max(reddish.shape)
    reach = max(3, longest // 300)
    joined = cv2.dilate(reddish.astype(np.uint8), np.ones((reach, reach), np.uint8))
    _, labels, stats, middles = cv2.connectedComponentsWithStats(joined)
    left, top, width, height = (stats[:, column].astype(np.float64) for column in range(4))
    size, shape = np.maximum(width, height) / longest, width / height
    keep = (size >= _SEAL_SIZE[0]) & (size <= _SEAL_SIZE[1]) & (shape >= _SEAL_SHAPE[0]) & (shape <= _SEAL_SHAPE[1])
    keep[0] = False
    for seal in np.flatnonzero(keep):
        x, y = middles[:, 0] - left[seal], middles[:, 1] - top[seal]
        keep |= (x >= 0) & (x <= width[seal]) & (y >= 0) & (y <= height[seal])
        keep[0] = False
    return np.asarray(keep[labels], dtype=np.bool_)


def _turned(grey: Picture, quarter_turns: int) -> tuple[Picture, Matrix]:
    height, width = grey.shape
    turns = quarter_turns % 4
    matrices = (
        [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        [[0, -1, height], [1, 0, 0], [0, 0, 1]],
        [[-1, 0, width], [0, -1, height], [0, 0, 1]],
        [[0, 1, 0], [-1, 0, width], [0, 0, 1]],
    )
    return np.ascontiguousarray(np.rot90(grey, -turns)), np.array(matrices[turns], dtype=np.float64)


def _tilt(grey: Picture) -> float:
    """By how many degrees the lines of a page, ruled or written, fall to the right.

    Turned back by the right angle, the rows of dots are either full or empty: the steps between them are greatest.
    """
    size = _TILT_DOTS / max(grey.shape)
    small = cv2.resize(grey, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    dark = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)

    def steps(tilt: float) -> float:
        rows = _rotated(np.asarray(dark, dtype=np.uint8), tilt, 0)[0].sum(axis=1, dtype=np.float64)
        return float((np.diff(rows) ** 2).sum())

    best = 0.0
    for step, reach in ((1.0, _MOST_TILT), (0.25, 1.0), (0.05, 0.25)):
        tried = [best + number * step for number in range(-round(reach / step), round(reach / step) + 1)]
        best = max(tried, key=steps)
    return best


def _straightened(grey: Picture, tilt: float) -> tuple[Picture, Matrix]:
    if abs(tilt) < _LEAST_TILT:
        return grey, np.eye(3)
    return _rotated(grey, tilt, int(np.percentile(grey, 90)))


def _rotated(grey: Picture, tilt: float, paper: int) -> tuple[Picture, Matrix]:
    """Turned anticlockwise by `tilt` degrees about its middle, on a sheet large enough for all of it."""
    height, width = grey.shape
    part = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    cos, sin = abs(part[0, 0]), abs(part[0, 1])
    wide, high = int(width * cos + height * sin), int(width * sin + height * cos)
    part[0, 2] += (wide - width) / 2
    part[1, 2] += (high - height) / 2
    straight = cv2.warpAffine(grey, part, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(paper,))
    return np.asarray(straight, dtype=np.uint8), np.vstack([part, [0, 0, 1]]).astype(np.float64)
