"""The sentences of the charts that answer one question: who moved it, which ground, is the chain whole, where among peers."""

from __future__ import annotations

from collections.abc import Callable

from lib.charts.bars import basis_of
from lib.charts.contribution import signed, whole_value
from lib.charts.dumbbell import difference_text
from lib.charts.handover import gap_text
from lib.charts.multiples import last_known, point_text
from lib.charts.words import name_of, number, share_text
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.contribution import Contribution
from lib.views.handover import Handover
from lib.views.model import Name, Point
from lib.views.peers import standing_sentence
from lib.views.year_rates import SMALLEST_N

_NAMED = 2
Named = Callable[[Name], str]


def contribution_clauses(view: Contribution, lang: Language, named: Named) -> list[str]:
    """Both ends of the whole, and who moved it most."""
    ends = {"first": say(view.ends[0], lang), "last": say(view.ends[1], lang)}
    whole = {"before": whole_value(view.before, lang), "after": whole_value(view.after, lang)}
    said = [t("takeaway.changed", lang, **ends, **whole, change=signed(view.amount, view, lang))]
    parts = [
        t("takeaway.moved_by", lang, name=named(step.name), part=signed(step.amount, view, lang))
        for step in view.steps[:_NAMED]
        if step.amount
    ]
    return [*said, *([t("takeaway.moved_most", lang, parts=t("takeaway.list", lang).join(parts))] if parts else [])]


def bar_clauses(view: Bars, lang: Language, named: Named) -> list[str]:
    """The longest bar, what it is a part of, and its basis."""
    stated = [bar for bar in view.bars if bar.count]
    if not stated:
        return []
    first = max(stated, key=lambda bar: bar.count or 0)
    count = share_text(first.count or 0, first.of, lang) if first.of else ""
    values = {"name": named(first.name), "count": number(first.count), "share": count, "basis": basis_of(first, lang)}
    key = "longest" if count else "longest_bare"
    return [t(f"takeaway.{key}", lang, **values), *([t("takeaway.basis", lang, **values)] if values["basis"] else [])]


def handover_clauses(view: Handover, lang: Language, _: Named) -> list[str]:
    """The last pair of years that can be compared, and how often the chain breaks in all."""
    known = [pair for pair in view.pairs if pair.agencies]
    if not known:
        return []
    last = known[-1]
    values = {"before": last.year - 1, "year": last.year, "out": number(last.out), "into": number(last.into)}
    said = [
        t("chain.words_one", lang, **values)
        + (t("chain.words_gap", lang, gap=gap_text(last, lang)) if last.differing else "")
    ]
    broken = [pair for pair in known if pair.differing]
    return [*said, t("takeaway.chain_broken" if broken else "takeaway.chain_whole", lang, n=len(broken), of=len(known))]


def standing_clauses(view: Standing, lang: Language, named: Named) -> list[str]:
    """Where the agency is furthest from the middle of its peers, as far as its cases allow it."""
    ranked = [strip for strip in view.strips if strip.share_below is not None]
    if not ranked:
        return [t("takeaway.not_placed", lang, name=named(view.agency))] if view.strips else []
    told = max(ranked, key=lambda strip: abs((strip.share_below or 0) - 0.5))
    sentence = say(standing_sentence(told), lang).rstrip("。.")
    return [t("takeaway.placed", lang, name=named(view.agency), sentence=sentence)]


def multiples_clauses(view: Multiples, lang: Language, named: Named) -> list[str]:
    """The highest and the lowest of the last year that any panel has; rates over too few cases are not compared."""
    found = [
        (panel.name, point)
        for panel in view.panels
        if (point := last_known(panel, is_rate=view.is_rate)) is not None and _is_enough(point)
    ]
    if not found:
        return [t("takeaway.panels_few", lang, n=len(view.panels), smallest=SMALLEST_N)] if view.panels else []
    year = max(point.year for _, point in found)
    here = sorted(((name, point) for name, point in found if point.year == year), key=lambda pair: -_height(pair[1]))
    said = [
        t(f"takeaway.{key}", lang, name=named(name), text=point_text(point, lang))
        for key, (name, point) in zip(("highest", "lowest"), (here[0], here[-1]), strict=True)
    ]
    return [t("takeaway.of_year", lang, year=year, n=len(here), text=said[0]), *(said[1:] if len(here) > 1 else [])]


def dumbbell_clauses(view: Dumbbell, lang: Language, _: Named) -> list[str]:
    """How many indicators differ by more than chance, and the one that does most."""
    if not view.rows:
        return []
    left, right = (name_of(side, lang) for side in view.sides)
    judged = [row for row in view.rows if row.may_be_chance is not None]
    apart = [row for row in judged if not row.may_be_chance]
    said = [t("takeaway.apart", lang, left=left, right=right, n=len(apart), of=len(judged))]
    if apart:
        most = max(apart, key=lambda row: abs(row.difference or 0))
        said.append(t("takeaway.most_apart", lang, name=name_of(most.name, lang), text=difference_text(most, lang)))
    return said


def _height(point: Point) -> float:
    return (point.rate.value or 0.0) if point.rate is not None else float(point.value or 0)


def _is_enough(point: Point) -> bool:
    return point.rate is None or point.rate.denominator >= SMALLEST_N
