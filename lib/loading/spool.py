"""What a long import has read so far, kept on disk until it is in the store: a run that was ended goes on where it was.

One line of JSON a file, written as soon as the file is read and forced to the disk every so often. A line that was cut
off by a crash is not a line. A line holds for the same bytes under the same name, read by the same version of the
readers; anything else is read again.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any, Literal, Self

import lib.documents
import lib.extraction
import lib.forms
import lib.reports
from lib.language import LANGUAGES, Language, say
from lib.loading.files import FileReading
from lib.reports import Report, parse_report, write_reports

State = Literal["whole", "questions", "refused"]
# A power cut costs what was read in so many seconds; a killed process costs nothing that was written.
_SYNC_SECONDS = 2.0


@dataclass(frozen=True)
class Entry:
    """What came of one file, or of one report in it. `sentences`: why it was refused, or what is asked about it, in
    every language. `recognised`: read from a picture, so it waits for a person's look."""

    origin: str
    format: str
    state: State
    report: Report | None
    sentences: tuple[Mapping[Language, str], ...] = ()
    recognised: bool = False
    questions: int = 0


def entry_of(reading: FileReading) -> Entry:
    """The part of a reading that is worth keeping."""
    questions = reading.reading.questions if reading.reading else ()
    messages = [reading.problem] if reading.problem else [question.message for question in questions]
    sentences = tuple({lang: say(message, lang) for lang in LANGUAGES} for message in messages)
    outcome = reading.reading.outcome if reading.reading else "whole"
    state: State = "refused" if reading.report is None else outcome
    return Entry(reading.origin, reading.format, state, reading.report, sentences, reading.recognised, len(questions))


def key_of(content: bytes, origin: str) -> str:
    """What tells one file from another here: its bytes, its name, and who reads it."""
    return hashlib.sha256(b"\0".join((hashlib.sha256(content).digest(), origin.encode(), _version()))).hexdigest()


class Spool:
    """The file of what has been read; made by the first `add`. Used by one process at a time; two only read twice."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._places = _places(path)
        self._file: IO[bytes] | None = None
        self._synced = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._places)

    def find(self, key: str) -> tuple[Entry, ...] | None:
        """What was read of this file before; None where it was not, or where the line has been damaged."""
        place = self._places.get(key)
        if place is None:
            return None
        with self.path.open("rb") as file:
            file.seek(place)
            line = file.readline()
        return _entries(line)

    def add(self, key: str, entries: Sequence[Entry]) -> None:
        """Keep what was read of a file."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")
            # What a crash cut off must not swallow the first line that follows it.
            self._file.write(b"\n")
        line = json.dumps({"key": key, "entries": [_to_json(entry) for entry in entries]}, ensure_ascii=False)
        self._file.write(line.encode() + b"\n")
        self._file.flush()
        if time.monotonic() - self._synced > _SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = time.monotonic()

    def close(self) -> None:
        """Let go of the file; what is in it stays for the next run."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """All of it is in the store: forget it."""
        self.close()
        self.path.unlink(missing_ok=True)
        self._places.clear()


def _places(path: Path) -> dict[str, int]:
    """Where in the file the line of each key begins."""
    found: dict[str, int] = {}
    if not path.exists():
        return found
    place = 0
    with path.open("rb") as file:
        for line in file:
            if line.startswith(_START) and line.endswith(b"}\n"):
                found[line[len(_START) : len(_START) + 64].decode("ascii", errors="replace")] = place
            place += len(line)
    return found


_START = b'{"key": "'


def _entries(line: bytes) -> tuple[Entry, ...] | None:
    try:
        return tuple(_from_json(item) for item in json.loads(line)["entries"])
    except (ValueError, KeyError, TypeError):
        return None


def _to_json(entry: Entry) -> dict[str, Any]:
    report = None if entry.report is None else json.loads(next(iter(write_reports([entry.report]))))
    sentences = [dict(sentence) for sentence in entry.sentences]
    kept: dict[str, Any] = {
        "origin": entry.origin,
        "format": entry.format,
        "state": entry.state,
        "recognised": entry.recognised,
    }
    kept["questions"] = entry.questions
    return {**kept, "sentences": sentences, "report": report}


def _from_json(item: dict[str, Any]) -> Entry:
    report = None if item["report"] is None else parse_report(item["report"], item["origin"])
    if report is not None and not isinstance(report, Report):
        raise ValueError(item["origin"])
    head = {name: item[name] for name in ("origin", "format", "state", "recognised", "questions")}
    return Entry(**head, report=report, sentences=tuple(item["sentences"]))


@cache
def _version() -> bytes:
    """Changes with anything that decides how a file is read, so that nothing read by other rules is taken."""
    digest = hashlib.sha256()
    for room in (lib.forms, lib.reports, lib.documents, lib.extraction):
        folder = Path(str(room.__file__)).parent
        for path in sorted((*folder.rglob("*.toml"), *folder.rglob("*.py"))):
            digest.update(path.read_bytes())
    digest.update((Path(__file__).parent / "files.py").read_bytes())
    return digest.digest()
