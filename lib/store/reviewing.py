"""What people decided of findings: a log that is only ever added to. Nothing here changes or removes an entry.

Every entry carries a digest of the one before it and of its own content, so that an edit made behind the software's back
is seen. Who may write the file can also forge the whole chain: a copy kept elsewhere, or its last digest, settles that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal

import pyarrow as pa

from lib.language import Message, UserError
from lib.store.database import Store

# "new" takes a decision back.
Decided = Literal["confirmed", "dismissed", "new"]
DECIDED: tuple[Decided, ...] = ("confirmed", "dismissed", "new")
MOST_NOTE, MOST_WHO = 2000, 60
# Under this name the store's facts keep the last digest, so that a log cut off at its end is seen too.
LOG_HEAD = "decisions"


@dataclass(frozen=True)
class Decision:
    """Who decided what of which finding, and why. Times are UTC; `entered_at` differs where a decision was brought in
    from elsewhere. `state` "new": reopened."""

    decided_at: datetime
    who: str
    fingerprint: str
    agency_code: str
    year: int
    check: str
    state: Decided
    note: str
    seq: int = 0
    entered_at: datetime | None = None
    digest: str = ""

    @property
    def content(self) -> tuple[object, ...]:
        """What makes it the same decision wherever it is entered."""
        return (self.fingerprint, self.state, self.note, self.who, self.decided_at)


@dataclass(frozen=True)
class LogCheck:
    """Whether the log is as it was written. `broken_at`: the first entry that is not (one after the last where the end is
    missing), None where all is well. `head` is the digest of the last entry, "" of an empty log."""

    entries: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def decide(store: Store, fingerprint: str, state: Decided, note: str = "", who: str = "") -> Decision:
    """Enter a decision on a finding and give it back. The same decision by the same person once more enters nothing.

    Raises UserError where nobody is named, a dismissal has no reason, a text is too long, or there is no such finding.
    """
    who, note = " ".join(who.split()), note.strip()
    with store.transaction():
        found = store.arrow(
            """SELECT agency_code, year, "check", review, note, who FROM reviewed_finding WHERE fingerprint = ? LIMIT 1""",
            [fingerprint],
        ).to_pylist()
        if not found:
            raise UserError(Message("review.no_finding"))
        now = datetime.now(UTC).replace(tzinfo=None)
        finding = found[0]
        about = (finding["agency_code"], finding["year"], finding["check"])
        decision = Decision(now, who, fingerprint, *about, state, note, entered_at=now)
        refuse_bad(decision)
        last = decisions(store, fingerprint)[:1]
        if last and (last[0].state, last[0].note, last[0].who) == (state, note, who):
            return last[0]
        return _append(store, [decision])[0]


def enter(store: Store, foreign: Iterable[Decision]) -> int:
    """Enter decisions made elsewhere, with their own person, time and note, oldest first; those that are in the log
    already are passed over. How many were entered. Raises UserError as `decide` does, and for a time that has not come."""
    with store.transaction():
        known = {decision.content for decision in _read(store, "TRUE", [])}
        coming = {decision.content: decision for decision in sorted(foreign, key=lambda d: d.decided_at)}
        new = [decision for content, decision in coming.items() if content not in known]
        for decision in new:
            refuse_bad(decision)
        _append(store, new)
        return len(new)


def decisions(store: Store, fingerprint: str) -> tuple[Decision, ...]:
    """What was decided of one finding, the latest first."""
    return _read(store, "fingerprint = ? ORDER BY decided_at DESC, seq DESC", [fingerprint])


def earlier_decisions(store: Store, agency_code: str, year: int, check: str, fingerprint: str) -> tuple[Decision, ...]:
    """What was decided of the findings of this check on this agency and year while they had other figures, the latest
    first."""
    return _read(
        store,
        """agency_code = ? AND year = ? AND "check" = ? AND fingerprint <> ? ORDER BY decided_at DESC, seq DESC""",
        [agency_code, year, check, fingerprint],
    )


def log(store: Store, *, limit: int = 50, offset: int = 0) -> tuple[tuple[Decision, ...], int]:
    """The log, the last entry first, and how many entries it has."""
    total = store.rows("SELECT count(*) AS n FROM decision")[0]["n"]
    return _read(store, f"TRUE ORDER BY seq DESC LIMIT {int(limit)} OFFSET {int(offset)}", []), int(total)


def whole_log(store: Store) -> tuple[Decision, ...]:
    """Every entry, the first first."""
    return _read(store, "TRUE ORDER BY seq", [])


def verify_log(store: Store) -> LogCheck:
    """Compute every digest anew and compare."""
    before, entries = "", whole_log(store)
    broken = None
    for number, entry in enumerate(entries, start=1):
        if entry.seq != number or entry.digest != _digest(before, entry):
            broken = number
            break
        before = entry.digest
    if broken is None and (store.meta(LOG_HEAD) or "") != before:
        broken = len(entries) + 1
    return LogCheck(len(entries), entries[-1].digest if entries else "", broken)


def decision_count(store: Store) -> int:
    """How many entries the log has: what is shown of reviews is as old as this number."""
    return int(store.rows("SELECT count(*) AS n FROM decision")[0]["n"])


def refuse_bad(decision: Decision) -> None:
    """Raise UserError where this is no decision: nobody is named, a dismissal has no reason, a text is too long, or its
    time has not come."""
    if decision.state not in DECIDED:
        raise UserError(Message("review.no_state", {"state": decision.state, "known": ", ".join(DECIDED)}))
    if not decision.who:
        raise UserError(Message("review.who_needed"))
    if decision.state == "dismissed" and not decision.note:
        raise UserError(Message("review.note_needed"))
    for text, most, key in ((decision.note, MOST_NOTE, "note_too_long"), (decision.who, MOST_WHO, "who_too_long")):
        if len(text) > most:
            raise UserError(Message(f"review.{key}", {"most": most}))
    if decision.decided_at > datetime.now(UTC).replace(tzinfo=None):
        raise UserError(Message("review.future", {"at": f"{decision.decided_at:%Y-%m-%d %H:%M}"}))


def _append(store: Store, new: list[Decision]) -> list[Decision]:
    """Chain decisions to the log."""
    if not new:
        return []
    last = store.arrow("SELECT seq, digest FROM decision ORDER BY seq DESC LIMIT 1").to_pylist()
    seq, digest = (last[0]["seq"], last[0]["digest"]) if last else (0, "")
    now = datetime.now(UTC).replace(tzinfo=None)
    entered: list[Decision] = []
    for decision in new:
        seq += 1
        entry = replace(decision, seq=seq, entered_at=decision.entered_at or now)
        digest = _digest(digest, entry)
        entered.append(replace(entry, digest=digest))
    store.insert("decision", pa.Table.from_pylist([vars(entry) for entry in entered], schema=_ROW))
    store.set_meta(LOG_HEAD, digest)
    return entered


def _digest(before: str, entry: Decision) -> str:
    content = {name: str(value) for name, value in vars(entry).items() if name != "digest"}
    return hashlib.sha256((before + json.dumps(content, ensure_ascii=False, sort_keys=True)).encode()).hexdigest()


def _read(store: Store, where: str, values: list[object]) -> tuple[Decision, ...]:
    return tuple(_decision(row) for row in store.rows(f"SELECT * FROM decision WHERE {where}", values))


def _decision(row: dict[str, Any]) -> Decision:
    return Decision(**row)


_ROW = pa.schema(
    [
        ("seq", pa.int64()),
        ("decided_at", pa.timestamp("us")),
        ("entered_at", pa.timestamp("us")),
        *((name, pa.string()) for name in ("who", "fingerprint", "agency_code")),
        ("year", pa.int16()),
        *((name, pa.string()) for name in ("check", "state", "note", "digest")),
    ]
)
