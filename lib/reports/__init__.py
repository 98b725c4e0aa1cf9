"""The report model: figures as published, blank kept apart from zero and from absent; JSON and CSV in and out."""

from lib.reports.csv_format import read_csv, safe_text, write_csv
from lib.reports.errors import ReportError
from lib.reports.json_format import json_schema, parse_report, parse_reports, write_list, write_reports
from lib.reports.model import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    LEVELS,
    NOTES_BY_HAND,
    SCOPES,
    Agency,
    Correction,
    FigureValue,
    Kind,
    KnownKey,
    Level,
    Report,
    Scope,
    Source,
)
from lib.reports.numbers import BLANK_MARKS, Number, State, read_number

__all__ = [
    "BLANK_MARKS",
    "FIRST_YEAR",
    "KINDS",
    "LAST_YEAR",
    "LEVELS",
    "NOTES_BY_HAND",
    "SCOPES",
    "Agency",
    "Correction",
    "FigureValue",
    "Kind",
    "KnownKey",
    "Level",
    "Number",
    "Report",
    "ReportError",
    "Scope",
    "Source",
    "State",
    "json_schema",
    "parse_report",
    "parse_reports",
    "read_csv",
    "read_number",
    "safe_text",
    "write_csv",
    "write_list",
    "write_reports",
]
