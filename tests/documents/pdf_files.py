"""PDF files written by hand, so that a test says where each letter and each line stands (points, from the upper left)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

WIDTH, HEIGHT = 595, 842


def pdf(
    pages: Sequence[str], *, rotate: int = 0, size: tuple[float, float] = (WIDTH, HEIGHT), extra: str = ""
) -> bytes:
    """A file whose pages have these content streams. Font F1 is Chinese (not embedded), F2 has no known characters."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{8 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1[500 500 500 500 500 500 500 500 500 500 500 500"
        " 500 500 500 500 500 500 500 500 500 500 500 500 500 500 500]]/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/Ascent 880/Descent -120/CapHeight 880/StemV 80"
        "/ItalicAngle 0/FontBBox[0 -120 1000 880]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Unknown/Encoding/Identity-H/DescendantFonts[7 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Unknown/CIDSystemInfo"
        "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>",
    ]
    for number, stream in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {rotate}"
            f"/Resources<</Font<</F1 3 0 R/F2 6 0 R>>>>/Contents {9 + 2 * number} 0 R{extra}>>"
        )
        objects.append(f"<</Length {len(stream.encode('latin-1'))}>>stream\n{stream}\nendstream")
    body = "%PDF-1.7\n"
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{item}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    count = len(objects) + 1
    body += f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return body.encode("latin-1")


def text(words: str, x: float, y: float, size: float = 10, *, before: str = "", font: str = "F1") -> str:
    """Words whose upper left corner stands here; `before`: operators in front (colour, render mode)."""
    code = words.encode("utf-16-be").hex()
    return f"q {before} BT /{font} {size} Tf 1 0 0 1 {x} {HEIGHT - y - 0.88 * size:g} Tm <{code}> Tj ET Q\n"


def line(x: float, y: float, right: float, bottom: float, width: float = 0.5) -> str:
    """A stroked line."""
    return f"{width} w {x} {HEIGHT - y} m {right} {HEIGHT - bottom} l S\n"


def box(left: float, top: float, right: float, bottom: float, colour: str = "0 0 0") -> str:
    """A filled rectangle."""
    return f"{colour} rg {left} {HEIGHT - bottom} {right - left} {bottom - top} re f 0 0 0 rg\n"


def cells(rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, height: float = 20) -> str:
    """The texts of a table without its lines."""
    return "".join(
        text(cell, x + 3, top + height * number + 5)
        for number, row in enumerate(rows)
        for cell, x in zip(row, xs, strict=False)
        if cell
    )


def rules(count: int, xs: Sequence[float], top: float, height: float = 20) -> str:
    """The lines of a table of so many rows."""
    bottom = top + height * count
    levels = [line(xs[0], top + height * number, xs[-1], top + height * number) for number in range(count + 1)]
    return "".join([*levels, *(line(x, top, x, bottom) for x in xs)])


def table(rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, height: float = 20) -> str:
    """A ruled table."""
    return rules(len(rows), xs, top, height) + cells(rows, xs, top, height)


def centres(xs: Sequence[float]) -> list[float]:
    """The middles of the columns."""
    return [(left + right) / 2 for left, right in pairwise(xs)]
