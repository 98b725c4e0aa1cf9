"""The settings file, and everything judged by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.checks import Thresholds
from lib.language import UserError, say
from lib.loading import load_reports
from lib.loading.judging import store_is_judged, thresholds_of
from lib.loading.thresholds import FILE, adopt_settings, set_thresholds, settings_file, settings_problem
from lib.reports import Report
from lib.store import Store
from tests.checks.frames import report_of

LEAST = ("YEAR-JUMP", "least")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two years of one agency: from 4 requests to 30."""
    opened = Store(tmp_path / "store.duckdb")
    load_reports(opened, [(str(n), one) for n, one in enumerate((received(4, 2022), received(30, 2023)))])
    yield opened
    opened.close()


def received(count: int, year: int) -> Report:
    rows = ("new", "granted", "result_total")
    figures = {f"requests.{row}.{who}": count for row in rows for who in ("natural", "total")}
    return report_of(figures, year=year)


def jumps(store: Store) -> int:
    return len(store.rows("SELECT 1 FROM finding WHERE gone_at IS NULL AND \"check\" = 'YEAR-JUMP'"))


def test_a_change_is_written_judged_by_and_counted(store: Store, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    before = store.meta("version")
    judged = set_thresholds(store, Thresholds({LEAST: 31}), lambda done, total: heard.append((done, total)))
    assert (judged.added, judged.gone) == (0, 1)
    assert jumps(store) == 0
    assert (tmp_path / FILE).read_text("utf-8") == "[YEAR-JUMP]\nleast = 31\n"
    assert heard[-1] == (1, 1)
    assert store.meta("version") != before
    again = set_thresholds(store, Thresholds())
    assert (again.added, again.gone, jumps(store)) == (1, 0, 1)


def test_a_file_that_somebody_wrote_is_taken_in_and_has_the_reports_judged_anew(store: Store, tmp_path: Path) -> None:
    assert store_is_judged(store)
    (tmp_path / FILE).write_text("[YEAR-JUMP]\nleast = 31\n", "utf-8")
    assert adopt_settings(store) is None
    assert thresholds_of(store) == Thresholds({LEAST: 31})
    assert not store_is_judged(store)
    load_reports(store, [])
    assert (store_is_judged(store), jumps(store)) == (True, 0)
    assert adopt_settings(store) is None
    assert store_is_judged(store)
    (tmp_path / FILE).unlink()
    adopt_settings(store)
    assert thresholds_of(store) == Thresholds()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[YEAR-JUMP]\nleast = ", "阈值文件无法读取"),
        (b"[YEAR-JUMP]\nlest = 3\n", "没有名为 YEAR-JUMP lest 的阈值"),
        (b"[YEAR-JUMP]\nleast = 0\n", "阈值 YEAR-JUMP least 应为 1 至"),
        (b"[YEAR-JUMP]\nleast = 'many'\n", "阈值 YEAR-JUMP least 应为 1 至"),
        (b"\xff\xfe\x00", "阈值文件无法读取"),
    ],
)
def test_a_bad_file_is_said_and_the_thresholds_in_force_stay(
    store: Store, tmp_path: Path, content: bytes, said: str
) -> None:
    set_thresholds(store, Thresholds({LEAST: 31}))
    (tmp_path / FILE).write_bytes(content)
    for problem in (adopt_settings(store), settings_problem(store)):
        assert problem is not None
        assert said in say(problem, "zh")
    assert thresholds_of(store) == Thresholds({LEAST: 31})
    assert store_is_judged(store)


def test_stored_thresholds_of_another_version_are_forgotten(store: Store) -> None:
    store.set_meta("thresholds", "[NO-SUCH-CHECK]\nnumber = 3\n")
    with pytest.raises(UserError):
        thresholds_of(store)
    assert adopt_settings(store) is None
    assert thresholds_of(store) == Thresholds()
    assert not store_is_judged(store)


def test_where_the_disk_does_not_take_the_file_nothing_changes(store: Store, tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(UserError):
        set_thresholds(store, Thresholds({LEAST: 31}))
    assert thresholds_of(store) == Thresholds()
    assert jumps(store) == 1


def test_a_store_in_memory_has_no_file() -> None:
    store = Store()
    load_reports(store, [("1", received(4, 2022)), ("2", received(30, 2023))])
    assert settings_file(store) is None
    assert adopt_settings(store) is None
    assert set_thresholds(store, Thresholds({LEAST: 31})).gone == 1
