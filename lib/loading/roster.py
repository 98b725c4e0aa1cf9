"""The roster of agencies as a spreadsheet (CSV): who they are, where they belong, when they must report."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from pydantic import ValidationError

from lib.language import Message
from lib.reports import Agency, ReportError
from lib.reports.errors import problems_of
from lib.store import Agencies, RosterEntry, Store

COLUMNS = (
    "name",
    *[n for n in Agency.model_fields if n != "name"],
    "expected_from",
    "expected_until",
    "past_names",
    "note",
)
_SEPARATOR = ";"


def read_roster(content: bytes, file: str) -> list[RosterEntry]:
    """The entries of a roster file. Raises ReportError naming line and column of everything that is wrong in it."""
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    except UnicodeDecodeError:
        raise ReportError(file, (Message("reports.not_utf8"),)) from None
    entries: list[RosterEntry] = []
    problems: list[Message] = []
    try:
        _check_columns(reader.fieldnames or (), file)
        for row in reader:
            found = _read_line(row)
            if isinstance(found, RosterEntry):
                entries.append(found)
            else:
                line = reader.line_num
                problems += [Message("loading.roster_line", {"line": line, "problem": problem}) for problem in found]
    except csv.Error:
        values = {"line": reader.line_num + 1, "problem": Message("reports.not_csv")}
        problems.append(Message("loading.roster_line", values))
    if problems:
        raise ReportError(file, tuple(problems))
    return entries


def _check_columns(found: Sequence[str], file: str) -> None:
    unknown = set(found) - set(COLUMNS)
    if unknown or "name" not in found:
        raise ReportError(file, (Message("loading.roster_columns", {"unknown": ", ".join(sorted(unknown)) or "—"}),))


def _read_line(row: dict[str, str | None]) -> RosterEntry | tuple[Message, ...]:
    """The entry of one line, or what is wrong with it."""
    if None in row:
        return (Message("reports.csv_too_long", {"columns": len(row) - 1}),)
    try:
        return _entry({name: (value or "").strip() for name, value in row.items()})
    except ValidationError as error:
        return problems_of(error)
    except ValueError:
        return (Message("loading.roster_year"),)


def load_roster(store: Store, entries: list[RosterEntry]) -> None:
    """Take the roster into the store. Called inside a transaction; what was judged by another roster is judged anew
    with the next load."""
    agencies = Agencies.read(store)
    agencies.put(entries)
    agencies.write(store)
    store.set_meta("rules", "")


def _entry(cells: dict[str, str]) -> RosterEntry:
    agency = Agency.model_validate({name: cells.get(name) or None for name in Agency.model_fields})
    years = [int(cells[name]) if cells.get(name) else None for name in ("expected_from", "expected_until")]
    past = tuple(name for name in cells.get("past_names", "").split(_SEPARATOR) if name)
    return RosterEntry(agency, years[0], years[1], past, cells.get("note") or None)
