"""Reports as plain text and Markdown: tabs, pipes, one cell a line, run together, aligned, comma-separated."""

from __future__ import annotations

import csv
import io
from random import Random

from tests.forge.changes import unmerged
from tests.forge.paper import Heading, Paper, Sheet, Slot


def tabs(paper: Paper, rng: Random) -> bytes:
    """As a page copied into a text file: merged cells leave empty places."""
    return _text(paper, "\n\n", lambda sheet: "\n".join("\t".join(row) for row in matrix(sheet)) + "\n")


def tabs_gbk(paper: Paper, rng: Random) -> bytes:
    return tabs(paper, rng).decode().replace("\n", "\r\n").encode("gb18030")


def markdown(paper: Paper, rng: Random) -> bytes:
    def table(sheet: Sheet) -> str:
        lines = ["| " + " | ".join(cell.replace("\n", "<br>") for cell in row) + " |" for row in matrix(sheet)]
        return "\n".join([lines[0], "|" + " --- |" * sheet.width, *lines[1:]]) + "\n"

    return _text(paper, "\n\n", table, heading="## ")


def pipes(paper: Paper, rng: Random) -> bytes:
    """As html2text writes: cells between bars, nothing for the slots of merged cells."""
    return _text(paper, "\n\n", lambda sheet: "".join(" | ".join(_own(row)) + " |\n" for row in sheet.rows))


def stream(paper: Paper, rng: Random) -> bytes:
    """A cell a line, each closed by a bar."""
    return _text(paper, "\n", lambda sheet: "".join(f"{text} |\n" for row in sheet.rows for text in _own(row)))


def cell_lines(paper: Paper, rng: Random) -> bytes:
    """A cell a line; blank cells leave nothing."""
    return _text(
        paper, "\n\n", lambda sheet: "\n\n".join(text for row in sheet.rows for text in _own(row) if text) + "\n"
    )


def glued(paper: Paper, rng: Random) -> bytes:
    """The whole page on one line."""
    return _text(paper, "", lambda sheet: "".join(text for row in sheet.rows for text in _own(row)))


def comma_separated(paper: Paper, rng: Random) -> bytes:
    """The form in a CSV file, as a spreadsheet saves it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for text in _head(paper):
        writer.writerow([text])
    for item in paper.items:
        if isinstance(item, Sheet):
            writer.writerows(matrix(item))
        else:
            writer.writerow([item.text])
    return buffer.getvalue().encode("utf-8-sig")


def matrix(sheet: Sheet) -> list[list[str]]:
    """The texts at their slots; the other slots of a merged cell are empty."""
    lines = [[""] * sheet.width for _ in sheet.rows]
    for number, row in enumerate(unmerged(sheet.rows, repeat=False)):
        for slot in row:
            lines[number][slot.column] = slot.text
    return lines


def _own(row: tuple[Slot, ...]) -> list[str]:
    return [slot.text.replace("\n", "") for slot in row]


def _head(paper: Paper) -> list[str]:
    return [paper.title, *([f"发布时间：{paper.published_on}"] if paper.published_on else [])]


def _text(paper: Paper, between: str, table: object, heading: str = "") -> bytes:
    assert callable(table)
    parts = [heading.replace("##", "#") + paper.title, *_head(paper)[1:]]
    for item in paper.items:
        if isinstance(item, Sheet):
            parts.append(table(item))
        else:
            parts.append((heading if isinstance(item, Heading) else "") + item.text)
    return between.join(parts).encode()
