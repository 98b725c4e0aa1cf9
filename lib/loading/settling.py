"""What a person makes of a reading: corrections, answers and confirmations, and the report that comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from lib.checks.wording import cell_name
from lib.extraction import Question, Reading
from lib.forms import EDITION_KEYS, FigureKey, table_of
from lib.language import Language, Message, UserError, t
from lib.loading.files import FileReading
from lib.reports import NOTES_BY_HAND, Correction, FigureValue, KnownKey, Report, ReportError, Scope, State, read_number
from lib.reports.errors import problems_of

OCR_NOTE = "ocr"
_READ_AS, _COMPARED, _REMARK = NOTES_BY_HAND
_CONFIG = ConfigDict(extra="forbid", str_strip_whitespace=True)
# Reading again with the agency or the year named by a person puts these right: what is missing.
NAMELESS = {"extraction.no_agency": "agency", "extraction.no_year": "year", "extraction.no_such_year": "year"}


@dataclass(frozen=True, config=_CONFIG)
class FigureEdit:
    """The value a person put in the place of what was read; None: the document shows a blank cell. `note` says why."""

    value: FigureValue
    note: str = ""


@dataclass(frozen=True, config=_CONFIG)
class Edits:
    """What a person said of one document. None: as it was read. `looked_at`: every figure was compared with the picture."""

    agency: str | None = None
    region_code: str | None = None
    year: int | None = None
    published_on: date | None = None
    scope: Scope | None = None
    figures: dict[KnownKey, FigureEdit] = field(default_factory=dict)
    looked_at: bool = False
    note: str = ""


_EDITS = TypeAdapter(Edits)


def write_edits(edits: Edits) -> bytes:
    """Edits as JSON."""
    return _EDITS.dump_json(edits, exclude_defaults=True)


def read_edits(content: bytes) -> Edits:
    """Edits from JSON. Raises ValueError where it holds none."""
    return _EDITS.validate_json(content)


def settle(
    reading: FileReading, edits: Edits | None = None, *, lang: Language = "zh", today: date | None = None
) -> Report:
    """The report as a person confirmed it: what was read, with the edits in its place and each noted as a correction.

    A correction needs a note, unless it answers a question. An edit that says what was read anyway is none. `lang`: the
    language of the notes that are written here. Raises UserError saying what to fill in: where the reading was refused,
    agency or year are not known, a note is missing, a value does not fit, or a picture was not compared with its figures.
    """
    edits = edits or Edits()
    report = _read_report(reading, edits)
    if is_recognised(reading) and not edits.looked_at:
        raise UserError(Message("loading.settle_compare", {"name": reading.origin}))
    day = today or date.today()
    figures, raw, corrections = dict(report.figures), dict(report.raw), dict(report.corrections)
    for key, edit in edits.figures.items():
        if _says_the_same(report, key, edit):
            continue
        _refuse_outside(report, key, lang)
        corrections[key] = _correction(report, reading.reading, key, edits, lang, day)
        figures[key] = edit.value
        raw.pop(key, None)
    changed = {
        "agency": _agency(report, edits),
        **{name: found for name in ("year", "published_on", "scope") if (found := getattr(edits, name)) is not None},
        "figures": figures,
        "raw": raw,
        "corrections": corrections,
        "notes": (*report.notes, *_notes(reading, report, edits, day)),
    }
    return _validated(report, changed, reading.origin)


def settled_as_read(reading: FileReading) -> bool:
    """Whether a report may go in without a person: read, from text and not from a picture, with nothing to ask."""
    asked = reading.reading is not None and bool(reading.reading.questions)
    return reading.report is not None and not asked and not is_recognised(reading)


def is_recognised(reading: FileReading) -> bool:
    """Whether the figures were read from a picture."""
    notes = reading.report.notes if reading.report else ()
    return reading.recognised or any(note.partition(":")[0] == OCR_NOTE for note in notes)


def open_figures(report: Report) -> tuple[FigureKey, ...]:
    """The figures that are still unread: something stands there, and nobody has said what."""
    return tuple(key for key in report.figures if report.state(key) is State.UNREAD)


def _read_report(reading: FileReading, edits: Edits) -> Report:
    if reading.report is not None:
        return reading.report
    problem = reading.problem or Message("loading.settle_unread", {})
    missing = NAMELESS.get(problem.key)
    if missing and getattr(edits, missing) is None:
        raise UserError(Message(f"loading.settle_no_{missing}", {"name": reading.origin}))
    raise UserError(Message("loading.settle_refused", {"name": reading.origin, "problem": problem}))


def _says_the_same(report: Report, key: FigureKey, edit: FigureEdit) -> bool:
    return (
        key in report.figures
        and report.figures[key] == edit.value
        and (report.state(key) in (State.STATED, State.BLANK))
    )


def _refuse_outside(report: Report, key: FigureKey, lang: Language) -> None:
    """A cell that no table of the report has cannot be filled in: nothing says which edition its table would be."""
    table = table_of(key)
    edition = report.editions.get(table)
    if edition is None or key not in EDITION_KEYS[table, edition]:
        values = {"cell": cell_name(key, lang), "edition": edition or "—"}
        raise UserError(Message("loading.settle_outside", values))


def _correction(
    report: Report, reading: Reading | None, key: FigureKey, edits: Edits, lang: Language, day: date
) -> Correction:
    question = next((asked for asked in reading.questions if key in asked.keys), None) if reading else None
    note = edits.figures[key].note
    if not note and question is not None:
        note = t("loading.chosen" if _is_candidate(question, edits.figures) else "loading.answered", lang)
    if not note:
        raise UserError(Message("loading.settle_note", {"cell": cell_name(key, lang)}))
    earlier = report.corrections.get(key)
    if earlier is not None:
        return earlier.model_copy(update={"note": note, "corrected_on": day})
    raw = report.raw.get(key) or (question.raw if question else None)
    return Correction(read=report.figures.get(key), raw=raw, note=note, corrected_on=day)


def _is_candidate(question: Question, figures: Mapping[FigureKey, FigureEdit]) -> bool:
    """Whether the values given are one of the readings that were offered."""
    given = [figures[key].value if key in figures else None for key in question.keys]
    return any([read_number(text).value for text in candidate] == given for candidate in question.candidates)


def _agency(report: Report, edits: Edits) -> dict[str, Any]:
    """Another name is another agency: of what was read about the one, nothing holds for the other."""
    agency = report.agency.model_dump()
    if edits.agency and edits.agency != report.agency.name:
        agency = {"name": edits.agency}
    return agency | ({"region_code": edits.region_code} if edits.region_code else {})


def _notes(reading: FileReading, report: Report, edits: Edits, day: date) -> list[str]:
    """What a person changed outside the tables, by what was read; that the picture was compared; and the remark."""
    read = {"agency": report.agency.name, "year": report.year, "published_on": report.published_on}
    read |= {"scope": report.scope, "region_code": report.agency.region_code}
    notes = [
        f"{_READ_AS}:{name} {'—' if value is None else value}"
        for name, value in read.items()
        if getattr(edits, name) not in (None, value)
    ]
    if is_recognised(reading):
        notes.append(f"{_COMPARED}:{day.isoformat()}")
    if edits.note:
        notes.append(f"{_REMARK}:{' '.join(edits.note.split())}")
    return [note for note in notes if note not in report.notes]


def _validated(report: Report, changed: Mapping[str, Any], origin: str) -> Report:
    kept = {name: getattr(report, name) for name in type(report).model_fields}
    try:
        return Report.model_validate({**kept, **changed})
    except ValidationError as error:
        raise ReportError(origin, problems_of(error)) from None
