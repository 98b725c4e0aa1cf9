"""The store on another engine, for more reports than one machine serves: published to it as a whole, read by the pages.

`queries` names what is asked of it, `copies` says what is published, `wording` puts a query into the engine's SQL, `engine`
is what an engine must be able to do, `spark` and `clickhouse` are two that can, and `published` is the store on top.
Everything that needs more packages than the embedded store is imported when such a store is asked for.
"""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

from lib.language import Message
from lib.store.database import Store, StoreError

if TYPE_CHECKING:
    from lib.store.engines.engine import Engine

# How many steps are done, and of how many.
Progress = Callable[[int, int], None]

_ENGINES = {
    "sc": ("spark", "Spark"),
    "clickhouse+http": ("clickhouse", "ClickHouse"),
    "clickhouse+https": ("clickhouse", "ClickHouse"),
    "clickhouse+chdb": ("clickhouse", "ClickHouse"),
}


def open_engine(address: str) -> Store:
    """The store that was published to the engine at this address, for reading: see `published`.

    Raises StoreError for an address that is not understood, and where the packages for it are not installed. Whether the
    engine answers is seen when it is asked.
    """
    engine = _engine_at(urlsplit(address))
    from lib.store.engines.published import PublishedStore

    return PublishedStore(engine)


def publish(store: Store, address: str, progress: Progress) -> None:
    """Publish all that pages read of a store to the engine at this address, in the place of what was published before.

    Raises StoreError as `open_engine` does, for a store without reports, and EngineError where the engine does not
    take it; what was published before then stays.
    """
    engine = _engine_at(urlsplit(address))
    from lib.store.engines.copies import TABLES, new_copy, write_copy

    if not store.rows("SELECT 1 FROM panel LIMIT 1"):
        raise StoreError(Message("store.nothing_to_publish"))
    copy = new_copy()
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder:
        # Writing is the first half, a step a table; of what the engine does nothing is heard until it is done.
        write_copy(store, Path(folder), lambda done: progress(done, 2 * len(TABLES)))
        engine.publish(copy, Path(folder))
    engine.close()
    progress(2 * len(TABLES), 2 * len(TABLES))


def _engine_at(address: SplitResult) -> Engine:
    if address.scheme not in _ENGINES or not (address.netloc or address.path) or not _has_port(address):
        raise StoreError(Message("store.engine_unknown", {"address": f"{address.scheme}://{address.hostname or ''}"}))
    module, name = _ENGINES[address.scheme]
    try:
        made = getattr(importlib.import_module(f"lib.store.engines.{module}"), name)
    except ImportError as error:
        raise StoreError(Message("store.engine_missing", {"scheme": address.scheme})) from error
    engine: Engine = made(address)
    return engine


def _has_port(address: SplitResult) -> bool:
    """Whether what stands for the port is one, or nothing does."""
    try:
        return address.port is None or address.port > 0
    except ValueError:
        return False
