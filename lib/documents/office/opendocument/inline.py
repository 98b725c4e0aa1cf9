"""What a paragraph of an OpenDocument file shows."""

from __future__ import annotations

from lib.documents.office.markup import Element, child, local, number, value
from lib.documents.office.opendocument.styles import Styles
from lib.documents.office.seen import Line, Seen
from lib.documents.raised import raised_text, struck_text

# Notes and comments stand elsewhere on the page; deleted text stands in the list of changes.
_LEFT_OUT = frozenset({"note", "annotation", "annotation-end", "tracked-changes", "script", "ruby-text", "number"})
_MOST_SPACES = 200


class Inline:
    """Reads paragraphs."""

    def __init__(self, styles: Styles, seen: Seen) -> None:
        self._styles = styles
        self._seen = seen

    def line(self, paragraph: Element) -> Line:
        """What the paragraph shows, raised and lowered digits marked as such."""
        line = Line()
        style = value(paragraph, "style-name")
        if style not in self._styles.hidden:
            self._walk(paragraph, line, "")
        if style in self._styles.struck:
            line.pieces[:] = map(struck_text, line.pieces)
        return line

    def _walk(self, element: Element, line: Line, raised: str) -> None:
        line.pieces.append(raised_text(_spaced(element.text), raised))
        for part in element:
            self._part(part, line, raised)
            line.pieces.append(raised_text(_spaced(part.tail), raised))

    def _part(self, part: Element, line: Line, raised: str) -> None:
        name = local(part)
        style = value(part, "style-name")
        if name in _LEFT_OUT or (name == "hidden-text" and value(part, "is-hidden") != "false"):
            return
        if name == "s":
            line.pieces.append(" " * max(1, min(number(value(part, "c"), 1), _MOST_SPACES)))
        elif name == "tab":
            line.pieces.append("\t")
        elif name == "line-break":
            line.pieces.append("\n")
        elif name == "ruby":
            base = child(part, "ruby-base")
            if base is not None:
                self._walk(base, line, raised)
        elif name in {
            "frame",
            "custom-shape",
            "rect",
            "ellipse",
            "g",
            "line",
            "polyline",
            "polygon",
            "path",
            "control",
        }:
            self.drawing(part, line)
        elif name != "span" or style not in self._styles.hidden:
            before = len(line.pieces)
            self._walk(part, line, self._styles.raised.get(style, raised))
            if name == "span" and style in self._styles.struck:
                line.pieces[before:] = map(struck_text, line.pieces[before:])

    def drawing(self, element: Element, line: Line) -> None:
        """The text box a drawing holds, or that it is a picture or an object."""
        if local(element) in {"text-box", "custom-shape", "rect", "ellipse"} and any(
            local(part) in {"p", "h", "list", "table"} for part in element
        ):
            line.boxes.append(element)
            return
        kinds = [local(part) for part in element]
        if "object" in kinds or "object-ole" in kinds:
            self._seen.objects += 1
        elif "image" in kinds:
            self._seen.pictures += 1
        for part in element:
            if local(part) in {"text-box", "frame", "custom-shape", "rect", "ellipse", "g"}:
                self.drawing(part, line)


def _spaced(text: str | None) -> str:
    if not text:
        return ""
    return "".join(" " if character in "\t\r\n" else character for character in text)
