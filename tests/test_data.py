"""What ships: the transcribed figures and nothing else, with a roster that knows every agency in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from lib.loading.roster import read_roster
from lib.reports import Report, json_schema, parse_reports, write_reports
from lib.store import Agencies

ROOT = Path(__file__).parents[1]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def bundled() -> list[Report]:
    items = list(parse_reports((DATA / "reports.jsonl").read_bytes(), "reports.jsonl"))
    assert [item for item in items if not isinstance(item, Report)] == []
    return [item for item in items if isinstance(item, Report)]


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "reports.jsonl").read_text("utf-8").splitlines()]


def test_the_bundled_reports_are_the_transcribed_ones(bundled: list[Report], shared_reports: Path) -> None:
    from tests.transcribed import bundled_reports

    assert shared_reports.is_dir()
    assert bundled == list(bundled_reports())
    assert (DATA / "reports.jsonl").read_text("utf-8") == "".join(write_reports(bundled_reports()))


def test_there_is_one_report_for_an_agency_and_year(bundled: list[Report]) -> None:
    places = [(report.agency.name, report.year) for report in bundled]
    assert len(places) == len(set(places)) > 100


def test_every_bundled_agency_is_on_the_roster_as_it_stands_there(bundled: list[Report]) -> None:
    agencies = Agencies()
    agencies.put(read_roster((DATA / "roster.csv").read_bytes(), "roster.csv"))
    before = {number: agency.entry for number, agency in agencies.by_id.items()}
    for report in bundled:
        assert agencies.resolve(report.agency) in before, report.agency.name
    assert {number: agency.entry for number, agency in agencies.by_id.items()} == before


def test_every_parent_on_the_roster_is_on_the_roster() -> None:
    entries = read_roster((DATA / "roster.csv").read_bytes(), "roster.csv")
    names = {name for entry in entries for name in (entry.agency.name, *entry.past_names)}
    assert {entry.agency.parent for entry in entries if entry.agency.parent} <= names
    assert len({entry.agency.name for entry in entries}) == len(entries)


def test_the_published_schema_is_that_of_the_model() -> None:
    assert (DATA / "report.schema.json").read_text("utf-8") == json_schema()
    Draft202012Validator.check_schema(json.loads(json_schema()))


def test_the_bundled_reports_keep_to_the_schema(lines: list[dict[str, Any]]) -> None:
    schema = Draft202012Validator(json.loads((DATA / "report.schema.json").read_text("utf-8")))
    assert [error.message for line in lines for error in schema.iter_errors(line)] == []


def test_nothing_ships_but_figures_and_where_they_came_from(lines: list[dict[str, Any]]) -> None:
    assert {path.name for path in DATA.iterdir()} == {"README.md", "reports.jsonl", "report.schema.json", "roster.csv"}
    for line in lines:
        assert "text" not in line
        assert max((len(text) for text in line.get("raw", {}).values()), default=0) <= 40
        assert max((len(note) for note in line.get("notes", [])), default=0) <= 80


def test_every_bundled_report_says_how_near_it_is_to_the_document(bundled: list[Report]) -> None:
    assert {report.source.state for report in bundled} <= {
        "original",
        "transcribed",
        "rebuilt",
        "excerpt",
        "figures only",
    }
    addresses = [report.source.url for report in bundled if report.source.url]
    assert addresses
    assert all(address.startswith(("http://", "https://")) for address in addresses)
