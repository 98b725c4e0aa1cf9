"""Every view of the bundled reports as it was when it was last looked at. `UPDATE_GOLDEN=1` writes the pictures anew:
look at what changed before they are kept."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from lib.store import Filters, Store
from lib.views.report import report
from tests.views.shown import VIEWS, picture

GOLDEN = Path(__file__).parents[1] / "golden" / "views"
SELECTIONS = {
    "all": Filters(),
    "own": Filters(region="350128", counting="own_office", first_year=2022, last_year=2024, without_doubtful=True),
}
REPORTS = [("宿迁市人民政府", 2024), ("淮安市洪泽区人民政府", 2023), ("平潭综合实验区管理委员会", 2020)]


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_as_it_was(bundled: Store, name: str, selection: str) -> None:
    assert_as_before(f"{name}-{selection}", picture(VIEWS[name](bundled, SELECTIONS[selection])))


@pytest.mark.parametrize(("agency", "year"), REPORTS)
def test_a_report_is_as_it_was(bundled: Store, agency: str, year: int) -> None:
    shown = report(bundled, agency, year)
    assert shown is not None
    tables = {
        table.table: {"edition": table.edition, "values": table.values, "previous": table.previous}
        for table in shown.tables
    }
    parts = [shown.headline, shown.absent_tables, shown.findings, shown.years, shown.verdicts]
    assert_as_before(f"report-{agency}-{year}", {"tables": picture(tables), "rest": picture(parts)})


def assert_as_before(name: str, found: Any) -> None:
    path = GOLDEN / f"{name}.json"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_laid_out(found), "utf-8")
    assert json.loads(path.read_text("utf-8")) == json.loads(json.dumps(found))


def _laid_out(found: Any, depth: int = 0) -> str:
    """JSON with what fits on a line on one line, so that a change is seen where it is."""
    flat = json.dumps(found, ensure_ascii=False)
    if len(flat) <= 110 or not isinstance(found, dict | list):
        return flat
    indent = " " * (depth + 1)
    if isinstance(found, dict):
        parts = [f"{indent}{json.dumps(key, ensure_ascii=False)}: {_laid_out(found[key], depth + 1)}" for key in found]
    else:
        parts = [indent + _laid_out(value, depth + 1) for value in found]
    opening, closing = "{}" if isinstance(found, dict) else "[]"
    return f"{opening}\n" + ",\n".join(parts) + f"\n{' ' * depth}{closing}" + ("\n" if not depth else "")
