"""XLSX: every visible sheet a grid, values as they are shown, formulas only by their saved results.

Read from the XML parts and not through a spreadsheet library: those give a blank for a formula whose result was never
saved and do not say what is hidden or how a number is shown. Source: ISO/IEC 29500-1, part 18.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lib.documents.containers import Package
from lib.documents.errors import refuse
from lib.documents.model import Content
from lib.documents.office.markup import Element, child, local, parse_part, value
from lib.documents.office.properties import office_metadata
from lib.documents.office.sheet.grid import Sheet
from lib.documents.office.sheet.sheets import content_of
from lib.documents.office.sheet.styles import CellStyles
from lib.documents.office.sheet.worksheet import Workbook, read_worksheet, string_text
from lib.language import Message

_MAIN = "xl/workbook.xml"
_ON = frozenset({"1", "true", "on"})
_HIDDEN = frozenset({"hidden", "veryHidden"})


def read_xlsx(content: bytes, name: str) -> Content:
    """The visible sheets in order. Raises DocumentError where the workbook is damaged, encrypted or too large."""
    package = Package(content, name)
    relations = _relations(package, "_rels/.rels", name)
    main = next((target for kind, target in relations.values() if kind == "officeDocument"), _MAIN)
    text = package.read(main)
    if not text:
        raise refuse("damaged", name=name)
    root = parse_part(text, name)
    targets = _relations(package, posixpath.join(posixpath.dirname(main), "_rels", "workbook.xml.rels"), name)
    workbook = _workbook(root, package, targets, name)
    sheets: list[Sheet] = []
    hidden = 0
    listed = child(root, "sheets")
    for element in () if listed is None else listed:
        kind, target = targets.get(value(element, "id"), ("", ""))
        part = package.read(target) if kind == "worksheet" else b""
        if part:
            sheet = read_worksheet(parse_part(part, name), value(element, "name"), workbook)
            if value(element, "state") not in _HIDDEN:
                sheets.append(sheet)
            elif sheet.cells:
                hidden += 1
    metadata = {**office_metadata(package, "docProps/core.xml", name)}
    return content_of(sheets, metadata, _remarks(workbook, package), hidden)


def _workbook(root: Element, package: Package, targets: Mapping[str, tuple[str, str]], name: str) -> Workbook:
    def part(kind: str) -> Element | None:
        content = package.read(next((target for found, target in targets.values() if found == kind), ""))
        return parse_part(content, name) if content else None

    strings = part("sharedStrings")
    return Workbook(
        strings=() if strings is None else [string_text(item) for item in strings if local(item) == "si"],
        styles=CellStyles(part("styles")),
        since_1904=value(child(root, "workbookPr"), "date1904") in _ON,
        recalculated=value(child(root, "calcPr"), "fullCalcOnLoad") in _ON,
    )


def _relations(package: Package, part: str, name: str) -> dict[str, tuple[str, str]]:
    """The kind and the part of every relation by its id."""
    content = package.read(part)
    folder = posixpath.dirname(posixpath.dirname(part))
    found: dict[str, tuple[str, str]] = {}
    for relation in parse_part(content, name) if content else ():
        # Attributes of relations have no namespace.
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            path = target if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[relation.get("Id", "")] = relation.get("Type", "").rsplit("/", 1)[-1], path
    return found


def _remarks(workbook: Workbook, package: Package) -> list[Message]:
    remarks: list[Message] = []
    if workbook.unread:
        remarks.append(Message("documents.formulas_unread", {"count": workbook.unread}))
    if workbook.otherwise:
        remarks.append(Message("documents.shown_differently", {"count": workbook.otherwise}))
    if pictures := sum(part.startswith("xl/media/") for part in package.names):
        remarks.append(Message("documents.pictures", {"count": pictures}))
    return remarks
