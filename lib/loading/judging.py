"""Have the checks judge reports and their neighbours in time, and keep verdicts, findings, measures and sums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

import lib.checks
import lib.forms
import lib.indicators
import lib.store.writing
from lib.checks import VERDICT_CODES, Batch, Judgement, Thresholds, Verdict, judge, read_thresholds
from lib.forms import TABLES
from lib.loading.crowd import judge_everyone
from lib.loading.finding_rows import finding_rows
from lib.loading.status import facts_of, sum_columns
from lib.store import Store
from lib.store.writing import make_measure_table, rebuild_covers, rebuild_sums, replace_rows

# So many reports are judged together: what they hold stays small beside the machine's memory.
_AT_ONCE = 20_000


def judge_agencies(store: Store, agency_ids: Sequence[int] | None) -> None:
    """Judge every current report of these agencies (None: of all), then the crowd, and rebuild what follows from it.

    Called inside a transaction. Retired revisions lose their verdicts and findings, not their figures.
    """
    make_measure_table(store, _measure_types())
    if store.meta("rules") != rules_hash():
        agency_ids = None
    thresholds = thresholds_of(store)
    for together in _shares(store, agency_ids):
        _judge_some(store, together, thresholds)
    judge_everyone(store, thresholds)
    rebuild_covers(store)
    rebuild_sums(store, sum_columns())
    store.set_meta("rules", rules_hash())


def thresholds_of(store: Store) -> Thresholds:
    """The thresholds this store is judged by."""
    return read_thresholds(store.meta("thresholds") or "")


def _shares(store: Store, agency_ids: Sequence[int] | None) -> Iterator[list[int]]:
    """Agencies in groups of about as many reports as are judged together: an agency's years stay together."""
    whose = "TRUE" if agency_ids is None else f"agency_id IN ({_listed(agency_ids)})"
    found = store.arrow(
        f"SELECT agency_id, count(*) AS n FROM report WHERE {whose} GROUP BY agency_id ORDER BY agency_id"
    )
    share: list[int] = []
    size = 0
    for agency_id, reports in zip(*(found.column(name).to_pylist() for name in ("agency_id", "n")), strict=True):
        share.append(agency_id)
        size += reports
        if size >= _AT_ONCE:
            yield share
            share, size = [], 0
    if share:
        yield share


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers)) or "NULL"


def _judge_some(store: Store, agency_ids: Sequence[int], thresholds: Thresholds) -> None:
    whose = f"r.agency_id IN ({_listed(agency_ids)})"
    batch, frame = _batch(store, whose)
    touched = store.arrow(f"SELECT r.report_id FROM report r WHERE {whose}").column("report_id").to_pylist()
    if not len(frame):
        return
    judgement = judge(batch, thresholds)
    replace_rows(store, "verdict", touched, _verdict_rows(judgement))
    replace_rows(store, "finding", touched, finding_rows(store, judgement.findings))
    measured = facts_of(frame, judgement, _kinds(store))
    replace_rows(store, "measure", touched, pa.Table.from_pandas(measured, preserve_index=False))


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
    editions = ", ".join(f"r.edition_{table}" for table in TABLES)
    frame = store.arrow(
        f"SELECT r.report_id, r.agency_id, r.year, r.revision, r.scope, r.published_on, {editions}, "
        "a.code, a.kind, a.level, a.region, a.parent, f.* EXCLUDE (report_id) "
        f"FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) "
        f"WHERE r.current AND {whose} ORDER BY r.agency_id, r.year"
    ).to_pandas(integer_object_nulls=False)
    picked = f"JOIN report r USING (report_id) WHERE r.current AND {whose}"
    irregular = store.arrow(f"SELECT c.* FROM cell c {picked} AND c.state <> 'plain'").to_pandas()
    facts = store.arrow(f"SELECT t.* REPLACE (coalesce(t.detail, '') AS detail) FROM fact t {picked}").to_pandas()
    prose = store.arrow(f"SELECT p.report_id, p.section, p.text FROM prose p {picked}").to_pandas()
    former = store.arrow(
        "SELECT r.report_id, f.* EXCLUDE (report_id) FROM report r JOIN report o "
        "ON o.agency_id = r.agency_id AND o.year = r.year AND o.revision = r.revision - 1 "
        f"JOIN figures f ON f.report_id = o.report_id WHERE r.current AND {whose}"
    ).to_pandas(integer_object_nulls=False)
    return Batch.of(frame, irregular, facts, prose, former), frame


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
