"""What is added up on any engine is what adding up by hand gives: not only the same as elsewhere, but right."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from lib.store import Filters, Store
from lib.store.reading import selection_size, yearly
from tests.store.contract.conftest import ENGINES
from tests.store.contract.questions import GRANTED, NEW, SEED, fiction
from tests.store.hierarchy import counted

# One worker starts the engines and publishes to them.
pytestmark = pytest.mark.xdist_group("engines")
SELECTIONS = [
    Filters(region="99"),
    Filters(region="9901", without_doubtful=True),
    Filters(region="99", kinds=("department",)),
    Filters(region="9902", levels=("county", "township"), first_year=2022),
    Filters(region="99", counting="own_office"),
    Filters(agency="东市人民政府"),
]


@pytest.mark.parametrize("name", ENGINES)
def test_the_sums_are_those_of_adding_up_by_hand(engine: Callable[[str], Store], name: str) -> None:
    store = engine(name)
    for filters in SELECTIONS:
        reports = counted(fiction(SEED), filters)
        assert selection_size(store, filters)[0] == len(reports)
        found = {int(row["year"]): row for row in yearly(store, filters, [NEW, GRANTED]).to_dict("records")}
        assert sorted(found) == sorted({one.year for one in reports})
        for year, row in found.items():
            here = [one for one in reports if one.year == year]
            stated = [one.received for one in here if one.received is not None]
            # Nobody stating a number is not a sum of zero.
            assert (None if pd.isna(row[NEW]) else int(row[NEW])) == (sum(stated) if stated else None)
            assert int(row[f"known.{NEW}"]) == len(stated)
            assert int(row[GRANTED]) == sum(one.granted for one in here)
