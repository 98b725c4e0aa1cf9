"""Decisions taken away as files, and brought in from another place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

import streamlit as st

from lib.language import Language, Message, UserError, say, t
from lib.loading.decisions import Entered, import_decisions, read_decisions, write_decisions_csv, write_decisions_json
from lib.store.reviewing import Decision, decision_count, whole_log
from lib.ui.intake.style import apply_intake_style
from lib.ui.intake.upload import MEGABYTES
from lib.ui.notices import attempt, notice
from lib.ui.plain import plain
from lib.ui.stored import store

Writer = Callable[[Iterable[Decision]], Iterator[str]]
_WRITERS: dict[str, tuple[Writer, str]] = {
    "csv": (write_decisions_csv, "text/csv"),
    "json": (write_decisions_json, "application/json"),
}
_TURN = "decisions-round"
_MOST_NAMED = 10


def exchange(lang: Language) -> None:
    """The whole log as a file, and a file of decisions into the log."""
    with st.container(horizontal=True, vertical_alignment="center", key="exchange"):
        for ending, (write, mime) in _WRITERS.items():
            st.download_button(
                t(f"oversight.decisions_{ending}", lang),
                data=partial(_file, write, ending),
                file_name=t("oversight.decisions_file", lang, ending=ending),
                mime=mime,
                key=f"decisions-{ending}",
                icon=":material/download:",
                on_click="ignore",
                disabled=not decision_count(store()),
            )
        box = st.popover(t("oversight.bring_in", lang), icon=":material/upload:", key="bring-in", on_change="rerun")
    if box.open:
        with box:
            _bring_in(lang)


def _file(write: Writer, ending: str) -> bytes:
    text = "".join(write(whole_log(store())))
    return text.encode("utf-8-sig" if ending == "csv" else "utf-8")


def _bring_in(lang: Language) -> None:
    """A file is read and counted first; a second click enters it."""
    apply_intake_style(lang)
    turn = st.session_state.setdefault(_TURN, 0)
    with st.container(key="upload-decisions"):
        sent = st.file_uploader(t("oversight.bring_in_lead", lang), key=f"decisions-{turn}", max_upload_size=MEGABYTES)
    if sent is None:
        return
    try:
        found = read_decisions(sent.getvalue(), sent.name)
    except UserError as error:
        st.error(plain(say(error.message, lang)), icon=":material/error:")
        return
    st.button(
        t("oversight.bring_in_n", lang, n=len(found)),
        key="enter-decisions",
        type="primary",
        disabled=not found,
        on_click=_enter,
        args=(found,),
    )


def _enter(found: list[Decision]) -> None:
    entered: list[Entered] = []
    if not attempt(lambda: entered.append(import_decisions(store(), found))):
        return
    (done,) = entered
    st.session_state[_TURN] += 1
    notice("done", Message("review.imported", {"entered": done.entered, "known": done.known}))
    if done.unmatched:
        named = tuple(
            Message("oversight.unmatched_one", {"agency": d.agency_code, "year": str(d.year), "check": d.check})
            for d in done.unmatched[:_MOST_NAMED]
        )
        notice("done", Message("oversight.unmatched", {"count": len(done.unmatched), "named": named}))
