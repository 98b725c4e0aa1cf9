"""How exactly and how fast documents are read, beside other readers, on the same documents in the same run.

`make bench`, or `python -m tests.bench.bench_readers [reports]`. What every reader gives goes through the same extraction:
tables, and the text around them where a reader gives it (this project, markitdown). Nothing is asserted: it measures the
machine as much as the programs.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from lib.documents import Block, Cell, Document, Grid, Paragraph, read_document
from lib.documents.model import grid_of
from lib.extraction import Reading, extract
from lib.reports import Report
from tests.bench.peer_environment import PEERS, peer_python
from tests.bench.record import record
from tests.forge import STYLES, forge_all, score, truths

REPORTS, SEED = 10, 7
TIMES_DOCLING = 10
BECAUSE = (
    "What is hidden, struck out or a formula without a result, how a number is shown, and where each cell stands cost the "
    "rest: exactness was taken."
)
READERS = {
    "html": ("pandas_read_html", "docling", "markitdown"),
    "docx": ("docling", "markitdown"),
    "xlsx": ("docling", "markitdown"),
    "pdf": ("pdfplumber", "camelot", "img2table"),
}
# The forge has many more; these are the ones that readers differ in.
SHOWN = (
    *(f"html/{name}" for name in ("clean", "cms", "word_pasted", "many_habits")),
    *(f"docx/{name}" for name in ("plain", "wps", "nested", "many_habits")),
    *(f"xlsx/{name}" for name in ("one_sheet", "moved", "many_habits")),
    *(f"pdf/{name}" for name in ("chromium", "landscape", "office_plain", "rows_only", "unruled")),
)
OURS = "this project"
_HEAD = f"{'style':24}{'reader':20}{'perfect':>10}{'exact':>9}{'unread':>9}{'wrong':>8}{'ms':>9}{'x ours':>8}{'MB':>7}"


@dataclass(frozen=True)
class Answer:
    """What one reader made of one document; `seconds` is its own time, without the extraction."""

    blocks: tuple[Block, ...]
    seconds: float


def test_the_readers_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        compare(REPORTS)


def compare(reports: int) -> None:
    """Print a line a style and reader."""
    python = peer_python()
    print(
        f"\n{reports} documents a style; {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print("ms: median a document, reading only; x ours: ratio of medians; cells over all documents\n" + _HEAD)
    made = truths(SEED, reports)
    for style in (STYLES[name] for name in SHOWN):
        with tempfile.TemporaryDirectory() as folder:
            paths = _written(forge_all(made, style), Path(folder))
            ours = [sys.executable, "-m", "tests.bench.own_reader"]
            own, right = _line(style.name, OURS, ours, paths, made, None)
            for reader in READERS[style.format]:
                command = [str(python), str(PEERS / "run.py"), reader]
                other, theirs_right = _line(style.name, reader, command, paths, made, median(own))
                perfect = f"Read without a fault: {right} by this project, {theirs_right} by the peer."
                record(
                    "reading",
                    f"a document, {style.name}",
                    own,
                    "s",
                    against=reader,
                    theirs=other,
                    at_least=TIMES_DOCLING if reader == "docling" else None,
                    because=BECAUSE,
                    note=perfect,
                )


def _written(documents: Sequence[tuple[str, bytes]], folder: Path) -> list[Path]:
    paths = []
    for number, (name, content) in enumerate(documents):
        paths.append(folder / f"{number:04}{Path(name).suffix}")
        paths[-1].write_bytes(content)
    return paths


def _line(
    style: str, reader: str, command: list[str], paths: list[Path], made: Sequence[Report], base: float | None
) -> tuple[list[float], str]:
    """The seconds of each document, and how many of how many came out perfect."""
    answers, megabytes = _run(command, paths)
    scores = [score(_reading(answer, truth), truth) for answer, truth in zip(answers, made, strict=True)]
    cells = sum(one.cells for one in scores)
    exact, unread = (sum(getattr(one, name) for one in scores) / cells for name in ("exact", "unread"))
    wrong = sum(len(one.wrong) for one in scores)
    spent = median(answer.seconds for answer in answers)
    ratio = f"{spent / base:.1f}" if base else "1"
    perfect = f"{sum(one.perfect for one in scores)}/{len(scores)}"
    print(
        f"{style:24}{reader:20}{perfect:>10}{exact:>9.2%}{unread:>9.2%}{wrong:>8}{spent * 1000:>9.1f}{ratio:>8}"
        f"{megabytes:>7.0f}",
        flush=True,
    )
    return [answer.seconds for answer in answers], perfect


def _run(command: list[str], paths: list[Path]) -> tuple[list[Answer], float]:
    done = subprocess.run([*command, *map(str, paths)], capture_output=True, text=True, check=True)
    *lines, memory = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return [Answer(tuple(_blocks(line)), line["seconds"]) for line in lines], memory["megabytes"]


def _blocks(line: dict[str, object]) -> Iterator[Block]:
    """What a reader found, as a document has it. Rows of texts count as a table whose columns are true."""
    tables = line["tables"]
    assert isinstance(tables, list)
    for table in tables:
        if "grid" in table:
            cells = tuple(Cell(**cell) for cell in table["grid"]["cells"])
            yield Grid(cells, *(table["grid"][name] for name in ("height", "width", "origin")))
        elif "line" in table:
            yield Paragraph(**table["line"])
        elif "rows" in table:
            yield grid_of(table["rows"], "html-table")
        else:
            text, name = (table["html"], "t.html") if "html" in table else (table["markdown"], "t.md")
            yield from read_document(text.encode(), name).blocks if text.strip() else ()


def _reading(answer: Answer, truth: Report) -> Reading:
    if not any(isinstance(block, Grid) for block in answer.blocks):
        return Reading(None, "refused")
    document = Document(answer.blocks, None, {}, "", "", "t")
    return extract(document, agency=truth.agency.name, year=truth.year)


if __name__ == "__main__":
    compare(int(sys.argv[1]) if len(sys.argv) > 1 else REPORTS)
