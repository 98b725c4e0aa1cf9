"""The faults that fictional reports can be given: one injector a kind, declared in a table."""

from __future__ import annotations

from collections.abc import Mapping

from lib.demo.faults import cells, filing, neighbours, plausibility, states, wording
from lib.demo.faults.injecting import inject
from lib.demo.faults.model import Change, Kind, Site

KINDS: Mapping[str, Kind] = {
    **cells.KINDS,
    **states.KINDS,
    **neighbours.KINDS,
    **wording.KINDS,
    **plausibility.KINDS,
    **filing.KINDS,
}

__all__ = ["KINDS", "Change", "Kind", "Site", "inject"]
