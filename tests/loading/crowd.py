"""Thousands of small documents in several formats, each of its own agency, made quickly from a few forged ones."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.forge import forge, truths

# As long as a name, so that a page is laid out alike; the digits of a number in words that names are made of.
PLACEHOLDER = "云县青松镇人民政府"
_WORDS = "东西南北中上下左右前"
_STYLES = ("html/clean", "html/cms", "docx/plain", "xlsx/one_sheet", "html/word_pasted")


def agency_of(number: int) -> str:
    """The name of one agency."""
    return "云县" + "".join(_WORDS[int(digit)] for digit in f"{number:05d}") + "镇人民政府"


def make(folder: Path, count: int) -> list[str]:
    """Write that many documents into the folder, some of them in ZIP archives; give the names of their agencies."""
    report = next(iter(truths(7, 1)))
    report = report.model_copy(update={"agency": report.agency.model_copy(update={"name": PLACEHOLDER})})
    forged = [forge(report, style) for style in _STYLES]
    folder.mkdir(parents=True)
    packed: list[tuple[str, bytes]] = []
    for number in range(count):
        name, content = forged[number % len(forged)]
        written = _renamed(content, agency_of(number))
        own = f"{number:05d}{Path(name).suffix}"
        if number % 10 == 9:
            packed.append((own, written))
        else:
            place = folder / f"{number % 7}" / own
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(written)
    with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
        for own, written in packed:
            archive.writestr(own, written)
    return [agency_of(number) for number in range(count)]


def _renamed(content: bytes, agency: str) -> bytes:
    if not content.startswith(b"PK"):
        return _replaced(content, agency)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as after:
        for member in before.infolist():
            after.writestr(member.filename, _replaced(before.read(member), agency))
    return buffer.getvalue()


def _replaced(content: bytes, agency: str) -> bytes:
    """In every way that one of the styles writes a name."""
    for encoding, errors in (("utf-8", "strict"), ("gb18030", "strict"), ("ascii", "xmlcharrefreplace")):
        content = content.replace(PLACEHOLDER.encode(encoding, errors), agency.encode(encoding, errors))
    return content
