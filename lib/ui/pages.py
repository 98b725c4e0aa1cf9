"""The pages as data: what stands in the navigation, under which address, from which file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lib.language import Language, t
from lib.views.picks import FIGURES

_FOLDER = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True)
class PageEntry:
    """A page: `slug` is its address (the first page also answers to "/") and its title key `pages.<slug>`.

    `framed`: the frame's filters apply to it. `listed`: it stands in the navigation; another page leads to the rest.
    `figures`: the facets of what is picked that say which figures are meant, as far as the page shows such figures."""

    slug: str
    icon: str
    framed: bool = True
    listed: bool = True
    figures: tuple[str, ...] = ()


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", ":material/monitoring:", figures=("outcome", "indicator")),
    PageEntry("requests", ":material/account_tree:", figures=("outcome", "row", "requester")),
    PageEntry("disputes", ":material/gavel:", figures=("dispute", "result", "indicator")),
    PageEntry("compare", ":material/leaderboard:", figures=("indicator",)),
    PageEntry("coverage", ":material/grid_on:"),
    PageEntry("findings", ":material/fact_check:"),
    PageEntry("report", ":material/description:", framed=False, figures=FIGURES),
    PageEntry("briefing", ":material/slideshow:", framed=False, figures=FIGURES),
    PageEntry("data", ":material/inbox:", framed=False),
    PageEntry("document", ":material/find_in_page:", framed=False, listed=False),
    PageEntry("method", ":material/menu_book:", framed=False),
)


def registered(lang: Language) -> dict[str, StreamlitPage]:
    """The pages for Streamlit's navigation, by slug."""
    return {
        entry.slug: st.Page(
            _FOLDER / f"{entry.slug}.py",
            title=t(f"pages.{entry.slug}", lang),
            icon=entry.icon,
            url_path=entry.slug,
            default=entry is PAGES[0],
            visibility="visible" if entry.listed else "hidden",
        )
        for entry in PAGES
    }


def page_file(slug: str) -> Path:
    """The file to switch to."""
    return _FOLDER / f"{slug}.py"
