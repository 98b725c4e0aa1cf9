"""The indicators as data: one frozen record each, read from `catalogue.toml`. Source: the forms and the Regulation."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from lib.forms import Label
from lib.forms.model import Frozen

_FILE = Path(__file__).parent / "catalogue.toml"


class Indicator(Frozen):
    """A count, a rate with its denominator, a change on last year, or years running.

    Terms are figures, "@outcome", "previous.<figure>" or "report.<fact>"; "-" takes away. `breaks` name the changes
    across which a series of it must not be read without a mark. `may_exceed_one`: a rate whose numerator is no part of its
    denominator, such as cases that stem from requests of earlier years."""

    key: str
    unit: Literal["count", "rate", "change", "years"]
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()
    title: Label
    definition: Label
    caveat: Label | None = None
    breaks: tuple[str, ...] = ()
    may_exceed_one: bool = False

    @property
    def is_share(self) -> bool:
        """Whether it lies between 0 and 1 wherever the figures do not contradict themselves."""
        return self.unit == "rate" and not self.may_exceed_one


@cache
def indicators() -> dict[str, Indicator]:
    """All indicators by key, in the order of the catalogue."""
    records = tomllib.loads(_FILE.read_text("utf-8"))["indicators"]
    return {record["key"]: Indicator.model_validate(record) for record in records}
