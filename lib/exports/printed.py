"""A report as it is to be printed, before any file format: title, sections in order, tables in their official layout.

Whatever is printed here is read back as the same report: a blank stays blank, a row the document lacks is left out, a
cell that was not read shows the text that stood in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lib.exports.cells import PrintedTable, printed_table
from lib.forms import TABLES, Section, find_cell, load_forms, newest_form, table_of
from lib.language import Language, t
from lib.reports import Correction, Report

_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_ROMAN = dict(zip("一二三四五六", ("I.", "II.", "III.", "IV.", "V.", "VI."), strict=True))


@dataclass(frozen=True)
class PrintedSection:
    """A numbered section. `table` is None where the section has none or the document lacks it."""

    number: str
    heading: str
    paragraphs: tuple[str, ...]
    table: PrintedTable | None


@dataclass(frozen=True)
class Printed:
    """A report to be written. `particulars` are the closing notes as (name, text): scope, source, corrections.

    `dateline` is "" where the date of publication is not known.
    """

    title: str
    dateline: str
    preamble: tuple[str, ...]
    sections: tuple[PrintedSection, ...]
    particulars: tuple[tuple[str, str], ...]
    lang: Language


def printed(report: Report, lang: Language) -> Printed:
    """The report in `lang`: headings and labels in that language, figures, prose and names as published."""
    title = title_of(report.agency.name, report.year, lang)
    return Printed(
        title=clean(title),
        dateline=_dateline(report, lang),
        preamble=tuple(line for line in _paragraphs(report, "preamble") if line != title),
        sections=tuple(_section(report, section, lang) for section in _sections(report)),
        particulars=tuple((name, clean(text)) for name, text in _particulars(report, lang)),
        lang=lang,
    )


def title_of(agency: str, year: int, lang: Language) -> str:
    """The title over a report."""
    return t("exports.title", lang, agency=agency, year=year)


def clean(text: str) -> str:
    """The text without what no document can hold (control characters, half of a character)."""
    return _NOT_TEXT.sub("", text)


def _dateline(report: Report, lang: Language) -> str:
    day = report.published_on
    return t("exports.dateline", lang, year=day.year, month=day.month, day=day.day) if day else ""


def _sections(report: Report) -> tuple[Section, ...]:
    edition = next((report.editions[table] for table in ("requests", *TABLES) if table in report.editions), None)
    return (load_forms()[edition] if edition else newest_form()).sections


def _section(report: Report, section: Section, lang: Language) -> PrintedSection:
    number = section.number if lang == "zh" else _ROMAN.get(section.number, section.number)
    heading = t("exports.heading", lang, number=number, title=section.title.get(lang))
    tables = [
        printed_table(report, table, lang)
        for table in report.tables
        if load_forms()[report.editions[table]].tables[table].section == section.number
    ]
    return PrintedSection(section.number, heading, _paragraphs(report, section.number), next(iter(tables), None))


def _paragraphs(report: Report, section: str) -> tuple[str, ...]:
    lines = clean(report.text.get(section, "")).split("\n")
    return tuple(text for line in lines if (text := line.strip()))


def _particulars(report: Report, lang: Language) -> Iterator[tuple[str, str]]:
    """Two at least, so that they are a table in every format."""
    yield t("exports.particular.agency", lang), report.agency.name
    yield t("exports.particular.scope", lang), t(f"terms.scope.{report.scope}", lang)
    if source := report.source.url or report.source.file:
        yield t("exports.particular.source", lang), source
    for key, correction in report.corrections.items():
        yield t("exports.particular.correction", lang), _correction(report, key, correction, lang)


def _correction(report: Report, key: str, correction: Correction, lang: Language) -> str:
    row, column = find_cell(key, report.editions[table_of(key)])
    blank = t("exports.blank_cell", lang)
    read = correction.raw or ("" if correction.read is None else str(correction.read))
    now = report.figures[key]
    return t(
        "exports.correction",
        lang,
        row=row.label.get(lang),
        column=column.label.get(lang),
        read=read or blank,
        value=blank if now is None else now,
        day=correction.corrected_on.isoformat(),
        note=correction.note,
    )
