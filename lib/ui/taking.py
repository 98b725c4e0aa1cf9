"""What can be taken from a chart: into a briefing, as a picture, as its figures. Nothing is made before it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.charts import View
from lib.exports import write_view_csv, write_view_xlsx
from lib.language import Language, t
from lib.ui.briefing.desk import add_to_deck, words_here
from lib.ui.context import context
from lib.ui.drawn import Drawn
from lib.ui.picture import picture_buttons, picture_name
from lib.ui.source import data_line, data_version, source_line
from lib.views.exhibits import view_name
from lib.views.slides import Slide

FILES: dict[str, tuple[Callable[[Slide, str, date, Language], bytes], str]] = {
    "xlsx": (write_view_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (write_view_csv, "text/csv"),
}


def take_away(shown: Any, view: View, path: str, key: str, made: Drawn) -> None:
    """The menu beside the title of a chart."""
    ctx = context()
    box = st.popover(
        t("pages.take", ctx.lang), icon=":material/ios_share:", type="tertiary", key=f"{key}-take", on_change="rerun"
    )
    if not box.open:
        return
    with box:
        st.button(
            t("briefing.add", ctx.lang),
            key=f"{key}-add",
            icon=":material/playlist_add:",
            on_click=add_to_deck,
            args=(f"{view_name(shown)}.{path}", words_here(shown)),
            width="stretch",
        )
        name = picture_name(made.title, ctx.options.today)
        lines = [*made.below, source_line(view, shown.selection), data_line()]
        picture_buttons(key, made.title, lines, name, ctx.lang, said=made.said)
        slide = Slide(view, shown.selection)
        for kind, (write, mime) in FILES.items():
            st.download_button(
                t(f"pages.take_{kind}", ctx.lang),
                data=partial(_file, write, slide, ctx.options.today, ctx.lang),
                file_name=f"{name}.{kind}",
                mime=mime,
                key=f"{key}-{kind}",
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
            )


def _file(write: Callable[[Slide, str, date, Language], bytes], slide: Slide, day: date, lang: Language) -> bytes:
    return write(slide, data_version(), day, lang)
