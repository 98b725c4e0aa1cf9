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


def write_list(reports: Iterable[Report]) -> Iterator[str]:
    """One JSON list of all reports, a report a line."""
    mark = "[\n"
    for line in write_reports(reports):
        yield mark + line.rstrip("\n")
        mark = ",\n"
    yield ("[" if mark == "[\n" else "\n") + "]\n"


def json_schema() -> str:
    """The JSON Schema of a report, generated from the model."""
    return json.dumps(Report.model_json_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _items(text: str, file: str) -> Iterator[tuple[str, Any]]:
    """Each JSON value with where it stands; a file that is no JSON at all comes out as one error."""
    whole = _decode(text, file)
    if not isinstance(whole, ReportError):
        yield from (
            ((f"{file}[{n}]", item) for n, item in enumerate(whole)) if isinstance(whole, list) else [(file, whole)]
        )
        return
    # Only at a line feed: the other separators Python knows may stand inside a JSON string.
    lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    decoded = [(f"{file}:{n}", _decode(line, f"{file}:{n}", n)) for n, line in lines]
    if any(isinstance(item, dict) for _, item in decoded):
        yield from decoded
    else:
        yield file, whole


def _decode(text: str, where: str, line: int | None = None) -> Any:
    """The value of a JSON text, or the error that says where it ends being JSON; `line` is that of a one-line text."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except _NamedTwice as error:
        return ReportError(where, (Message("reports.named_twice", {"key": error.args[0]}),))
    except json.JSONDecodeError as error:
        values = {"line": line or error.lineno, "column": error.colno}
        return ReportError(where, (Message("reports.not_json", values),))
    except (ValueError, RecursionError):
        return ReportError(where, (Message("reports.monstrous"),))


class _NamedTwice(ValueError):
    """A JSON object names a key twice: nothing says which value is meant."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _NamedTwice(next(name for name in names if names.count(name) > 1))
    return found
