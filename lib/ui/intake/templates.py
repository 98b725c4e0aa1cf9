"""What helps before anything is loaded: the empty form to fill in, and which formats this machine can read."""

from __future__ import annotations

import importlib.util
from functools import partial

import streamlit as st

from lib.documents.office.converted import office_program
from lib.exports import blank_form
from lib.forms import load_forms
from lib.language import Language, t
from lib.ui.listing import Head, listing

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Every format by the groups it is explained in, with the programs a group needs.
_GROUPS = ("web", "word", "word_old", "sheets", "pages", "scans", "text", "data", "archive")
_NEEDS = {"word_old": "office", "scans": "ocr"}


def templates_and_formats(lang: Language) -> None:
    """Folded away: needed once."""
    with st.expander(t("intake.help", lang), icon=":material/help_center:"):
        st.markdown(t("intake.help_steps", lang))
        st.markdown(f"**{t('intake.blank_forms', lang)}**")
        with st.container(horizontal=True):
            for edition, form in load_forms().items():
                st.download_button(
                    t("intake.blank_form", lang, form=form.name.get(lang)),
                    data=partial(blank_form, edition),
                    file_name=t("intake.blank_form_file", lang, edition=edition),
                    mime=_XLSX,
                    key=f"blank-{edition}",
                    icon=":material/download:",
                    on_click="ignore",
                )
        st.caption(t("intake.blank_form_note", lang))
        missing = missing_programs()
        heads = [Head(t(f"intake.formats_{name}", lang)) for name in ("what", "endings", "state")]
        rows = [
            (
                t(f"intake.format_{group}", lang),
                t(f"intake.endings_{group}", lang),
                t(f"intake.missing_{_NEEDS[group]}" if _NEEDS.get(group) in missing else "intake.can_read", lang),
            )
            for group in _GROUPS
        ]
        listing(heads, rows, label=t("intake.formats", lang), kind="whole")


@st.cache_resource(show_spinner=False)
def missing_programs() -> frozenset[str]:
    """What this machine lacks: "office" (LibreOffice), "ocr" (the optional extra)."""
    missing = set()
    if office_program() is None:
        missing.add("office")
    if importlib.util.find_spec("rapidocr") is None:
        missing.add("ocr")
    return frozenset(missing)
