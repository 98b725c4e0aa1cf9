"""The shell: settings, navigation, the frame, and whatever page is asked for inside it."""

from __future__ import annotations

import streamlit as st

from lib.charts import Look
from lib.language import UserError, say, t
from lib.ui.address import current, language, write
from lib.ui.context import Context, set_context
from lib.ui.filtering import parse, with_filters
from lib.ui.frame import filter_bar, language_switch
from lib.ui.pages import PAGES, registered
from lib.ui.stored import choices
from lib.ui.style import apply_style


def main() -> None:
    """Draw the frame and run the page."""
    lang = language()
    st.set_page_config(page_title=t("pages.title", lang), page_icon="📑", layout="wide")
    dark = st.context.theme.type == "dark"
    apply_style(lang, dark=dark)
    try:
        offered = choices()
    except UserError as error:
        st.error(say(error.message, lang))
        st.stop()
    filters = parse(current(), offered)
    # Before the navigation: it makes the browser's new entry of history out of what the address says by then.
    write(with_filters({**current(), "lang": [lang]}, filters, offered))
    page = st.navigation(list(registered(lang).values()), position="top")
    entry = next(entry for entry in PAGES if entry.slug == (page.url_path or PAGES[0].slug))
    set_context(Context(lang, filters, Look(dark=dark)))
    with st.container(horizontal=True, vertical_alignment="bottom", key="frame" if entry.framed else "frame-bare"):
        if entry.framed:
            filter_bar(filters, offered, lang)
        st.space("stretch")
        language_switch(lang)
    page.run()


main()
