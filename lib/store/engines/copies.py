"""A copy of the store for other engines: a folder of Parquet files, one folder a table, the reports' by year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lib.store.database import Store

# What the pages read, and in which order its rows lie, so that an engine can pass over what is not asked for.
TABLES = {
    "panel": "year, region, agency_id",
    "sums": "year, region",
    "agency": "region, agency_id",
    "standing": "agency_id",
    "report": "report_id",
    "measure": "report_id",
    "verdict": "report_id",
    "figures": "report_id",
    "cell": "report_id",
    "fact": "report_id",
    "prose": "report_id",
    "correction": "report_id",
    "finding": "agency_code, year",
    "reviewed_finding": "agency_code, year",
    "decision": "seq",
    "load": "load_id",
    "deck": "deck_id",
    "common_shingle": "hash",
    "meta": "name",
}
# One file a year: of the others an engine reads no more than what years they are of.
BY_YEAR = "panel"
# The order in which rows came in is the order of notes and of sections.
_NUMBERED = frozenset({"figures", "cell", "fact", "prose", "correction"})


def new_copy() -> str:
    """The name of a copy made now: later ones sort after earlier ones."""
    return f"c{datetime.now(UTC):%Y%m%d%H%M%S%f}"


def is_copy(name: str) -> bool:
    """Whether a folder or the end of a table's name is that of a copy."""
    return name.startswith("c") and name[1:].isdecimal()


def table_of(table: str, copy: str) -> str:
    """What a table of a copy is called on an engine."""
    return f"{table}_{copy}"


def write_copy(store: Store, folder: Path, written: Callable[[int], None]) -> None:
    """Write every table below `folder`, all in the state of one moment; nobody writes to the store meanwhile. `written`
    hears how many tables are done."""
    with store.held():
        for done, (table, order) in enumerate(TABLES.items(), start=1):
            below = folder / table
            below.mkdir(parents=True)
            columns = _columns(store, table)
            for name, chosen in _files(store, table):
                store.execute(
                    f"""COPY (SELECT {columns} FROM {table} {chosen} ORDER BY {order})
                    TO {_quoted(below / name)} (FORMAT parquet, COMPRESSION zstd)"""
                )
            written(done)


def _files(store: Store, table: str) -> list[tuple[str, str]]:
    """The files of a table, and which rows go into each."""
    if table != BY_YEAR:
        return [("rows.parquet", "")]
    years = store.arrow(f"SELECT DISTINCT year FROM {table} ORDER BY year").column("year").to_pylist()
    return [(f"{year}.parquet", f"WHERE year = {year}") for year in years]


def _columns(store: Store, table: str) -> str:
    """The columns of a table as types that every engine knows."""
    listed = ['rowid AS "rowid"'] if table in _NUMBERED else []
    for row in store.arrow(f"SELECT column_name, column_type FROM (DESCRIBE {table})").to_pylist():
        name, kind = row["column_name"], _WIDELY_KNOWN.get(row["column_type"])
        listed.append(f'"{name}"::{kind} AS "{name}"' if kind else f'"{name}"')
    return ", ".join(listed)


_WIDELY_KNOWN = {"HUGEINT": "BIGINT", "UBIGINT": "DECIMAL(20, 0)", "JSON": "VARCHAR"}


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
