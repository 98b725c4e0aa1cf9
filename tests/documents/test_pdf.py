"""PDF files as files: what is refused, what of their text counts, turned pages, filled-in fields, real reports."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from lib.documents import DocumentError, Grid, Paragraph, read_document
from lib.documents.model import Content
from lib.documents.pdf import MOST_PAGES, read_pdf
from lib.extraction import extract
from lib.reports import State, read_number
from tests.documents.pdf_files import HEIGHT, WIDTH, box, pdf, rules, table, text
from tests.extraction.test_published import truths
from tests.transcribed import transcriptions

XS = (60, 180, 260, 340, 420)
ROWS = [["项目", "甲", "乙", "总计"], ["新收数量", "12", "", "12"], ["结转数量", "3", "40", "43"]]


def read(*pages: str, **options: object) -> Content:
    return read_pdf(pdf(pages, **options), "a.pdf")  # type: ignore[arg-type]


def rows(content: Content) -> list[list[str]]:
    (grid,) = (block for block in content.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows()]


def paragraphs(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Paragraph)]


def locked() -> bytes:
    """A file that asks for a password: its encryption dictionary fits no empty password."""
    plain = pdf([text("甲", 100, 100)]).decode("latin-1")
    encrypt = "/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">>>/ID[<00><00>]"
    return plain.replace("/Root 1 0 R>>", f"/Root 1 0 R{encrypt}>>").encode("latin-1")


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"%PDF-1.7 ...", "damaged"),
        (pdf([text("甲", 100, 100)])[:300], "damaged"),
        (locked(), "encrypted"),
        (pdf([text("甲", 100, 100)] * (MOST_PAGES + 1)), "too_long"),
        (pdf([text("一" * 1_000, 0, 100) + "".join(text("二" * 990, 0, y * 20) for y in range(40))]), "too_long"),
    ],
)
def test_a_file_that_gives_no_document_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_pdf(content, "a.pdf")
    assert refusal.value.message.key == f"documents.{key}"


def test_a_file_without_text_or_pictures_is_empty() -> None:
    with pytest.raises(DocumentError) as refusal:
        read_document(pdf([""]), "a.pdf")
    assert refusal.value.message.key == "documents.empty"


def test_wrapped_lines_are_one_paragraph_and_headings_stand_alone() -> None:
    long = "本机关认真贯彻落实条例各项规定不断完善工作制度持续提升工作水平取得了新的成效"
    page = text("一、总体情况", 80, 100) + text(long, 80, 120) + text(long, 60, 136) + text("明显。", 60, 152)
    assert paragraphs(read(page)) == ["一、总体情况", f"{long}{long}明显。"]


def test_radicals_are_ordinary_characters() -> None:
    assert paragraphs(read(text("⼆、⾏政许可⻚⺠\uf9dd", 100, 100))) == ["二、行政许可页民利"]


@pytest.mark.parametrize(
    "digit",
    [
        text("\uf035a", 183, 125),
        text("\x05", 183, 125, font="F2"),
        text("5", 183, 125) + box(180, 122, 200, 138, "1 1 1"),
        text("5", 183, 125, before="1 1 1 rg"),
    ],
    ids=["private use", "unmapped", "painted over", "white on white"],
)
def test_a_figure_that_cannot_be_known_or_seen_is_lost_and_said(digit: str) -> None:
    content = read(table([ROWS[0], ["新收"]], XS, 100) + digit)
    assert rows(content)[1] in (["新收", "\ufffd", "", ""], ["新收", "\ufffda", "", ""])
    assert [warning.key for warning in content.warnings] == ["documents.characters_lost"]


def test_white_letters_on_a_dark_cell_are_read() -> None:
    page = box(60, 100, 420, 120, "0 0 0.5") + text("项目", 63, 105, before="1 1 1 rg") + rules(2, XS, 100)
    assert rows(read(page + text("12", 183, 125)))[0][0] == "项目"


@pytest.mark.parametrize("mark", ["45", "20"])
def test_a_slanted_watermark_is_left_out(mark: str) -> None:
    slanted = f"q 0.8 g BT /F1 40 Tf 0.707 0.707 -0.707 0.707 150 600 Tm <{mark.encode('utf-16-be').hex()}> Tj ET Q\n"
    assert rows(read(table(ROWS, XS, 100) + slanted)) == ROWS


def test_letters_outside_of_the_page_are_not_read() -> None:
    assert paragraphs(read(text("正文。", 100, 100) + text("页外", 700, 100) + text("12", 100, -40))) == ["正文。"]


def test_cells_of_a_table_that_goes_on_beyond_the_page_are_not_blank() -> None:
    """A page narrower than its table: what stands in the last column is not seen, and it is no blank."""
    assert rows(read(table(ROWS, XS, 100), size=(330, HEIGHT))) == [
        ["项目", "甲", "乙", "\ufffd\ufffd"],
        ["新收数量", "12", "", "\ufffd\ufffd"],
        ["结转数量", "3", "40", "\ufffd\ufffd"],
    ]


@pytest.mark.parametrize("sign", ["-", "+"])
def test_a_sign_over_the_border_belongs_to_the_number_behind_it(sign: str) -> None:
    drawn = (
        rules(1, XS, 100) + text("甲", 63, 105) + text(sign, 175.2, 105) + text("12", 180.4, 105) + text("3", 263, 105)
    )
    (first, second, third, _), *_ = rows(read(drawn))
    assert first != "甲"
    assert second.endswith("\ufffd")
    assert third == "3"


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_seen(rotate: int) -> None:
    content = read(table(ROWS, XS, 100), rotate=rotate)
    assert rows(content) == ROWS
    (grid,) = (block for block in content.blocks if isinstance(block, Grid))
    cell = grid.at(0, 0)
    assert cell is not None
    width, height = content.pages[0]
    assert (width, height) == ((HEIGHT, WIDTH) if rotate % 180 else (WIDTH, HEIGHT))
    left, top = {0: (60, 100), 90: (722, 60), 180: (415, 722), 270: (100, 415)}[rotate]
    assert cell.box is not None
    assert cell.box[:2] == pytest.approx((left, top), abs=0.6)


def _filled_in() -> bytes:
    """A page with a text note (an annotation with an appearance) in a cell."""
    document = pypdfium2.PdfDocument(pdf([table([ROWS[0], ["新收"]], XS, 100)]))
    page = document[0]
    note = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_STAMP)
    pdfium.FPDFAnnot_SetRect(note, pdfium.FS_RECTF(183, HEIGHT - 122, 210, HEIGHT - 138))
    words = pdfium.FPDFPageObj_NewTextObj(document.raw, b"Helvetica", 10.0)
    pdfium.FPDFText_SetText(words, (pdfium.c_ushort * 3)(*map(ord, "77"), 0))
    pdfium.FPDFPageObj_Transform(words, 1, 0, 0, 1, 183, HEIGHT - 135)
    pdfium.FPDFAnnot_AppendObject(note, words)
    pdfium.FPDFPage_CloseAnnot(note)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_what_is_filled_in_on_a_page_is_read() -> None:
    assert rows(read_pdf(_filled_in(), "a.pdf"))[1] == ["新收", "77", "", ""]


def _scan(hidden: str) -> bytes:
    document = pypdfium2.PdfDocument(pdf([hidden]))
    picture = pypdfium2.PdfImage.new(document)
    picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(Image.new("RGB", (60, 80), "white")))
    picture.set_matrix(pypdfium2.PdfMatrix().scale(WIDTH, HEIGHT))
    page = document[0]
    page.insert_obj(picture)
    page.gen_content()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_the_layer_a_scanner_laid_under_its_picture_is_said_to_be_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise DocumentError(refused)

    from lib.documents.errors import refuse

    refused = refuse("ocr_missing", name="a.pdf").message
    monkeypatch.setattr("lib.documents.scan.read_pages", missing)
    content = read_pdf(_scan(text("正文。", 100, 100, before="3 Tr")), "a.pdf")
    assert paragraphs(content) == ["正文。"]
    assert content.recognised
    with pytest.raises(DocumentError) as refusal:
        read_pdf(_scan(""), "a.pdf")
    assert refusal.value.message.key == "documents.ocr_missing"


def test_the_title_is_what_the_file_says_unless_it_is_the_name_of_a_program() -> None:
    document = pypdfium2.PdfDocument(pdf([text("甲", 100, 100)]))
    assert read_pdf(pdf([text("甲", 100, 100)]), "a.pdf").title is None
    assert document.get_metadata_value("Title") == ""


def test_a_published_report_is_read_to_the_letter(shared_reports: Path) -> None:
    (item,) = (item for item in transcriptions() if item["id"] == "001")
    path = shared_reports / item["file"]
    reading = extract(read_document(path.read_bytes(), path.name))
    assert reading.report is not None
    found = list(truths(item, reading.report.editions))
    assert len(found) == 186
    for key, cell in found:
        expected = read_number("" if cell is None else str(cell))
        assert (reading.report.state(key), reading.report.figures.get(key)) == (expected.state, expected.value), key
    assert not any(reading.report.state(key) is State.UNREAD for key in reading.report.figures)
    assert all(place.page and place.box for place in reading.places.values())


def test_a_comparison_of_two_years_is_refused(shared_reports: Path) -> None:
    (path,) = (shared_reports / "documents").glob("004-*.pdf")
    reading = extract(read_document(path.read_bytes(), path.name))
    assert reading.outcome == "refused"
    assert reading.refusal is not None
    assert reading.refusal.key == "extraction.two_reports"
