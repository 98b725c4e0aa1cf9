"""Automatic numbering: the "一、" before a heading that no one typed and that only the list knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lib.documents.office.markup import Element, child, children, local, number, switched_on, value
from lib.documents.office.numerals import printed
from lib.documents.office.word.styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """One level of a list. `style` is the paragraph style tied to it; `keeps` says it is not begun anew."""

    start: int
    form: str
    text: str
    style: str
    legal: bool
    keeps: bool


@dataclass(frozen=True)
class Instance:
    """A use of a list: which definition it follows, and the levels it begins or draws anew."""

    definition: str
    starts: dict[int, int]
    levels: dict[int, Level]


class Numbering:
    """Counts the items of every list in the order of the document."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, dict[int, Level]] = {}
        self._linked: dict[str, str] = {}
        self._instances: dict[str, Instance] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for element in () if root is None else root:
            if local(element) == "abstractNum":
                name = value(element, "abstractNumId")
                self._definitions[name] = {number(value(part, "ilvl")): _level(part) for part in _levels_in(element)}
                self._linked[name] = value(child(element, "numStyleLink"))
            elif local(element) == "num":
                self._instances[value(element, "numId")] = _instance(element)

    def label(self, style: str, properties: Element | None) -> str:
        """The number before a paragraph as printed, "" where it has none; counts it, so call once a paragraph.

        `style` is the name of its style, `properties` what it says itself of its numbering.
        """
        lent = self._styles.list_of(style)
        if properties is None and lent is None:
            return ""
        said = children(properties)
        own, level_mark = said.get("numId"), said.get("ilvl")
        list_id = value(own) if own is not None else (lent[0] if lent else "")
        instance = self._instances.get(list_id)
        if instance is None:
            return ""
        definition, levels = self._levels(instance)
        level = number(value(level_mark)) if level_mark is not None else None
        if level is None and own is None:
            level = next((place for place, found in levels.items() if style and found.style == style), None)
        if level is None:
            level = (lent[1] or 0) if lent and own is None else 0
        if not 0 <= level < _LEVELS or level not in levels:
            return ""
        return self._counted(list_id, instance, definition, levels, level)

    def _levels(self, instance: Instance) -> tuple[str, dict[int, Level]]:
        """The levels of an instance; a definition may send to the list of a style."""
        definition = instance.definition
        if not self._definitions.get(definition) and (linked := self._styles.list_of(self._linked.get(definition, ""))):
            target = self._instances.get(linked[0])
            definition = target.definition if target else definition
        return definition, {**self._definitions.get(definition, {}), **instance.levels}

    def _counted(self, list_id: str, instance: Instance, definition: str, levels: dict[int, Level], level: int) -> str:
        counts = self._counts.setdefault(definition, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in instance.starts:
                counts.pop(place, None)
        starts = {place: instance.starts.get(place, found.start) for place, found in levels.items()}
        counts[level] = counts[level] + 1 if level in counts else starts[level]
        for place in [place for place in counts if place > level]:
            if place not in levels or not levels[place].keeps:
                del counts[place]
        for place in range(level):
            counts.setdefault(place, starts.get(place, 1))

        def put(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = "decimal" if levels[level].legal or place not in levels else levels[place].form
            return printed(counts.get(place, 1), form)

        form = levels[level].form
        return "" if form == "bullet" else _PLACE.sub(put, levels[level].text)


def _levels_in(element: Element) -> list[Element]:
    return [part for part in element if local(part) == "lvl"]


def _level(element: Element) -> Level:
    form = child(element, "numFmt")
    if form is None:
        # The plain form beside one that only newer programs know.
        form = child(element, "AlternateContent", "Fallback", "numFmt")
    restart = child(element, "lvlRestart")
    return Level(
        start=number(value(child(element, "start"), default="1"), 1),
        form=value(form, default="decimal"),
        text=value(child(element, "lvlText")),
        style=value(child(element, "pStyle")),
        legal=switched_on(child(element, "isLgl")),
        keeps=restart is not None and value(restart) == "0",
    )


def _instance(element: Element) -> Instance:
    starts: dict[int, int] = {}
    levels: dict[int, Level] = {}
    for part in element:
        if local(part) != "lvlOverride":
            continue
        place = number(value(part, "ilvl"))
        if (start := child(part, "startOverride")) is not None:
            starts[place] = number(value(start), 1)
        for level in _levels_in(part):
            levels[place] = _level(level)
    return Instance(value(child(element, "abstractNumId")), starts, levels)
