"""One thread writes at a time; the others wait, and whoever reads sees a whole state."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lib.loading import load_reports
from lib.store import Store
from lib.store.reading import find_report, revisions
from tests.loading.cases import NEW, whole


def test_two_transactions_at_once_come_one_after_the_other() -> None:
    store, begun, go_on = Store(), threading.Event(), threading.Event()
    store.set_meta("count", "0")

    def first() -> None:
        with store.transaction():
            store.set_meta("count", "1")
            begun.set()
            assert go_on.wait(30)

    def second() -> None:
        assert begun.wait(30)
        with store.transaction():
            store.set_meta("count", str(int(store.meta("count") or 0) + 10))

    with ThreadPoolExecutor(2) as pool:
        running = [pool.submit(first), pool.submit(second)]
        assert begun.wait(30)
        assert store.meta("count") == "0"
        go_on.set()
        for task in running:
            task.result(60)
    assert store.meta("count") == "11"
    store.close()


def test_a_transaction_that_fails_lets_the_next_one_in() -> None:
    store = Store()

    def failing() -> None:
        with store.transaction():
            store.set_meta("count", "1")
            raise ValueError

    with ThreadPoolExecutor(1) as pool, pytest.raises(ValueError):  # noqa: PT011
        pool.submit(failing).result(60)
    with store.transaction():
        store.set_meta("other", "2")
    assert (store.meta("count"), store.meta("other")) == (None, "2")
    store.close()


def test_loads_from_many_threads_are_all_there_and_readers_see_no_half_of_one(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.duckdb")
    seen: list[tuple[int, int]] = []
    over = threading.Event()

    def read() -> None:
        while not over.is_set():
            (row,) = store.rows(
                "SELECT (SELECT count(*) FROM report WHERE current) AS reports, (SELECT count(*) FROM verdict) AS verdicts"
            )
            seen.append((row["reports"], row["verdicts"]))

    def load(n: int) -> None:
        # Two reports of an own agency, and a new revision of one that all of them write.
        own = [("own", whole(f"某市第{n}局", year)) for year in (2022, 2023)]
        load_reports(store, [*own, ("shared", whole(figures={NEW: n}))])

    reader = threading.Thread(target=read)
    reader.start()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(load, range(6)))
    over.set()
    reader.join(60)
    assert store.rows("SELECT count(*) AS n FROM report WHERE current") == [{"n": 13}]
    assert sorted(row["revision"] for row in revisions(store, "某市财政局", 2023)) == [1, 2, 3, 4, 5, 6]
    assert all(find_report(store, f"某市第{n}局", 2022) for n in range(6))
    assert store.meta("version") == "6"
    # Reports come two or three at a load, each with its verdict.
    assert {reports == verdicts for reports, verdicts in seen} == {True}
    store.close()
