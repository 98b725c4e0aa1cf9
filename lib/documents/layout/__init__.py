"""Pages of words and rules to tables and paragraphs, the same for PDF, OFD and pictures.

Nothing here chooses between readings: what cannot be told from the geometry comes out so that it cannot be taken for a
figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.documents.layout.doubt import parted
from lib.documents.layout.furniture import without_furniture
from lib.documents.layout.joining import fits, grid_of, joined
from lib.documents.layout.lattice import lattices
from lib.documents.layout.model import Page, Rule, Word, holds
from lib.documents.layout.paragraphs import margins, paragraphs
from lib.documents.layout.pieces import Piece, piece_of
from lib.documents.layout.rules import joined as joined_rules
from lib.documents.layout.striking import without_struck
from lib.documents.layout.turning import turned_back
from lib.documents.layout.unruled import pieces_among
from lib.documents.layout.writing import Written, written
from lib.documents.model import Block, Paragraph

__all__ = ["Page", "Rule", "Word", "blocks_of"]

_Item = Piece | tuple[Page, Written]


def blocks_of(pages: Sequence[Page]) -> tuple[Block, ...]:
    """The tables and paragraphs of some pages in reading order; a table that goes on over pages is one grid.

    Page numbers and running heads are left out. A header repeated on the next page is kept as a row.
    """
    ruled, outside = [], []
    for page in pages:
        pieces, rest = _ruled(page)
        ruled.append(pieces)
        outside.append(written(rest))
    items: list[_Item] = []
    for page, pieces, lines in zip(pages, ruled, without_furniture(pages, outside), strict=True):
        found, plain = pieces_among(page, lines, pieces)
        items += _in_order(page, [*pieces, *found], plain)
    return _blocks(_joined(items), {page.number: page for page in pages})


def _ruled(page: Page) -> tuple[list[Piece], list[Word]]:
    """The tables with lines on a page, and the words outside them. A word belongs to the smallest table around it."""
    rules = joined_rules(page.rules)
    rest = without_struck([word for word in page.words if word.text.strip()], page.rules)
    pieces = []
    for lattice in reversed(lattices(rules)):
        inside = [word for word in rest if holds(lattice.box, word.middle)]
        if not inside or (len(lattice.slots) == 1 and not _may_go_on(page, lattice.box)):
            continue
        pieces.append(piece_of(page, lattice, inside))
        taken = set(map(id, inside))
        rest = [word for word in rest if id(word) not in taken]
    return pieces, rest


def _may_go_on(page: Page, box: tuple[float, float, float, float]) -> bool:
    """Whether a single box may be the row of a table whose other rows stand on the page before or after."""
    return box[3] - box[1] < 0.2 * page.height


def _in_order(page: Page, pieces: Iterable[Piece], lines: Iterable[Written]) -> list[_Item]:
    placed: list[tuple[float, float, _Item]] = [(piece.box[1], piece.box[0], piece) for piece in pieces]
    placed += [((line.box[1] + line.box[3]) / 2, line.box[0], (page, line)) for line in lines]
    return [item for _, _, item in sorted(placed, key=lambda entry: entry[:2])]


def _joined(items: list[_Item]) -> list[_Item]:
    """The items with the pieces of one table that nothing stands between made one."""
    found: list[_Item] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, Piece) and isinstance(last, Piece) and fits(last, item):
            found[-1] = joined(last, item)
        elif isinstance(item, Piece) and isinstance(last, Piece) and item.origin == last.origin == "unruled":
            found[-1:] = parted(last, item)
        else:
            found.append(item)
    return found


def _blocks(items: list[_Item], pages: dict[int, Page]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    lines: list[tuple[Page, Written]] = []
    left, right = margins([item for item in items if not isinstance(item, Piece)])

    def end_text() -> None:
        for number, text in paragraphs(lines, left, right):
            blocks.append(Paragraph(text, len(blocks), number))
        lines.clear()

    for item in items:
        if not isinstance(item, Piece):
            lines.append(item)
            continue
        end_text()
        if len(item.xs) > 2:
            blocks.append(turned_back(grid_of(item), pages))
            continue
        # One column is a frame around text.
        for cell in sorted(item.cells, key=lambda cell: cell.row):
            if cell.text:
                blocks.append(Paragraph(cell.text.replace("\n", ""), len(blocks), cell.page))
    end_text()
    return tuple(blocks)
