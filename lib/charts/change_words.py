"""In words: what moved, what was handed over, and the bars of a year."""

from __future__ import annotations

from collections.abc import Sequence

from lib.charts.bars import basis_of
from lib.charts.contribution import rest_name, signed, whole_value
from lib.charts.handover import gap_text
from lib.charts.words import name_of, number, share_text
from lib.language import Language, say, t
from lib.views.bars import Bars
from lib.views.contribution import REMAINDER, Contribution
from lib.views.handover import Handover
from lib.views.model import Name

MOST_NAMED = 5


def bar_words(view: Bars, lang: Language) -> list[str]:
    """The longest bars with their basis."""
    if not view.bars:
        return []
    longest = sorted(view.bars, key=lambda bar: -(bar.count or 0))[:MOST_NAMED]
    said = []
    for bar in longest:
        count = share_text(bar.count, bar.of, lang) if bar.count is not None and bar.of else number(bar.count)
        basis = basis_of(bar, lang)
        key = "grounds.words_one" if basis else "grounds.words_bare"
        said.append(t(key, lang, name=name_of(bar.name, lang), count=count, **({"basis": basis} if basis else {})))
    return [t("grounds.words", lang, title=say(view.title, lang), bars=t("charts.words.list", lang).join(said))]


def bar_notes(view: Bars, lang: Language) -> list[str]:
    """What is not drawn: what is stated to be 0, and what is not stated."""
    said = [t("grounds.zeros", lang, n=len(view.zeros), names=_named(view.zeros, lang))] if view.zeros else []
    if view.unstated:
        said.append(t("grounds.unstated", lang, n=len(view.unstated), names=_named(view.unstated, lang)))
    return said


def contribution_words(view: Contribution, lang: Language) -> list[str]:
    """Both ends of the whole, the change, and who moved it most."""
    parts = [
        t("moved.words_one", lang, name=name_of(step.name, lang), part=signed(step.amount, view, lang))
        for step in view.steps[:MOST_NAMED]
    ]
    if view.rest_agencies and view.steps:
        parts.append(t("moved.words_one", lang, name=rest_name(view, lang), part=signed(view.rest, view, lang)))
    values = {
        "title": say(view.title, lang),
        "first": say(view.ends[0], lang),
        "last": say(view.ends[1], lang),
        "before": whole_value(view.before, lang),
        "after": whole_value(view.after, lang),
        "change": signed(view.amount, view, lang),
        "agencies": view.agencies,
    }
    if not parts:
        return [t("moved.words_still", lang, **values)]
    return [t("moved.words", lang, parts=t("charts.words.list", lang).join(parts), **values)]


def contribution_notes(view: Contribution, lang: Language) -> list[str]:
    """How a rate's change is split, and what stands for an aggregate whose agencies are shown themselves."""
    said = [t("moved.note_rate" if view.is_rate else "moved.note_count", lang)]
    if any(step.name.code == REMAINDER for step in view.steps):
        said.append(t("moved.note_without_parts", lang))
    return said


def handover_words(view: Handover, lang: Language) -> list[str]:
    """Each pair of years: handed over, arrived, the gap."""
    said = []
    for pair in view.pairs:
        if not pair.agencies:
            continue
        values = {"before": pair.year - 1, "year": pair.year, "out": number(pair.out), "into": number(pair.into)}
        text = t("chain.words_one", lang, **values)
        said.append(f"{text}{t('chain.words_gap', lang, gap=gap_text(pair, lang))}" if pair.differing else text)
    if not said:
        return []
    return [t("chain.words", lang, title=say(view.title, lang), pairs=t("charts.words.list", lang).join(said))]


def _named(names: Sequence[Name], lang: Language) -> str:
    shown = t("charts.words.list", lang).join(name_of(name, lang) for name in names[:MOST_NAMED])
    return shown + ("…" if len(names) > MOST_NAMED else "")
