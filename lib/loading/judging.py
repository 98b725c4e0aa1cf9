"""Have the checks judge reports and their neighbours in time, and keep verdicts, findings, measures and sums."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

import lib.checks
import lib.forms
import lib.indicators
import lib.store.writing
from lib.checks import VERDICT_CODES, Batch, Judgement, Verdict, judge, to_row
from lib.forms import TABLES
from lib.loading.status import facts_of, sum_columns
from lib.store import Store
from lib.store.writing import make_measure_table, rebuild_covers, rebuild_sums, replace_rows

_HEAD = ("report_id", "agency_id", "year", "revision", "scope", *(f"edition_{table}" for table in TABLES))


def judge_agencies(store: Store, agency_ids: Sequence[int] | None) -> None:
    """Judge every current report of these agencies (None: of all) and rebuild what follows from it.

    Called inside a transaction. Retired revisions lose their verdicts and findings, not their figures.
    """
    make_measure_table(store, _measure_types())
    if store.meta("rules") != rules_hash():
        agency_ids = None
    whose = "TRUE" if agency_ids is None else f"r.agency_id IN ({', '.join(map(str, agency_ids)) or 'NULL'})"
    batch, frame = _batch(store, whose)
    if len(frame):
        judgement = judge(batch)
        touched = [row["report_id"] for row in _touched(store, whose)]
        replace_rows(store, "verdict", touched, _verdict_rows(judgement))
        replace_rows(store, "finding", touched, _finding_rows(store, judgement))
        measured = facts_of(frame, judgement, _kinds(store))
        replace_rows(store, "measure", touched, pa.Table.from_pandas(measured, preserve_index=False))
    rebuild_covers(store)
    rebuild_sums(store, sum_columns())
    store.set_meta("rules", rules_hash())


def store_is_judged(store: Store) -> bool:
    """Whether what is stored was judged by the rules of this version."""
    return store.meta("rules") == rules_hash()


def rules_hash() -> str:
    """Changes when a check, a form or an indicator changes, so that a new version judges anew."""
    digest = hashlib.sha256()
    for room in (lib.forms, lib.checks, lib.indicators):
        folder = Path(str(room.__file__)).parent
        for path in sorted((*folder.rglob("*.toml"), *folder.rglob("*.py"))):
            digest.update(path.read_bytes())
    for path in (Path(__file__).parent / "status.py", Path(str(lib.store.writing.__file__))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _batch(store: Store, whose: str) -> tuple[Batch, pd.DataFrame]:
    head = ", ".join(f"r.{name}" for name in _HEAD)
    frame = store.arrow(
        f"SELECT {head}, r.published_on, f.* EXCLUDE (report_id) FROM report r JOIN figures f USING (report_id) "
        f"WHERE r.current AND {whose} ORDER BY r.agency_id, r.year"
    ).to_pandas(integer_object_nulls=False)
    picked = f"JOIN report r USING (report_id) WHERE r.current AND {whose}"
    irregular = store.arrow(f"SELECT c.* FROM cell c {picked} AND c.state <> 'plain'").to_pandas()
    facts = store.arrow(f"SELECT t.* REPLACE (coalesce(t.detail, '') AS detail) FROM fact t {picked}").to_pandas()
    length = "length(regexp_replace(p.text, '\\s', '', 'g')) AS length"
    sections = store.arrow(f"SELECT p.report_id, p.section, {length} FROM prose p {picked}").to_pandas()
    return Batch.of(frame, irregular, facts, sections), frame


def _touched(store: Store, whose: str) -> list[dict[str, int]]:
    found = store.arrow(f"SELECT r.report_id FROM report r WHERE {whose}").column("report_id").to_pylist()
    return [{"report_id": number} for number in found]


def _kinds(store: Store) -> pd.DataFrame:
    found: pd.DataFrame = store.arrow("SELECT agency_id, kind FROM agency").to_pandas()
    return found


def _measure_types() -> dict[str, str]:
    return {"status": "VARCHAR", "doubtful": "BOOLEAN", **dict.fromkeys(lib.indicators.measure_columns(), "DOUBLE")}


def _verdict_rows(judgement: Judgement) -> pa.Table:
    counts = {name: (judgement.verdicts == Verdict(name).code).sum(axis=0) for name in _COUNTED}
    ids = pa.array(list(judgement.report_ids), pa.int32())
    letters = np.frombuffer(VERDICT_CODES.encode(), dtype="S1")[judgement.verdicts.T]
    codes = [bytes(row).decode() for row in letters]
    return pa.table({"report_id": ids, "codes": codes, **counts})


_COUNTED = ("holds", "holds_if_blank_zero", "broken", "undetermined")


def _finding_rows(store: Store, judgement: Judgement) -> pa.Table:
    first = store.arrow("SELECT coalesce(max(finding_id), 0) + 1 AS n FROM finding").column("n")[0].as_py()
    rows = [{"finding_id": first + n, **to_row(finding)} for n, finding in enumerate(judgement.findings)]
    return pa.Table.from_pylist(rows, schema=_FINDING)


_FINDING = pa.schema(
    [
        ("finding_id", pa.int64()),
        ("report_id", pa.int32()),
        ("agency_id", pa.int32()),
        ("year", pa.int16()),
        *((name, pa.string()) for name in ("check", "severity", "verdict", "cause", "fingerprint", "payload")),
    ]
)
