"""Fictional regions as files: the reports, the roster, and the list of every fault that was put in."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from lib.demo.block import Block, Fault, scope_of, stated, tables_of
from lib.forms import ALL_KEYS, EDITION_KEYS, FigureKey
from lib.language import LANGUAGES, Message, UserError, t
from lib.loading.roster import write_roster
from lib.reports import Agency, safe_text
from lib.store import RosterEntry

REPORTS, REVISIONS, ROSTER, FAULTS, README = "reports.jsonl", "revisions.jsonl", "roster.csv", "faults.csv", "README.md"
FAULT_COLUMNS = ("number", "agency", "region_code", "year", "kind", "mistakes", "checks", "key", "true", "written")
Progress = Callable[[int], None]


@dataclass
class Written:
    """What was written: reports in the first file and in the second, agencies, and faults by kind."""

    reports: int = 0
    revisions: int = 0
    agencies: int = 0
    faults: Counter[str] = field(default_factory=Counter)


def write_demo(blocks: Iterable[Block], folder: Path, progress: Progress = lambda reports: None) -> Written:
    """Write fictional reports into an empty folder, block by block; `progress` is told how many are written.

    `reports.jsonl` can be imported as it is; after it `revisions.jsonl`, the reports that were published a second time.
    Raises UserError where the folder holds anything or cannot be made.
    """
    make_folder(folder)
    done = Written()
    with (
        (folder / REPORTS).open("w", encoding="utf-8", newline="\n") as reports,
        (folder / REVISIONS).open("w", encoding="utf-8", newline="\n") as revisions,
        (folder / ROSTER).open("w", encoding="utf-8-sig", newline="") as roster,
        (folder / FAULTS).open("w", encoding="utf-8-sig", newline="") as faults,
    ):
        listed = csv.writer(faults)
        listed.writerow(FAULT_COLUMNS)
        for block in blocks:
            _write_reports(block, reports, revisions, done)
            entries = [RosterEntry(agency, expected_from=block.first_year) for agency in block.agencies]
            lines = list(write_roster(entries))
            roster.writelines(lines[1:] if done.agencies else lines)
            for fault in block.faults:
                done.faults[fault.kind] += 1
                listed.writerows(fault_rows(block, fault, done.faults.total()))
            done.agencies += len(block.agencies)
            progress(done.reports)
    (folder / README).write_text("".join(t("demo.readme", lang) + "\n" for lang in LANGUAGES), encoding="utf-8")
    return done


def make_folder(folder: Path) -> None:
    """Make a folder to write into. Raises UserError where it cannot be made or holds anything."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        empty = not any(folder.iterdir())
    except OSError as error:
        raise UserError(Message("demo.no_folder", {"out": folder})) from error
    if not empty:
        raise UserError(Message("demo.not_empty", {"out": folder}))


def _write_reports(block: Block, reports: TextIO, revisions: TextIO, done: Written) -> None:
    for report in range(block.size):
        if report in block.missing:
            continue
        first = published(block, report)
        for one in first:
            reports.write(_line(one))
        done.reports += len(first)
        if report in block.former:
            revisions.write(_line(report_dict(block, report)))
            done.revisions += 1


def published(block: Block, report: int) -> list[dict[str, Any]]:
    """A report as it was first published, and its rival for the same year where it has one."""
    own = report_dict(block, report)
    former, rival = block.former.get(report), block.rivals.get(report)
    return [own if former is None else _with(own, former), *([] if rival is None else [_with(own, rival)])]


def report_dict(block: Block, report: int) -> dict[str, Any]:
    """A report in the project's JSON, without the keys that are empty."""
    tables = tables_of(block, report)
    column = dict(zip(ALL_KEYS, block.values[:, report].tolist(), strict=True))
    keys = [key for table, edition in tables.items() for key in EDITION_KEYS[table, edition]]
    texts = {key: text for key in keys if (text := block.raw.get((report, key))) is not None}
    figures = {key: _number(texts[key]) if key in texts else stated(key, column[key]) for key in keys}
    unread = {key: text for key, text in texts.items() if text and figures[key] is None}
    agency = block.agency(report)
    return {
        "agency": _agency(agency),
        "year": block.year(report),
        "scope": scope_of(agency),
        "editions": tables,
        "published_on": block.published[report].isoformat(),
        "figures": figures,
        **({"raw": unread} if unread else {}),
        "text": dict(block.text[report]),
    }


def _with(report: Mapping[str, Any], figures: Mapping[FigureKey, int]) -> dict[str, Any]:
    other = {key: stated(key, value) for key, value in figures.items()}
    return {**report, "figures": {**report["figures"], **other}}


def _agency(agency: Agency) -> dict[str, str]:
    return {name: value for name, value in agency.model_dump().items() if value is not None}


def _number(text: str) -> float | None:
    """What a cell's text says as a number, None where it says none."""
    try:
        return float(text)
    except ValueError:
        return None


def _line(report: Mapping[str, Any]) -> str:
    return json.dumps(report, ensure_ascii=False, separators=(",", ":")) + "\n"


def fault_rows(block: Block, fault: Fault, number: int) -> Iterator[tuple[object, ...]]:
    """A line of the list for every cell of a fault."""
    agency = block.agencies[fault.agency]
    head = (number, agency.name, agency.region_code, fault.year, fault.kind, fault.wrong, " ".join(fault.checks))
    for cell in fault.cells:
        text = cell.key.startswith("text.")
        told = ("" if value is None else safe_text(value) if text else value for value in (cell.true, cell.written))
        yield (*head, cell.key, *told)
