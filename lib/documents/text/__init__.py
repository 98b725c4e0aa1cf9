"""Plain text: tables drawn with tabs, pipes, spaces or one cell a line become grids, the rest paragraphs.

Text carries no merged cells, so a grid made here has cells in order and no more than that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lib.documents.model import Content, Grid, grid_of, in_order
from lib.documents.text.aligned import aligned_grid, fields_of
from lib.documents.text.head import cut_off, read_head
from lib.documents.text.lines import cell_lines
from lib.documents.text.pipes import BAR, piped_rows, piped_stream, runs_on
from lib.language import Message

_PAGE_NUMBER = re.compile(r"\s*[-—–]{1,2}\s*\d{1,3}\s*[-—–]{1,2}\s*|\s*第\s*\d+\s*页(\s*[,，/]?\s*共\s*\d+\s*页)?\s*")
_FENCE = re.compile(r"\s*[=＝*_~`]{3,}.{0,12}[=＝*_~`]{3,}\s*|\s*[=*_~`]{3,}\s*")
_TABBED = re.compile(r"\s*\S.*\t")
_HEADING_MARK = re.compile(r"^\s*#{1,6}\s+")

# Tables drawn with the characters for it: lines of rules say nothing, and what stands between cells is a bar.
_BOX_RULE = re.compile(r"[\s\u2500-\u257f]+")
_BOX_BAR = re.compile("[\u2502\u2503\u2551]")

Lines = list[str]


def read_text(text: str, warnings: tuple[Message, ...] = ()) -> Content:
    """The text as paragraphs and grids; `metadata` are its leading "name: value" lines, `title` its first heading."""
    text, remainder, cut = cut_off(text)
    lines = [_plain(line) for line in text.split("\n") if not _is_rule(line)]
    head = read_head(lines)
    blocks = list(_blocks(lines[head.length :]))
    if remainder:
        blocks.append(remainder)
    return Content(in_order(blocks), head.title, head.metadata, (*warnings, *cut))


def _plain(line: str) -> str:
    if _PAGE_NUMBER.fullmatch(line) or _FENCE.fullmatch(line):
        return ""
    return _HEADING_MARK.sub("", _BOX_BAR.sub("|", line.replace("\ufeff", "").rstrip("\n")))


def _is_rule(line: str) -> bool:
    """Whether a line is one between the rows of a drawn table."""
    return any(rule in line for rule in "\u2500\u2501\u2550") and _BOX_RULE.fullmatch(line) is not None


def _blocks(lines: Lines) -> Iterator[str | Grid]:
    """Tables whose drawing is plain to see first; what is between them may be one cell a line or prose."""
    piped = runs_on(lines)
    start = 0
    between: Lines = []
    while start < len(lines):
        end, grid = _drawn_table(lines, start, piped)
        if grid is None:
            between.append(lines[start])
            start += 1
            continue
        yield from cell_lines(between)
        between = []
        yield grid
        start = end
    yield from cell_lines(between)


def _drawn_table(lines: Lines, start: int, piped: tuple[int, int] | None) -> tuple[int, Grid | None]:
    if piped and start == piped[0]:
        return piped[1], piped_stream(lines[piped[0] : piped[1]])
    if BAR.search(lines[start]):
        end = _run(lines, start, lambda line: bool(BAR.search(line)))
        return end, piped_rows(lines[start:end])
    if _TABBED.match(lines[start]):
        end = _run(lines, start, lambda line: "\t" in line and bool(line.strip()))
        return end, grid_of([line.split("\t") for line in lines[start:end]], "tabs")
    if len(fields_of(lines[start])) > 1:
        end = _run(lines, start, lambda line: bool(line.strip()))
        return aligned_grid(lines, start, end)
    return start, None


def _run(lines: Lines, start: int, belongs: Callable[[str], bool]) -> int:
    end = start
    while end < len(lines) and belongs(lines[end]):
        end += 1
    return end
