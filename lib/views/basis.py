"""A legal basis as the forms cite it, in both languages: 条例第十六条第一款 is Regulations art. 16 para. 1."""

from __future__ import annotations

import re

from lib.language import Message

_ACTS = {
    "条例": "Regulations",
    "行政诉讼法": "Administrative Litigation Law",
    "国办函": "Guo Ban Han",
}
_DIGITS = {sign: n for n, sign in enumerate("零一二三四五六七八九")}
_NUMBER = "[零一二三四五六七八九十]+"


def legal_basis(text: str) -> Message:
    """The citation `text` to be said in either language; what is not understood stays as it is cited."""
    return Message("views.label", {"zh": text, "en": _english(text)})


def _english(text: str) -> str:
    return "; ".join(_act(part) for part in text.split("；")) if text else ""


def _act(text: str) -> str:
    act = next((act for act in _ACTS if text.startswith(act)), "")
    if not act:
        return text
    rest = re.sub(r"〔(\d+)〕(\d+)号", r"[\1] No. \2", text.removeprefix(act))
    rest = re.sub(f"第({_NUMBER})条", lambda found: f"art. {_number(found[1])}", rest)
    rest = re.sub(f"第({_NUMBER})款", lambda found: f" para. {_number(found[1])}", rest)
    rest = re.sub(f"第?（({_NUMBER})）", lambda found: f"({_number(found[1])})", rest)
    return f"{_ACTS[act]} {rest.replace('项', '').replace('、', ', ')}"


def _number(text: str) -> int:
    """十六 is 16, 三十 is 30; below 100."""
    tens, ten, units = text.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(units, 0)
