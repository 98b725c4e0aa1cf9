"""The roster as a spreadsheet: what is wrong in it is said line by line, and a new one is judged by at once."""

from __future__ import annotations

import pytest

from lib.language import say
from lib.loading import load_reports
from lib.loading.roster import COLUMNS, load_roster, read_roster
from lib.reports import Agency, ReportError
from lib.store import Filters, RosterEntry, Store
from lib.store.reading import agencies, reports
from tests.loading.cases import whole

HEAD = "name,region_code,level,kind,parent,expected_from,expected_until,past_names,note\n"


def read(text: str) -> list[RosterEntry]:
    return read_roster(text.encode(), "roster.csv")


def fault(content: bytes) -> ReportError:
    with pytest.raises(ReportError) as caught:
        read_roster(content, "roster.csv")
    assert caught.value.file == "roster.csv"
    return caught.value


def test_an_entry_has_everything_its_line_says() -> None:
    line = (
        "扶沟县崔桥镇人民政府,411621101,township,township,扶沟县人民政府,2019,2024,崔桥镇人民政府;崔桥乡人民政府,备注\n"
    )
    assert read(HEAD + line) == [
        RosterEntry(
            Agency(
                name="扶沟县崔桥镇人民政府",
                region_code="411621101",
                level="township",
                kind="township",
                parent="扶沟县人民政府",
            ),
            2019,
            2024,
            ("崔桥镇人民政府", "崔桥乡人民政府"),
            "备注",
        )
    ]


def test_what_is_empty_is_not_known() -> None:
    assert read("name\n某市财政局\n") == [RosterEntry(Agency(name="某市财政局"))]
    assert read("\ufeff" + HEAD + "某市财政局,,,,,,,,\n") == [RosterEntry(Agency(name="某市财政局"))]


def test_columns_may_stand_in_any_order() -> None:
    assert read("level,name\ncounty,某县财政局\n") == [RosterEntry(Agency(name="某县财政局", level="county"))]
    assert set(HEAD.strip().split(",")) < set(COLUMNS)


def test_every_line_that_is_wrong_is_named() -> None:
    found = fault(
        (HEAD + "某市财政局,32,,,,,,,\n某市教育局,,city,,,,,,\n某市水利局,,,,,今年,,,\n某,,,,,,,,\n").encode()
    )
    sentences = [say(problem, "zh") for problem in found.problems]
    assert [sentence[:5] for sentence in sentences] == ["第 2 行", "第 3 行", "第 4 行", "第 5 行"]
    parts = ["region_code", "level", "expected_from", "name"]
    assert [part in sentence for part, sentence in zip(parts, sentences, strict=True)] == [True] * 4


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("机关名称,level\n某市,county\n".encode(), "机关名称"),
        (b"level\ncounty\n", "name"),
        (b"", "name"),
        (b'"name', "CSV"),
        ("name\n某市财政局\n".encode("gb18030"), "UTF-8"),
        ("name,level\n某市财政局,county,别名\n".encode(), "第 2 行"),
        ('name,level\n"某市财政局,county\n某市,\n'.encode(), "第 2 行"),
    ],
)
def test_a_file_that_is_no_roster_says_why(content: bytes, expected: str) -> None:
    assert expected in str(fault(content))


def test_a_new_roster_changes_what_is_counted_without_any_new_report() -> None:
    """Which agency belongs to which government is the roster's to say."""
    store = Store()
    load_reports(store, [("a", whole("某市人民政府", scope="government_aggregate")), ("b", whole("某市财政局"))])
    assert len(reports(store, Filters(), [])) == 2
    government = Agency(name="某市人民政府", region_code="320800", kind="government", level="prefecture")
    part = Agency(name="某市财政局", region_code="320800", kind="department", level="prefecture", parent="某市人民政府")
    with store.transaction():
        load_roster(store, [RosterEntry(government), RosterEntry(part)])
    version = store.meta("version")
    load_reports(store, [])
    assert reports(store, Filters(), [])["agency_name"].tolist() == ["某市人民政府"]
    assert store.meta("version") != version


def test_the_listed_agencies_come_with_their_expected_years() -> None:
    store = Store()
    with store.transaction():
        load_roster(store, read(HEAD + "某市财政局,320800,prefecture,department,,2019,2023,,\n"))
    (found,) = agencies(store, Filters(region="3208", kinds=("department",), levels=("prefecture",)))
    assert (found["code"], found["region"], found["expected_from"], found["expected_until"]) == (
        "某市财政局",
        "3208",
        2019,
        2023,
    )
    assert agencies(store, Filters(region="33")) == []
    assert agencies(store, Filters(agency="某市")) == []
