"""A fictional province with its governments and offices, reports that overlap, and the plainest way to add them up."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import strategies as st

from lib.forms import EDITION_KEYS
from lib.loading import load_reports
from lib.loading.roster import load_roster
from lib.reports import KINDS, LEVELS, Agency, Report
from lib.store import COUNTING, Filters, RosterEntry, Store

YEARS = (2021, 2022, 2023)
NEW, GRANTED = "requests.new.total", "requests.granted.total"
_KEYS = [key for table in ("proactive", "requests", "disputes") for key in EDITION_KEYS[table, "2021"]]


@dataclass(frozen=True)
class Filed:
    """A report and what is known of it by construction. `contradicts`: its first row does not add up."""

    agency: Agency
    year: int
    scope: str
    received: int | None
    granted: int
    contradicts: bool

    def report(self) -> Report:
        figures: dict[str, Any] = dict.fromkeys(_KEYS, 0)
        natural = self.granted
        figures |= {
            f"requests.{row}.{who}": natural for row in ("granted", "result_total") for who in ("natural", "total")
        }
        figures |= {"requests.new.natural": natural, NEW: self.received}
        return Report.model_validate(
            {
                "agency": self.agency.model_dump(),
                "year": self.year,
                "scope": self.scope,
                "editions": dict.fromkeys(("proactive", "requests", "disputes"), "2021"),
                "figures": figures,
            }
        )


def agencies() -> list[Agency]:
    """Province → 2 prefectures → 2 counties each → townships, with departments at every level."""
    found = []

    def add(name: str, code: str, level: str, kind: str, parent: str | None) -> str:
        found.append(
            Agency.model_validate({"name": name, "region_code": code, "level": level, "kind": kind, "parent": parent})
        )
        return name

    province = add("岚省人民政府", "990000", "province", "government", None)
    add("岚省水利厅", "990000", "province", "department", province)
    for n, city in enumerate(("东", "西"), start=1):
        prefecture = add(f"{city}市人民政府", f"990{n}00", "prefecture", "government", province)
        add(f"{city}市财政局", f"990{n}00", "prefecture", "department", prefecture)
        for m in (1, 2):
            code = f"990{n}0{m}"
            county = add(f"{city}{m}县人民政府", code, "county", "government", prefecture)
            add(f"{city}{m}县教育局", code, "county", "department", county)
            add(f"{city}{m}县青镇人民政府", f"{code}101", "township", "township", county)
    # Its parent is not on the roster; and one whose region nobody has stated.
    found.append(Agency(name="飞地管理局", region_code="990199", level="county", kind="outpost", parent="无此政府"))
    found.append(Agency(name="无区划局", level="county", kind="department", parent="东1县人民政府"))
    return found


def filed(seed: int) -> list[Filed]:
    """Some of the reports the agencies could have made: governments for the whole or for their own office only."""
    chance = random.Random(seed)
    found = []
    for agency in agencies():
        for year in YEARS:
            if chance.random() < 0.25:
                continue
            aggregate = agency.kind == "government" and chance.random() < 0.7
            granted = chance.randrange(50)
            contradicts = chance.random() < 0.4
            received = None if chance.random() < 0.15 else granted + contradicts
            scope = "government_aggregate" if aggregate else chance.choice(["own_office", "own_office", "unknown"])
            found.append(Filed(agency, year, scope, received, granted, contradicts and received is not None))
    return found


@cache
def stored(seed: int) -> Store:
    """Those reports in a store, with their agencies on the roster."""
    store = Store()
    with store.transaction():
        load_roster(store, [RosterEntry(agency) for agency in agencies()])
    load_reports(store, [(f"{n}", one.report()) for n, one in enumerate(filed(seed))])
    return store


def counted(reports: list[Filed], filters: Filters) -> list[Filed]:
    """The reports that are added up, found one by one: nothing here is clever."""
    selected = [one for one in reports if _selected(one, filters)]
    if filters.counting != "once":
        return [one for one in selected if one.scope == filters.counting]
    if filters.agency:
        return selected
    wholes = {(one.agency.name, one.year) for one in selected if one.scope != "own_office"}
    return [one for one in selected if not any((name, one.year) in wholes for name in _above(one.agency))]


def _selected(one: Filed, filters: Filters) -> bool:
    return (
        filters.first_year <= one.year <= filters.last_year
        and significant(one.agency.region_code).startswith(filters.region)
        and filters.agency in ("", one.agency.name)
        and (not filters.kinds or one.agency.kind in filters.kinds)
        and (not filters.levels or one.agency.level in filters.levels)
        and not (filters.without_doubtful and one.contradicts)
    )


def significant(code: str | None) -> str:
    """The digits of a region's code without the pairs of zeros that fill it up."""
    code = code or ""
    while len(code) > 2 and len(code) <= 6 and code[-2:] == "00":
        code = code[:-2]
    return code


def _above(agency: Agency) -> Iterator[str]:
    by_name = {one.name: one for one in agencies()}
    parent = by_name.get(agency.parent or "")
    while parent is not None:
        yield parent.name
        parent = by_name.get(parent.parent or "")


def selections(regions: list[str], codes: list[str], years: list[int]) -> st.SearchStrategy[Filters]:
    """Any filters made of real choices; most of them add up overlapping reports of every kind and level."""
    bounds = st.sampled_from([0, 9999, *years])
    return st.builds(
        Filters,
        region=st.sampled_from(["", *regions]),
        agency=st.sampled_from([*[""] * (4 * len(codes)), *codes]),
        kinds=st.one_of(st.just(()), st.lists(st.sampled_from(KINDS), max_size=3, unique=True).map(tuple)),
        levels=st.one_of(st.just(()), st.lists(st.sampled_from(LEVELS), max_size=3, unique=True).map(tuple)),
        first_year=st.one_of(st.just(0), bounds),
        last_year=st.one_of(st.just(9999), bounds),
        counting=st.sampled_from(["once", "once", *COUNTING]),
        without_doubtful=st.booleans(),
    )
