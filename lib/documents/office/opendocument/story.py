"""The body of an OpenDocument text, or of one of its cells or text boxes, as texts and grids in order."""

from __future__ import annotations

from collections.abc import Iterator

from lib.documents.model import Grid
from lib.documents.office.markup import Element, local, number, value
from lib.documents.office.opendocument.inline import Inline
from lib.documents.office.opendocument.lists import Lists
from lib.documents.office.seen import Seen
from lib.documents.office.tables import WIDEST, SourceCell, contents, grid_from, lays_out
from lib.language import Message

ROW_GROUPS = frozenset({"table-rows", "table-header-rows", "table-row-group"})
_DRAWN = frozenset({"frame", "custom-shape", "rect", "g"})
_MOST_REPEATED = 200
_ENDS_IN_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Story:
    """Reads block after block."""

    def __init__(self, inline: Inline, lists: Lists, seen: Seen, warnings: list[Message]) -> None:
        self._inline = inline
        self._lists = lists
        self._seen = seen
        self._warnings = warnings

    def blocks(self, container: Element, label: str = "") -> Iterator[str | Grid]:
        """The texts and grids in a container; `label` is printed before its first paragraph."""
        for part in container:
            name = local(part)
            if name in {"p", "h"}:
                line = self._inline.line(part)
                text = line.text
                yield _numbered(label, text) if text.strip() else text
                label = ""
                for box in line.boxes:
                    yield from self.blocks(box)
            elif name == "list":
                yield from self._list(part)
            elif name == "table":
                yield from self._table(part)
            elif name == "tracked-changes":
                self._seen.tracked = self._seen.tracked or len(part) > 0
            elif name == "section" and value(part, "display") in {"none", "condition"}:
                continue
            elif name in {"section", "index-body", "table-of-content", "numbered-paragraph", "index-title"}:
                yield from self.blocks(part)
            elif name in _DRAWN:
                yield from self._drawing(part)

    def _drawing(self, element: Element) -> Iterator[str | Grid]:
        from lib.documents.office.seen import Line

        line = Line()
        self._inline.drawing(element, line)
        for box in line.boxes:
            yield from self.blocks(box)

    def _list(
        self, element: Element, style: str = "", counts: dict[int, int] | None = None, depth: int = 1
    ) -> Iterator[str | Grid]:
        style = value(element, "style-name") or style
        counts = self._lists.begin(element, style) if counts is None else counts
        for item in element:
            if local(item) not in {"list-item", "list-header"}:
                continue
            label = ""
            if local(item) == "list-item" and any(local(part) in {"p", "h"} for part in item):
                label = self._lists.label(style, counts, depth, value(item, "start-value"))
            for part in item:
                if local(part) == "list":
                    yield from self._list(part, style, counts, depth + 1)
                else:
                    yield from self.blocks([part], label)
                    label = ""

    def _table(self, table: Element) -> list[str | Grid]:
        rows: list[list[SourceCell]] = []
        for row in rows_of(table):
            for _ in range(max(1, min(number(value(row, "number-rows-repeated"), 1), _MOST_REPEATED))):
                rows.append(self._row(row))
        return contents(rows) if lays_out(rows) else [grid_from(rows, self._warnings)]

    def _row(self, row: Element) -> list[SourceCell]:
        cells: list[SourceCell] = []
        column = 0
        for element in row:
            repeated = max(1, min(number(value(element, "number-columns-repeated"), 1), WIDEST + 1))
            if local(element) == "covered-table-cell":
                column += repeated
            elif local(element) == "table-cell":
                parts = tuple(self.blocks(element))
                # The slots a merged cell covers follow as cells of their own.
                span = max(1, min(number(value(element, "number-columns-spanned"), 1), WIDEST))
                down = max(1, number(value(element, "number-rows-spanned"), 1))
                for _ in range(repeated):
                    cells.append(SourceCell(column, column + span, parts, rows=down))
                    column += 1
        return cells


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table, out of their groups."""
    for part in table:
        if local(part) == "table-row":
            yield part
        elif local(part) in ROW_GROUPS:
            yield from rows_of(part)


def _numbered(label: str, text: str) -> str:
    return f"{label} {text}" if label[-1:] in _ENDS_IN_WORD and label else label + text
