"""How long each named query takes on an engine, as a multiple of the embedded store, at a hundred thousand reports.

The bundled reports are copied under other names. Every round asks all stores the same; the medians of the rounds are
compared. The engines run on this machine too, the clusters with two workers: what is seen is what a query costs on the way
through an engine, not what many machines would save. `BENCH_ENGINES=sail,spark` chooses, `BENCH_REPORTS` says how many.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from lib.forms import COUNT_KEYS
from lib.language import say
from lib.store import Filters, Store
from lib.store.engines import open_engine, publish
from lib.store.engines.engine import EngineError
from lib.store.engines.queries import QUERIES
from lib.store.finding_queries import Sought
from lib.store.reading import crossed
from tests.bench.crowded import fill
from tests.bench.record import record
from tests.store.contract.engines import Cluster, free_port, sail, spark

NAMES = {
    "sail": "Sail, two workers",
    "spark": "Apache Spark, two workers",
    "clickhouse": "ClickHouse's engine in this process",
}
REPORTS, ROUNDS = int(os.environ.get("BENCH_REPORTS", "100000")), 5
NEW, GRANTED = "requests.new.total", "requests.granted.total"
ALL = Filters()
# One query of each kind, asked of everything there is: the dearest way to ask it.
ASKED: dict[str, tuple[str, tuple[Any, ...], dict[str, Any]]] = {
    "sums by year": ("yearly", (ALL, (NEW, GRANTED)), {}),
    "sums by kind, level and region": ("grouped", (ALL, "region", (NEW, GRANTED), 4), {}),
    "sums of every figure": ("crossed", (ALL, sorted(COUNT_KEYS)), {}),
    "size of a selection": ("selection_size", (ALL,), {}),
    "reports of a selection": ("reports", (Filters(first_year=2024, last_year=2024), (NEW, GRANTED)), {}),
    "reports behind a number": ("reports_behind", (ALL, (NEW,)), {"limit": 50}),
    "agencies of a selection": ("agencies_reporting", (ALL,), {"limit": 50}),
    "who filed and who was to": ("agency_page", (ALL,), {"size": 50, "due": (2019, 2025)}),
    "two years side by side": ("handed_over", (ALL, "requests.carry_out.total", "requests.carry_in.total"), {}),
    "from year to year": ("link_counts", (ALL, 3), {}),
    "reports without a request": ("zero_counts", (ALL,), {}),
    "findings": ("sought_rows", (ALL, Sought()), {"limit": 50}),
    "how many findings": ("sought_counts", (ALL, Sought()), {}),
    "one report": ("find_report", (), {}),
    "what people put down": ("log", (), {}),
}


def test_engines(tmp_path: Path) -> None:
    fill(tmp_path, REPORTS)
    embedded = Store(tmp_path / "disclosure.duckdb")
    chosen = os.environ.get("BENCH_ENGINES", "sail,clickhouse,spark").split(",")
    stores = {"embedded": embedded}
    with ExitStack() as running:
        clusters: dict[str, Cluster] = {}
        for name in chosen:
            begun = time.perf_counter()
            address = _started(name, tmp_path / name, running, clusters)
            started = time.perf_counter()
            publish(embedded, address, lambda done, total: None)
            stores[name] = open_engine(address)
            record("engines", f"starting {NAMES[name]}", started - begun, "s")
            what = f"publishing {REPORTS:,} reports to {NAMES[name]}"
            record("engines", what, time.perf_counter() - started, "s")
        _report(stores)
        for name, cluster in clusters.items():
            _stop_workers(stores[name], cluster, NAMES[name])
        for store in stores.values():
            store.close()


def _started(name: str, folder: Path, running: ExitStack, clusters: dict[str, Cluster]) -> str:
    """Start an engine; its address. A cluster whose workers can be stopped is kept in `clusters`."""
    folder.mkdir()
    port = free_port()
    if name == "clickhouse":
        return f"clickhouse+chdb://{folder}/engine"
    if name == "spark":
        clusters[name] = running.enter_context(spark(folder, port))
    else:
        running.enter_context(sail(folder, port, cluster=True))
    return f"sc://127.0.0.1:{port}?data={folder}/copies"


def _report(stores: dict[str, Store]) -> None:
    (one,) = stores["embedded"].rows(
        "SELECT code, year FROM report JOIN agency USING (agency_id) WHERE current LIMIT 1"
    )
    for kind, queries in QUERIES.items():
        name, args, named = ASKED[kind]
        query = next(query for query in queries if query.__name__ == name)
        args = (one["code"], one["year"]) if name == "find_report" else args
        times: dict[str, list[float]] = {engine: [] for engine in stores}
        for _ in range(ROUNDS + 1):
            for engine, store in stores.items():
                times[engine].append(_milliseconds(query, store, args, named))
        # The first round makes connections and reads what later ones find in memory.
        own = times.pop("embedded")[1:]
        for engine, (_, *taken) in times.items():
            what = f"{kind}, {REPORTS:,} reports, {NAMES[engine]}"
            record("engines", what, taken, "ms", against="the embedded store", theirs=own)


def _stop_workers(store: Store, cluster: Cluster, name: str) -> None:
    """What a page sees when one worker stops in the middle of its question, when the other stops too, and when one is back."""

    def asked() -> tuple[float, object]:
        begun = time.perf_counter()
        found = crossed(store, ALL, sorted(COUNT_KEYS))
        return time.perf_counter() - begun, found

    quiet, right = asked()
    Timer(quiet / 3, cluster.workers[0].kill).start()
    slow, found = asked()
    assert found == right
    record("engines", f"an answer while one worker stops, {name}", slow, "s", against="both working", theirs=quiet)
    cluster.workers[1].kill()
    begun = time.perf_counter()
    with pytest.raises(EngineError) as said:
        asked()
    silence = time.perf_counter() - begun
    record(
        "engines", f"until a page says that no worker is left, {name}", silence, "s", note=say(said.value.message, "en")
    )
    cluster.start_worker()
    begun = time.perf_counter()
    while True:
        with suppress(EngineError):
            assert asked()[1] == right
            break
    back = time.perf_counter() - begun
    record("engines", f"until it answers by itself once a worker is back, {name}", back, "s")


def _milliseconds(query: Callable[..., Any], store: Store, args: tuple[Any, ...], named: dict[str, Any]) -> float:
    begun = time.perf_counter()
    query(store, *args, **named)
    return (time.perf_counter() - begun) * 1000
