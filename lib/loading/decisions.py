"""Decisions on findings out of a store and into another one: as CSV for a spreadsheet, as JSON for programs.

A decision belongs to a finding by its fingerprint, which is made of the agency's code, the year, the check and the figures;
so it takes hold in every store where those figures are, and waits where they are not yet.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from lib.language import Message, UserError
from lib.reports import FIRST_YEAR, LAST_YEAR, ReportError
from lib.reports.errors import problems_of
from lib.store import Store
from lib.store.reviewing import Decided, Decision, enter, refuse_bad

COLUMNS = ("agency", "year", "check", "fingerprint", "state", "note", "who", "decided_at")
# Where an entry stands in the log it comes from: a copy of these kept elsewhere settles whether that log was edited.
LOG_COLUMNS = ("seq", "entered_at", "digest")
# What a spreadsheet takes for a formula, and the mark that keeps it from doing so.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "'")


@dataclass(frozen=True)
class Entered:
    """What became of a file of decisions. `unmatched` are those whose figures are in no open finding here: they are kept
    and take hold should the figures come."""

    entered: int
    known: int
    unmatched: tuple[Decision, ...]


class _Line(BaseModel):
    """A decision as a file has it."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    agency: str = Field(min_length=1)
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    check: str = Field(min_length=1)
    fingerprint: str = Field(pattern="^[0-9a-f]{64}$")
    state: str
    note: str = ""
    who: str
    decided_at: datetime

    def decision(self) -> Decision:
        """A time that names no zone is UTC, as it is written."""
        at = self.decided_at.astimezone(UTC).replace(tzinfo=None) if self.decided_at.tzinfo else self.decided_at
        about = (self.fingerprint, self.agency, self.year, self.check)
        return Decision(at, " ".join(self.who.split()), *about, cast(Decided, self.state), self.note)


def write_decisions_csv(decisions: Iterable[Decision]) -> Iterator[str]:
    """The header line, then a line a decision; nothing in it is a formula."""
    for cells in ((*COLUMNS, *LOG_COLUMNS), *(_cells(decision).values() for decision in decisions)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\r\n").writerow([_guard(str(cell)) for cell in cells])
        yield buffer.getvalue()


def write_decisions_json(decisions: Iterable[Decision]) -> Iterator[str]:
    """One JSON list, a decision a line."""
    mark = "[\n"
    for decision in decisions:
        yield mark + json.dumps(_cells(decision), ensure_ascii=False)
        mark = ",\n"
    yield "[]\n" if mark == "[\n" else "\n]\n"


def read_decisions(content: bytes, file: str) -> list[Decision]:
    """The decisions in a file that was written so. Raises ReportError naming the line of everything that is wrong in it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReportError(file, (Message("reports.not_utf8"),)) from None
    rows = _json_rows(text, file) if text.lstrip().startswith(("[", "{")) else _csv_rows(text, file)
    found: list[Decision] = []
    problems: list[Message] = []
    for number, row in rows:
        read = _read(row)
        if isinstance(read, Decision):
            found.append(read)
        else:
            problems += [Message("review.at_line", {"line": number, "problem": problem}) for problem in read]
    if problems:
        raise ReportError(file, tuple(problems[:_MOST_PROBLEMS]))
    return found


def import_decisions(store: Store, found: Iterable[Decision]) -> Entered:
    """Enter decisions made elsewhere, all or nothing; those that are here already are passed over.

    Raises UserError where one bears the fingerprint of a finding and speaks of another agency, year or check.
    """
    coming = list(found)
    open_now = {
        row["fingerprint"]: (row["agency_code"], row["year"], row["check"])
        for row in store.rows('SELECT fingerprint, agency_code, year, "check" FROM finding WHERE gone_at IS NULL')
    }
    for decision in coming:
        about = (decision.agency_code, decision.year, decision.check)
        if open_now.get(decision.fingerprint, about) != about:
            values = {"agency": decision.agency_code, "year": decision.year, "check": decision.check}
            raise UserError(Message("review.not_its_finding", values))
    unmatched = {d.content: d for d in coming if d.fingerprint not in open_now}
    entered = enter(store, coming)
    return Entered(entered, len({d.content for d in coming}) - entered, tuple(unmatched.values()))


_MOST_PROBLEMS = 20


def _cells(decision: Decision) -> dict[str, Any]:
    return {
        "agency": decision.agency_code,
        **{name: getattr(decision, name) for name in COLUMNS[1:-1]},
        "decided_at": _moment(decision.decided_at),
        "seq": decision.seq,
        "entered_at": _moment(decision.entered_at or decision.decided_at),
        "digest": decision.digest,
    }


def _moment(at: datetime) -> str:
    return f"{at.isoformat(timespec='microseconds')}Z"


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


def _read(row: object) -> Decision | tuple[Message, ...]:
    try:
        decision = _Line.model_validate(row).decision()
        refuse_bad(decision)
    except ValidationError as error:
        return problems_of(error)
    except UserError as error:
        return (error.message,)
    return decision


def _json_rows(text: str, file: str) -> Iterator[tuple[int, object]]:
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReportError(file, (Message("reports.not_json", {"line": error.lineno, "column": error.colno}),)) from None
    except RecursionError:
        raise ReportError(file, (Message("review.no_list"),)) from None
    if not isinstance(rows, list):
        raise ReportError(file, (Message("review.no_list"),))
    yield from enumerate(rows, start=1)


def _csv_rows(text: str, file: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise ReportError(file, (Message("review.no_columns", {"missing": ", ".join(missing)}),))
        for row in reader:
            yield reader.line_num, {name: _unguarded(row[name] or "") for name in COLUMNS}
    except csv.Error:
        raise ReportError(file, (Message("review.not_csv", {"line": reader.line_num}),)) from None
