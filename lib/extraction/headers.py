"""Which edition's block a row of table 二 stands in, told from the words over its columns and never from the year."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rapidfuzz import fuzz

from lib.extraction.labels import Labels, block_titles, labels_of, names_of
from lib.extraction.wording import bare, letters, without_remark
from lib.forms import Block, load_forms

# A header scores up to 200: 100 for the labels found in it, 100 for its likeness as a whole. A header with two of three
# labels cut in half (本年新 | 本年新 | 对外公开总数量) scores 109, one of the other edition at most 130 where 200 is right.
_ENOUGH, _MARGIN = 90.0, 15.0


@cache
def blocks_with(row: str) -> dict[str, Block]:
    """The block of table 二 each edition has the row in."""
    return {
        name: block
        for name, form in load_forms().items()
        for block in form.tables["proactive"].blocks
        if any(line.key == row for line in block.rows)
    }


def edition_of(row: str, head: str) -> str | None:
    """The edition whose block of `row` has these words over its columns; None where they decide nothing."""
    blocks = blocks_with(row)
    scores = sorted(((_score(head, block), name) for name, block in blocks.items()), reverse=True)
    if not scores or scores[0][0] < _ENOUGH:
        return None
    if len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN:
        return None
    return scores[0][1]


def head_words(texts: Sequence[str]) -> tuple[str, ...]:
    """Of the texts over a row, those that head its columns: what follows the last title of a block and its corner."""
    titles = block_titles("proactive")
    others = labels_of("proactive").others
    last = max((number for number, text in enumerate(texts) if bare(text) in titles), default=-1)
    return tuple(text for text in texts[last + 1 :] if bare(text) not in others)


def titled(texts: Sequence[str]) -> bool:
    """Whether a block begins among these texts."""
    return any(bare(text) in block_titles("proactive") for text in texts)


def joined(texts: Sequence[str]) -> str:
    """The words of a header as one, without remarks in brackets."""
    return "".join(without_remark(text) for text in texts)


def columns_under(texts: Sequence[str], block: Block, labels: Labels) -> tuple[str, ...]:
    """The columns of a block as this header prints them: its own order where it names each, else the form's.

    A header that names fewer columns than the block, each of them known, has only those.
    """
    own = tuple(column.key for column in block.columns)
    named = [labels.column_of(text) for text in texts]
    found = tuple(name for name in named if name in own)
    whole = len(found) == len(texts) and len(set(found)) == len(found)
    return found if found and whole else own


def _score(head: str, block: Block) -> float:
    expected = [letters(column.label.zh) for column in block.columns]
    found = 0
    for column in block.columns:
        hits = [len(letters(name)) for name in names_of(column) if letters(name) in head]
        found += min(max(hits, default=0), len(letters(column.label.zh)))
    whole = "".join(expected)
    return 100 * found / len(whole) + fuzz.ratio(head, whole)
