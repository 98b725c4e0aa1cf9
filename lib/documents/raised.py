"""Digits set above or below the line, and digits struck out: neither is a digit of the number beside it."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_DIGIT = re.compile(r"\d")
_LOST = "\ufffd"


def raised_text(text: str, raised: str) -> str:
    """The text with its digits raised or lowered where `raised` says "superscript" or "subscript"."""
    if raised == "superscript":
        return text.translate(_RAISED)
    return text.translate(_LOWERED) if raised == "subscript" else text


def struck_text(text: str) -> str:
    """The text with its digits marked as lost: whether a figure that is struck out still counts cannot be told."""
    return _DIGIT.sub(_LOST, text)
