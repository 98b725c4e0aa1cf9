"""Reports into the store: one transaction, safe to repeat; the same content changes nothing, other content is a new
revision and the old one is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lib.language import Message
from lib.loading.judging import judge_agencies, store_is_judged
from lib.reports import Report
from lib.store import Agencies, AmbiguousAgency, Store
from lib.store.writing import Arrival, add_reports

Progress = Callable[[str, int, int], None]


@dataclass
class Summary:
    """What a load did. `problems` are sentences about reports that were not taken in, or not without a question."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0
    problems: list[Message] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.added or self.revised)


def silent(stage: str, done: int, total: int) -> None:
    """Progress nobody watches."""


def load_reports(store: Store, reports: Iterable[tuple[str, Report]], progress: Progress = silent) -> Summary:
    """Take in reports, each with the name of where it came from, judge what they touch, and keep it all or nothing.

    Two different reports for one agency and year in the same load: the first is kept, the second is named in
    `problems` and noted on the first (check STRUCT-DUPLICATE), because nothing says which one is right.
    """
    summary = Summary()
    with store.transaction():
        agencies = Agencies.read(store)
        arrivals = _arrivals(store, agencies, reports, summary)
        progress("read", len(arrivals), len(arrivals))
        agencies.write(store)
        add_reports(store, arrivals)
        progress("written", len(arrivals), len(arrivals))
        if summary.changed:
            judge_agencies(store, sorted({arrival.agency_id for arrival in arrivals}))
            raise_version(store)
        elif not store_is_judged(store):
            judge_agencies(store, None)
            raise_version(store)
        progress("judged", len(arrivals), len(arrivals))
    return summary


def raise_version(store: Store) -> None:
    """Every cached view is keyed by this number."""
    store.set_meta("version", str(int(store.meta("version") or 0) + 1))


def _arrivals(
    store: Store, agencies: Agencies, reports: Iterable[tuple[str, Report]], summary: Summary
) -> list[Arrival]:
    stored = {
        (row["agency_id"], row["year"]): (row["content_hash"], row["revision"])
        for row in store.rows("SELECT agency_id, year, content_hash, revision FROM report WHERE current")
    }
    next_id = store.rows("SELECT coalesce(max(report_id), 0) + 1 AS n FROM report")[0]["n"]
    coming: dict[tuple[int, int], dict[str, tuple[str, Report]]] = {}
    for origin, report in reports:
        try:
            place = (agencies.resolve(report.agency), report.year)
        except AmbiguousAgency as error:
            values = {"origin": origin, "name": error.name, "codes": ", ".join(error.codes)}
            summary.problems.append(Message("loading.ambiguous_agency", values))
            continue
        coming.setdefault(place, {}).setdefault(report.content_hash(), (origin, report))
    arrivals: list[Arrival] = []
    for (agency_id, year), contents in coming.items():
        report = _first(list(contents.values()), summary)
        known_hash, revision = stored.get((agency_id, year), ("", 0))
        if known_hash == report.content_hash():
            summary.unchanged += 1
            continue
        summary.revised += revision > 0
        summary.added += revision == 0
        arrivals.append(Arrival(next_id + len(arrivals), agency_id, revision + 1, report))
    return arrivals


def _first(contents: list[tuple[str, Report]], summary: Summary) -> Report:
    """The first of the different reports for one agency and year, with a note and a problem for each of the others."""
    (kept, report), *others = contents
    notes = list(report.notes)
    for origin, other in others:
        values = {"name": report.agency.name, "year": report.year, "kept": kept, "other": origin}
        summary.problems.append(Message("loading.twice", values))
        keys = {*report.figures, *other.figures}
        notes.append(f"duplicate:{sum(report.figures.get(key) != other.figures.get(key) for key in keys)}")
    return report.model_copy(update={"notes": tuple(notes)})
