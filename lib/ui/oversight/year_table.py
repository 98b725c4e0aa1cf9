"""What the tables of agencies and their years share: the frame, the way to a report, and turning pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from lib.charts import Look, tile
from lib.language import Language, t
from lib.ui.address import changed, set_parameter
from lib.ui.context import context

_SHEET = (Path(__file__).parent / "year_table.css").read_text("utf-8")


def year_table(heads: Sequence[str], rows: Sequence[str], label: str) -> None:
    """A table of one row an agency; `rows` are ready HTML, `heads` and `label` are words. The first column stays in
    sight where the table is wider than the screen."""
    st.html(f"<style>{_colours(context().look)}{_SHEET}</style>")
    head = "".join(f'<th scope="col">{escape(text)}</th>' for text in heads)
    st.html(
        f'<div class="listing whole years" tabindex="0" role="region" aria-label="{escape(label)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def legend(items: Sequence[tuple[str, str]]) -> None:
    """What the marks of a table mean: each a piece of ready HTML and its words."""
    pieces = "".join(f"<span>{mark} {escape(text)}</span>" for mark, text in items)
    st.html(f'<div class="years-legend">{pieces}</div>')


@dataclass(frozen=True)
class ReportLinks:
    """Links from a table to reports. `page` is what they keep of its address, read once for all of a table's links."""

    page: str

    @classmethod
    def from_here(cls) -> ReportLinks:
        """Links from the page that is being drawn; a click on Back comes back to it."""
        return cls(urlencode(changed(agency="", year="", finding="", part="", page="", row=""), doseq=True))

    def to(self, agency: str, year: int, inner: str, *, title: str, finding: str = "") -> str:
        """HTML of a link that shows `inner`, itself ready HTML, and opens the report with a finding of it."""
        report = urlencode({"agency": agency, "year": year, **({"finding": finding} if finding else {})})
        target = escape("&".join(part for part in (self.page, report) if part))
        said = escape(title)
        return f'<a href="report?{target}" target="_self" title="{said}" aria-label="{said}">{inner}</a>'


def turn_pages(page: int, size: int, total: int, lang: Language) -> None:
    """Back and forth, where there is more than one page."""
    last = -(-total // size)
    if last <= 1:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="years-pages"):
        for name, target in (("previous", page - 1), ("next", page + 1)):
            if name == "next":
                st.markdown(t("years.page_of", lang, page=page, last=last, total=total), width="content")
            st.button(
                t(f"pages.{name}", lang),
                key=f"years-{name}",
                disabled=not 1 <= target <= last,
                on_click=set_parameter,
                args=("page", target),
            )


def _colours(look: Look) -> str:
    zero, missing = tile("zero", look), tile("missing", look)
    return (
        f":root {{ --zero-fill: {zero.fill}; --zero-line: {zero.line}; --zero-ink: {zero.ink}; "
        f"--missing-line: {missing.line}; --missing-ink: {missing.ink}; --years-page: {missing.fill}; }}"
    )
