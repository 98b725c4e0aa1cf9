"""Reading files that nobody vouches for: in worker processes with limits, each of which can be killed.

A file that hangs, crashes or eats memory costs that file, with a sentence that says so; the others go on, and a new
worker takes the place of the old. Where the operating system has no `resource` (Windows) the limits of memory and CPU
are missing, and the time limit alone holds.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, TimeoutError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, Self

from pebble import ProcessExpired, ProcessPool

from lib.documents import Box
from lib.language import Message
from lib.loading.confinement import Limits, clean_context, confine
from lib.loading.files import FileReading, Item, content_of, items_of
from lib.loading.inside import picture_inside, read_inside

Source = Callable[[], bytes] | Path
LIMITS = Limits()
# When nothing at all has come of any worker for so long after every limit has passed, the pool itself is broken.
_GRACE = 60
# Libraries keep caches and leak: a worker that has read this many files gives way to a new one.
_FILES_A_WORKER = 400
# The first bytes of formats in which there may be pages to recognise, which takes longer.
_SLOW = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")


@dataclass(frozen=True)
class Awaited:
    """What a worker will give for one file; `result` waits for it and never raises for a bad file."""

    origin: str
    result: Callable[[], list[FileReading]]


class Workers:
    """A pool of reading processes; started by the first file, closed by `close` or at the end of a `with`.

    `count`: None is one a core. Any thread may use it. Starting takes about a second, once.
    """

    def __init__(self, count: int | None = None, limits: Limits = LIMITS) -> None:
        self.count = count or os.cpu_count() or 1
        self.limits = limits
        # So many files are read ahead of the one that is waited for: enough to keep all busy, few enough to hold.
        self.ahead = self.count * 4
        self._pool: ProcessPool | None = None
        self._finished = 0
        self._closed = False
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(
        self,
        content: bytes,
        name: str,
        agency: str | None = None,
        year: int | None = None,
        keep_document: bool = False,
    ) -> list[FileReading]:
        """The reports in one file; an archive gives those of every file in it. Never raises for a bad file."""
        items = items_of(content, name)
        awaited = (self.submit(item.content, item.origin, agency, year, keep_document) for item in items)
        return [reading for found in self.in_order(awaited) for reading in found]

    def read_all(self, items: Iterable[tuple[str, Source]]) -> Iterator[list[FileReading]]:
        """The reports of each file, read by all workers at once and given in order; an archive is one list."""
        numbers: deque[int] = deque()

        def awaited() -> Iterator[Awaited]:
            for number, (name, source) in enumerate(items):
                for item in opened(name, source):
                    numbers.append(number)
                    yield self.submit(item.content, item.origin)

        numbered = ((numbers.popleft(), found) for found in self.in_order(awaited()))
        for _, parts in groupby(numbered, key=itemgetter(0)):
            yield [reading for _, found in parts for reading in found]

    def in_order(self, awaited: Iterable[Awaited]) -> Iterator[list[FileReading]]:
        """The results of what is submitted, in order; a few files are submitted ahead of the one waited for."""
        waiting: deque[Awaited] = deque()
        for one in awaited:
            waiting.append(one)
            if len(waiting) > self.ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def submit(
        self,
        content: bytes | Message,
        origin: str,
        agency: str | None = None,
        year: int | None = None,
        keep_document: bool = False,
    ) -> Awaited:
        """Have one file that is no archive read; `content` may be the reason why there is none."""
        if isinstance(content, Message):
            given = [FileReading(origin, None, content)]
            return Awaited(origin, lambda: given)
        seconds = self._seconds(content)
        wait = self._run(read_inside, (content, origin, agency, year, keep_document, seconds), seconds)

        def result() -> list[FileReading]:
            found = wait()
            return [FileReading(origin, None, self._said(found, origin, seconds))] if isinstance(found, str) else found

        return Awaited(origin, result)

    def picture(self, content: bytes, page: int, box: Box | None = None) -> bytes | None:
        """A page (from 1) of a file as PNG, or the part of it in `box`; None where there is none to be had."""
        seconds = self.limits.seconds
        found = self._run(picture_inside, (content, page, box, seconds), seconds)()
        return found if isinstance(found, bytes) else None

    def close(self) -> None:
        """End the workers at once, whatever they are doing, and for good."""
        with self._lock:
            self._closed = True
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()

    def _run(self, function: Callable[..., Any], values: tuple[Any, ...], seconds: float) -> Callable[[], Any]:
        """Start `function` in a worker. What is returned waits for its value, or gives the name of what befell it."""
        started = [self._schedule(function, values, seconds)]

        def wait() -> Any:
            while True:
                pool, future = started[-1]
                try:
                    return self._result(pool, future)
                except ProcessExpired as error:
                    return _BY_EXIT.get(error.exitcode, "crashed")
                except TimeoutError:
                    return "too_slow"
                except MemoryError:
                    return "too_much_memory"
                except (CancelledError, BrokenProcessPool):
                    # Another file's fault, or nobody's: this one gets a second chance in a new pool.
                    self._forget(pool)
                    if len(started) > 1 or self._closed:
                        return "crashed"
                    started.append(self._schedule(function, values, seconds))
                except KeyboardInterrupt:
                    raise
                except BaseException:
                    # Whatever it was in the worker, here it is a file that was not read.
                    return "crashed"

        return wait

    def _result(self, pool: ProcessPool, future: Future[Any]) -> Any:
        """The value of a task. Should the whole pool stand still, which it should never, it is replaced."""
        patience = self.limits.slow_seconds + _GRACE
        while True:
            before = self._finished
            try:
                return future.result(patience)
            except TimeoutError:
                if future.done():
                    raise
                if self._finished == before:
                    raise BrokenProcessPool from None

    def _schedule(
        self, function: Callable[..., Any], values: tuple[Any, ...], seconds: float
    ) -> tuple[ProcessPool, Future[Any]]:
        pool = self._running()
        try:
            future = pool.schedule(function, values, timeout=seconds)
        except RuntimeError:
            # The pool broke since it was last used.
            self._forget(pool)
            pool = self._running()
            future = pool.schedule(function, values, timeout=seconds)
        future.add_done_callback(self._count)
        return pool, future

    def _count(self, _: object) -> None:
        self._finished += 1

    def _running(self) -> ProcessPool:
        with self._lock:
            if self._closed:
                raise RuntimeError("these workers have been closed")
            if self._pool is None:
                self._pool = ProcessPool(self.count, _FILES_A_WORKER, confine, (self.limits,), clean_context())
            return self._pool

    def _forget(self, pool: ProcessPool) -> None:
        with self._lock:
            if self._pool is not pool:
                return
            self._pool = None
        pool.stop()  # type: ignore[no-untyped-call]

    def _seconds(self, content: bytes) -> int:
        return self.limits.slow_seconds if content.startswith(_SLOW) else self.limits.seconds

    def _said(self, fate: str, origin: str, seconds: float) -> Message:
        return Message(f"loading.{fate}", {"name": Path(origin).name, "seconds": int(seconds)})


# A worker ended by the limit of CPU time; by the system for want of memory; by a library that was refused memory.
_BY_EXIT = {-24: "too_slow", -9: "too_much_memory", -6: "too_much_memory"}


def opened(name: str, source: Source) -> Iterator[Item]:
    """A file, or the files in it where it is an archive; a file that cannot be opened is a problem in its place."""
    content = content_of(source) if isinstance(source, Path) else source()
    if isinstance(content, Message):
        yield Item(name, content)
    else:
        yield from items_of(content, name)
