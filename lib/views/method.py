"""口径: what exactly does this number mean? Everything that is declared as data, laid open."""

from __future__ import annotations

from dataclasses import dataclass

from lib.checks import Check, load_catalogue
from lib.forms import Form, load_forms
from lib.indicators import BREAKS, Indicator, SeriesBreak, indicators


@dataclass(frozen=True)
class Method:
    """The declarations themselves: the page shows nothing that the software does not use."""

    forms: tuple[Form, ...]
    checks: tuple[Check, ...]
    indicators: tuple[Indicator, ...]
    breaks: tuple[SeriesBreak, ...]


def method() -> Method:
    """Every form, check, indicator and break there is."""
    return Method(
        forms=tuple(load_forms().values()),
        checks=tuple(load_catalogue().values()),
        indicators=tuple(indicators().values()),
        breaks=tuple(BREAKS.values()),
    )
