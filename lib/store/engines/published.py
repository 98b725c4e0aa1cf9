"""A store that is read from a copy on another engine. Pages ask it what they ask the embedded one."""

from __future__ import annotations

from collections.abc import Sequence
from threading import RLock
from time import monotonic
from typing import Any

import pandas as pd
import pyarrow as pa

from lib.language import Message
from lib.store.database import Store, StoreError
from lib.store.engines.engine import Engine, EngineError
from lib.store.engines.shaping import frame_of, plain, rows_of
from lib.store.engines.wording import Worded, worded

# Whether a newer copy was published is asked no more often. Seconds.
_LOOK_AGAIN = 5.0


class PublishedStore(Store):
    """The current copy on an engine, for reading: the same rows and frames as from the embedded store.

    Whatever writes raises StoreError: reports, decisions and decks are kept in the embedded store that was published.
    Raises EngineError where the engine does not answer, StoreError where nothing was published to it.
    """

    # The embedded store begins with opening a file; there is none here.
    def __init__(self, engine: Engine) -> None:
        self.path, self.read_only = None, True
        self._engine = engine
        self._looking = RLock()
        self._copy, self._seen = "", -_LOOK_AGAIN
        self._facts = {}

    def close(self) -> None:
        self._engine.close()

    def arrow(self, sql: str, values: Sequence[object] = ()) -> pa.Table:
        """The answer as an Arrow table."""
        return self._answer(sql, values)[1]

    def frame(self, sql: str, values: Sequence[object] = ()) -> pd.DataFrame:
        """The answer as a data frame, with the types the embedded store gives."""
        query, answer = self._answer(sql, values)
        return frame_of(answer, query.summed)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The answer as a list of plain dicts; NULL is None."""
        return rows_of(self.arrow(sql, values))

    def meta(self, name: str) -> str | None:
        """A fact about the copy; read once of each."""
        self._current()
        return super().meta(name)

    def _answer(self, sql: str, values: Sequence[object]) -> tuple[Worded, pa.Table]:
        copy = self._current()
        query = worded(sql, self._engine.dialect, copy)
        try:
            return query, plain(self._engine.answer(query, tuple(values), copy))
        except EngineError:
            # Whoever asks next finds out whether it is back, and whether another copy is current by then.
            self._seen = -_LOOK_AGAIN
            raise

    def _current(self) -> str:
        """The copy that is current, as known for a few seconds."""
        with self._looking:
            if monotonic() - self._seen >= _LOOK_AGAIN:
                found = self._engine.current()
                if found is None:
                    raise StoreError(Message("store.engine_empty"))
                if found != self._copy:
                    self._copy, self._facts = found, {}
                self._seen = monotonic()
            return self._copy
