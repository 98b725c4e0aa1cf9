"""Where a selection is added up from: the sums that are kept where they know it, the reports themselves where not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.store.filters import Filters, conditions
from lib.store.sums import WIDTHS


@dataclass(frozen=True)
class Counted:
    """`table` with the condition for what is added up, and its parameters. `is_kept`: a row is many reports."""

    table: str
    where: str
    values: tuple[object, ...]
    is_kept: bool

    @property
    def reports(self) -> str:
        """SQL for how many reports."""
        return "coalesce(sum(reports), 0)::BIGINT" if self.is_kept else "count(*)"

    def reports_where(self, condition: str) -> str:
        """SQL for how many reports of which a condition holds."""
        return f"coalesce(sum({'reports' if self.is_kept else '1'}) FILTER ({condition}), 0)::BIGINT"

    def sum(self, column: str) -> str:
        """SQL for the sum of a column; NULL where nobody states it."""
        if self.is_kept:
            return f'CASE WHEN sum("known.{column}") > 0 THEN sum("{column}") END'
        return f'sum("{column}")'

    def known(self, column: str) -> str:
        """SQL for how many reports state a column."""
        return f'sum("known.{column}")' if self.is_kept else f'count("{column}")'

    def parts(self, columns: Sequence[str]) -> str:
        """SQL for each column's sum and "known.<column>", each with a comma before it."""
        return "".join(f', {self.sum(c)} AS "{c}", {self.known(c)} AS "known.{c}"' for c in columns)


def counted(
    filters: Filters, *, width: int | None = None, every_report: bool = False, own: Mapping[str, str] | None = None
) -> Counted:
    """What a selection is added up from. `width`: it is to be told apart by regions of so many digits. `every_report` and
    `own` are those of `filters.conditions`."""
    where, values = conditions(filters, every_report=every_report, own=own)
    wide = len(filters.region) if width is None else max(width, len(filters.region))
    if filters.agency or wide not in WIDTHS:
        return Counted("panel", where, tuple(values), False)
    return Counted("sums", f"width = {wide} AND {where}", tuple(values), True)
