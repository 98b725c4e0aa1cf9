"""Fictional regions straight into a store, and by way of their files: the same store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lib.demo import fictional, filling, write_demo
from lib.demo.filling import fill_store
from lib.demo.writing import REPORTS, REVISIONS, ROSTER
from lib.loading import load_reports
from lib.loading.files import read_files
from lib.loading.judging import store_is_judged
from lib.loading.roster import load_roster, read_roster
from lib.store import Store

# What differs from one load to the next, whatever is loaded.
MOMENTS = {"loaded_at", "seen_at", "gone_at", "finding_id", "source_file"}
TABLES = ("agency", "report", "figures", "cell", "fact", "prose", "correction", "verdict", "measure", "finding")


def rows(store: Store, table: str) -> list[dict[str, Any]]:
    found = store.rows(f"SELECT * FROM {table}")
    plain = [{name: value for name, value in row.items() if name not in MOMENTS} for row in found]
    return sorted(plain, key=repr)


def by_files(folder: Path, reports: int, seed: int) -> Store:
    write_demo(fictional(reports, seed, 0.08), folder)
    store = Store()
    with store.transaction():
        load_roster(store, read_roster((folder / ROSTER).read_bytes(), ROSTER))
    for name in (REPORTS, REVISIONS):
        load_reports(store, [(found.origin, found.report) for found in read_files([folder / name]) if found.report])
    return store


def straight(reports: int, seed: int) -> Store:
    store = Store()
    fill_store(store, fictional(reports, seed, 0.08))
    return store


def test_both_ways_lead_to_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Several portions, so that what is compared between agencies comes from more than one.
    monkeypatch.setattr(filling, "_AT_ONCE", 600)
    one, other = by_files(tmp_path, 3_600, 5), straight(3_600, 5)
    assert store_is_judged(other)
    assert one.rows("SELECT count(*) AS n FROM report WHERE revision > 1")[0]["n"] > 0
    assert one.rows("SELECT count(*) AS n FROM fact WHERE kind = 'duplicate'")[0]["n"] > 0
    for table in TABLES:
        assert rows(one, table) == rows(other, table), table


def test_the_same_regions_once_more_change_nothing() -> None:
    store = Store()
    first = fill_store(store, fictional(300, 9))
    before = {table: rows(store, table) for table in TABLES}
    again = fill_store(store, fictional(300, 9))
    assert (again.added, again.revised, again.unchanged) == (0, 0, first.added)
    assert before == {table: rows(store, table) for table in TABLES}


def test_a_fill_cut_short_is_judged_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_AT_ONCE", 600)
    store = Store()

    def cut_short() -> Any:
        for number, block in enumerate(fictional(3_600, 5, 0.08)):
            if number == 2:
                raise KeyboardInterrupt
            yield block

    with pytest.raises(KeyboardInterrupt):
        fill_store(store, cut_short())
    assert store.rows("SELECT count(*) AS n FROM report")[0]["n"] > 0
    assert not store_is_judged(store)
