"""Digits set above or below the line: as characters of their own, so that the mark of a note is no digit of a number."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def raised_text(text: str, raised: str) -> str:
    """The text with its digits raised or lowered where `raised` says "superscript" or "subscript"."""
    if raised == "superscript":
        return text.translate(_RAISED)
    return text.translate(_LOWERED) if raised == "subscript" else text
