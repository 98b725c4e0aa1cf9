"""Every hostile file: its name, and what makes it. None of them is a report."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass

import xlsxwriter

from tests.hostile import markup, packages, pages

CANARY = "canary-that-must-not-sing"
ENDINGS = (
    "docx",
    "doc",
    "xlsx",
    "xls",
    "odt",
    "ods",
    "ofd",
    "pdf",
    "rtf",
    "mht",
    "wps",
    "et",
    "html",
    "txt",
    "csv",
    "json",
    "zip",
    "png",
    "tiff",
)


@dataclass(frozen=True)
class Place:
    """Where this test listens, and a file that nobody may read."""

    port: int
    canary: str


@dataclass(frozen=True)
class Hostile:
    """`seconds`: what it may take, on the clock, where that is more than the usual. `ended`: no reader can tell that
    it is hostile, so the worker is ended, and that is said."""

    name: str
    make: Callable[[Place], bytes]
    seconds: int = 15
    ended: bool = False


def _plain(name: str, make: Callable[[], bytes], seconds: int = 15) -> Hostile:
    return Hostile(name, lambda place: make(), seconds)


def _cells(tag: str, row: str, count: int) -> str:
    return f"<{row}>" + f"<{tag}>1</{tag}>" * count + f"</{row}>"


def _one_large_cell() -> bytes:
    return markup.page("<table><tr><td>" + "1" * 10_000_000 + "</td></tr></table>")


def _wide_sheet() -> bytes:
    cells = "".join(f'<c r="A{n}"><v>1</v></c>' for n in (1, 1_048_576))
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return packages.sheet(f'<row r="1">{cells}</row>{far}')


def _many_columns() -> bytes:
    return packages.sheet('<row r="1">' + "<c><v>1</v></c>" * 1_000_000 + "</row>")


def _formulas() -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    for row, formula in enumerate(
        ("=1+1", "=cmd|' /C calc'!A0", "='[http://127.0.0.1/a.xlsx]a'!A1", "=WEBSERVICE(A1)")
    ):
        page.write_formula(row, 0, formula, None, "")
    page.write_url(9, 0, "http://127.0.0.1/")
    book.close()
    return buffer.getvalue()


def _noise(ending: str, size: int = 50_000) -> bytes:
    return random.Random(ending).randbytes(size)


def _doc_in_word(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


_DDE = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO c:\\\\a.exe "x"</w:instrText></w:r></w:p>'
_SPAN = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
_REPEATED = (
    '<table:table><table:table-row table:number-rows-repeated="1000000000"><table:table-cell '
    'table:number-columns-repeated="1000000000"><text:p>1</text:p></table:table-cell></table:table-row></table:table>'
)
_FAR = (
    '<ofd:Content><ofd:Layer ID="1"><ofd:TextObject ID="2" Boundary="{box}" Font="1" Size="4">'
    '<ofd:TextCode X="0" Y="4" DeltaX="g 1000000000 1">1</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content>'
)

ZIPS = (
    _plain("bomb.docx", lambda: packages.word(packages.spaces(200))),
    _plain("bomb.xlsx", lambda: packages.sheet(packages.spaces(200))),
    _plain("bomb.odt", lambda: packages.open_document(packages.spaces(200))),
    _plain("bomb.ofd", lambda: packages.ofd(packages.spaces(200))),
    _plain("bomb.zip", lambda: packages.packed({f"{n}.txt": packages.bomb(60) for n in range(9)})),
    _plain("lying.docx", lambda: packages.lying(packages.word(packages.spaces(200)), 1000)),
    _plain("lying.xlsx", lambda: packages.lying(packages.sheet(packages.spaces(200)), 1000)),
    _plain("lying.zip", lambda: packages.lying(packages.packed({"a.txt": packages.bomb(200)}), 1000)),
    _plain("overlapping.zip", lambda: packages.overlapping(500)),
    _plain("nested.zip", lambda: packages.nested(100)),
    _plain("entries.zip", lambda: packages.many_entries(100_000)),
    _plain(
        "entries.docx", lambda: packages.packed({"word/document.xml": "", **{f"word/{n}": "" for n in range(9000)}})
    ),
    Hostile("climbing.zip", lambda place: packages.climbing(place.canary)),
    _plain("locked.zip", packages.locked),
    _plain("empty.zip", lambda: packages.packed({})),
    _plain("hollow.docx", lambda: packages.packed({"[Content_Types].xml": "", "word/document.xml": ""})),
    _plain("hollow.xlsx", lambda: packages.packed({"[Content_Types].xml": "", "xl/workbook.xml": ""})),
    _plain("hollow.odt", lambda: packages.packed({"mimetype": packages.ODT_MIME, "content.xml": ""})),
    _plain("hollow.ofd", lambda: packages.packed({"OFD.xml": ""})),
)
XML = (
    *(
        Hostile(f"{kind}.{ending}", lambda place, kind=kind, make=make: make(_told(kind, place)))  # type: ignore[misc]
        for kind in ("entities", "quadratic", "filed", "fetched")
        for ending, make in (
            ("docx", lambda told: packages.word(f"<w:p><w:r><w:t>{told[1]}</w:t></w:r></w:p>", told[0])),
            ("xlsx", lambda told: packages.sheet(f'<row><c t="str"><v>{told[1]}</v></c></row>', told[0])),
            ("odt", lambda told: packages.open_document(f"<text:p>{told[1]}</text:p>", told[0])),
            ("ofd", lambda told: packages.ofd(f"<ofd:Content>{told[1]}</ofd:Content>", told[0])),
            ("xhtml", lambda told: f"{told[0]}<html><body><p>{told[1]}</p></body></html>".encode()),
            ("xml", lambda told: f"{told[0]}<rss><item>{told[1]}</item></rss>".encode()),
        )
    ),
    _plain("deep.docx", lambda: packages.word(_doc_in_word(1000))),
    _plain("deep.odt", lambda: packages.open_document(markup.nested("text:section", 5000))),
    _plain("span.docx", lambda: packages.word(_SPAN)),
    _plain("repeated.odt", lambda: packages.open_document(_REPEATED)),
    _plain("far.ofd", lambda: packages.ofd(_FAR.format(box="0 0 1e300 1e300"))),
    _plain("nan.ofd", lambda: packages.ofd(_FAR.format(box="nan inf -inf 0"))),
    _plain("elsewhere.ofd", lambda: packages.ofd("", path="../../../../etc/passwd")),
    _plain("dde.docx", lambda: packages.word(_DDE)),
    _plain("columns.xlsx", _many_columns),
    _plain("corner.xlsx", _wide_sheet),
    _plain("formulas.xlsx", _formulas),
)


def _told(kind: str, place: Place) -> tuple[str, str]:
    """The head of an XML file, and the text in its body that makes it work."""
    heads = {
        "entities": markup.ENTITIES,
        "quadratic": markup.QUADRATIC,
        "filed": markup.FILED.format(canary=place.canary),
        "fetched": markup.FETCHED.format(port=place.port),
    }
    return heads[kind], "&i;" * (5_000 if kind == "quadratic" else 1)


TEXTS = (
    _plain("nested.html", lambda: markup.page(markup.nested("div", 100_000))),
    _plain("tables.html", lambda: markup.page(markup.tables(20_000))),
    _plain("inline.html", lambda: markup.page("<b><i>" * 50_000)),
    _plain("span.html", lambda: markup.page(markup.spanned(10**9, 10**9))),
    _plain("spans.html", lambda: markup.page(markup.spanned(60_000, 1_000) * 50)),
    _plain("cell.html", _one_large_cell),
    _plain("rows.html", lambda: markup.page(markup.rows(400))),
    _plain("cells.html", lambda: markup.page("<table>" + _cells("td", "tr", 300_000) + "</table>")),
    Hostile("longing.html", lambda place: markup.page("<p>a</p>", markup.longing(place.port, place.canary))),
    _plain("long.txt", lambda: b"1234567890\t" * 3_000_000),
    _plain("line.txt", lambda: b"1 " * 9_000_000),
    _plain("digits.txt", lambda: ("一、本年新收政府信息公开申请数量" + "1" * 100_000).encode()),
    _plain("bars.txt", lambda: b"|" * 2_000_000),
    _plain("nul.txt", lambda: bytes(100_000)),
    _plain("utf7.html", lambda: b"<html><meta charset=utf-7>+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    _plain("utf16.txt", lambda: b"\xff\xfe" + b"\x00\xd8" * 10_000),
    _plain("utf32.txt", lambda: b"\xff\xfe\x00\x00" + "report".encode("utf-32-le") * 100),
    _plain("bidi.txt", lambda: "\u202e\u2066abc\u2069 1\u202c2".encode() * 1000),
    _plain("formula.csv", lambda: b'=cmd|"/C calc"!A0,@SUM(1),+1,-1\n' * 100),
    _plain("quotes.csv", lambda: b'"' * 300_000),
    _plain("wide.csv", lambda: b"," * 2_000_000),
    _plain("brackets.json", lambda: b"[" * 1_000_000 + b"]" * 1_000_000),
    _plain("digits.json", lambda: b'{"year": ' + b"9" * 1_000_000 + b"}"),
    _plain("nan.json", lambda: b'{"agency": {"name": "AB"}, "year": 2023, "editions": {}, "figures": {"a": NaN}}'),
    _plain("lines.jsonl", lambda: b"{}\n" * 3_000),
    _plain("letter.mht", lambda: markup.letter(10_000)),
    _plain("letters.mht", lambda: markup.letters_in_letters(2_000)),
    _plain("groups.rtf", lambda: markup.rich(100_000), 60),
    _plain("cut.rtf", lambda: b"{\\rtf1 {\\*\\objdata " + b"ff" * 100_000, 60),
)
PAGES = (
    _plain("circular.pdf", pages.circular),
    _plain("deep.pdf", lambda: pages.deep(5_000)),
    _plain("pages.pdf", lambda: pages.many_pages(10_000)),
    _plain("inflating.pdf", lambda: pages.inflating(300), 30),
    _plain("twice.pdf", lambda: pages.inflating(300, 3), 30),
    _plain("script.pdf", pages.with_script),
    _plain("encrypted.pdf", pages.encrypted),
    # The library that draws pages follows a form into itself until there is no memory left.
    Hostile("itself.pdf", lambda place: pages.form_in_itself(), 30, ended=True),
    _plain("broken.pdf", lambda: pages.one_page(pages.text(5), broken=True)),
    _plain("huge.pdf", lambda: pages.one_page(pages.text(5), b"0 0 1e9 1e9")),
    _plain("negative.pdf", lambda: pages.one_page(pages.text(5), b"0 0 -1 0")),
    _plain("endless.pdf", lambda: pages.one_page(b"<< /Length 99999999999 >>\nstream\nBT")),
    _plain("lines.pdf", lambda: pages.one_page(pages.text(100_000)), 60),
    _plain("rules.pdf", lambda: pages.one_page(pages.stream(b"0 0 m 9 9 l S " * 200_000)), 60),
    _plain("both.pdf", lambda: b"%PDF-1.7\n" + packages.packed({"word/document.xml": "a"})),
    _plain("bomb.png", lambda: pages.png(50_000, 50_000, 200)),
    _plain("wide.png", lambda: pages.png(2**31 - 1, 1, 0)),
    _plain("circle.tiff", lambda: pages.tiff(60_000, 60_000)),
    _plain("claim.bmp", lambda: pages.bitmap(60_000, -60_000)),
    _plain("circle.doc", lambda: pages.compound("WordDocument"), 60),
    _plain("circle.xls", lambda: pages.compound("Workbook")),
    _plain("circle.wps", lambda: pages.compound("WordDocument"), 60),
)
NOISE = tuple(
    Hostile(f"noise.{ending}", lambda place, ending=ending: _noise(ending))  # type: ignore[misc]
    for ending in ENDINGS
)
ALL = (*ZIPS, *XML, *TEXTS, *PAGES, *NOISE)
