"""Web archives (MHTML): one HTML part with its pictures, as Word and browsers save a page in one file."""

from __future__ import annotations

import base64
import quopri
from random import Random

from tests.forge import html_styles
from tests.forge.paper import Paper

_BOUNDARY = "----=_NextPart_01DA0000.12345678"
_PICTURE = base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(64)).decode()


def from_word(paper: Paper, rng: Random) -> bytes:
    """Word's: the page in base64, GBK."""
    page = html_styles.word_pasted(paper, rng).decode("utf-8-sig").replace("utf-8", "gb2312").encode("gb18030")
    return _archive(base64.encodebytes(page).decode(), "base64", "gb2312")


def from_browser(paper: Paper, rng: Random) -> bytes:
    """A browser's: quoted-printable, UTF-8."""
    page = html_styles.clean(paper, rng)
    return _archive(quopri.encodestring(page).decode(), "quoted-printable", "utf-8")


def _archive(page: str, encoding: str, charset: str) -> bytes:
    text = (
        "From: <Saved by a browser>\nSubject: =?utf-8?Q?page?=\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="{_BOUNDARY}"\n\n\n'
        f"--{_BOUNDARY}\nContent-Location: file:///C:/a.htm\nContent-Transfer-Encoding: {encoding}\n"
        f'Content-Type: text/html; charset="{charset}"\n\n{page}\n'
        f"--{_BOUNDARY}\nContent-Location: file:///C:/a.files/image001.png\nContent-Transfer-Encoding: base64\n"
        f"Content-Type: image/png\n\n{_PICTURE}\n--{_BOUNDARY}--\n"
    )
    return text.replace("\n", "\r\n").encode()
