"""What a briefing shows: slides in order, each one view as it stood, with what was selected and what is to be said of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.views.selection import Selection


@dataclass(frozen=True)
class Slide:
    """One idea: a view (any of `lib.views.model`), the selection it was made from, and the presenter's own words.

    `heading` is the presenter's title, "" where the sentence of the view itself is the title. `note` is for the presenter.
    """

    view: Any
    selection: Selection
    heading: str = ""
    note: str = ""


@dataclass(frozen=True)
class Briefing:
    """Slides to present or to take away. `version` is the version of the data they were made from, `day` the day."""

    title: str
    slides: tuple[Slide, ...]
    version: str
    day: date
