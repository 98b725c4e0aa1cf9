"""Filters in the address: what is written is read again, and what fits nothing is as if it were not there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lib.reports import KINDS, LEVELS
from lib.store import COUNTING, Filters
from lib.ui.filtering import Choices, parse, with_filters

CHOICES = Choices(
    regions=("", "35", "3501", "350128"),
    agencies=("", "甲局", "乙局@350128"),
    names={"甲局": "甲局", "乙局@350128": "乙局"},
    years=(2019, 2020, 2021, 2022),
)
EVERYTHING = Filters(first_year=2019, last_year=2022)
FILTERS = st.builds(
    lambda years, **rest: Filters(first_year=min(years), last_year=max(years), **rest),
    years=st.tuples(st.sampled_from(CHOICES.years), st.sampled_from(CHOICES.years)),
    region=st.sampled_from(CHOICES.regions),
    agency=st.sampled_from(CHOICES.agencies),
    kinds=st.sets(st.sampled_from(KINDS)).map(lambda some: tuple(kind for kind in KINDS if kind in some)),
    levels=st.sets(st.sampled_from(LEVELS)).map(lambda some: tuple(level for level in LEVELS if level in some)),
    counting=st.sampled_from(COUNTING),
    without_doubtful=st.booleans(),
)
ADDRESSES = st.dictionaries(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=3), max_size=6)


@given(FILTERS)
def test_filters_come_back_from_the_address(filters: Filters) -> None:
    assert parse(with_filters({}, filters, CHOICES), CHOICES) == filters


@given(ADDRESSES)
def test_any_address_gives_filters(address: dict[str, list[str]]) -> None:
    assert parse(address, CHOICES).counting in COUNTING


@given(FILTERS)
def test_the_rest_of_an_address_stays_in_its_place(filters: Filters) -> None:
    address = {"lang": ["en"], "region": ["35"], "indicator": ["received"]}
    written = with_filters(address, filters, CHOICES)
    assert written["lang"] == ["en"]
    assert written["indicator"] == ["received"]
    assert [name for name in written if name in address] == [name for name in address if name in written]


def test_showing_everything_is_said_with_nothing() -> None:
    assert with_filters({}, EVERYTHING, CHOICES) == {}
    assert parse({}, CHOICES) == EVERYTHING


def test_what_fits_nothing_is_dropped() -> None:
    odd = {"region": ["99"], "unit": ["丙局"], "from": ["1999"], "to": ["later"], "kind": ["x"], "counting": ["twice"]}
    assert parse(odd, CHOICES) == EVERYTHING


def test_years_the_wrong_way_round_are_put_right() -> None:
    assert parse({"from": ["2022"], "to": ["2020"]}, CHOICES) == Filters(first_year=2020, last_year=2022)
