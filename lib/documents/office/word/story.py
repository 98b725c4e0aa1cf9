"""The body of a Word document, or of one of its cells or text boxes, as texts and grids in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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

    def blocks(self, container: Element) -> Iterator[str | Grid]:
        """The texts and grids in a container. A paragraph whose end was deleted runs on into the next."""
        carried = ""
        for part in _flat(container, self._seen):
            name = local(part)
            if name == "p":
                properties = children(child(part, "pPr"))
                style = value(properties.get("pStyle"))
                line = self._runs.line(part, style)
                text = line.text
                label = self._numbering.label(style, properties.get("numPr"))
                text = carried + (_numbered(label, text) if text.strip() and not carried else text)
                carried = ""
                if child(properties.get("rPr"), "del") is not None:
                    self._seen.tracked = True
                    carried = text
                else:
                    yield text
                for box in line.boxes:
                    yield from self.blocks(box)
            elif name == "tbl":
                yield from self._table(part)
            elif name == "altChunk":
                yield from self._embedded(value(part, "id"))
        if carried:
            yield carried

    def _table(self, table: Element) -> list[str | Grid]:
        rows = [self._row(row) for row in _flat(table, self._seen, "tr") if not self._is_gone(child(row, "trPr"))]
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
        for element in _flat(row, self._seen, "tc"):
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
    return f"{label} {text}" if label[-1:] in _ENDS_IN_WORD and label else label + text


def _flat(container: Element, seen: Seen, wanted: str = "") -> Iterator[Element]:
    """The children that count, out of wrappers and alternatives; what was deleted is left out."""
    for part in container:
        name = local(part)
        if name in DELETED:
            seen.tracked = True
        elif name in INSERTED or name in TRANSPARENT:
            seen.tracked = seen.tracked or name in INSERTED
            if not (name == "sdt" and switched_on(child(part, "sdtPr", "showingPlcHdr"))):
                yield from _flat(part, seen, wanted)
        elif name == "AlternateContent":
            for branch in chosen(part):
                yield from _flat(branch, seen, wanted)
        elif not wanted or name == wanted:
            yield part
