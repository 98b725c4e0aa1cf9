"""雷同: which reports say what another says already, and the two side by side with what they share marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lib.checks import Finding, from_row
from lib.checks.copying import clean, measure_of, same_figures, shared
from lib.forms import FigureKey
from lib.language import Message
from lib.loading.judging import thresholds_of
from lib.reports import FigureValue
from lib.store import Filters, Store
from lib.store.finding_queries import Sought, finding_row, sought_counts, sought_rows
from lib.store.reading import StoredReport, find_report, texted
from lib.store.sketches import agencies_by_id, common_shingles
from lib.views.model import Name
from lib.views.selection import Selection, select

CHECKS = ("COPY-TEXT", "COPY-YEAR", "COPY-AGENCY")
PAGE_SIZE = 50
# So many findings are put in order; more are not looked through at a time.
MOST = 2_000


@dataclass(frozen=True)
class Side:
    """A report of a pair."""

    agency: Name
    year: int


@dataclass(frozen=True)
class Pair:
    """A report that repeats another. `share`: percent of its text, or of its figures that are not 0. `section`: of the
    text, None for figures. `others`: how many more reports it repeats, or that repeat it, as much."""

    fingerprint: str
    finding: Finding
    report: Side
    other: Side
    share: int
    section: str | None
    others: int


@dataclass(frozen=True)
class Copies:
    """One page of pairs, those that share most first. `counts`: findings by check; `total` is of all pages."""

    selection: Selection
    headline: tuple[Message, ...]
    pairs: tuple[Pair, ...]
    total: int
    page: int
    counts: dict[str, int]


@dataclass(frozen=True)
class Segment:
    """A piece of a text. `number` is that of the passage, the same in both texts; 0 where it is not shared."""

    text: str
    number: int = 0


@dataclass(frozen=True)
class FigureLine:
    """A figure both reports may state: None is blank."""

    key: FigureKey
    value: FigureValue
    other: FigureValue
    equal: bool


@dataclass(frozen=True)
class Comparison:
    """A pair opened. `choices` are the reports it can be compared with, `place` which of them it is.

    `texts` (segments of the report's and of the other's) and `passages` are empty for figures, `figures` for texts.
    """

    pair: Pair
    choices: tuple[Side, ...]
    place: int
    texts: tuple[tuple[Segment, ...], tuple[Segment, ...]]
    passages: int
    figures: tuple[FigureLine, ...]


def copies(store: Store, filters: Filters, page: int = 1) -> Copies:
    """The open COPY findings of a selection as pairs. Two reports that repeat each other are one pair."""
    selection = select(store, filters)
    sought = Sought(checks=CHECKS)
    counted = sought_counts(store, filters, sought)
    counts = {check: int(counted.loc[counted["check"] == check, "findings"].sum()) for check in CHECKS}
    found = [from_row(row) for row in sought_rows(store, filters, sought, limit=MOST)]
    pairs = sorted(_pairs(store, found), key=lambda pair: (-pair.share, -pair.report.year, pair.report.agency.code))
    page = min(max(1, page), max(1, -(-len(pairs) // PAGE_SIZE)))
    return Copies(
        selection=selection,
        headline=_headline(store, counts, selection),
        pairs=tuple(pairs[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        total=len(pairs),
        page=page,
        counts=counts,
    )


def comparison(store: Store, fingerprint: str, place: int = 0) -> Comparison | None:
    """A pair by its finding's fingerprint, beside the `place`-th report it repeats. None: one of them is not on file."""
    row = finding_row(store, fingerprint)
    finding = from_row(row) if row else None
    if finding is None or finding.check not in CHECKS or not finding.beside:
        return None
    place = place if 0 <= place < len(finding.beside) else 0
    pair = next(_pairs(store, [finding], place), None)
    if pair is None:
        return None
    report, other = (find_report(store, str(side.agency.code), side.year) for side in (pair.report, pair.other))
    if report is None or other is None:
        return None
    named = agencies_by_id(store, [one.agency_id for one in finding.beside])
    choices = tuple(Side(_name(named[one.agency_id]), one.year) for one in finding.beside if one.agency_id in named)
    if pair.section is None:
        return Comparison(pair, choices, place, ((), ()), 0, _figures(report, other))
    texts, passages = _texts(store, pair, report, other)
    return Comparison(pair, choices, place, texts, passages, ())


