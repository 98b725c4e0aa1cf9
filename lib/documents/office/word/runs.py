"""What a paragraph shows: inserted text but not deleted, results but not field codes, nothing that is hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lib.documents.office.markup import Element, child, children, local, number, switched_on, value
from lib.documents.office.seen import Line, Seen
from lib.documents.office.word.styles import Styles
from lib.documents.raised import raised_text, struck_text

DELETED = frozenset({"del", "moveFrom"})
INSERTED = frozenset({"ins", "moveTo"})
# Wrappers that mean nothing for what is read; their contents stand in their place.
TRANSPARENT = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "rubyBase"}
)
UNREADABLE = "\ufffd"
_PLAIN = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_FLAT_MATHS = frozenset({"oMath", "oMathPara", "r", "t", "rPr", "ctrlPr"})
_PRIVATE = range(0xE000, 0xF900)


@dataclass
class Field:
    """A field being read: its code so far, and whether its result has begun."""

    code: str = ""
    shown: bool = False


class Runs:
    """Reads paragraphs one after the other; a field may begin in one and end in another."""

    def __init__(self, styles: Styles, seen: Seen) -> None:
        self._styles = styles
        self._seen = seen
        self._fields: list[Field] = []

    def line(self, paragraph: Element, style: str) -> Line:
        """What a paragraph of this style shows. A digit set above or below the line is given as a raised or lowered
        digit: it may be the mark of a note, and must not be taken for a digit of the number beside it."""
        line = Line()
        self._inline(paragraph, line, self._styles.hides(style))
        return line

    def _inline(self, element: Element, line: Line, hidden: bool) -> None:
        for part in element:
            name = local(part)
            if name == "r":
                self._run(part, line, hidden)
            elif name in DELETED:
                self._seen.tracked = True
            elif name in INSERTED:
                self._seen.tracked = True
                self._inline(part, line, hidden)
            elif name in {"oMath", "oMathPara"}:
                line.pieces.append(_maths(part))
            elif name == "sdt" and switched_on(child(part, "sdtPr", "showingPlcHdr")):
                continue
            elif name in TRANSPARENT:
                self._inline(part, line, hidden)
            elif name == "AlternateContent":
                for branch in chosen(part):
                    self._inline(branch, line, hidden)

    def _run(self, run: Element, line: Line, hidden: bool) -> None:
        raised = ""
        struck = False
        if looks := children(child(run, "rPr")):
            vanish = looks.get("vanish")
            style = value(looks.get("rStyle"))
            hidden = (hidden or self._styles.hides(style)) if vanish is None else switched_on(vanish)
            raised = value(looks.get("vertAlign")) or (_moved(run) if "position" in looks else "")
            lined = [looks[name] for name in ("strike", "dstrike") if name in looks]
            struck = any(map(switched_on, lined)) if lined else self._styles.strikes(style)
            struck = struck or (value(looks.get("color")).upper() == "FFFFFF" and not _on_colour(run))
        before = len(line.pieces)
        self._parts(run, line, hidden, raised)
        if struck:
            line.pieces[before:] = map(struck_text, line.pieces[before:])

    def _parts(self, run: Element, line: Line, hidden: bool, raised: str) -> None:
        for part in run:
            name = local(part)
            if name == "fldChar":
                line.pieces.append(self._field(value(part, "fldCharType")))
            elif name == "instrText" and self._fields:
                self._fields[-1].code += part.text or ""
            elif hidden or (self._fields and not all(found.shown for found in self._fields)):
                continue
            elif name == "t":
                line.pieces.append(raised_text(part.text or "", raised))
            elif name in _PLAIN:
                line.pieces.append(_PLAIN[name])
            elif name == "sym":
                line.pieces.append(self._symbol(part))
            elif name == "ruby" and (base := child(part, "rubyBase")) is not None:
                self._inline(base, line, hidden)
            elif name == "AlternateContent":
                for branch in chosen(part):
                    self._parts(branch, line, hidden, raised)
            elif name in {"drawing", "pict", "object"}:
                self._drawing(part, name, line)

    def _field(self, mark: str) -> str:
        fields = self._fields
        if mark == "begin":
            fields.append(Field())
        elif mark == "separate" and fields:
            fields[-1].shown = True
        elif mark == "end" and fields:
            ended = fields.pop()
            # A sum the program never worked out is a number that is not there; it is not a blank.
            if not ended.shown and ended.code.strip().startswith("="):
                self._seen.unread += 1
                return UNREADABLE
        return ""

    def _symbol(self, element: Element) -> str:
        try:
            code = int(value(element, "char"), 16)
        except ValueError:
            return UNREADABLE
        # A place in a symbol font says nothing without the font; it may look like a digit.
        return UNREADABLE if code in _PRIVATE or not 0x20 <= code < 0x110000 else chr(code)

    def _drawing(self, element: Element, name: str, line: Line) -> None:
        found = list(_boxes(element))
        line.boxes.extend(found)
        if found:
            return
        if name == "object":
            self._seen.objects += 1
        elif any(local(part) in {"blip", "imagedata"} for part in element.iter()):
            self._seen.pictures += 1


def _on_colour(run: Element) -> bool:
    """Whether a run, its paragraph or its cell is shaded, so that white letters can be seen there."""
    looks = [child(run, "rPr"), *(child(part, local(part) + "Pr") for part in run.iterancestors("{*}p", "{*}tc"))][:3]
    fills = [value(child(look, "shd"), "fill", "auto").upper() for look in looks]
    return any(fill not in {"AUTO", "FFFFFF"} for fill in fills) or child(looks[0], "highlight") is not None


def _moved(run: Element) -> str:
    """Whether a run stands above or below the digits beside it, as the mark of a note does when it is placed by hand. A
    whole number may be moved too; it is one none the less."""
    places = {
        number(value(child(part, "rPr", "position")))
        for part in run.getparent()
        if local(part) == "r" and any(character.isdigit() for character in "".join(part.itertext()))
    }
    own = number(value(child(run, "rPr", "position")))
    return "" if not own or len(places) < 2 else "superscript" if own > min(places) else "subscript"


def chosen(alternatives: Element) -> list[Element]:
    """The one branch of mc:AlternateContent that is read: the same content stands in each."""
    branches = [part for part in alternatives if local(part) in {"Choice", "Fallback"}]
    return branches[:1]


def _boxes(element: Element) -> Iterator[Element]:
    """The outermost text boxes in a drawing, one branch of each alternative."""
    for part in chosen(element) if local(element) == "AlternateContent" else element:
        if local(part) == "txbxContent":
            yield part
        else:
            yield from _boxes(part)


def _maths(element: Element) -> str:
    """The text of a formula on one line; a fraction or a power is not one."""
    if any(local(part) not in _FLAT_MATHS for part in element.iter() if not _is_property(part)):
        return UNREADABLE
    return "".join(element.itertext())


def _is_property(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and local(parent) in {"rPr", "ctrlPr"}
