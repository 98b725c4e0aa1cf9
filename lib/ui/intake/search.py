"""The field that narrows a list; what is looked for stands in the address."""

from __future__ import annotations

import streamlit as st

from lib.language import Language, t
from lib.ui.address import changed, parameter, write


def search_field(key: str, hint: str, lang: Language) -> None:
    """A field for the parameter `find`; `hint` says what may be typed. A new search begins at the first page."""
    st.session_state[key] = parameter("find")
    st.text_input(
        t("intake.find", lang),
        key=key,
        placeholder=hint,
        on_change=lambda: write(changed(find=st.session_state[key], page="")),
        width=420,
    )
