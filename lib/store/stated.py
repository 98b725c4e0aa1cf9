"""Sums over the reports that state all of what is added up, so that a part is never set against another whole."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.store.database import Store
from lib.store.filters import Filters, conditions


def fully_stated(store: Store, filters: Filters, columns: Sequence[str]) -> pd.DataFrame:
    """One row a year: `year`, `reports` that are counted and state every column, and the sum of each over these."""
    where, values = conditions(filters)
    stated = "".join(f' AND "{column}" IS NOT NULL' for column in columns)
    sums = "".join(f', sum("{column}")::BIGINT AS "{column}"' for column in columns)
    return store.frame(
        f"SELECT year, count(*) AS reports{sums} FROM panel WHERE {where}{stated} GROUP BY year ORDER BY year", values
    )
