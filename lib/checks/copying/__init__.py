"""Copies: figures and prose that stand in another report already."""

from __future__ import annotations

from collections.abc import Mapping

from lib.checks.copying.candidates import Pairs, Sketches, pairs_to_compare
from lib.checks.copying.cleaning import Cleaned, clean
from lib.checks.copying.figures import FLOWS, copied_agency, copied_year, same_figures
from lib.checks.copying.passages import Passage, Repetition
from lib.checks.copying.sketches import SIGNATURE_BYTES, Hashes, sketch
from lib.checks.copying.texts import (
    CHECK,
    SECTIONS,
    Measure,
    compare,
    copied_texts,
    everybodys,
    likenesses,
    measure_of,
    shared,
)
from lib.checks.crowd import CrowdHandler
from lib.checks.registry import Handler

HANDLERS: Mapping[str, Handler] = {"COPY-YEAR": copied_year}
YEAR_HANDLERS: Mapping[str, CrowdHandler] = {"COPY-AGENCY": copied_agency}
CROWD_HANDLERS: Mapping[str, CrowdHandler] = {"COPY-TEXT": copied_texts}

__all__ = [
    "CHECK",
    "CROWD_HANDLERS",
    "FLOWS",
    "HANDLERS",
    "SECTIONS",
    "SIGNATURE_BYTES",
    "YEAR_HANDLERS",
    "Cleaned",
    "Hashes",
    "Measure",
    "Pairs",
    "Passage",
    "Repetition",
    "Sketches",
    "clean",
    "compare",
    "everybodys",
    "likenesses",
    "measure_of",
    "pairs_to_compare",
    "same_figures",
    "shared",
    "sketch",
]
