"""Figures that a broken sum of the form already calls in doubt: nothing further is concluded from them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from lib.checks.model import Verdict
from lib.checks.registry import Case
from lib.checks.relations import form_relations
from lib.forms import FigureKey


def in_doubt(case: Case, report: int, keys: Iterable[FigureKey]) -> bool:
    """Whether a sum that holds one of these cells is broken in a report: one fault is one finding, and stands there."""
    return any(case.verdict(name, report) is Verdict.BROKEN for key in keys for name in _sums_with().get(key, ()))


@cache
def _sums_with() -> dict[FigureKey, tuple[str, ...]]:
    """The sums each cell stands in, in any edition."""
    found: dict[FigureKey, dict[str, None]] = {}
    for relations in form_relations().values():
        for relation in relations:
            for part in relation.parts:
                found.setdefault(part.key, {})[relation.id] = None
    return {key: tuple(names) for key, names in found.items()}
