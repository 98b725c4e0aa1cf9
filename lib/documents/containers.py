"""A ZIP that is one document: its parts by name, read with limits that do not trust what the file says of itself."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property

from lib.documents.errors import refuse

MOST_PARTS = 2_000
# All parts of one document together, unpacked; what an annual report needs is a hundredth of it.
MOST_UNPACKED = 50 * 2**20
# XML packs well, but not like a bomb. The ratio is only looked at where it would hurt.
RATIO, RATIO_FROM = 100, 10 * 2**20
ENCRYPTED, _PATCHED, _UTF8 = 0x1, 0x20, 0x800
_ENTRY = b"PK\x03\x04"
_ZIP = (_ENTRY, b"PK\x05\x06")
# What stands before a packed part, up to the lengths of its name and of what follows the name.
_HEAD = 30
# Everything the zip module raises for a file that is damaged, made to mislead, or packed in a way not known here.
ZIP_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)


def is_zip(content: bytes) -> bool:
    """Whether the first bytes are those of a ZIP; it may still be damaged."""
    return content.startswith(_ZIP)


class Package:
    """The parts of a document in a ZIP. A name is matched without regard to case and to the kind of slash.

    Raises DocumentError where the ZIP is damaged, asks for a password, or unpacks to more than a document has.
    """

    def __init__(self, content: bytes, name: str) -> None:
        self._name = name
        self._content = content
        self._left = MOST_UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except ZIP_FAULTS as error:
            raise refuse("damaged", name=name) from error
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED:
            raise refuse("unpacks_too_large", name=name, megabytes=MOST_UNPACKED // 2**20)
        if unpacked > RATIO_FROM and unpacked > RATIO * len(content):
            raise refuse("unpacks_too_large", name=name, megabytes=MOST_UNPACKED // 2**20)
        self._entries: Mapping[str, zipfile.ZipInfo] = {part_name(entry.filename): entry for entry in entries}

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the parts, in lower case and with forward slashes."""
        return frozenset(self._entries)

    def __contains__(self, part: str) -> bool:
        return part_name(part) in self._entries

    def read(self, part: str) -> bytes:
        """The bytes of a part, b"" where the document has none of that name."""
        entry = self._entries.get(part_name(part))
        if entry is None:
            return b""
        if entry.flag_bits & ENCRYPTED:
            raise refuse("encrypted", name=self._name)
        try:
            # Declared sizes can lie: what comes out is counted.
            content = self._unpacked(entry, self._left + 1)
        except ZIP_FAULTS as error:
            raise refuse("damaged", name=self._name) from error
        self._left -= len(content)
        if self._left < 0:
            raise refuse("unpacks_too_large", name=self._name, megabytes=MOST_UNPACKED // 2**20)
        return content

    def _unpacked(self, entry: zipfile.ZipInfo, most: int) -> bytes:
        """The first `most` bytes of a part. What is deflated, as nearly all is, goes through zlib without the stream of
        the zip module, which takes longer than all else that is done for a small part; its checks are made here."""
        if entry.compress_type != zipfile.ZIP_DEFLATED:
            with self._zip.open(entry) as stream:
                return stream.read(most)
        start, end = entry.header_offset, entry.header_offset + _HEAD
        head = self._content[start:end]
        named, more = (int.from_bytes(head[place : place + 2], "little") for place in (26, 28))
        own = self._content[end : end + named].decode("utf-8" if entry.flag_bits & _UTF8 else "cp437")
        if not head.startswith(_ENTRY) or own != entry.orig_filename or entry.flag_bits & _PATCHED:
            raise zipfile.BadZipFile("no part where the directory says")
        packed = self._content[end + named + more : end + named + more + entry.compress_size]
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        content = unpacker.decompress(packed, most)
        whole = unpacker.eof and len(content) == entry.file_size and zlib.crc32(content) == entry.CRC
        if len(content) < most and not whole:
            raise zipfile.BadZipFile("not what was packed")
        return content


def part_name(name: str) -> str:
    """The name of a part as it is compared."""
    return name.replace("\\", "/").lstrip("/").lower()


def parts_of(content: bytes) -> frozenset[str]:
    """The names of the parts of a ZIP as `Package` gives them; none where the bytes are no ZIP or a damaged one."""
    if not is_zip(content):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return frozenset(part_name(entry.filename) for entry in archive.infolist()[: MOST_PARTS * 10])
    except ZIP_FAULTS:
        return frozenset()
