"""OFD files after the standard and in the ways producers leave it."""

from __future__ import annotations

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from lib.documents import DocumentError, Grid, Paragraph, read_document
from lib.documents.layout.model import Page
from lib.documents.model import Content
from lib.documents.ofd import MOST_PAGES, read_ofd
from lib.documents.ofd.pictures import ofd_raster
from lib.documents.ofd.text import steps
from lib.documents.pdf import read_pdf
from lib.documents.pdf.pages import page_of
from tests.documents.ofd_files import MILLIMETRES, copied, line, media, ofd, picture, table, text
from tests.documents.pdf_files import pdf
from tests.documents.pdf_files import table as pdf_table
from tests.documents.scanning import as_png

XS = (20, 70, 100, 130, 160)
ROWS = [["项目", "甲", "乙", "总计"], ["新收数量", "12", "", "12"], ["结转数量", "3", "40", "43"]]


def read(*pages: str, **options: object) -> Content:
    return read_ofd(ofd(pages, **options), "a.ofd")  # type: ignore[arg-type]


def rows(content: Content) -> list[list[str]]:
    (grid,) = (block for block in content.blocks if isinstance(block, Grid))
    return [[cell.text for cell in row] for row in grid.rows()]


def paragraphs(content: Content) -> list[str]:
    return [block.text for block in content.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("namespace", ["http://www.ofdspec.org/2016", None, "http://www.ofdspec.org"])
def test_a_table_is_read_with_its_places(namespace: str | None) -> None:
    content = read(text("一、总体情况", 20, 20) + table(ROWS, XS, 40), namespace=namespace, title="年度报告")
    assert paragraphs(content) == ["一、总体情况"]
    assert rows(content) == ROWS
    assert content.title == "年度报告"
    assert content.pages == ((pytest.approx(210 / MILLIMETRES), pytest.approx(297 / MILLIMETRES)),)
    (grid,) = (block for block in content.blocks if isinstance(block, Grid))
    cell = grid.at(1, 1)
    assert cell is not None
    assert cell.page == 1
    assert cell.box == pytest.approx(tuple(side / MILLIMETRES for side in (70, 48, 100, 56)), abs=0.5)


def test_the_kind_of_a_file_is_told_from_its_parts() -> None:
    assert read_document(ofd([table(ROWS, XS, 40)]), "a.pdf").format == "ofd"


def test_a_table_over_pages_is_one() -> None:
    content = read(table(ROWS, XS, 260) + text("- 1 -", 100, 290), table(ROWS[1:], XS, 20))
    assert rows(content) == ROWS + ROWS[1:]


@pytest.mark.parametrize(
    "written",
    [
        text("1234", 71, 45, steps="2 2 2"),
        text("1234", 71, 45, steps="g 3 2"),
        text("1234", 71, 45, steps="2 g 2 2"),
        text("1234", 71, 45, steps=""),
        text("1234", 40, 100, 4, steps="2 2 2", attributes='CTM="1 0 0 1 31 -55"'),
        text("2468", 71, 45, 8, steps="4 4 4", attributes='CTM="0.5 0 0 0.5 0 2"').replace("2468", "1234"),
    ],
)
def test_the_steps_and_the_matrix_of_a_text_are_followed(written: str) -> None:
    assert rows(read(table([ROWS[0]], XS, 40).replace("甲", "") + written))[0][1] == "1234"


def test_groups_of_steps_are_bounded() -> None:
    assert steps("g 3 2.5 1") == [2.5, 2.5, 2.5, 1]
    assert len(steps("g 999999999 1 g 999999999 1 g 999999999 1")) <= 100_000
    assert steps("g x 1 nan inf") == []


@pytest.mark.parametrize(
    "drawn",
    [
        '<o:PathObject ID="7" Boundary="20 40 140 24" LineWidth="0.3"><o:AbbreviatedData>'
        + " ".join(f"M 0 {y} L 140 {y}" for y in (0, 8, 16, 24))
        + " ".join(f" S {x - 20} 0 L {x - 20} 24" for x in XS)
        + "</o:AbbreviatedData></o:PathObject>",
        "".join(
            f'<o:PathObject ID="7" Boundary="{x} {y} {w} {h}" Stroke="false" Fill="true"><o:FillColor Value="0 0 0"/>'
            f"<o:AbbreviatedData>M 0 0 L {w} 0 L {w} {h} L 0 {h} C</o:AbbreviatedData></o:PathObject>"
            for x, y, w, h in [*((20, y, 140, 0.2) for y in (40, 48, 56, 64)), *((x, 40, 0.2, 24) for x in XS)]
        ),
        "<o:PageBlock><o:PageBlock>"
        + "".join([*(line(20, y, 160, y) for y in (40, 48, 56, 64)), *(line(x, 40, x, 64) for x in XS)])
        + "</o:PageBlock></o:PageBlock>",
    ],
    ids=["one path", "filled", "blocks in blocks"],
)
def test_lines_are_seen_however_they_are_drawn(drawn: str) -> None:
    letters = "".join(
        text(cell, x + 1, 45 + 8 * number)
        for number, row in enumerate(ROWS)
        for cell, x in zip(row, XS, strict=False)
        if cell
    )
    assert rows(read(drawn + letters)) == ROWS


def test_the_template_of_a_page_is_part_of_it() -> None:
    lines = "".join([*(line(20, y, 160, y) for y in (40, 48)), *(line(x, 40, x, 48) for x in XS)])
    letters = "".join(text(cell, x + 1, 45) for cell, x in zip(ROWS[2], XS, strict=False))
    assert rows(read(letters, template=lines)) == [ROWS[2]]


def test_a_composite_graphic_stands_where_it_is_used() -> None:
    unit = f'<o:CompositeGraphicUnit ID="9"><o:Content>{text("12", 51, 5)}</o:Content></o:CompositeGraphicUnit>'
    use = '<o:CompositeObject ID="8" ResourceID="9" Boundary="20 40 100 20"/>'
    content = read(
        table([["项目", "", "", ""]], XS, 40) + use,
        resources=f"<o:CompositeGraphicUnits>{unit}</o:CompositeGraphicUnits>",
    )
    assert rows(content) == [["项目", "12", "", ""]]


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [('Visible="false"', ""), ('Alpha="0"', ""), ('CTM="0.7 0.7 -0.7 0.7 0 0"', "")],
)
def test_what_is_not_to_be_seen_is_not_read(attributes: str, inside: str) -> None:
    content = read(table([["项目", "", "", ""]], XS, 40) + text("9", 71, 45, attributes=attributes))
    assert rows(content) == [["项目", inside, "", ""]]


