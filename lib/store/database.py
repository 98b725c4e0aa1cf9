"""The embedded store: one DuckDB file, or memory. One process writes; its threads read through cursors of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from lib.language import Message, UserError
from lib.store.schema import OWN_TABLES, SCHEMA_VERSION, UPGRADES, ddl, key_columns

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # The engine would otherwise fetch an extension from the network for a file it does not know.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # Of the machine's memory; what is more goes to disk for as long. The rest is Python's, which judges meanwhile.
    "memory_limit": "40%",
}


class StoreError(UserError):
    """The store cannot be opened: held by another process, from another version, or not a store at all; or it is only read."""


class Store:
    """Reports, agencies and what was computed from them. `path` None keeps everything in memory.

    Raises StoreError where the file cannot be used; the file is left as it is. `read_only` takes a snapshot (`snapshots`):
    several processes may, and every attempt to write raises StoreError. What is in `after_commit` is called after each
    transaction, what is in `before_close` once.
    """

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self.after_commit: list[Callable[[], None]] = []
        self.before_close: list[Callable[[], None]] = []
        self._writing = RLock()
        # Facts of the store as read since the last write: see `meta`.
        self._facts: dict[str, str | None] = {}
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            place = str(path) if path else ":memory:"
            self._connection = duckdb.connect(place, read_only=read_only, config=_SETTINGS)
        except duckdb.IOException as error:
            key = "store.locked" if "set lock on file" in str(error) else "store.unreadable"
            raise StoreError(Message(key, {"path": str(path)})) from error
        self._refuse_strangers()
        if not read_only:
            self._prepare_tables()

    def close(self) -> None:
        try:
            while self.before_close:
                self.before_close.pop()()
        finally:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside becomes visible at once, or not at all.

        One thread writes at a time; another that comes meanwhile waits until this is over and then sees all of it.
        """
        with self.held():
            self._connection.execute("BEGIN")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
            self._written()
        for told in self.after_commit:
            told()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else writes meanwhile, so that the file stays as it is. Raises StoreError where the store is only read."""
        if self.read_only:
            raise StoreError(Message("store.read_only"))
        with self._writing:
            yield

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run one statement of the writer."""
        with self.held():
            self._connection.execute(sql, list(values))
            self._written()

    def insert(self, table: str, rows: pa.Table) -> None:
        """Append rows, matched by column name."""
        if rows.num_rows:
            self.update_from(f"INSERT INTO {table} BY NAME SELECT * FROM incoming", rows)

    def update_from(self, sql: str, rows: pa.Table) -> None:
        """Run a statement that reads `rows` under the name `incoming`."""
        with self.held():
            self._connection.register("incoming", rows)
            self._connection.execute(sql)
            self._connection.unregister("incoming")
            self._written()

    def frame(self, sql: str, values: Sequence[object] = ()) -> pd.DataFrame:
        """The answer as a data frame; safe from any thread. Sees the writer's open transaction only after its end."""
        with self._connection.cursor() as cursor:
            return cursor.execute(sql, list(values)).df()

    def arrow(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """The answer as an Arrow table, read by the writer: sees what its open transaction has written."""
        with self._writing:
            return self._connection.sql(sql, params=list(values)).to_arrow_table()

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The answer as a list of plain dicts; NULL is None."""
        with self._connection.cursor() as cursor:
            found = cursor.execute(sql, list(values))
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def meta(self, name: str) -> str | None:
        """A fact about the store itself, such as "version", which rises with every load. Every view asks for it at every
        rerun, so it is read once after each write: no other process can write."""
        known = self._facts
        if name not in known:
            found = self.rows("SELECT value FROM meta WHERE name = ?", [name])
            # A write meanwhile has put another dictionary in the place of this one, and nobody looks into it again.
            known[name] = str(found[0]["value"]) if found else None
        return known[name]

    def _written(self) -> None:
        """Something was written: what is known of the store's facts is to be read again."""
        self._facts = {}

    def set_meta(self, name: str, value: str) -> None:
        self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", [name, value])

    def _refuse_strangers(self) -> None:
        """A database that is not ours, or of another version, is closed before anything is written to it."""
        tables = {row["table_name"] for row in self.rows("SELECT table_name FROM duckdb_tables()")}
        found = self.meta("schema") if tables >= OWN_TABLES else None
        # What is only read cannot be brought up to this version.
        known = (SCHEMA_VERSION,) if self.read_only else (SCHEMA_VERSION, *UPGRADES)
        if tables and found not in known:
            self.close()
            values = {"path": str(self.path), "found": found, "expected": SCHEMA_VERSION}
            raise StoreError(Message("store.version" if found else "store.unreadable", values))

    def _has_tables(self) -> bool:
        return bool(self.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'meta'"))

    def _prepare_tables(self) -> None:
        """Make what is missing: the tables, and the columns of figures that this version has more than the last."""
        with self.transaction():
            upgrade = UPGRADES.get(self.meta("schema") or "") if self._has_tables() else None
            if upgrade:
                self._connection.execute(upgrade)
            self._connection.execute(ddl())
            self.set_meta("schema", SCHEMA_VERSION)
            known = set(self.arrow("SELECT column_name FROM (DESCRIBE figures)").column("column_name").to_pylist())
            for key, kind in key_columns().items():
                if key not in known:
                    self._connection.execute(f'ALTER TABLE figures ADD COLUMN "{key}" {kind}')
