"""Bytes to text: BOM, else strict UTF-8, else GB18030 (which takes in GB2312 and GBK), else with a warning.

A charset the file declares is ignored: pages that say gb2312 and are something else are common.
"""

from __future__ import annotations

import codecs
import re

from lib.documents.errors import refuse
from lib.language import Message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
# Text typed by people holds next to no control characters; a few stray ones from a converter are forgiven.
_CONTROL_SHARE = 0.01
_REPLACED_SHARE = 0.02
# What is no text shows it in its first characters; only what looks like text is searched to its end.
_SAMPLE = 65_536


def decode(content: bytes, name: str) -> tuple[str, tuple[Message, ...]]:
    """The text and what was lost on the way. Raises DocumentError where the bytes are not text at all."""
    text = _strictly(content)
    warnings: tuple[Message, ...] = ()
    if text is None:
        text = content.decode("gb18030", errors="replace")
        lost = text.count("\ufffd")
        if lost > len(text) * _REPLACED_SHARE:
            raise refuse("not_text", name=name)
        warnings = (Message("documents.characters_lost", {"count": lost}),)
    if _is_noise(text[:_SAMPLE]) or _is_noise(text):
        raise refuse("not_text", name=name)
    text = _CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\u2028", "\n"), warnings


def _is_noise(text: str) -> bool:
    return len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE


def _strictly(content: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
