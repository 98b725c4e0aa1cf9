"""Publishing anew, refusing to write, an engine that stops and comes back, addresses that lead nowhere."""

from __future__ import annotations

import builtins
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lib.language import Message, say
from lib.store import Filters, Store, StoreError
from lib.store.decks import keep_deck
from lib.store.engines import open_engine, publish
from lib.store.engines import published as published_module
from lib.store.engines import spark as spark_module
from lib.store.engines.engine import EngineError
from lib.store.finding_queries import Sought, sought_rows
from lib.store.reading import selection_size, yearly
from lib.store.reviewing import decide
from tests.store.contract.conftest import ENGINES
from tests.store.contract.engines import free_port, sail
from tests.store.contract.questions import NEW, embedded
from tests.store.hierarchy import stored

# One worker starts the engines and publishes to them.
pytestmark = pytest.mark.xdist_group("engines")

REMOTE = [name for name in ENGINES if name != "embedded"]


def silently(done: int, total: int) -> None:
    """Progress that nobody looks at."""


def key_of(call: Callable[[], object]) -> str:
    """The key of the sentence a call is refused with."""
    with pytest.raises(StoreError) as refused:
        call()
    message: Message = refused.value.message
    assert say(message, "zh") != say(message, "en")
    return message.key


@pytest.mark.parametrize("name", REMOTE)
def test_what_is_published_is_only_read(engine: Callable[[str], Store], name: str) -> None:
    store = engine(name)
    fingerprint = sought_rows(store, Filters(), Sought(), limit=1)[0]["fingerprint"]
    assert store.read_only
    assert not embedded().read_only
    assert key_of(lambda: decide(store, fingerprint, "confirmed", "", "甲")) == "store.read_only"
    assert key_of(lambda: keep_deck(store, "d", "t", "[]")) == "store.read_only"
    assert key_of(lambda: store.set_meta("version", "9")) == "store.read_only"


@pytest.mark.parametrize("name", REMOTE)
def test_many_threads_ask_at_once(engine: Callable[[str], Store], name: str) -> None:
    store, found = engine(name), []
    expected = selection_size(embedded(), Filters())
    threads = [threading.Thread(target=lambda: found.append(selection_size(store, Filters()))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 8


def test_a_new_copy_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published_module, "_LOOK_AGAIN", 0.0)
    with sail(tmp_path, port := free_port()):
        address = f"sc://127.0.0.1:{port}?data={tmp_path}/copies"
        store = open_engine(address)
        assert key_of(lambda: store.meta("version")) == "store.engine_empty"
        sizes = []
        for seed in (2, 4, 5):
            publish(stored(seed), address, silently)
            assert store.meta("version") == stored(seed).meta("version")
            sizes.append(selection_size(store, Filters()))
            assert sizes[-1] == selection_size(stored(seed), Filters())
        assert len(set(sizes)) == 3
        # The one before the last is still there: a page may be reading it.
        assert len(list((tmp_path / "copies").glob("c*[0-9]"))) == 2
        store.close()


def test_an_engine_that_stops_is_said_and_comes_back_by_itself(tmp_path: Path) -> None:
    port = free_port()
    address = f"sc://127.0.0.1:{port}?data={tmp_path}/copies"
    with sail(tmp_path, port):
        publish(stored(2), address, silently)
        store = open_engine(address)
        before = yearly(store, Filters(), [NEW]).to_dict("records")
    for _ in range(3):
        assert key_of(lambda: yearly(store, Filters(), [NEW])) == "store.engine_silent"
    with sail(tmp_path, port):
        assert yearly(store, Filters(), [NEW]).to_dict("records") == before
        store.close()


def test_an_engine_that_does_not_finish_in_time_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(spark_module, "PATIENCE", 1)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        store = open_engine(f"sc://127.0.0.1:{mute.getsockname()[1]}?data={tmp_path}/copies")
        assert key_of(lambda: store.meta("version")) == "store.engine_late"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    address = f"sc://127.0.0.1:1?data={tmp_path}/file"
    assert key_of(lambda: publish(stored(2), address, silently)) == "store.engine_silent"
    assert (tmp_path / "file").read_text() == "not a folder"


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("sc://127.0.0.1:1", "store.engine_no_data"),
        ("sc://127.0.0.1:1?data=", "store.engine_no_data"),
        ("mysql://host/db", "store.engine_unknown"),
        ("/a/path", "store.engine_unknown"),
        ("", "store.engine_unknown"),
        ("sc://127.0.0.1:port?data=/x", "store.engine_unknown"),
        ("clickhouse+http://user:secret@127.0.0.1:1/db", "store.engine_silent"),
        ("sc://127.0.0.1:1?data=/nowhere", "store.engine_silent"),
    ],
)
def test_an_address_that_leads_nowhere_is_said(address: str, key: str) -> None:
    with pytest.raises(StoreError) as refused:
        open_engine(address).meta("version")
    assert refused.value.message.key == key
    assert "secret" not in say(refused.value.message, "zh")


def test_nothing_is_not_published(tmp_path: Path) -> None:
    from lib.loading import load_reports

    empty = Store()
    load_reports(empty, [])
    assert key_of(lambda: publish(empty, f"sc://127.0.0.1:1?data={tmp_path}", silently)) == "store.nothing_to_publish"
    assert not list(tmp_path.iterdir())


def test_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    found = builtins.__import__

    def without(name: str, *args: Any, **named: Any) -> Any:
        if name.startswith("sqlglot"):
            raise ImportError(name)
        return found(name, *args, **named)

    for module in [one for one in sys.modules if one.startswith(("lib.store.engines.", "sqlglot"))]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", without)
    assert key_of(lambda: open_engine("sc://127.0.0.1:1?data=/x")) == "store.engine_missing"


def test_the_error_of_an_engine_is_one_of_the_store() -> None:
    assert issubclass(EngineError, StoreError)
