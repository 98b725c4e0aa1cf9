"""The desk of the data page: the inbox, the workers that read for it, and what every waiting file gave.

What was read is kept in memory only. A file is read again after a restart, and what a person decided about it is in the
inbox.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import streamlit as st

from lib.documents import Document
from lib.language import Message, UserError
from lib.loading import FileReading
from lib.loading.inbox import Edits, Inbox, Pending
from lib.loading.workers import Awaited, Workers
from lib.store import Agencies, Store
from lib.ui.intake.waiting import Waiting, assess, damaged
from lib.ui.notices import attempt

Progress = Callable[[int, int, str], None]
K = TypeVar("K")
V = TypeVar("V")
# Documents and pictures are large; what is open is among the last few.
_DOCUMENTS, _PICTURES = 40, 60
_LISTEN_SECONDS = 0.5


@dataclass(frozen=True)
class Paper:
    """A file to look at, waiting or stored: a name of its own, the file's name, and the way to its bytes."""

    id: str
    name: str
    content: Callable[[], bytes]


@dataclass(frozen=True)
class _Assessed:
    """How a file stood, and against which version of the store."""

    version: str | None
    of: Waiting


class Desk:
    """One for a server; any session may use it."""

    def __init__(self, inbox: Inbox, workers: Workers) -> None:
        self.inbox = inbox
        self.workers = workers
        self._lock = threading.RLock()
        self._reading = threading.Lock()
        self._progress = (0, 1, "")
        self._readings: dict[str, tuple[FileReading, ...]] = {}
        self._assessed: dict[str, _Assessed] = {}
        self._documents: OrderedDict[str, Document | None] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, int], bytes | None] = OrderedDict()

    def unread(self) -> list[Pending]:
        """What waits and has not been read since the start."""
        return [item for item in self.inbox.items() if item.id not in self._readings and not item.problem]

    def read_waiting(self, progress: Progress) -> None:
        """Read everything that has not been read yet; `progress` hears how many are done and the name of the last.

        Who comes while another session reads waits for it and hears its progress: nothing is read twice.
        """
        while not self._reading.acquire(timeout=_LISTEN_SECONDS):
            progress(*self._progress)
        try:
            items = self.unread()
            found = self.workers.in_order(self._submit(item) for item in items)
            for done, (item, readings) in enumerate(zip(items, found, strict=True), start=1):
                self._keep(item, readings)
                self._progress = (done, len(items), item.name)
                progress(*self._progress)
        finally:
            self._reading.release()

    def read_again(self, item: Pending) -> None:
        """Read one file again with the agency and year a person has given."""
        edits = self.inbox.edits(item.id)
        found = self._submit(item, edits.agency, edits.year).result()
        self._readings[item.id] = tuple(replace(reading, document=None) for reading in found)

    def waiting(self, store: Store) -> list[Waiting]:
        """Everything that waits and has been read or is damaged, as it stands against the store."""
        items = [item for item in self.inbox.items() if item.problem or item.id in self._readings]
        version = store.meta("version")
        stale = any(item.id not in self._assessed or self._assessed[item.id].version != version for item in items)
        agencies = Agencies.read(store) if stale else None
        return [self._assess(store, item, version, agencies) for item in items]

    def _assess(self, store: Store, item: Pending, version: str | None, agencies: Agencies | None = None) -> Waiting:
        """How one file stands, computed anew when it was read again or edited, or when the store has changed."""
        readings = self._readings.get(item.id)
        try:
            edits = self.inbox.edits(item.id)
        except UserError as error:
            return damaged(item, error.message)
        if readings is None:
            return damaged(item, Message("loading.not_waiting"))
        known = self._assessed.get(item.id)
        if known is None or known.version != version or known.of.readings is not readings or known.of.edits != edits:
            known = _Assessed(version, assess(store, item, readings, edits, agencies))
            self._assessed[item.id] = known
        return known.of

    def find(self, store: Store, number: str) -> Waiting | None:
        """The waiting file of this id; None where there is none (any more). It is read if it has not been."""
        item = self.inbox.item(number)
        if item is None:
            return None
        if item.id not in self._readings and not item.problem:
            self._keep(item, self._submit(item).result())
        return self._assess(store, item, store.meta("version"))

    def paper(self, item: Pending) -> Paper:
        """A waiting file as something to look at."""
        return Paper(item.id, item.name, lambda: self.inbox.content(item.id))

    def document(self, paper: Paper) -> Document | None:
        """The file as paragraphs and tables; None where it cannot be read."""
        with self._lock:
            if paper.id in self._documents:
                return self._documents[paper.id]
        found = self.workers.read(paper.content(), paper.name, keep_document=True)
        document = next((reading.document for reading in found if reading.document is not None), None)
        return _remember(self._documents, paper.id, document, _DOCUMENTS, self._lock)

    def picture(self, paper: Paper, page: int) -> bytes | None:
        """A page as PNG; None for a file without pages to draw."""
        with self._lock:
            if (paper.id, page) in self._pictures:
                return self._pictures[(paper.id, page)]
        found = self.workers.picture(paper.content(), page)
        return _remember(self._pictures, (paper.id, page), found, _PICTURES, self._lock)

    def forget(self, number: str) -> None:
        """Let go of what was read of a file that waits no more."""
        self._readings.pop(number, None)
        self._assessed.pop(number, None)

    def close(self) -> None:
        self.workers.close()

    def _submit(self, item: Pending, agency: str | None = None, year: int | None = None) -> Awaited:
        try:
            content: bytes | Message = self.inbox.content(item.id)
        except UserError as error:
            content = error.message
        return self.workers.submit(content, item.name, agency, year, keep_document=True)

    def _keep(self, item: Pending, found: Sequence[FileReading]) -> None:
        """Keep what was read; of documents only those that took long, the others are read again when they are opened."""
        if any(reading.recognised for reading in found):
            document = next((reading.document for reading in found if reading.document is not None), None)
            _remember(self._documents, item.id, document, _DOCUMENTS, self._lock)
        self._readings[item.id] = tuple(replace(reading, document=None) for reading in found)
        if _wants_to_know(found, self.inbox.edits(item.id)):
            self.read_again(item)


def _wants_to_know(found: Sequence[FileReading], edits: Edits) -> bool:
    """Whether a file was refused for want of what a person has since given."""
    refused = len(found) == 1 and found[0].reading is not None and found[0].report is None
    return refused and bool(edits.agency or edits.year)


def _remember(shelf: OrderedDict[K, V], key: K, value: V, most: int, lock: threading.RLock) -> V:
    with lock:
        shelf[key] = value
        while len(shelf) > most:
            shelf.popitem(last=False)
    return value


def save_edits(item: Pending, edits: Edits) -> None:
    """Keep what a person said of a file; what stands in the way is said on the next run."""
    attempt(lambda: desk().inbox.save(item.id, edits))


@st.cache_resource(show_spinner=False, on_release=lambda opened: opened.close())
def desk() -> Desk:
    """The desk of this server."""
    return Desk(Inbox(), Workers())
