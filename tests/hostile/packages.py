"""Hostile ZIPs: bombs, lies, links out, and documents whose parts are not what they say."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Mapping

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
ODT_MIME = "application/vnd.oasis.opendocument.text"


def packed(parts: Mapping[str, str | bytes], level: int = 9) -> bytes:
    """A ZIP of these parts, in order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def word(body: str, head: str = '<?xml version="1.0"?>', **more: str | bytes) -> bytes:
    """A Word file with this body; `head` stands before the root, `more` are further parts (: for /)."""
    document = f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    others = {name.replace(":", "/"): content for name, content in more.items()}
    return packed({"[Content_Types].xml": _TYPES, "word/document.xml": document, **others})


def sheet(rows: str, head: str = '<?xml version="1.0"?>', strings: str = "") -> bytes:
    """A workbook of one sheet with these rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="r1" '
            f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )


def open_document(body: str, head: str = '<?xml version="1.0"?>') -> bytes:
    """An OpenDocument text with this body."""
    names = " ".join(f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "text", "table"))
    content = (
        f"{head}<office:document-content {names}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": ODT_MIME, "content.xml": content})


def ofd(page: str, head: str = '<?xml version="1.0"?>', path: str = "Doc_0/Pages/Page_0/Content.xml") -> bytes:
    """An OFD of one page with this content; `path` is where the document says that its page lies."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return packed(
        {
            "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
            f'</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="{path}"/>'
            "</ofd:Pages></ofd:Document>",
            "Doc_0/Pages/Page_0/Content.xml": f"{head}<ofd:Page {space}>{page}</ofd:Page>",
        }
    )


def lying(content: bytes, size: int) -> bytes:
    """The same ZIP, whose directory says that every part is `size` bytes long unpacked."""
    changed = bytearray(content)
    for mark, place in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = changed.find(mark)
        while at >= 0:
            struct.pack_into("<I", changed, at + place, size)
            at = changed.find(mark, at + 4)
    return bytes(changed)


def bomb(megabytes: int) -> bytes:
    """Nothing, for a long time."""
    return bytes(megabytes * 2**20)


def spaces(megabytes: int) -> str:
    """White space, for a long time: well-formed wherever it stands."""
    return " " * (megabytes * 2**20)


def nested(depth: int) -> bytes:
    """A ZIP in a ZIP in a ZIP …"""
    content = b"nothing"
    for _ in range(depth):
        content = packed({"a.zip": content})
    return content


def many_entries(count: int) -> bytes:
    """A ZIP of empty files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"{number}.txt"), b"")
    return buffer.getvalue()


def climbing(canary: str) -> bytes:
    """Names that lead out of the folder, and links to a file outside."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in (
            "../../climbed.txt",
            "/tmp/absolute.txt",
            "C:\\Windows\\drive.txt",
            "a\nb\u202egpj.txt",
            "a/" * 90,
        ):
            archive.writestr(name, "nothing here")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, canary)
    return buffer.getvalue()


def overlapping(copies: int) -> bytes:
    """Many names for one large part: small on disk, large each time it is read."""
    one = packed({"0.txt": bomb(10)})
    start, directory = one.index(b"PK\x01\x02"), one[one.index(b"PK\x01\x02") : one.index(b"PK\x05\x06")]
    entries = directory * copies
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), start, 0)
    return one[:start] + entries + end


def locked() -> bytes:
    """A ZIP whose file asks for a password."""
    content = bytearray(packed({"a.txt": "secret"}))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + place] |= 1
    return bytes(content)
