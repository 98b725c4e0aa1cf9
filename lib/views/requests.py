"""申请办理: what became of the requests?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lib.forms import find_cell, load_forms, newest_form
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import crossed, yearly
from lib.views.basis import legal_basis
from lib.views.compositions import outcomes_by_agency, outcomes_by_year
from lib.views.model import Composition, Cross, Flow, Line, Link, Name, Point, Trend
from lib.views.numbers import whole
from lib.views.selection import Selection, select

APPLICANTS = ("natural", "commercial", "research", "welfare", "legal", "other", "total")
_GROUPED = ("refused", "unable", "not_processed", "other")


@dataclass(frozen=True)
class Ground:
    """A row of table 三 that says why a request was not granted, with its article and its counts by year."""

    name: Name
    outcome: str
    basis: str
    counts: tuple[int | None, ...]


@dataclass(frozen=True)
class Requests:
    selection: Selection
    year: int
    headline: tuple[Message, ...]
    flow: Flow
    outcomes: Composition
    by_agency: Composition
    applicants: Cross
    grounds: tuple[Ground, ...]
    backlog: Trend


def requests(store: Store, filters: Filters, year: int | None = None) -> Requests:
    """The page for a selection; `year` is the year of the flow and the tables of one year, the latest unless named."""
    selection = select(store, filters)
    focus = year if year in selection.years else selection.focus
    grounds = _grounds(store, selection)
    return Requests(
        selection=selection,
        year=focus,
        headline=_headline(grounds, selection, focus),
        flow=_flow(store, selection, focus),
        outcomes=outcomes_by_year(store, selection),
        by_agency=outcomes_by_agency(store, selection, focus),
        applicants=_applicants(store, selection, focus),
        grounds=grounds,
        backlog=_backlog(store, selection),
    )


def _flow(store: Store, selection: Selection, year: int) -> Flow:
    """Received and carried over → outcome → ground; what is carried out is the last branch."""
    keys = [f"requests.{row.key}.total" for form in load_forms().values() for row in form.tables["requests"].rows]
    sums = {key: found for key, (found, _) in crossed(store, _one_year(selection, year), sorted(set(keys))).items()}

    def count(row: str) -> int:
        return sums.get(f"requests.{row}.total") or 0

    links = [Link("flow.new", "flow.workload", count("new")), Link("flow.carry_in", "flow.workload", count("carry_in"))]
    for outcome, rows in _rows_by_outcome().items():
        links.append(Link("flow.workload", f"outcome.{outcome}", sum(count(row) for row in rows)))
        if outcome in _GROUPED:
            links += [Link(f"outcome.{outcome}", f"row.{row}", count(row)) for row in rows]
    links.append(Link("flow.workload", "flow.carry_out", count("carry_out")))
    drawn = tuple(link for link in links if link.count > 0)
    used = dict.fromkeys(code for link in drawn for code in (link.source, link.target))
    out = sum(link.count for link in links if link.source == "flow.workload")
    difference = count("new") + count("carry_in") - out
    title = Message("views.flow", {"year": year})
    return Flow(title, tuple(_node(code) for code in used), drawn, difference or None)


def _rows_by_outcome() -> dict[str, tuple[str, ...]]:
    """The rows behind each outcome over all editions: a year may hold reports of two."""
    grouped: dict[str, dict[str, None]] = {}
    for form in load_forms().values():
        for outcome, rows in form.outcomes().items():
            grouped.setdefault(outcome, {}).update(dict.fromkeys(row.key for row in rows))
    return {outcome: tuple(rows) for outcome, rows in grouped.items()}


def _node(code: str) -> Name:
    kind, _, name = code.partition(".")
    if kind == "row":
        short = find_cell(f"requests.{name}.total")[0].short
        return Name(code, message=Message("views.label", {"zh": short.zh, "en": short.en}))
    return Name(code, message=Message(f"terms.outcome.{name}" if kind == "outcome" else f"views.{kind}_{name}"))


def _applicants(store: Store, selection: Selection, year: int) -> Cross:
    """Outcomes by requester type, as the counted reports state them."""
    grouped = _rows_by_outcome()
    keys = sorted({f"requests.{row}.{who}" for rows in grouped.values() for row in rows for who in APPLICANTS})
    received = [f"requests.new.{who}" for who in APPLICANTS]
    sums = crossed(store, _one_year(selection, year), [*received, *keys])

    def total(rows: tuple[str, ...], who: str) -> int | None:
        known = [found for row in rows if (found := sums[f"requests.{row}.{who}"][0]) is not None]
        return sum(known) if known else None

    labels = {column.key: column.label for column in newest_form().tables["requests"].columns}
    return Cross(
        title=Message("views.applicants", {"year": year}),
        rows=(
            Name("flow.new", message=Message("views.flow_new")),
            *(Name(f"outcome.{name}", message=Message(f"terms.outcome.{name}")) for name in grouped),
        ),
        columns=tuple(
            Name(who, message=Message("views.label", {"zh": labels[who].zh, "en": labels[who].en}))
            for who in APPLICANTS
        ),
        counts=(
            tuple(sums[key][0] for key in received),
            *(tuple(total(rows, who) for who in APPLICANTS) for rows in grouped.values()),
        ),
    )


def _grounds(store: Store, selection: Selection) -> tuple[Ground, ...]:
    """Every ground for not granting, over the years, in the order of the form."""
    rows = {row.key: row for form in load_forms().values() for row in form.tables["requests"].rows}
    chosen = [row for row in rows.values() if row.outcome in _GROUPED]
    frame = yearly(store, selection.filters, [f"requests.{row.key}.total" for row in chosen])
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    return tuple(
        Ground(
            name=Name(f"row.{row.key}", message=Message("views.label", {"zh": row.short.zh, "en": row.short.en})),
            outcome=str(row.outcome),
            basis=row.basis,
            counts=tuple(whole(by_year.get(year, {}).get(f"requests.{row.key}.total")) for year in selection.years),
        )
        for row in chosen
    )


def _backlog(store: Store, selection: Selection) -> Trend:
    frame = yearly(store, selection.filters, ["requests.carry_in.total", "requests.carry_out.total"])
    by_year = {int(row["year"]): row for row in frame.to_dict("records")}
    lines = []
    for name in ("carry_in", "carry_out"):
        points = tuple(
            Point(year, whole(row.get(f"requests.{name}.total")), reports=int(row.get("reports", 0)))
            for year in selection.years
            for row in [by_year.get(year, {})]
        )
        lines.append(Line(Name(name, message=Message(f"views.flow_{name}")), points))
    return Trend(Message("views.backlog"), tuple(lines), is_rate=False)


def _headline(grounds: tuple[Ground, ...], selection: Selection, year: int) -> tuple[Message, ...]:
    """Which ground for refusing was used most, and how often."""
    if year not in selection.years:
        return ()
    place = selection.years.index(year)
    counts = [(ground.counts[place], ground) for ground in grounds if ground.outcome == "refused"]
    refused = [(count, ground) for count, ground in counts if count is not None]
    total = sum(count for count, _ in refused)
    if not total:
        return (Message("views.said_no_refusals", {"year": year}),) if len(refused) == len(counts) else ()
    count, first = max(refused, key=lambda pair: pair[0])
    values = {"year": year, "ground": first.name.message, "basis": legal_basis(first.basis), "n": count, "of": total}
    return (Message("views.said_ground", {**values, "rate": count / total}),)


def _one_year(selection: Selection, year: int) -> Filters:
    return replace(selection.filters, first_year=year, last_year=year)
