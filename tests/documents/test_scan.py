"""Scans: every figure as it stands or said to be unread, blank cells blank, each cell where it stands on the page."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Mapping

import numpy as np
import pytest
from PIL import Image, ImageDraw

from lib.documents import Cell, Content, Document, DocumentError, Grid, Paragraph, read_document
from lib.documents.picture import cell_picture
from lib.documents.scan import read_scan
from lib.extraction import extract
from lib.forms import FigureKey, Form, load_forms
from lib.language import LANGUAGES, say
from lib.reports.numbers import State, read_number
from tests.documents.ofd_files import media, ofd, picture, text
from tests.documents.scanning import as_pdf, as_png, as_tiff, drawn, printed, scanned
from tests.extraction.rendering import as_html, document

# They share the pages that Chromium prints, and the recogniser takes all cores there are.
pytestmark = pytest.mark.xdist_group("scan")

TILT = 1.2
HEADS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ROWS = (
    ("一、本年新收政府信息公开申请数量", ("9", "0", "66", "1", "", "0", "76")),
    ("二、上年结转政府信息公开申请数量", ("0", "", "0", "17", "0", "3.5", "11")),
    ("（一）予以公开", ("3561", "8111", "9066", "2040", "1117", "7171", "5288")),
)
FIGURES = [list(figures) for _, figures in ROWS]


def table(rows: tuple[tuple[str, tuple[str, ...]], ...] = ROWS) -> str:
    lines = [("", HEADS), *rows]
    cells = ("".join(f"<td>{text or '&nbsp;'}</td>" for text in (label, *figures)) for label, figures in lines)
    return (
        "<h3>三、收到和处理政府信息公开申请情况</h3><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"
    )


def figures_of(form: Form) -> dict[FigureKey, int | None]:
    """Figures of one to four digits, with zeros and blanks among them."""
    numbers = np.random.default_rng(20).choice([*range(10), 0, 0, 19, 66, 99, 101, 717, 1111, 6009, 8350], 400)
    keys = [key for item in form.tables.values() for key in item.keys]
    return {key: None if place % 6 == 0 else int(numbers[place]) for place, key in enumerate(keys)}


@pytest.fixture(scope="module")
def small_pages() -> dict[str, Image.Image]:
    """One page each, printed in one go."""
    marks = tuple((label, ("—", "/", "-", "一", "11", "0", "7")) for label, _ in ROWS)
    sections = {
        "table": table(),
        "marks": table(marks),
        "unruled": "<style>.u td{border:none}</style><div class=u>" + table(),
    }
    pages = drawn(printed("".join(f"<section>{body}</section>" for body in sections.values())))
    return dict(zip(sections, pages, strict=True))


@pytest.fixture(scope="module")
def whole_report() -> tuple[bytes, Mapping[FigureKey, int | None]]:
    """A report as a text PDF, and its figures."""
    form = load_forms()["2021"]
    figures = figures_of(form)
    return printed(document(form, figures, as_html, "<p>{}</p>")), figures


def grid_of(content: Content | Document) -> Grid:
    (grid,) = [block for block in content.blocks if isinstance(block, Grid)]
    return grid


def figures_in(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row[-7:]] for row in grid.rows()[1:]]


def read(picture: Image.Image) -> Content:
    return read_scan(as_png(picture), "a.png")


def test_a_report_scanned_askew_is_read_or_said_to_be_unread(whole_report) -> None:  # type: ignore[no-untyped-def]
    pdf, truth = whole_report
    pages = [scanned(page, tilt=TILT, blur=0.6, noise=8, quality=70) for page in drawn(pdf)]
    scan = read_document(as_tiff(pages), "a.tif")
    assert scan.recognised
    assert scan.warnings[0].key == "documents.recognised"
    reading = extract(scan)
    assert reading.outcome == "questions"
    assert reading.report is not None
    stated = {key: value for key, value in reading.report.figures.items() if value is not None}
    assert stated.items() <= truth.items()
    assert len(stated) >= 0.98 * sum(value is not None for value in truth.values())
    blank = {key for key, value in truth.items() if value is None}
    read_blank = {
        key for key, value in reading.report.figures.items() if value is None and key not in reading.report.raw
    }
    assert read_blank == blank

    # The cells lie in the picture as it is, not as it was straightened for reading.
    straight = {(cell.page, cell.text): cell.box for cell in _labels(read_document(pdf, "a.pdf"))}
    compared = 0
    for cell in _labels(scan):
        if (box := straight.get((cell.page, cell.text))) is not None:
            width, height = scan.pages[(cell.page or 1) - 1]
            x, y = _middle(cell)
            assert np.allclose((x, y), _tilted(_middle(cell._replace(box=box)), width, height), atol=3)
            compared += 1
    assert compared > 10


def _labels(document: Document) -> list[Cell]:
    """The cells whose text stands only once on their page."""
    cells = [cell for block in document.blocks if isinstance(block, Grid) for cell in block.cells if cell.box]
    texts = [(cell.page, cell.text) for cell in cells]
    return [cell for cell in cells if len(cell.text) > 3 and texts.count((cell.page, cell.text)) == 1]


def _middle(cell: Cell) -> tuple[float, float]:
    assert cell.box is not None
    left, top, right, bottom = cell.box
    return (left + right) / 2, (top + bottom) / 2


def _tilted(point: tuple[float, float], width: float, height: float) -> tuple[float, float]:
    """Where a point of a page is after the page was turned anticlockwise by `TILT` about its middle."""
    angle = np.radians(TILT)
    x, y = point[0] - width / 2, point[1] - height / 2
    return width / 2 + x * np.cos(angle) + y * np.sin(angle), height / 2 - x * np.sin(angle) + y * np.cos(angle)


def test_blank_cells_are_blank_and_figures_stand_in_their_columns(small_pages: dict[str, Image.Image]) -> None:
    assert figures_in(grid_of(read(small_pages["table"]))) == FIGURES


@pytest.mark.parametrize("degrees", [180, 90, -91])
def test_a_page_that_lies_on_its_side_or_upside_down(small_pages: dict[str, Image.Image], degrees: float) -> None:
    turned = small_pages["table"].rotate(degrees, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    content = read(turned)
    grid = grid_of(content)
    assert figures_in(grid) == FIGURES
    width, height = content.pages[0]
    assert (width > height) is (degrees != 180)
    for cell in grid.cells:
        assert cell.box is not None
        assert 0 <= cell.box[0] < cell.box[2] <= width
        assert 0 <= cell.box[1] < cell.box[3] <= height


def test_ink_that_gives_no_text_is_not_a_blank_cell(small_pages: dict[str, Image.Image]) -> None:
    plain = grid_of(read(small_pages["table"]))
    (cell,) = [cell for cell in plain.rows()[1][-7:] if not cell.text]
    scribbled = small_pages["table"].copy()
    assert cell.box is not None
    left, top, right, bottom = (value * 200 / 72 for value in cell.box)
    x, y = (left + right) / 2, (top + bottom) / 2
    ImageDraw.Draw(scribbled).line(
        [(x - 14, y + 9), (x - 6, y - 12), (x, y + 10), (x + 5, y - 7), (x + 14, y + 8)], fill="black", width=3
    )
    texts = figures_in(grid_of(read(scribbled)))
    assert read_number(texts[0][4]).state is State.UNREAD
    texts[0][4] = ""
    assert texts == FIGURES


def test_a_dash_or_a_slash_is_never_a_one(small_pages: dict[str, Image.Image]) -> None:
    """A long dash and the figure 一 look the same: both stay unread. A hyphen and a slash are marks for blank."""
    for row in figures_in(grid_of(read(small_pages["marks"]))):
        long_dash, slash, hyphen, one, *figures = row
        assert long_dash.endswith("\ufffd")
        assert one.endswith("\ufffd")
        assert slash == "/"
        assert hyphen == "-"
        assert figures == ["11", "0", "7"]


def test_a_red_seal_over_figures_is_taken_off(small_pages: dict[str, Image.Image]) -> None:
    sealed = np.asarray(small_pages["table"]).astype(float) / 255
    ring = Image.new("L", small_pages["table"].size)
    draw = ImageDraw.Draw(ring)
    draw.ellipse((820, 150, 1220, 550), outline=255, width=9)
    draw.regular_polygon((1020, 350, 70), 5, fill=255)
    share = np.asarray(ring)[..., None] / 255 * 0.9
    sealed = sealed * (1 - share + share * np.array([0.85, 0.12, 0.14]))
    assert figures_in(grid_of(read(Image.fromarray((sealed * 255).astype(np.uint8))))) == FIGURES


def test_a_pdf_of_pictures_is_recognised(small_pages: dict[str, Image.Image]) -> None:
    found = read_document(as_pdf([small_pages["table"]]), "a.pdf")
    assert found.recognised
    assert figures_in(grid_of(found)) == FIGURES


def test_an_ofd_with_a_page_that_is_a_picture_is_recognised(small_pages: dict[str, Image.Image]) -> None:
    scan = as_png(small_pages["table"])
    content = ofd(
        [text("一、总体情况", 20, 20), picture(4)], resources=media("scan.png"), extra={"Doc_0/Res/scan.png": scan}
    )
    found = read_document(content, "a.ofd")
    assert found.recognised
    assert Paragraph("一、总体情况", 0, 1) in found.blocks
    assert figures_in(grid_of(found)) == FIGURES
    (cell,) = [cell for cell in grid_of(found).cells if cell.text == "3561"]
    assert cell.page == 2
    assert cell.box is not None
    shown = Image.open(io.BytesIO(cell_picture(content, 2, cell.box))).convert("L")
    # There is ink in the middle of it, and white around that.
    assert np.asarray(shown).min() < 80
    assert shown.width < 400


def test_figures_without_rules_are_never_wrong(small_pages: dict[str, Image.Image]) -> None:
    """Where no rules stand, a figure may stay unread; none is made up and none is read twice."""
    cells = [cell for block in read(small_pages["unruled"]).blocks if isinstance(block, Grid) for cell in block.cells]
    stated = [cell.text for cell in cells if read_number(cell.text).state is State.STATED]
    assert Counter(stated) <= Counter(figure for row in FIGURES for figure in row)


def test_a_page_photographed_at_a_slant_is_refused(small_pages: dict[str, Image.Image]) -> None:
    """Which cell a figure is in cannot be told where the rules do not stand square."""
    page = small_pages["table"]
    width, height = page.size
    slanted = (0, 0, 0, height, width, height - 150, width, 150)
    with pytest.raises(DocumentError) as caught:
        read(page.transform(page.size, Image.Transform.QUAD, slanted, Image.Resampling.BICUBIC, fillcolor="white"))
    assert caught.value.message.key == "documents.page_bent"


@pytest.mark.parametrize("picture", [Image.new("L", (1200, 1600), 255), Image.effect_noise((1200, 1600), 60)])
def test_what_nobody_can_read_is_refused(picture: Image.Image) -> None:
    with pytest.raises(DocumentError) as caught:
        read(picture)
    assert caught.value.message.key == "documents.not_legible"


def test_without_the_recogniser_the_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("lib.documents.recognition")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(DocumentError) as caught:
        read(Image.new("L", (100, 100)))
    assert caught.value.message.key == "documents.ocr_missing"
    for language in LANGUAGES:
        assert 'pip install "disclosure-dashboard[ocr]"' in say(caught.value.message, language)
