"""Counted bars of one year, each a part of a whole, such as the grounds for not granting."""

from __future__ import annotations

from dataclasses import dataclass

from lib.language import Message
from lib.views.model import Facets, Name


@dataclass(frozen=True)
class Bar:
    """`tone`: the code whose colour it has, and `of` what its whole comes to (None: not known). A `count` of None is not
    stated. The second line of its `name` is its legal basis, if it has one."""

    name: Name
    count: int | None
    tone: str
    of: int | None = None


@dataclass(frozen=True)
class Bars:
    """Horizontal bars in the order they are read. `zeros` names those that are stated to be 0 and are not drawn;
    `unstated` those nobody states."""

    title: Message
    bars: tuple[Bar, ...]
    zeros: tuple[Name, ...] = ()
    unstated: tuple[Name, ...] = ()
    facets: Facets = ()
