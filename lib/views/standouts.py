"""Whose rate is higher than that of its peers, and whether there are cases enough to say so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib.indicators import Z_998, Indicator, newcombe
from lib.language import Message
from lib.views.model import Name, Rate, worded
from lib.views.numbers import rate
from lib.views.year_rates import SMALLEST_N, group_words, name_of_row, rate_of

# From "it is so" to "nobody can say": in this order they are listed.
VERDICTS = ("beyond", "within", "few")
MOST_LISTED = 20


@dataclass(frozen=True)
class Standout:
    """An agency above its peers: its rate, that of the `others` peers together, and what can be said of the difference.

    beyond: more than chance would explain in 99.8 of 100 cases (Newcombe 1998); within: it may be chance; few: its own
    cases are fewer than `SMALLEST_N`.
    """

    agency: Name
    group: Message
    own: Rate
    peers: Rate
    others: int
    verdict: str


@dataclass(frozen=True)
class Standouts:
    """The first of those above their peers, those that can be told first; `counts` of all, by verdict. `compared` have
    peers at all."""

    rows: tuple[Standout, ...]
    counts: tuple[tuple[str, int], ...]
    compared: int

    @property
    def higher(self) -> int:
        return sum(count for _, count in self.counts)

    def said(self, indicator: Indicator) -> tuple[Message, ...]:
        """How many are above their peers and how many of them have the cases for it; who is first."""
        if not self.compared:
            return ()
        counts = dict(self.counts)
        values: dict[str, object] = {"indicator": worded(indicator.title), "smallest": SMALLEST_N, **counts}
        enough = counts["beyond"] + counts["within"]
        head = Message("comparing.said_higher", {**values, "higher": self.higher, "enough": enough})
        if not enough:
            return (head,)
        return (head, _first(self.rows[0]))


def standouts(frame: pd.DataFrame, indicator: Indicator) -> Standouts:
    """Everyone in the year's `frame` whose rate is above that of all its peers together, itself left out."""
    known = frame[frame["group"].notna()].reset_index(drop=True)
    sums = known.groupby("group")[["over", "under"]].transform("sum")
    others = known.groupby("group")["over"].transform("size").to_numpy() - 1
    rest = known.assign(
        rest_over=sums["over"] - known["over"], rest_under=sums["under"] - known["under"], others=others
    )
    compared = rest[(rest["others"] > 0) & (rest["rest_under"] > 0)]
    above = compared[compared["value"] > compared["rest_over"] / compared["rest_under"]]
    verdicts = np.array([_verdict(row) for row in above[["over", "under", "rest_over", "rest_under"]].to_numpy()])
    above = above.assign(verdict=verdicts, order=[VERDICTS.index(verdict) for verdict in verdicts])
    listed = above.sort_values(["order", "value", "under"], ascending=[True, False, False], kind="stable")
    return Standouts(
        rows=tuple(_standout(row) for row in listed.head(MOST_LISTED).to_dict("records")),
        counts=tuple((verdict, int((verdicts == verdict).sum())) for verdict in VERDICTS),
        compared=len(compared),
    )


def _verdict(row: np.ndarray) -> str:
    over, under, rest_over, rest_under = (int(value) for value in row)
    if under < SMALLEST_N:
        return "few"
    interval = newcombe((over, under), (rest_over, rest_under), Z_998)
    return "beyond" if interval is not None and interval[0] > 0 else "within"


def _standout(row: dict[Any, Any]) -> Standout:
    together = rate(row["rest_over"], row["rest_under"])
    assert together is not None  # only those with cases are compared
    return Standout(
        agency=name_of_row(row),
        group=group_words(row["kind"], row["level"]),
        own=rate_of(row, is_rate=True),
        peers=together,
        others=int(row["others"]),
        verdict=row["verdict"],
    )


def _first(row: Standout) -> Message:
    values = {"agency": row.agency.text, "group": row.group, "others": row.others}
    for name, part in (("own", row.own), ("peers", row.peers)):
        values[name] = Message("views.rate", {"rate": part.value, "n": part.numerator, "of": part.denominator})
    return Message(f"comparing.said_{row.verdict}", values)
