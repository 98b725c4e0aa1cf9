"""Files of any format as reports: every one that can be read comes, and every other says why, in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.loading import FileReading, read_content, read_files
from lib.reports import Report, write_csv, write_list, write_reports
from tests.loading.cases import whole


def kinds(readings: list[FileReading]) -> list[tuple[str, bool, bool]]:
    return [(Path(r.origin).name, r.report is not None, r.problem is not None) for r in readings]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "".join(write_list([whole()]))),
        ("a.JSON", next(write_reports([whole()]))),
        ("a.jsonl", next(write_reports([whole()]))),
        ("a.csv", "".join(write_csv([whole()]))),
    ],
)
def test_structured_data_is_read_by_the_ending_of_its_name(name: str, content: str) -> None:
    (found,) = read_content(content.encode(), name)
    assert isinstance(found.report, Report)
    assert found.report == whole()
    assert (found.origin, found.problem, found.reading) == (name, None, None)


def test_a_folder_is_read_whole_and_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.json").write_text(next(write_reports([whole(year=2022)])), "utf-8")
    (tmp_path / "a.jsonl").write_text("".join(write_reports([whole(), whole(year=2021)])) + "nonsense\n", "utf-8")
    (tmp_path / "c.json").write_text("{", "utf-8")
    readings = list(read_files([tmp_path, tmp_path / "gone.json"]))
    assert kinds(readings) == [
        ("a.jsonl", True, False),
        ("a.jsonl", True, False),
        ("a.jsonl:3", False, True),
        ("two.json", True, False),
        ("c.json", False, True),
        ("gone.json", False, True),
    ]


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    (found,) = read_files([tmp_path / "gone.html"])
    assert found.report is None
    assert found.problem is not None
    assert found.problem.key == "loading.no_file"
    assert found.problem.values["path"] == str(tmp_path / "gone.html")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03", b"%PDF-1.7 broken", b"just a sentence"])
def test_a_document_that_gives_no_report_says_why(content: bytes) -> None:
    (found,) = read_content(content, "report.bin")
    assert found.report is None
    assert found.problem is not None


def test_a_real_document_comes_with_what_was_asked_about_it(shared_reports: Path) -> None:
    document = next(
        path
        for path in sorted((shared_reports / "documents").iterdir())
        if "平潭" in path.name and path.suffix == ".txt"
    )
    (found,) = read_content(document.read_bytes(), document.name)
    assert found.reading is not None
    assert (found.report, found.problem) == (found.reading.report, found.reading.refusal)
