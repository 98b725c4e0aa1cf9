"""A table of words and numbers as HTML: heads that wrap, numbers to the right, found by Ctrl-F, printed whole.

Streamlit's own grid is a picture with menus in English; this is for what is read and not worked with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

NOTHING = "—"
Cell = str | int | None


@dataclass(frozen=True)
class Head:
    """A column: its words, and whether numbers stand in it. `narrow`: its cells stay on one line."""

    text: str
    number: bool = False
    narrow: bool = False


def listing(heads: Sequence[Head], rows: Sequence[Sequence[Cell]], *, label: str, kind: str = "") -> None:
    """Draw the table; `kind` names its style, `label` is read aloud.

    None is a dash and never a 0; whole numbers get their separators.
    """
    st.html(listing_html(heads, rows, label=label, kind=kind))


def listing_html(
    heads: Sequence[Head], rows: Sequence[Sequence[Cell]], *, label: str, kind: str = "", keys: Sequence[str] = ()
) -> str:
    """The table as HTML; `keys`, one a row, make the rows parts that `clickable` lets be chosen."""
    opened = [f'<tr data-key="{escape(key)}">' for key in keys] or ["<tr>"] * len(rows)
    head = "".join(f'<th scope="col"{_classes(column)}>{escape(column.text)}</th>' for column in heads)
    body = "".join(
        f"{tr}{''.join(_cell(cell, column) for cell, column in zip(row, heads, strict=True))}</tr>"
        for tr, row in zip(opened, rows, strict=True)
    )
    return (
        f'<div class="listing {escape(kind)}" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(cell: Cell, column: Head) -> str:
    text = NOTHING if cell is None else f"{cell:,}" if isinstance(cell, int) else cell
    return f"<td{_classes(column)}>{escape(text)}</td>"


def _classes(column: Head) -> str:
    return f' class="{"number" if column.number else "narrow" if column.narrow else "text"}"'
