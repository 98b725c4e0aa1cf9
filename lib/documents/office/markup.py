"""XML parts of office files: parsed without entities, network or unlimited depth, and named without their namespaces."""

from __future__ import annotations

from typing import Any

from lxml import etree

from lib.documents.errors import refuse

Element = Any

# A report has some ten thousand tags; a part with more than this is no report and would only fill the memory.
MOST_TAGS = 1_500_000
# Far more than all formats read here have together; a file may make up names without end.
_MOST_NAMES = 4_096
_FARTHEST = 1_000_000


def parse_part(content: bytes, name: str) -> Element:
    """The root of a part. Raises DocumentError where it is no XML, declares a document type, or is far too long."""
    if content.count(b"<") > MOST_TAGS:
        raise refuse("too_long", name=name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refuse("damaged", name=name) from error
    # No office program writes one; its entities could stand for anything.
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise refuse("damaged", name=name)
    return root


class _Names(dict[object, str]):
    """Tags and names of attributes without their namespaces, each worked out once; looked up for every element."""

    def __missing__(self, tag: object) -> str:
        if len(self) >= _MOST_NAMES:
            self.clear()
        self[tag] = name = tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""
        return name


NAMES = _Names()
"""The name behind a tag; `local` asks it, and so does what runs once a cell and cannot wait for a call."""


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is not an element."""
    return NAMES[element.tag]


def value(element: Element | None, attribute: str = "val", default: str = "") -> str:
    """An attribute by its name without namespace; `default` where the element or the attribute is missing."""
    if element is not None:
        for name in element.keys():  # noqa: SIM118 - an element iterates over its children
            if NAMES[name] == attribute:
                return str(element.get(name))
    return default


def child(element: Element | None, *path: str) -> Element | None:
    """The first child, grandchild … along `path`; None where a step is missing."""
    for step in path:
        if element is None:
            return None
        for part in element:
            if NAMES[part.tag] == step:
                element = part
                break
        else:
            return None
    return element


def children(element: Element | None) -> dict[str, Element]:
    """The children by name, the first of each; for properties that are looked up one after the other."""
    found: dict[str, Element] = {}
    for part in () if element is None else element:
        found.setdefault(NAMES[part.tag], part)
    return found


def number(text: str, default: int = 0) -> int:
    """A whole number from an attribute; `default` where there is none, within ± one million."""
    # Most attributes asked for are not there, and that is no exception.
    if not text:
        return default
    try:
        whole = int(text) if text.isdecimal() and len(text) < 8 else int(float(text))
    except (ValueError, OverflowError):
        return default
    return whole if -_FARTHEST < whole < _FARTHEST else max(-_FARTHEST, min(_FARTHEST, whole))


def switched_on(element: Element | None) -> bool:
    """An on/off property: on where the element is there and its value does not say off."""
    return element is not None and value(element, default="1").lower() not in {"0", "false", "off", "none"}
