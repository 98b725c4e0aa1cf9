"""Snapshots: made while the writer has its file open, taken up without a restart, never half made, never written to."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from lib.language import UserError, say
from lib.loading import load_reports
from lib.store import Store, StoreError
from lib.store.reading import years
from lib.store.schema import UPGRADES
from lib.store.snapshots import SnapshotKeeper, make_snapshot, open_snapshot, snapshot_of
from tests.loading.cases import whole

_READ = """
import sys
from pathlib import Path
from lib.store.snapshots import open_snapshot
from lib.store.reading import years
from lib.store.schema import UPGRADES
print(years(open_snapshot(Path(sys.argv[1]))))
"""


def load(store: Store, *wanted: int) -> None:
    load_reports(store, [(str(year), whole(year=year)) for year in wanted])


def in_another_process(path: Path) -> str:
    command = [sys.executable, "-c", _READ, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def until(seen: object, asked: object) -> None:
    """Wait until `asked()` gives what is to be seen."""
    end = time.monotonic() + 60
    while asked() != seen:  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "disclosure.duckdb"


def test_another_process_reads_what_a_snapshot_holds_while_the_writer_has_the_file(path: Path) -> None:
    store = Store(path)
    load(store, 2022)
    make_snapshot(store)
    assert in_another_process(path) == "(2022,)"
    load(store, 2023)
    assert in_another_process(path) == "(2022,)"
    make_snapshot(store)
    assert in_another_process(path) == "(2022, 2023)"
    store.close()


def test_what_is_written_comes_into_a_snapshot_by_itself_also_by_who_closes_at_once(path: Path) -> None:
    store = Store(path)
    load(store, 2021)
    make_snapshot(store)
    SnapshotKeeper(store)
    load(store, 2022)
    until((2021, 2022), lambda: years(open_snapshot(path)))
    load(store, 2023)
    store.close()
    assert years(open_snapshot(path)) == (2021, 2022, 2023)


def test_a_reader_keeps_what_it_has_opened_and_old_snapshots_go(path: Path) -> None:
    store = Store(path)
    load(store, 2021)
    make_snapshot(store)
    reader = open_snapshot(path)
    for year in (2022, 2023, 2024):
        load(store, year)
        make_snapshot(store)
    assert years(reader) == (2021,)
    assert years(open_snapshot(path)) == (2021, 2022, 2023, 2024)
    assert len(list((path.parent / "snapshots").glob("*.duckdb"))) == 2


def test_a_snapshot_cannot_be_written_to(path: Path) -> None:
    store = Store(path)
    load(store, 2022)
    make_snapshot(store)
    reader = open_snapshot(path)
    for attempt in (
        lambda: load(reader, 2023),
        lambda: reader.set_meta("version", "9"),
        lambda: reader.execute("SELECT 1"),
    ):
        with pytest.raises(StoreError) as refused:
            attempt()
        assert refused.value.message.key == "store.read_only"
    assert years(open_snapshot(path)) == (2022,)


def test_without_a_snapshot_the_reader_is_told_what_to_do(path: Path) -> None:
    with pytest.raises(UserError) as refused:
        open_snapshot(path)
    assert "disclosure snapshot" in say(refused.value.message, "zh")
    assert snapshot_of(path) is None


def test_a_snapshot_that_fails_leaves_the_one_in_force(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    load(store, 2022)
    before = make_snapshot(store)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", no_room)
    keeper = SnapshotKeeper(store)
    load(store, 2023)
    until(True, lambda: keeper.failed is not None)
    assert snapshot_of(path) == before
    assert "No space left" in str(keeper.failed)
    load(store, 2025)
    until((2022,), lambda: years(open_snapshot(path)))
    monkeypatch.undo()
    load(store, 2024)
    until((2022, 2023, 2024, 2025), lambda: years(open_snapshot(path)))
    assert keeper.failed is None


def test_who_writes_and_goes_is_told_that_readers_do_not_see_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(path)
    load(store, 2022)
    make_snapshot(store)
    SnapshotKeeper(store)

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", no_room)
    load(store, 2023)
    with pytest.raises(StoreError) as told:
        store.close()
    assert told.value.message.key == "loading.cannot_keep"
    # What was written is kept all the same.
    assert years(Store(path)) == (2022, 2023)


def test_a_snapshot_of_an_earlier_version_is_not_read(path: Path) -> None:
    store = Store(path)
    store.set_meta("schema", next(iter(UPGRADES)))
    with pytest.raises(StoreError) as refused:
        make_snapshot(store)
    assert refused.value.message.key == "store.version"
    assert snapshot_of(path) is None
