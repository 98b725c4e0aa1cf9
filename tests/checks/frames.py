"""Reports, and the catalogue's examples, as the frames a batch is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from lib.checks import Batch, Example, base_report
from lib.forms import ALL_KEYS, COUNT_KEYS, EDITION_KEYS, TABLES
from lib.reports import Report, State

ABSENT = "#N/A"


def batch_of(reports: Sequence[Report], revisions: Mapping[int, int] | None = None) -> Batch:
    """A batch of these reports: ids count from 0, agencies are told apart by name; `revisions` by place, else 1."""
    return Batch.of(*frames_of(reports, revisions))


def frames_of(
    reports: Sequence[Report], revisions: Mapping[int, int] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The four frames: figures, irregular cells, facts, lengths of sections."""
    agencies = list(dict.fromkeys(report.agency.name for report in reports))
    heads = [_head(n, report, agencies, (revisions or {}).get(n, 1)) for n, report in enumerate(reports)]
    figures = {key: pd.array([_stored(r, key) for r in reports], dtype=_dtype(key)) for key in ALL_KEYS}
    cells = [(n, *cell) for n, report in enumerate(reports) for cell in _irregular(report)]
    facts = [(n, *note.partition(":")[::2]) for n, report in enumerate(reports) for note in report.notes]
    prose = [
        (n, name, len("".join(text.split()))) for n, report in enumerate(reports) for name, text in report.text.items()
    ]
    return (
        pd.concat([pd.DataFrame(heads), pd.DataFrame(figures)], axis=1),
        pd.DataFrame(cells, columns=["report_id", "key", "state", "raw"]),
        pd.DataFrame(facts, columns=["report_id", "kind", "detail"]),
        pd.DataFrame(prose, columns=["report_id", "section", "length"]),
    )


def report_of(
    figures: Mapping[str, Any], *, edition: str = "2021", year: int = 2023, agency: str = "示例局", **more: Any
) -> Report:
    """A report with every table of one edition: 0 in every cell but those named (None: blank)."""
    editions = {table: edition for table in TABLES}
    cells = {key: 0 for table in TABLES for key in EDITION_KEYS[table, edition]}
    head = {"agency": {"name": agency}, "year": year, "editions": editions}
    return Report.model_validate({**head, "figures": {**cells, **figures}, **more})


def example_reports(example: Example) -> tuple[list[Report], dict[int, int]]:
    """The reports of an example, its own first, then those of earlier years; and their revisions."""
    year = example.year or base_report().year
    assert year is not None
    chain = [example, *example.earlier]
    revisions = {n: one.revision for n, one in enumerate(chain) if one.revision}
    return [_example_report(one, year - back) for back, one in enumerate(chain)], revisions


def _example_report(example: Example, year: int) -> Report:
    base = base_report()
    editions = {table: name for table, name in {**base.editions, **example.editions}.items() if name}
    keys = [key for table, name in editions.items() for key in EDITION_KEYS[table, name]]
    start = base.figures if example.fill is None else {}
    filling = base.fill if example.fill is None else example.fill
    unknown = example.figures.keys() - set(keys)
    assert not unknown, unknown
    written = {key: {**start, **example.figures}.get(key, filling) for key in keys}
    written = {key: value for key, value in written.items() if value != ABSENT}
    sections = base.sections if example.sections is None else example.sections
    return Report.model_validate(
        {
            "agency": {"name": "示例局"},
            "year": year,
            "editions": editions,
            "figures": {key: None if isinstance(value, str) else value for key, value in written.items()},
            "raw": {key: value for key, value in written.items() if isinstance(value, str)},
            "text": {name: "文" * length for name, length in (sections or {}).items()},
            "notes": [f"{kind}:{detail}" for kind, detail in example.facts],
        }
    )


def _head(number: int, report: Report, agencies: list[str], revision: int) -> dict[str, Any]:
    return {
        "report_id": number,
        "agency_id": agencies.index(report.agency.name),
        "year": report.year,
        "revision": revision,
        "scope": report.scope,
        **{f"edition_{table}": report.editions.get(table) for table in TABLES},
    }


def _dtype(key: str) -> str:
    return "Int64" if key in COUNT_KEYS else "Float64"


def _stored(report: Report, key: str) -> int | float | None:
    value = report.figures.get(key)
    if key in COUNT_KEYS:
        return value if isinstance(value, int) else None
    return None if value is None else float(value)


def _irregular(report: Report) -> list[tuple[str, str, str | None]]:
    found: list[tuple[str, str, str | None]] = []
    for table, edition in report.editions.items():
        for key in EDITION_KEYS[table, edition]:
            if key in COUNT_KEYS and isinstance(report.figures.get(key), Decimal):
                found.append((key, "not_integer", report.raw.get(key)))
            elif report.state(key) in (State.ABSENT, State.UNREAD):
                found.append((key, report.state(key).value, report.raw.get(key)))
    return found
