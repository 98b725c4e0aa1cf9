"""`disclosure briefing`: a region's year as a file, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from typer.testing import CliRunner

from lib.cli import app
from lib.language import UserError
from lib.loading.bundle import HOME_VARIABLE
from lib.views.ready import REGION_YEAR


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(home: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["briefing", *words, "--lang", "zh"], env={HOME_VARIABLE: str(home)})
    if isinstance(done.exception, UserError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_a_regions_year_becomes_slides_report_and_workbook(home: Path, tmp_path: Path) -> None:
    for ending in ("pptx", "html", "xlsx"):
        assert "10 页" in run(home, str(tmp_path / f"a.{ending}"), "--region", "350128", "--year", "2024")
    slides = list(Presentation(str(tmp_path / "a.pptx")).slides)
    assert len(slides) > len(REGION_YEAR)
    assert any(shape.has_chart for slide in slides for shape in slide.shapes)
    assert "2024 年度政府信息公开情况" in (tmp_path / "a.html").read_text("utf-8")
    assert len(load_workbook(tmp_path / "a.xlsx").sheetnames) == len(REGION_YEAR) + 1


@pytest.mark.parametrize(
    "words", [("a.docx",), ("no/such/folder/a.pptx",), ("a.pptx", "--region", "99"), ("a.pptx", "--year", "1999")]
)
def test_what_cannot_be_made_is_said(home: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    with pytest.raises(UserError):
        run(home, str(tmp_path / words[0]), *words[1:])
    assert list(tmp_path.iterdir()) == []
