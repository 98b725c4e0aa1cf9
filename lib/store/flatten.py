"""Reports → rows of the store's tables, and back without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from lib.forms import ALL_KEYS, COUNT_KEYS, EDITION_KEYS, TABLES
from lib.reports import Agency, Correction, Report, Source, State

CELL = pa.schema(
    [
        ("report_id", pa.int32()),
        ("key", pa.string()),
        ("state", pa.string()),
        ("raw", pa.string()),
        ("number", pa.string()),
    ]
)
FACT = pa.schema([("report_id", pa.int32()), ("kind", pa.string()), ("detail", pa.string())])
PROSE = pa.schema([("report_id", pa.int32()), ("section", pa.string()), ("text", pa.string())])
CORRECTION = pa.schema(
    [
        ("report_id", pa.int32()),
        ("key", pa.string()),
        ("read", pa.string()),
        ("raw", pa.string()),
        ("note", pa.string()),
        ("corrected_on", pa.date32()),
    ]
)
FIGURES = pa.schema(
    [("report_id", pa.int32()), *((key, pa.int64() if key in COUNT_KEYS else pa.float64()) for key in ALL_KEYS)]
)

_CellRow = tuple[int, str, str, str | None, str | None]
PLAIN, NOT_INTEGER = "plain", "not_integer"


def figure_rows(reports: Mapping[int, Report]) -> pa.Table:
    """The wide rows by report id: None where no number is stated, or the number does not fit its column."""
    figures = [report.figures for report in reports.values()]
    columns = {key: [_stored(key, found.get(key)) for found in figures] for key in ALL_KEYS}
    return pa.table({"report_id": list(reports), **columns}, schema=FIGURES)


def cell_rows(reports: Mapping[int, Report]) -> pa.Table:
    """What the wide row cannot say: absent, unread and fractional cells, and the text of cells that had more than a number."""
    rows = [row for number, report in reports.items() for row in _cells(number, report)]
    return _table(rows, CELL)


def fact_rows(reports: Mapping[int, Report]) -> pa.Table:
    """The notes on each document, split at the first colon; without one there is no detail."""
    rows = [
        (number, kind, detail if colon else None)
        for number, report in reports.items()
        for kind, colon, detail in (note.partition(":") for note in report.notes)
    ]
    return _table(rows, FACT)


def correction_rows(reports: Mapping[int, Report]) -> pa.Table:
    """What was read of each corrected figure, its digits as text."""
    rows = [
        (number, key, None if c.read is None else str(c.read), c.raw, c.note, c.corrected_on)
        for number, report in reports.items()
        for key, c in report.corrections.items()
    ]
    return _table(rows, CORRECTION)


def prose_rows(reports: Mapping[int, Report]) -> pa.Table:
    rows = [(n, section, text) for n, report in reports.items() for section, text in report.text.items()]
    return _table(rows, PROSE)


def rebuild(
    head: Mapping[str, Any],
    figures: Mapping[str, Any],
    cells: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
    prose: Sequence[Mapping[str, Any]],
    corrections: Sequence[Mapping[str, Any]],
) -> Report:
    """The report as it was taken in, from its rows."""
    editions = {table: head[f"edition_{table}"] for table in TABLES if head[f"edition_{table}"]}
    special = {cell["key"]: cell for cell in cells}
    values: dict[str, Any] = {}
    for table, edition in editions.items():
        for key in EDITION_KEYS[table, edition]:
            cell = special.get(key)
            if cell is None or cell["state"] == PLAIN:
                values[key] = _plain(figures[key])
            elif cell["state"] != State.ABSENT:
                values[key] = Decimal(cell["number"]) if cell["number"] else None
    return Report(
        agency=Agency(**json.loads(head["stated"])),
        year=head["year"],
        scope=head["scope"],
        editions=editions,
        published_on=head["published_on"],
        source=Source(**{name: head[f"source_{name}"] for name in Source.model_fields}),
        figures=values,
        raw={cell["key"]: cell["raw"] for cell in cells if cell["raw"] is not None},
        text={row["section"]: row["text"] for row in prose},
        notes=tuple(row["kind"] if row["detail"] is None else f"{row['kind']}:{row['detail']}" for row in facts),
        corrections={row["key"]: _correction(row) for row in corrections},
    )


def _correction(row: Mapping[str, Any]) -> Correction:
    read = None if row["read"] is None else Decimal(row["read"])
    return Correction(read=read, raw=row["raw"], note=row["note"], corrected_on=row["corrected_on"])


def _stored(key: str, value: int | Decimal | None) -> int | float | None:
    if value is None or key not in COUNT_KEYS:
        return None if value is None else float(value)
    return value if isinstance(value, int) else None


def _cells(number: int, report: Report) -> list[_CellRow]:
    rows: list[_CellRow] = []
    for table, edition in report.editions.items():
        for key in EDITION_KEYS[table, edition]:
            value, raw = report.figures.get(key), report.raw.get(key)
            if raw is None and key in report.figures and not isinstance(value, Decimal):
                continue
            state = report.state(key)
            if key in COUNT_KEYS and isinstance(value, Decimal):
                rows.append((number, key, NOT_INTEGER, raw, str(value)))
            elif state in (State.ABSENT, State.UNREAD):
                rows.append((number, key, state.value, raw, None))
            elif raw is not None:
                rows.append((number, key, PLAIN, raw, None))
    return rows


def _plain(value: int | float | None) -> int | Decimal | None:
    return Decimal(repr(value)) if isinstance(value, float) else value


def _table(rows: Sequence[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.table(dict(zip(schema.names, columns, strict=True)), schema=schema)
