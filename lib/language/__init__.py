"""Every sentence a person reads, in Chinese and English, from one catalogue.

The catalogue is a pair of TOML files a room, ``catalogue/<room>.zh.toml`` and ``.en.toml``; a key is
``<room>.<name>``. A sentence can be made where no language is known yet (`Message`) and be said later (`say`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, runtime_checkable

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_CATALOGUE = Path(__file__).parent / "catalogue"


@dataclass(frozen=True)
class Message:
    """A sentence not yet put into a language: a catalogue key and the values that fill its places."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


class UserError(Exception):
    """An error a person can act on: says what is wrong, where, and what to do. `str()` is the Chinese sentence."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)

    def __str__(self) -> str:
        return say(self.message, "zh")


def t(key: str, lang: Language, /, **values: object) -> str:
    """The sentence `key` in `lang`, its places filled; a value that is a `Message`, several, or `Worded`, is said likewise.

    Raises KeyError for an unknown key: a missing sentence is a defect and not something to paper over.
    """
    return catalogue(lang)[key].format(**{name: _said(value, lang) for name, value in values.items()})


def say(message: Message, lang: Language) -> str:
    """`message` in `lang`."""
    return t(message.key, lang, **message.values)


@runtime_checkable
class Worded(Protocol):
    """Words in both languages, such as a label of the form."""

    @property
    def zh(self) -> str: ...
    @property
    def en(self) -> str: ...


def _said(value: object, lang: Language) -> object:
    # Nearly every value; and to ask whether it is worded takes longer than all the rest of a sentence.
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, Worded):
        return value.zh if lang == "zh" else value.en
    if isinstance(value, Message):
        return say(value, lang)
    if isinstance(value, tuple) and all(isinstance(part, Message) for part in value):
        return ("" if lang == "zh" else " ").join(say(part, lang) for part in value)
    return value


@cache
def catalogue(lang: Language) -> dict[str, str]:
    """All sentences of one language by key, merged from the files of the rooms."""
    sentences: dict[str, str] = {}
    for path in sorted(_CATALOGUE.glob(f"*.{lang}.toml")):
        room = path.name.split(".")[0]
        sentences |= _flatten(room, tomllib.loads(path.read_text("utf-8")))
    return sentences


def _flatten(prefix: str, table: Mapping[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in table.items():
        key = f"{prefix}.{name}"
        if isinstance(value, dict):
            flat |= _flatten(key, value)
        else:
            flat[key] = str(value)
    return flat
