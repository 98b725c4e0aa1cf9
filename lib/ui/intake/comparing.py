"""What was read from a picture, each figure beside the picture of its cell, to be compared by a person."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Sequence
from html import escape

import streamlit as st
from PIL import Image

from lib.checks import cell_name
from lib.documents import Box, Document
from lib.forms import FigureKey
from lib.language import Language, t
from lib.ui.clickable import clickable
from lib.ui.intake.desk import desk
from lib.ui.intake.overlay import in_words, shown_figure
from lib.ui.intake.waiting import Waiting

AT_ONCE = 35
_AROUND = 4.0  # points around a cell that are shown with it
_LINE = 2.0  # points inside a cell that its frame may take
_PALE = 215


def compare_pictures(
    waiting: Waiting, document: Document, chosen: str, on_pick: Callable[[str], None], lang: Language
) -> None:
    """Figures and the pictures of their cells side by side, some at a time."""
    reading = waiting.reading.reading
    keys = [key for key, place in reading.places.items() if place.box is not None] if reading else []
    if not keys:
        return
    last = -(-len(keys) // AT_ONCE)
    turned = f"compare-page-{waiting.item.id}"
    page = min(max(int(st.session_state.get(turned, 1)), 1), last)
    with st.expander(t("intake.compare", lang, n=len(keys)), icon=":material/compare:", expanded=True):
        st.caption(t("intake.compare_note", lang))
        html = _cards(waiting, document, keys[(page - 1) * AT_ONCE : page * AT_ONCE], lang)
        clickable(html, key="compare-cards", chosen=chosen, on_pick=on_pick)

        def turn(by: int) -> None:
            st.session_state[turned] = page + by

        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(t("pages.previous", lang), key="compare-back", disabled=page <= 1, on_click=turn, args=(-1,))
            st.markdown(t("intake.page_of", lang, page=page, last=last), width="content")
            st.button(t("pages.next", lang), key="compare-on", disabled=page >= last, on_click=turn, args=(1,))


def _cards(waiting: Waiting, document: Document, keys: Sequence[FigureKey], lang: Language) -> str:
    report, reading = waiting.reading.report, waiting.reading.reading
    assert report is not None
    assert reading is not None
    cards = []
    for key in keys:
        place = reading.places[key]
        shown = shown_figure(report, waiting.edits, key, lang)
        picture = _cut(waiting, document, place.page or 1, place.box) if place.box else ""
        cards.append(
            f'<figure data-key="{escape(key)}" class="{shown.state.value}">{picture}<figcaption>'
            f"<b>{escape(in_words(shown, lang))}</b><small>{escape(cell_name(key, lang))}</small></figcaption></figure>"
        )
    return f'<div class="cards">{"".join(cards)}</div>'


def _cut(waiting: Waiting, document: Document, page: int, box: Box) -> str:
    """The cell cut out of the picture of its page, as an element; nothing where the page cannot be drawn."""
    drawn = desk().picture(desk().paper(waiting.item), page)
    if drawn is None or page > len(document.pages):
        return ""
    with Image.open(io.BytesIO(drawn)) as picture:
        scale = picture.width / document.pages[page - 1][0]
        left, top, right, bottom = box
        edges = (left - _AROUND, top - _AROUND, right + _AROUND, bottom + _AROUND)
        x0, y0, x1, y1 = (round(edge * scale) for edge in edges)
        cut = _to_ink(picture.convert("L").crop((x0, y0, x1, y1)), round((_AROUND + _LINE) * scale))
        cut.thumbnail((240, 90))
        buffer = io.BytesIO()
        cut.save(buffer, "PNG")
    return f'<img alt="" src="data:image/png;base64,{base64.b64encode(buffer.getvalue()).decode("ascii")}">'


def _to_ink(cell: Image.Image, frame: int) -> Image.Image:
    """A wide cell without its empty ends, so that a digit is not shown too small to read. Anything darker than the
    palest grey counts as ink; a cell without any is shown whole."""
    inside = cell.crop((frame, frame, cell.width - frame, cell.height - frame)) if cell.width > 2 * frame else cell
    found = inside.point(lambda grey: 255 if grey < _PALE else 0).getbbox()
    if found is None or cell.height <= 2 * frame:
        return cell
    around = max(cell.height, frame)
    return cell.crop((max(0, found[0] + frame - around), 0, min(cell.width, found[2] + frame + around), cell.height))
