"""Tables drawn with |: one row a line, or a stream of cells each closed by a bar wherever the lines break."""

from __future__ import annotations

import re

from lib.documents.model import Grid, grid_of

BAR = re.compile(r"[|｜¦]")
_RULE = re.compile(r"\s*\|?(\s*(:-+:?|-+:|-{3,})\s*\|)*\s*(:-+:?|-+:|-{3,})\s*\|?\s*")
# Bars side by side at the end of a line stand for the further columns of a merged cell, not for blank cells.
_MERGED = re.compile(r"\|{2,}[^\S\n]*$", re.MULTILINE)
_BLANK_INSIDE = re.compile(r"\|\|+[^|\n]*[^|\s]")
# Below this share of lines with two or more texts, the bars close cells and the lines mean nothing.
_STREAM_SHARE = 0.2


def piped_rows(lines: list[str]) -> Grid:
    """One row a line. The rule under a Markdown header is left out."""
    rows = [BAR.sub("|", line) for line in lines]
    rows = [row for row in rows if not _RULE.fullmatch(row)]
    # Where bars stand side by side between texts, they hold blank cells, and so they do at the end of a line.
    compact = any(_BLANK_INSIDE.search(row) for row in rows)
    opened = all(row.lstrip().startswith("|") for row in rows)
    return grid_of([_row(row, compact, opened) for row in rows], "pipes")


def runs_on(lines: list[str]) -> tuple[int, int] | None:
    """Where a stream of cells begins and ends, if the bars of this text close cells and do not draw rows."""
    barred = [number for number, line in enumerate(lines) if BAR.search(line)]
    if not barred or any(_RULE.fullmatch(BAR.sub("|", lines[number])) for number in barred):
        return None
    many = sum(len([part for part in BAR.split(lines[number]) if part.strip()]) > 1 for number in barred)
    if many > len(barred) * _STREAM_SHARE:
        return None
    start, end = barred[0], barred[-1] + 1
    # A bar on a line of its own closes the cell on the line before.
    while start > 0 and not BAR.sub("", lines[start]).strip():
        start -= 1
    return start, end


def piped_stream(lines: list[str]) -> Grid:
    """Every cell of a stream, one a row."""
    text = _MERGED.sub("", BAR.sub("|", "\n".join(lines)))
    parts = text.split("|")
    if not parts[-1].strip():
        parts.pop()
    if parts and not parts[0].strip():
        parts.pop(0)
    return grid_of([[_tidy(part)] for part in parts], "pipe-stream")


def _tidy(part: str) -> str:
    return "\n".join(line.strip() for line in part.split("\n") if line.strip())


def _row(line: str, compact: bool, opened: bool) -> list[str]:
    merged = None if compact else re.search(r"(?P<closing>\||(?<=\|)\s+)(?P<spare>\|{2,}|(?<=\|)\|+)\s*$", line)
    parts = (line[: merged.start("spare")] if merged else line).strip().split("|")
    if opened and parts:
        parts.pop(0)
    if parts and not parts[-1].strip():
        parts.pop()
    if merged and sum(bool(part.strip()) for part in parts) <= 1:
        # A text alone on its line: the bars after it may be its own further columns or blank cells beside it.
        parts += [""] * len(merged["spare"])
    return parts
