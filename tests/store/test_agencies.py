"""Which stored agency a report means: by name, past name and region; never a guess between two."""

from __future__ import annotations

import pytest

from lib.reports import Agency
from lib.store import Agencies, AmbiguousAgency, RosterEntry, Store, suggestions
from lib.store.agencies import is_uscc

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


CODE = "11341702486344515H"


def test_a_credit_code_finds_an_agency_whose_name_is_not_known() -> None:
    agencies = known(RosterEntry(Agency(name="某市财政局", uscc=CODE)))
    found = agencies.find(Agency(name="某市财政和国资局", uscc=CODE))
    assert found is not None
    assert found.entry.agency.name == "某市财政局"
    assert agencies.find(Agency(name="某市财政和国资局")) is None


def test_a_credit_code_whose_check_sign_is_wrong_finds_nothing() -> None:
    wrong = CODE[:-1] + "J"
    assert (is_uscc(CODE), is_uscc("12620600MB0523338C"), is_uscc(wrong), is_uscc(""), is_uscc("I" * 18)) == (
        True,
        True,
        False,
        False,
        False,
    )
    agencies = known(RosterEntry(Agency(name="某市财政局", uscc=wrong)))
    assert agencies.find(Agency(name="某市审计局", uscc=wrong)) is None


def test_a_name_outweighs_a_credit_code_and_the_code_decides_between_two_of_a_name() -> None:
    agencies = known(
        RosterEntry(Agency(name="某市财政局", uscc=CODE)),
        RosterEntry(Agency(name="朝阳区人民政府", region_code="110105")),
        RosterEntry(Agency(name="朝阳区人民政府", region_code="220104", uscc="12620600MB0523338C")),
        RosterEntry(Agency(name="某市审计局")),
    )
    by_name = agencies.find(Agency(name="某市审计局", uscc=CODE))
    between = agencies.find(Agency(name="朝阳区人民政府", uscc="12620600MB0523338C"))
    assert by_name is not None
    assert between is not None
    assert (by_name.entry.agency.name, between.entry.agency.region_code) == ("某市审计局", "220104")


def test_known_is_what_would_not_become_a_new_agency() -> None:
    agencies = known(
        TOWN, *(RosterEntry(Agency(name="朝阳区人民政府", region_code=code)) for code in ("110105", "220104"))
    )
    named = {"崔桥镇人民政府": True, "朝阳区人民政府": True, "某市财政局": False}
    assert {name: agencies.known(Agency(name=name)) for name in named} == named
    assert len(agencies.by_id) == 3


def test_the_nearest_names_are_offered_the_likeliest_first() -> None:
    names = ["平潭公安局", "平潭综合实验区教育局", "平潭综合实验区财政金融局", "福州市公安局", "某县民政局"]
    agencies = known(*(RosterEntry(Agency(name=name)) for name in names))
    offered = [found.entry.agency.name for found in agencies.nearest("平潭综合实验区公安局")]
    assert offered[:2] == ["平潭公安局", "平潭综合实验区教育局"]
    assert "某县民政局" not in offered
    assert agencies.nearest("平潭公安局")[0].entry.agency.name == "平潭公安局"
    assert agencies.nearest("甲") == ()
    assert len(agencies.nearest("平潭综合实验区公安局", 1)) == 1


def test_a_past_name_is_offered_as_the_agency_of_today() -> None:
    store, agencies = Store(), known(TOWN)
    with store.transaction():
        agencies.write(store)
    assert [found.entry for found in suggestions(store, "崔桥镇政府")] == [TOWN]


def test_an_agency_taken_out_is_gone_and_its_number_is_free_again() -> None:
    store, agencies = Store(), known(TOWN, RosterEntry(Agency(name="某市财政局", uscc=CODE)))
    with store.transaction():
        agencies.write(store)
    agencies.drop(2)
    with store.transaction():
        agencies.write(store)
    again = Agencies.read(store)
    assert again.by_id == agencies.by_id
    assert again.find(Agency(name="某市财政局", uscc=CODE)) is None
    assert again.resolve(Agency(name="某市财政局")) == 2


def test_many_agencies_are_added_in_no_time_that_grows_with_their_square() -> None:
    agencies = Agencies()
    numbers = [agencies.resolve(Agency(name=f"第{n}局")) for n in range(20_000)]
    assert numbers == list(range(1, 20_001))
