"""The sketches of prose, and what they led to: which texts repeat others. Made once, when a report comes in.

`sketch` has a row for every text compared, without a signature where it is too short; `likeness` a row for every text of
which much stands in another; `common_shingle` what so many agencies write that nobody copies it.
Whatever writes here is called inside `store.transaction()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from lib.store.database import Store

_SKETCH = pa.schema(
    [("report_id", pa.int32()), ("section", pa.string()), ("size", pa.int32()), ("signature", pa.binary())]
)
_LIKENESS = pa.schema(
    [
        ("report_id", pa.int32()),
        ("section", pa.string()),
        ("other_report_id", pa.int32()),
        ("share", pa.int32()),
        ("quotes", pa.list_(pa.string())),
    ]
)


def drop_retired(store: Store) -> None:
    """Forget the sketches of reports that are not current any more, and what was found with them."""
    kept = "NOT IN (SELECT report_id FROM report WHERE current)"
    store.execute(f"DELETE FROM sketch WHERE report_id {kept}")
    store.execute(f"DELETE FROM likeness WHERE report_id {kept} OR other_report_id {kept}")


def unsketched(store: Store, sections: Sequence[str], at_once: int) -> Iterator[list[dict[str, object]]]:
    """The texts of current reports without a sketch, some at a time: report_id, agency (its name), section, text."""
    listed = ", ".join("?" * len(sections))
    wanted = store.arrow(
        "SELECT p.report_id, p.section FROM prose p JOIN report r USING (report_id) "
        f"ANTI JOIN sketch s ON s.report_id = p.report_id AND s.section = p.section "
        f"WHERE r.current AND p.section IN ({listed}) ORDER BY p.report_id, p.section",
        sections,
    )
    numbers = np.unique(wanted.column("report_id").to_numpy())
    for start in range(0, len(numbers), at_once):
        some = ", ".join(map(str, numbers[start : start + at_once].tolist()))
        found = store.arrow(
            "SELECT p.report_id, a.name AS agency, p.section, p.text FROM prose p JOIN report r USING (report_id) "
            f"JOIN agency a USING (agency_id) WHERE p.report_id IN ({some}) AND p.section IN ({listed}) "
            "ORDER BY p.report_id, p.section",
            sections,
        )
        yield found.to_pylist()


def add_sketches(store: Store, rows: Sequence[tuple[int, str, int, bytes | None]]) -> None:
    """Keep sketches: report, section, how many different shingles, and the signature (None: too short for one)."""
    columns: list[list[object]] = [list(column) for column in zip(*rows, strict=True)]
    store.insert("sketch", pa.table(columns or [[]] * len(_SKETCH), schema=_SKETCH))


def sketches(store: Store, width: int) -> tuple[pa.Table, NDArray[np.uint8]]:
    """Every signature as a row of `width` bytes; beside it report_id, agency_id, year, section, size."""
    found = store.arrow(
        "SELECT s.report_id, r.agency_id, r.year, s.section, s.size, s.signature FROM sketch s "
        "JOIN report r USING (report_id) WHERE s.signature IS NOT NULL ORDER BY s.report_id, s.section"
    )
    packed = found.column("signature").combine_chunks().cast(pa.binary(width))
    bytes_of = np.frombuffer(packed.buffers()[1], dtype=np.uint8) if len(packed) else np.empty(0, dtype=np.uint8)
    return found.drop_columns(["signature"]), bytes_of[: len(packed) * width].reshape(len(packed), width)


def forget_sketches(store: Store) -> None:
    """Forget every sketch: they were made in another way."""
    store.execute("DELETE FROM sketch")


def add_likenesses(store: Store, rows: pd.DataFrame) -> None:
    """Keep what repeats what: rows with the columns of `likeness`."""
    store.insert("likeness", pa.Table.from_pandas(rows, schema=_LIKENESS, preserve_index=False))


def forget_likenesses(store: Store) -> None:
    """Forget what repeats what: it was measured in another way."""
    store.execute("DELETE FROM likeness")


def likeness_rows(store: Store, least: int) -> pa.Table:
    """What repeats at least so much (percent) of what, in order."""
    return store.arrow(
        "SELECT report_id, section, other_report_id, share, quotes FROM likeness WHERE share >= ? "
        "ORDER BY report_id, section, share DESC, other_report_id",
        [least],
    )


def agencies_sketched(store: Store) -> int:
    """How many agencies have a text that has a sketch."""
    found = store.arrow(
        "SELECT count(DISTINCT agency_id) AS n FROM sketch JOIN report USING (report_id) WHERE signature IS NOT NULL"
    )
    return int(found.column("n")[0].as_py())


def sample(store: Store, section: str, agencies: int) -> list[dict[str, object]]:
    """The latest text of some agencies spread over all of them: agency (its name), text."""
    found = store.arrow(
        """WITH latest AS (
          SELECT r.agency_id, arg_max(r.report_id, r.year) AS report_id FROM sketch s JOIN report r USING (report_id)
          WHERE s.signature IS NOT NULL AND s.section = $1 GROUP BY r.agency_id ORDER BY hash(r.agency_id) LIMIT $2)
        SELECT a.name AS agency, p.text FROM latest JOIN prose p USING (report_id) JOIN agency a USING (agency_id)
        WHERE p.section = $1 ORDER BY p.report_id""",
        [section, agencies],
    )
    rows: list[dict[str, object]] = found.to_pylist()
    return rows


def common_shingles(store: Store) -> NDArray[np.uint64]:
    """What so many agencies write that nobody copies it, in order."""
    found = store.arrow("SELECT hash FROM common_shingle ORDER BY hash").column("hash").to_numpy()
    return np.asarray(found, dtype=np.uint64)


def keep_common_shingles(store: Store, hashes: NDArray[np.uint64]) -> None:
    """Put these in the place of those that were kept."""
    store.execute("DELETE FROM common_shingle")
    store.insert("common_shingle", pa.table({"hash": pa.array(hashes, pa.uint64())}))


def agencies_by_id(store: Store, agency_ids: Iterable[object]) -> dict[object, tuple[str, str]]:
    """The code and the name of agencies by the number this store has for them."""
    listed = ", ".join(str(int(str(number))) for number in sorted({*agency_ids}, key=str)) or "NULL"
    rows = store.rows(f"SELECT agency_id, code, name FROM agency WHERE agency_id IN ({listed})")
    return {row["agency_id"]: (row["code"], row["name"]) for row in rows}
