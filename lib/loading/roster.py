"""The roster of agencies as a spreadsheet (CSV, XLSX, XLS, ODS): who they are, where they belong, when they must report."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from pydantic import ValidationError

from lib.documents import Grid, read_document
from lib.language import Message
from lib.loading.judging import ROSTER_CHANGED
from lib.reports import FIRST_YEAR, LAST_YEAR, Agency, ReportError, safe_text
from lib.reports.errors import problems_of
from lib.store import Agencies, RosterEntry, Store
from lib.store.agencies import plain_name, region_of

COLUMNS = (
    "name",
    *[n for n in Agency.model_fields if n != "name"],
    "expected_from",
    "expected_until",
    "past_names",
    "note",
)
_SEPARATOR = ";"
# What spreadsheets begin with: XLSX and ODS, XLS.
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

# The cells of one line of the file, with the number of the line.
_Line = tuple[int, list[str]]


def read_roster(content: bytes, file: str) -> list[RosterEntry]:
    """The entries of a roster file. Raises ReportError naming line and column of everything that is wrong in it, and
    DocumentError where a spreadsheet cannot be opened."""
    problems: list[Message] = []
    lines = _sheet_lines(content, file) if content.startswith(_SHEETS) else _csv_lines(content, file, problems)
    head = next(lines, (1, []))[1]
    _check_columns(head, file)
    entries: list[tuple[int, RosterEntry]] = []
    for number, cells in lines:
        if not any(cells):
            continue
        found = _read_line(head, cells)
        if isinstance(found, RosterEntry):
            entries.append((number, found))
        else:
            problems += [_at(number, problem) for problem in found]
    problems = [*_twice(entries), *problems]
    if problems:
        raise ReportError(file, tuple(sorted(problems, key=lambda problem: int(str(problem.values["line"])))))
    return [entry for _, entry in entries]


def write_roster(entries: Iterable[RosterEntry]) -> Iterator[str]:
    """A roster as CSV: the header line, then one line an entry; `read_roster` reads it back."""
    for cells in (COLUMNS, *(roster_cells(entry) for entry in entries)):
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\r\n").writerow(map(safe_text, cells))
        yield buffer.getvalue()


def roster_cells(entry: RosterEntry) -> tuple[str, ...]:
    """The texts of one entry in the order of `COLUMNS`; what is not known is empty."""
    years = (str(year) if year is not None else "" for year in (entry.expected_from, entry.expected_until))
    agency = (getattr(entry.agency, name) or "" for name in COLUMNS if name in Agency.model_fields)
    return (*agency, *years, _SEPARATOR.join(entry.past_names), entry.note or "")


def roster_of(store: Store) -> list[RosterEntry]:
    """Every stored agency as a roster entry, by region."""
    found = [agency.entry for agency in Agencies.read(store).by_id.values()]
    return sorted(found, key=lambda entry: region_of(entry.agency.region_code))


def load_roster(store: Store, entries: list[RosterEntry]) -> None:
    """Take the roster into the store. Called inside a transaction; what was judged by another roster is judged anew
    with the next load."""
    agencies = Agencies.read(store)
    agencies.put(entries)
    agencies.write(store)
    store.set_meta("rules", ROSTER_CHANGED)


def _csv_lines(content: bytes, file: str, problems: list[Message]) -> Iterator[_Line]:
    """The lines of a CSV file; where it ends being CSV it ends, and `problems` says so."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReportError(file, (Message("reports.not_utf8"),)) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    read = 0
    try:
        for cells in reader:
            read = reader.line_num
            yield read, _trimmed([cell.strip().removeprefix("'") for cell in cells])
    except csv.Error:
        problems.append(_at(read + 1, Message("reports.not_csv")))
        if not read:
            raise ReportError(file, tuple(problems)) from None


def _sheet_lines(content: bytes, file: str) -> Iterator[_Line]:
    """The lines of the sheet that has the roster's header, from the header on; of the first sheet where none has it."""
    grids = [block for block in read_document(content, file).blocks if isinstance(block, Grid)]
    sheets = [[(row + 1, _texts(grid, row)) for row in range(grid.height)] for grid in grids]
    for lines in sheets:
        for start, (_, cells) in enumerate(lines):
            if "name" in cells:
                yield from lines[start:]
                return
    yield from sheets[0] if sheets else ()


def _texts(grid: Grid, row: int) -> list[str]:
    cells = [grid.at(row, column) for column in range(grid.width)]
    return _trimmed([cell.text.strip() if cell else "" for cell in cells])


def _trimmed(texts: list[str]) -> list[str]:
    """Without the empty cells at the end: spreadsheets add them."""
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _check_columns(found: Sequence[str], file: str) -> None:
    unknown = {name for n, name in enumerate(found) if name not in COLUMNS or name in found[:n]}
    if unknown or "name" not in found:
        raise ReportError(file, (Message("loading.roster_columns", {"unknown": ", ".join(sorted(unknown)) or "—"}),))


def _read_line(head: Sequence[str], cells: Sequence[str]) -> RosterEntry | tuple[Message, ...]:
    """The entry of one line, or what is wrong with it."""
    if len(cells) > len(head):
        return (Message("reports.csv_too_long", {"columns": len(head)}),)
    try:
        return _entry(dict(zip(head, cells, strict=False)))
    except ValidationError as error:
        return problems_of(error)
    except ValueError:
        return (Message("loading.roster_year"),)


def _entry(cells: dict[str, str]) -> RosterEntry:
    agency = Agency.model_validate({name: cells.get(name) or None for name in Agency.model_fields})
    since, until = (int(cells[name]) if cells.get(name) else None for name in ("expected_from", "expected_until"))
    for year in (since, until):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            raise ValueError(year)
    if since is not None and until is not None and until < since:
        raise ValueError(until)
    parts = cells.get("past_names", "").replace("；", _SEPARATOR).split(_SEPARATOR)
    past = tuple(name.strip() for name in parts if name.strip())
    return RosterEntry(agency, since, until, past, cells.get("note") or None)


def _twice(entries: Sequence[tuple[int, RosterEntry]]) -> Iterator[Message]:
    """Lines about an agency that an earlier line is about: the same name in the same region."""
    first: dict[tuple[str, str], int] = {}
    for number, entry in entries:
        key = (plain_name(entry.agency.name), region_of(entry.agency.region_code))
        if first.setdefault(key, number) != number:
            values = {"name": entry.agency.name, "first": first[key]}
            yield _at(number, Message("loading.roster_twice", values))


def _at(line: int, problem: Message) -> Message:
    return Message("loading.roster_line", {"line": line, "problem": problem})
