"""All current reports side by side, a few columns each: what is compared between agencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from lib.checks.batch import Subject, plain_id
from lib.checks.model import Finding
from lib.checks.thresholds import Thresholds
from lib.forms import ALL_KEYS, FigureKey

# The figures agencies are compared by: the total column of table 三, and all of table 四.
CROWD_KEYS: tuple[FigureKey, ...] = tuple(
    key for key in ALL_KEYS if key.startswith("disputes.") or (key.startswith("requests.") and key.endswith(".total"))
)
# What is known of a report beside its figures.
CROWD_HEAD = ("report_id", "agency_id", "code", "name", "year", "kind", "level", "region", "parent", "scope")
Prose = Callable[[Sequence[int]], Mapping[int, Mapping[str, str]]]
# A section of a report of which so much (in percent) stands in that section of another, and the passages quoted from it.
LIKENESS = ("report_id", "section", "other_report_id", "share", "quotes")


def no_likenesses() -> pd.DataFrame:
    """The frame of a crowd in which nobody's prose stands in another's."""
    return pd.DataFrame({name: pd.Series(dtype=object) for name in LIKENESS})


@dataclass(frozen=True, eq=False)
class Crowd:
    """`reports`: one row a current report with CROWD_HEAD, CROWD_KEYS (NA where no number is stated), `filled` (how many
    of all its figures are not 0), `volume` (copying.FLOWS added up) and `digest` (equal where all figures are). `roster`:
    one row an agency with agency_id, code, name, kind, level, region, parent, expected_from, expected_until (NA where
    nothing is said) and past_names. `prose` gives the texts of reports by section; `likenesses` (LIKENESS) which of them
    repeat others. `today` is the day up to which reports are due."""

    reports: pd.DataFrame
    roster: pd.DataFrame
    prose: Prose
    thresholds: Thresholds = field(default=Thresholds())
    today: date = field(default_factory=date.today)
    likenesses: pd.DataFrame = field(default_factory=no_likenesses)

    def subject(self, row: Mapping[str, Any]) -> Subject:
        """Whose report a row of `reports` is."""
        return Subject(plain_id(row["report_id"]), plain_id(row["agency_id"]), str(row["code"]), int(row["year"]))


CrowdHandler = Callable[[Crowd], Iterator[Finding]]
