"""How many findings each choice of a filter would list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lib.checks import load_catalogue
from lib.store.finding_queries import Sought

# The filters of the worklist and the columns of the counts they narrow.
_COLUMNS = {"severities": "severity", "checks": "check", "states": "review", "causes": "cause"}


@dataclass(frozen=True)
class Labels:
    """How many findings each value of a filter would list, the other filters left as they are. Checks stand in the order
    of the catalogue, causes by how often they are met; what would list none is left out."""

    severities: Mapping[str, int]
    checks: Mapping[str, int]
    states: Mapping[str, int]
    causes: Mapping[str, int]


def labels_of(counts: pd.DataFrame, sought: Sought) -> Labels:
    """The labels from `sought_counts` without these filters."""
    found: dict[str, dict[str, int]] = {}
    for name, column in _COLUMNS.items():
        summed = chosen(counts, sought, name).groupby(column)["findings"].sum()
        found[name] = {str(value): int(n) for value, n in summed.items()}
    order = {check: n for n, check in enumerate(load_catalogue())}
    found["checks"] = dict(sorted(found["checks"].items(), key=lambda pair: order.get(pair[0], len(order))))
    found["causes"] = dict(sorted(found["causes"].items(), key=lambda pair: -pair[1]))
    return Labels(**found)


def chosen(counts: pd.DataFrame, sought: Sought, left_out: str = "") -> pd.DataFrame:
    """The counts under the filters, but for one of them."""
    for name, column in _COLUMNS.items():
        values = getattr(sought, name)
        if values and name != left_out:
            counts = counts[counts[column].isin(values)]
    return counts
