"""The files of a fictional region: they are read back as any others are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from lib.checks import from_row
from lib.cli import app, main
from lib.demo import KINDS, fictional, write_demo
from lib.demo.writing import FAULT_COLUMNS, FAULTS, README, REPORTS, REVISIONS, ROSTER
from lib.language import UserError
from lib.loading import load_reports
from lib.loading.bundle import HOME_VARIABLE
from lib.loading.roster import load_roster, read_roster
from lib.reports import Report, parse_reports
from lib.store import Filters, Store
from lib.store.reading import finding_rows, selection_size

FILES = {REPORTS, REVISIONS, ROSTER, FAULTS, README}


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def reports_in(path: Path) -> list[Report]:
    found = list(parse_reports(path.read_bytes(), path.name))
    assert all(isinstance(report, Report) for report in found), [r for r in found if not isinstance(r, Report)][:3]
    return [report for report in found if isinstance(report, Report)]


def test_the_command_writes_five_files_that_say_what_they_are(tmp_path: Path) -> None:
    found = run(
        "demo", "--reports", 200, "--seed", 5, "--out", tmp_path / "out", "--faults", 20, "--years", "2020-2024"
    )
    assert found.exit_code == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert "报告" in found.stderr
    assert len((tmp_path / "out" / README).read_text("utf-8").splitlines()) == 2
    reports = reports_in(tmp_path / "out" / REPORTS)
    assert {report.year for report in reports} == set(range(2020, 2025))
    assert len(reports) >= 190


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        run("demo", "--reports", 150, "--seed", 8, "--out", tmp_path / name, "--faults", 20)
    for file in FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_english_is_spoken_where_it_is_asked_for(tmp_path: Path) -> None:
    found = run("demo", "--reports", 60, "--out", tmp_path / "out", "--faults", 20, "--lang", "en")
    assert "reports of" in found.stderr
    assert "Fault" in found.stdout


def test_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "out" / REPORTS
    kept.parent.mkdir()
    kept.write_text("mine")
    monkeypatch.setattr("sys.argv", ["disclosure", "demo", "--reports", "30", "--out", str(kept.parent)])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "空文件夹" in capsys.readouterr().err
    assert kept.read_text() == "mine"


def test_a_data_folder_is_made_straight_away_and_served_as_any_other(tmp_path: Path) -> None:
    out = tmp_path / "out"
    found = run("demo", "--reports", 60, "--out", out, "--store", "--lang", "en")
    assert "DISCLOSURE_HOME" in found.stderr
    store = Store(out / "disclosure.duckdb")
    assert selection_size(store, Filters())[1] >= 60
    store.close()
    # What is there already is not mixed with fiction.
    with pytest.raises(UserError) as refused:
        run("demo", "--reports", 60, "--out", out, "--store")
    assert refused.value.message.key == "demo.not_empty"


@pytest.mark.parametrize("years", ["2018-2020", "2024-2021", "twenty", "2020-2100", "²", ""])
def test_years_that_cannot_be_are_refused_in_a_sentence(
    years: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    monkeypatch.setattr("sys.argv", ["disclosure", "demo", "--reports", "30", "--out", out, "--years", years])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert "2019" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_what_is_written_is_imported_and_judged(tmp_path: Path) -> None:
    """The real way: roster, reports, then what was published again; and the checks find what the list says."""
    write_demo(fictional(900, 3, 0.1, ["wrong_cell", "revised", "missing", "words", "fraction", "blank"]), tmp_path)
    store = Store()
    with store.transaction():
        load_roster(store, read_roster((tmp_path / ROSTER).read_bytes(), ROSTER))
    reports = reports_in(tmp_path / REPORTS)
    first = load_reports(store, [(REPORTS, report) for report in reports])
    assert first.added == len(reports)
    assert first.problems == []
    again = reports_in(tmp_path / REVISIONS)
    assert load_reports(store, [(REVISIONS, report) for report in again]).revised == len(again) > 0
    findings = [(row["agency_name"], from_row(row)) for row in finding_rows(store, Filters(), limit=1_000_000)]
    said = {
        (name, finding.year, check)
        for name, finding in findings
        for check in (finding.check, *(broken.check for broken in finding.equations))
    }
    with (tmp_path / FAULTS).open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert tuple(listed[0]) == FAULT_COLUMNS
    assert {row["kind"] for row in listed} == {"wrong_cell", "revised", "missing", "words", "fraction", "blank"}
    expected = {(row["agency"], int(row["year"]), check) for row in listed for check in row["checks"].split()}
    assert expected <= said


def test_every_report_of_every_kind_of_fault_is_a_report(tmp_path: Path) -> None:
    done = write_demo(fictional(9_000, 4, 0.06), tmp_path)
    assert set(done.faults) == set(KINDS)
    reports = reports_in(tmp_path / REPORTS)
    assert len(reports) == done.reports
    assert len(reports_in(tmp_path / REVISIONS)) == done.revisions > 0
    assert len(read_roster((tmp_path / ROSTER).read_bytes(), ROSTER)) == done.agencies
