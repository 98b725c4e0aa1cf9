"""A plain ZIP of documents: its files one by one, with names made readable and limits on what comes out."""

from __future__ import annotations

import io
import re
import stat
import zipfile
from collections.abc import Iterator

from lib.documents.containers import ENCRYPTED, RATIO, RATIO_FROM, ZIP_FAULTS, is_zip, parts_of
from lib.documents.errors import DocumentError, refuse

MOST_MEMBERS = 2_000
LARGEST_MEMBER = 50 * 2**20
MOST_UNPACKED = 500 * 2**20
_MEGABYTE = 2**20
# Parts that show that a ZIP is itself a document.
_OF_A_DOCUMENT = frozenset({"[content_types].xml", "ofd.xml", "mimetype", "meta-inf/manifest.xml"})
_UTF_8_NAME = 0x800
_LEFT_BY_SYSTEMS = frozenset({"__macosx", "thumbs.db", "desktop.ini"})

Member = tuple[str, bytes | DocumentError]


def is_archive(content: bytes) -> bool:
    """Whether this is a ZIP of files and not a document that happens to be packed as ZIP."""
    parts = parts_of(content)
    return bool(parts) and parts.isdisjoint(_OF_A_DOCUMENT)


def members(content: bytes, name: str) -> Iterator[Member]:
    """Every file of a ZIP with its bytes, one at a time; a ZIP inside it is opened once.

    A file that cannot be unpacked (a password, damage, too large) comes out with its DocumentError in place of bytes.
    Names are cleaned: no folder above the archive, no drive. Folders, links, hidden files and what systems leave
    behind are no files. Raises DocumentError where `content` is no ZIP that can be opened.
    """
    yield from _Unpacking(name).files(content, "", nested=False)


class _Unpacking:
    """One run over an archive; the limits hold for all of it together, with what is packed inside."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._files, self._bytes = MOST_MEMBERS, MOST_UNPACKED

    def files(self, content: bytes, folder: str, nested: bool) -> Iterator[Member]:
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
            entries = archive.infolist()
        except ZIP_FAULTS as error:
            raise refuse("damaged", name=self._name) from error
        with archive:
            for entry in entries:
                path = _path(entry)
                if path is None or entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16):
                    continue
                if self._files <= 0 or self._bytes <= 0:
                    yield (
                        folder + path,
                        refuse(
                            "archive_too_large",
                            name=self._name,
                            entries=MOST_MEMBERS,
                            megabytes=MOST_UNPACKED // _MEGABYTE,
                        ),
                    )
                    return
                self._files -= 1
                yield from self._file(archive, entry, folder + path, nested)

    def _file(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str, nested: bool) -> Iterator[Member]:
        try:
            content = self._content(archive, entry, path)
        except DocumentError as error:
            yield path, error
            return
        if not is_archive(content):
            yield path, content
        elif nested:
            yield path, refuse("nested_archive", name=path)
        else:
            try:
                yield from self.files(content, f"{path}/", nested=True)
            except DocumentError as error:
                yield path, error

    def _content(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: str) -> bytes:
        if entry.flag_bits & ENCRYPTED:
            raise refuse("encrypted", name=path)
        size, packed = entry.file_size, max(entry.compress_size, 1)
        if size > LARGEST_MEMBER or (size > RATIO_FROM and size > RATIO * packed):
            raise refuse("member_too_large", name=path, megabytes=LARGEST_MEMBER // _MEGABYTE)
        try:
            with archive.open(entry) as stream:
                # Declared sizes can lie: what comes out is counted.
                content = stream.read(min(LARGEST_MEMBER, max(self._bytes, 0)) + 1)
        except ZIP_FAULTS as error:
            raise refuse("damaged", name=path) from error
        self._bytes -= len(content)
        if len(content) > LARGEST_MEMBER or self._bytes < 0:
            raise refuse("member_too_large", name=path, megabytes=LARGEST_MEMBER // _MEGABYTE)
        return content


def _path(entry: zipfile.ZipInfo) -> str | None:
    """The readable name of a file, None for one that is hidden or left behind by a system."""
    steps = [step for step in re.split(r"[/\\]", _decoded(entry)) if step not in {"", ".", ".."}]
    if steps and re.fullmatch(r"[A-Za-z]:", steps[0]):
        steps = steps[1:]
    if not steps or any(step.startswith(".") or step.lower() in _LEFT_BY_SYSTEMS for step in steps):
        return None
    return None if steps[-1].startswith("~$") else "/".join(steps)


def _decoded(entry: zipfile.ZipInfo) -> str:
    """A name in the encoding it was written in: programs in China write GBK and do not say so."""
    if entry.flag_bits & _UTF_8_NAME:
        return entry.filename
    try:
        raw = entry.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


__all__ = ["Member", "is_archive", "is_zip", "members"]
