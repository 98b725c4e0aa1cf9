"""What the styles of a text document lend to a paragraph: automatic numbering, and being hidden."""

from __future__ import annotations

from dataclasses import dataclass

from lib.documents.office.markup import Element, child, local, number, switched_on, value

_LONGEST_CHAIN = 20


@dataclass(frozen=True)
class Style:
    """One style: the list it belongs to and its level there (None where it does not say), and whether it hides."""

    based_on: str
    list_id: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """The styles by name. A style says what it does not say itself by the one it is based on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in () if root is None else root:
            if local(element) != "style":
                continue
            name = value(element, "styleId")
            self._styles[name] = _style(element)
            if value(element, "type") == "paragraph" and value(element, "default") in {"1", "true", "on"}:
                self.default = name

    def list_of(self, name: str) -> tuple[str, int | None] | None:
        """The list a paragraph of this style belongs to and its level; None where it belongs to none."""
        for style in self._chain(name or self.default):
            if style.list_id is not None:
                return style.list_id, style.level
        return None

    def hides(self, name: str) -> bool:
        """Whether text of this style is not shown."""
        return next((style.hidden for style in self._chain(name) if style.hidden is not None), False)

    def _chain(self, name: str) -> list[Style]:
        found: list[Style] = []
        while name in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[name])
            name = found[-1].based_on
        return found


def _style(element: Element) -> Style:
    numbering = child(element, "pPr", "numPr")
    level = child(numbering, "ilvl")
    list_id = child(numbering, "numId")
    vanish = child(element, "rPr", "vanish")
    return Style(
        based_on=value(child(element, "basedOn")),
        list_id=value(list_id) if list_id is not None else None,
        level=number(value(level)) if level is not None else None,
        hidden=switched_on(vanish) if vanish is not None else None,
    )
