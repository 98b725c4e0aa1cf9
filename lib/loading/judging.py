"""Have the checks judge reports and their neighbours in time, and keep verdicts, findings, measures and sums."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

import lib.checks
import lib.forms
import lib.indicators
import lib.store.finding_history
import lib.store.panel
import lib.store.writing
from lib.checks import CROWD_HANDLERS, VERDICT_CODES, Batch, Judgement, Thresholds, Verdict, judge, read_thresholds
from lib.forms import TABLES
from lib.loading.crowd import judge_everyone
from lib.loading.finding_rows import finding_rows
from lib.loading.status import facts_of, sum_columns
from lib.store import Store
from lib.store.finding_history import (
    Load,
    Scope,
    What,
    begin_load,
    count_repeats,
    forget_touched,
    keep_findings,
    keep_in_mind,
    settle_statuses,
    touched,
)
from lib.store.panel import fill_panel, make_panel, renew_panel
from lib.store.writing import replace_rows

# So many reports are judged together: what they hold stays small beside the machine's memory.
_AT_ONCE = 20_000
# Where more than this share of the agencies has changed, what follows is made anew for all of them.
RENEWED_SINGLY = 0.5
# Stands in the place of the rules' hash where the roster is another one than the reports were judged by.
ROSTER_CHANGED = "roster"


@dataclass(frozen=True)
class Judging:
    """One judgement of some or all reports: by which thresholds, as part of which load, and why."""

    thresholds: Thresholds
    load: Load
    why: What

    @classmethod
    def begin(cls, store: Store, why: What) -> Judging:
        """Begin to judge. Until it is concluded, the store says of itself that it is not judged."""
        make_panel(store, _measure_types(), sum_columns())
        store.set_meta("rules", "")
        forget_touched(store)
        return cls(thresholds_of(store), begin_load(store, why), why)

    def count(self, store: Store, added: int, revised: int, unchanged: int) -> None:
        """Say what the load brought."""
        store.execute(
            "UPDATE load SET added = ?, revised = ?, unchanged = ? WHERE load_id = ?",
            [added, revised, unchanged, self.load.load_id],
        )


def judge_agencies(
    store: Store,
    arrived: Sequence[int] | None,
    progress: Callable[[int, int], None] | None = None,
    *,
    years: Collection[int] | None = None,
) -> Judging:
    """Judge every current report of the agencies whose reports have arrived, and of all where the rules have changed or
    `arrived` is None; then what follows from it. `progress` hears how many agencies of how many have been judged anew.
    `years`: of which reports have arrived, where nothing else is new by which agencies are compared; None where there is.

    Called inside a transaction. Retired revisions lose their verdicts, not their figures; their findings are gone, and
    are kept as such.
    """
    anew = arrived is None or not store_is_judged(store)
    why: What = "roster" if store.meta("rules") == ROSTER_CHANGED else "rules"
    judging = Judging.begin(store, "reports" if arrived is not None else why)
    here = f"agency_id IN ({_listed(arrived)})" if arrived else "FALSE"
    for together in _shares(store, here):
        judge_portion(store, together, judging)
    shares = list(_shares(store, f"NOT {here}")) if anew else []
    for done, together in enumerate(shares, start=1):
        judge_portion(store, together, replace(judging, why=why))
        if progress is not None:
            progress(sum(map(len, shares[:done])), sum(map(len, shares)))
    conclude(store, replace(judging, why=why if anew else "reports"), None if anew else years)
    return judging


def conclude(store: Store, judging: Judging, years: Collection[int] | None = None) -> None:
    """Compare the agencies with each other in these years, None in all, and bring up to date what follows from the
    findings that changed."""
    judge_everyone(store, judging.thresholds, judging.load, judging.why, years)
    count_repeats(store)
    settle_statuses(store)
    changed = touched(store)
    if len(changed) > RENEWED_SINGLY * store.arrow("SELECT agency_id FROM agency").num_rows:
        fill_panel(store, sum_columns())
    else:
        renew_panel(store, changed, sum_columns())
    store.set_meta("rules", rules_hash())


def renew_what_follows(store: Store) -> bool:
    """Make anew what follows from reports and findings, where this version keeps other columns of it; whether it did."""
    with store.transaction():
        made = make_panel(store, _measure_types(), sum_columns())
        if made:
            fill_panel(store, sum_columns())
    return made


def thresholds_of(store: Store) -> Thresholds:
    """The thresholds this store is judged by."""
    return read_thresholds(store.meta("thresholds") or "")


def _shares(store: Store, whose: str) -> Iterator[list[int]]:
    """Agencies in groups of about as many reports as are judged together: an agency's years stay together."""
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
    return ", ".join(map(str, numbers))


def judge_portion(store: Store, agency_ids: Sequence[int], judging: Judging) -> None:
    """Judge every current report of these agencies by themselves."""
    whose = f"r.agency_id IN ({_listed(agency_ids)})"
    batch, frame = _batch(store, whose)
    touched = store.arrow(f"SELECT r.report_id FROM report r WHERE {whose}").column("report_id").to_pylist()
    if not len(frame):
        return
    keep_in_mind(store, f"SELECT agency_id FROM agency r WHERE {whose}")
    judgement = judge(batch, judging.thresholds)
    replace_rows(store, "verdict", touched, _verdict_rows(judgement))
    scope = Scope(tuple(CROWD_HANDLERS), others=True, agency_ids=agency_ids)
    keep_findings(store, finding_rows(store, judgement.findings), scope, judging.load, judging.why)
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
    kept = (lib.store.writing, lib.store.panel, lib.store.finding_history)
    for path in (Path(__file__).parent / "status.py", *(Path(str(module.__file__)) for module in kept)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _batch(store: Store, whose: str) -> tuple[Batch, pd.DataFrame]:
    editions = ", ".join(f"r.edition_{table}" for table in TABLES)
    frame = store.arrow(
        f"SELECT r.report_id, r.agency_id, r.year, r.revision, r.scope, r.published_on, {editions}, "
        "a.code, json_extract_string(r.stated, '$.name') AS name, a.kind, a.level, a.region, a.parent, f.* EXCLUDE (report_id) "
        f"FROM report r JOIN agency a USING (agency_id) JOIN figures f USING (report_id) "
        f"WHERE r.current AND {whose} ORDER BY r.agency_id, r.year"
    ).to_pandas(integer_object_nulls=False)
    picked = f"JOIN report r USING (report_id) WHERE r.current AND {whose}"
    irregular = store.arrow(f"SELECT c.* FROM cell c {picked} AND c.state <> 'plain'").to_pandas()
    facts = store.arrow(f"SELECT t.* REPLACE (coalesce(t.detail, '') AS detail) FROM fact t {picked}").to_pandas()
    prose = store.arrow(f"SELECT p.report_id, p.section, p.text FROM prose p {picked}").to_pandas()
    # Of another document: the same one read anew, or put right by hand, was not published again.
    former = store.arrow(
        "SELECT r.report_id, f.* EXCLUDE (report_id) FROM report r JOIN report o "
        "ON o.agency_id = r.agency_id AND o.year = r.year AND o.revision < r.revision "
        "AND CASE WHEN r.source_sha256 IS NULL THEN NOT EXISTS (SELECT 1 FROM correction c WHERE c.report_id = r.report_id) "
        "ELSE o.source_sha256 IS DISTINCT FROM r.source_sha256 END "
        f"JOIN figures f ON f.report_id = o.report_id WHERE r.current AND {whose} "
        "QUALIFY row_number() OVER (PARTITION BY r.report_id ORDER BY o.revision DESC) = 1"
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
