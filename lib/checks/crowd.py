"""All current reports side by side, a few columns each: what is compared between agencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True, eq=False)
class Crowd:
    """`reports`: one row a current report with CROWD_HEAD, CROWD_KEYS (NA where no number is stated), `filled` (how many
    of all its figures are not 0) and `digest` (equal where all figures are). `roster`: one row an agency with agency_id,
    code, name, kind, level, region, parent, expected_from, expected_until (NA where nothing is said). `prose` gives the
    texts of reports by section."""

    reports: pd.DataFrame
    roster: pd.DataFrame
    prose: Prose
    thresholds: Thresholds = field(default=Thresholds())

    def subject(self, row: Mapping[str, Any]) -> Subject:
        """Whose report a row of `reports` is."""
        return Subject(plain_id(row["report_id"]), plain_id(row["agency_id"]), str(row["code"]), int(row["year"]))


CrowdHandler = Callable[[Crowd], Iterator[Finding]]
