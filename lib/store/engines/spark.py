"""Parquet files read over the Spark Connect protocol: Apache Spark and Sail both serve it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar
from urllib.parse import SplitResult, parse_qsl, quote

import grpc
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs
from pyspark.errors import AnalysisException, PySparkException
from pyspark.sql.connect.client import DefaultChannelBuilder
from pyspark.sql.connect.client.retries import DefaultPolicy
from pyspark.sql.connect.session import SparkSession

from lib.language import Message
from lib.store.database import StoreError
from lib.store.engines.copies import is_copy, table_of
from lib.store.engines.engine import PATIENCE, plain_address, silent
from lib.store.engines.wording import Dialect, Worded

Given = TypeVar("Given")

_CURRENT = "current.parquet"
# Else every new connection of this process would wait for as long as the ones before it have failed.
_CHANNEL = [("grpc.use_local_subchannel_pool", 1)]
# Every error reaches the page as a sentence; the client would print each with its traceback too.
logging.getLogger("pyspark.sql.connect.client.logging").disabled = True


class Spark:
    """A Spark Connect server and the folder of copies that it and its workers read: `sc://host:15002?data=/folder`.

    The folder may be anything that pyarrow and the server both reach (s3://…, hdfs://…). What else the address says
    (token, use_ssl, user_id) is for the server. Raises StoreError for an address that names no folder.
    """

    dialect: Dialect = "spark"

    def __init__(self, address: SplitResult) -> None:
        said = dict(parse_qsl(address.query))
        self._address = plain_address(address)
        self._folder = said.pop("data", "").rstrip("/")
        if not self._folder:
            raise StoreError(Message("store.engine_no_data", {"address": self._address}))
        rest = "".join(f";{name}={quote(value, safe='')}" for name, value in said.items())
        self._server = f"sc://{address.netloc}/{rest}"
        self._opening = RLock()
        self._session: SparkSession | None = None
        self._known: set[str] = set()

    def current(self) -> str | None:
        """The name of the copy that pages are to read; None where nothing was published yet."""
        return self._asked(lambda session: _named(session, f"{self._folder}/{_CURRENT}"))

    def answer(self, query: Worded, values: tuple[object, ...], copy: str) -> pa.Table:
        """The answer to a query of a copy."""
        text = query.text(values)

        def ask(session: SparkSession) -> pa.Table:
            self._make_known(session, query.tables, copy)
            return session.sql(text).toArrow()

        return self._asked(ask)

    def publish(self, copy: str, folder: Path) -> None:
        """The files are what is read: they are put into the folder of copies, and then named as the current one."""
        try:
            # The scheme that Spark has for S3 is not everybody's.
            files, below = fs.FileSystem.from_uri(self._folder.replace("s3a://", "s3://", 1))
            fs.copy_files(str(folder), f"{below}/{copy}", destination_filesystem=files)
            before = _read_name(files, f"{below}/{_CURRENT}")
            coming = f"{below}/{copy}/{_CURRENT}"
            pq.write_table(pa.table({"copy": [copy]}), coming, filesystem=files)
            files.move(coming, f"{below}/{_CURRENT}")
            for entry in files.get_file_info(fs.FileSelector(below)):
                if is_copy(entry.base_name) and entry.base_name not in (copy, before):
                    files.delete_dir(entry.path)
        except (OSError, pa.ArrowInvalid) as error:
            raise silent(self._folder, error) from error

    def close(self) -> None:
        """Let go of the connection."""
        with self._opening:
            session, self._session = self._session, None
        if session is not None:
            session.client.close()

    def _make_known(self, session: SparkSession, tables: frozenset[str], copy: str) -> None:
        """Name the tables in the session, each when it is first asked for."""
        for name, table in sorted((table_of(table, copy), table) for table in tables):
            with self._opening:
                if name not in self._known:
                    session.read.parquet(f"{self._folder}/{copy}/{table}").createOrReplaceTempView(name)
                    self._known.add(name)

    def _asked(self, ask: Callable[[SparkSession], Given]) -> Given:
        """Ask; where that fails at once, ask again over a new connection: a server that was started anew does not know
        ours any more."""
        try:
            return ask(self._opened())
        except (PySparkException, grpc.RpcError) as error:
            self.close()
            if "deadline" in str(error).lower():
                raise silent(self._address, error) from error
        try:
            return ask(self._opened())
        except (PySparkException, grpc.RpcError) as error:
            self.close()
            raise silent(self._address, error) from error

    def _opened(self) -> SparkSession:
        with self._opening:
            if self._session is None:
                builder = DefaultChannelBuilder(self._server, _CHANNEL)
                builder.add_interceptor(_Patience())
                session = SparkSession.builder.channelBuilder(builder).create()
                # The threads by which it could take up an answer again are shut down by whichever session is collected
                # first, in the middle of another one's submit if it comes to that, and then all stands still for ever.
                session.client.disable_reattachable_execute()
                # The client's own patience is ten minutes; a page would stand still for that long.
                session.client.set_retry_policies([DefaultPolicy(max_retries=2, max_backoff=500)])
                session.conf.set("spark.sql.session.timeZone", "UTC")
                self._session, self._known = session, set()
            return self._session


class _Patience(grpc.UnaryStreamClientInterceptor, grpc.UnaryUnaryClientInterceptor):  # type: ignore[misc]
    """Every call has an end: a server that lost its workers would otherwise be waited for without one."""

    def intercept_unary_stream(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return continuation(client_call_details._replace(timeout=PATIENCE), request)

    intercept_unary_unary = intercept_unary_stream


def _named(session: SparkSession, pointer: str) -> str | None:
    """What the pointer says; None where there is none: Spark refuses to read it, Sail reads nothing."""
    try:
        rows = session.read.parquet(pointer).toArrow().to_pylist()
    except AnalysisException:
        return None
    return str(rows[0]["copy"]) if rows else None


def _read_name(files: fs.FileSystem, pointer: str) -> str | None:
    if files.get_file_info(pointer).type != fs.FileType.File:
        return None
    return str(pq.read_table(pointer, filesystem=files).column("copy")[0].as_py())
