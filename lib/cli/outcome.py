"""What became of the files of an import: counted by format, and listed where they were not taken in."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.table import Table

from lib.cli.console import printable
from lib.language import Language, Message, say, t
from lib.loading.batch import Done
from lib.loading.spool import Entry
from lib.reports import Report, safe_text

_STATES = ("whole", "questions", "looked_at", "refused", "stored")


class Tally:
    """The files of one import as they come in."""

    def __init__(self) -> None:
        self.files = 0
        self.again = 0
        self.problems: list[Message] = []
        self._entries: list[Entry] = []
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, done: Done) -> None:
        """Take in what came of one file."""
        self.files += 1
        self.again += done.again
        if done.entries is None:
            self._counts[_ending(done.origin), "stored"] += 1
        for entry in done.entries or ():
            self._entries.append(entry)
            self._counts[entry.format or _ending(entry.origin), state_of(entry)] += 1

    def add_problems(self, problems: Iterable[Message]) -> None:
        """Take in what the load had against reports that had been read."""
        self.problems += problems

    def reports(self) -> Iterator[tuple[str, Report]]:
        """What goes into the store; not what was read from a picture and nobody has looked at."""
        return ((e.origin, e.report) for e in self._entries if e.report is not None and not e.recognised)

    def count(self, state: str) -> int:
        """How many files, or reports in them, are in this state."""
        return sum(number for (_, found), number in self._counts.items() if found == state)

    @property
    def not_taken(self) -> int:
        """How many things a person has to see to."""
        return self.count("refused") + self.count("looked_at") + len(self.problems)

    def short(self, language: Language) -> str:
        """The counts so far, for beside the bar."""
        counts = {name: self.count(name) for name in _STATES}
        return t("cli.so_far", language, **counts)

    def table(self, language: Language) -> Table:
        """The counts by format."""
        table = Table(t("cli.column_format", language))
        for state in _STATES:
            table.add_column(t(f"cli.column_{state}", language), justify="right")
        formats = sorted({format for format, _ in self._counts})
        for format in formats:
            table.add_row(format, *(str(self._counts[format, state]) for state in _STATES))
        if len(formats) > 1:
            table.add_section()
            table.add_row(t("cli.all_formats", language), *(str(self.count(state)) for state in _STATES))
        return table

    def refused(self, language: Language) -> Iterator[tuple[str, str, str, int]]:
        """File, format, reason and number of questions of everything that was not taken in."""
        for entry in self._entries:
            if state_of(entry) == "refused":
                reason = " ".join(sentence[language] for sentence in entry.sentences)
                yield entry.origin, entry.format or _ending(entry.origin), reason, entry.questions
            elif state_of(entry) == "looked_at":
                yield entry.origin, entry.format, t("cli.recognised", language), entry.questions
        for problem in self.problems:
            origin = str(problem.values.get("other") or problem.values.get("origin") or "")
            yield origin, _ending(origin), say(problem, language), 0


def state_of(entry: Entry) -> str:
    """The state of an entry as it is counted: a report read from a picture waits for a person's look."""
    return "looked_at" if entry.recognised and entry.report is not None else entry.state


def write_refused(out: Path, tally: Tally, language: Language) -> None:
    """Everything that was not taken in, as CSV that no spreadsheet takes for formulas."""
    names = ("file", "format", "reason", "questions")
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([t(f"cli.refused_{name}", language) for name in names])
        for origin, format, reason, questions in tally.refused(language):
            writer.writerow([*(safe_text(printable(text)) for text in (origin, format, reason)), questions])


def _ending(origin: str) -> str:
    return Path(printable(origin)).suffix.lower().lstrip(".")[:8] or "?"
