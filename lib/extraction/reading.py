"""What came of reading a document: a report, what could not be read for certain, or why there is no report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lib.documents import Box
from lib.forms import FigureKey
from lib.language import Message
from lib.reports import Report

Outcome = Literal["whole", "questions", "refused"]


@dataclass(frozen=True)
class Place:
    """Where a figure stood. Rows and columns count from 1; `grid` counts the tables of the document from 1.

    `grid` is None for a figure in running text: then `row` is the paragraph and `column` the character. `page` (from 1)
    and `box` (points) are set for files that have pages.
    """

    grid: int | None
    row: int
    column: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True)
class Question:
    """Something a person must settle: what it is, the figures it leaves open, what stood there.

    `candidates` are the possible readings of `keys` in their order, the likeliest first; empty where there are too many.
    """

    message: Message
    keys: tuple[FigureKey, ...] = ()
    raw: str = ""
    candidates: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Reading:
    """`report` is None when and only when `outcome` is "refused"; then `refusal` says why and what to do."""

    report: Report | None
    outcome: Outcome
    questions: tuple[Question, ...] = ()
    refusal: Message | None = None
    places: Mapping[FigureKey, Place] = field(default_factory=dict)
