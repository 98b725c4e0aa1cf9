"""What is drawn on a PDF page beside its text: thin lines, surfaces and pictures, in the coordinates of the file."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from lib.documents.layout.painting import WHITE, Painting, Surface
from lib.documents.layout.rules import THICKEST
from lib.documents.model import Box

Matrix = tuple[float, float, float, float, float, float]
_Object = Any
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_DEEPEST = 6
# A page of tables has some hundreds of paths, a map or a drawing some ten thousand.
_MOST_OBJECTS, _MOST_SEGMENTS = 60_000, 300_000
# A drawn line may lean this much (points) and is still level or upright.
_LEANING = 0.7


def painting_of(page: pypdfium2.PdfPage) -> Painting | None:
    """The lines, surfaces and pictures of a page; None where there are far too many."""
    painting = Painting()
    segments = 0
    for order, (item, matrix) in enumerate(_objects(page)):
        if order > _MOST_OBJECTS or segments > _MOST_SEGMENTS:
            return None
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            segments += _take_path(painting, item, matrix, order)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and (box := _bounds(item, matrix)) is not None:
            (painting.rules if _thin(box) else painting.pictures).append(box)
    return painting


def orders_of(page: pypdfium2.PdfPage) -> dict[int, int]:
    """The place of each object in the order of painting, by its address."""
    return {
        ctypes.addressof(item.contents): order
        for order, (item, _) in enumerate(_objects(page))
        if order <= _MOST_OBJECTS
    }


def colour_of(item: _Object, of: Callable[..., int]) -> tuple[int, int, int, int]:
    """Red, green, blue and opacity (0 to 255 each); black where the file does not say."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not of(item, *parts):
        return 0, 0, 0, 255
    red, green, blue, alpha = (part.value for part in parts)
    return red, green, blue, alpha


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[_Object, Matrix]]:
    """Every object with the matrix of the forms it stands in, in the order of painting."""
    count = pdfium.FPDFPage_CountObjects(page.raw)
    pending = [iter([(pdfium.FPDFPage_GetObject(page.raw, number), _IDENTITY) for number in range(count)])]
    while pending:
        entry = next(pending[-1], None)
        if entry is None:
            pending.pop()
            continue
        item, matrix = entry
        if not item:
            continue
        yield item, matrix
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM and len(pending) < _DEEPEST:
            inner = _times(_matrix(item), matrix)
            parts = pdfium.FPDFFormObj_CountObjects(item)
            pending.append(iter([(pdfium.FPDFFormObj_GetObject(item, part), inner) for part in range(parts)]))


def _matrix(item: _Object) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(item: _Object, matrix: Matrix) -> Box | None:
    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return None
    left, bottom, right, top = (side.value for side in sides)
    points = [_at(matrix, x, y) for x in (left, right) for y in (bottom, top)]
    return _box(points)


def _box(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= THICKEST


def _take_path(painting: Painting, item: _Object, matrix: Matrix, order: int) -> int:
    """Add the lines and surfaces of a path; how many segments it had."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke):
        return 0
    red, green, blue, alpha = colour_of(item, pdfium.FPDFPageObj_GetFillColor)
    filled = bool(fill.value) and alpha > 0
    stroked = bool(stroke.value) and colour_of(item, pdfium.FPDFPageObj_GetStrokeColor)[3] > 0
    if not filled and not stroked:
        return 0
    paths, count = _subpaths(item, _times(_matrix(item), matrix))
    for points in paths:
        if stroked:
            painting.rules += _lines(points)
        if not filled or len(points) < 3:
            continue
        box = _box(points)
        if _thin(box):
            painting.rules.append(box)
        elif _is_rectangle(points):
            opaque = alpha == 255 and not pdfium.FPDFPageObj_HasTransparency(item)
            white = min(red, green, blue) >= WHITE
            painting.surfaces.append(Surface(_clipped(item, box, matrix), order, opaque, white))
    return count


def _subpaths(item: _Object, matrix: Matrix) -> tuple[list[list[tuple[float, float]]], int]:
    """The corners of each part of a path, closed parts ending where they begin; parts with curves are left out."""
    count = pdfium.FPDFPath_CountSegments(item)
    paths: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for number in range(min(count, _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = _at(matrix, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO or not paths:
            paths.append([point])
        else:
            paths[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and paths[-1][0] != paths[-1][-1]:
            paths[-1].append(paths[-1][0])
    return paths, count


def _lines(points: list[tuple[float, float]]) -> Iterator[Box]:
    """The level and upright lines between following corners."""
    for (x, y), (right, top) in itertools.pairwise(points):
        if min(abs(x - right), abs(y - top)) <= _LEANING and (x, y) != (right, top):
            yield _box([(x, y), (right, top)])


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    corners = set(points)
    left, bottom, right, top = _box(points)
    return len(corners) <= 5 and all(
        min(abs(x - left), abs(x - right)) < 1 and min(abs(y - bottom), abs(y - top)) < 1 for x, y in corners
    )


def _clipped(item: _Object, box: Box, matrix: Matrix) -> Box:
    """What of a surface its clip path lets be seen."""
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for number in range(max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path))):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, number)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append(_at(matrix, x.value, y.value))
        if points:
            limit = _box(points)
            box = (max(box[0], limit[0]), max(box[1], limit[1]), min(box[2], limit[2]), min(box[3], limit[3]))
    return box
