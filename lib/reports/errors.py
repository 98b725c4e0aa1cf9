"""What is wrong with a structured report, in words: file, key, what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError
from rapidfuzz import process

from lib.forms import ALL_KEYS
from lib.language import Message, UserError


class ReportError(UserError):
    """A report that cannot be taken in. `file` may carry a line; `problems` are sentences, one a fault."""

    def __init__(self, file: str, problems: tuple[Message, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__(Message("reports.refused", {"file": file, "problems": problems}))


def problems_of(error: ValidationError) -> tuple[Message, ...]:
    """Every fault pydantic found, as sentences."""
    return tuple(_problem(fault) for fault in error.errors(include_url=False))


def _problem(fault: Mapping[str, Any]) -> Message:
    key = ".".join(str(part) for part in fault["loc"]) or "report"
    context = fault.get("ctx", {})
    found = repr(fault.get("input"))[:60]
    match fault["type"]:
        case "missing":
            return Message("reports.missing", {"key": key})
        case "extra_forbidden":
            return Message("reports.extra", {"key": key})
        case "unknown_key":
            return Message("reports.unknown_key", {"key": context["key"], "nearest": _nearest(context["key"])})
        case "not_in_edition":
            edition = context["edition"] or "—"
            return Message("reports.not_in_edition", {"key": context["key"], "edition": edition})
        case "not_corrected":
            return Message("reports.not_corrected", {"key": context["key"]})
        case "no_note":
            return Message("reports.no_note", {"key": key})
        case "edition":
            return Message("reports.edition", {"key": context["key"], "known": context["known"]})
        case "figure":
            return Message("reports.figure", {"key": key, "found": found})
        case "too_large":
            return Message("reports.too_large", {"key": key, "found": found})
        case "literal_error":
            known = context["expected"].replace(" or ", ", ")
            return Message("reports.one_of", {"key": key.removesuffix(".[key]"), "known": known, "found": found})
        case kind:
            return Message("reports.other", {"key": key, "expected": _expected(kind, fault), "found": found})


def _expected(kind: str, fault: Mapping[str, Any]) -> Message | str:
    """What should stand there; pydantic's own English where it is a fault nobody has thought of."""
    name = next((name for prefix, name in _EXPECTED.items() if kind.startswith(prefix)), None)
    return Message(f"reports.expected.{name}", fault.get("ctx", {})) if name else str(fault["msg"])


_EXPECTED = {
    "int_": "integer",
    "greater_than_equal": "year",
    "less_than_equal": "year",
    "string_too_": "length",
    "string_pattern": "pattern",
    "string_": "text",
    "date_": "date",
    "dict_": "object",
    "model_": "object",
    "tuple_": "list",
}


def _nearest(key: str) -> str:
    best = process.extractOne(key, ALL_KEYS)
    return str(best[0]) if best else ""
