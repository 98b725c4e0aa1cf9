"""Reports as rows of the tables, before the store has numbered them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from lib.forms import TABLES
from lib.reports import Report
from lib.store.flatten import cell_rows, correction_rows, fact_rows, figure_rows, prose_rows

HEAD = pa.schema(
    [
        ("report_id", pa.int32()),
        ("agency_id", pa.int32()),
        ("year", pa.int16()),
        ("revision", pa.int16()),
        ("current", pa.bool_()),
        ("scope", pa.string()),
        *((f"edition_{table}", pa.string()) for table in TABLES),
        ("published_on", pa.date32()),
        *((f"source_{name}", pa.string()) for name in ("url", "file", "sha256", "state")),
        ("stated", pa.string()),
        ("content_hash", pa.string()),
        ("loaded_at", pa.timestamp("us")),
    ]
)


@dataclass(frozen=True)
class Arrival:
    """A report on its way into the store, with the ids it was given."""

    report_id: int
    agency_id: int
    revision: int
    report: Report
    content_hash: str


@dataclass(frozen=True, eq=False)
class Rows:
    """A row a report in `report` and `figures`, and as many as are needed in the others; `report_id` ties them together."""

    report: pa.Table
    figures: pa.Table
    cell: pa.Table
    fact: pa.Table
    prose: pa.Table
    correction: pa.Table

    def tables(self) -> dict[str, pa.Table]:
        """Each table under its name in the store."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def numbered(self, numbers: NDArray[np.int64], revisions: NDArray[np.int64]) -> Rows:
        """The rows with other ids: place n of `numbers` and `revisions` is for the report that is n here; those below 0 are
        left out."""
        tables = {name: _renumbered(table, numbers) for name, table in self.tables().items()}
        kept = pa.array(revisions[_numbers(self.report)][numbers[_numbers(self.report)] >= 0], pa.int16())
        place = HEAD.get_field_index("revision")
        tables["report"] = tables["report"].set_column(place, "revision", kept)
        return Rows(**tables)

    def shifted(self, by: int) -> Rows:
        """The rows with ids that are higher by so many."""
        numbers = np.arange(int(_numbers(self.report).max(initial=-1)) + 1) + by
        return Rows(**{name: _renumbered(table, numbers) for name, table in self.tables().items()})


def rows_of(arrivals: Sequence[Arrival]) -> Rows:
    """The rows of reports, one by one."""
    reports = {arrival.report_id: arrival.report for arrival in arrivals}
    return Rows(
        report=pa.Table.from_pylist([_head(arrival) for arrival in arrivals], schema=HEAD),
        figures=figure_rows(reports),
        cell=cell_rows(reports),
        fact=fact_rows(reports),
        prose=prose_rows(reports),
        correction=correction_rows(reports),
    )


def joined(parts: Sequence[Rows]) -> Rows:
    """All of them, in order of their ids."""
    tables = {name: pa.concat_tables([part.tables()[name] for part in parts]) for name in parts[0].tables()}
    return Rows(**{name: table.take(np.argsort(_numbers(table), kind="stable")) for name, table in tables.items()})


def _head(arrival: Arrival) -> dict[str, object]:
    report = arrival.report
    return {
        "report_id": arrival.report_id,
        "agency_id": arrival.agency_id,
        "year": report.year,
        "revision": arrival.revision,
        "current": True,
        "scope": report.scope,
        **{f"edition_{table}": report.editions.get(table) for table in TABLES},
        "published_on": report.published_on,
        **{f"source_{name}": value for name, value in report.source.model_dump().items()},
        "stated": stated_agency(report),
        "content_hash": arrival.content_hash,
        "loaded_at": datetime.now(UTC).replace(tzinfo=None),
    }


def stated_agency(report: Report) -> str:
    """What a report says of its agency, as the store keeps it."""
    return report.agency.model_dump_json(exclude_none=True)


def _numbers(table: pa.Table) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = table.column("report_id").to_numpy().astype(np.int64)
    return numbers


def _renumbered(table: pa.Table, numbers: NDArray[np.int64]) -> pa.Table:
    new = numbers[_numbers(table)]
    kept = table.filter(pa.array(new >= 0))
    return kept.set_column(0, "report_id", pa.array(new[new >= 0], pa.int32()))
