"""Which stored agency a report means: by name, past name and region; never a guess between two."""

from __future__ import annotations

import pytest

from lib.reports import Agency
from lib.store import Agencies, AmbiguousAgency, RosterEntry, Store

TOWN = RosterEntry(
    Agency(name="扶沟县崔桥镇人民政府", region_code="411621101", level="township", kind="township"),
    past_names=("崔桥镇人民政府",),
)


def known(*entries: RosterEntry) -> Agencies:
    agencies = Agencies()
    agencies.put(entries)
    return agencies


def test_a_new_name_is_a_new_agency_and_is_found_again() -> None:
    agencies = known()
    first = agencies.resolve(Agency(name="某市财政局"))
    assert agencies.resolve(Agency(name="某市财政局")) == first
    assert agencies.resolve(Agency(name="某市教育局")) != first


def test_spaces_and_full_width_forms_do_not_make_another_agency() -> None:
    agencies = known()
    first = agencies.resolve(Agency(name="某市(城区)财政局"))
    assert agencies.resolve(Agency(name="某市（城区） 财政局")) == first


def test_a_past_name_is_the_agency_of_today() -> None:
    agencies = known(TOWN)
    assert agencies.resolve(Agency(name="崔桥镇人民政府")) == agencies.resolve(Agency(name="扶沟县崔桥镇人民政府"))
    assert len(agencies.by_id) == 1


def test_one_name_in_two_regions_is_two_agencies_told_apart_by_region() -> None:
    agencies = known(
        RosterEntry(Agency(name="朝阳区人民政府", region_code="110105")),
        RosterEntry(Agency(name="朝阳区人民政府", region_code="220104")),
    )
    assert [agency.code for agency in agencies.by_id.values()] == ["朝阳区人民政府", "朝阳区人民政府@220104"]
    beijing = agencies.resolve(Agency(name="朝阳区人民政府", region_code="110105"))
    assert agencies.resolve(Agency(name="朝阳区人民政府", region_code="220104")) != beijing
    assert agencies.resolve(Agency(name="朝阳区人民政府", region_code="110105000000")) == beijing
    with pytest.raises(AmbiguousAgency) as caught:
        agencies.resolve(Agency(name="朝阳区人民政府"))
    assert caught.value.codes == ("朝阳区人民政府", "朝阳区人民政府@220104")


def test_another_region_is_another_agency_even_of_a_name_known_once() -> None:
    agencies = known(RosterEntry(Agency(name="朝阳区人民政府", region_code="110105")))
    first = agencies.resolve(Agency(name="朝阳区人民政府"))
    assert agencies.resolve(Agency(name="朝阳区人民政府", region_code="220104")) != first


def test_a_report_fills_in_what_is_not_known_and_overrules_nothing() -> None:
    agencies = known(RosterEntry(Agency(name="某市财政局", level="prefecture")))
    number = agencies.resolve(Agency(name="某市财政局", region_code="320800", level="county", kind="department"))
    found = agencies.by_id[number].entry.agency
    assert found == Agency(name="某市财政局", region_code="320800", level="prefecture", kind="department")


def test_the_roster_overrules_what_reports_said() -> None:
    agencies = known()
    number = agencies.resolve(Agency(name="某市财政局", level="county"))
    agencies.put([RosterEntry(Agency(name="某市财政局", level="prefecture"), expected_from=2019)])
    entry = agencies.by_id[number].entry
    assert (entry.agency.level, entry.expected_from) == ("prefecture", 2019)


def test_a_roster_that_comes_after_the_reports_takes_in_the_agency_under_its_past_name() -> None:
    agencies = known()
    number = agencies.resolve(Agency(name="崔桥镇人民政府"))
    agencies.put([TOWN])
    assert agencies.resolve(Agency(name="扶沟县崔桥镇人民政府")) == number
    assert agencies.resolve(Agency(name="崔桥镇人民政府")) == number
    assert len(agencies.by_id) == 1


def test_an_agency_that_took_over_the_name_of_another_stays_its_own() -> None:
    """甲局 was renamed 乙局; a new 甲局 was founded since."""
    renamed = RosterEntry(Agency(name="某市乙局", region_code="320800"), past_names=("某市甲局",))
    founded = RosterEntry(Agency(name="某市甲局", region_code="320800"))
    agencies = known(founded, renamed)
    assert sorted(agency.entry.agency.name for agency in agencies.by_id.values()) == ["某市乙局", "某市甲局"]
    with pytest.raises(AmbiguousAgency):
        agencies.resolve(Agency(name="某市甲局"))


def test_what_was_put_is_read_back_from_the_store() -> None:
    store, agencies = Store(), known(TOWN, RosterEntry(Agency(name="某市财政局"), 2019, 2023, note="试点"))
    with store.transaction():
        agencies.write(store)
    again = Agencies.read(store)
    assert again.by_id == agencies.by_id
    assert again.resolve(Agency(name="崔桥镇人民政府")) == 1
    with store.transaction():
        again.write(store)
    assert Agencies.read(store).by_id == agencies.by_id


def test_the_entry_taken_in_twice_is_the_same_agency() -> None:
    agencies = known(TOWN)
    agencies.put([TOWN])
    assert [agency.entry for agency in agencies.by_id.values()] == [TOWN]
