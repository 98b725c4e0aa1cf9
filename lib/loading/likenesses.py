"""Prose of reports that came in is sketched once, and compared with what is stored already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

import lib.checks.copying
from lib.checks import Thresholds
from lib.checks.copying import (
    CHECK,
    SECTIONS,
    SIGNATURE_BYTES,
    Hashes,
    Sketches,
    clean,
    everybodys,
    likenesses,
    measure_of,
    pairs_to_compare,
    sketch,
)
from lib.checks.thresholds import declared_thresholds
from lib.store import Store
from lib.store import sketches as kept

# So many reports are sketched together.
_AT_ONCE = 2_000
# What everybody writes is read from the texts of so many agencies, and read again once there are so many times more.
_SAMPLE = 800
_GROWN = 1.25


def renew_likenesses(store: Store, thresholds: Thresholds) -> None:
    """Bring sketches and likenesses up to the reports that are current. Called inside a transaction.

    What came in is compared with everything stored; all is compared anew where the way of doing so has changed, or where
    so many agencies came in that what everybody writes has to be found anew.
    """
    kept.drop_retired(store)
    made = _hash_of_the_way()
    if store.meta("sketches") != made:
        kept.forget_sketches(store)
        store.set_meta("sketches", made)
    came_in = _sketch_new(store)
    basis = _common_basis(store, thresholds)
    stamp = repr((made, basis, [thresholds.of(check, name) for check, name in declared_thresholds() if check == CHECK]))
    anew = store.meta("likenesses") != stamp
    if anew:
        kept.forget_likenesses(store)
        store.set_meta("likenesses", stamp)
    if anew or came_in:
        _compare(store, thresholds, None if anew else came_in)


def likeness_frame(store: Store, thresholds: Thresholds) -> pd.DataFrame:
    """What repeats what, as far as these thresholds tell it."""
    least = int(min(thresholds.of(CHECK, name) for name in ("year", "agency")))
    found = kept.likeness_rows(store, least)
    frame: pd.DataFrame = found.to_pandas()
    return frame


def prose_of(store: Store, report_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
    """The texts of reports by section."""
    found: dict[int, dict[str, str]] = {}
    listed = ", ".join(map(str, report_ids)) or "NULL"
    for row in store.arrow(f"SELECT report_id, section, text FROM prose WHERE report_id IN ({listed})").to_pylist():
        found.setdefault(row["report_id"], {})[row["section"]] = row["text"]
    return found


def _hash_of_the_way() -> str:
    digest = hashlib.sha256()
    folder = Path(str(lib.checks.copying.__file__)).parent
    for path in sorted((*folder.glob("*.toml"), *folder.glob("*.py"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sketch_new(store: Store) -> set[int]:
    """Sketch what has no sketch yet; the reports it was."""
    found: set[int] = set()
    for texts in kept.unsketched(store, SECTIONS, _AT_ONCE):
        rows: list[tuple[int, str, int, bytes | None]] = []
        for text in texts:
            made = sketch(clean(str(text["text"]), str(text["agency"])))
            signature, size = made if made else (None, 0)
            number = int(str(text["report_id"]))
            rows.append((number, str(text["section"]), size, signature.tobytes() if signature is not None else None))
            found.add(number)
        kept.add_sketches(store, rows)
    return found


def _common_basis(store: Store, thresholds: Thresholds) -> str:
    """Of how many agencies, and by which thresholds, what everybody writes was found; of 0 where they are too few to
    say. It is found anew where there are many more of them by now."""
    agencies, least = kept.agencies_sketched(store), thresholds.of(CHECK, "agencies")
    by = [thresholds.of(CHECK, name) for name in ("passage", "common", "agencies")]
    basis, *by_then = json.loads(store.meta("common") or "[0]")
    if agencies < least:
        basis = 0
        kept.keep_common_shingles(store, np.empty(0, dtype=np.uint64))
    elif by != by_then or agencies >= max(least, basis * _GROWN):
        basis = agencies
        kept.keep_common_shingles(store, _everybodys(store, thresholds))
    found = json.dumps([basis, *by])
    store.set_meta("common", found)
    return found


def _everybodys(store: Store, thresholds: Thresholds) -> Hashes:
    length, share = int(thresholds.of(CHECK, "passage")), thresholds.of(CHECK, "common") / 100
    found = [
        everybodys((clean(str(row["text"]), str(row["agency"])) for row in rows), length, share)
        for section in SECTIONS
        if (rows := kept.sample(store, section, _SAMPLE))
    ]
    return np.unique(np.concatenate(found)) if found else np.empty(0, dtype=np.uint64)


def _compare(store: Store, thresholds: Thresholds, came_in: set[int] | None) -> None:
    """Compare everything with everything, or what came in with everything."""
    sketched = _sketches(store)
    everything = np.ones(len(sketched), dtype=np.bool_)
    fresh = everything if came_in is None else np.isin(sketched.report_ids, list(came_in))
    measure = measure_of(thresholds, kept.common_shingles(store))
    pairs = pairs_to_compare(sketched, fresh, measure.year, measure.agency)
    names: dict[Any, str] = {row["agency_id"]: row["name"] for row in _names(store)}
    for frame in likenesses(sketched, pairs, lambda wanted: prose_of(store, wanted), names, measure):
        kept.add_likenesses(store, frame)


def _names(store: Store) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = store.arrow("SELECT agency_id, name FROM agency").to_pylist()
    return found


def _sketches(store: Store) -> Sketches:
    heads, signatures = kept.sketches(store, SIGNATURE_BYTES)
    return Sketches(
        report_ids=_numbers(heads, "report_id"),
        agency_ids=_numbers(heads, "agency_id"),
        years=_numbers(heads, "year"),
        sections=np.array([SECTIONS.index(name) for name in heads.column("section").to_pylist()], dtype=np.int64),
        sizes=_numbers(heads, "size"),
        signatures=np.ascontiguousarray(signatures).view(np.uint16),
    )


def _numbers(table: pa.Table, column: str) -> NDArray[np.int64]:
    numbers: NDArray[np.int64] = table.column(column).to_numpy().astype(np.int64)
    return numbers
