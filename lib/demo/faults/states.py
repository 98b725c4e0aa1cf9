"""Cells that hold no count, tables and sections that are missing, and the wrong edition of a table."""

from __future__ import annotations

from collections.abc import Mapping

from lib.checks.cells import KEY_CELLS
from lib.demo.faults.model import Change, Injector, Kind, Site
from lib.demo.years import edition_of
from lib.forms import load_forms


def blank(site: Site) -> Change | None:
    """One of the cells without which a report says little is blank."""
    key = site.pick(KEY_CELLS)
    return None if key is None else Change({key: ""})


def negative(site: Site) -> Change | None:
    """A minus before a number of table 二, where no sum would show it."""
    keys = ["proactive.licensing.decisions", "proactive.penalty.decisions", "proactive.compulsion.decisions"]
    key = site.pick(site.above(keys, 1))
    return None if key is None else Change({key: -site.value(key)})


def holding(text: str) -> Injector:
    """Something that is no count in a cell of table 二."""

    def inject(site: Site) -> Change | None:
        return Change({"proactive.compulsion.decisions": text})

    return inject


def without_table(site: Site) -> Change | None:
    """Table 四 is not there."""
    return Change(editions={"disputes": None})


def older_edition(site: Site) -> Change | None:
    """Table 三 in the form of the edition before: its last outcomes are one row."""
    due = edition_of(site.year)
    older = [form for form in load_forms().values() if form.since < due.since]
    if not older or site.received:
        return None
    return Change(editions={"requests": older[-1].edition})


def without_problems(site: Site) -> Change | None:
    """Section 五 says nothing."""
    return Change(text={"五": "无。"})


KINDS: Mapping[str, Kind] = {
    "blank": Kind(blank, ("BLANK",)),
    "negative": Kind(negative, ("NEG",)),
    "fraction": Kind(holding("2.5"), ("INT",)),
    "words": Kind(holding("若干"), ("NUM",)),
    "missing_table": Kind(without_table, ("STRUCT-MISSING",)),
    "older_edition": Kind(older_edition, ("STRUCT-EDITION",)),
    "no_problems": Kind(without_problems, ("STRUCT-SECTIONS",)),
}
