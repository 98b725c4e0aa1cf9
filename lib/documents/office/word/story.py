"""The body of a Word document, or of one of its cells or text boxes, as texts and grids in order."""

from __future__ import annotations

from collections.abc import Callable

from lib.documents.model import Grid
from lib.documents.office.markup import Element, child, children, local, number, switched_on, value
from lib.documents.office.seen import Seen
from lib.documents.office.tables import Merge, SourceCell, contents, grid_from, lays_out, snap
from lib.documents.office.word.numbering import Numbering
from lib.documents.office.word.runs import DELETED, INSERTED, TRANSPARENT, Runs, chosen
from lib.language import Message

# Twentieths of a point: five points, less than a digit is wide.
_NEAREST_EDGES = 100
_MOST_COLUMNS = 400
# What stands for its contents, or for nothing.
_LOOKED_INTO = DELETED | INSERTED | TRANSPARENT | {"AlternateContent"}
_ENDS_IN_WORD = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Story:
    """Reads block after block; `embedded` gives the contents of a document that stands inside this one, by its id."""

    def __init__(
        self,
        runs: Runs,
        numbering: Numbering,
        seen: Seen,
        warnings: list[Message],
        embedded: Callable[[str], list[str | Grid]],
    ) -> None:
        self._runs = runs
        self._numbering = numbering
        self._seen = seen
        self._warnings = warnings
        self._embedded = embedded

    def blocks(self, container: Element) -> list[str | Grid]:
        """The texts and grids in a container. A paragraph whose end was deleted runs on into the next."""
        found: list[str | Grid] = []
        carried = ""
        for name, part in _flat(container, self._seen):
            if name == "p":
                properties = children(child(part, "pPr"))
                style = value(properties.get("pStyle"))
                line = self._runs.line(part, style)
                text = line.text
                label = self._numbering.label(style, properties.get("numPr"))
                text = carried + (_numbered(label, text) if label and text.strip() and not carried else text)
                carried = ""
                if child(properties.get("rPr"), "del") is not None:
                    self._seen.tracked = True
                    carried = text
                else:
                    found.append(text)
                for box in line.boxes:
                    found += self.blocks(box)
            elif name == "tbl":
                found += self._table(part)
            elif name == "altChunk":
                found += self._embedded(value(part, "id"))
        if carried:
            found.append(carried)
        return found

    def _table(self, table: Element) -> list[str | Grid]:
        rows = [
            self._row(row)
            for name, row in _flat(table, self._seen)
            if name == "tr" and not self._is_gone(child(row, "trPr"))
        ]
        if lays_out(rows):
            return contents(rows)
        grid = child(table, "tblGrid")
        columns = () if grid is None else grid
        widths = [float(number(value(column, "w"))) for column in columns if local(column) == "gridCol"]
        return [grid_from(snap(rows, widths, _NEAREST_EDGES), self._warnings)]

    def _is_gone(self, properties: Element | None) -> bool:
        """Whether a row was deleted under tracked changes, or is hidden."""
        if child(properties, "del") is not None:
            self._seen.tracked = True
            return True
        return switched_on(child(properties, "hidden"))

    def _row(self, row: Element) -> list[SourceCell]:
        cells: list[SourceCell] = []
        column = number(value(child(row, "trPr", "gridBefore")))
        for name, element in _flat(row, self._seen):
            if name != "tc":
                continue
            properties = children(child(element, "tcPr"))
            if "cellDel" in properties:
                self._seen.tracked = True
                continue
            span = max(1, min(number(value(properties.get("gridSpan")), 1), _MOST_COLUMNS))
            parts = tuple(self.blocks(element))
            if cells and value(properties.get("hMerge")) == "continue":
                last = cells[-1]
                cells[-1] = SourceCell(last.start, column + span, last.parts, last.merge)
            else:
                cells.append(SourceCell(column, column + span, parts, _merge(properties.get("vMerge"))))
            column += span
        return cells


def _merge(mark: Element | None) -> Merge:
    if mark is None:
        return ""
    return "starts" if value(mark) == "restart" else "goes on"


def _numbered(label: str, text: str) -> str:
    return f"{label} {text}" if label[-1] in _ENDS_IN_WORD else label + text


def _flat(container: Element, seen: Seen) -> list[tuple[str, Element]]:
    """The children that count and their names, out of wrappers and alternatives; what was deleted is left out."""
    found: list[tuple[str, Element]] = []
    for part in container:
        name = local(part)
        if name not in _LOOKED_INTO:
            found.append((name, part))
        elif name == "AlternateContent":
            for branch in chosen(part):
                found += _flat(branch, seen)
        else:
            seen.tracked = seen.tracked or name not in TRANSPARENT
            if name not in DELETED and not (name == "sdt" and switched_on(child(part, "sdtPr", "showingPlcHdr"))):
                found += _flat(part, seen)
    return found
