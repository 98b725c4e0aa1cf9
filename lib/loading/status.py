"""What is known of a report once it has been judged: its measures, and the columns worth summing."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lib.checks import Judgement, Verdict
from lib.checks.deadlines import last_day
from lib.forms import ALL_KEYS, TABLES
from lib.indicators import measure_columns, measures

SUMMED_DECISIONS = ("proactive.licensing.decisions", "proactive.penalty.decisions", "proactive.compulsion.decisions")
SUMMED_DOCUMENTS = tuple(f"proactive.normative_docs.{name}" for name in ("issued", "repealed", "in_force"))


def sum_columns() -> tuple[str, ...]:
    """The figures and measures that pages add up over many reports."""
    totals = [key for key in ALL_KEYS if key.startswith("requests.") and key.endswith(".total")]
    applicants = [key for key in ALL_KEYS if key.startswith("requests.new.") and not key.endswith(".total")]
    disputes = [key for key in ALL_KEYS if key.startswith("disputes.")]
    return (*totals, *applicants, *disputes, *SUMMED_DECISIONS, *SUMMED_DOCUMENTS, *measure_columns())


def facts_of(frame: pd.DataFrame, judgement: Judgement, kinds: pd.DataFrame) -> pd.DataFrame:
    """One row a report: every measure. Its status is known when the crowd has been judged too."""
    zero = {finding.report_id for finding in judgement.findings if finding.check == "ZERO-ALL"}
    facts = _report_facts(frame, judgement, frame["report_id"].isin(zero).to_numpy(), kinds)
    measured = measures(pd.concat([frame, facts], axis=1))
    return pd.concat([frame[["report_id"]], measured], axis=1)


def _report_facts(frame: pd.DataFrame, judgement: Judgement, zero: np.ndarray, kinds: pd.DataFrame) -> pd.DataFrame:
    order = pd.Index(judgement.report_ids).get_indexer(pd.Index(frame["report_id"]))
    held, zeroed, broken, open_ = (_counted(judgement, verdict)[order] for verdict in _DECIDED)
    dated = _deadlines(frame, kinds)
    published = pd.to_datetime(frame["published_on"])
    known = dated.notna() & published.notna()
    return pd.DataFrame(
        {
            "report.filed": 1.0,
            "report.on_time": np.where(known & (published <= dated), 1.0, np.where(known, 0.0, np.nan)),
            "report.dated": np.where(known, 1.0, np.nan),
            "report.equations_holding": (held + zeroed).astype(float),
            "report.equations_checkable": (held + zeroed + broken).astype(float),
            "report.equations_all": (held + zeroed + broken + open_).astype(float),
            "report.zero": zero.astype(float),
            "report.whole": np.where(frame[[f"edition_{t}" for t in TABLES]].notna().all(axis=1), 1.0, np.nan),
        },
        index=frame.index,
    )


_DECIDED = (Verdict.HOLDS, Verdict.HOLDS_IF_BLANK_ZERO, Verdict.BROKEN, Verdict.UNDETERMINED)


def _counted(judgement: Judgement, verdict: Verdict) -> np.ndarray:
    return np.asarray((judgement.verdicts == verdict.code).sum(axis=0))


def _deadlines(frame: pd.DataFrame, kinds: pd.DataFrame) -> pd.Series:
    """By when each report had to be published; no time where nothing is laid down."""
    kind = frame["agency_id"].map(kinds.set_index("agency_id")["kind"])
    days = [
        last_day(kind, scope, int(year)) for kind, scope, year in zip(kind, frame["scope"], frame["year"], strict=True)
    ]
    return pd.Series(pd.to_datetime(pd.Series(days, dtype="object")).to_numpy(), index=frame.index)
