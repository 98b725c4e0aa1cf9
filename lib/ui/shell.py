"""The shell: settings, navigation, the frame, and whatever page is asked for inside it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lib.charts import Look
from lib.language import Language, t
from lib.store import Filters
from lib.ui.address import current, language, parameter, write
from lib.ui.choosing import parse_options
from lib.ui.context import Context, set_context
from lib.ui.filtering import Choices, parse, with_filters
from lib.ui.frame import filter_bar, language_switch, screen_switch
from lib.ui.marks import marks
from lib.ui.pages import PAGES, PageEntry, registered
from lib.ui.profiling import profiled
from lib.ui.silence import answered
from lib.ui.stored import choices, take_snapshot
from lib.ui.style import apply_style
from lib.views.picks import FIGURES


def main() -> None:
    """Draw the frame and run the page."""
    lang = language()
    st.set_page_config(page_title=t("pages.title", lang), page_icon="📑", layout="wide")
    dark = st.context.theme.type == "dark"
    showing = bool(parameter("show"))
    large = parameter("screen") == "large" or (showing and not _in_the_hand())
    apply_style(lang, dark=dark, large=large)
    take_snapshot()
    with answered(lang):
        offered = choices()
    filters = parse(current(), offered)
    # Before the navigation: it makes the browser's new entry of history out of what the address says by then.
    write(with_filters({**current(), "lang": [lang]}, filters, offered))
    page = st.navigation(list(registered(lang).values()), position="hidden" if showing else "top")
    entry = next(entry for entry in PAGES if entry.slug == (page.url_path or PAGES[0].slug))
    options = parse_options(current(), offered)
    foreign = [facet for facet in FIGURES if facet not in entry.figures]
    options = replace(options, pick=options.pick.without(*foreign))
    set_context(Context(entry.slug, lang, filters, options, Look(dark=dark, large=large)))
    if not showing:
        _frame(entry, filters, offered, lang, large=large)
    marks(lang)
    with answered(lang):
        page.run()


def _in_the_hand() -> bool:
    """Whether a telephone looks on, where letters for a meeting room leave no room for the chart."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def _frame(entry: PageEntry, filters: Filters, offered: Choices, lang: Language, *, large: bool) -> None:
    """What stands above a page: its filters, and how it is looked at."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="frame" if entry.framed else "frame-bare"):
        if entry.framed:
            filter_bar(filters, offered, lang)
        st.space("stretch")
        screen_switch(lang, large=large)
        language_switch(lang)


with profiled():
    main()
