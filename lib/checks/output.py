"""Findings as JSON for programs, and as rows for the store and back without loss."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from lib.checks.model import Beside, Broken, Cause, CellState, Clue, Finding, Quote, Repair, Severity, Term, Verdict
from lib.checks.wording import describe
from lib.language import LANGUAGES, Message

_COLUMNS = ("report_id", "agency_id", "year", "check", "severity", "verdict", "fingerprint", "impact")


def finding_to_dict(finding: Finding, agency_name: str, review: Mapping[str, object] | None = None) -> dict[str, Any]:
    """A finding as design §3 has it in JSON, its sentence in both languages; a cell of last year names its year."""
    return {
        "agency": agency_name,
        "year": finding.year,
        "check": finding.check,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "cause": _cause_to_dict(finding),
        "equations": [_equation_to_dict(broken) for broken in finding.equations],
        "cells": list(finding.cells),
        "impact": finding.impact,
        "quotes": [vars(quote) for quote in finding.quotes],
        "message": {lang: describe(finding.message, lang) for lang in LANGUAGES},
        "review": dict(review or {}),
        "fingerprint": finding.fingerprint,
    }


def _cause_to_dict(finding: Finding) -> dict[str, Any] | None:
    if finding.cause is None:
        return None
    likeliest, *others = (
        {
            "kind": cause.kind,
            "cells": [vars(repair) for repair in cause.cells],
            "restores": cause.restores,
            "clues": [vars(clue) for clue in cause.clues],
        }
        for cause in (finding.cause, *finding.alternatives)
    )
    return {**likeliest, "alternatives": others}


def _equation_to_dict(broken: Broken) -> dict[str, Any]:
    terms = [
        {"key": term.key, "year": term.year, "side": term.side, "sign": term.sign, "value": term.value,
         "state": term.state.name.lower()}
        for term in broken.terms
    ]  # fmt: skip
    return {
        "check": broken.check,
        "equation": broken.equation,
        "relation": broken.relation,
        "left": broken.left,
        "right": broken.right,
        "delta": broken.delta,
        "cells": [term.key for term in broken.terms],
        "terms": terms,
    }


def to_row(finding: Finding) -> dict[str, Any]:
    """A finding as the store keeps it: what is searched for in columns, all else as JSON text in `payload`."""
    payload = {
        "causes": [_pack_cause(cause) for cause in _causes(finding)],
        "equations": [_pack_equation(broken) for broken in finding.equations],
        "cells": finding.cells,
        "message": _pack(finding.message),
        "beside": [[other.agency_id, other.year] for other in finding.beside],
        "quotes": [[quote.section, quote.text] for quote in finding.quotes],
    }
    return {
        **{name: getattr(finding, name) for name in _COLUMNS},
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "cause": finding.cause.kind if finding.cause else None,
        "payload": json.dumps(payload, ensure_ascii=False, separators=(",", ":")),
    }


def from_row(row: Mapping[str, Any]) -> Finding:
    """The finding that `to_row` made this row of; further columns are passed over."""
    payload = json.loads(row["payload"])
    causes = [_unpack_cause(cause) for cause in payload["causes"]]
    message = _unpack(payload["message"])
    if not isinstance(message, Message):
        raise TypeError(f"payload without a message: {row['payload']}")
    return Finding(
        **{name: row[name] for name in ("report_id", "agency_id", "year", "check", "fingerprint", "impact")},
        severity=Severity(row["severity"]),
        verdict=Verdict(row["verdict"]),
        cause=causes[0] if causes else None,
        alternatives=tuple(causes[1:]),
        equations=tuple(_unpack_equation(broken) for broken in payload["equations"]),
        cells=tuple(payload["cells"]),
        message=message,
        beside=tuple(Beside(*other) for other in payload["beside"]),
        quotes=tuple(Quote(*quote) for quote in payload["quotes"]),
    )


def _causes(finding: Finding) -> tuple[Cause, ...]:
    return (finding.cause, *finding.alternatives) if finding.cause else ()


def _pack_cause(cause: Cause) -> list[Any]:
    cells = [[repair.key, repair.reported, repair.suggested] for repair in cause.cells]
    return [cause.kind, cells, cause.restores, [[clue.kind, clue.key, clue.value] for clue in cause.clues]]


def _unpack_cause(packed: list[Any]) -> Cause:
    kind, cells, restores, clues = packed
    return Cause(kind, tuple(Repair(*cell) for cell in cells), restores, tuple(Clue(*clue) for clue in clues))


def _pack_equation(broken: Broken) -> list[Any]:
    terms = [[t.key, t.year, t.side, t.sign, t.value, int(t.state)] for t in broken.terms]
    return [broken.equation, broken.check, broken.left, broken.right, broken.delta, terms, broken.relation]


def _unpack_equation(packed: list[Any]) -> Broken:
    equation, check, left, right, delta, terms, relation = packed
    unpacked = tuple(
        Term(key, year, side, sign, value, CellState(state)) for key, year, side, sign, value, state in terms
    )
    return Broken(equation, check, left, right, delta, unpacked, relation)


def _pack(value: object) -> Any:
    """A message's values: messages, tuples, texts, counts and None, nested."""
    match value:
        case Message():
            return {"key": value.key, "values": {name: _pack(part) for name, part in value.values.items()}}
        case tuple():
            return [_pack(part) for part in value]
        case None | int() | str():
            return value
        case _:
            raise TypeError(f"not a value of a finding's message: {value!r}")


def _unpack(packed: Any) -> object:
    match packed:
        case dict():
            return Message(packed["key"], {name: _unpack(part) for name, part in packed["values"].items()})
        case list():
            return tuple(_unpack(part) for part in packed)
        case _:
            return packed
