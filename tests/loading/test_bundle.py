"""The data that ships with the project is taken in once, and judged again only by other rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lib.loading import prepare, store_path
from lib.loading.bundle import BUNDLED, HOME_VARIABLE
from lib.loading.importing import load_reports
from lib.reports import Report, write_reports
from lib.store import Store
from lib.store.reading import find_report
from tests.loading.cases import NEW, everything, whole

ROSTER = "name,kind\n某市财政局,department\n"


def bundle(folder: Path, *reports: Report, roster: str = ROSTER) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "roster.csv").write_text(roster, "utf-8")
    (folder / "reports.jsonl").write_text("".join(write_reports(reports)), "utf-8")
    return folder


def test_the_second_time_there_is_nothing_to_do() -> None:
    store = Store()
    summary = prepare(store)
    assert summary is not None
    assert (summary.added, summary.revised, summary.problems) == (
        len((BUNDLED / "reports.jsonl").read_text("utf-8").splitlines()),
        0,
        [],
    )
    before = everything(store)
    assert prepare(store) is None
    assert everything(store) == before


def test_other_rules_judge_anew_without_taking_in_anything(tmp_path: Path) -> None:
    store, folder = Store(), bundle(tmp_path / "data", whole(figures={NEW: 6}))
    prepare(store, folder=folder)
    before = everything(store)
    store.execute("DELETE FROM finding")
    store.set_meta("rules", "those of another version")
    assert prepare(store, folder=folder) is None
    after = everything(store)
    # When they were seen is new, because they had been lost.
    assert (
        [row | {"seen_at": None} for row in after["finding"]]
        == [row | {"seen_at": None} for row in before["finding"]]
        != []
    )
    assert after["report"] == before["report"]
    assert store.meta("version") == "2"


def test_a_new_bundle_adds_what_is_new_and_revises_what_is_other(tmp_path: Path) -> None:
    store = Store()
    prepare(store, folder=bundle(tmp_path / "old", whole(), whole(year=2022)))
    newer = bundle(tmp_path / "new", whole(figures={NEW: 6}), whole(year=2022), whole(year=2021))
    summary = prepare(store, folder=newer)
    assert summary is not None
    assert (summary.added, summary.revised, summary.unchanged) == (1, 1, 1)


def test_a_new_bundle_does_not_undo_a_correction(tmp_path: Path) -> None:
    store = Store()
    prepare(store, folder=bundle(tmp_path / "old", whole(figures={NEW: 6})))
    load_reports(store, [("corrected by hand", whole())])
    summary = prepare(store, folder=bundle(tmp_path / "new", whole(figures={NEW: 6}), whole(year=2022)))
    assert summary is not None
    assert (summary.added, summary.revised) == (1, 0)
    found = find_report(store, "某市财政局", 2023)
    assert found is not None
    assert found.report.figures[NEW] == 5


def test_another_roster_alone_is_taken_in_and_judged_by(tmp_path: Path) -> None:
    store, report = Store(), whole(published_on="2024-02-10")
    prepare(store, folder=bundle(tmp_path / "old", report, roster=ROSTER))
    assert store.rows('SELECT "num.on_time_rate" AS n FROM measure') == [{"n": 0}]
    government = ROSTER.replace("department", "government")
    prepare(store, folder=bundle(tmp_path / "new", report, roster=government))
    assert store.rows('SELECT "num.on_time_rate" AS n FROM measure') == [{"n": 1}]


def test_a_bundle_with_a_fault_says_what_was_not_taken_in(tmp_path: Path) -> None:
    folder = bundle(tmp_path / "data", whole())
    with (folder / "reports.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"year": 2020}\n')
    summary = prepare(Store(), folder=folder)
    assert summary is not None
    assert summary.added == 1
    assert [problem.key for problem in summary.problems] == ["reports.refused"]


def test_a_copy_of_the_bundle_is_the_same_bundle(tmp_path: Path) -> None:
    store = Store()
    prepare(store)
    shutil.copytree(BUNDLED, tmp_path / "copy")
    assert prepare(store, folder=tmp_path / "copy") is None


def test_the_store_lives_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    assert store_path() == tmp_path / "home" / "disclosure.duckdb"
    monkeypatch.delenv(HOME_VARIABLE)
    assert store_path().name == "disclosure.duckdb"
    assert not store_path().is_relative_to(tmp_path)