def test_a_figure_of_unknown_meaning_is_lost_and_said() -> None:
    content = read(table([["项目", "1\ue012", "", ""]], XS, 40))
    assert rows(content) == [["项目", "1\ufffd", "", ""]]
    assert [warning.key for warning in content.warnings] == ["documents.characters_lost"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"PK\x03\x04....", "damaged"),
        (ofd([""], root="Doc_1/Document.xml"), "damaged"),
        (ofd([""]), "empty"),
        (ofd([picture(4)]), "pictures_only"),
        (ofd([picture(4)], resources=media("a.gbig2"), extra={"Doc_0/Res/a.gbig2": b"GBIG2"}), "pictures_only"),
        (ofd([""] * (MOST_PAGES + 1)), "too_long"),
        (ofd([text("一" * 31_000, 20, 20, steps="")]), "too_long"),
        (ofd(["<o:PageBlock/>" * 61_000]), "too_long"),
        (ofd(["<unclosed>"]), "damaged"),
        (ofd(["&amp;"]).replace(b"OFD.xml", b"OFX.xml"), "damaged"),
    ],
)
def test_a_file_that_gives_no_document_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        read_ofd(content, "a.ofd")
    assert refusal.value.message.key == f"documents.{key}"


def test_the_strips_a_scanner_cut_a_page_into_are_one_picture() -> None:
    page = Image.effect_noise((1050, 1485), 200).resize((2100, 2970)).convert("RGB")
    halves = {"Doc_0/Res/1.png": page.crop((0, 0, 2100, 1485)), "Doc_0/Res/2.png": page.crop((0, 1485, 2100, 2970))}
    content = ofd(
        [picture(4, "0 0 210 148.5") + picture(5, "0 148.5 210 148.5")],
        resources=media("1.png", "2.png"),
        extra={part: as_png(half) for part, half in halves.items()},
    )
    drawn = ofd_raster(content, "a.ofd", 1)
    assert (drawn.width, drawn.height) == (pytest.approx(210 / MILLIMETRES), pytest.approx(297 / MILLIMETRES))
    assert drawn.image.size == pytest.approx(page.size, abs=1)
    difference = ImageChops.difference(drawn.image, page.resize(drawn.image.size))
    assert ImageStat.Stat(difference.convert("L")).mean[0] < 2


@pytest.mark.parametrize(("page", "key"), [(0, "no_such_page"), (2, "not_picture"), (3, "no_such_page")])
def test_only_a_page_of_pictures_has_a_picture(page: int, key: str) -> None:
    content = ofd([picture(4), text("一", 20, 20) + picture(4)])
    with pytest.raises(DocumentError) as refusal:
        ofd_raster(content, "a.ofd", page)
    assert refusal.value.message.key == f"documents.{key}"


def test_entities_are_not_resolved_and_nothing_outside_is_opened() -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><OFD>&a;</OFD>'
    with pytest.raises(DocumentError):
        read_ofd(ofd([""], extra={"ofd.xml": entity}, root="../../../etc/passwd"), "a.ofd")


def test_the_same_page_as_pdf_and_as_ofd_gives_the_same_table() -> None:
    content = pdf([pdf_table(ROWS, (60, 180, 260, 340, 420), 100)])
    page: Page = page_of(pypdfium2.PdfDocument(content), 0, "a.pdf").page
    made = ofd([copied(((word.text, word.box) for word in page.words), (rule.box for rule in page.rules))])
    assert rows(read_ofd(made, "a.ofd")) == rows(read_pdf(content, "a.pdf")) == ROWS
