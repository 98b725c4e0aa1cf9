"""MHTML: the page of a web archive, as browsers and Word save it."""

from __future__ import annotations

import base64
import quopri

from tests.documents.packed import read, rows, texts

_TABLE = "<table><tr><td>甲<td>乙<td>丙<tr><td>1<td>2<td>3</table>"


def archive(*parts: tuple[str, str, bytes], head: str = "From: <Saved by Blink>\nSubject: x\n") -> bytes:
    """A web archive; a part is its further headers, its encoding and its bytes."""
    made = f'{head}MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="==="\n\n'.encode()
    for headers, encoding, content in parts:
        packed = base64.encodebytes(content) if encoding == "base64" else quopri.encodestring(content)
        made += f"--===\n{headers}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + packed + b"\n"
    return made + b"--===--\n"


HTML = "Content-Type: text/html"


def test_the_page_is_read_and_its_pictures_are_not() -> None:
    page = f"<html><body><p>标题</p>{_TABLE}</body></html>"
    for encoding, charset in (("quoted-printable", "utf-8"), ("base64", "gbk")):
        picture = ("Content-Type: image/png", "base64", b"\x89PNG")
        document = read(archive(picture, (HTML, encoding, page.encode(charset))), "a.mht")
        assert texts(document) == ["标题"]
        assert rows(document) == [["甲", "乙", "丙"], ["1", "2", "3"]]


def test_a_page_in_utf_16_is_read() -> None:
    page = (f'{HTML}; charset="unicode"', "base64", "<html><body><p>标题</p></body></html>".encode("utf-16"))
    assert texts(read(archive(page), "a.doc")) == ["标题"]
    bare = (f'{HTML}; charset="utf-16"', "base64", "<html><body><p>标题</p></body></html>".encode("utf-16-le"))
    assert texts(read(archive(bare), "a.doc")) == ["标题"]


def test_the_page_the_archive_names_comes_first() -> None:
    other = (f"{HTML}\nContent-Location: http://x/other.html", "base64", "<p>别的</p>".encode())
    main = (f"{HTML}\nContent-Location: http://x/main.html", "base64", "<p>正文</p>".encode())
    content = archive(other, main, head="Snapshot-Content-Location: http://x/main.html\n")
    assert texts(read(content, "a.mhtml")) == ["正文"]


def test_framed_pages_are_read_and_others_are_not() -> None:
    main = (HTML, "base64", '<html><p>外</p><iframe src="cid:frame-1@mhtml"></iframe></html>'.encode())
    framed = (f"{HTML}\nContent-ID: <frame-1@mhtml>", "base64", f"<p>内</p>{_TABLE}".encode())
    advert = (f"{HTML}\nContent-ID: <frame-2@mhtml>", "base64", "<p>广告</p>".encode())
    document = read(archive(main, framed, advert), "a.mhtml")
    assert texts(document) == ["外", "内"]
    assert rows(document)[1] == ["1", "2", "3"]


def test_a_workbook_saved_as_frames_is_read() -> None:
    main = (HTML, "base64", b'<html><frameset><frame src="a.files/sheet001.htm"></frameset></html>')
    sheet = (f"{HTML}\nContent-Location: file:///C:/a.files/sheet001.htm", "base64", _TABLE.encode())
    assert rows(read(archive(main, sheet), "a.xls"))[1] == ["1", "2", "3"]
