"""A count in the prose, with the cells whose sum it may be."""

from __future__ import annotations

from dataclasses import dataclass

from lib.checks.mentions.sentences import original
from lib.forms import FigureKey

Reading = tuple[FigureKey, ...]
Readings = tuple[Reading, ...]


@dataclass(frozen=True)
class Mention:
    """A count the prose states for the report's own year.

    `readings`, the likeliest first: the cells whose sum the count may be; keys of other editions than the report's may
    be among them. `sentence` is to the letter; `span` is where its clause stands in the sentence as it is read
    (`Sentence.plain`). `stressed`: the sentence says in so many words that this is the whole of the year.
    """

    readings: Readings
    value: int
    section: str
    sentence: str
    span: tuple[int, int] = (0, 0)
    stressed: bool = False


def phrase_of(mention: Mention) -> str:
    """The clause of the sentence with the count in it, to the letter."""
    return original(mention.sentence, *mention.span)
