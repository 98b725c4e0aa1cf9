"""Faults between years and between agencies: chains, zeros that hide cases, copies, parts that do not add up."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lib.demo.activity import KEY_ROWS
from lib.demo.faults.model import Change, Kind, Site
from lib.forms import TABLES, FigureKey

# Copied figures mean something only where there are enough of them.
_LEAST_CELLS, _LEAST_CELLS_OF_AGENCY, _LEAST_RECEIVED = 8, 12, 15
# A zero is odd where the median of so many like agencies, or more, is so much.
_LIKE_AGENCIES, _USUAL = 8, 15
_RECEIVED = KEY_ROWS["requests.new.total"]
_STOCK = ("issued", "repealed", "in_force")


def broken_carry(site: Site) -> Change | None:
    """More is carried in than was carried over, and as much less received: only the chain is broken."""
    received = site.value("requests.new.natural")
    if site.before is None or not received:
        return None
    more = int(site.random.integers(1, min(received, 9) + 1))
    signs = {"carry_in": more, "new": -more}
    return Change(
        {
            f"requests.{row}.{part}": site.value(f"requests.{row}.{part}") + difference
            for row, difference in signs.items()
            for part in ("natural", "total")
        }
    )


def broken_stock(site: Site) -> Change | None:
    """More documents in force than follows from the year before."""
    key = "proactive.normative_docs.in_force"
    if not site.same_editions() or not site.block.has(site.report, key) or not site.value(key):
        return None
    return Change({key: site.value(key) + int(site.random.integers(1, 6))})


def stock_out_of_bounds(site: Site) -> Change | None:
    """Nothing in force, though more was issued than repealed."""
    issued, repealed, in_force = (site.value(f"proactive.normative_docs.{name}") for name in _STOCK)
    return Change({"proactive.normative_docs.in_force": 0}) if in_force and issued > repealed else None


def hidden_zero(site: Site) -> Change | None:
    """Table 三 filled with zeros, though requests were carried over from last year, or cases stand in table 四."""
    carried = site.before is not None and site.before.value("requests.carry_out.total")
    disputes = site.above(site.keys("disputes"), 1)
    filled = site.above(site.keys("requests"), 1)
    return Change(dict.fromkeys(filled, 0)) if filled and (carried or disputes) else None


def lone_zero(site: Site) -> Change | None:
    """The office of a county without a single request, when other counties' have many."""
    agency = site.block.agency(site.report)
    carried = site.before is not None and site.before.value("requests.carry_out.total")
    if (agency.kind, agency.level) != ("office", "county") or carried or not site.received:
        return None
    places = [n for n, one in enumerate(site.block.agencies) if (one.kind, one.level) == ("office", "county")]
    reports = [n * site.block.span + site.report % site.block.span for n in places]
    if len(reports) < _LIKE_AGENCIES or np.median(site.block.values[_RECEIVED, reports]) < _USUAL:
        return None
    return Change(dict.fromkeys(site.above(site.keys("requests", "disputes"), 1), 0))


def copied_year(site: Site) -> Change | None:
    """All figures are those of the year before."""
    before = site.before
    if before is None or not site.same_editions():
        return None
    keys = site.keys(*TABLES)
    if len(before.above(keys, 1)) < _LEAST_CELLS or before.received < _LEAST_RECEIVED:
        return None
    return _copied(site, before, keys)


def copied_agency(site: Site) -> Change | None:
    """All figures are those of another agency."""
    other = _other(site)
    keys = site.keys(*TABLES)
    aggregates = [site.block.agency(one.report).kind == "government" for one in (site, other)]
    many = not any(aggregates) and len(other.above(keys, 1)) >= _LEAST_CELLS_OF_AGENCY
    return _copied(site, other, keys) if many and other.received >= _LEAST_RECEIVED else None


def _copied(site: Site, other: Site, keys: tuple[FigureKey, ...]) -> Change | None:
    figures: dict[FigureKey, int | str] = {key: other.value(key) for key in keys if other.value(key) != site.value(key)}
    return Change(figures, source=other.report) if figures else None


def _other(site: Site) -> Site:
    """The report of another agency of the block for the same year."""
    span = site.block.span
    step = int(site.random.integers(1, len(site.block.agencies)))
    return Site(site.block, (site.report + step * span) % site.block.size, site.random)


def copied_text(site: Site) -> Change | None:
    """Sections 一 and 五 are those of the year before, but for the year."""
    before = site.before
    if before is None:
        return None
    years = {str(site.year): str(site.year + 1), str(before.year): str(site.year)}
    return Change(text={name: _replaced(before.text[name], years) for name in ("一", "五")}, source=before.report)


def copied_text_of_agency(site: Site) -> Change | None:
    """Sections 一 and 五 are those of another agency, but for its name."""
    other = _other(site)
    names = {other.block.agency(other.report).name: site.block.agency(site.report).name}
    return Change(text={name: _replaced(other.text[name], names) for name in ("一", "五")}, source=other.report)


def _replaced(text: str, words: Mapping[str, str]) -> str:
    for word, other in words.items():
        text = text.replace(word, other)
    return text


def less_than_parts(site: Site) -> Change | None:
    """A government's report with fewer requests granted, and so received, than its parts report together."""
    granted = site.value("requests.granted.natural")
    if site.block.agency(site.report).kind != "government" or not granted:
        return None
    less = int(site.random.integers(1, granted + 1))
    rows = ("new", "granted", "result_total")
    keys = [f"requests.{row}.{part}" for row in rows for part in ("natural", "total")]
    if min(site.value(key) for key in keys) < less:
        return None
    return Change({key: site.value(key) - less for key in keys})


KINDS: Mapping[str, Kind] = {
    "broken_carry": Kind(broken_carry, ("YEAR-CARRY",)),
    "broken_stock": Kind(broken_stock, ("YEAR-STOCK",)),
    "stock_out_of_bounds": Kind(stock_out_of_bounds, ("YEAR-STOCK-BOUND",)),
    "hidden_zero": Kind(hidden_zero, ("ZERO-CONTRADICTED",)),
    "lone_zero": Kind(lone_zero, ("ZERO-PEERS",)),
    "copied_year": Kind(copied_year, ("COPY-YEAR",)),
    "copied_agency": Kind(copied_agency, ("COPY-AGENCY",)),
    "copied_text": Kind(copied_text, ("COPY-TEXT",), prose=True),
    "copied_text_of_agency": Kind(copied_text_of_agency, ("COPY-TEXT",), prose=True),
    "less_than_parts": Kind(less_than_parts, ("SUM-CHILDREN",)),
}
