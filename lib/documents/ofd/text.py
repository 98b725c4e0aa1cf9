"""The characters of an OFD text object, each with its box."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lib.documents.layout.characters import ordinary
from lib.documents.layout.painting import WHITE
from lib.documents.model import Box
from lib.documents.ofd.frame import Frame
from lib.documents.ofd.parts import floats
from lib.documents.office.markup import Element, child, local, value

# Letters above and below the line they stand on, by their size.
_ASCENT, _DESCENT = 0.86, 0.14
# Width of a letter by its size where the file does not tell it: Chinese characters are square.
_SQUARE, _NARROW = 1.0, 0.5
_SLANTED = math.radians(4)
# One group of equal steps may not stand for more characters than a page has.
_MOST_STEPS = 30_000
_WIDE = frozenset("WF")


@dataclass(frozen=True)
class Letter:
    """A character and its box on the page in millimetres. `quarters`: clockwise quarter turns it is turned by."""

    text: str
    box: Box
    quarters: int
    white: bool


@dataclass(frozen=True)
class Paint:
    """A colour: how opaque (0 to 1) and whether it is white."""

    opacity: float
    white: bool


def paint_of(item: Element, name: str) -> Paint:
    """The colour of an object's `FillColor` or `StrokeColor`; black where the file does not say."""
    colour = child(item, name)
    opacity = floats(value(colour, "Alpha", "255"))[:1] or [255.0]
    parts = floats(value(colour, "Value"))
    return Paint(opacity[0] / 255, len(parts) == 3 and min(parts) >= WHITE)


def letters_of(item: Element, frame: Frame) -> Iterator[Letter]:
    """The letters of a text object; none for one that is invisible or written aslant (a watermark)."""
    size = (floats(value(item, "Size"))[:1] or [0.0])[0]
    paint = paint_of(item, "FillColor")
    alpha = floats(value(item, "Alpha", "255"))[:1] or [255.0]
    invisible = paint.opacity <= 0 or alpha[0] <= 0
    if size <= 0 or invisible or (value(item, "Fill", "true").lower() == "false" and not _stroked(item)):
        return
    turned = frame.angle + math.radians((floats(value(item, "CharDirection"))[:1] or [0.0])[0])
    if abs(math.remainder(turned, math.pi / 2)) > _SLANTED:
        return
    quarters = round(turned / (math.pi / 2)) % 4
    stretch = (floats(value(item, "HScale"))[:1] or [1.0])[0] or 1.0
    x = y = 0.0
    for code in item:
        if local(code) != "TextCode":
            continue
        x = (floats(value(code, "X"))[:1] or [x])[0]
        y = (floats(value(code, "Y"))[:1] or [y])[0]
        for text, place, width in _placed(code, x, y, size, stretch):
            character = ordinary(text)
            if character.strip():
                yield Letter(character, _box(frame, place, width, size, turned - frame.angle), quarters, paint.white)


def _stroked(item: Element) -> bool:
    return value(item, "Stroke").lower() == "true"


def _placed(
    code: Element, x: float, y: float, size: float, stretch: float
) -> Iterator[tuple[str, tuple[float, float], float]]:
    """Each character of a text code with the point it stands on and its width."""
    text = code.text or ""
    along, down = steps(value(code, "DeltaX")), steps(value(code, "DeltaY"))
    spread = not along and not down
    for number, character in enumerate(text):
        usual = _usual(character) * size * stretch
        # A step to the next character is its width, unless the next stands further off.
        step = along[number] if number < len(along) else 0.0
        yield character, (x, y), min(step, usual) if step > 0.2 * usual else usual
        x += usual if spread else step
        y += down[number] if number < len(down) else 0.0


def steps(text: str) -> list[float]:
    """The steps of a DeltaX or DeltaY; "g n d" stands for n steps of d."""
    words = text.split()
    found: list[float] = []
    number = 0
    while number < len(words) and len(found) <= _MOST_STEPS:
        if words[number] != "g":
            found += floats(words[number])
            number += 1
            continue
        group = floats(" ".join(words[number + 1 : number + 3]))
        if len(group) == 2:
            found += [group[1]] * max(0, min(int(group[0]), _MOST_STEPS))
        number += 3
    return found


def _usual(character: str) -> float:
    return _SQUARE if unicodedata.east_asian_width(character) in _WIDE else _NARROW


def _box(frame: Frame, place: tuple[float, float], width: float, size: float, turn: float) -> Box:
    """The box of a letter that stands on a point, turned by itself."""
    x, y = place
    if turn:
        own = frame.after((math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), x, y))
        return own.box((0.0, -_ASCENT * size, width, _DESCENT * size))
    return frame.box((x, y - _ASCENT * size, x + width, y + _DESCENT * size))
