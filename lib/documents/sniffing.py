"""What a file is, from its content: the parts of a ZIP, the streams of an OLE file, the root of an XML text, first bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cached_property

import olefile

from lib.documents.containers import Package, is_zip, parts_of
from lib.documents.errors import DocumentError, refuse

_START = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Packed in ways that are not read here, by name so that the refusal can say what to do.
_PACKED = ((b"Rar!\x1a", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7Z"), (b"\x1f\x8b", "GZIP"))
_MARKUP = re.compile(
    r"\s*<(\?xml\b|!doctype\b|!--|(html|head|body|table|div|p|span|center|meta|title|style|script)\b)", re.I
)
_TAGS = re.compile(r"<(html|head|body|table|div|meta|p)\b", re.I)
_MIME = re.compile(
    r"(mime-version|content-type|from|subject|date|message-id|x-[a-z-]+|snapshot-content-location):", re.I
)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]{0,4000})")


class Look:
    """A file seen from outside; nothing is looked for twice. `ending` is in lower case and without its dot."""

    def __init__(self, content: bytes, name: str) -> None:
        self.content = content
        self.name = name
        self.ending = name.rsplit(".", 1)[1].strip().lower() if "." in name else ""

    @cached_property
    def parts(self) -> frozenset[str]:
        """The names of the parts of a ZIP, in lower case; none where this is no ZIP."""
        return parts_of(self.content)

    @cached_property
    def streams(self) -> frozenset[str]:
        """The names of the streams of an OLE file, in lower case; none where this is no OLE file."""
        if not self.content.startswith(_OLE):
            return frozenset()
        try:
            with olefile.OleFileIO(io.BytesIO(self.content)) as compound:
                return frozenset("/".join(path).lower() for path in compound.listdir())
        except Exception:  # olefile raises whatever a damaged file makes it stumble over
            return frozenset()

    @cached_property
    def mime(self) -> str:
        """What an OpenDocument file says it is, in its part mimetype or else in its manifest."""
        if "content.xml" not in self.parts:
            return ""
        try:
            package = Package(self.content, self.name)
            said = package.read("mimetype")[:200] or package.read("META-INF/manifest.xml")[:_START]
        except DocumentError:
            return ""
        return said.decode("ascii", errors="replace")

    @cached_property
    def opening(self) -> str:
        """The first characters, where the file is text."""
        start = self.content[:_START]
        for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
            if start.startswith(mark):
                return start[len(mark) :].decode(encoding, errors="replace").lstrip()
        return start.decode("latin-1").lstrip()

    @cached_property
    def root(self) -> tuple[str, str]:
        """The name of the root of an XML text without its prefix, and its attributes; "" where it is none."""
        if not self.opening.startswith("<"):
            return "", ""
        text = re.sub(r"<\?.*?\?>|<!--.*?-->", "", self.opening, flags=re.DOTALL)
        match = _ROOT.match(text.lstrip())
        return (match[2], (match[1] or "") + match[3]) if match else ("", "")

    @property
    def is_markup(self) -> bool:
        """Whether this is a web page, whatever it is called."""
        return bool(_MARKUP.match(self.opening)) and (self.opening[:1] == "<") and bool(_TAGS.search(self.opening))

    @property
    def is_mime_message(self) -> bool:
        """Whether this is a web archive (MHTML): the head of a message and in it a MIME version."""
        head = self.opening
        return bool(_MIME.match(head)) and bool(re.search(r"^(mime-version|content-type):", head, re.I | re.M))

    @property
    def is_webp(self) -> bool:
        """Whether this is a WebP picture."""
        return self.content[:4] == b"RIFF" and self.content[8:12] == b"WEBP"

    @property
    def is_binary(self) -> bool:
        """Whether the first bytes are those of a container, so that this is no text under a wrong name."""
        return is_zip(self.content) or self.content.startswith((_OLE, *(magic for magic, _ in _PACKED)))


def has_part(*parts: str) -> Callable[[Look], bool]:
    """Takes a ZIP with one of these parts."""
    return lambda look: not look.parts.isdisjoint(parts)


def has_stream(*streams: str) -> Callable[[Look], bool]:
    """Takes an OLE file with one of these streams."""
    wanted = {stream.lower() for stream in streams}
    return lambda look: not look.streams.isdisjoint(wanted)


def office_parts(folder: str, but: str = "") -> Callable[[Look], bool]:
    """Takes an Office Open XML file whose parts are in `folder`, and which has no part `but`."""
    return lambda look: (
        "[content_types].xml" in look.parts
        and but not in look.parts
        and any(part.startswith(folder) for part in look.parts)
    )


def mime_type(kind: str) -> Callable[[Look], bool]:
    """Takes an OpenDocument file of this kind, its templates too."""
    return lambda look: kind in look.mime


def begins(magic: bytes) -> Callable[[Look], bool]:
    """Takes a file that begins with these bytes, after white space."""
    return lambda look: look.content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(magic)


def xml_root(root: str, attribute: str = "microsoft") -> Callable[[Look], bool]:
    """Takes an XML text whose root has this name and an attribute (a namespace) with this word in it."""
    return lambda look: look.root[0] == root and attribute in look.root[1]


def known_but_not_read(look: Look) -> DocumentError | None:
    """Why a file of a known kind cannot be read; None where nothing is known of it."""
    if "encryptedpackage" in look.streams:
        return refuse("encrypted", name=look.name)
    if is_zip(look.content):
        if {"[content_types].xml", "mimetype"} & look.parts:
            return refuse("format_unknown", name=look.name, format=look.ending or "ZIP")
        return refuse("archive" if look.parts else "damaged", name=look.name)
    if look.content.startswith(_OLE):
        return refuse("format_unknown" if look.streams else "damaged", name=look.name, format=look.ending or "OLE")
    for magic, what in _PACKED:
        if look.content.startswith(magic):
            return refuse("packed", name=look.name, format=what)
    return None
