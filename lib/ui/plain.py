"""Text of documents inside sentences that Streamlit reads as Markdown: shown as it stands, never as markup."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-!$~<>|:&])")


def plain(text: str) -> str:
    """The text with every sign escaped that could mean something, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
