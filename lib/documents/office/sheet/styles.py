"""The styles of an XLSX workbook: the number format of a cell, and whether an empty cell is drawn."""

from __future__ import annotations

from lib.documents.office.markup import Element, child, local, number, value
from lib.documents.office.sheet.numbers import built_in, kind_of

_SIDES = frozenset({"left", "right", "top", "bottom", "start", "end"})


class CellStyles:
    """By the number of a cell's style."""

    def __init__(self, root: Element | None) -> None:
        codes = {
            number(value(part, "numFmtId")): value(part, "formatCode") for part in _parts(root, "numFmts", "numFmt")
        }
        framed = [any(_drawn(side) for side in border) for border in _parts(root, "borders", "border")]
        self._codes: list[str] = []
        self._framed: list[bool] = []
        for part in _parts(root, "cellXfs", "xf"):
            form, border = number(value(part, "numFmtId")), number(value(part, "borderId"))
            self._codes.append(codes.get(form) or built_in(form))
            self._framed.append(0 <= border < len(framed) and framed[border])
        self._shows_counts: dict[str, bool] = {}

    def shows_counts(self, style: str) -> bool:
        """Whether a count under this style, named as the attribute has it, is shown as it is stored: it nearly always is."""
        known = self._shows_counts.get(style)
        if known is None:
            code = self.code(number(style))
            known = self._shows_counts[style] = all(kind_of(code, sign) == "plain" for sign in (0, 1))
        return known

    def code(self, style: int) -> str:
        """The format code, "" where the number is shown as it is."""
        return self._codes[style] if 0 <= style < len(self._codes) else ""

    def is_framed(self, style: int) -> bool:
        """Whether a cell of this style has a border."""
        return 0 <= style < len(self._framed) and self._framed[style]


def _parts(root: Element | None, group: str, name: str) -> list[Element]:
    found = child(root, group)
    return [] if found is None else [part for part in found if local(part) == name]


def _drawn(side: Element) -> bool:
    return local(side) in _SIDES and value(side, "style", "none") != "none"
