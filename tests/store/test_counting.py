"""What is added up: never a government's aggregate report and a report that it contains already."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.reports import Agency
from lib.store import Filters, region_of
from lib.store.reading import crossed, reports, selection_size, yearly
from tests.store.hierarchy import GRANTED, NEW, YEARS, Filed, agencies, counted, filed, selections, significant, stored

SEEDS = (2, 4, 5)
REGIONS = sorted({significant(agency.region_code)[:n] for agency in agencies() for n in (2, 4, 6, 9)} - {""})
CHOICES = selections([*REGIONS, "98"], [agency.name for agency in agencies()], list(YEARS))
many = settings(max_examples=150)


def summed(found: list[Filed]) -> dict[int, tuple[int, int | None, int, int, int]]:
    """By year: reports, requests received (None where nobody states it), how many state it, the same of those granted."""
    by_year = {}
    for year in sorted({one.year for one in found}):
        here = [one for one in found if one.year == year]
        stated = [one.received for one in here if one.received is not None]
        granted = [one.granted for one in here]
        by_year[year] = (len(here), sum(stated) if stated else None, len(stated), sum(granted), len(granted))
    return by_year


def asked(frame: pd.DataFrame) -> dict[int, tuple[int, int | None, int, int, int]]:
    return {
        int(row["year"]): (
            int(row["reports"]),
            None if pd.isna(row[NEW]) else int(row[NEW]),
            int(row[f"known.{NEW}"]),
            int(row[GRANTED]),
            int(row[f"known.{GRANTED}"]),
        )
        for row in frame.to_dict("records")
    }


@many
@given(st.sampled_from(SEEDS), CHOICES)
def test_the_sums_are_those_of_adding_up_by_hand(seed: int, filters: Filters) -> None:
    assert asked(yearly(stored(seed), filters, [NEW, GRANTED])) == summed(counted(filed(seed), filters))


@many
@given(st.sampled_from(SEEDS), CHOICES)
def test_the_list_the_size_and_the_cross_table_count_the_same_reports(seed: int, filters: Filters) -> None:
    expected = counted(filed(seed), filters)
    listed = reports(stored(seed), filters, [NEW])
    assert {(row["agency_name"], row["year"]) for row in listed.to_dict("records")} == {
        (one.agency.name, one.year) for one in expected
    }
    assert selection_size(stored(seed), filters)[0] == len(expected)
    stated = [one.received for one in expected if one.received is not None]
    assert crossed(stored(seed), filters, [NEW])[NEW] == (sum(stated) if stated else None, len(stated))


@many
@given(st.sampled_from(SEEDS), CHOICES)
def test_the_sums_that_are_kept_are_those_of_the_reports(seed: int, filters: Filters) -> None:
    frame = reports(stored(seed), filters, [NEW, GRANTED, "num.received", "den.disclosure_rate"])
    by_year = frame.groupby("year")[[NEW, "den.disclosure_rate"]].agg(["sum", "count"])
    kept = yearly(stored(seed), filters, [NEW, "den.disclosure_rate"]).set_index("year")
    assert list(kept.index) == list(by_year.index)
    for column in (NEW, "den.disclosure_rate"):
        assert kept[column].fillna(0).tolist() == by_year[column, "sum"].astype(float).tolist()
        assert kept[f"known.{column}"].tolist() == by_year[column, "count"].tolist()


@many
@given(st.sampled_from(SEEDS), CHOICES)
def test_no_report_is_counted_beside_one_that_contains_it(seed: int, filters: Filters) -> None:
    if filters.counting != "once" or filters.agency:
        return
    frame = reports(stored(seed), filters, [])
    parents = {agency.name: agency.parent for agency in agencies()}
    counted_here = {(row["agency_name"], row["year"]): row["scope"] for row in frame.to_dict("records")}
    for name, year in counted_here:
        above = parents[name]
        while above:
            assert counted_here.get((above, year)) in (None, "own_office"), (name, above, year)
            above = parents.get(above)


def test_the_fiction_holds_every_case() -> None:
    for seed in SEEDS:
        found = filed(seed)
        once = counted(found, Filters())
        assert len(once) < len(found)
        assert {one.scope for one in found} == {"own_office", "government_aggregate", "unknown"}
        assert any(one.contradicts and one.scope == "government_aggregate" for one in found)
        assert any(one.received is None for one in once)


def test_a_part_is_counted_where_the_whole_is_left_out_as_doubtful() -> None:
    """Seen from the county's department, whose prefecture contradicts itself in some year."""
    found = filed(2)
    freed = [
        one
        for one in counted(found, Filters(without_doubtful=True))
        if one not in counted(found, Filters()) and not one.contradicts
    ]
    assert freed
    listed = reports(stored(2), Filters(without_doubtful=True), []).to_dict("records")
    assert {(one.agency.name, one.year) for one in freed} <= {(row["agency_name"], row["year"]) for row in listed}


def test_nobody_stating_a_figure_is_not_a_sum_of_zero() -> None:
    silent = next(one for one in filed(2) if one.received is None)
    only = Filters(agency=silent.agency.name, first_year=silent.year, last_year=silent.year)
    row = yearly(stored(2), only, [NEW]).to_dict("records")[0]
    assert pd.isna(row[NEW])
    assert row[f"known.{NEW}"] == 0
    assert crossed(stored(2), only, [NEW])[NEW] == (None, 0)


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        (None, ""),
        ("110000", "11"),
        ("321300", "3213"),
        ("350128", "350128"),
        ("350128000000", "350128"),
        ("411621101", "411621101"),
        ("411621101000", "411621101"),
        ("469000", "4690"),
        ("110100", "1101"),
    ],
)
def test_the_code_of_a_region_begins_every_code_inside_it(code: str | None, digits: str) -> None:
    assert region_of(code) == digits


def test_the_reference_reads_codes_as_the_store_does() -> None:
    assert [region_of(a.region_code) for a in agencies()] == [significant(a.region_code) for a in agencies()]
    assert isinstance(agencies()[0], Agency)
