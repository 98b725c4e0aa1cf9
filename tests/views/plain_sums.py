"""data/reports.jsonl added up in the plainest way, for comparison with the views."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from lib.views.model import Composition

DATA = Path(__file__).parents[2] / "data" / "reports.jsonl"
YEARS = tuple(range(2019, 2026))
OUTCOMES = {
    "granted": ("granted",),
    "partial": ("partial",),
    "refused": (
        "ref_state_secret", "ref_other_law", "ref_3sec1stab", "ref_third_party", "ref_internal", "ref_process",
        "ref_enforcement", "ref_query",
    ),
    "unable": ("una_not_held", "una_must_create", "una_unclear"),
    "not_processed": ("np_petition", "np_repeat", "np_publication", "np_abusive", "np_confirm"),
}  # fmt: skip
OTHER = {"2019": ("oth_single",), "2021": ("oth_no_correction", "oth_fee_unpaid", "oth_other")}
GROUPS = ("reconsideration", "direct_action", "action_after")


@cache
def everything() -> list[dict[str, Any]]:
    return [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]


@cache
def counted(year: int) -> list[dict[str, Any]]:
    """The reports of a year without those whose government reports for the whole."""
    here = [item for item in everything() if item["year"] == year]
    parents = {item["agency"]["name"]: item["agency"].get("parent") for item in everything()}
    wholes = {item["agency"]["name"] for item in here if item["scope"] == "government_aggregate"}

    def inside(name: str | None) -> bool:
        above = parents.get(name or "")
        return above is not None and (above in wholes or inside(above))

    return [item for item in here if not inside(item["agency"]["name"])]


def total(year: int, *keys: str) -> int | None:
    """Σ over the counted reports that state every one of the keys; None where none does."""
    found = [[item["figures"].get(key) for key in keys] for item in counted(year)]
    stated = [sum(values) for values in found if None not in values]
    return sum(stated) if stated else None


def outcome(year: int, name: str) -> int | None:
    found = []
    for item in counted(year):
        rows = OUTCOMES.get(name) or OTHER[item["editions"]["requests"]]
        values = [item["figures"].get(f"requests.{row}.total") for row in rows]
        if None not in (*values, item["figures"].get("requests.result_total.total")):
            found.append(sum(values))
    return sum(found) if found else None


def counts(view: Composition) -> dict[str, tuple[int | None, ...]]:
    return {part.name.code: part.counts for part in view.parts}
