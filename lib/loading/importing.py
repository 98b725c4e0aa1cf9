"""Reports into the store: one transaction, safe to repeat; the same content changes nothing, other content is a new
revision and the old one is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from lib.language import Message
from lib.loading.judging import judge_agencies, store_is_judged
from lib.reports import Report
from lib.store import Agencies, AmbiguousAgency, Store
from lib.store.reading import documents_settled_by_hand
from lib.store.rows import Arrival, rows_of
from lib.store.writing import add_reports, known_revisions, next_report_id

Progress = Callable[[str, int, int], None]


@dataclass
class Summary:
    """What a load did. `problems` are sentences about reports that were not taken in, or not without a question.

    `left_out` are the places, from 0, of the reports that were not taken in, in the order they were given.
    """

    added: int = 0
    revised: int = 0
    unchanged: int = 0
    problems: list[Message] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return bool(self.added or self.revised)


def silent(stage: str, done: int, total: int) -> None:
    """Progress nobody watches."""


def load_reports(
    store: Store, reports: Iterable[tuple[str, Report]], progress: Progress = silent, *, overrule: bool = False
) -> Summary:
    """Take in reports, each with the name of where it came from, judge what they touch, and keep it all or nothing.

    Two different reports for one agency and year in the same load: the first is kept, the second is named in
    `problems` and noted on the first (check STRUCT-DUPLICATE), because nothing says which one is right.

    A document that is read again as a machine reads it does not undo what a person put right in it: its report counts as
    unchanged, unless `overrule` says that a person wants it so.
    """
    summary = Summary()
    with store.transaction():
        agencies = Agencies.read(store)
        settled = frozenset() if overrule else documents_settled_by_hand(store)
        arrivals = _arrivals(store, agencies, _not_settled(reports, settled, summary), summary)
        progress("read", len(arrivals), len(arrivals))
        others = agencies.write(store)
        add_reports(store, rows_of(arrivals))
        progress("written", len(arrivals), len(arrivals))
        if summary.changed:
            arrived = sorted({arrival.agency_id for arrival in arrivals})
            years = None if others else {arrival.report.year for arrival in arrivals}
            judging = judge_agencies(store, arrived, years=years)
            judging.count(store, summary.added, summary.revised, summary.unchanged)
            raise_version(store)
        elif not store_is_judged(store):
            judge_agencies(store, None)
            raise_version(store)
        progress("judged", len(arrivals), len(arrivals))
    return summary


def raise_version(store: Store) -> None:
    """Every cached view is keyed by this number."""
    store.set_meta("version", str(int(store.meta("version") or 0) + 1))


@dataclass(frozen=True)
class Coming:
    """A report that is offered: its place among those given, where it came from, and the hash of what it says."""

    place: int
    origin: str
    report: Report
    content_hash: str


def _arrivals(
    store: Store, agencies: Agencies, reports: Iterable[tuple[int, str, Report]], summary: Summary
) -> list[Arrival]:
    coming_in = _coming(agencies, reports, summary)
    stored = known_revisions(store, [who for who, _ in coming_in], [year for _, year in coming_in])
    next_id = next_report_id(store)
    arrivals: list[Arrival] = []
    for (agency_id, year), rivals in coming_in.items():
        coming = first_of(rivals, summary)
        known_hash, revision = stored.get((agency_id, year), ("", 0))
        if known_hash == coming.content_hash:
            summary.unchanged += 1
            continue
        summary.revised += revision > 0
        summary.added += revision == 0
        number = next_id + len(arrivals)
        arrivals.append(Arrival(number, agency_id, revision + 1, coming.report, coming.content_hash))
    return arrivals


def _not_settled(
    reports: Iterable[tuple[str, Report]], settled: frozenset[str], summary: Summary
) -> Iterator[tuple[int, str, Report]]:
    """The reports with their places, but for new readings of documents that a person has settled."""
    for place, (origin, report) in enumerate(reports):
        if report.source.sha256 in settled and not report.settled_by_hand:
            summary.unchanged += 1
        else:
            yield place, origin, report


def _coming(
    agencies: Agencies, reports: Iterable[tuple[int, str, Report]], summary: Summary
) -> dict[tuple[int, int], list[Coming]]:
    """The different reports that are offered, by agency id and year."""
    coming: dict[tuple[int, int], dict[str, Coming]] = {}
    for place, origin, report in reports:
        try:
            whose = (agencies.resolve(report.agency), report.year)
        except AmbiguousAgency as error:
            values = {"origin": origin, "name": error.name, "codes": ", ".join(error.codes)}
            summary.problems.append(Message("loading.ambiguous_agency", values))
            summary.left_out.append(place)
            continue
        found = Coming(place, origin, report, report.content_hash())
        coming.setdefault(whose, {}).setdefault(found.content_hash, found)
    return {whose: list(rivals.values()) for whose, rivals in coming.items()}


def first_of(rivals: list[Coming], summary: Summary) -> Coming:
    """The first of the different reports for one agency and year, with a note and a problem for each of the others."""
    kept, *others = rivals
    if not others:
        return kept
    notes = list(kept.report.notes)
    for other in others:
        values = {
            "name": kept.report.agency.name,
            "year": kept.report.year,
            "kept": kept.origin,
            "other": other.origin,
        }
        summary.problems.append(Message("loading.twice", values))
        summary.left_out.append(other.place)
        keys = {*kept.report.figures, *other.report.figures}
        notes.append(f"duplicate:{sum(kept.report.figures.get(k) != other.report.figures.get(k) for k in keys)}")
    report = kept.report.model_copy(update={"notes": tuple(notes)})
    return replace(kept, report=report, content_hash=report.content_hash())
