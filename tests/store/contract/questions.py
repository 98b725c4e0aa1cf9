"""Every named query with what it may be asked, over a store that has all there is to ask about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import cycle
from typing import Any

import numpy as np

from lib.loading import load_reports, prepare
from lib.store import Filters, Store
from lib.store.decks import keep_deck
from lib.store.finding_queries import CHANGES, Sought, sought_rows
from lib.store.reviewing import decide
from lib.store.sketches import keep_common_shingles
from tests.store.hierarchy import Filed, filed

NEW, GRANTED = "requests.new.total", "requests.granted.total"
OUT, IN = "requests.carry_out.total", "requests.carry_in.total"
COUNTS = (NEW, GRANTED, IN)
FIGURES = (*COUNTS, "proactive.fees.amount")
# Words in which a text could end where it should not.
HOSTILE = ("'", "''; --", "\\", "\\'", "%", "_", "?", "{x}", "${y}", "\n", "\ue0000\ue001", "市")
SEED = 2

FILTERS = (
    Filters(),
    Filters(region="99"),
    Filters(region="9901", kinds=("department", "government")),
    Filters(levels=("county", "township"), without_doubtful=True),
    Filters(region="35", first_year=2022, last_year=2024, without_doubtful=True),
    Filters(agency="东市人民政府"),
    Filters(counting="government_aggregate"),
    Filters(counting="own_office", first_year=2022, last_year=2022),
    Filters(region="12"),
    Filters(agency="".join(HOSTILE)),
)

SOUGHT = (
    Sought(),
    Sought(severities=("error", "warning"), states=("new", "confirmed")),
    Sought(checks=("T3-ROW",), search="市"),
    Sought(causes=("CELL", "ZERO-REQUESTS"), agency="东市财政局"),
    Sought(states=("dismissed",)),
    Sought(search="'; --\\%"),
    *(Sought(change=change) for change in CHANGES),
    *(Sought(change=change, since=datetime(2100, 1, 1)) for change in CHANGES),
)

Asked = tuple[tuple[Any, ...], dict[str, Any]]


def fiction(seed: int) -> list[Filed]:
    """The fictional reports as they are after the first that contradicts itself was put right."""
    reports = filed(seed)
    wrong = next(n for n, one in enumerate(reports) if one.contradicts)
    reports[wrong] = replace(reports[wrong], received=reports[wrong].granted, contradicts=False)
    return reports


@cache
def embedded() -> Store:
    """The bundled reports and a fictional province, with decisions, a deck, and a report that was put right."""
    store = Store()
    prepare(store)
    load_reports(store, [(f"{n}", one.report()) for n, one in enumerate(filed(SEED))])
    right = next(one for one, before in zip(fiction(SEED), filed(SEED), strict=True) if one != before)
    load_reports(store, [("again", right.report())])
    first, second, third = (row["fingerprint"] for row in sought_rows(store, Filters(), Sought(), limit=3))
    decide(store, first, "confirmed", "", "甲")
    decide(store, second, "dismissed", "".join(HOSTILE), "乙")
    decide(store, third, "confirmed", "先", "甲")
    decide(store, third, "new", "", "甲")
    with store.transaction():
        keep_common_shingles(store, np.array([7, 2**63, 2**64 - 1], dtype=np.uint64))
    keep_deck(store, "deck", "".join(HOSTILE), "[]")
    return store


def questions(name: str) -> Iterator[Asked]:
    """What the query of this name is asked: arguments after the store, positional and named."""
    if name in _OF_A_SELECTION:
        for filters in FILTERS:
            for args, named in _OF_A_SELECTION[name]:
                yield (filters, *args), named
    elif name in _OF_FINDINGS:
        args, named = _of_findings()[name]
        for filters, sought in [*zip(cycle(FILTERS), SOUGHT), *((filters, SOUGHT[0]) for filters in FILTERS[1:6])]:
            yield (filters, sought, *args), named
    else:
        yield from ((args, {}) for args in _alone()[name])


def ids(store: Store, table: str, column: str, most: int = 12) -> list[Any]:
    """Some of what stands in a column, from all over the table."""
    rows = store.rows(
        f"SELECT DISTINCT {column} AS one FROM {table} WHERE {column} IS NOT NULL ORDER BY hash(one), one"
    )
    return [row["one"] for row in rows[:most]]


AGENCIES = tuple(range(2, 60, 2))
_CODES = ("东市人民政府", "西市财政局", "飞地管理局", "东1县教育局", "".join(HOSTILE))
_DUE = {2021: ["department", "office"], 2022: ["department", ""]}
_CHAIN = 3

_OF_A_SELECTION: dict[str, list[Asked]] = {
    "yearly": [(((*COUNTS, "num.received", "den.disclosure_rate"),), {})],
    "fully_stated": [(((NEW, GRANTED),), {})],
    "grouped": [((by, COUNTS, 4), {}) for by in ("kind", "level", "region")],
    "region_width": [((), {})],
    "crossed": [((COUNTS,), {})],
    "selection_size": [((), {})],
    "counted_reports": [((), {})],
    "texted": [((), {})],
    "reports": [(((*FIGURES, "den.disclosure_rate"),), {}), (((NEW,),), {"every_report": True})],
    "reports_of": [((FIGURES, _CODES), {}), ((FIGURES, ()), {})],
    "reports_with_most": [
        ((FIGURES, (NEW, GRANTED)), {"limit": 6, "offset": 2}),
        (((), (IN,)), {"limit": 1}),
        ((COUNTS, (NEW,)), {"limit": 5, "offset": 9999}),
    ],
    "reports_with_largest": [((FIGURES, NEW), {"limit": 6}), (((), IN), {"limit": 900})],
    "counted_agencies": [((7,), {})],
    "reports_behind": [(((NEW, GRANTED), NEW), {"limit": 9, "offset": 2}), (((IN,),), {})],
    "agencies": [((), {})],
    "agencies_reporting": [((), {"limit": 5, "offset": 3}), ((), {"among": _CODES, "limit": 5})],
    "agency_page": [
        ((), {"size": 5, "page": 1, "due": (2021, 2023)}),
        ((), {"size": 5000}),
        ((), {"size": 4, "page": 99}),
    ],
    "filed": [((4,), {})],
    "filed_by": [((list(_CODES),), {}), (([],), {})],
    "turn_counts": [((2022, _DUE), {}), ((2023, {}), {})],
    "turned_most": [((2022, _DUE), {"most": 7}), ((2022, _DUE), {"worse": True, "most": 7})],
    "paired": [((2022, (NEW,), (GRANTED, IN)), {})],
    "sums_of_pairs": [((2022, {"one": (NEW, GRANTED), "other": (OUT,)}), {})],
    "handed_over": [((OUT, IN), {})],
    "link_counts": [((_CHAIN,), {})],
    "chained_agencies": [((_CHAIN,), {"limit": 6, "offset": 1})],
    "chained_years": [((_CHAIN, (NEW, GRANTED), AGENCIES), {}), ((_CHAIN, (NEW,), ()), {})],
    "zero_counts": [((), {})],
    "zero_agencies": [((), {"limit": 8, "offset": 0})],
    "zero_years": [((AGENCIES,), {}), (((),), {})],
    "zero_findings": [((AGENCIES,), {})],
}


_OF_FINDINGS = {"sought_rows", "sought_counts", "sought_agencies", "changes_since", "place_of_agency", "neighbours"}


@cache
def _of_findings() -> dict[str, Asked]:
    """What is asked of queries about the findings that are sought, after what is sought."""
    (first,) = sought_rows(embedded(), FILTERS[0], SOUGHT[0], limit=1)
    return {
        "sought_rows": ((), {"limit": 6, "offset": 0}),
        "sought_counts": ((), {}),
        "sought_agencies": ((), {"limit": 4}),
        "changes_since": ((), {}),
        "place_of_agency": ((first["agency_code"],), {}),
        "neighbours": ((first["fingerprint"],), {}),
    }


@cache
def _alone() -> dict[str, list[tuple[Any, ...]]]:
    """What is asked of queries that are about no selection."""
    store = embedded()
    reports = store.rows("SELECT code, year, report_id FROM report JOIN agency USING (agency_id) ORDER BY report_id")
    some = [*reports[::40], *reports[-2:]]
    decided = [(one,) for one in [*ids(store, "decision", "fingerprint"), ""]]
    within = [(replace(filters, first_year=2019, last_year=2026), 4) for filters in FILTERS]
    row = store.rows("SELECT * FROM decision ORDER BY seq LIMIT 1")[0]
    return {
        "years": [()],
        "expected": [*within, (replace(FILTERS[0], first_year=2024, last_year=2023), 2)],
        "agencies_named": [(text, region) for text in ("", "政府", "县 局", *HOSTILE) for region in ("", "99")],
        "agencies_by_id": [(AGENCIES,), ((),)],
        "parents": [()],
        "peers_by_group": [()],
        "finding_row": [(one,) for one in [*ids(store, "finding", "fingerprint"), ""]],
        "findings_of": [(one["report_id"],) for one in some],
        "common_shingles": [()],
        "loads": [()],
        "stored_reports": [()],
        "find_report": [(one["code"], one["year"], number) for one in some for number in (None, 1, 2)],
        "stored_report": [*((one["code"], one["year"]) for one in some), ("".join(HOSTILE), 2022)],
        "revisions": [(one["code"], one["year"]) for one in some],
        "agency_years": [(one["code"],) for one in some],
        "verdict_of": [(one["report_id"],) for one in some],
        "listed_reports": [("",), ("政府",), *((text,) for text in HOSTILE)],
        "counts_by_year": [()],
        "decisions": decided,
        "earlier_decisions": [(row["agency_code"], row["year"], row["check"], "")],
        "decision_count": [()],
        "log": [()],
        "whole_log": [()],
        "verify_log": [()],
        "kept_deck": [("deck",), ("none",)],
        "kept_decks": [()],
    }
