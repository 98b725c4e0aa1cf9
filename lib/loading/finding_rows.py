"""Findings as rows of the store."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from lib.checks import Finding, to_row
from lib.store import Store


def finding_rows(store: Store, findings: Sequence[Finding]) -> pa.Table:
    """The findings as a table to insert, numbered on from the last one stored.

    Two findings of one judgement with the same fingerprint say the same of the same figures: the first, the graver, is kept.
    """
    first = store.arrow("SELECT coalesce(max(finding_id), 0) + 1 AS n FROM finding").column("n")[0].as_py()
    different: dict[str, Finding] = {}
    for finding in findings:
        different.setdefault(finding.fingerprint, finding)
    rows = [{"finding_id": first + n, **to_row(finding)} for n, finding in enumerate(different.values())]
    return pa.Table.from_pylist(rows, schema=_FINDING)


_FINDING = pa.schema(
    [
        ("finding_id", pa.int64()),
        ("report_id", pa.int32()),
        ("agency_id", pa.int32()),
        ("year", pa.int16()),
        *((name, pa.string()) for name in ("check", "severity", "verdict", "cause", "fingerprint")),
        ("impact", pa.int64()),
        ("payload", pa.string()),
    ]
)
