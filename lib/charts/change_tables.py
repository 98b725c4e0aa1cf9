"""As tables: what moved, what was handed over, and the bars of a year."""

from __future__ import annotations

from typing import Any

from lib.charts.bars import basis_of
from lib.charts.contribution import rest_name
from lib.charts.words import name_of
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.contribution import Contribution
from lib.views.handover import Handover
from lib.views.model import Rate

Column = tuple[str, list[Any], str]


def bar_columns(view: Bars, lang: Language) -> list[Column]:
    """Every bar with its basis; those of 0 too, which are not drawn."""
    zeros = [(name, 0) for name in view.zeros]
    drawn = [(bar.name, bar.count) for bar in view.bars]
    outcomes = [t(f"terms.{bar.tone}", lang) for bar in view.bars]
    return [
        (t("charts.part", lang), [name_of(name, lang) for name, _ in (*drawn, *zeros)], "str"),
        (t("charts.category", lang), [*outcomes, *[None] * len(zeros)], "str"),
        (t("grounds.basis", lang), [*(basis_of(bar, lang) or None for bar in view.bars), *[None] * len(zeros)], "str"),
        (t("charts.count", lang), [count for _, count in (*drawn, *zeros)], "Int64"),
        (t("grounds.whole", lang), [*(bar.of for bar in view.bars), *[None] * len(zeros)], "Int64"),
    ]


def contribution_columns(view: Contribution, lang: Language) -> list[Column]:
    """The agencies that are drawn, the rest, and the whole they add up to."""
    rest = [rest_name(view, lang)] if view.rest_agencies else []
    names = [name_of(step.name, lang) for step in view.steps]
    gap: list[None] = [None] * len(rest)
    columns: list[Column] = [(t("charts.agency", lang), [*names, *rest, t("moved.whole", lang)], "str")]
    for end, before in zip(view.ends, (True, False), strict=True):
        figures = [step.before if before else step.after for step in view.steps]
        figures_all = [*figures, *gap, view.before if before else view.after]
        columns += _sides(say(end, lang), figures_all, lang)
    amounts = [*(step.amount for step in view.steps), *([view.rest] if rest else []), view.amount]
    if view.is_rate:
        columns.append((t("moved.part_points", lang), [amount / 100 for amount in amounts], "Float64"))
    else:
        columns.append((t("moved.part", lang), amounts, "Int64"))
    return columns


def handover_columns(view: Handover, lang: Language) -> list[Column]:
    """A row a pair of years."""
    return [
        (t("charts.year", lang), [pair.year for pair in view.pairs], "Int64"),
        (t("chain.handed", lang), [pair.out for pair in view.pairs], "Int64"),
        (t("chain.received", lang), [pair.into for pair in view.pairs], "Int64"),
        (t("chain.difference", lang), [pair.gap for pair in view.pairs], "Int64"),
        (t("chain.compared", lang), [pair.agencies for pair in view.pairs], "Int64"),
        (t("chain.differing", lang), [pair.differing for pair in view.pairs], "Int64"),
    ]


def _sides(head: str, figures: list[Any], lang: Language) -> list[Column]:
    if not any(isinstance(figure, Rate) for figure in figures):
        return [(head, figures, "Int64")]
    parts = [
        (t("charts.numerator", lang), [figure.numerator if figure else None for figure in figures]),
        (t("charts.denominator", lang), [figure.denominator if figure else None for figure in figures]),
    ]
    return [(t("charts.labelled_cell", lang, agency=head, year=name), values, "Int64") for name, values in parts]
