"""The transcribed figures of real reports (`../shared/reports`) as reports: the truth that readers are tested against.

`python -m tests.transcribed` writes the bundled data anew from them.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lib.forms import load_forms
from lib.reports import Report, State, read_number, write_reports

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "reports"
BUNDLED = ROOT / "data" / "reports.jsonl"

ROW_KEYS = {
    "规章": "rules",
    "规范性文件": "normative_docs",
    "行政规范性文件": "normative_docs",
    "行政许可": "licensing",
    "其他对外管理服务事项": "other_services",
    "行政处罚": "penalty",
    "行政强制": "compulsion",
    "行政事业性收费": "fees",
    "行政事业性收费_万元": "fees",
    "政府集中采购": "procurement",
}
_AGGREGATES = ("管理委员会", "人民政府")
# Published, though not to be transcribed whole: two rows of 208 lost a cell each, and 104 is a title without tables.
# Without them their agencies would show as not having reported.
NOT_WHOLE = ("104", "208")
_PUBLISHED = re.compile(r"发布时间[:：]\s*(\d{4}-\d{2}-\d{2})")


def transcriptions() -> list[dict[str, Any]]:
    """Every line of figures.jsonl."""
    lines = (SHARED / "figures.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def bundled_reports() -> Iterator[Report]:
    """The reports that ship: those whose table 三 is complete, and those that `NOT_WHOLE` names, in the order of the file."""
    for item in transcriptions():
        if item["whole"] or item["id"] in NOT_WHOLE:
            yield to_report(item)


def to_report(item: dict[str, Any]) -> Report:
    """One transcription as a report. Digits that cannot be split for certain stay unread, with the digits in `raw`."""
    figures: dict[str, Any] = {}
    raw: dict[str, str] = {}
    notes: list[str] = []
    editions = _editions(item)
    if "proactive" in editions:
        _proactive(item["table2"], editions["proactive"], figures, raw, notes)
    for table, cells in (("requests", item["table3"]), ("disputes", item["table4"])):
        if table in editions:
            form = load_forms()[editions[table]].tables[table]
            figures |= dict(zip(form.keys, _cells(cells, len(form.columns)), strict=True))
            for place, text in item.get("raw", {}).items() if table == "requests" else ():
                keys = form.keys[int(place) * len(form.columns) :][: len(form.columns)]
                raw |= dict.fromkeys(keys, text)
                notes.append(f"cells_ambiguous:{form.rows[int(place)].label.zh} {text}")
    agency = item["agency"]
    row = _index()[item["id"]]
    return Report.model_validate(
        {
            "agency": {"name": agency, **_roster().get(agency, {})},
            "year": item["year"],
            "scope": _scope(agency),
            "editions": editions,
            "published_on": _published(item["file"]),
            "source": {"url": _address(row["source"]), "state": row["state"]},
            "figures": figures,
            "raw": raw,
            "notes": notes,
        }
    )


def _cells(table: list[Any], width: int) -> list[Any]:
    """The cells of a table one after the other. Table 三 comes row by row; a row that is None is as many unread cells."""
    if not any(isinstance(row, list) for row in table):
        return table
    return [cell for row in table for cell in ([None] * width if row is None else row)]


def _editions(item: dict[str, Any]) -> dict[str, str]:
    requests = {23: "2019", 25: "2021"}.get(len(item["table3"] or []))
    proactive = "2019" if "政府集中采购" in (item["table2"] or {}) else "2021"
    found = {"proactive": proactive if item["table2"] else None, "requests": requests}
    return {name: edition for name, edition in found.items() if edition} | (
        {"disputes": "2021"} if item["table4"] else {}
    )


def _proactive(
    table: dict[str, Any], edition: str, figures: dict[str, Any], raw: dict[str, str], notes: list[str]
) -> None:
    form = load_forms()[edition].tables["proactive"]
    for zh, cells in table.items():
        keys = [key for key, row, _ in form.cells() if row.key == ROW_KEYS[zh]]
        if cells is None:
            notes.append(f"missing_row:{zh}")
        elif isinstance(cells, dict):
            figures |= dict.fromkeys(keys)
            raw |= dict.fromkeys(keys, cells["raw"])
            notes.append(f"cells_ambiguous:{zh} {cells['raw']}")
        else:
            for key, cell in zip(keys, cells if isinstance(cells, list) else [cells], strict=True):
                figures[key] = cell
                if isinstance(cell, str):
                    number = read_number(cell)
                    assert number.state is State.STATED, (key, cell)
                    figures[key], raw[key] = number.value, cell


def _scope(agency: str) -> str:
    return "government_aggregate" if agency.endswith(_AGGREGATES) and "镇" not in agency else "own_office"


def _address(source: str) -> str | None:
    return source if source.startswith("http") else None


def _published(file: str | None) -> str | None:
    if not file or not file.endswith(".txt"):
        return None
    head = (SHARED / file).read_text("utf-8", errors="replace")[:500]
    match = _PUBLISHED.search(head)
    return match[1] if match else None


@cache
def _index() -> dict[str, dict[str, str]]:
    with (SHARED / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def _roster() -> dict[str, dict[str, str]]:
    with (ROOT / "data" / "roster.csv").open(encoding="utf-8-sig", newline="") as file:
        columns = ("region_code", "level", "kind", "parent")
        return {row["name"]: {name: row[name] for name in columns if row[name]} for row in csv.DictReader(file)}


if __name__ == "__main__":
    BUNDLED.write_text("".join(write_reports(bundled_reports())), "utf-8")
    sys.stdout.write(f"{BUNDLED}\n")
