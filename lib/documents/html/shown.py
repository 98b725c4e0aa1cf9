"""What of a page a reader sees: hidden parts of tables taken out, fields as what they hold, marks of notes and struck
digits told from the digits of a number.

Only what stands at an element itself is looked at (its tag and its style); style sheets are not applied.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import cast

from lxml import etree

from lib.documents.html.grid import Markup, tag_of
from lib.documents.raised import raised_text, struck_text

_MARKED = etree.XPath(
    "//*[@style or @hidden or @color or self::sup or self::sub or self::s or self::strike or self::del or self::input "
    "or self::select]"
)
_CELLS = ("td", "th")
_GONE = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)")
_WHITE = re.compile(r"(?<![-\w])color\s*:\s*(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b)")
_STRUCK = re.compile(r"line-through")
_SUPER = re.compile(r"vertical-align\s*:\s*super\b")
_SUB = re.compile(r"vertical-align\s*:\s*sub\b")
# By hand, by a length. Word writes both words for a text it moved.
_LIFTED = re.compile(r"(?:vertical-align|mso-text-raise)\s*:\s*[-+]?[\d.]*[1-9]|(?<![-\w])top\s*:\s*-[\d.]*[1-9]")
_RAISED_TAGS = {"sup": "superscript", "sub": "subscript"}
_TYPED_IN = frozenset({"", "text", "number", "tel", "search"})


def as_shown(root: Markup) -> None:
    """Change the page into what is seen of it."""
    for element in cast(list[Markup], _MARKED(root)):
        tag, style = tag_of(element), (element.get("style") or "").lower()
        if tag == "input" and (element.get("type") or "").lower() in _TYPED_IN:
            element.text = element.get("value")
        elif tag == "select":
            _choose(element)
        elif (_GONE.search(style) or element.get("hidden") is not None) and _in_a_cell(element):
            _take_out(element)
        elif tag in {"s", "strike", "del"} or _STRUCK.search(style) or _is_unseen(element, style):
            _change(element, struck_text)
        elif raised := _RAISED_TAGS.get(tag) or _raised(style) or _moved(element, style):
            _change(element, partial(raised_text, raised=raised))


def _raised(style: str) -> str:
    return "superscript" if _SUPER.search(style) else "subscript" if _SUB.search(style) else ""


def _is_unseen(element: Markup, style: str) -> bool:
    """Whether this is written in white and nothing around it says that it stands on a colour."""
    if not _WHITE.search(style) and (element.get("color") or "").lower() not in {"#ffffff", "#fff", "white"}:
        return False
    around = (element, *element.iterancestors())
    return not any("background" in (part.get("style") or "").lower() or part.get("bgcolor") for part in around)


def _moved(element: Markup, style: str) -> str:
    """A text moved up or down beside other digits of its cell is the mark of a note; a number moved whole is none."""
    if tag_of(element) not in {"span", "font"} or not _LIFTED.search(style):
        return ""
    cell = next(element.iterancestors(*_CELLS), None)
    return "superscript" if cell is not None and _digits(cell) > _digits(element) else ""


def _digits(element: Markup) -> int:
    return sum(character.isdigit() for character in "".join(element.itertext()))


def _in_a_cell(element: Markup) -> bool:
    """Whether this is a row, a cell or a part of one. A page may be built hidden and shown by a script, so what holds a
    table or stands outside of one stays."""
    inside = tag_of(element) in {"tr", *_CELLS} or next(element.iterancestors(*_CELLS), None) is not None
    return inside and next(element.iter("table"), None) is None


def _take_out(element: Markup) -> None:
    parent = element.getparent()
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _choose(element: Markup) -> None:
    """A list to choose from that fills a cell alone is what is chosen in it; others are ways through the site."""
    cell = next(element.iterancestors(*_CELLS), None)
    options = list(element.iter("option"))
    if cell is None or not options or "".join(cell.itertext()).split() != "".join(element.itertext()).split():
        return
    chosen = next((option for option in options if option.get("selected") is not None), options[0])
    text = "".join(chosen.itertext())
    for part in list(element):
        element.remove(part)
    element.tag, element.text = "span", text


def _change(element: Markup, change: Callable[[str], str]) -> None:
    for part in element.iter():
        part.text = change(part.text or "")
        if part is not element:
            part.tail = change(part.tail or "")
