"""The parts of an OFD file: which documents it holds, their pages, page templates and composite graphics."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lib.documents.containers import Package
from lib.documents.office.markup import Element, child, local, parse_part, value

_LONGEST = 500
_METADATA = ("Title", "Author", "Subject", "Abstract", "CreationDate", "ModDate", "Creator", "CreatorVersion")
# Points a millimetre.
POINTS = 72 / 25.4
# A4, where a file does not say how large its pages are.
_USUAL = (0.0, 0.0, 210.0, 297.0)


@dataclass(frozen=True)
class Body:
    """One document of a file. `templates` and `graphics` by their IDs; `area` in millimetres."""

    package: Package
    name: str
    metadata: Mapping[str, str]
    area: tuple[float, float, float, float]
    pages: tuple[str, ...]
    templates: Mapping[str, tuple[str, str]]
    resources: tuple[str, ...] = field(default=())

    @cached_property
    def graphics(self) -> Mapping[str, Element]:
        """Drawings that pages refer to, by ID."""
        found: dict[str, Element] = {}
        for part in self.resources:
            content = self.package.read(part)
            if b"CompositeGraphicUnit" in content:
                for element in parse_part(content, self.name).iter():
                    if local(element) == "CompositeGraphicUnit":
                        found[value(element, "ID")] = element
        return found

    @cached_property
    def media(self) -> Mapping[str, str]:
        """The parts that hold pictures, by ID."""
        found: dict[str, str] = {}
        for part in self.resources:
            content = self.package.read(part)
            if b"MultiMedia" not in content:
                continue
            root = parse_part(content, self.name)
            folder = f"{inside(part, value(root, 'BaseLoc'))}/"
            for element in root.iter():
                if local(element) == "MultiMedia" and (file := text_of(child(element, "MediaFile")).strip()):
                    found[value(element, "ID")] = inside(folder, file)
        return found


def bodies_of(package: Package, name: str) -> list[Body]:
    """The documents of a file. Raises DocumentError where its parts are damaged."""
    content = package.read("OFD.xml")
    if not content:
        return []
    bodies = []
    for element in parse_part(content, name):
        root = inside("", text_of(child(element, "DocRoot")).strip())
        if local(element) == "DocBody" and (document := package.read(root)):
            bodies.append(_body(package, name, _metadata(element), root, parse_part(document, name)))
    return bodies


def _body(package: Package, name: str, metadata: Mapping[str, str], root: str, document: Element) -> Body:
    common = child(document, "CommonData")
    resources = [part for part in _named(common, "PublicRes", "DocumentRes") if part.text]
    templates = {
        value(part, "ID"): (inside(root, value(part, "BaseLoc")), value(part, "ZOrder"))
        for part in _named(common, "TemplatePage")
    }
    return Body(
        package,
        name,
        metadata,
        numbers(text_of(child(common, "PageArea", "PhysicalBox"))) or _USUAL,
        tuple(inside(root, value(page, "BaseLoc")) for page in _named(child(document, "Pages"), "Page")),
        templates,
        tuple(inside(root, text_of(part).strip()) for part in resources),
    )


def _metadata(body: Element) -> dict[str, str]:
    information = child(body, "DocInfo")
    found = {key: text_of(child(information, key)).strip()[:_LONGEST] for key in _METADATA}
    return {key: text for key, text in found.items() if text}


def _named(element: Element | None, *names: str) -> Iterator[Element]:
    return (part for part in (element if element is not None else ()) if local(part) in names)


def inside(base: str, place: str) -> str:
    """The part a place in another part means; a leading slash is the root of the file, and nothing lies outside of it."""
    joined = place if place.startswith("/") else posixpath.join(posixpath.dirname(base), place)
    return posixpath.normpath("/" + joined.replace("\\", "/")).lstrip("/")


def text_of(element: Element | None) -> str:
    """The text of an element, "" without one."""
    return (element.text or "") if element is not None else ""


def numbers(text: str) -> tuple[float, float, float, float] | None:
    """Four numbers (left, top, width, height of a box) as written in an attribute; None where they are not that."""
    found = floats(text)
    if len(found) != 4 or found[2] <= 0 or found[3] <= 0:
        return None
    return found[0], found[1], found[2], found[3]


def floats(text: str) -> list[float]:
    """The numbers of an attribute; what is no number ends them."""
    found = []
    for word in text.split():
        try:
            number = float(word)
        except ValueError:
            break
        # Not a number, or nowhere near a page.
        if not abs(number) < 1e6:
            break
        found.append(number)
    return found
