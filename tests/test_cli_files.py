"""The command line on documents: extract, import with its table and list, forms, rosters, exports."""

from __future__ import annotations

import csv
import hashlib
import zipfile
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from lib.cli import app, main
from lib.loading import store_path
from lib.loading.archive import original_of, places_of
from lib.loading.bundle import HOME_VARIABLE
from lib.loading.spool import Spool, entry_of, key_of
from lib.loading.workers import Workers
from lib.reports import Report, parse_reports, write_reports
from lib.store import Store
from lib.store.reading import stored_reports
from tests.forge import forge, truths
from tests.loading.cases import whole

TRUTH = truths(7, 1)[0]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One report as a web page, another as a workbook, and some that are none."""
    path = tmp_path / "in"
    path.mkdir()
    (path / "a.html").write_bytes(forge(TRUTH, "html/clean")[1])
    other = TRUTH.model_copy(update={"year": TRUTH.year - 1})
    (path / "b.xlsx").write_bytes(forge(other, "xlsx/one_sheet")[1])
    (path / "=c.txt").write_text("一页别的文字\n", "utf-8")
    (path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (path / "~$b.xlsx").write_bytes(b"lock")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def in_store() -> list[Report]:
    store = Store(store_path())
    found = list(stored_reports(store))
    store.close()
    return found


def refused(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_extract_gives_the_reports_in_the_order_of_the_files(folder: Path) -> None:
    found = run("extract", folder / "b.xlsx", folder / "a.html", "--jobs", 2)
    assert found.exit_code == 0, found.stderr
    reports = [item for item in parse_reports(found.stdout.encode(), "out") if isinstance(item, Report)]
    assert [report.year for report in reports] == [TRUTH.year - 1, TRUTH.year]
    assert [report.figures for report in reports] == [TRUTH.figures] * 2


def test_extract_takes_agency_and_year_where_the_file_is_silent(tmp_path: Path) -> None:
    text = forge(TRUTH, "txt/tabs")[1].decode().split("\n", 2)[2]
    (tmp_path / "a.txt").write_text(text, "utf-8")
    found = run("extract", tmp_path / "a.txt", "--agency", "甲市乙局", "--year", "2023")
    (report,) = parse_reports(found.stdout.encode(), "out")
    assert isinstance(report, Report)
    assert (report.agency.name, report.year) == ("甲市乙局", 2023)


def test_an_archive_gives_each_of_its_files(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"县/{path.name}")
    found = run("extract", tmp_path / "all.zip")
    assert found.exit_code == 1
    assert len(found.stdout.splitlines()) == 2
    assert "all.zip/县/=c.txt: " in found.stderr


def test_import_counts_by_format_and_lists_what_was_refused(folder: Path, tmp_path: Path) -> None:
    found = run("import", folder, "--refused", tmp_path / "refused.csv", "--lang", "en")
    assert found.exit_code == 1
    words = " ".join(found.stderr.replace("│", " ").split())
    assert "html 1 0 0 0 0" in words
    assert "xlsx 1 0 0 0 0" in words
    assert "text 0 0 0 1 0" in words
    assert "All 2 0 0 1 0" in words
    assert "Added 2, revised 0, unchanged 0, not readable 1." in found.stderr
    (line,) = refused(tmp_path / "refused.csv")
    assert line["File"] == str(folder / "=c.txt")
    assert line["Format"] == "text"
    assert "no table" in line["Reason"]
    assert len(in_store()) == 2


def test_the_list_of_what_was_refused_starts_no_formula(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    run("import", "=c.txt", "--refused", tmp_path / "refused.csv")
    (line,) = refused(tmp_path / "refused.csv")
    assert line["文件"] == "'=c.txt"


def test_a_document_that_is_in_the_store_is_not_read_again_unless_asked(folder: Path) -> None:
    run("import", folder / "a.html", folder / "b.xlsx")
    second = run("import", folder / "a.html", folder / "b.xlsx", "--lang", "en")
    assert second.exit_code == 0
    assert "All 0 0 0 0 2" in " ".join(second.stderr.replace("│", " ").split())
    third = run("import", folder / "a.html", folder / "b.xlsx", "--again", "--lang", "en")
    assert "unchanged 2," in third.stderr
    assert len(in_store()) == 2


def test_every_figure_that_was_imported_can_be_traced_to_its_place(folder: Path, tmp_path: Path) -> None:
    run("import", folder, "--no-originals")
    sha256 = hashlib.sha256((folder / "a.html").read_bytes()).hexdigest()
    assert original_of(sha256) is None
    run("import", folder, "--again")
    kept = original_of(sha256)
    assert kept is not None
    assert kept.read_bytes() == (folder / "a.html").read_bytes()
    (report,) = (report for report in in_store() if report.source.sha256 == sha256)
    assert places_of(sha256).keys() == report.figures.keys()


def test_what_was_read_from_a_picture_is_not_taken_in_and_said(folder: Path, home: Path, tmp_path: Path) -> None:
    """The reading waits in the spool as if OCR had made it: what `import` does with it is the same for every picture."""
    path = folder / "a.html"
    with Workers(1) as workers, Spool(home / "import.jsonl") as spool:
        (reading,) = workers.read(path.read_bytes(), str(path))
        entry = entry_of(reading)
        spool.add(key_of(path.read_bytes(), str(path)), [type(entry)(**{**vars(entry), "recognised": True})])
    found = run("import", path, "--refused", tmp_path / "refused.csv", "--lang", "en")
    assert found.exit_code == 1
    assert in_store() == []
    assert f"{path}: The figures were recognised from a picture" in found.stderr
    assert "1 of the files had been read by an earlier run" in found.stderr
    assert [line["File"] for line in refused(tmp_path / "refused.csv")] == [str(path)]
    assert not (home / "import.jsonl").exists()


def test_two_reports_of_one_agency_and_year_are_both_named(folder: Path, tmp_path: Path) -> None:
    figures = {**TRUTH.figures, "requests.new.total": 77_777}
    (folder / "z.html").write_bytes(forge(TRUTH.model_copy(update={"figures": figures}), "html/clean")[1])
    found = run("import", folder / "a.html", folder / "z.html", "--refused", tmp_path / "refused.csv")
    assert found.exit_code == 1
    assert "有两份内容不同的报告" in found.stderr
    assert [line["文件"] for line in refused(tmp_path / "refused.csv")] == [str(folder / "z.html")]
    assert [report.source.file for report in in_store()] == ["a.html"]


def test_names_of_files_do_not_steer_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\n\u202egpj.txt"
    path.write_text("nothing", "utf-8")
    found = run("extract", path)
    assert "\x1b" not in found.stderr
    assert "\u202e" not in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_long_json_lines_are_read_in_parts_and_their_lines_keep_their_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.loading.files._PART", 3000)
    lines = [line for n in range(9) for line in write_reports([whole(f"甲{n}局")])]
    path = tmp_path / "long.jsonl"
    path.write_text("".join([*lines[:5], "broken\n", *lines[5:], "{"]), "utf-8")
    found = run("extract", path, "--lang", "en")
    assert [r.agency.name for r in parse_reports(found.stdout.encode(), "out")] == [f"甲{n}局" for n in range(9)]
    assert "long.jsonl:6" in found.stderr
    assert "From line 11," in found.stderr


def test_an_empty_form_is_refused_as_one_and_can_be_had_in_every_edition(tmp_path: Path) -> None:
    for edition in ("2019", "2021"):
        out = tmp_path / f"{edition}.xlsx"
        assert run("form", "--edition", edition, "--out", out).exit_code == 0
        found = run("extract", out)
        assert found.exit_code == 1
        assert "空白表样" in found.stderr


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_the_roster_goes_out_and_comes_in_again(folder: Path, tmp_path: Path, ending: str) -> None:
    run("import", folder / "a.html")
    out = tmp_path / f"roster{ending}"
    assert run("roster", "export", out).exit_code == 0
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    assert "1" in run("roster", "import", out).stderr
    if ending == ".csv":
        run("roster", "export", out)
        assert hashlib.sha256(out.read_bytes()).hexdigest() == digest
    assert [report.agency.name for report in in_store()] == [TRUTH.agency.name]


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html"])
def test_one_report_goes_out_as_the_official_form_and_is_read_back(folder: Path, tmp_path: Path, ending: str) -> None:
    run("import", folder / "a.html")
    out = tmp_path / f"out{ending}"
    assert run("export", out, "--agency", TRUTH.agency.name, "--year", TRUTH.year).exit_code == 0
    (report,) = parse_reports(run("extract", out).stdout.encode(), "out")
    assert isinstance(report, Report)
    assert report.figures == TRUTH.figures


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("export", "{tmp}/a.docx", "--agency", "无此机关", "--year", "2023"), "库中没有"),
        (("export", "{tmp}/a.docx"), "无法导出"),
        (("form", "--edition", "1999", "--out", "{tmp}/a.xlsx"), "没有 1999 版"),
        (("form", "--out", "{tmp}/a.docx"), "无法导出"),
        (("roster", "import", "{tmp}/gone.csv"), "无法读取"),
        (("roster", "export", "{tmp}/a.pdf"), "无法导出"),
        (("import", "{tmp}", "--refused", "{tmp}/nowhere/a.csv"), "文件夹须已存在"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["disclosure", *(word.replace("{tmp}", str(tmp_path)) for word in words)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert sentence in capsys.readouterr().err
