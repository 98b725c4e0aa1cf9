"""The store of the contract, and what was published of it to each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from lib.store import Store
from lib.store.engines import open_engine, publish
from tests.store.contract.engines import free_port, sail
from tests.store.contract.questions import embedded

ENGINES = ("embedded", "sail", "clickhouse")


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Store]]:
    """The store on the engine of this name, started and published to when it is first asked for."""
    opened: dict[str, Store] = {"embedded": embedded()}
    with ExitStack() as running:

        def of(name: str) -> Store:
            if name not in opened:
                address = _started(name, tmp_path_factory.mktemp(name), running)
                opened[name] = open_engine(address)
                publish(embedded(), address, lambda done, total: None)
            return opened[name]

        yield of
        for name, store in opened.items():
            if name != "embedded":
                store.close()


def _started(name: str, folder: Path, running: ExitStack) -> str:
    """Start an engine; its address."""
    if name == "clickhouse":
        return f"clickhouse+chdb://{folder}/engine"
    port = free_port()
    running.enter_context(sail(folder, port))
    return f"sc://127.0.0.1:{port}?data={folder}/copies"
