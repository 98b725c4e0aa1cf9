"""ClickHouse over its HTTP interface; the same engine runs in this process as chdb, for tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar
from urllib.parse import SplitResult, urlunsplit

import clickhouse_connect
import pyarrow as pa
import pyarrow.parquet as pq
from clickhouse_connect.driver.exceptions import ClickHouseError

from lib.store.engines.copies import TABLES, is_copy, table_of
from lib.store.engines.engine import PATIENCE, plain_address, silent
from lib.store.engines.wording import Dialect, Worded

Given = TypeVar("Given")

# What standard SQL means and ClickHouse does only when told: a row without a match is blank, a sum of nothing is blank,
# the name of a column is the column and not what another one is renamed to.
_STANDARD = {
    "join_use_nulls": 1,
    "aggregate_functions_null_for_empty": 1,
    "prefer_column_name_to_alias": 1,
    "joined_subquery_requires_alias": 0,
}


class ClickHouse:
    """A database of a ClickHouse server: `clickhouse+http://user:password@host:8123/database`, or `clickhouse+https`.

    `clickhouse+chdb:///folder` is the engine in this process. Every table of a copy is a table of the database.
    """

    dialect: Dialect = "clickhouse"

    def __init__(self, address: SplitResult) -> None:
        self._dsn = urlunsplit(address._replace(scheme=address.scheme.removeprefix("clickhouse+")))
        # Many pages ask at once, which one session of the server would not allow.
        over_http = {"autogenerate_session_id": False, "connect_timeout": 5, "send_receive_timeout": PATIENCE}
        self._options: dict[str, Any] = {} if address.scheme.endswith("chdb") else over_http
        self._address = plain_address(address)
        self._opening = RLock()
        self._client: Any = None

    def current(self) -> str | None:
        """The name of the copy that pages are to read."""

        def ask(client: Any) -> str | None:
            if not client.command("EXISTS TABLE current"):
                return None
            return str(client.command("SELECT copy FROM current"))

        return self._asked(ask)

    def answer(self, query: Worded, values: tuple[object, ...], copy: str) -> pa.Table:
        """The answer to a query of a copy."""
        text = query.text(values)
        return self._asked(lambda client: client.query_arrow(text, settings=_STANDARD))

    def publish(self, copy: str, folder: Path) -> None:
        """The engine reads the Parquet files; the new copy is named as the current one when all of it is there."""

        def load(client: Any) -> None:
            for table in TABLES:
                _load(client, table, table_of(table, copy), folder / table)
            before = client.command("SELECT copy FROM current") if client.command("EXISTS TABLE current") else copy
            client.command(
                f"CREATE OR REPLACE TABLE current ENGINE = MergeTree ORDER BY tuple() AS SELECT '{copy}' AS copy"
            )
            _drop_all_but(client, (copy, before))

        self._asked(load)

    def close(self) -> None:
        with self._opening:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _asked(self, ask: Callable[[Any], Given]) -> Given:
        try:
            return ask(self._opened())
        except (ClickHouseError, OSError) as error:
            raise silent(self._address, error) from error

    def _opened(self) -> Any:
        with self._opening:
            if self._client is None:
                self._client = clickhouse_connect.get_client(dsn=self._dsn, **self._options)
            return self._client


def _load(client: Any, table: str, name: str, folder: Path) -> None:
    files = sorted(folder.rglob("*.parquet"))
    schema = pq.read_schema(files[0])
    columns = ", ".join(f"`{field.name}` {_type_of(field.type)}" for field in schema)
    client.command(
        f"CREATE TABLE {name} ({columns}) ENGINE = MergeTree ORDER BY ({TABLES[table]}) SETTINGS allow_nullable_key = 1"
    )
    for file in files:
        client.raw_insert(name, insert_block=file.read_bytes(), fmt="Parquet")


def _drop_all_but(client: Any, kept: tuple[str, ...]) -> None:
    """Drop the tables of copies that nobody reads any more."""
    for row in client.query("SHOW TABLES").result_rows:
        table, _, copy = str(row[0]).rpartition("_")
        if table in TABLES and is_copy(copy) and copy not in kept:
            client.command(f"DROP TABLE {row[0]}")


def _type_of(kind: pa.DataType) -> str:
    """The column type; what is blank in the store is NULL there, except lists, which are empty."""
    if pa.types.is_list(kind):
        return f"Array({_type_of(kind.value_type)})"
    if pa.types.is_struct(kind):
        return f"Tuple({', '.join(f'`{field.name}` {_type_of(field.type)}' for field in kind)})"
    return f"Nullable({_TYPES[str(kind)]})"


_TYPES = {
    "string": "String",
    "bool": "Bool",
    "int16": "Int16",
    "int32": "Int32",
    "int64": "Int64",
    "decimal128(20, 0)": "Decimal(20, 0)",
    "double": "Float64",
    "date32[day]": "Date32",
    "timestamp[us]": "DateTime64(6, 'UTC')",
}
