"""The one sentence a chart says: under its title on a page, and as the title of its slide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from lib.charts.answer_takeaway import (
    bar_clauses,
    contribution_clauses,
    dumbbell_clauses,
    handover_clauses,
    multiples_clauses,
    standing_clauses,
)
from lib.charts.cross import is_total
from lib.charts.flow import node_counts, unmatched_text
from lib.charts.funnel import drawn
from lib.charts.ranking import is_count
from lib.charts.theme import STATUSES
from lib.charts.trend_takeaway import trend_clauses
from lib.charts.words import name_of, number, percent, rate_text, shortened, width
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.contribution import Contribution
from lib.views.handover import Handover
from lib.views.model import Composition, Cross, Flow, Funnel, Link, Matrix, Name, Ranking, Spot, Trend

# In halves of a Chinese character: two lines of a slide's title. Names give way before figures do.
LONGEST = {"zh": 136, "en": 160}
_NAME_LENGTHS = (200, 30, 20)
_NAMED = 2
# What is worth saying of a matrix, the gravest first; a report without doubts is what is expected.
_TELLING = ("error", "warning", "zero")
_NO_REPORT = ("missing", "not_due")

Named = Callable[[Name], str]


def takeaway(view: Any, lang: Language) -> str:
    """What the chart of `view` says, in one sentence without a full stop and with the chart's own figures.

    A share has both its parts; nothing is compared across a break; what is not known is not mentioned as a number. A kind
    of view that has no sentence here says its title.
    """
    writers: dict[type, Callable[[Any, Language, Named], list[str]]] = {
        Composition: _composition,
        Trend: trend_clauses,
        Flow: _flow,
        Matrix: _matrix,
        Funnel: _funnel,
        Ranking: _ranking,
        Cross: _cross,
        Contribution: contribution_clauses,
        Bars: bar_clauses,
        Handover: handover_clauses,
        Standing: standing_clauses,
        Multiples: multiples_clauses,
        Dumbbell: dumbbell_clauses,
    }
    writer = writers.get(type(view))
    if writer is None:
        return say(view.title, lang)
    sentence = ""
    for longest in _NAME_LENGTHS:
        clauses = writer(view, lang, lambda name, room=longest: shortened(name_of(name, lang), room))  # type: ignore[misc]
        if not clauses:
            return t("charts.words.nothing", lang).rstrip("。.")
        sentence = t("takeaway.clause", lang).join(clauses)
        if width(sentence) <= LONGEST[lang]:
            break
    # A full-width bracket has its own room after it; an English clause that comes first begins like a sentence.
    return f"{sentence[:1].upper()}{sentence[1:]}".replace("） ", "）")


def _composition(view: Composition, lang: Language, named: Named) -> list[str]:
    known = [at for at, reports in enumerate(view.reports) if reports]
    if not known:
        return []
    family = view.parts[0].name.code.split(".")[0] if view.parts else ""
    if family == "status":
        return _states(view, lang)
    noun = t(f"takeaway.noun_{family if family in ('outcome', 'result') else 'other'}", lang)
    if view.kind == "year":
        at, key = known[-1], "composition"
        category = t("takeaway.year", lang, year=named(view.categories[at]))
    else:
        at = max(known, key=lambda place: view.totals[place] or 0)
        key = "composition_largest" if len(known) > 1 and view.totals[at] else "composition"
        category = named(view.categories[at])
    total = view.totals[at]
    if total is None:
        key = "composition_blank"
    head = t(f"takeaway.{key}", lang, category=category, noun=noun, total=number(total), n=number(len(known)))
    parts = _telling_parts(view, at, lang)
    if parts:
        head = t("takeaway.composition_parts", lang, head=head, parts=t("takeaway.list", lang).join(parts))
    return [head, *_gone_after(view, at, lang)]


def _states(view: Composition, lang: Language) -> list[str]:
    """Reports by state over all bars together; those not there are counted apart."""
    found = Counter(
        {part.name.code.removeprefix("status."): sum(count or 0 for count in part.counts) for part in view.parts}
    )
    filed = sum(n for status, n in found.items() if status not in _NO_REPORT)
    values = {"places": number(len(view.categories)), "n": number(filed)}
    return _on_file(found, values, lang, key="in_states")


def _telling_parts(view: Composition, at: int, lang: Language) -> list[str]:
    """What was granted, or corrected and still pending, and what is most where that is something else."""
    counts = {part.name.code: (part.name, part.counts[at]) for part in view.parts}
    known = {code: (name, count) for code, (name, count) in counts.items() if count is not None}
    if not known or not any(count for _, count in known.values()):
        return []
    chosen = [code for code in ("outcome.granted", "result.corrected", "result.pending") if code in known]
    texts = [_part(*known[code], view.totals[at], lang) for code in chosen]
    largest = max(known, key=lambda code: known[code][1])
    # Not every part is known: the largest of those that are need not be the largest.
    if view.kind == "year" and largest not in chosen and len(known) == len(counts):
        texts.append(t("takeaway.most", lang, part=_part(*known[largest], view.totals[at], lang)))
    return texts[:2]


def _part(name: Name, count: int, total: int | None, lang: Language) -> str:
    values = {"name": name_of(name, lang), "count": number(count)}
    # A part larger than its whole is an error of the report, and no share.
    if not total or not 0 <= count <= total:
        return t("takeaway.part_count", lang, **values)
    parts = {"percent": percent(count / total), "numerator": count, "denominator": total}
    return t("takeaway.part", lang, **values, **parts)


def _gone_after(view: Composition, at: int, lang: Language) -> list[str]:
    """The years after the last one that is known: what is newest may be missing."""
    gone = [name_of(name, lang) for name in view.categories[at + 1 :]] if view.kind == "year" else []
    return [t("takeaway.gone", lang, years=t("takeaway.years", lang).join(gone))] if gone else []


def _flow(view: Flow, lang: Language, named: Named) -> list[str]:
    links = [link for link in view.links if link.count > 0]
    if not links:
        return []
    names, through = {name.code: named(name) for name in view.nodes}, node_counts(view)
    targets = {link.target for link in links}
    sources = list(dict.fromkeys(link.source for link in links if link.source not in targets))
    told = [t("takeaway.source", lang, name=names[code], count=number(through[code])) for code in sources]
    largest = max(branches(view), key=lambda link: link.count)
    whole = through[largest.source]
    values = {"percent": percent(largest.count / whole), "numerator": largest.count, "denominator": whole}
    count, sources_told = number(largest.count), t("takeaway.list", lang).join(told)
    said = t("takeaway.flow", lang, sources=sources_told, target=names[largest.target], count=count, **values)
    return [said] if view.unmatched is None else [said, unmatched_text(view.unmatched, lang)]


def branches(view: Flow) -> list[Link]:
    """Where what came in goes: the links out of the node that takes it all in, else all links."""
    links = [link for link in view.links if link.count > 0]
    targets = {link.target for link in links}
    middle = {link.target for link in links if link.source not in targets}
    return [link for link in links if link.source in middle] or links


def _matrix(view: Matrix, lang: Language, named: Named) -> list[str]:
    found = Counter(square.status for square in view.squares)
    reports = sum(count for status, count in found.items() if status not in _NO_REPORT)
    if not view.squares:
        return []
    values = {"agencies": number(len(view.agencies)), "n": number(reports)}
    valued = [square for square in view.squares if square.status == "value"]
    if valued:
        known = sum(square.value is not None for square in valued)
        if known == reports:
            return [t("takeaway.all_values", lang, **values)]
        return [t("takeaway.values", lang, known=number(known), unknown=number(reports - known), **values)]
    return _on_file(found, values, lang)


def _on_file(found: Counter[str], values: dict[str, str], lang: Language, key: str = "on_file") -> list[str]:
    """The reports there are by what is told of them first, and apart from them those there are not."""

    def counted(status: str) -> str:
        return t("takeaway.status", lang, name=t(f"terms.status.{status}", lang), n=number(found[status]))

    states = [status for status in STATUSES if found[status] and status not in _NO_REPORT]
    counts = [counted(status) for status in _TELLING if found[status]] or [counted(status) for status in states]
    said = [t(f"takeaway.{key}", lang, counts=t("takeaway.list", lang).join(counts), **values)] if counts else []
    absent = t("takeaway.list", lang).join(counted(status) for status in _NO_REPORT if found[status])
    if absent and said:
        return [*said, t("takeaway.absent", lang, counts=absent)]
    return said or ([absent] if absent else [])


def _funnel(view: Funnel, lang: Language, named: Named) -> list[str]:
    spots = drawn(view)
    everyone = len(spots) + sum(bunch.agencies for bunch in view.crowd)
    if not everyone:
        return []
    centre = t("takeaway.centre", lang, rate=rate_text(view.centre, lang))
    outside = [spot for spot in spots if spot.outside]
    if not outside:
        return [t("takeaway.funnel_within", lang, n=number(everyone)), centre]
    names = t("takeaway.list", lang).join(_side(spot, view, lang, named) for spot in outside[:_NAMED])
    if len(outside) + view.beyond > _NAMED:
        names = t("takeaway.and_more", lang, names=names)
    values = {"n": number(everyone), "outside": number(len(outside) + view.beyond), "names": names}
    return [t("takeaway.funnel_outside", lang, **values), centre]


def _side(spot: Spot, view: Funnel, lang: Language, named: Named) -> str:
    side = "above" if (spot.rate.value or 0) > (view.centre.value or 0) else "below"
    return t(f"takeaway.{side}", lang, name=named(spot.name), text=rate_text(spot.rate, lang))


def _ranking(view: Ranking, lang: Language, named: Named) -> list[str]:
    few = {"n": number(len(view.unranked) + view.unranked_left_out), "smallest": number(view.smallest_n)}
    if not view.spots:
        return [t("takeaway.none_ranked", lang, **few)] if view.unranked else []
    keys = ("most_count", "least_count") if is_count(view) else ("highest", "lowest")
    texts = [number(spot.rate.numerator) if is_count(view) else rate_text(spot.rate, lang) for spot in view.spots]
    said = [t(f"takeaway.{keys[0]}", lang, name=named(view.spots[0].name), text=texts[0])]
    if len(view.spots) > 1:
        said.append(t(f"takeaway.{keys[1]}", lang, name=named(view.spots[-1].name), text=texts[-1]))
    elif view.unranked:
        said = [t("takeaway.only", lang, name=named(view.spots[0].name), text=texts[0])]
    return [*said, *([t("takeaway.unranked", lang, **few)] if view.unranked else [])]


def _cross(view: Cross, lang: Language, named: Named) -> list[str]:
    columns = [place for place, name in enumerate(view.columns) if not is_total(name)]
    cells = [
        (count, row, column)
        for row, name in enumerate(view.rows)
        for column in columns
        if not is_total(name) and (count := view.counts[row][column])
    ]
    if not cells:
        return []
    count, row, column = max(cells, key=lambda cell: cell[0])
    values = {"row": named(view.rows[row]), "column": named(view.columns[column]), "count": number(count)}
    if view.rows[row].code.startswith("status."):
        return [t("takeaway.cross_states", lang, **values)]
    whole = _row_total(view, row)
    if whole is None or not 0 < count <= whole:
        return [t("takeaway.cross", lang, **values)]
    share = {"percent": percent(count / whole), "numerator": count, "denominator": whole}
    return [t("takeaway.cross_share", lang, **values, **share)]


def _row_total(view: Cross, row: int) -> int | None:
    totals: Sequence[int] = [place for place, name in enumerate(view.columns) if is_total(name)]
    return view.counts[row][totals[0]] if totals else None
