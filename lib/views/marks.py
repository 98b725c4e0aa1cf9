"""How the cells of a finding are numbered, on a page and on paper."""

from __future__ import annotations


def circled(number: int) -> str:
    """① … ㊿, and (51) from there on."""
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return f"({number})"
