"""申请办理: what became of the requests?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from lib.forms import find_cell, load_forms, newest_form
from lib.language import Message
from lib.store import Filters, Store
from lib.store.reading import crossed, yearly
from lib.views.bars import Bars
from lib.views.breakdown import by_of, counting_note, outcomes_by
from lib.views.compositions import outcomes_by_year
from lib.views.contribution import Contribution
from lib.views.grounds import GROUNDED, Ground, ground_bars, grounds, grounds_headline
from lib.views.handover import Handover, chain_sentence, handover, who_lost_count
from lib.views.model import Composition, Cross, Flow, Line, Link, Name, Point, Trend, worded
from lib.views.numbers import whole
from lib.views.options import Options
from lib.views.selection import Selection, select

APPLICANTS = ("natural", "commercial", "research", "welfare", "legal", "other", "total")


@dataclass(frozen=True)
class Requests:
    selection: Selection
    year: int
    headline: tuple[Message, ...]
    flow: Flow
    outcomes: Composition
    by: str
    breakdown: Composition
    counted: tuple[Message, ...]
    applicants: Cross
    grounds: tuple[Ground, ...]
    ground_bars: Bars
    backlog: Trend
    handover: Handover
    chain: Message | None
    gap: Contribution | None


def requests(store: Store, filters: Filters, options: Options | None = None) -> Requests:
    """The page for a selection; the flow and what else shows one year are of the year of `options`, the latest unless
    named. `gap` is None where every number that is handed over into that year arrives, also inside an aggregate."""
    options = options or Options()
    by = by_of(options)
    every_bar = select(store, options.pick.narrow(filters, but=(by,)))
    selection = select(store, options.pick.narrow(filters))
    year = selection.year_of(options.year)
    found = grounds(store, selection)
    chained = handover(store, selection)
    gap = who_lost_count(store, options.pick.narrow(filters, but=("agency",)), year)
    return Requests(
        selection=selection,
        year=year,
        headline=grounds_headline(found, selection, year),
        flow=_flow(store, selection, year),
        outcomes=replace(outcomes_by_year(store, selection), shares=options.shares),
        by=by,
        breakdown=outcomes_by(store, every_bar, year, options),
        counted=counting_note(store, every_bar, year, options),
        applicants=_applicants(store, selection, year),
        grounds=found,
        ground_bars=ground_bars(found, selection, year, options.pick.get("outcome")),
        backlog=_backlog(store, selection),
        handover=chained,
        chain=chain_sentence(chained, year),
        gap=gap if gap and gap.steps else None,
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
        if outcome in GROUNDED:
            links += [Link(f"outcome.{outcome}", f"row.{row}", count(row)) for row in rows]
    links.append(Link("flow.workload", "flow.carry_out", count("carry_out")))
    drawn = tuple(link for link in links if link.count > 0)
    used = dict.fromkeys(code for link in drawn for code in (link.source, link.target))
    out = sum(link.count for link in links if link.source == "flow.workload")
    difference = count("new") + count("carry_in") - out
    title = Message("views.flow", {"year": year})
    facets = (("year", str(year)),)
    return Flow(title, tuple(_node(code) for code in used), drawn, difference or None, facets)


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
        return Name(code, message=worded(short))
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
        columns=tuple(Name(who, message=worded(labels[who])) for who in APPLICANTS),
        counts=(
            tuple(sums[key][0] for key in received),
            *(tuple(total(rows, who) for who in APPLICANTS) for rows in grouped.values()),
        ),
        facets=(("year", str(year)),),
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
        lines.append(Line(Name(f"row.{name}", message=Message(f"views.flow_{name}")), points))
    return Trend(Message("views.backlog"), tuple(lines), is_rate=False)


def _one_year(selection: Selection, year: int) -> Filters:
    return replace(selection.filters, first_year=year, last_year=year)
