"""The prose of the reports of a batch, read once for all checks: sentences, and the counts in them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from lib.checks.batch import SECTIONS, Batch
from lib.checks.mentions import Mention, Spoken, mentions_in, phrase_of, spoken_of
from lib.checks.wording import enumerated
from lib.forms import FigureKey
from lib.language import Message

PREAMBLE = "preamble"
_MARKS = " \u3000,，、"


_OFFICE = re.compile(r"办公[室厅]|本级|本身")


@dataclass(frozen=True)
class Told:
    """What one report says in prose. `aggregate`: it is a government's, for its whole area."""

    sections: dict[str, str]
    year: int
    aggregate: bool

    @cached_property
    def sentences(self) -> tuple[Spoken, ...]:
        return tuple(spoken_of(self.sections, self.year))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return mentions_in(self.sentences)

    def counts(self, key: FigureKey) -> list[int]:
        """What the prose says a cell is."""
        return [mention.value for mention in self.mentions if (key,) in mention.readings[:1]]

    def of_an_office(self, sentence: str) -> bool:
        """Whether a sentence of a government's report for its whole area speaks of its own office only."""
        return self.aggregate and bool(_OFFICE.search(sentence))


_READ: WeakKeyDictionary[Batch, dict[int, Told]] = WeakKeyDictionary()


def told(batch: Batch) -> dict[int, Told]:
    """What the reports of a batch say, by report column; only those that have prose."""
    if batch not in _READ:
        years, scopes = batch.years.tolist(), batch.profile["scope"].tolist()
        _READ[batch] = {
            report: Told(_known(batch.prose[report]), years[report], scopes[report] == "government_aggregate")
            for report in sorted(batch.prose)
        }
    return _READ[batch]


def _known(sections: Mapping[str, str]) -> dict[str, str]:
    """The sections of the form, in its order; a file may name others."""
    return {name: sections[name] for name in SECTIONS if name in sections}


def written(mentions: Sequence[Mention], shown: int = 3) -> tuple[Message, ...]:
    """第一部分写“…”、“…”: the first `shown` counts, section by section."""
    places = list(dict.fromkeys((mention.section, phrase_of(mention)) for mention in mentions))[:shown]
    sections = list(dict.fromkeys(section for section, _ in places))
    return enumerated([says(section, *(said for where, said in places if where == section)) for section in sections])


def says(section: str, *phrases: str) -> Message:
    """Where the prose says what."""
    quoted = [Message("checks.prose.phrase", {"phrase": phrase.strip(_MARKS)}) for phrase in phrases]
    name = PREAMBLE if section == PREAMBLE else f"section_{SECTIONS.index(section)}"
    return Message("checks.prose.says", {"part": Message(f"checks.prose.part.{name}"), "phrases": enumerated(quoted)})
