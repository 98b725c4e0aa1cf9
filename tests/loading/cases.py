"""Small reports for the tests of loading, and a picture of all that a store holds."""

from __future__ import annotations

from typing import Any

from lib.forms import EDITION_KEYS
from lib.reports import Report
from lib.store import Store

NEW = "requests.new.total"
TABLES = ("proactive", "requests", "disputes")
_KEYS = [key for table in TABLES for key in EDITION_KEYS[table, "2021"]]
_KEPT = (
    "agency",
    "report",
    "figures",
    "cell",
    "fact",
    "prose",
    "verdict",
    "finding",
    "measure",
    "panel",
    "standing",
    "sums",
    "meta",
)


def whole(name: str = "某市财政局", year: int = 2023, **changes: Any) -> Report:
    """A report with all three tables that agrees with itself; `figures` replaces some of its cells."""
    figures: dict[str, Any] = dict.fromkeys(_KEYS, 0)
    cells = [f"requests.{row}.{who}" for row in ("new", "granted", "result_total") for who in ("natural", "total")]
    figures |= dict.fromkeys(cells, 5) | changes.pop("figures", {})
    plain: dict[str, Any] = {
        "agency": {"name": name},
        "year": year,
        "scope": "own_office",
        "editions": dict.fromkeys(TABLES, "2021"),
    }
    return Report.model_validate(plain | changes | {"figures": {k: v for k, v in figures.items() if v != "absent"}})


def everything(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in an order of its own."""
    return {table: sorted(store.rows(f"SELECT * FROM {table}"), key=str) for table in _KEPT}
