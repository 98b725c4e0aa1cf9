"""Snapshots of the store, for processes that only read while another one writes.

DuckDB lets no second process in while one has the file open to write. So the writer copies its file aside, and a small file
beside it, put in place by rename, names the copy that is in force. A reader looks at that name before each rerun and opens
another copy where it has changed: nobody waits, nobody restarts, and a copy half made is never seen.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread
from time import time_ns

from lib.language import Message
from lib.store.database import Store, StoreError

_LOG = logging.getLogger("disclosure")
_POINTER, _FOLDER = "snapshot", "snapshots"
# DuckDB keeps the newest writes beside the file until it takes them in.
_PARTS = ("", ".wal")
# Writes that follow each other so closely make one snapshot.
_PAUSE = 0.05  # seconds


def snapshot_of(path: Path) -> Path | None:
    """The snapshot in force of the store at `path`; None where snapshots are not kept."""
    try:
        name = (path.parent / _POINTER).read_text("utf-8").strip()
    except FileNotFoundError:
        return None
    return path.parent / _FOLDER / name


def make_snapshot(store: Store) -> Path:
    """Make a snapshot of the store as it stands and put it in force; the one before stays, for who is just opening it.

    Raises StoreError where there is no room for it or it cannot be written; the one in force stays so.
    """
    assert store.path is not None
    folder = store.path.parent / _FOLDER
    made = folder / f"{time_ns()}.duckdb"
    before = snapshot_of(store.path)
    try:
        folder.mkdir(exist_ok=True)
        with store.held():
            for part in _PARTS:
                source = store.path.with_name(store.path.name + part)
                if source.exists():
                    shutil.copyfile(source, made.with_name(made.name + part))
        Store(made, read_only=True).close()
        pointer = store.path.parent / _POINTER
        new = pointer.with_suffix(".new")
        new.write_text(made.name, "utf-8")
        os.replace(new, pointer)
    except OSError as error:
        _remove(folder, made.name)
        raise StoreError(Message("loading.cannot_keep", {"path": folder, "reason": error.strerror})) from error
    for old in {file.name.removesuffix(".wal") for file in folder.iterdir()} - {
        made.name,
        before.name if before else "",
    }:
        _remove(folder, old)
    return made


def open_snapshot(path: Path) -> Store:
    """The snapshot in force, to be read. Raises StoreError where there is none."""
    for _ in range(3):
        found = snapshot_of(path)
        if found is None:
            break
        # Between the name and the file two newer ones may have been made.
        with suppress(StoreError):
            return Store(found, read_only=True)
    raise StoreError(Message("store.no_snapshot", {"path": path}))


class SnapshotKeeper:
    """Makes a snapshot after what is written, by a thread of its own, and at the latest before the store is closed.

    One that cannot be made is logged, and tried again after the next write; `failed` is why, until one succeeds. Closing the
    store raises it: who writes and goes must not believe that readers see it.
    """

    def __init__(self, store: Store) -> None:
        self.failed: StoreError | None = None
        self._store = store
        self._written, self._over = Event(), Event()
        self._making = Lock()
        store.after_commit.append(self._written.set)
        store.before_close.append(self._finish)
        Thread(target=self._run, name="snapshots", daemon=True).start()
        atexit.register(self._finish)

    def _finish(self) -> None:
        atexit.unregister(self._finish)
        self._over.set()
        self._make()
        self._written.set()
        if self.failed is not None:
            raise self.failed

    def _run(self) -> None:
        while True:
            self._written.wait()
            if self._over.wait(_PAUSE):
                return
            self._make()

    def _make(self) -> None:
        with self._making:
            if not self._written.is_set():
                return
            self._written.clear()
            try:
                make_snapshot(self._store)
                self.failed = None
            except StoreError as error:
                self.failed = error
                _LOG.error("%s", error)


def _remove(folder: Path, name: str) -> None:
    for part in _PARTS:
        # Where a file that is open cannot be removed, the next snapshot tries again.
        with suppress(OSError):
            (folder / f"{name}{part}").unlink(missing_ok=True)
