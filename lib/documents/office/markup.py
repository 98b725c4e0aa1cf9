"""XML parts of office files: parsed without entities, network or unlimited depth, and named without their namespaces."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from lxml import etree

from lib.documents.errors import refuse

Element = Any

# A report has some ten thousand tags; a part with more than this is no report and would only fill the memory.
MOST_TAGS = 1_500_000


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


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for what is not an element."""
    tag = element.tag
    return _local(tag) if type(tag) is str else ""


@lru_cache(maxsize=4096)
def _attribute_names(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_local(name) for name in names)


def value(element: Element | None, attribute: str = "val", default: str = "") -> str:
    """An attribute by its name without namespace; `default` where the element or the attribute is missing."""
    if element is None:
        return default
    names = tuple(element.keys())
    for found, text in zip(_attribute_names(names), element.values(), strict=True):
        if found == attribute:
            return str(text)
    return default


@lru_cache(maxsize=256)
def _in_any_namespace(name: str) -> str:
    return "{*}" + name


def child(element: Element | None, *path: str) -> Element | None:
    """The first child, grandchild … along `path`; None where a step is missing."""
    for step in path:
        if element is None:
            return None
        element = next(element.iterchildren(_in_any_namespace(step)), None)
    return element


def children(element: Element | None) -> dict[str, Element]:
    """The children by name, the first of each; for properties that are looked up one after the other."""
    found: dict[str, Element] = {}
    for part in () if element is None else element:
        found.setdefault(local(part), part)
    return found


def number(text: str, default: int = 0) -> int:
    """A whole number from an attribute; `default` where there is none, within ± one million."""
    try:
        return max(-1_000_000, min(1_000_000, int(float(text))))
    except (ValueError, OverflowError):
        return default


def switched_on(element: Element | None) -> bool:
    """An on/off property: on where the element is there and its value does not say off."""
    return element is not None and value(element, default="1").lower() not in {"0", "false", "off", "none"}
