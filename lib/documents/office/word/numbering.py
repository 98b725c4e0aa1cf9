"""Automatic numbering: the "一、" before a heading that no one typed and that only the list knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    """A use of a list: the definition it follows, its levels, and those it begins anew."""

    definition: str
    starts: Mapping[int, int]
    levels: Mapping[int, Level]


class Numbering:
    """Counts the items of every list in the order of the document. A list is read when it is first used."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, Element] = {}
        self._uses: dict[str, Element] = {}
        self._instances: dict[str, Instance] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        for element in () if root is None else root:
            if local(element) == "abstractNum":
                self._definitions[value(element, "abstractNumId")] = element
            elif local(element) == "num":
                self._uses[value(element, "numId")] = element

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
        if list_id not in self._uses:
            return ""
        if list_id not in self._instances:
            self._instances[list_id] = self._instance(self._uses[list_id])
        instance = self._instances[list_id]
        level = number(value(level_mark)) if level_mark is not None else None
        if level is None and own is None:
            level = next((place for place, found in instance.levels.items() if style and found.style == style), None)
        if level is None:
            level = (lent[1] or 0) if lent and own is None else 0
        if not 0 <= level < _LEVELS or level not in instance.levels:
            return ""
        return self._counted(list_id, instance, level)

    def _instance(self, use: Element) -> Instance:
        """The list behind a use of it; a definition without levels sends to the list of a style."""
        definition = _followed(use)
        levels = _levels(self._definitions.get(definition))
        if not levels:
            link = value(child(self._definitions.get(definition), "numStyleLink"))
            linked = self._styles.list_of(link)
            if linked and linked[0] in self._uses:
                definition = _followed(self._uses[linked[0]])
                levels = _levels(self._definitions.get(definition))
        starts: dict[int, int] = {}
        for part in use:
            if local(part) == "lvlOverride":
                place = number(value(part, "ilvl"))
                if (start := child(part, "startOverride")) is not None:
                    starts[place] = number(value(start), 1)
                # It is the override that says which level is drawn anew.
                for level in _levels(part).values():
                    levels[place] = level
        return Instance(definition, starts, levels)

    def _counted(self, list_id: str, instance: Instance, level: int) -> str:
        levels = instance.levels
        counts = self._counts.setdefault(instance.definition, {})
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


def _followed(use: Element) -> str:
    return value(child(use, "abstractNumId"))


def _levels(element: Element | None) -> dict[int, Level]:
    levels = () if element is None else [part for part in element if local(part) == "lvl"]
    return {number(value(part, "ilvl")): _level(part) for part in levels}


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
