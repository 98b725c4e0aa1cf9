"""A document to a report: sections, tables, masthead, and everything that could not be read for certain."""

from __future__ import annotations

from collections.abc import Sequence

from lib.documents import Document
from lib.extraction.completeness import ask_missing, note_sections
from lib.extraction.cut_cells import doubt_cuts
from lib.extraction.disputes import read_disputes
from lib.extraction.doubts import ask_doubts
from lib.extraction.gathering import Gathering
from lib.extraction.lines import PARAGRAPH, Line, lines_of
from lib.extraction.masthead import Masthead, read_masthead
from lib.extraction.particulars import read_particulars
from lib.extraction.proactive import read_proactive
from lib.extraction.prose import prose_of
from lib.extraction.reading import Question, Reading
from lib.extraction.refusals import refusal_of
from lib.extraction.requests import read_requests
from lib.extraction.sections import Part, parts_of
from lib.extraction.zones import zones_of
from lib.forms import EDITION_KEYS, Label, TableKey, find_cell, load_forms, newest_form, table_of
from lib.language import Message
from lib.reports import Agency, Report, Source


def extract(document: Document, *, agency: str | None = None, year: int | None = None) -> Reading:
    """The report in a document, with questions where it is not clear, or a refusal that says what to do.

    `agency` and `year` are taken where given; else they are looked for in the document. Blank cells come out blank and
    cells the document does not have are absent; what could be read in more than one way is never chosen.
    """
    lines = lines_of(document)
    parts = parts_of(lines)
    gathering = Gathering()
    cut = _cut_line(document, lines)
    editions = _read_tables(parts, gathering, cut)
    said = read_particulars([line for part in parts for line in part.lines])
    masthead = said.over(read_masthead(document, parts, agency or said.agency, year or said.year))
    refusal = refusal_of(document, lines, parts, gathering, masthead, said.template)
    if refusal is not None:
        return Reading(None, "refused", tuple(gathering.questions), refusal)
    note_sections(parts, gathering, _is_excerpt(document))
    ask_missing(editions, gathering)
    ask_doubts(editions, gathering)
    if not any(value is not None for value in gathering.figures.values()):
        gathering.ask(Message("extraction.all_blank", {}))
    if masthead.signed:
        gathering.note("signed", masthead.signed)
    if document.recognised:
        _ask_about_picture(document, gathering)
    questions = (*masthead.questions, *_about_file(document), *gathering.questions)
    report = _report(document, parts, gathering, masthead, editions)
    return Reading(report, "questions" if questions else "whole", questions, None, gathering.places)


def _read_tables(parts: Sequence[Part], gathering: Gathering, cut: Line | None) -> dict[TableKey, str]:
    zones = zones_of(parts)
    editions: dict[TableKey, str] = {}
    read_proactive(zones["proactive"], gathering, cut)
    if (proactive := _fit_edition("proactive", gathering)) is not None:
        editions["proactive"] = proactive
    found = read_requests(zones["requests"], gathering, cut)
    if any(table_of(key) == "requests" for key in gathering.figures):
        if found is None:
            found = editions.get("proactive", newest_form().edition)
            gathering.note("edition_undecided", f"requests {found}")
        editions["requests"] = found
        _keep_edition("requests", found, gathering)
    if read_disputes(zones["disputes"], gathering, cut):
        editions["disputes"] = newest_form().edition
    doubt_cuts(gathering)
    return editions


def _fit_edition(table: TableKey, gathering: Gathering) -> str | None:
    """The edition that has most of the figures of a table; the others are kept as notes and asked about."""
    keys = [key for key in gathering.figures if table_of(key) == table]
    if not keys:
        return None
    edition = max(load_forms(), key=lambda name: sum(key in EDITION_KEYS[(table, name)] for key in keys))
    _keep_edition(table, edition, gathering)
    return edition


def _keep_edition(table: TableKey, edition: str, gathering: Gathering) -> None:
    """Take out the figures the edition does not have: row by row, with a note and one question each."""
    outside: dict[Label, list[str]] = {}
    for key in [key for key in gathering.figures if table_of(key) == table]:
        if key not in EDITION_KEYS[(table, edition)]:
            stood = gathering.raw.get(key) or str(gathering.figures[key] if gathering.figures[key] is not None else "")
            gathering.note("outside_edition", f"{key} {stood}")
            outside.setdefault(find_cell(key)[0].label, []).append(stood)
            gathering.drop(key)
    for row, texts in outside.items():
        raw = " | ".join(dict.fromkeys(texts))
        gathering.ask(Message("extraction.outside_edition", {"row": row, "edition": edition, "raw": raw}), raw=raw)


def _report(
    document: Document,
    parts: Sequence[Part],
    gathering: Gathering,
    masthead: Masthead,
    editions: dict[TableKey, str],
) -> Report:
    assert masthead.agency is not None
    assert masthead.year is not None
    return Report(
        agency=Agency(name=masthead.agency),
        year=masthead.year,
        scope=masthead.scope,
        editions=editions,
        published_on=masthead.published_on,
        source=Source(url=_address(document), file=document.name, sha256=document.sha256),
        figures=gathering.figures,
        raw=gathering.raw,
        text=prose_of(parts),
        notes=tuple(gathering.notes),
    )


def _ask_about_picture(document: Document, gathering: Gathering) -> None:
    """What was read from a picture is for a person to compare, every figure of it."""
    stated = [key for key, value in gathering.figures.items() if value is not None]
    gathering.ask(Message("extraction.ocr", {"count": len(stated)}), stated)
    gathering.note("ocr", document.format)


def _address(document: Document) -> str | None:
    values = [document.metadata.get(name, "") for name in ("原文链接", "链接", "og:url", "Url")]
    return next((value for value in values if value.startswith(("http://", "https://"))), None)


def _is_excerpt(document: Document) -> bool:
    return any(warning.key == "documents.excerpt" for warning in document.warnings)


def _cut_line(document: Document, lines: Sequence[Line]) -> Line | None:
    """The last row of the last grid, where the file stops."""
    rows = [line for line in lines if line.origin != PARAGRAPH]
    return rows[-1] if rows and _is_excerpt(document) else None


def _about_file(document: Document) -> list[Question]:
    return [Question(warning) for warning in document.warnings]