def _pairs(store: Store, findings: Iterable[Finding], place: int = 0) -> Iterator[Pair]:
    findings = [finding for finding in findings if len(finding.beside) > place]
    ids = {one.agency_id for finding in findings for one in (finding, finding.beside[place])}
    named = agencies_by_id(store, ids)
    seen: set[tuple[object, ...]] = set()
    for finding in findings:
        other = finding.beside[place]
        if finding.agency_id not in named or other.agency_id not in named:
            continue
        section = finding.quotes[0].section if finding.quotes else None
        own, its = (finding.agency_id, finding.year), (other.agency_id, other.year)
        if (finding.check, section, its, own) in seen:
            continue
        seen.add((finding.check, section, own, its))
        yield Pair(
            fingerprint=finding.fingerprint,
            finding=finding,
            report=Side(_name(named[finding.agency_id]), finding.year),
            other=Side(_name(named[other.agency_id]), other.year),
            share=_share(finding),
            section=section,
            others=len(finding.beside) - 1,
        )


def _share(finding: Finding) -> int:
    """What the finding says is shared, in percent: all figures where it names no share."""
    values = finding.message.values
    if isinstance(share := values.get("share"), int):
        return share
    count, of = values.get("count"), values.get("of")
    return count * 100 // of if isinstance(count, int) and isinstance(of, int) and of else 100


def _name(named: tuple[str, str]) -> Name:
    return Name(named[0], text=named[1])


def _figures(report: StoredReport, other: StoredReport) -> tuple[FigureLine, ...]:
    mine, theirs = report.report, other.report
    tables = [table for table, edition in mine.editions.items() if theirs.editions.get(table) == edition]
    equal, different = same_figures(mine.figures, theirs.figures, tables)
    return tuple(
        FigureLine(key, mine.figures[key], theirs.figures[key], key in equal)
        for key in mine.figures
        if key in equal or key in different
    )


def _texts(
    store: Store, pair: Pair, report: StoredReport, other: StoredReport
) -> tuple[tuple[tuple[Segment, ...], tuple[Segment, ...]], int]:
    text, theirs = (one.report.text.get(pair.section or "", "") for one in (report, other))
    cleaned = (clean(text, str(pair.report.agency.text)), clean(theirs, str(pair.other.agency.text)))
    found = shared(*cleaned, measure_of(thresholds_of(store), common_shingles(store)))
    mine = [(one.start, one.end, number) for number, one in enumerate(found.passages, start=1)]
    yours = [(one.other_start, one.other_end, number) for number, one in enumerate(found.passages, start=1)]
    return (_segments(text, mine), _segments(theirs, sorted(yours))), len(found.passages)


def _segments(text: str, spans: Iterable[tuple[int, int, int]]) -> tuple[Segment, ...]:
    """The whole text, cut at the passages."""
    segments: list[Segment] = []
    end = 0
    for start, stop, number in spans:
        segments += [Segment(text[end:start]), Segment(text[start:stop], number)]
        end = stop
    return tuple(segment for segment in (*segments, Segment(text[end:])) if segment.text)


def _headline(store: Store, counts: dict[str, int], selection: Selection) -> tuple[Message, ...]:
    if not any(counts.values()):
        texts = texted(store, selection.filters)
        values = {"reports": selection.listed, "texts": texts}
        return (Message("copies.said_none" if texts else "copies.said_none_no_text", values),)
    values = {"text": counts["COPY-TEXT"], "year": counts["COPY-YEAR"], "agency": counts["COPY-AGENCY"]}
    said = [Message("copies.said", values)]
    if sum(counts.values()) > MOST:
        said.append(Message("copies.said_most", {"most": MOST}))
    return tuple(said)
