"""What was read, but not by labels alone: asked about where the sums of the form do not bear it out.

The sums raise a doubt about a reading and choose nothing: the figures stay as they were read. A report that is wrong as
published, and was read by its labels, is not asked about.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.extraction.gathering import Gathering
from lib.forms import FigureKey, TableKey, load_forms
from lib.language import Message


def ask_doubts(editions: Mapping[TableKey, str], gathering: Gathering) -> None:
    """One question for columns in another order than the form's, one for doubtful figures in sums that do not hold."""
    if moved := [key for key in gathering.figures if key in gathering.shuffled]:
        gathering.ask(Message("extraction.columns_moved", {"count": len(moved)}), moved)
    failing = _in_failing_sums(editions, gathering)
    if asked := [key for key in gathering.figures if key in failing and key in gathering.doubtful]:
        gathering.ask(Message("extraction.sums_do_not_hold", {"count": len(asked)}), asked)


def _in_failing_sums(editions: Mapping[TableKey, str], gathering: Gathering) -> set[FigureKey]:
    """The figures of every sum with a doubtful one in it that does not hold. A blank adds nothing, as a total it says
    nothing."""
    found: set[FigureKey] = set()
    for table, edition in editions.items():
        for equation in load_forms()[edition].equations:
            if equation.table != table or gathering.doubtful.isdisjoint(equation.keys):
                continue
            unread = any(key not in gathering.figures or key in gathering.open for key in equation.keys)
            if unread or any(gathering.figures[key] is None for key in equation.right):
                continue
            left = sum(gathering.figures[key] or 0 for key in equation.left)
            if left != sum(gathering.figures[key] or 0 for key in equation.right):
                found.update(equation.keys)
    return found
