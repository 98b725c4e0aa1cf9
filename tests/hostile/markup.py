"""Hostile text: entities, nesting, spans, encodings, and pages that want something fetched."""

from __future__ import annotations

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 20}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i "{"a" * 100_000}">]>'
FILED = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY i SYSTEM "file://{canary}">]>'
FETCHED = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://127.0.0.1:{port}/a.dtd" [<!ENTITY % i SYSTEM "{port}">%i;]>'


def page(body: str, head: str = "") -> bytes:
    return f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def nested(tag: str, depth: int) -> str:
    return f"<{tag}>" * depth + "1" + f"</{tag}>" * depth


def tables(depth: int) -> str:
    return "<table><tr><td>" * depth + "1" + "</td></tr></table>" * depth


def spanned(rows: int, columns: int) -> str:
    return f"<table><tr><td rowspan={rows} colspan={columns}>1</td><td>2</td></tr><tr><td>3</td></tr></table>"


def rows(count: int) -> str:
    """The table of disputes with another row of figures again and again, and no year and no agency around it."""
    heads = "".join(f"<td>{name}</td>" for name in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3)
    lines = "".join("<tr>" + f"<td>{n}</td>" * 15 + "</tr>" for n in range(count))
    names = "<td colspan=5>行政复议</td><td colspan=5>未经复议直接起诉</td><td colspan=5>复议后起诉</td>"
    return f"<h2>四、政府信息公开行政复议、行政诉讼情况</h2><table><tr>{names}</tr><tr>{heads}</tr>{lines}</table>"


def longing(port: int, canary: str) -> str:
    """Everything a page can ask for: on this machine and on another."""
    return (
        f"<meta http-equiv=refresh content='0;url=http://127.0.0.1:{port}/'>"
        f"<base href='http://127.0.0.1:{port}/'><link rel=stylesheet href='http://127.0.0.1:{port}/a.css'>"
        f"<script src='http://127.0.0.1:{port}/a.js'></script><img src='http://127.0.0.1:{port}/a.png'>"
        f"<iframe src='file://{canary}'></iframe><object data='file://{canary}'></object>"
        f"<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file://{canary}' parse='text'/>"
    )


def letter(parts: int) -> bytes:
    """A web archive of very many parts."""
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    return head + b"".join(b"--b\r\nContent-Type: text/html\r\n\r\n<p>a\r\n" for _ in range(parts)) + b"--b--\r\n"


def letters_in_letters(depth: int) -> bytes:
    """A web archive in a web archive …"""
    lines = [b"MIME-Version: 1.0"]
    for number in range(depth):
        lines += [b'Content-Type: multipart/mixed; boundary="b%d"' % number, b"", b"--b%d" % number]
    return b"\r\n".join([*lines, b"Content-Type: text/html", b"", b"<p>a"])


def rich(groups: int) -> bytes:
    return b"{\\rtf1 " + b"{" * groups + b"a" + b"}" * groups + b"}"
