"""Reports as plain text and Markdown: tabs, pipes, one cell a line, run together, aligned, comma-separated."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from random import Random
from unicodedata import east_asian_width

from tests.forge.changes import unmerged
from tests.forge.html_styles import plain_slot, table_of
from tests.forge.paper import Heading, Paper, Sheet, Slot, slots_changed


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


def markdown_html(paper: Paper, rng: Random) -> bytes:
    """Markdown with its tables in HTML, because Markdown has no merged cells."""
    return _text(paper, "\n\n", lambda sheet: table_of(sheet, rng, plain_slot, "<table>"), heading="## ")


def spaced(paper: Paper, rng: Random) -> bytes:
    """The cells of a row parted by two spaces, nothing for the slots of merged cells, nothing lined up."""
    return _text(paper, "\n", lambda sheet: "\n".join("  ".join(_own(row)) for row in sheet.rows))


def lined_up(paper: Paper, rng: Random) -> bytes:
    """Columns lined up with spaces; a text over several columns pushes what follows it aside."""

    def table(sheet: Sheet) -> str:
        plain = [[slot for slot in row if slot.colspan == 1] for row in sheet.rows]
        wide = [2 + max((_width(s.text) for row in plain for s in row if s.column == n), default=0) for n in range(99)]
        lines = [[text.replace("\n", "") for text in row] for row in matrix(sheet)]
        return "\n".join(
            "".join(text + " " * (wide[n] - _width(text)) for n, text in enumerate(line)).rstrip() for line in lines
        )

    return _text(paper, "\n", table)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def boxed(paper: Paper, rng: Random) -> bytes:
    """Tables drawn with the characters for it."""

    def table(sheet: Sheet) -> str:
        rule = "├" + "┼".join(["────"] * sheet.width) + "┤"
        rows = ["│" + "│".join(text.replace("\n", "") for text in row) + "│" for row in matrix(sheet)]
        return "\n".join([rule, *(line for row in rows for line in (row, rule))])

    return _text(paper, "\n\n", table)


def semicolons(paper: Paper, rng: Random) -> bytes:
    """The form in a CSV file as other countries' spreadsheets save it, figures kept from being taken for numbers."""
    marked = slots_changed(
        paper, lambda slot: replace(slot, text=f'="{slot.text}"') if slot.key and slot.text else slot
    )
    return comma_separated(marked, rng, ";").decode("utf-8-sig").encode("utf-16")


def comma_separated(paper: Paper, rng: Random, separator: str = ",") -> bytes:
    """The form in a CSV file, as a spreadsheet saves it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n", delimiter=separator)
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
