"""One page of an OFD file as words and rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lib.documents.containers import Package
from lib.documents.errors import refuse
from lib.documents.layout.model import Page, Word
from lib.documents.layout.painting import Painting, Surface
from lib.documents.layout.rules import as_rule
from lib.documents.layout.turning import readable
from lib.documents.model import Box
from lib.documents.ofd.frame import Frame, object_frame
from lib.documents.ofd.parts import POINTS, Body, floats, numbers, text_of
from lib.documents.ofd.paths import lines_and_areas
from lib.documents.ofd.text import Letter, letters_of, paint_of
from lib.documents.office.markup import Element, child, local, parse_part, value

# As of a PDF; blocks in blocks are rarely deeper than two.
MOST_LETTERS, MOST_OBJECTS = 30_000, 60_000
_DEEPEST = 8


@dataclass(frozen=True)
class Picture:
    """A picture on a page: where it stands (points), and the ID of the resource that holds it."""

    box: Box
    resource: str


@dataclass(frozen=True)
class OfdPage:
    """A page, its size, and the pictures on it."""

    page: Page
    size: tuple[float, float]
    pictures: tuple[Picture, ...]

    @property
    def scanned(self) -> bool:
        """Whether its text is only in a picture."""
        return bool(self.pictures) and not self.page.words


@dataclass
class _Drawn:
    """What the objects of a page draw, in the order of painting."""

    letters: list[tuple[int, Letter]] = field(default_factory=list)
    painting: Painting = field(default_factory=Painting)
    pictures: list[Picture] = field(default_factory=list)
    objects: int = 0


def page_of(package: Package, body: Body, part: str, number: int, name: str) -> OfdPage:
    """The page in a part. Raises DocumentError for a part that is damaged or overfull."""
    content = package.read(part)
    if not content:
        raise refuse("damaged", name=name)
    root = parse_part(content, name)
    left, top, width, height = numbers(text_of(child(root, "Area", "PhysicalBox"))) or body.area
    origin = Frame((1.0, 0.0, 0.0, 1.0, -left, -top))
    drawn = _Drawn()
    for layer in _layers(package, body, root, name):
        _draw(drawn, body, layer, origin, 0)
        if len(drawn.letters) > MOST_LETTERS or drawn.objects > MOST_OBJECTS:
            raise refuse("too_long", name=name)
    size = (width * POINTS, height * POINTS)
    words = [
        (Word(drawn.painting.seen(letter.text, letter.box, order, letter.white), _points(letter.box)), letter.quarters)
        for order, letter in drawn.letters
    ]
    rules = [_points(box) for box in drawn.painting.lines()]
    return OfdPage(readable(number, size, words, rules), size, tuple(drawn.pictures))


def _points(box: Box) -> Box:
    return box[0] * POINTS, box[1] * POINTS, box[2] * POINTS, box[3] * POINTS


def _layers(package: Package, body: Body, root: Element, name: str) -> list[Element]:
    """The layers of a page and of its templates, from below."""
    own = list(_content(root))
    below: list[Element] = []
    above: list[Element] = []
    for use in root:
        if local(use) != "Template" or value(use, "TemplateID") not in body.templates:
            continue
        part, order = body.templates[value(use, "TemplateID")]
        if content := package.read(part):
            layers = _content(parse_part(content, name))
            (above if (value(use, "ZOrder") or order) == "Foreground" else below).extend(layers)
    return [*below, *own, *above]


def _content(root: Element) -> Iterator[Element]:
    content = child(root, "Content")
    return (layer for layer in (content if content is not None else ()) if local(layer) == "Layer")


def _draw(drawn: _Drawn, body: Body, block: Element, frame: Frame, depth: int) -> None:
    """Add what the objects of a layer or block draw."""
    for item in block:
        drawn.objects += 1
        kind = local(item)
        if drawn.objects > MOST_OBJECTS or value(item, "Visible").lower() == "false":
            continue
        if kind == "PageBlock" and depth < _DEEPEST:
            _draw(drawn, body, item, frame, depth + 1)
        elif kind == "CompositeObject" and depth < _DEEPEST:
            unit = child(body.graphics.get(value(item, "ResourceID")), "Content")
            if unit is not None:
                _draw(drawn, body, unit, object_frame(item, frame), depth + 1)
        elif kind == "TextObject" and len(drawn.letters) <= MOST_LETTERS:
            drawn.letters += [(drawn.objects, letter) for letter in letters_of(item, object_frame(item, frame))]
        elif kind == "PathObject":
            _draw_path(drawn, item, object_frame(item, frame))
        elif kind == "ImageObject" and (box := numbers(value(item, "Boundary"))) is not None:
            place = frame.box((box[0], box[1], box[0] + box[2], box[1] + box[3]))
            drawn.painting.pictures.append(place)
            drawn.pictures.append(Picture(_points(place), value(item, "ResourceID")))


def _draw_path(drawn: _Drawn, item: Element, frame: Frame) -> None:
    stroked = value(item, "Stroke", "true").lower() != "false" and paint_of(item, "StrokeColor").opacity > 0
    filled = value(item, "Fill").lower() == "true" and paint_of(item, "FillColor").opacity > 0
    if value(item, "Alpha") and floats(value(item, "Alpha"))[:1] == [0.0]:
        return
    lines, areas = lines_and_areas(text_of(child(item, "AbbreviatedData")), frame)
    if stroked:
        drawn.painting.rules += lines
    if not filled:
        return
    paint = paint_of(item, "FillColor")
    for box in areas:
        # The thickness that makes a line is given in points.
        if as_rule(_points(box)) is not None:
            drawn.painting.rules.append(box)
        else:
            drawn.painting.surfaces.append(Surface(box, drawn.objects, paint.opacity >= 1.0, paint.white))
