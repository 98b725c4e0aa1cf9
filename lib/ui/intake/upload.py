"""Files come in here: dropped or chosen, one by one or a whole folder; read at once, and kept until someone decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lib.language import Language, Message, UserError, t
from lib.ui.intake.desk import desk
from lib.ui.notices import notice
from lib.ui.plain import plain

# What the browser may send in one piece, a document or an archive of many. Streamlit's own limit is the same.
MEGABYTES = 50
_ROUND = "intake-upload-round"


def upload(lang: Language) -> None:
    """Two ways in: files, and a folder with everything in it. What arrives goes into the inbox and the field is empty
    again."""
    turn = st.session_state.setdefault(_ROUND, 0)
    columns = st.columns([3, 2], gap="medium")
    with columns[0]:
        _field("files", True, turn, lang)
    with columns[1]:
        _field("folder", "directory", turn, lang)
    st.caption(t("intake.limits", lang, megabytes=MEGABYTES))


def read_new(lang: Language) -> None:
    """Read what waits unread, with progress said file by file."""
    unread = desk().unread()
    if not unread:
        return
    bar = st.progress(0.0, t("intake.reading_n", lang, done=0, total=len(unread), name=""))

    def progress(done: int, total: int, name: str) -> None:
        bar.progress(done / total, t("intake.reading_n", lang, done=done, total=total, name=plain(name)))

    desk().read_waiting(progress)
    bar.empty()


def _field(name: str, many: Any, turn: int, lang: Language) -> None:
    key = f"upload-{name}-{turn}"
    with st.container(key=f"upload-{name}"):
        st.file_uploader(
            t(f"intake.upload_{name}", lang),
            accept_multiple_files=many,
            max_upload_size=MEGABYTES,
            key=key,
            on_change=lambda: _arrived(key),
        )


def _arrived(key: str) -> None:
    """Put what was sent into the inbox; another key makes the field empty."""
    sent: Sequence[Any] = st.session_state[key] or []
    taken = 0
    for file in sent:
        try:
            ids, problems = desk().inbox.take(file.name, file.getvalue())
        except UserError as error:
            ids, problems = [], [error.message]
        taken += len(ids)
        for problem in problems:
            notice("problem", problem)
    if taken:
        notice("done", Message("intake.taken", {"n": taken}))
    if sent:
        st.session_state[_ROUND] += 1
