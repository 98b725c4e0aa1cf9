"""Rows that ran together to figures, where the digits can be cut in one way; else a question with all the ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lib.extraction.gathering import Gathering
from lib.extraction.run_together import Run
from lib.extraction.splitting import can_be_fewer, is_a_cell, tokens_of, ways
from lib.forms import UNITS, FigureKey, Label
from lib.language import Message


@dataclass(frozen=True)
class Layout:
    """The figures a run may be, in order."""

    keys: tuple[FigureKey, ...]

    @property
    def decimals(self) -> tuple[bool, ...]:
        return tuple(UNITS[key] in {"amount", "unstated_amount"} for key in self.keys)


def has_blanks(runs: Sequence[tuple[Run, Layout]]) -> bool:
    """Whether some row of this table has figures in some cells and blanks in others: too few digits for its cells.

    Then a row with just enough digits may as well be fewer and longer numbers and blanks between them. So it may where
    spaces hold the cells of the table apart: what a space does not part is one cell then, and the others are blank.
    """
    return _spaces_part(runs) or any(
        run.clean and run.text and ways(run.text, layout.decimals)[0] == 0 and can_be_fewer(run.text, layout.decimals)
        for run, layout in runs
    )


def _spaces_part(runs: Sequence[tuple[Run, Layout]]) -> bool:
    """Whether there are spaces in these rows, and nothing between two of them that must be several cells, as 00 must."""
    rows = [tokens_of(run.text) for run, _ in runs if run.clean]
    return any(len(tokens) > 1 for tokens in rows) and all(is_a_cell(token) for tokens in rows for token in tokens)


def settle(gathering: Gathering, run: Run, layouts: Sequence[Layout], label: Label, blanks: bool) -> None:
    """State the figures of a run if its text allows one reading over all layouts, else leave them open."""
    if not run.text:
        for key in layouts[0].keys:
            gathering.take(key, run.piece)
        return
    found = [(layout, *ways(run.text, layout.decimals)) for layout in layouts]
    total = sum(count for _, count, _ in found)
    fewer = any(can_be_fewer(run.text, layout.decimals) for layout in layouts)
    if run.clean and total == 1 and not (blanks and fewer):
        layout, _, (way,) = next(item for item in found if item[1])
        if len(way) > 1 and can_be_fewer(run.text, layout.decimals):
            gathering.cut_in_text.append((layout.keys, way, run.text, run.piece, label))
            gathering.doubt(layout.keys)
        for key, text in zip(layout.keys, _as_printed(run, way), strict=True):
            gathering.take(key, replace(run.piece, text=text))
        return
    listed = found[0][2] if len(layouts) == 1 and run.clean else ()
    if run.clean and total == 0 and any(can_be_fewer(run.text, layout.decimals) for layout in layouts):
        gathering.blanks_in_text = True
    name = "run_together" if total > 1 else "run_unfit"
    message = Message(
        f"extraction.{name}", {"row": label, "raw": run.text, "count": total if total > 1 else len(layouts[0].keys)}
    )
    gathering.leave_open(layouts[0].keys, run.text, message, run.piece.place, ranked(listed, layouts[0]))


def doubt_cuts(gathering: Gathering) -> None:
    """Take back the rows cut in the only way that leaves no cell blank, where another row of the document has blanks."""
    for keys, way, text, piece, label in gathering.cut_in_text:
        if not all(key in gathering.figures for key in keys):
            continue
        if gathering.blanks_in_text:
            message = Message("extraction.run_together", {"row": label, "raw": text, "count": 2})
            gathering.leave_open(keys, text, message, piece.place, (way,))


def ranked(listed: tuple[tuple[str, ...], ...], layout: Layout) -> tuple[tuple[str, ...], ...]:
    """The ways with those first whose last number is the sum of the others. Only the order is touched."""
    if len(layout.keys) < 5:
        return listed
    return tuple(sorted(listed, key=lambda way: not _adds_up(way)))


def _adds_up(way: tuple[str, ...]) -> bool:
    try:
        *parts, total = (int(text) for text in way)
    except ValueError:
        return False
    return sum(parts) == total


def _as_printed(run: Run, way: tuple[str, ...]) -> tuple[str, ...]:
    """The cells of the only way; a single cell keeps the text as it was printed."""
    return (run.text,) if len(way) == 1 and len(tokens_of(run.text)) == 1 else way
