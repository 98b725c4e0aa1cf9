"""Small damages to files of every kind: what a crash, a bad connection, a careless program or an enemy does to them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

Mutation = Callable[[bytes, Random], bytes]
_INTERESTING = (
    b"\x00",
    b"\xff\xff\xff\xff",
    b"<",
    b">",
    b"&",
    b"\x80",
    b"%",
    b"9" * 40,
    b"-1",
    b"\xef\xbb\xbf",
    b"\r\n",
)
_NUMBERS = (b"0", b"-1", b"2147483648", b"99999999999999999999", b"1e308", b"NaN", b"", b"65536", b"0.5", b"  7")
_TAG = re.compile(rb"<[^<>]{1,400}>")
_NUMBER = re.compile(rb"(?<=[\"'>= ])\d{1,9}(?=[\"'< /])")
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
# Unpacking more of a part than this would only slow the search down.
_MOST = 4 * 2**20


def flip(content: bytes, rng: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 4, 64))):
        if changed:
            changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut_out(content: bytes, rng: Random) -> bytes:
    start, length = _chunk(content, rng)
    return content[:start] + content[start + length :]


def double(content: bytes, rng: Random) -> bytes:
    start, length = _chunk(content, rng)
    return (
        content[: start + length] + content[start : start + length] * rng.choice((1, 1, 50)) + content[start + length :]
    )


def move(content: bytes, rng: Random) -> bytes:
    start, length = _chunk(content, rng)
    rest = content[:start] + content[start + length :]
    place = rng.randrange(len(rest) + 1)
    return rest[:place] + content[start : start + length] + rest[place:]


def truncate(content: bytes, rng: Random) -> bytes:
    return content[: rng.randrange(len(content) + 1)]


def insert(content: bytes, rng: Random) -> bytes:
    place = rng.randrange(len(content) + 1)
    return content[:place] + rng.choice(_INTERESTING) * rng.choice((1, 1, 1, 500)) + content[place:]


def change_number(content: bytes, rng: Random) -> bytes:
    """Another number where one stands: a span, a size, a figure."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return flip(content, rng)
    one = rng.choice(found)
    return content[: one.start()] + rng.choice(_NUMBERS) + content[one.end() :]


def change_tag(content: bytes, rng: Random) -> bytes:
    """A tag lost, doubled, moved to another's place, or many times over."""
    found = [match.span() for match in _TAG.finditer(content)]
    if len(found) < 2:
        return cut_out(content, rng)
    (start, end), (other, last) = rng.choice(found), rng.choice(found)
    new = rng.choice((b"", content[start:end] * 2, content[other:last], content[start:end] * 300))
    return content[:start] + new + content[end:]


PLAIN: tuple[Mutation, ...] = (flip, cut_out, double, move, truncate, insert, change_number)
MARKUP: tuple[Mutation, ...] = (change_tag, change_tag, change_number, change_number, cut_out, double, insert)


def change_part(content: bytes, rng: Random) -> bytes:
    """One part of a ZIP damaged, with a directory and checksums that are right."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(entry.filename, archive.read(entry)) for entry in archive.infolist() if entry.file_size < _MOST]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        return flip(content, rng)
    if not parts:
        return flip(content, rng)
    large = [place for place, (_, part) in enumerate(parts) if len(part) > 2000] or [0]
    chosen = rng.choice((rng.randrange(len(parts)), rng.choice(large), rng.choice(large)))
    name, part = parts[chosen]
    parts[chosen] = (name, mutated(part, rng))
    if rng.random() < 0.05:
        del parts[rng.randrange(len(parts))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for own, written in parts:
            archive.writestr(zipfile.ZipInfo(own), written)
    return buffer.getvalue()


def change_object(content: bytes, rng: Random) -> bytes:
    """An object of a PDF lost, doubled, or in another's place."""
    found = [match.span() for match in _OBJECT.finditer(content)]
    if len(found) < 2:
        return flip(content, rng)
    (start, end), (other, last) = rng.choice(found), rng.choice(found)
    body = content[other:last]
    head = content[start : start + content[start:end].index(b"obj")]
    new = rng.choice((b"", content[start:end] * 2, head + body[body.index(b"obj") :]))
    return content[:start] + new + content[end:]


def change_stream(content: bytes, rng: Random) -> bytes:
    """What a packed stream of a PDF holds, changed and packed again."""
    found = list(_STREAM.finditer(content))
    rng.shuffle(found)
    for match in found[:20]:
        try:
            inside = zlib.decompressobj().decompress(match[1], _MOST)
        except zlib.error:
            continue
        new = zlib.compress(rng.choice(PLAIN)(inside, rng))
        return content[: match.start(1)] + new + content[match.end(1) :]
    return change_object(content, rng)


PDF: tuple[Mutation, ...] = (change_stream, change_stream, change_object, change_number, flip, truncate)


def mutated(content: bytes, rng: Random, others: Sequence[bytes] = ()) -> bytes:
    """The file with one or a few damages of the kinds that its format invites; rarely with a piece of another file."""
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        content = rng.choice(_kinds(content))(content, rng)
    if others and rng.random() < 0.05:
        other = rng.choice(others)
        content = content[: rng.randrange(len(content) + 1)] + other[rng.randrange(len(other) + 1) :]
    return content


def _kinds(content: bytes) -> Sequence[Mutation]:
    if content.startswith(b"PK\x03\x04"):
        return (change_part,) * 5 + (flip, truncate)
    if content.startswith(b"%PDF"):
        return PDF
    head = content[:2000].lstrip()
    return MARKUP if head.startswith((b"<", b"\xef\xbb\xbf<")) or b"</" in head else PLAIN


def _chunk(content: bytes, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(content) + 1)
    return start, min(int(rng.paretovariate(0.5)), 20_000)
