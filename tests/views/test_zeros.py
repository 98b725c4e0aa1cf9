"""零报告: who reports no request, how that is said, and what speaks against it."""

from __future__ import annotations

from typing import Any

import pytest

from lib.language import say
from lib.loading import load_reports
from lib.reports import Report
from lib.store import Filters, Store
from lib.views.zeros import ZeroLine, zeros
from tests.checks.frames import report_of

OUT = "requests.carry_out"


def report(name: str, year: int, figures: dict[str, Any], **more: Any) -> Report:
    made = report_of(figures, agency=name, year=year, **more)
    place = {"name": name, "level": "county", "kind": "department", "region_code": "110101"}
    return Report.model_validate({**made.model_dump(), "agency": place})


def received(count: int, out: int = 0) -> dict[str, int]:
    rows = {"new": count, "granted": count - out, "result_total": count - out, "carry_out": out}
    return {f"requests.{row}.{who}": value for row, value in rows.items() for who in ("natural", "total")}


def blank() -> dict[str, None]:
    return {key: None for key in report_of({}).figures if key.startswith("requests.")}


@pytest.fixture(scope="module")
def lines() -> dict[str, ZeroLine]:
    reports = [
        report("矛盾局", 2021, received(3, out=2)),
        report("矛盾局", 2022, {}),
        report("空白局", 2021, blank()),
        report("空白局", 2022, {**blank(), "requests.new.total": 0}),
        report("空白局", 2023, {}),
        report("间断局", 2021, {}),
        report("间断局", 2023, {}),
        report("未读局", 2021, {}),
        report("未读局", 2022, {"requests.new.total": None}, raw={"requests.new.total": "若干"}),
        report("有申请局", 2022, received(6)),
    ]
    store = Store()
    load_reports(store, [(str(n), one) for n, one in enumerate(reports)])
    shown = zeros(store, Filters())
    assert shown.counts == {"stated": 5, "mixed": 1, "blank": 1}
    assert (shown.total, shown.contradicted) == (4, 1)
    assert "10 份报告中 7 份没有依申请公开" in say(shown.headline[0], "zh")
    assert shown.lines[0].agency.text == "矛盾局"
    return {str(line.agency.text): line for line in shown.lines}


def states(line: ZeroLine) -> list[str]:
    return [year.state for year in line.years]


def test_stated_blank_mixed_and_absent_are_told_apart(lines: dict[str, ZeroLine]) -> None:
    assert states(lines["空白局"]) == ["blank", "mixed", "stated"]
    assert states(lines["间断局"]) == ["stated", "none", "stated"]
    assert states(lines["未读局"]) == ["stated", "unknown", "none"]
    assert states(lines["矛盾局"]) == ["requests", "stated", "none"]
    assert lines["矛盾局"].years[0].received == 3


def test_a_run_ends_where_a_report_is_missing(lines: dict[str, ZeroLine]) -> None:
    assert {name: line.streak for name, line in lines.items()} == {"空白局": 3, "间断局": 1, "未读局": 1, "矛盾局": 1}


def test_what_speaks_against_a_zero(lines: dict[str, ZeroLine]) -> None:
    (found,) = lines["矛盾局"].contradictions
    assert (found.years, found.severity) == ((2022,), "error")
    assert [year.contradicted for year in lines["矛盾局"].years] == [False, True, False]
    assert lines["空白局"].contradictions == ()


def test_the_peers_of_the_latest_zero(lines: dict[str, ZeroLine]) -> None:
    """In 2022 four reports are of the kind; the blank one, and the one with 若干, state nothing."""
    peers = lines["矛盾局"].peers
    assert peers is not None
    assert (peers.year, peers.reports, peers.median, peers.zeros) == (2022, 3, 0.0, 2)


def test_against_the_bundled_reports(bundled: Store) -> None:
    shown = zeros(bundled, Filters())
    told = bundled.rows("SELECT count(*) AS n FROM finding WHERE gone_at IS NULL AND \"check\" = 'ZERO-REQUESTS'")
    assert sum(shown.counts.values()) == told[0]["n"]
    assert (
        sum(year.state in ("stated", "mixed", "blank") for line in shown.lines for year in line.years) == told[0]["n"]
    )
    missing = {(line.agency.text, year.year) for line in shown.lines for year in line.years if year.state == "missing"}
    assert missing == {("平潭综合实验区公安局", year) for year in (2020, 2023, 2025)}


def test_filters_and_pages(bundled: Store) -> None:
    none = zeros(bundled, Filters(agency="宿迁市人民政府"))
    assert (none.lines, none.total) == ((), 0)
    assert "没有零申请" in say(none.headline[0], "zh")
    nothing = zeros(bundled, Filters(region="11"))
    assert nothing.headline == (nothing.selection.note,)
    assert zeros(bundled, Filters(), page=99).page == 1
    assert {
        year.year for line in zeros(bundled, Filters(first_year=2021, last_year=2022)).lines for year in line.years
    } == {
        2021,
        2022,
    }
