"""What the styles of an OpenDocument file say that bears on reading: hidden, raised, drawn, and how lists count."""

from __future__ import annotations

from dataclasses import dataclass, field

from lib.documents.office.markup import Element, child, local, number, value

_SIDES = ("border", "border-top", "border-bottom", "border-left", "border-right")


@dataclass(frozen=True)
class ListLevel:
    """How one level of a list is numbered; `form` is "" for a bullet."""

    form: str
    before: str
    after: str
    shown_levels: int
    start: int


@dataclass
class Styles:
    """Styles by name, gathered from the parts that hold some."""

    hidden: set[str] = field(default_factory=set)
    raised: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    framed: set[str] = field(default_factory=set)
    hidden_tables: set[str] = field(default_factory=set)
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)

    def gather(self, root: Element | None) -> None:
        """Add the styles of one part."""
        for group in () if root is None else root:
            if local(group) in {"styles", "automatic-styles"}:
                for element in group:
                    self._add(element)

    def _add(self, element: Element) -> None:
        name = value(element, "name")
        if local(element) == "list-style":
            self.lists[name] = {number(value(part, "level"), 1): _level(part) for part in element}
        elif local(element) == "style":
            text = child(element, "text-properties")
            if value(text, "display") == "none" or name in self.hidden or value(element, "parent") in self.hidden:
                self.hidden.add(name)
            lined = (value(text, "text-line-through-style"), value(text, "text-line-through-type"))
            if any(how not in {"", "none"} for how in lined) or (
                not any(lined) and value(element, "parent-style-name") in self.struck
            ):
                self.struck.add(name)
            if position := value(text, "text-position"):
                self.raised[name] = _raised(position)
            cell = child(element, "table-cell-properties")
            if any(value(cell, side, "none") not in {"none", ""} for side in _SIDES):
                self.framed.add(name)
            if value(child(element, "table-properties"), "display") == "false":
                self.hidden_tables.add(name)


def _raised(position: str) -> str:
    """ "super 58%", "33% 58%", "-10% 58%": the words of WordprocessingML for it, "" where it stands on the line."""
    first = position.split()[0]
    if first in {"super", "sub"}:
        return f"{first}script"
    share = number(first.rstrip("%"))
    return "superscript" if share > 0 else "subscript" if share < 0 else ""


def _level(element: Element) -> ListLevel:
    numbered = local(element) in {"list-level-style-number", "outline-level-style"}
    return ListLevel(
        form=value(element, "num-format") if numbered else "",
        before=value(element, "num-prefix"),
        after=value(element, "num-suffix"),
        shown_levels=number(value(element, "display-levels"), 1),
        start=number(value(element, "start-value"), 1),
    )
