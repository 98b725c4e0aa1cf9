"""Hostile pages and pictures: PDF with broken or endless structure, images larger than memory, broken containers."""

from __future__ import annotations

import struct
import zlib

_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R", broken: bool = False) -> bytes:
    """A PDF of these objects, numbered from 1; `broken`: its table of places points nowhere."""
    content = bytearray(b"%PDF-1.7\n")
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(7 if broken else len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(content + b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))


def stream(content: bytes, head: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), head, content)


def one_page(content: bytes, box: bytes = b"0 0 595 842", more: bytes = b"", **how: bool) -> bytes:
    """One page whose content stream is `content`, an object as `stream` makes it."""
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> %s >>"
        % (box, more)
    )
    return pdf(_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, content, _FONT, **how)


def text(lines: int) -> bytes:
    return stream(
        b"BT /F 9 Tf " + b"".join(b"1 0 0 1 50 %d Tm (abc 123) Tj " % (n % 800) for n in range(lines)) + b"ET"
    )


def circular() -> bytes:
    return pdf(
        _CATALOG,
        b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 /Parent 3 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>",
    )


def deep(levels: int) -> bytes:
    kids = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 /Parent %d 0 R >>" % (n + 3, n + 1) for n in range(levels)]
    last = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 9 9] >>" % (levels + 1)
    return pdf(_CATALOG, *kids, last)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    return pdf(_CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), page)


def inflating(megabytes: int, times: int = 1) -> bytes:
    """A content stream that unpacks to very much, packed more than once."""
    content = b" " * (megabytes * 2**20)
    for _ in range(times):
        content = zlib.compress(content, 9)
    return one_page(stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times)))


def with_script() -> bytes:
    action = b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1'\\)) >>"
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /Names << /JavaScript << /Names [(a) %s] >> >> >>"
        % (action, action),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /AA << /O %s >> >>" % action,
    )


def encrypted() -> bytes:
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -1 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
    return pdf(
        _CATALOG,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        lock,
        trailer=b"/Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>]",
    )


def form_in_itself() -> bytes:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>"
    form = stream(
        b"/X Do /X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    return pdf(_CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page, stream(b"/X Do"), form)


def png(width: int, height: int, rows: int) -> bytes:
    """A picture that says it is this large, and has so many rows of it."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    line = bytes(width + 1)
    body = b"".join(packer.compress(line) for _ in range(rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def tiff(width: int, height: int) -> bytes:
    """A picture that says it is this large and has nothing of it, and whose next page is itself."""
    tags = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    tags += [(273, 4, 1, 8), (278, 4, 1, height), (279, 4, 1, 0xFFFFFFFF)]
    body = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + body + struct.pack("<I", 8)


def bitmap(width: int, height: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + head


def compound(kind: str) -> bytes:
    """An OLE file whose chain of sectors runs in a circle; `kind` names its only stream."""
    free, end, table = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0, 0)[:40]
    head = head.ljust(76, b"\0") + struct.pack("<I", 0) + struct.pack("<I", free) * 108
    sectors = struct.pack("<III", table, 1, 2).ljust(512, b"\xff")
    name = kind.encode("utf-16-le")

    def entry(label: bytes, sort: int, child: int, start: int, size: int) -> bytes:
        return (
            label.ljust(64, b"\0")
            + struct.pack("<HBB", len(label) + 2, sort, 1)
            + struct.pack("<III", free, free, child)
            + bytes(36)
            + struct.pack("<IQ", start, size)
        )

    directory = entry("Root Entry".encode("utf-16-le"), 5, 1, end, 0) + entry(name, 2, free, 2, 2**30)
    return head[:512].ljust(512, b"\0") + sectors + directory.ljust(512, b"\0") + bytes(512)
