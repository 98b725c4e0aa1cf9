"""What the checks say: verdicts, broken equations, likely causes, findings. Nothing here computes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from lib.forms import FigureKey
from lib.language import Message

Side = Literal["left", "right"]
Sign = Literal["=", "≤"]
CauseKind = Literal["CELL", "TYPO", "TOTAL", "MOVED", "SWAPPED", "SHIFTED", "SPLIT", "MINIMAL"]
ReportId = int | str


class Verdict(StrEnum):
    """What can be said of one equation of one report: never a bare true or false."""

    HOLDS = "holds"
    HOLDS_IF_BLANK_ZERO = "holds_if_blank_zero"
    BROKEN = "broken"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"

    @property
    def letter(self) -> str:
        """The one letter that stands for it where a report's verdicts are kept as a string."""
        return VERDICT_CODES[self.code]

    @property
    def code(self) -> int:
        """Its number in a verdict matrix."""
        return _VERDICTS.index(self)

    @classmethod
    def of(cls, code: int) -> Verdict:
        """The verdict behind a number of a verdict matrix."""
        return _VERDICTS[code]


_VERDICTS = tuple(Verdict)
# The letter of each number in a verdict matrix: holds, holds_if_blank_zero, broken, undetermined, not_applicable.
VERDICT_CODES = "hzbun"


class Severity(StrEnum):
    """ERROR: the figures cannot all be true. WARNING: needs an explanation. INFORMATION: worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"


class CellState(IntEnum):
    """What is known of a cell. From UNREAD on its number is not known at all; a blank is a non-negative unknown.

    AMBIGUOUS: digits that may be several cells run together. The doubt is about the reading, not about the report.
    """

    STATED = 0
    OUTSIDE = 1
    BLANK = 2
    UNREAD = 3
    ABSENT = 4
    NOT_INTEGER = 5
    AMBIGUOUS = 6


@dataclass(frozen=True)
class Term:
    """A cell of an equation with its side and sign. `value` is None unless the cell is stated."""

    key: FigureKey
    year: int
    side: Side
    sign: int
    value: int | None
    state: CellState


@dataclass(frozen=True)
class Broken:
    """An equation that does not hold, both sides computed with blanks as 0; `delta` is left − right."""

    equation: str
    check: str
    left: int
    right: int
    delta: int
    terms: tuple[Term, ...]
    relation: Sign = "="


@dataclass(frozen=True)
class Repair:
    """A cell that may be wrong and the value that would restore the equations. `reported` None: it was blank.

    A suggestion only: the reported figure stays the reported figure.
    """

    key: FigureKey
    reported: int | None
    suggested: int


@dataclass(frozen=True)
class Clue:
    """Something that speaks for an explanation: `kind` is the name of its sentence, `checks.clue.<kind>`; `key` the cell
    it is about, None where it is about all of them; `value` the figure it rests on, None where it needs none."""

    kind: str
    key: FigureKey | None = None
    value: int | None = None


@dataclass(frozen=True)
class Cause:
    """An explanation of a fault. `restores`: how many of the broken equations hold once its cells are changed.

    `clues` are what speaks for it, the strongest first.
    """

    kind: CauseKind
    cells: tuple[Repair, ...]
    restores: int
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True)
class Beside:
    """Another report a finding speaks of."""

    agency_id: ReportId
    year: int


@dataclass(frozen=True)
class Quote:
    """Prose on which a finding rests, to the letter, and the section it stands in."""

    section: str
    text: str


@dataclass(frozen=True)
class Finding:
    """One fault of one report, with everything it breaks. `cells` are numbered in this order on the official table.

    `report_id` None: the fault is that there is no report. `impact` is by how many requests or cases the figures of a
    region would move if it is put right; 0 where that cannot be said. `beside` are other reports it speaks of.
    `fingerprint` depends on agency, year, check and the values of the cells involved and on nothing else.
    """

    report_id: ReportId | None
    agency_id: ReportId
    year: int
    check: str
    severity: Severity
    verdict: Verdict
    cause: Cause | None
    alternatives: tuple[Cause, ...]
    equations: tuple[Broken, ...]
    cells: tuple[FigureKey, ...]
    message: Message
    fingerprint: str
    impact: int = 0
    beside: tuple[Beside, ...] = ()
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class Residuals:
    """Left − right of every broken equation: parallel arrays of equation row, report column and value."""

    equation: NDArray[np.intp]
    report: NDArray[np.intp]
    value: NDArray[np.int64]


@dataclass(frozen=True)
class Judgement:
    """All that is said of a batch. `verdicts` (equations × reports) holds the number of each verdict."""

    equations: tuple[str, ...]
    report_ids: NDArray[np.object_]
    verdicts: NDArray[np.uint8]
    residuals: Residuals
    findings: list[Finding]
