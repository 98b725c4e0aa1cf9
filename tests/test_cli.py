"""The command line as a program runs it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from lib.cli import app, main
from lib.loading import store_path
from lib.loading.bundle import BUNDLED, HOME_VARIABLE
from lib.reports import Report, parse_reports, read_csv, write_csv, write_reports
from lib.store import Store
from lib.store.reading import stored_reports
from tests.loading.cases import NEW, whole

KEYS = {"agency", "year", "check", "severity", "verdict", "cause", "equations", "message", "review"}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(write_reports([whole(figures={NEW: 6}), whole(year=2022)])), "utf-8")
    return path


def run(*words: object) -> Result:
    found = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return found


def in_store() -> list[Report]:
    store = Store(store_path())
    found = list(stored_reports(store))
    store.close()
    return found


def test_extract_prints_one_report_a_line(file: Path) -> None:
    found = run("extract", file)
    assert found.exit_code == 0
    assert [item for item in parse_reports(found.stdout.encode(), "out.jsonl")] == [
        whole(figures={NEW: 6}),
        whole(year=2022),
    ]
    assert found.stderr == ""
    assert not store_path().exists()


def test_extract_says_what_it_could_not_read_and_fails(file: Path, tmp_path: Path) -> None:
    with file.open("a", encoding="utf-8") as more:
        more.write('{"year": 2023}\n')
    found = run("extract", file, tmp_path / "gone.html", "--lang", "en")
    assert found.exit_code == 1
    assert len(found.stdout.splitlines()) == 2
    problems = found.stderr.replace("\n", " ")
    assert "reports.jsonl:3" in problems
    assert "“agency” is missing." in problems
    assert "gone.html" in problems


def test_import_takes_in_and_repeating_it_changes_nothing(file: Path) -> None:
    first, second = run("import", file), run("import", file)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "新增 2 份，修订 0 份，未变 0 份，未能读取 0 份。" in first.stderr
    assert "新增 0 份，修订 0 份，未变 2 份，未能读取 0 份。" in second.stderr
    assert (first.stdout, second.stdout) == ("", "")
    assert len(in_store()) == 2


def test_import_of_a_folder_takes_what_it_can_and_says_the_rest(file: Path) -> None:
    (file.parent / "broken.json").write_text("{", "utf-8")
    found = run("import", file.parent, "--lang=en")
    assert found.exit_code == 1
    assert "Added 2, revised 0, unchanged 0, not readable 1." in found.stderr
    assert "broken.json" in found.stderr
    assert len(in_store()) == 2


def test_import_of_two_different_reports_for_one_year_fails_after_taking_the_first(tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    path.write_text("".join(write_reports([whole(), whole(figures={NEW: 6})])), "utf-8")
    found = run("import", path)
    assert found.exit_code == 1
    assert "有两份内容不同的报告" in found.stderr
    assert [report.figures[NEW] for report in in_store()] == [5]


def test_check_of_a_file_needs_no_store(file: Path) -> None:
    found = run("check", file, "--format", "json")
    assert found.exit_code == 0
    (finding,) = json.loads(found.stdout)
    assert set(finding) >= KEYS
    assert (finding["agency"], finding["year"], finding["check"]) == ("某市财政局", 2023, "T3-ROW")
    assert (finding["severity"], finding["verdict"], finding["review"]) == ("error", "broken", {})
    assert set(finding["message"]) == {"zh", "en"}
    assert finding["cause"]["cells"][0] == {"key": NEW, "reported": 6, "suggested": 5}
    assert {"kind", "cells", "alternatives"} <= set(finding["cause"])
    row = next(equation for equation in finding["equations"] if equation["check"] == "T3-ROW")
    assert (row["left"], row["right"], row["delta"]) == (5, 6, -1)
    assert NEW in row["cells"]
    assert {equation["check"] for equation in finding["equations"]} == {"T3-ROW", "T3-FLOW"}
    assert not store_path().exists()


def test_check_of_everything_stored(file: Path) -> None:
    run("import", file)
    stored = run("check", "--format", "json")
    assert stored.exit_code == 0
    assert stored.stdout == run("check", file, "--format", "json").stdout


def test_check_of_an_empty_store_finds_nothing() -> None:
    found = run("check", "--format", "json")
    assert (found.exit_code, json.loads(found.stdout)) == (0, [])


def test_check_as_a_table_and_as_csv(file: Path) -> None:
    shown = run("check", file)
    assert {"机关", "某市财政局", "T3-ROW", "2023"} <= set(shown.stdout.replace("│", " ").replace("┃", " ").split())
    english = run("check", file, "--format", "csv", "--lang", "en").stdout.splitlines()
    assert english[0] == "agency,year,check,severity,message"
    assert english[1].startswith("某市财政局,2023,T3-ROW,error,")
    assert "最可能" not in english[1]


def test_check_cuts_nothing_off_in_a_narrow_window(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert "…" not in run("check", file).stdout


def test_check_fails_where_a_file_gave_no_report(file: Path, tmp_path: Path) -> None:
    found = run("check", file, tmp_path / "gone.json", "--format", "json")
    assert found.exit_code == 1
    assert "gone.json" in found.stderr
    assert len(json.loads(found.stdout)) == 1


def test_check_says_what_it_did_not_judge(tmp_path: Path) -> None:
    path = tmp_path / "twice.jsonl"
    path.write_text("".join(write_reports([whole(), whole(figures={NEW: 6})])), "utf-8")
    found = run("check", path, "--format", "json")
    assert [finding["check"] for finding in json.loads(found.stdout)] == ["STRUCT-DUPLICATE"]
    assert "有两份内容不同的报告" in found.stderr


def test_a_format_that_is_none_is_refused(file: Path) -> None:
    assert run("check", file, "--format", "xml").exit_code == 2


@pytest.mark.parametrize("name", ["out.json", "out.jsonl", "out.csv", "OUT.CSV"])
def test_what_is_exported_can_be_taken_in_again(file: Path, tmp_path: Path, name: str) -> None:
    run("import", file)
    out = tmp_path / name
    found = run("export", out)
    assert (found.exit_code, found.stdout) == (0, "")
    assert str(out) in found.stderr.replace("\n", "")
    read = read_csv if out.suffix.lower() == ".csv" else parse_reports
    assert list(read(out.read_bytes(), name)) == in_store()
    assert run("import", out).stderr.count("未变 2 份") == 1


def test_a_json_export_is_one_json_value(file: Path, tmp_path: Path) -> None:
    run("import", file)
    run("export", tmp_path / "out.json")
    assert len(json.loads((tmp_path / "out.json").read_text("utf-8"))) == 2
    run("export", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (tmp_path / "out.csv").read_text("utf-8-sig") == "".join(write_csv(in_store())).replace("\r\n", "\n")


def test_prepare_takes_in_the_bundled_reports_once() -> None:
    first, second = run("prepare", "--lang", "en"), run("prepare")
    assert (first.exit_code, second.exit_code) == (0, 0)
    bundled = len((BUNDLED / "reports.jsonl").read_text("utf-8").splitlines())
    assert f"Added {bundled}," in first.stderr
    assert str(bundled) not in second.stderr
    assert len(in_store()) == bundled


def sentence_of_main(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: object
) -> tuple[Any, str]:
    """The exit code and what stands on standard error when the program itself is run."""
    monkeypatch.setattr("sys.argv", ["disclosure", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        main()
    captured = capsys.readouterr()
    assert captured.out == ""
    return left.value.code, captured.err.replace("\n", " ")


@pytest.fixture
def no_database(home: Path) -> Iterator[Path]:
    home.mkdir()
    (home / "disclosure.duckdb").write_bytes(b"not a database")
    yield home
    assert (home / "disclosure.duckdb").read_bytes() == b"not a database"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("check",), "无法打开数据库"),
        (("check", "--lang", "en"), "cannot be opened"),
        (("check", "--lang=en"), "cannot be opened"),
        (("prepare",), "无法打开数据库"),
        (("export", "{tmp}/out.json"), "无法打开数据库"),
        (("export", "{tmp}/out.xlsx"), "无法导出"),
        (("export", "{tmp}/nowhere/out.json", "--lang", "en"), "Cannot export"),
    ],
)
@pytest.mark.usefixtures("no_database")
def test_an_error_one_can_act_on_is_one_sentence_and_exit_code_2(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    words: tuple[str, ...],
    sentence: str,
) -> None:
    code, error = sentence_of_main(capsys, monkeypatch, *(word.replace("{tmp}", str(tmp_path)) for word in words))
    assert code == 2
    assert sentence in error
    assert "Traceback" not in error


@pytest.mark.parametrize(("locale", "word"), [("en_US.UTF-8", "Added"), ("zh_CN.UTF-8", "新增"), ("C", "新增")])
def test_the_language_is_that_of_the_locale_unless_it_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch, locale: str, word: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert word in run("import", file).stderr
