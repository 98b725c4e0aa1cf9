"""The styles of an XLSX workbook: the number format of a cell, whether it is struck out, and drawn though empty."""

from __future__ import annotations

from typing import NamedTuple

from lib.documents.office.markup import Element, child, local, number, switched_on, value
from lib.documents.office.sheet.numbers import built_in, kind_of

_SIDES = frozenset({"left", "right", "top", "bottom", "start", "end"})
# Far more than a workbook has; a file may name styles without end.
_MOST_NAMES = 4_096


class Style(NamedTuple):
    """`code`: the number format, "" where a number is shown as it is; `framed`: a cell of this style has a border;
    `struck`: its text is struck out, or white on white; `shows_counts`: a count is shown as it is stored, as it nearly
    always is."""

    code: str
    framed: bool
    struck: bool
    shows_counts: bool


class CellStyles(dict[str, Style]):
    """The style of a cell by its number, written as the attribute of the cell has it; each worked out once, because it
    is looked up for every cell. "" and a number that the workbook does not have are the first style and a plain one."""

    def __init__(self, root: Element | None) -> None:
        super().__init__()
        codes = {
            number(value(part, "numFmtId")): value(part, "formatCode") for part in _parts(root, "numFmts", "numFmt")
        }
        framed = [any(_drawn(side) for side in border) for border in _parts(root, "borders", "border")]
        struck = [switched_on(child(font, "strike")) for font in _parts(root, "fonts", "font")]
        white = [_is_white(child(font, "color")) for font in _parts(root, "fonts", "font")]
        plain = [
            value(child(fill, "patternFill"), "patternType", "none") == "none" for fill in _parts(root, "fills", "fill")
        ]
        self._listed: list[tuple[str, bool, bool]] = []
        for part in _parts(root, "cellXfs", "xf"):
            form, border, font = (number(value(part, name)) for name in ("numFmtId", "borderId", "fontId"))
            code = codes.get(form) or built_in(form)
            fill = number(value(part, "fillId"))
            unseen = white[font : font + 1] == [True] and plain[fill : fill + 1] == [True]
            lost = struck[font : font + 1] == [True] or unseen
            self._listed.append((code, framed[border : border + 1] == [True], lost))

    def __missing__(self, name: str) -> Style:
        place = number(name)
        code, framed, struck = self._listed[place] if 0 <= place < len(self._listed) else ("", False, False)
        plain = not struck and all(kind_of(code, sign) == "plain" for sign in (0, 1))
        style = Style(code, framed, struck, plain)
        if len(self) < _MOST_NAMES:
            self[name] = style
        return style


def _parts(root: Element | None, group: str, name: str) -> list[Element]:
    found = child(root, group)
    return [] if found is None else [part for part in found if local(part) == name]


def _is_white(colour: Element | None) -> bool:
    return value(colour, "rgb").upper() in {"FFFFFFFF", "00FFFFFF"} or value(colour, "theme") == "0"


def _drawn(side: Element) -> bool:
    return local(side) in _SIDES and value(side, "style", "none") != "none"
