"""载入: the way from a file to a stored report."""

from __future__ import annotations

import streamlit as st

from lib.language import Language
from lib.ui.intake.desk import desk
from lib.ui.intake.finishing import committed_notice
from lib.ui.intake.queue import queue
from lib.ui.intake.templates import templates_and_formats
from lib.ui.intake.upload import read_new, upload
from lib.ui.notices import show_notices
from lib.ui.silence import said_read_only
from lib.ui.stored import store


def load_part(lang: Language) -> None:
    """What came of the last load, the fields for files, and everything that waits."""
    if said_read_only(lang):
        templates_and_formats(lang)
        return
    show_notices(lang)
    committed_notice(lang)
    upload(lang)
    read_new(lang)
    queue(desk().waiting(store()), lang)
    templates_and_formats(lang)
    st.space("small")
