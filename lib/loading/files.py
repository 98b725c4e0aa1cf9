"""Files of any format as reports: structured data directly, documents through extraction. One path for all callers."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lib.documents import Document, read_document
from lib.documents.archive import is_archive, members
from lib.extraction import Reading, extract
from lib.forms import ALL_KEYS
from lib.language import Message, UserError
from lib.reports import Report, ReportError, parse_reports, read_csv

# The largest file opened at all: an archive of documents. What one document may weigh is for lib.documents to say.
LARGEST_FILE = 500 * 2**20
# What lies in folders beside documents: the traces of file managers and of programs that have a document open.
_NO_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_CSV_HEAD = 65_536
# JSON Lines longer than this, in bytes, are read in parts.
_PART = 4 * 2**20


@dataclass(frozen=True)
class FileReading:
    """What one report of a file gave. `report` is None where it was refused, and `problem` says why.

    `reading` is set for documents: its questions, and where each figure stood. `document` is set where it was asked
    for. `format` is the name of the reader ("" where none took the file); `recognised`: read from a picture.
    """

    origin: str
    report: Report | None
    problem: Message | None = None
    reading: Reading | None = None
    document: Document | None = None
    format: str = ""
    recognised: bool = False


@dataclass(frozen=True)
class Item:
    """The bytes of one file, or of one file in an archive; or why they cannot be had."""

    origin: str
    content: bytes | Message


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, in order; without what file managers leave in folders."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        found += [p for p in inside if p == path or not _is_trace(p.relative_to(path))]
    return found


def read_files(paths: list[Path]) -> Iterator[FileReading]:
    """Every report in these files and folders, in order; what cannot be read comes out as a problem in its place."""
    for path in files_of(paths):
        content = content_of(path)
        if isinstance(content, Message):
            yield FileReading(str(path), None, content)
        else:
            yield from read_content(content, str(path))


def content_of(path: Path) -> bytes | Message:
    """The bytes of a file, or why it cannot be opened."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            return Message("loading.file_too_large", {"path": str(path), "megabytes": LARGEST_FILE // 2**20})
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return Message("loading.no_file", {"path": str(path), "reason": reason})


def items_of(content: bytes, name: str) -> Iterator[Item]:
    """The file itself; the documents in it where it is an archive. What cannot be unpacked is a problem in its place."""
    if not is_archive(content):
        long = name.lower().endswith(".jsonl") and len(content) > _PART
        yield from (Item(name, part) for part in (_parts(content) if long else (content,)))
        return
    empty = True
    try:
        for inner, inside in members(content, name):
            empty = False
            yield Item(f"{name}/{inner}", inside.message if isinstance(inside, UserError) else inside)
    except UserError as error:
        yield Item(name, error.message)
        return
    if empty:
        yield Item(name, Message("loading.empty_archive", {"name": name}))


def _parts(content: bytes) -> Iterator[bytes]:
    """JSON Lines in parts, so that none is too much for one worker; empty lines before each keep the numbers right."""
    start = lines = 0
    while start < len(content):
        end = content.find(b"\n", start + _PART) + 1 or len(content)
        yield b"\n" * lines + content[start:end]
        lines += content.count(b"\n", start, end)
        start = end


def read_content(
    content: bytes, name: str, agency: str | None = None, year: int | None = None, keep_document: bool = False
) -> Iterator[FileReading]:
    """The reports in one file's bytes; `name` decides nothing but the format of structured data.

    `agency` and `year` are taken for a document that does not state them itself. The files in an archive come one by
    one, their origin "archive.zip/name".
    """
    for item in items_of(content, name):
        if isinstance(item.content, Message):
            yield FileReading(item.origin, None, item.content)
        else:
            yield from read_item(item.content, item.origin, agency, year, keep_document)


def read_item(
    content: bytes, origin: str, agency: str | None = None, year: int | None = None, keep_document: bool = False
) -> Iterator[FileReading]:
    """The reports in a file that is no archive; see `read_content`."""
    parse, format = _structured(content, origin)
    if parse is None:
        yield _read_document(content, origin, agency, year, keep_document)
        return
    for found in parse(content, origin):
        if isinstance(found, Report):
            yield FileReading(origin, found, format=format)
        else:
            yield FileReading(found.file, None, found.message, format=format)


def _read_document(
    content: bytes, origin: str, agency: str | None, year: int | None, keep_document: bool
) -> FileReading:
    try:
        document = read_document(content, origin)
    except UserError as error:
        return FileReading(origin, None, error.message)
    kept = document if keep_document else None
    try:
        reading = extract(document, agency=agency, year=year)
    except UserError as error:
        return FileReading(origin, None, error.message, None, kept, document.format, document.recognised)
    return FileReading(origin, reading.report, reading.refusal, reading, kept, document.format, document.recognised)


Parse = Callable[[bytes, str], Iterator[Report | ReportError]]


def _structured(content: bytes, name: str) -> tuple[Parse | None, str]:
    """How structured data is parsed, and its format; None for a document."""
    ending = Path(name).suffix.lower()
    if ending in (".json", ".jsonl"):
        return parse_reports, ending[1:]
    if ending == ".csv" and _is_machine_csv(content):
        return read_csv, "csv"
    return None, ""


def _is_machine_csv(content: bytes) -> bool:
    """Whether the first line names columns of the exchange format; any other CSV is a table like one in a document."""
    head = content[:_CSV_HEAD].decode("utf-8-sig", errors="replace")
    try:
        columns = {name.strip() for name in next(csv.reader(head.splitlines()), [])}
    except csv.Error:
        return True
    return "agency" in columns or len(columns & _KEYS) > len(columns) // 2


_KEYS = frozenset(ALL_KEYS)


def _is_trace(path: Path) -> bool:
    return any(part.startswith((".", "~$")) or part.lower() in _NO_DOCUMENTS for part in path.parts)
