"""Files of any format as reports: structured data directly, documents through extraction. One path for all callers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lib.documents import read_document
from lib.extraction import Reading, extract
from lib.language import Message, UserError
from lib.reports import Report, parse_reports, read_csv

STRUCTURED = {".json": parse_reports, ".jsonl": parse_reports, ".csv": read_csv}


@dataclass(frozen=True)
class FileReading:
    """What one report of a file gave. `report` is None where it was refused, and `problem` says why.

    `reading` is set for documents: its questions, and where each figure stood."""

    origin: str
    report: Report | None
    problem: Message | None = None
    reading: Reading | None = None


def read_files(paths: list[Path]) -> Iterator[FileReading]:
    """Every report in these files and folders, in order; what cannot be read comes out as a problem in its place."""
    for path in paths:
        members = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for member in members:
            yield from _read_path(member)


def read_content(content: bytes, name: str) -> Iterator[FileReading]:
    """The reports in one file's bytes; `name` decides nothing but the format of structured data."""
    parse = STRUCTURED.get(Path(name).suffix.lower())
    if parse is not None:
        for item in parse(content, name):
            if isinstance(item, Report):
                yield FileReading(name, item)
            else:
                yield FileReading(item.file, None, item.message)
        return
    try:
        reading = extract(read_document(content, name))
    except UserError as error:
        yield FileReading(name, None, error.message)
        return
    yield FileReading(name, reading.report, reading.refusal, reading)


def _read_path(path: Path) -> Iterator[FileReading]:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield FileReading(str(path), None, Message("loading.no_file", {"path": str(path), "reason": reason}))
        return
    yield from read_content(content, path.name)
