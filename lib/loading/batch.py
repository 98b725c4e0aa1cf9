"""Many thousand documents read in one go: by all workers, in order, and never twice."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lib.loading.archive import keep_original, keep_places
from lib.loading.files import FileReading, Item, content_of, items_of
from lib.loading.spool import Entry, Spool, entry_of, key_of
from lib.loading.workers import Workers
from lib.store import Store


@dataclass(frozen=True)
class Done:
    """One file, or one file in an archive, that is finished. `entries` is None where it is in the store already.

    `path` is the file on disk, `last` that nothing more comes of it; `again`: read by an earlier run.
    """

    path: Path
    origin: str
    entries: tuple[Entry, ...] | None
    last: bool
    again: bool = False


def stored_documents(store: Store) -> frozenset[str]:
    """SHA-256 of every document of which any revision of a report was ever taken in."""
    found = store.rows("SELECT DISTINCT source_sha256 AS sha256 FROM report WHERE source_sha256 IS NOT NULL")
    return frozenset(row["sha256"] for row in found)


def read_batch(
    paths: Iterable[Path],
    workers: Workers,
    spool: Spool,
    stored: frozenset[str] = frozenset(),
    documents: Path | None = None,
) -> Iterator[Done]:
    """What came of every file in order, each kept in the spool as soon as it is given out.

    `documents`: the folder where the documents behind the reports are kept, None where they are not to be. A document
    whose SHA-256 is in `stored` is not read again: what was committed once, and perhaps corrected since, is not
    replaced by another reading of the same bytes.
    """
    waiting: deque[Callable[[], Done]] = deque()
    for path in paths:
        for item, last in _with_last(_opened(path)):
            waiting.append(_begin(path, item, last, workers, spool, stored, documents))
            if len(waiting) > workers.ahead:
                yield waiting.popleft()()
    while waiting:
        yield waiting.popleft()()


def _begin(
    path: Path,
    item: Item,
    last: bool,
    workers: Workers,
    spool: Spool,
    stored: frozenset[str],
    documents: Path | None,
) -> Callable[[], Done]:
    """Have one file read unless that is done already; what is returned waits for it."""
    content = item.content
    key = ""
    if isinstance(content, bytes):
        if hashlib.sha256(content).hexdigest() in stored:
            return lambda: Done(path, item.origin, None, last)
        key = key_of(content, item.origin)
        before = spool.find(key)
        if before is not None:
            return lambda: Done(path, item.origin, before, last, again=True)
    awaited = workers.submit(content, item.origin)

    def finish() -> Done:
        readings = awaited.result()
        if documents is not None and isinstance(content, bytes):
            _keep(content, item.origin, readings, documents)
        entries = tuple(entry_of(reading) for reading in readings)
        if key:
            spool.add(key, entries)
        return Done(path, item.origin, entries, last)

    return finish


def _keep(content: bytes, origin: str, readings: Sequence[FileReading], documents: Path) -> None:
    """Keep a document of which a report was read, and where its figures stood; structured data is not what was published."""
    for reading in readings:
        if reading.report is not None and reading.reading is not None:
            sha256 = keep_original(content, origin, documents)
            keep_places(sha256, reading.reading.places, documents)


def _opened(path: Path) -> Iterator[Item]:
    content = content_of(path)
    return items_of(content, str(path)) if isinstance(content, bytes) else iter([Item(str(path), content)])


def _with_last(items: Iterator[Item]) -> Iterator[tuple[Item, bool]]:
    """Each item, and whether it is the last."""
    before: Item | None = None
    for item in items:
        if before is not None:
            yield before, False
        before = item
    if before is not None:
        yield before, True
