"""What was decided of the findings of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lib.store import Store
from lib.store.reading import findings_of


@dataclass(frozen=True)
class Review:
    """Where a finding stands (new, confirmed, dismissed), with the last decision's note, person and time (UTC)."""

    state: str
    note: str
    who: str
    decided_at: datetime | None


def reviews(store: Store, report_id: int) -> Mapping[str, Review]:
    """The review of every open finding of a report, by fingerprint."""
    return {
        row["fingerprint"]: Review(row["review"], row["note"], row["who"], row["decided_at"])
        for row in findings_of(store, report_id)
    }
