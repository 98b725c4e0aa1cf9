"""What the styles of a text document lend to a paragraph: automatic numbering, being hidden, being struck out."""

from __future__ import annotations

from dataclasses import dataclass

from lib.documents.office.markup import Element, child, children, local, number, switched_on, value

_LONGEST_CHAIN = 20
Listed = tuple[str, int | None]
"""The list a style belongs to, and its level there; None where the style does not say."""


@dataclass(frozen=True)
class Style:
    """What one style lends: a list, None where it belongs to none, and whether it hides or strikes out, None where it does
    not say."""

    listed: Listed | None
    hidden: bool | None
    struck: bool | None


class Styles:
    """The styles by name. A style says what it does not say itself by the one it is based on.

    A file brings hundreds of styles and uses a handful, so one is read when it is first asked for, and then kept.
    """

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self.default = ""
        for element in () if root is None else root:
            if local(element) != "style":
                continue
            name = value(element, "styleId")
            self._elements[name] = element
            if value(element, "default") in {"1", "true", "on"} and value(element, "type") == "paragraph":
                self.default = name

    def list_of(self, name: str) -> Listed | None:
        """The list a paragraph of this style belongs to and its level; None where it belongs to none."""
        return self._style(name or self.default).listed

    def hides(self, name: str) -> bool:
        """Whether text of this style is not shown."""
        return self._style(name).hidden or False

    def strikes(self, name: str) -> bool:
        """Whether text of this style is struck out."""
        return self._style(name).struck or False

    def _style(self, name: str) -> Style:
        """The style, with what it has from those it is based on."""
        if name not in self._styles:
            chain = self._chain(name)
            self._styles[name] = Style(
                listed=next((style.listed for style in chain if style.listed is not None), None),
                hidden=next((style.hidden for style in chain if style.hidden is not None), None),
                struck=next((style.struck for style in chain if style.struck is not None), None),
            )
        return self._styles[name]

    def _chain(self, name: str) -> list[Style]:
        found: list[Style] = []
        while name in self._elements and len(found) < _LONGEST_CHAIN:
            properties = children(self._elements[name])
            found.append(_own(properties.get("pPr"), properties.get("rPr")))
            name = value(properties.get("basedOn"))
        return found


def _own(paragraph: Element | None, text: Element | None) -> Style:
    numbering = children(child(paragraph, "numPr"))
    level = numbering.get("ilvl")
    looks = children(text)
    vanish = looks.get("vanish")
    lined = [looks[name] for name in ("strike", "dstrike") if name in looks]
    listed = value(numbering.get("numId")), number(value(level)) if level is not None else None
    return Style(
        listed=listed if "numId" in numbering else None,
        hidden=switched_on(vanish) if vanish is not None else None,
        struck=any(map(switched_on, lined)) if lined else None,
    )
