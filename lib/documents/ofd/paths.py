"""The lines and areas of an OFD path (AbbreviatedData: M or S, L, Q, B, A, C with their numbers)."""

from __future__ import annotations

import itertools
import re

from lib.documents.model import Box
from lib.documents.ofd.frame import Frame

_TOKEN = re.compile(r"[MSLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
# How many numbers follow a letter; the last two are the point it leads to.
_NUMBERS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_MOST_TOKENS = 300_000
# A drawn line may lean this much (millimetres) and is still level or upright.
_LEANING = 0.25

Point = tuple[float, float]


def lines_and_areas(text: str, frame: Frame) -> tuple[list[Box], list[Box]]:
    """The level and upright lines of a path, and the boxes of its rectangular parts, on the page."""
    lines: list[Box] = []
    areas: list[Box] = []
    for points, straight in _parts(text):
        seen = [frame.point(x, y) for x, y in points]
        for (x, y), (right, bottom) in itertools.pairwise(seen):
            if min(abs(x - right), abs(y - bottom)) <= _LEANING and (x, y) != (right, bottom):
                lines.append(_around([(x, y), (right, bottom)]))
        if straight and len(set(seen)) >= 3 and _is_rectangle(seen):
            areas.append(_around(seen))
    return lines, areas


def _parts(text: str) -> list[tuple[list[Point], bool]]:
    """The corners of each part of a path, and whether it has no curves; a closed part ends where it begins."""
    tokens = _TOKEN.findall(text)[:_MOST_TOKENS]
    parts: list[tuple[list[Point], bool]] = []
    number = 0
    while number < len(tokens):
        command = tokens[number]
        count = _NUMBERS.get(command)
        values = [] if count is None else tokens[number + 1 : number + 1 + count]
        if count is None or len(values) < count or any(value in _NUMBERS for value in values):
            number += 1
            continue
        number += 1 + count
        if command == "C":
            if parts and parts[-1][0]:
                parts[-1][0].append(parts[-1][0][0])
            continue
        point = float(values[-2]), float(values[-1])
        if command in "MS" or not parts:
            parts.append(([point], True))
        else:
            points, straight = parts[-1]
            parts[-1] = ([*points, point] if command == "L" else [point], straight and command == "L")
    return parts


def _around(points: list[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_rectangle(points: list[Point]) -> bool:
    left, top, right, bottom = _around(points)
    return all(min(abs(x - left), abs(x - right)) < 0.4 and min(abs(y - top), abs(y - bottom)) < 0.4 for x, y in points)
