"""The style of the data page, with the words that stand in the place of Streamlit's English ones."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from lib.language import Language, t

_SHEET = (Path(__file__).parent / "intake.css").read_text("utf-8")
_WORDS = ("choose_files", "choose_folder", "drop_files", "drop_folder", "drop_roster", "let_go", "upload_failed")


def apply_intake_style(lang: Language) -> None:
    """Put the style sheet into the page."""
    words = "".join(f"--{name.replace('_', '-')}: {_quoted(t(f'intake.{name}', lang))}; " for name in _WORDS)
    st.html(f"<style>:root {{ {words} }}{_SHEET}</style>")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
