"""What was decided of a finding, on one line: the state, who decided it, when and why."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import streamlit as st

from lib.language import Language, t
from lib.ui.oversight.clock import moment
from lib.ui.plain import plain


class Decided(Protocol):
    """A finding's review as any view has it."""

    @property
    def note(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def decided_at(self) -> datetime | None: ...


def review_line(state: str, decided: Decided, lang: Language) -> None:
    """Draw it; nothing for a finding nobody has decided on."""
    if state == "new" or decided.decided_at is None:
        return
    said = t("oversight.decided", lang, who=decided.who, at=moment(decided.decided_at))
    note = t("oversight.in_quotes", lang, text=decided.note) if decided.note else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(t(f"oversight.states.{state}", lang), color="red" if state == "confirmed" else "gray")
        st.caption(plain(said + note), width="stretch")
