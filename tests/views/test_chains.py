"""结转链 and 存量链: what one year hands to the next."""

from __future__ import annotations

from typing import Any

import pytest

from lib.checks import from_row
from lib.language import say
from lib.loading import load_reports
from lib.reports import Report
from lib.store import Filters, Store
from lib.views.chains import KINDS, Chains, Link, chains
from tests.checks.frames import report_of

DOCS = "proactive.normative_docs"


def carried(into: int | None, out: int | None) -> dict[str, int | None]:
    """As many new requests as it takes."""
    new = max(0, (out or 0) - (into or 0))
    done = (into or 0) + new - (out or 0)
    rows = {"new": new, "carry_in": into, "carry_out": out, "granted": done, "result_total": done}
    return {f"requests.{row}.{who}": value for row, value in rows.items() for who in ("natural", "total")}


def documents(issued: int, repealed: int, in_force: int | None) -> dict[str, int | None]:
    return {f"{DOCS}.issued": issued, f"{DOCS}.repealed": repealed, f"{DOCS}.in_force": in_force}


def report(name: str, year: int, *figures: dict[str, Any], edition: str = "2021") -> Report:
    return report_of({k: v for one in figures for k, v in one.items()}, agency=name, year=year, edition=edition)


@pytest.fixture(scope="module")
def store() -> Store:
    reports = [
        report("断链局", 2020, carried(0, 2), edition="2019"),
        report("断链局", 2021, carried(2, 4), documents(1, 0, 20)),
        report("断链局", 2022, carried(3, 1), documents(3, 1, 22)),
        report("断链局", 2023, carried(None, 0), documents(2, 0, 23)),
        report("缺年局", 2020, carried(0, 5)),
        report("缺年局", 2023, carried(5, 0), documents(0, 0, None)),
        report("独年局", 2022, carried(0, 0)),
        report("齐链局", 2021, carried(0, 1)),
        report("齐链局", 2022, carried(1, 0)),
    ]
    opened = Store()
    load_reports(opened, [(str(n), one) for n, one in enumerate(reports)])
    return opened


def links(shown: Chains, agency: str) -> tuple[Link | None, ...]:
    return next(line.links for line in shown.lines if line.agency.text == agency)


def test_each_years_link_with_both_sides(store: Store) -> None:
    shown = chains(store, Filters())
    assert shown.years == (2021, 2022, 2023)
    assert [line.agency.text for line in shown.lines] == ["断链局", "缺年局", "齐链局"]
    first, second, third = links(shown, "断链局")
    assert first == Link(2021, "holds", 2, 2, new_form=True)
    assert second == Link(2022, "broken", 4, 3)
    assert second is not None
    assert second.difference == -1
    # The blank could hold what is missing.
    assert third == Link(2023, "open", 1, None)
    assert shown.lines[0].broken == 1
    assert shown.counts["broken"] == 1


def test_a_missing_year_is_a_gap_and_not_a_zero(store: Store) -> None:
    first, second, third = links(chains(store, Filters()), "缺年局")
    assert first == Link(2021, "missing", 5, None, absent=(2021,))
    assert second == Link(2022, "missing", None, None, absent=(2021, 2022))
    assert third == Link(2023, "missing", None, 5, absent=(2022,))
    assert links(chains(store, Filters()), "齐链局")[2] is None


def test_the_stock_changes_on_the_way(store: Store) -> None:
    first, second, third = links(chains(store, Filters(), "normative_docs"), "断链局")
    assert first is not None
    assert (first.state, first.new_form) == ("apart", True)
    assert second == Link(2022, "holds", 20, 22, issued=3, repealed=1)
    assert third == Link(2023, "broken", 22, 23, issued=2, repealed=0)
    assert third is not None
    assert (third.expected, third.difference) == (24, -1)


def test_what_is_marked_is_what_the_checks_say(bundled: Store) -> None:
    for kind, check in zip(KINDS, ("YEAR-CARRY", "YEAR-STOCK", "YEAR-STOCK"), strict=True):
        shown = chains(bundled, Filters(), kind)
        marked = {
            (line.agency.code, link.year)
            for line in shown.lines
            for link in line.links
            if link and link.state == "broken"
        }
        rows = bundled.rows("SELECT * FROM finding WHERE gone_at IS NULL")
        wanted = "YEAR-CARRY/total" if kind == "carry" else f"{check}/{kind}"
        told = {
            (row["agency_code"], row["year"])
            for row in rows
            for broken in from_row(row).equations
            if broken.equation == wanted
        }
        assert marked == told
        assert shown.counts["broken"] == len(marked)


def test_only_links_inside_the_selected_years(store: Store) -> None:
    shown = chains(store, Filters(first_year=2022))
    assert shown.years == (2023,)
    assert shown.counts["broken"] == 0
    assert [line.agency.text for line in shown.lines] == ["断链局"]


def test_nothing_to_link(store: Store) -> None:
    shown = chains(store, Filters(agency="独年局"))
    assert shown.lines == ()
    assert "0 处" in say(shown.headline[0], "zh")


def test_an_unknown_kind_is_the_first(store: Store) -> None:
    assert chains(store, Filters(), "no such chain").kind == "carry"
