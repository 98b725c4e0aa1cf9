"""What is taken in can be had again without loss, in every revision."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lib.forms import ALL_KEYS, COUNT_KEYS
from lib.loading import load_reports
from lib.reports import Agency, Report, State
from lib.store import Filters, Store
from lib.store.reading import agency_years, find_report, reports, revisions, stored_reports, years
from lib.store.rows import Arrival, rows_of
from lib.store.writing import add_reports
from tests.reports.strategies import reports as any_report
from tests.reports.strategies import states

NEW = "requests.new.total"


def make(value: int | None, *, year: int = 2023, name: str = "某市人民政府", **more: object) -> Report:
    plain = {"agency": {"name": name}, "year": year, "editions": {"requests": "2021"}, "figures": {NEW: value}}
    return Report.model_validate(plain | more)


def load(store: Store, *found: Report) -> None:
    load_reports(store, [(f"file-{n}", report) for n, report in enumerate(found)])


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(any_report(), min_size=1, max_size=4))
def test_every_report_is_rebuilt_as_it_was_taken_in(taken: list[Report]) -> None:
    store = Store()
    named = [
        report.model_copy(update={"agency": report.agency.model_copy(update={"name": f"第{n}局", "uscc": None})})
        for n, report in enumerate(taken)
    ]
    load(store, *named)
    for report in named:
        found = find_report(store, report.agency.name, report.year)
        assert found is not None
        assert found.report == report
        assert states(found.report) == states(report)
        assert found.report.content_hash() == report.content_hash()
    assert list(stored_reports(store)) == named
    store.close()


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(any_report())
def test_a_column_holds_a_number_where_one_is_stated_and_nothing_else(report: Report) -> None:
    store = Store()
    with store.transaction():
        add_reports(store, rows_of([Arrival(1, 1, 1, report, report.content_hash())]))
    (row,) = store.rows("SELECT * FROM figures")
    for key in ALL_KEYS:
        value = report.figures.get(key)
        fits = value is not None and (key not in COUNT_KEYS or isinstance(value, int))
        assert row[key] == (
            float(value) if fits and key not in COUNT_KEYS and value is not None else value if fits else None
        )
    store.close()


def test_a_revision_keeps_the_one_before_it_readable() -> None:
    store = Store()
    load(store, make(5), make(1, year=2022))
    load(store, make(6, source={"url": "https://example.org/new"}))
    current = find_report(store, "某市人民政府", 2023)
    before = find_report(store, "某市人民政府", 2023, revision=1)
    assert current is not None
    assert before is not None
    assert (current.report.figures[NEW], current.revision, current.current) == (6, 2, True)
    assert (before.report.figures[NEW], before.revision, before.current) == (5, 1, False)
    assert [(row["revision"], row["current"]) for row in revisions(store, "某市人民政府", 2023)] == [
        (2, True),
        (1, False),
    ]
    assert reports(store, Filters(), [NEW])[NEW].tolist() == [1, 6]
    assert find_report(store, "某市人民政府", 2023, revision=3) is None


def test_what_is_not_there_is_not_found() -> None:
    store = Store()
    load(store, make(5))
    assert find_report(store, "某市人民政府", 2020) is None
    assert find_report(store, "无此机关", 2023) is None
    assert agency_years(store, "无此机关") == ()


def test_years_are_those_with_reports() -> None:
    store = Store()
    assert years(store) == ()
    load(store, make(1, year=2023), make(2, year=2019), make(3, year=2021, name="某县人民政府"))
    assert years(store) == (2019, 2021, 2023)
    assert agency_years(store, "某市人民政府") == (2019, 2023)


def test_the_same_figures_of_another_agency_are_another_report() -> None:
    store = Store()
    load(store, make(5), make(5, name="某县人民政府"))
    assert len(reports(store, Filters(), [])) == 2


def test_a_cell_that_is_no_whole_number_is_kept_apart_from_the_counts() -> None:
    store = Store()
    load(store, Report.model_validate(make(0).model_dump() | {"figures": {NEW: 2.5}}))
    found = find_report(store, "某市人民政府", 2023)
    assert found is not None
    assert found.report.state(NEW) is State.STATED
    assert str(found.report.figures[NEW]) == "2.5"
    assert store.rows(f'SELECT "{NEW}" AS n FROM figures') == [{"n": None}]


def test_the_agency_a_report_named_is_kept_beside_the_one_it_was_found_to_be() -> None:
    store = Store()
    load(store, make(5, agency={"name": "某市　人民政府"}))
    load(store, make(6, year=2024, agency={"name": "某市人民政府", "level": "prefecture"}))
    assert [report.agency for report in stored_reports(store)] == [
        Agency(name="某市　人民政府"),
        Agency(name="某市人民政府", level="prefecture"),
    ]
