"""A person's roster: what it would change is said before, no report is ever lost by it, and it judges anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.loading import load_reports, prepare
from lib.loading.roster import read_roster, roster_of, write_roster
from lib.loading.rostering import apply_roster, roster_changes
from lib.reports import Agency
from lib.store import AmbiguousAgency, Filters, RosterEntry, Store
from lib.store.reading import agencies, find_report, reports, stored_reports
from tests.loading.cases import everything, whole


def entry(name: str, since: int | None = None, until: int | None = None, *past: str, **more: str) -> RosterEntry:
    return RosterEntry(Agency.model_validate({"name": name, **more}), since, until, past)


FINANCE = entry("某市财政局", 2019, None, region_code="320800", kind="department")
WATER = entry("某市水利局", 2019, region_code="320800")


@pytest.fixture
def store() -> Store:
    """A store with a roster of two, one of which has reports, and an agency known from its report alone."""
    opened = Store()
    apply_roster(opened, [FINANCE, WATER])
    load_reports(opened, [("a", whole()), ("b", whole("某市教育局"))])
    return opened


def names(entries: tuple[RosterEntry, ...]) -> list[str]:
    return [found.agency.name for found in entries]


def test_what_a_roster_would_change_is_said_and_nothing_is_written(store: Store) -> None:
    before = everything(store)
    later = entry("某市财政局", 2020, None, region_code="320800", kind="department")
    changes = roster_changes(store, [later, entry("某市审计局"), entry("某市教育局")])
    assert names(changes.added) == ["某市审计局"]
    assert changes.changed == ((FINANCE, later),)
    assert changes.unchanged == 1
    assert (names(changes.unlisted), names(changes.removed)) == ([], ["某市水利局"])
    assert everything(store) == before


def test_applying_does_what_was_said_and_applying_again_nothing(store: Store) -> None:
    wanted = [FINANCE, entry("某市审计局"), entry("某市教育局", 2020)]
    said = roster_changes(store, wanted)
    assert apply_roster(store, wanted) == said
    assert {found.agency.name: found for found in roster_of(store)} == {found.agency.name: found for found in wanted}
    before = everything(store)
    again = apply_roster(store, wanted)
    assert (again.any, again.unchanged) == (False, 3)
    assert everything(store) == before


def test_an_agency_with_reports_stays_when_it_is_listed_no_more(store: Store) -> None:
    changes = apply_roster(store, [WATER])
    assert names(changes.unlisted) == ["某市财政局"]
    assert changes.removed == ()
    assert [report.agency.name for report in stored_reports(store)] == ["某市财政局", "某市教育局"]
    kept = {found["name"]: found for found in agencies(store, Filters())}
    assert set(kept) == {"某市财政局", "某市水利局", "某市教育局"}
    assert (kept["某市财政局"]["expected_from"], kept["某市水利局"]["expected_from"]) == (None, 2019)
    assert len(reports(store, Filters(), [])) == 2


def test_an_agency_renamed_keeps_its_reports_under_both_names(store: Store) -> None:
    renamed = entry("某市财政和国资局", 2019, None, "某市财政局", region_code="320800")
    changes = apply_roster(store, [renamed, WATER])
    assert [after.agency.name for _, after in changes.changed] == ["某市财政和国资局"]
    assert [found["name"] for found in agencies(store, Filters(region="3208"))] == ["某市财政和国资局", "某市水利局"]
    load_reports(store, [("c", whole(year=2022)), ("d", whole("某市财政和国资局", 2024))])
    assert reports(store, Filters(agency="某市财政局"), [])["year"].tolist() == [2022, 2023, 2024]


def test_an_agency_renamed_is_known_by_its_credit_code_and_its_old_name_is_kept(store: Store) -> None:
    code = "11341702486344515H"
    apply_roster(store, [entry("某市财政局", region_code="320800", uscc=code), WATER])
    changes = apply_roster(store, [entry("某市国资局", region_code="320800", uscc=code), WATER])
    assert changes.added == ()
    assert [after.past_names for _, after in changes.changed] == [("某市财政局",)]
    load_reports(store, [("c", whole(year=2022))])
    found = find_report(store, "某市财政局", 2022)
    assert found is not None
    assert found.agency_code == "某市财政局"


def test_a_roster_that_is_not_clear_changes_nothing(store: Store) -> None:
    apply_roster(store, [entry("朝阳区人民政府", region_code="110105"), entry("朝阳区人民政府", region_code="220104")])
    before = everything(store)
    for ask in (roster_changes, apply_roster):
        with pytest.raises(AmbiguousAgency, match="朝阳区人民政府"):
            ask(store, [entry("某市审计局"), entry("朝阳区人民政府")])
    assert everything(store) == before


def test_what_follows_from_the_roster_is_computed_at_once(store: Store) -> None:
    government = whole("某市人民政府", scope="government_aggregate")
    load_reports(store, [("g", government)])
    assert len(reports(store, Filters(), [])) == 3
    version = store.meta("version")
    listed = [
        entry("某市人民政府", region_code="320800", kind="government", level="prefecture"),
        entry("某市财政局", region_code="320800", kind="department", parent="某市人民政府"),
        entry("某市教育局", region_code="320800", kind="department", parent="某市人民政府"),
    ]
    apply_roster(store, listed)
    assert reports(store, Filters(), [])["agency_name"].tolist() == ["某市人民政府"]
    assert store.meta("version") != version


def test_a_persons_roster_is_not_overruled_by_a_later_bundle(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "roster.csv").write_text("name,kind\n某市财政局,office\n某市气象局,office\n", "utf-8")
    (folder / "reports.jsonl").write_text(whole(year=2020).model_dump_json() + "\n", "utf-8")
    before = roster_of(store)
    summary = prepare(store, folder=folder)
    assert summary is not None
    assert summary.added == 1
    assert roster_of(store) == before


def test_the_roster_written_and_read_again_is_the_same(store: Store) -> None:
    odd = entry("=1+1局", None, 2024, "旧名,甲", "旧名“乙”", parent="-某市", region_code="411621101")
    listed = [*roster_of(store), RosterEntry(odd.agency, odd.expected_from, 2024, odd.past_names, "@备注\n两行")]
    text = "".join(write_roster(listed))
    assert read_roster(text.encode("utf-8-sig"), "roster.csv") == listed
    assert [line for line in text.split("\r\n") if line.startswith(("=", "+", "-", "@"))] == []


def test_the_bundled_roster_comes_out_as_it_went_in() -> None:
    store = Store()
    prepare(store)
    assert not roster_changes(store, roster_of(store)).any
    again = read_roster("".join(write_roster(roster_of(store))).encode(), "roster.csv")
    assert not roster_changes(store, again).any
