"""Pictures of pages and cells: the right place, the right size, and a sentence for what cannot be drawn."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from lib.documents import DocumentError
from lib.documents.picture import WIDEST, cell_picture, page_picture
from lib.documents.raster import MOST_PIXELS, raster_of, rasters_of

RED, WHITE = (220, 20, 20), (255, 255, 255)
BOX = (100.0, 200.0, 160.0, 230.0)
"""Where the red field stands on the page, in points."""


def page(dpi: int = 144) -> Image.Image:
    """An A4 page with a red field in `BOX`."""
    dots = dpi / 72
    picture = Image.new("RGB", (round(595 * dots), round(842 * dots)), WHITE)
    left, top, right, bottom = (round(value * dots) for value in BOX)
    picture.paste(RED, (left, top, right, bottom))
    return picture


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def opened(png: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(png))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def reddish(picture: Image.Image) -> np.ndarray:
    colours = np.asarray(picture).astype(int)
    return (colours[..., 0] > 180) & (colours[..., 1] < 90)


def reason(caught: pytest.ExceptionInfo[DocumentError]) -> str:
    assert str(caught.value)
    return caught.value.message.key


FILES = {
    "png": saved(page(), "PNG", dpi=(144, 144)),
    "jpeg": saved(page(), "JPEG", dpi=(144, 144)),
    "tiff": saved(page(), "TIFF", dpi=(144, 144)),
    "webp": saved(page(), "WEBP"),
    "bmp": saved(page(), "BMP"),
    "pdf": saved(page(), "PDF", resolution=144),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_cell_is_cut_where_it_stands(kind: str) -> None:
    cut = reddish(opened(cell_picture(FILES[kind], 1, BOX, margin=0)))
    assert cut[3:-3, 3:-3].all()
    with_margin = reddish(opened(cell_picture(FILES[kind], 1, BOX, margin=30)))
    high, wide = with_margin.shape
    assert abs(wide / high - 120 / 90) < 0.03
    assert abs(with_margin.mean() - 60 * 30 / (120 * 90)) < 0.02
    assert not with_margin[: high // 6].any()


@pytest.mark.parametrize("kind", FILES)
def test_a_page_has_the_width_asked_for(kind: str) -> None:
    picture = opened(page_picture(FILES[kind], 1, width=595))
    assert picture.width == 595
    assert abs(picture.height - 842) <= 1
    rows, columns = np.nonzero(reddish(picture))
    assert np.allclose((columns.min(), rows.min(), columns.max() + 1, rows.max() + 1), BOX, atol=2)


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_box_beyond_the_page_and_a_width_beyond_reason(kind: str) -> None:
    assert opened(cell_picture(FILES[kind], 1, (-500, -500, 9000, 9000))).width <= WIDEST
    assert opened(cell_picture(FILES[kind], 1, (9000, 9000, 9001, 9001))).width >= 1
    assert opened(page_picture(FILES[kind], 1, width=10**7)).width == WIDEST


@pytest.mark.parametrize("page_number", [0, -1, 2])
@pytest.mark.parametrize("kind", ["png", "pdf", "tiff"])
def test_no_such_page(kind: str, page_number: int) -> None:
    with pytest.raises(DocumentError) as caught:
        page_picture(FILES[kind], page_number)
    assert reason(caught) == "documents.no_such_page"


def test_the_frames_of_a_tiff_are_its_pages() -> None:
    blank = Image.new("RGB", page().size, WHITE)
    both = saved(blank, "TIFF", save_all=True, append_images=[page()], dpi=(144, 144))
    assert len(list(rasters_of(both, "a.tif"))) == 2
    assert not reddish(opened(page_picture(both, 1))).any()
    assert reddish(opened(page_picture(both, 2))).any()


def test_a_photograph_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    lying = page().transpose(Image.Transpose.ROTATE_90)
    raster = raster_of(saved(lying, "JPEG", exif=exif, dpi=(144, 144)), "a.jpg", 1)
    assert raster.image.size == page().size
    assert reddish(raster.image)[410:450, 210:310].all()


MODES = {
    "1": lambda grey: grey.convert("1"),
    "L": lambda grey: grey,
    "LA": lambda grey: Image.merge("LA", (Image.new("L", grey.size, 0), grey.point(lambda level: 255 - level))),
    "P": lambda grey: grey.convert("P"),
    "RGBA": lambda grey: Image.merge(
        "RGBA", (*[Image.new("L", grey.size, 0)] * 3, grey.point(lambda level: 255 - level))
    ),
    "CMYK": lambda grey: grey.convert("RGB").convert("CMYK"),
    "I;16": lambda grey: Image.fromarray(np.asarray(grey).astype(np.uint16) * 257),
    "F": lambda grey: grey.convert("F"),
}


@pytest.mark.parametrize("mode", MODES)
def test_black_on_white_whatever_the_file_keeps(mode: str) -> None:
    """A transparent paper is white, sixteen bits are eight: the ink comes out black."""
    grey = Image.new("L", (400, 300), 255)
    grey.paste(0, (100, 100, 200, 200))
    raster = raster_of(saved(MODES[mode](grey), "TIFF"), "a.tif", 1)
    assert raster.image.mode == "RGB"
    assert raster.image.getpixel((150, 150)) == (0, 0, 0)
    assert raster.image.getpixel((10, 10)) == (255, 255, 255)


def test_the_page_of_a_picture_that_states_no_resolution_is_a4() -> None:
    raster = raster_of(saved(Image.new("L", (1000, 2000)), "PNG"), "a.png", 1)
    assert (raster.width, raster.height) == (421, 842)


def test_a_resolution_that_cannot_be_is_not_believed() -> None:
    raster = raster_of(saved(Image.new("L", (1000, 2000)), "PNG", dpi=(9000, 9000)), "a.png", 1)
    assert raster.height == 842


def _png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims a size and has next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(10_000, MOST_PIXELS // 10_000 + 1), (12_000, 12_000), (100_000, 100_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(size: tuple[int, int]) -> None:
    with pytest.raises(DocumentError) as caught:
        page_picture(_png_of_size(*size), 1, name="a.png")
    assert reason(caught) == "documents.picture_too_large"


@pytest.mark.parametrize("kind", ["png", "jpeg", "tiff", "webp", "bmp"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.95])
def test_a_file_that_was_cut_off_says_so(kind: str, share: float) -> None:
    content = FILES[kind][: int(len(FILES[kind]) * share)]
    with pytest.raises(DocumentError) as caught:
        page_picture(content, 1, name="a")
    assert reason(caught) in {"documents.picture_damaged", "documents.not_picture"}


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\nnothing", b"PK\x03\x04 no picture"])
def test_what_is_no_picture_says_so(content: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        page_picture(content, 1, name="a")
    assert reason(caught) in {"documents.picture_damaged", "documents.not_picture"}


def test_a_tiff_of_a_thousand_frames_is_refused() -> None:
    many = saved(Image.new("1", (9, 9)), "TIFF", save_all=True, append_images=[Image.new("1", (9, 9))] * 99)
    with pytest.raises(DocumentError) as caught:
        next(rasters_of(many, "a.tif"))
    assert reason(caught) == "documents.too_many_pages"
