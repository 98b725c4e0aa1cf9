"""Reports of any kind, for property tests: both editions, every state of a cell, awkward texts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from lib.forms import COUNT_KEYS, EDITION_KEYS, TABLES, UNITS, load_forms
from lib.reports import FIRST_YEAR, KINDS, LAST_YEAR, LEVELS, SCOPES, Report, State, read_number

AWKWARD = (
    "=1+1", "+8", "@SUM(A1)", "-", "—", "/", "#N/A", "?", "??5", "?12", "'quoted", "''", 'a "quoted" word', "a,b", "a\nb",
    "a\rb", "10 2", "012", "15130000154", "减3", "1,234", "12,34", "２２件", "22（其中修订16件）", "3²", "N/A", "无", "八",
    "a | b", "||", "\u2028", "a\x85b", "1.50", "1e3", "NaN", "0x10", "TRUE",
)  # fmt: skip
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12),
).map(str.strip)
names = (
    st.text(st.sampled_from("甲乙丙省市县区局厅=+-@'\",（）A "), min_size=2, max_size=12)
    .map(str.strip)
    .filter(lambda name: len(name) >= 2)
)
counts = st.one_of(st.integers(0, 20), st.integers(-(10**15) + 1, 10**15 - 1))
amounts = st.decimals(-(10**10), 10**10, places=4, allow_nan=False).map(
    lambda d: int(d) if d == d.to_integral_value() else d
)
_CODES = ("110000", "350128", "320800", "411621101", "350128000000")


@st.composite
def reports(draw: st.DrawFn, years: st.SearchStrategy[int] | None = None) -> Report:
    """A report whose `raw` says more than its figures and never contradicts them."""
    editions = {table: draw(st.sampled_from([None, *load_forms()])) for table in TABLES}
    figures: dict[str, Any] = {}
    raw: dict[str, str] = {}
    for table, edition in editions.items():
        if edition:
            # One state for most of the table, another for a few cells: as documents are.
            usual = draw(st.sampled_from(["stated", "blank"]))
            odd = draw(st.dictionaries(st.sampled_from(EDITION_KEYS[table, edition]), _cells, max_size=12))
            number = draw(counts)
            for key in EDITION_KEYS[table, edition]:
                state, text, count, amount = odd.get(key, (usual, "", number, number))
                _fill(key, state, text, count if key in COUNT_KEYS else amount, figures, raw)
    return Report.model_validate(
        {
            "agency": draw(_agencies),
            "year": draw(st.integers(FIRST_YEAR, LAST_YEAR) if years is None else years),
            "scope": draw(st.sampled_from(SCOPES)),
            "editions": {table: edition for table, edition in editions.items() if edition},
            "published_on": draw(st.none() | st.dates()),
            "source": draw(_sources),
            "figures": figures,
            "raw": raw,
            "text": draw(st.dictionaries(st.sampled_from(["preamble", *"一二三四五六"]), texts, max_size=3)),
            "notes": draw(st.lists(_notes, max_size=3)),
            "corrections": draw(st.dictionaries(st.sampled_from(sorted(figures)), _corrections, max_size=3))
            if figures
            else {},
        }
    )


def _fill(key: str, state: str, text: str, number: int | Decimal, figures: dict[str, Any], raw: dict[str, str]) -> None:
    if state == "absent":
        return
    read = read_number(text)
    figures[key] = {"stated": number, "read": read.value}.get(state)
    if state in ("unread", "read") and text not in ("", str(figures[key])):
        raw[key] = text
    if state == "fraction" and UNITS[key] != "change":
        figures[key] = Decimal("2.5")


_cells = st.tuples(st.sampled_from(["stated", "blank", "absent", "unread", "read", "fraction"]), texts, counts, amounts)
# A note may lack its detail, and its colon.
_notes = st.tuples(st.sampled_from(["unknown_row:", "cells_ambiguous:", "missing_row:x", "ocr"]), texts).map("".join)
_corrections = st.fixed_dictionaries(
    {
        "read": st.none() | counts | amounts,
        "raw": st.none() | texts.filter(bool),
        "note": texts.filter(bool),
        "corrected_on": st.dates(),
    }
)
_sources = st.fixed_dictionaries({name: st.none() | texts.filter(bool) for name in ("url", "file", "sha256", "state")})
_agencies = st.fixed_dictionaries(
    {
        "name": names,
        "region_code": st.none() | st.sampled_from(_CODES),
        "level": st.none() | st.sampled_from(LEVELS),
        "kind": st.none() | st.sampled_from(KINDS),
        "parent": st.none() | names,
        "uscc": st.none() | st.just("11350000003591037R"),
    }
)


def states(report: Report) -> dict[str, State]:
    """The state of every cell of the editions a report has."""
    keys = [key for table, edition in report.editions.items() for key in EDITION_KEYS[table, edition]]
    return {key: report.state(key) for key in keys}
