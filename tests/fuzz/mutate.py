"""The search for a file that breaks the readers: `python -m tests.fuzz.mutate --minutes 30 --seed 1`.

Real and forged documents are damaged and read in a worker. Written down, with the file, is whatever should never be: a
reader that raises, crashes, hangs or needs too much memory, and a figure whose digits do not stand in the document.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random

from lib.documents import Document, Grid
from lib.language import say
from lib.loading import FileReading
from lib.loading.confinement import Limits
from lib.loading.workers import Workers
from tests.forge import STYLES, forge, truths
from tests.fuzz.mutations import mutated

PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "reports" / "documents"
LIMITS = Limits(seconds=60, slow_seconds=120)
FAULTS = ("loading.unreadable", "loading.crashed", "loading.too_slow", "loading.too_much_memory")
# How often a format is taken where another is taken once: what is slow to read is tried less.
_WEIGHTS = {
    ".html": 6,
    ".htm": 6,
    ".txt": 4,
    ".md": 2,
    ".docx": 6,
    ".xlsx": 6,
    ".odt": 4,
    ".ods": 3,
    ".ofd": 5,
    ".mht": 4,
}
_WEIGHTS |= {
    ".xls": 5,
    ".et": 2,
    ".csv": 2,
    ".json": 1,
    ".pdf": 4,
    ".doc": 0.3,
    ".rtf": 0.3,
    ".wps": 0.2,
    ".png": 0.05,
    ".jpg": 0.05,
}
# What is recognised takes a minute a page: unless it is asked for, the search would wait and not find.
_PICTURES = frozenset({"scan", "png", "jpg", "tiff"})
# Hardly any page is so small; noise around it.
_NO_REPORTS = (
    ("noise.txt", "1 2 3 一、二、三、\n".encode() * 50),
    ("page.html", b"<table><tr><td>1</td></tr></table>"),
)


@dataclass(frozen=True)
class Tried:
    """One damaged file and what came of it; `fault` is None where all is as it should be."""

    name: str
    content: bytes
    outcome: str
    seconds: float
    fault: str | None


def corpus(formats: Collection[str] = (), published: bool = True) -> list[tuple[str, bytes]]:
    """The files to damage: a few reports in each style, and what was published, where that lies beside the clone.

    `formats`: only these, as the forge names them ("scan" is a PDF of pictures); empty for all but pictures.
    """
    wanted = [s for s in STYLES.values() if (s.format in formats if formats else s.format not in _PICTURES)]
    reports = truths(11, 6)
    found = []
    for number, style in enumerate(wanted):
        name, content = forge(reports[number % 6], style)
        found.append((f"{style.name.replace('/', '-')}-{name}", content))
    others = list(_NO_REPORTS)
    if published and PUBLISHED.is_dir():
        others += [(path.name, path.read_bytes()) for path in sorted(PUBLISHED.iterdir()) if path.is_file()]
    return [*found, *(one for one in others if not formats or Path(one[0]).suffix[1:].lower() in formats)]


def search(workers: Workers, files: Sequence[tuple[str, bytes]], seed: int) -> Iterator[Tried]:
    """Damaged files without end, the same for the same files and seed."""
    weights = [_WEIGHTS.get(Path(name).suffix.lower(), 1) for name, _ in files]
    contents = [content for _, content in files if len(content) < 2**20]
    number = 0
    while True:
        rng = Random(f"{seed}/{number}")
        (name, content) = rng.choices(files, weights)[0]
        damaged = mutated(content, rng, contents)
        begun = time.monotonic()
        readings = workers.read(damaged, name, keep_document=True)
        yield _judged(f"{number:06d}-{name}", damaged, readings, time.monotonic() - begun)
        number += 1


def _judged(name: str, content: bytes, readings: Sequence[FileReading], seconds: float) -> Tried:
    faults = [fault for reading in readings if (fault := _fault(reading)) is not None]
    outcomes = Counter(_outcome(reading) for reading in readings)
    return Tried(name, content, "/".join(sorted(outcomes)), seconds, faults[0] if faults else None)


def _outcome(reading: FileReading) -> str:
    if reading.report is None:
        return "refused"
    return reading.reading.outcome if reading.reading else "whole"


def _fault(reading: FileReading) -> str | None:
    if reading.problem is not None and reading.problem.key in FAULTS:
        return f"{reading.problem.key}: {say(reading.problem, 'en')}"
    if reading.report is None or reading.document is None or reading.recognised:
        return None
    digits = _digits(reading.document)
    stated = {key: value for key, value in reading.report.figures.items() if value is not None}
    unfounded = [f"{key}={value}" for key, value in stated.items() if not _stands(value, digits)]
    return f"unfounded: {' '.join(unfounded)}" if unfounded else None


def _digits(document: Document) -> str:
    """All that is written in the document, as digits are compared."""
    texts = []
    for block in document.blocks:
        texts += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    text = unicodedata.normalize("NFKC", "|".join(texts))
    return "".join(c for c in text if not c.isspace() and c != ",")


def _stands(value: int | Decimal, digits: str) -> bool:
    return str(abs(value)) in digits or (
        any(numeral in digits for numeral in "一二三四五六七八九十百千万零〇两壹贰叁肆伍陆柒捌玖拾") and value < 10_000
    )


def main() -> None:
    """Search for so many minutes, keep what breaks, and print the totals."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--minutes", type=float, default=30)
    words.add_argument("--seed", type=int, default=1)
    kept = Path(tempfile.gettempdir()) / "disclosure-fuzz"
    words.add_argument("--out", type=Path, default=kept, help=f"where files that break a reader are kept: {kept}")
    words.add_argument("--formats", nargs="*", default=(), help="only these, as the forge names them: html doc scan …")
    asked = words.parse_args()
    files = corpus(asked.formats)
    end, totals, slowest = time.monotonic() + asked.minutes * 60, Counter[str](), 0.0
    with Workers(1, LIMITS) as workers:
        for tried in search(workers, files, asked.seed):
            totals["tried"] += 1
            totals[tried.outcome] += 1
            slowest = max(slowest, tried.seconds)
            if tried.fault is not None:
                totals["faults"] += 1
                print(f"{tried.name}: {tried.fault}", flush=True)
                asked.out.mkdir(parents=True, exist_ok=True)
                (asked.out / tried.name).write_bytes(tried.content)
            if totals["tried"] % 1000 == 0:
                print(dict(totals), f"slowest {slowest:.1f} s", flush=True)
            if time.monotonic() > end:
                break
    # Of any one process; LibreOffice is one of its own.
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(dict(totals), f"slowest {slowest:.1f} s, largest process {largest:.0f} MB")


if __name__ == "__main__":
    main()
