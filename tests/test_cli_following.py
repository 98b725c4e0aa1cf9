"""`letters` and `worklist`: files that open, a sentence where there is nothing to write or nowhere to write it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from lib.cli import app
from lib.language import UserError
from lib.loading.bundle import HOME_VARIABLE


@pytest.fixture(scope="module", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(tmp_path_factory.mktemp("home")))
        patch.setenv("LC_ALL", "zh_CN.UTF-8")
        run("prepare")
        yield


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def test_letters_are_one_an_agency(tmp_path: Path) -> None:
    out = tmp_path / "letters.zip"
    done = run("letters", "--out", out, "--year", 2023)
    assert done.exit_code == 0
    with ZipFile(out) as packed:
        letters = [name for name in packed.namelist() if name.endswith(".docx")]
        assert letters
        years = {
            row.cells[1].text
            for name in letters
            for row in docx.Document(io.BytesIO(packed.read(name))).tables[0].rows[1:]
        }
    assert years == {"2023"}
    assert str(len(letters)) in done.stderr


@pytest.mark.parametrize("ending", ["xlsx", "csv", "docx"])
def test_the_worklist_is_written_in_every_format(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"list.{ending}"
    done = run("worklist", out)
    assert done.exit_code == 0
    if ending == "xlsx":
        assert openpyxl.load_workbook(out).worksheets[0].max_row > 50
    elif ending == "csv":
        assert len(out.read_text("utf-8-sig").splitlines()) > 50
    else:
        assert docx.Document(str(out)).tables


@pytest.mark.parametrize(
    "words",
    [("letters", "--out", "nowhere/x.zip"), ("worklist", "x.pdf"), ("worklist", "x.csv", "--agency", "无此机关")],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(UserError, match=r"无法导出|没有名为"):
        run(*(str(tmp_path / word) if "." in word else word for word in words))
