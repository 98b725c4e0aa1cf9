"""The letters of a whole region in one ZIP, with a list of what is in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lib.exports.letter import write_letter
from lib.language import Language, t
from lib.reports import safe_text
from lib.views.letters import Letter

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f]')
_COLUMNS = ("number", "agency", "points", "errors", "file_name")


def write_letters(
    letters: Iterable[Letter],
    out: IO[bytes],
    day: date,
    lang: Language = "zh",
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write a letter an agency and the list into `out`, and give how many there are. One letter at a time is in memory.

    The same letters and day give the same bytes. `progress` is told how many are written.
    """
    index: list[list[object]] = []
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for number, letter in enumerate(letters, start=1):
            agency = str(letter.agency.text)
            name = t("letters.file", lang, n=number, agency=file_part(agency))
            packed.writestr(ZipInfo(name), write_letter(letter, day, lang), ZIP_DEFLATED)
            errors = sum(point.finding.severity == "error" for point in letter.points)
            index.append([number, safe_text(agency), len(letter.points), errors, name])
            if progress:
                progress(number)
        packed.writestr(ZipInfo(t("letters.index_file", lang)), _index(index, lang), ZIP_DEFLATED)
    return len(index)


def file_part(name: str) -> str:
    """A name as part of a file's name on any system."""
    return _NOT_IN_NAMES.sub("_", name).strip(" .")[:60] or "_"


def _index(rows: list[list[object]], lang: Language) -> bytes:
    written = io.StringIO()
    csv.writer(written).writerows([[t(f"letters.index_{name}", lang) for name in _COLUMNS], *rows])
    return written.getvalue().encode("utf-8-sig")
