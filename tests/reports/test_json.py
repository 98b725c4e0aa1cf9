"""Reports as JSON: nothing is lost on the way, and every fault is named with its place and what was expected."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.language import say
from lib.reports import Report, ReportError, json_schema, parse_reports, write_list, write_reports
from tests.reports.strategies import reports

PLAIN: dict[str, Any] = {
    "agency": {"name": "某市人民政府", "region_code": "320800"},
    "year": 2023,
    "editions": {"requests": "2021"},
    "figures": {"requests.new.total": 5},
}


def read(text: str | bytes, file: str = "in.json") -> list[Report | ReportError]:
    return list(parse_reports(text if isinstance(text, bytes) else text.encode(), file))


def fault(change: dict[str, Any]) -> ReportError:
    (found,) = read(json.dumps(PLAIN | change))
    assert isinstance(found, ReportError)
    return found


@given(st.lists(reports(), min_size=1, max_size=3))
def test_reports_come_back_as_they_were_written(written: list[Report]) -> None:
    assert read("".join(write_reports(written)), "in.jsonl") == written


@given(st.lists(reports(), max_size=3))
def test_a_list_of_reports_is_one_json_value(written: list[Report]) -> None:
    text = "".join(write_list(written))
    assert isinstance(json.loads(text), list)
    assert read(text) == written


def test_one_report_a_list_and_a_line_each_are_the_same() -> None:
    one = json.dumps(PLAIN)
    (report,) = read(one)
    assert isinstance(report, Report)
    assert read(json.dumps(PLAIN, indent=2)) == [report]
    assert read(f"[{one}]") == [report]
    assert read(f"{one}\n\n{one}\r\n") == [report, report]
    assert read(b"\xef\xbb\xbf" + one.encode()) == [report]


def test_an_amount_keeps_its_digits() -> None:
    fees = {"editions": {"proactive": "2021"}, "figures": {"proactive.fees.amount": 59237.2449}}
    (report,) = read(json.dumps(PLAIN | fees))
    assert isinstance(report, Report)
    assert report.figures["proactive.fees.amount"] == Decimal("59237.2449")
    assert '"proactive.fees.amount":59237.2449' in next(write_reports([report]))


def test_a_line_may_hold_a_separator_inside_its_text() -> None:
    lines = [json.dumps(PLAIN | {"text": {"一": f"前{mark}后"}}, ensure_ascii=False) for mark in "\u2028\x85\u2029"]
    assert [type(item) for item in read("\n".join(lines), "in.jsonl")] == [Report] * 3


def test_one_bad_line_does_not_cost_the_others() -> None:
    good = json.dumps(PLAIN)
    found = read(f'{good}\n{{"agency": \n{good}\n{json.dumps(PLAIN | {"year": 1})}\n', "in.jsonl")
    assert [type(item) for item in found] == [Report, ReportError, Report, ReportError]
    assert [item.file for item in found if isinstance(item, ReportError)] == ["in.jsonl:2", "in.jsonl:4"]
    assert "第 2 行" in str(found[1])


def test_a_bad_first_line_does_not_cost_the_others() -> None:
    found = read(f"nonsense\n{json.dumps(PLAIN)}\n", "in.jsonl")
    assert [type(item) for item in found] == [ReportError, Report]


def test_a_bad_item_of_a_list_is_named_by_its_place() -> None:
    found = read(json.dumps([PLAIN, PLAIN | {"year": 1}, 3]))
    assert [item.file for item in found if isinstance(item, ReportError)] == ["in.json[1]", "in.json[2]"]


def test_a_broken_file_is_one_error_with_line_and_column() -> None:
    broken = json.dumps(PLAIN, indent=1).replace('"year": 2023', '"year" 2023')
    (found,) = read(broken)
    assert isinstance(found, ReportError)
    line = broken.splitlines().index(' "year" 2023,') + 1
    assert str(found) == f"in.json：无法载入。第 {line} 行第 9 列起不是有效的 JSON。"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("“某市”".encode("gb18030"), "文件不是 UTF-8 编码"),
        (b"", "第 1 行第 1 列起不是有效的 JSON"),
        (b"<html></html>", "第 1 行第 1 列起不是有效的 JSON"),
        (b'{"year": ' + b"1" * 5000 + b"}", "数值过长或嵌套过深"),
        (b"[" * 100_000, "数值过长或嵌套过深"),
        (b"3", "应为 JSON 对象"),
        (b'"text"', "应为 JSON 对象"),
        (b"null", "应为 JSON 对象"),
        (b"[[1]]", "应为 JSON 对象"),
    ],
)
def test_a_file_that_is_no_report_says_why(content: bytes, sentence: str) -> None:
    (found,) = read(content)
    assert isinstance(found, ReportError)
    assert str(found).startswith("in.json")
    assert sentence in str(found)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"figures": {"requests.nwe.total": 1}}, ("requests.nwe.total", "requests.new.total")),
        ({"figures": {"requests.oth_single.total": 1}}, ("requests.oth_single.total", "2021")),
        ({"figures": {"proactive.fees.amount": 1}}, ("proactive.fees.amount", "（—）")),
        ({"raw": {"requests.oth_single.total": "1"}}, ("requests.oth_single.total", "2021")),
        ({"figures": {"requests.new.total": "5"}}, ("figures.requests.new.total", "应为数字或 null", "'5'")),
        ({"figures": {"requests.new.total": True}}, ("figures.requests.new.total", "应为数字或 null", "True")),
        ({"figures": {"requests.new.total": 10**15}}, ("figures.requests.new.total", "10^15")),
        ({"figures": [1]}, ("figures", "JSON 对象")),
        ({"agency": {}}, ("缺少", "agency.name")),
        ({"agency": {"name": "某"}}, ("agency.name", "2 至 80 个字")),
        ({"agency": {"name": "某市", "region_code": "32"}}, ("agency.region_code", "'32'")),
        ({"agency": {"name": "某市", "level": "city"}}, ("agency.level", "prefecture", "'city'")),
        ({"year": 1999}, ("year", "2008", "1999")),
        ({"year": "today"}, ("year", "整数", "'today'")),
        ({"editions": {"requests": "2030"}}, ("editions.requests", "2019, 2021")),
        ({"editions": {"table3": "2021"}}, ("editions.table3", "requests")),
        ({"published_on": "2024-02-30"}, ("published_on", "日期", "2024-02-30")),
        ({"scope": "all"}, ("scope", "own_office")),
        ({"comment": "x"}, ("comment", "不认识")),
        ({"raw": {"requests.new.total": 5}}, ("raw.requests.new.total", "文字")),
        ({"notes": "x"}, ("notes", "列表")),
    ],
)
def test_a_fault_names_key_and_expectation(change: dict[str, Any], expected: tuple[str, ...]) -> None:
    found = fault(change)
    assert found.file == "in.json"
    assert [part for part in ("in.json", *expected) if part not in str(found)] == []


def test_a_missing_agency_is_named() -> None:
    (found,) = read(json.dumps({key: value for key, value in PLAIN.items() if key != "agency"}))
    assert str(found) == "in.json：无法载入。缺少“agency”。"


def test_every_fault_is_told_not_the_first_alone() -> None:
    found = fault({"year": 1, "scope": "all", "agency": {"name": "某"}})
    assert len(found.problems) == 3
    assert say(found.message, "en").count("found") == 3


def test_a_fault_is_told_in_english_too() -> None:
    sentence = say(fault({"year": 1999, "figures": {"requests.new.total": "5"}}).message, "en")
    assert not [char for char in sentence if "\u4e00" <= char <= "\u9fff"]


@given(reports())
def test_the_schema_takes_every_report_that_the_model_takes(report: Report) -> None:
    _validator().validate(json.loads(next(write_reports([report]))))


@pytest.mark.parametrize(
    "change", [{"year": "x"}, {"figures": {"requests.new.total": "5"}}, {"comment": 1}, {"editions": {"x": "1"}}]
)
def test_the_schema_refuses_what_the_model_refuses(change: dict[str, Any]) -> None:
    fault(change)
    assert not _validator().is_valid(PLAIN | change)
    assert _validator().is_valid(PLAIN)


def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(json_schema()))


def test_a_figure_named_twice_is_refused() -> None:
    content = b'{"agency": {"name": "\xe7\x94\xb2\xe5\xb1\x80"}, "year": 2023, "figures": {"a": 1, "a": 2}}'
    (item,) = parse_reports(content, "a.json")
    assert isinstance(item, ReportError)
    assert "“a”" in str(item)
