"""The evidence that lies around a report: its neighbouring years, its prose, the rest of its figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lib.checks.batch import Batch
from lib.checks.chain_relations import relations_of
from lib.checks.diagnosis.evidence import Evidence
from lib.checks.mentions import mentions_of
from lib.forms import FigureKey

DECIDED = ("upheld", "corrected", "other")


@dataclass(frozen=True, eq=False)
class Surroundings:
    """The evidence on some reports of a batch, asked for by their place in `reports`."""

    batch: Batch
    reports: NDArray[np.intp]
    _said: dict[int, dict[FigureKey, set[int]]] = field(default_factory=dict)

    def __call__(self, place: int, keys: Collection[FigureKey]) -> Evidence:
        """What is known of these cells of a report from outside its equations."""
        report = int(self.reports[place])
        last, following = int(self.batch.previous[report]), int(self.batch.following[report])
        said = self._mentioned(report)
        return Evidence(
            carried=self._carried(last, following, keys),
            before=self._figures(last, keys),
            after=self._figures(following, keys),
            prose={key: said[key] for key in keys if key in said},
            most={key: most for key, most in self._limits(report, last) if key in keys},
        )

    def _figures(self, report: int, keys: Collection[FigureKey]) -> dict[FigureKey, int]:
        if report < 0:
            return {}
        told = {key: self.batch.reported(key, report) for key in keys}
        return {key: value for key, value in told.items() if value is not None}

    def _carried(self, last: int, following: int, keys: Collection[FigureKey]) -> dict[FigureKey, int]:
        found = {}
        for key in keys:
            twin, back = _twins().get(key, (None, False))
            place = last if back else following
            value = self.batch.reported(twin, place) if twin is not None and place >= 0 else None
            if value is not None:
                found[key] = value
        return found

    def _mentioned(self, report: int) -> dict[FigureKey, set[int]]:
        """The counts in the prose that may be one cell's."""
        if report not in self._said:
            found: dict[FigureKey, set[int]] = {}
            for mention in mentions_of(self.batch.prose.get(report, {}), int(self.batch.years[report])):
                for reading in mention.readings:
                    if len(reading) == 1:
                        found.setdefault(reading[0], set()).add(mention.value)
            self._said[report] = found
        return self._said[report]

    def _limits(self, report: int, last: int) -> Iterator[tuple[FigureKey, int]]:
        """Not more reconsiderations and direct actions than requests completed in two years, not more actions after
        reconsideration than reconsiderations decided (LOGIC-CASES, LOGIC-SECOND)."""
        if last < 0:
            return
        completed = self._sum(("requests.result_total.total",), report, last)
        first = [f"disputes.{row}.total" for row in ("reconsideration", "direct_action")]
        for one, other in (first, reversed(first)):
            beside = self.batch.reported(other, report)
            if completed is not None and beside is not None:
                yield one, max(completed - beside, 0)
        decided = self._sum(tuple(f"disputes.reconsideration.{name}" for name in DECIDED), report, last)
        if decided is not None:
            yield "disputes.action_after.total", decided

    def _sum(self, keys: tuple[FigureKey, ...], *reports: int) -> int | None:
        values = [self.batch.reported(key, report) for key in keys for report in reports]
        return None if None in values else sum(value for value in values if value is not None)


@cache
def _twins() -> dict[FigureKey, tuple[FigureKey, bool]]:
    """The cell of the neighbouring year that counts the same requests, and whether that is the year before."""
    found: dict[FigureKey, tuple[FigureKey, bool]] = {}
    for relation in relations_of("YEAR-CARRY"):
        out, into = (part.key for part in relation.parts)
        found |= {into: (out, True), out: (into, False)}
    return found
