"""Reports as JSON: one report, a list of reports, or one report a line. The JSON Schema comes from the model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from lib.language import Message
from lib.reports.errors import ReportError, problems_of
from lib.reports.model import Report


def parse_reports(content: bytes, file: str) -> Iterator[Report | ReportError]:
    """Every report in a JSON or JSON Lines file; one that is wrong comes out as its error, in its place."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield ReportError(file, (Message("reports.not_utf8"),))
        return
    for where, item in _items(text, file):
        yield item if isinstance(item, ReportError) else parse_report(item, where)


def parse_report(item: object, where: str) -> Report | ReportError:
    """A report from a decoded JSON object, or what is wrong with it. `where` names the file, and the line if any."""
    try:
        return Report.model_validate(item)
    except ValidationError as error:
        return ReportError(where, problems_of(error))


def write_reports(reports: Iterable[Report]) -> Iterator[str]:
    """One line of JSON a report, without the keys that are empty."""
    for report in reports:
        yield report.model_dump_json(exclude_defaults=True) + "\n"


def json_schema() -> str:
    """The JSON Schema of a report, generated from the model."""
    return json.dumps(Report.model_json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _items(text: str, file: str) -> Iterator[tuple[str, Any]]:
    """Each JSON value with where it stands; a file that is no JSON at all comes out as one error."""
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        if "\n" not in text.strip():
            yield file, _not_json(file, error)
            return
        yield from _lines(text, file)
        return
    if isinstance(whole, list):
        yield from ((f"{file}[{n}]", item) for n, item in enumerate(whole))
    else:
        yield file, whole


def _lines(text: str, file: str) -> Iterator[tuple[str, Any]]:
    for n, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{file}:{n}"
        try:
            yield where, json.loads(line)
        except json.JSONDecodeError as error:
            yield where, _not_json(where, error)


def _not_json(where: str, error: json.JSONDecodeError) -> ReportError:
    values = {"line": error.lineno, "column": error.colno}
    return ReportError(where, (Message("reports.not_json", values),))
