"""Decisions out and in by the command line: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lib.cli import app
from lib.language import UserError
from lib.loading import load_reports, store_path
from lib.loading.bundle import HOME_VARIABLE
from lib.store import Store
from lib.store.reviewing import decide, whole_log
from tests.loading.cases import NEW, whole


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def fill(value: int) -> None:
    store = Store(store_path())
    load_reports(store, [("a", whole(figures={NEW: value}))])
    store.close()


def decide_one(note: str) -> None:
    store = Store(store_path())
    (row,) = store.rows("""SELECT fingerprint FROM open_finding WHERE "check" = 'T3-ROW'""")
    decide(store, row["fingerprint"], "dismissed", note, "张三")
    store.close()


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_decisions_go_from_one_store_to_another(home: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(6)
    decide_one("原件如此")
    out = home / f"decisions.{ending}"
    said = run("decisions", "export", out)
    store = Store(store_path())
    (made,) = whole_log(store)
    store.close()
    assert said.exit_code == 0
    assert f"已导出 1 条结论到 {out}。最后一条的摘要：{made.digest}" in said.stderr

    monkeypatch.setenv(HOME_VARIABLE, str(home / "other"))
    fill(6)
    assert "导入 1 条结论，另有 0 条已在记录中。" in run("decisions", "import", out).stderr
    assert (
        run("decisions", "import", out, "--lang", "en").stderr
        == "0 decisions imported; 1 more were on record already.\n"
    )
    store = Store(store_path())
    assert [entry.content for entry in whole_log(store)] == [made.content]
    store.close()


def test_what_matches_nothing_is_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(6)
    decide_one("原件如此")
    run("decisions", "export", home / "decisions.json")
    monkeypatch.setenv(HOME_VARIABLE, str(home / "other"))
    fill(5)
    said = run("decisions", "import", home / "decisions.json")
    assert said.exit_code == 0
    assert "其中 1 条没有对应的现有疑点" in said.stderr
    assert "某市财政局 2023 年 T3-ROW（已排除，张三）" in said.stderr


def test_an_edited_log_is_exported_and_said(home: Path) -> None:
    fill(6)
    decide_one("原件如此")
    store = Store(store_path())
    store.execute("UPDATE decision SET note = '改过'")
    store.close()
    said = run("decisions", "export", home / "decisions.json")
    assert said.exit_code == 1
    assert "复核记录自第 1 条起与写入时不符" in said.stderr
    assert json.loads((home / "decisions.json").read_text("utf-8"))[0]["note"] == "改过"


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        (("export", "decisions.xlsx"), "扩展名须为 .csv .json 之一"),
        (("export", "no/such/folder.csv"), "无法导出到"),
        (("import", "nothing.csv"), "nothing.csv"),
    ],
)
def test_what_cannot_be_done_is_said(home: Path, words: tuple[str, str], zh: str) -> None:
    with pytest.raises(UserError, match=zh):
        run("decisions", words[0], home / words[1])
    assert not store_path().exists()


def test_findings_for_programs_say_what_was_decided() -> None:
    fill(6)
    decide_one("原件如此")
    found = {finding["check"]: finding["review"] for finding in json.loads(run("check", "--format", "json").stdout)}
    review = found["T3-ROW"]
    assert (review["state"], review["note"], review["who"]) == ("dismissed", "原件如此", "张三")
    assert datetime.fromisoformat(review["decided_at"]).tzinfo is not None
