"""Turning the pages of a chart or a list that is too long for one; the page is in the address."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, t
from lib.ui.address import changed, write


def pager(key: str, page: int, pages: int, said: str, lang: Language) -> None:
    """Back and forth, with `said` between them; nothing where there is one page. `page` counts from 0."""
    if pages <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"pager-{key}"):
        for way, step, end in (("previous", -1, 0), ("next", 1, pages - 1)):
            if step > 0:
                st.markdown(said, width="content")
            st.button(
                t(f"pages.{way}", lang),
                key=f"pager-{key}-{way}",
                disabled=page == end,
                on_click=_turn,
                args=(page + step,),
            )


def _turn(to: int) -> None:
    # In the address pages count from 1, and the first goes without saying.
    write(changed(page=to + 1 if to else ""))
