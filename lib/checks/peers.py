"""Reports that stand out among those of the same kind and level of agency in the same year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import bdtr, bdtrc, ndtri

from lib.checks.crowd import Crowd, CrowdHandler
from lib.checks.model import Finding
from lib.checks.registry import finding_of
from lib.forms import FigureKey, newest_form
from lib.language import Message

RECEIVED: FigureKey = "requests.new.total"
COMPLETED: FigureKey = "requests.result_total.total"
CATCH_ALL: FigureKey = "requests.oth_other.total"
# How much of the spread at either end is drawn in before the spread of the peers is measured (Spiegelhalter 2005).
_WINSORISED = 0.1


@dataclass(frozen=True)
class _Share:
    """A rate peers are compared by: the cells added up above and below the line."""

    name: str
    above: tuple[FigureKey, ...]
    below: tuple[FigureKey, ...]


def _outcome(name: str) -> tuple[FigureKey, ...]:
    return tuple(f"requests.{row.key}.total" for row in newest_form().outcomes()[name])


SHARES: tuple[_Share, ...] = (
    _Share("disclosed", ("requests.granted.total", "requests.partial.total"), (COMPLETED,)),
    *(_Share(name, _outcome(name), (COMPLETED,)) for name in ("refused", "unable", "not_processed")),
    _Share("carried_out", ("requests.carry_out.total",), (RECEIVED, "requests.carry_in.total")),
    _Share(
        "corrected",
        ("disputes.reconsideration.corrected",),
        tuple(f"disputes.reconsideration.{name}" for name in ("upheld", "corrected", "other")),
    ),
)


def zero_among_peers(crowd: Crowd) -> Iterator[Finding]:
    """ZERO-PEERS: no new request, where half of the peers have many. A blank is not a 0."""
    least, median = (crowd.thresholds.of("ZERO-PEERS", name) for name in ("peers", "median"))
    for peers in _groups(crowd, [RECEIVED]):
        stated = peers[peers[RECEIVED].notna()]
        if len(stated) <= least:
            continue
        received = stated[RECEIVED].to_numpy(dtype=np.int64)
        # All who are found have 0: each leaves out itself, the same number.
        middle = float(np.median(np.sort(received)[1:]))
        if received.min() == 0 and middle >= median:
            for row in stated[stated[RECEIVED] == 0].to_dict("records"):
                values = {"peers": len(stated) - 1, "median": f"{middle:,g}", **_group(row)}
                yield _finding(crowd, row, "ZERO-PEERS", Message("checks.said.ZERO-PEERS.median", values), [RECEIVED])


def catch_all(crowd: Crowd) -> Iterator[Finding]:
    """LOGIC-OTHER: more in the catch-all row than a fifth, and than nine in ten of the peers have there."""
    names = ("completed", "share", "percentile", "peers")
    least, share, percentile, enough = (crowd.thresholds.of("LOGIC-OTHER", name) for name in names)
    for peers in _groups(crowd, [COMPLETED, CATCH_ALL]):
        known = peers[peers[CATCH_ALL].notna() & (peers[COMPLETED].fillna(0) >= least)]
        if known.empty:
            continue
        rates = known[CATCH_ALL].to_numpy(dtype=np.float64) / known[COMPLETED].to_numpy(dtype=np.float64)
        for place in np.flatnonzero(rates > share / 100).tolist():
            others = np.delete(rates, place)
            limit = float(np.percentile(others, percentile)) if len(others) >= enough else None
            if limit is None or rates[place] > limit:
                row = known.iloc[place].to_dict()
                said = _catch_all(row, limit, len(others), percentile)
                yield _finding(crowd, row, "LOGIC-OTHER", said, [CATCH_ALL, COMPLETED])


def _catch_all(row: Mapping[Any, Any], limit: float | None, peers: int, percentile: float) -> Message:
    count, of = int(row[CATCH_ALL]), int(row[COMPLETED])
    values: dict[str, object] = {"count": count, "of": of, "rate": f"{count / of:.1%}"}
    if limit is None:
        return Message("checks.said.LOGIC-OTHER.alone", values)
    values |= {"peers": peers, "percentile": f"{percentile:g}", "limit": f"{limit:.1%}", **_group(row)}
    return Message("checks.said.LOGIC-OTHER.peers", values)


def outliers(crowd: Crowd) -> Iterator[Finding]:
    """OUTLIER-PEERS: one finding a report with every rate that lies outside the funnel of its peers."""
    keys = list(dict.fromkeys(key for share in SHARES for key in (*share.above, *share.below)))
    known = _known(crowd, keys)
    parts = {share: (_sum(known, share.above), _sum(known, share.below)) for share in SHARES}
    for peers in _together(known):
        found: dict[int, list[tuple[_Share, Message]]] = {}
        for share, (above, below) in parts.items():
            for place, said in _outside(crowd, share, above[peers], below[peers]):
                found.setdefault(int(peers[place]), []).append((share, said))
        for place, told in sorted(found.items()):
            row = known.iloc[place].to_dict()
            cells = list(dict.fromkeys(key for share, _ in told for key in (*share.above, *share.below)))
            parted = tuple(Message(one.key, {**one.values, **_group(row)}) for _, one in told)
            yield _finding(crowd, row, "OUTLIER-PEERS", Message("checks.finding", {"parts": parted}), cells)


def _outside(
    crowd: Crowd, share: _Share, above: NDArray[np.float64], below: NDArray[np.float64]
) -> Iterator[tuple[int, Message]]:
    """Who of some peers lies outside, and by how much: first by the limits widened to the peers' own spread, then exactly.

    Limits of the binomial around the rate of the peers together, widened where the peers spread more than chance would
    have it (multiplicative, winsorised: Spiegelhalter 2005, Statistics in Medicine 24:1185): many agencies differ for
    good reasons, and only who differs more than they do from each other stands out.
    """
    least, enough, within = (crowd.thresholds.of("OUTLIER-PEERS", name) for name in ("cases", "peers", "limits"))
    places = np.flatnonzero((below > 0) & (above >= 0) & (above <= below))
    if len(places) <= enough or below[places].max() < least:
        return
    above, below = above[places], below[places]
    tail = (1 - within / 100) / 2
    centre = (above.sum() - above) / (below.sum() - below)
    spread = np.sqrt(centre * (1 - centre) / below)
    distance = np.divide(above / below - centre, spread, out=np.zeros_like(centre), where=spread > 0)
    limit = float(ndtri(1 - tail)) * np.sqrt(max(1.0, _dispersion(distance)))
    for n in np.flatnonzero((below >= least) & ((np.abs(distance) > limit) | (spread == 0))).tolist():
        x, size, rate = int(above[n]), int(below[n]), float(centre[n])
        chance = bdtr(x, size, rate) if x / size < rate else bdtrc(x - 1, size, rate) if x else 1.0
        if chance < tail:
            values = {"name": Message(f"checks.share.{share.name}"), "count": x, "of": size, "rate": f"{x / size:.1%}"}
            side = "below" if x / size < rate else "above"
            others = {"peers": len(places) - 1, "centre": f"{rate:.1%}"}
            yield int(places[n]), Message(f"checks.said.OUTLIER-PEERS.{side}", {**values, **others})


def _dispersion(distance: NDArray[np.float64]) -> float:
    low, high = np.quantile(distance, [_WINSORISED, 1 - _WINSORISED])
    return float(np.mean(np.clip(distance, low, high) ** 2))


def _sum(known: pd.DataFrame, keys: Sequence[FigureKey]) -> NDArray[np.float64]:
    """NaN where a cell is not stated."""
    return np.asarray(np.sum([known[key].to_numpy() for key in keys], axis=0))


def _groups(crowd: Crowd, keys: Sequence[FigureKey]) -> Iterator[pd.DataFrame]:
    """The reports that are peers of each other, group by group."""
    known = _known(crowd, keys)
    for peers in _together(known):
        yield known.iloc[peers]


def _known(crowd: Crowd, keys: Sequence[FigureKey]) -> pd.DataFrame:
    """Reports of agencies whose kind and level are known, with these figures; NaN where none is stated."""
    head = ["report_id", "agency_id", "code", "year", "kind", "level", "scope"]
    known = crowd.reports.loc[crowd.reports["kind"].notna() & crowd.reports["level"].notna(), [*head, *keys]]
    # Once for all groups: a column of counts with gaps is slow to take apart.
    return known.assign(**{key: known[key].to_numpy(dtype=np.float64, na_value=np.nan) for key in keys})


def _together(known: pd.DataFrame) -> Iterator[NDArray[np.intp]]:
    """Reports of one kind, level and year: a government's aggregate is no peer of those that count themselves alone."""
    whole = known["scope"] == "government_aggregate"
    groups: dict[Any, Any] = known.groupby(["kind", "level", "year", whole]).indices
    yield from groups.values()


def _group(row: Mapping[Any, Any]) -> dict[str, object]:
    return {"kind": Message(f"terms.kind.{row['kind']}"), "level": Message(f"terms.level.{row['level']}")}


def _finding(crowd: Crowd, row: Mapping[Any, Any], check: str, message: Message, cells: Sequence[FigureKey]) -> Finding:
    """A finding that is new when the report's own figures change, not when its peers' do."""
    seen = [(key, None if pd.isna(row[key]) else int(row[key])) for key in cells]
    return finding_of(crowd.subject(row), check, message, cells=cells, seen=seen)


YEAR_HANDLERS: Mapping[str, CrowdHandler] = {
    "ZERO-PEERS": zero_among_peers,
    "LOGIC-OTHER": catch_all,
    "OUTLIER-PEERS": outliers,
}
