"""Reports as CSV: one row a report, one column a key. An empty cell is blank; a cell the document lacks is #N/A; text
that was not read as it would be here (digits that may be several cells run together) stands behind a question mark.

Prose is not carried: a spreadsheet is for figures. A figure that a person corrected stands there corrected, and the
notes say so ("corrected:" and its key), so that nobody takes it for what was published. Text that a spreadsheet would
run as a formula is written with a leading apostrophe and read back without it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from lib.forms import ALL_KEYS, EDITION_KEYS, TABLES, UNITS, table_of
from lib.language import Message
from lib.reports.errors import ReportError
from lib.reports.json_format import parse_report
from lib.reports.model import Report
from lib.reports.numbers import Number, State, read_number

ABSENT_MARK = "#N/A"
AMBIGUOUS_MARK = "?"
_AGENCY = ("region_code", "level", "kind", "parent", "uscc")
_SOURCE = ("url", "file", "sha256", "state")
_HEAD = (
    "agency",
    "year",
    "scope",
    *_AGENCY,
    *(f"edition.{table}" for table in TABLES),
    "published_on",
    *(f"source.{name}" for name in _SOURCE),
    "notes",
)
CORRECTED = "corrected"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_NOTE_MARK = " | "


def read_csv(content: bytes, file: str) -> Iterator[Report | ReportError]:
    """Every report in a CSV file; a row that is wrong comes out as its error, in its place."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield ReportError(file, (Message("reports.not_utf8"),))
        return
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _read(reader, file)
    except csv.Error:
        yield ReportError(f"{file}:{reader.line_num + 1}", (Message("reports.not_csv"),))


def write_csv(reports: Iterable[Report]) -> Iterator[str]:
    """The header line, then one line a report."""
    yield _line((*_HEAD, *ALL_KEYS))
    for report in reports:
        yield _line(_to_row(report))


def safe_text(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _read(reader: csv.DictReader[str], file: str) -> Iterator[Report | ReportError]:
    columns = list(reader.fieldnames or ())
    unknown = [name for n, name in enumerate(columns) if name not in {*_HEAD, *ALL_KEYS} or name in columns[:n]]
    if unknown or "agency" not in columns:
        yield ReportError(file, (Message("reports.csv_columns", {"unknown": ", ".join(map(str, unknown)) or "—"}),))
        return
    for row in reader:
        where = f"{file}:{reader.line_num}"
        if None in row:
            yield ReportError(where, (Message("reports.csv_too_long", {"columns": len(columns)}),))
        else:
            yield parse_report(_from_row(row), where)


def _line(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def _to_row(report: Report) -> list[str]:
    agency, source = report.agency, report.source
    head = [
        agency.name,
        str(report.year),
        report.scope,
        *(str(getattr(agency, name) or "") for name in _AGENCY),
        *(report.editions.get(table, "") for table in TABLES),
        report.published_on.isoformat() if report.published_on else "",
        *(str(getattr(source, name) or "") for name in _SOURCE),
        _NOTE_MARK.join(note.replace("|", "||") for note in _notes(report)),
    ]
    return [safe_text(cell) for cell in head] + [_cell(report, key) for key in ALL_KEYS]


def _notes(report: Report) -> list[str]:
    corrected = (f"{CORRECTED}:{key}" for key in report.corrections)
    return [*report.notes, *(note for note in corrected if note not in report.notes)]


def _cell(report: Report, key: str) -> str:
    if key not in EDITION_KEYS.get((table_of(key), report.editions.get(table_of(key), "")), ()):
        return ""
    if report.state(key) is State.ABSENT:
        return ABSENT_MARK
    raw, value = report.raw.get(key), report.figures[key]
    if raw is not None and value is None and _misread(raw):
        return AMBIGUOUS_MARK + raw
    if raw is not None and read_number(raw).value == value:
        return safe_text(raw)
    return "" if value is None else str(value)


def _misread(raw: str) -> bool:
    """Whether a cell that was not read would be, or would be taken for a mark, if its text stood here as it is."""
    return read_number(raw).state is State.STATED or raw.startswith(AMBIGUOUS_MARK) or raw == ABSENT_MARK


def _from_row(row: Mapping[str, str | None]) -> dict[str, object]:
    cells = {name: (value or "").removeprefix("'") for name, value in row.items()}
    editions = {table: cells[f"edition.{table}"] for table in TABLES if cells.get(f"edition.{table}")}
    figures: dict[str, object] = {}
    raw: dict[str, str] = {}
    for key in ALL_KEYS:
        text = cells.get(key, ABSENT_MARK)
        inside = key in EDITION_KEYS.get((table_of(key), editions.get(table_of(key), "")), ())
        if text == ABSENT_MARK or not (text or inside):
            continue
        number = read_number(text)
        if number.unit == "元" and UNITS[key] == "amount":
            # The column is in 万元: taken as it stands, the amount would be ten thousand times too large.
            number = Number(State.UNREAD)
        figures[key] = number.value
        if text.startswith(AMBIGUOUS_MARK):
            raw[key] = text.removeprefix(AMBIGUOUS_MARK)
        elif text not in ("", str(number.value)):
            raw[key] = text
    agency = {"name": cells["agency"], **{name: cells[name] for name in _AGENCY if cells.get(name)}}
    source = {name: cells[f"source.{name}"] for name in _SOURCE if cells.get(f"source.{name}")}
    notes = tuple(note.replace("||", "|") for note in cells.get("notes", "").split(_NOTE_MARK) if note)
    head = {name: cells[name] for name in ("year", "scope", "published_on") if cells.get(name)}
    return {
        **head,
        "agency": agency,
        "editions": editions,
        "source": source,
        "figures": figures,
        "raw": raw,
        "notes": notes,
    }
