"""What a reader sees when a page fails: what happened, in both languages, and a number to name it by."""

from __future__ import annotations

import logging
from uuid import uuid4

import streamlit as st

from lib.language import LANGUAGES, Message, UserError, say

_LOG = logging.getLogger("disclosure")


def explain(error: Exception) -> bool:
    """Show `error` without its innards and return True, so that Streamlit shows nothing of its own.

    An error made for people says itself. Any other gets a number; Streamlit has written its traceback to the
    log just before, and the number follows it there.
    """
    if isinstance(error, UserError):
        _show(error.message)
        return True
    number = uuid4().hex[:8]
    _LOG.error("shown to the reader as error %s: %s", number, type(error).__name__)
    _show(Message("server.failure", {"number": number}))
    return True


def _show(message: Message) -> None:
    st.error("\n\n".join(say(message, lang) for lang in LANGUAGES), icon="⚠️")
