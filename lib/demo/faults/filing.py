"""Reports that are not there, come late or too early, are published again, or twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from lib.demo.faults.model import LEAST_RECEIVED, Change, Kind, Site
from lib.forms import FigureKey


def missing(site: Site) -> Change | None:
    """There is no report."""
    return Change(missing=True)


def late(site: Site) -> Change | None:
    """Published after the last day the law allows; for townships the law names none."""
    agency = site.block.agency(site.report)
    if agency.kind == "township":
        return None
    last = date(site.year + 1, 3, 31) if agency.kind == "government" else date(site.year + 1, 1, 31)
    return Change(published=last + timedelta(days=int(site.random.integers(1, 90))))


def too_early(site: Site) -> Change | None:
    """Published before the year it reports on was over."""
    return Change(published=date(site.year, 12, 31) - timedelta(days=int(site.random.integers(0, 60))))


def _otherwise(site: Site) -> dict[FigureKey, int]:
    """A request granted more or less, so that the report still agrees with itself."""
    more = int(site.random.integers(1, 5))
    return {
        f"requests.{row}.{part}": site.value(f"requests.{row}.{part}") + more
        for row in ("new", "granted", "result_total")
        for part in ("natural", "total")
    }


def revised(site: Site) -> Change | None:
    """Published a second time, with other figures than the first."""
    return Change(former=_otherwise(site)) if site.received >= LEAST_RECEIVED else None


def duplicate(site: Site) -> Change | None:
    """Two different reports for the same year."""
    return Change(rival=_otherwise(site)) if site.received >= LEAST_RECEIVED else None


KINDS: Mapping[str, Kind] = {
    "missing": Kind(missing, ("ROSTER-MISSING",)),
    "late": Kind(late, ("DATE-LATE",)),
    "too_early": Kind(too_early, ("DATE-LATE",)),
    "revised": Kind(revised, ("REVISED",)),
    "duplicate": Kind(duplicate, ("STRUCT-DUPLICATE",)),
}
