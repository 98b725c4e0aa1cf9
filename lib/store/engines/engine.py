"""What an engine must be able to do to serve the pages: say which copy is current, answer a query of it, take one in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult

import pyarrow as pa

from lib.language import Message
from lib.store.database import StoreError
from lib.store.engines.wording import Dialect, Worded

# An engine that is silent for so long has lost what it was doing. Seconds.
PATIENCE = 60


class EngineError(StoreError):
    """An engine does not answer: it is down, has lost a worker in the middle, or refuses. The same question can be asked
    again, and is then asked over a new connection."""


class Engine(Protocol):
    """A distributed engine that holds copies of the store. Safe from any thread; every call may raise EngineError."""

    dialect: Dialect

    def current(self) -> str | None:
        """The name of the copy that pages are to read; None where nothing was published yet."""

    def answer(self, query: Worded, values: tuple[object, ...], copy: str) -> pa.Table:
        """The answer to a query of a copy."""

    def publish(self, copy: str, folder: Path) -> None:
        """Take in the Parquet files of a copy the engine's own way, make it the current one when all of it is there, and
        drop those before the last: pages may still be reading that."""

    def close(self) -> None:
        """Let go of the connection."""


def silent(address: str, error: BaseException) -> EngineError:
    """The error for an engine that cannot be reached, does not answer, or not in time; its reason is the first line of the
    first error."""
    while error.__cause__ is not None:
        error = error.__cause__
    said = str(error.details()) if hasattr(error, "details") else str(error)
    if _LATE.search(said):
        return EngineError(Message("store.engine_late", {"address": address, "seconds": PATIENCE}))
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    reason = lines[0] if lines else type(error).__name__
    return EngineError(Message("store.engine_silent", {"address": address, "reason": reason[:_MOST_REASON]}))


# As gRPC and HTTP clients say that an answer did not come in time.
_LATE = re.compile("deadline exceeded|deadline_exceeded|read timed out", re.IGNORECASE)
_MOST_REASON = 160


def plain_address(address: SplitResult) -> str:
    """The address as it may be shown: without a password."""
    return f"{address.scheme}://{address.netloc.rpartition('@')[2]}"
