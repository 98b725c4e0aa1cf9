"""An OFD file (GB/T 33190) with the characters and lines of a PDF: XML in a ZIP, text objects with positions, paths."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterable
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

import pdfplumber

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MILLIMETRES = 25.4 / 72
# Chromium's fonts have no bounding box, and pdfminer says so for every character.
logging.getLogger("pdfminer").setLevel(logging.ERROR)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def from_pdf(content: bytes, *, characters: bool = False) -> bytes:
    """The pages of a PDF as OFD. `characters`: every character a text object of its own, else runs with DeltaX."""
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        title = str(pdf.metadata.get("Title") or "")
        pages = [_page(page, characters) for page in pdf.pages]
        sizes = [(float(page.width) * _MILLIMETRES, float(page.height) * _MILLIMETRES) for page in pdf.pages]
    parts = {"OFD.xml": _entry(title), "Doc_0/Document.xml": _document(sizes), "Doc_0/PublicRes.xml": _RESOURCES}
    parts |= {f"Doc_0/Pages/Page_{number}/Content.xml": page for number, page in enumerate(pages)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


_FONT = '<ofd:Font ID="3" FontName="宋体" FamilyName="宋体"/>'
_RESOURCES = f'{_HEAD}<ofd:Res {_NS} BaseLoc="Res"><ofd:Fonts>{_FONT}</ofd:Fonts></ofd:Res>'


def _entry(title: str) -> str:
    info = f"<ofd:DocInfo><ofd:DocID>0</ofd:DocID><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
    root = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    return f'{_HEAD}<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody>{info}{root}</ofd:DocBody></ofd:OFD>'


def _document(sizes: list[tuple[float, float]]) -> str:
    width, height = sizes[0]
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {width:.3f} {height:.3f}</ofd:PhysicalBox></ofd:PageArea>"
    resources = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    shared = f"<ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID>{area}{resources}</ofd:CommonData>"
    pages = "".join(
        f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(sizes))
    )
    return f"{_HEAD}<ofd:Document {_NS}>{shared}<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"


def _page(page: Any, characters: bool) -> str:
    objects = [*_paths(page), *(_text(run) for run in _runs(page.chars, characters))]
    numbered = "".join(text.replace("ID=", f'ID="{number + 1000}"', 1) for number, text in enumerate(objects))
    size = f"0 0 {float(page.width) * _MILLIMETRES:.3f} {float(page.height) * _MILLIMETRES:.3f}"
    area = f"<ofd:Area><ofd:PhysicalBox>{size}</ofd:PhysicalBox></ofd:Area>"
    layer = f'<ofd:Content><ofd:Layer ID="1" Type="Body">{numbered}</ofd:Layer></ofd:Content>'
    return f"{_HEAD}<ofd:Page {_NS}>{area}{layer}</ofd:Page>"


def _runs(chars: list[dict[str, Any]], single: bool) -> Iterable[list[dict[str, Any]]]:
    """Characters that follow each other on a line, as a text object holds them."""
    run: list[dict[str, Any]] = []
    for char in chars:
        if not char["text"].strip():
            continue
        goes_on = (
            run and not single and abs(char["bottom"] - run[-1]["bottom"]) < 0.5 and char["size"] == run[-1]["size"]
        )
        if goes_on and -1 < char["x0"] - run[-1]["x1"] < char["size"] * 0.4:
            run.append(char)
            continue
        if run:
            yield run
        run = [char]
    if run:
        yield run


def _text(run: list[dict[str, Any]]) -> str:
    first, last = run[0], run[-1]
    left, top = first["x0"] * _MILLIMETRES, first["top"] * _MILLIMETRES
    width = (last["x1"] - first["x0"]) * _MILLIMETRES
    height = (first["bottom"] - first["top"]) * _MILLIMETRES
    steps = " ".join(f"{(b['x0'] - a['x0']) * _MILLIMETRES:.4f}" for a, b in pairwise(run))
    delta = f' DeltaX="{steps}"' if steps else ""
    words = escape("".join(char["text"] for char in run))
    return (
        f'<ofd:TextObject ID= Boundary="{left:.4f} {top:.4f} {width:.4f} {height:.4f}" Font="3" '
        f'Size="{first["size"] * _MILLIMETRES:.4f}"><ofd:TextCode X="0" Y="{height * 0.86:.4f}"{delta}>{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _paths(page: Any) -> Iterable[str]:
    """Lines as stroked paths; thin filled rectangles, which is how Chromium draws borders, as filled ones."""
    for shape in [*page.lines, *page.rects]:
        left, top = shape["x0"] * _MILLIMETRES, shape["top"] * _MILLIMETRES
        width, height = (shape["x1"] - shape["x0"]) * _MILLIMETRES, (shape["bottom"] - shape["top"]) * _MILLIMETRES
        if min(width, height) > 1.5:
            continue
        filled = min(width, height) > 0
        data = (
            f"M 0 0 L {width:.4f} 0 L {width:.4f} {height:.4f} L 0 {height:.4f} C"
            if filled
            else f"M 0 0 L {width:.4f} {height:.4f}"
        )
        kind = 'Fill="true" Stroke="false"' if filled else 'Stroke="true" LineWidth="0.25"'
        yield (
            f'<ofd:PathObject ID= Boundary="{left:.4f} {top:.4f} {max(width, 0.1):.4f} {max(height, 0.1):.4f}" {kind}>'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )
