"""The charts of comparison in sentences."""

from __future__ import annotations

from lib.charts.dumbbell import difference_text
from lib.charts.multiples import last_known, point_text
from lib.charts.standing import value_text
from lib.charts.words import name_of
from lib.language import Language, say, t
from lib.views.comparisons import Dumbbell, Multiples, Standing
from lib.views.peers import standing_sentence


def standing_words(view: Standing, lang: Language) -> list[str]:
    """Every indicator with its place."""
    if not view.strips:
        return []
    strips = ("" if lang == "zh" else " ").join(say(standing_sentence(strip), lang) for strip in view.strips)
    return [t("comparing.standing_words", lang, title=say(view.title, lang), strips=strips)]


def multiples_words(view: Multiples, lang: Language) -> list[str]:
    """Every agency's latest value."""
    if not view.panels:
        return []
    panels = []
    for panel in view.panels:
        point, name = last_known(panel, is_rate=view.is_rate), name_of(panel.name, lang)
        if point is None:
            panels.append(t("comparing.multiples_empty_panel", lang, name=name))
        else:
            values = {"name": name, "year": point.year, "text": point_text(point, lang)}
            panels.append(t("comparing.multiples_panel", lang, **values))
    listed = t("charts.words.list", lang).join(panels)
    return [t("comparing.multiples_words", lang, title=say(view.title, lang), panels=listed)]


def dumbbell_words(view: Dumbbell, lang: Language) -> list[str]:
    """Every indicator on both sides."""
    if not view.rows:
        return []
    left, right = (name_of(side, lang) for side in view.sides)
    rows = [
        t(
            "comparing.dumbbell_row",
            lang,
            indicator=name_of(row.name, lang),
            left=left,
            one=value_text(row.left, lang),
            right=right,
            other=value_text(row.right, lang),
            difference=difference_text(row, lang),
        )
        for row in view.rows
    ]
    listed = ("；" if lang == "zh" else "; ").join(rows)
    return [t("comparing.dumbbell_words", lang, title=say(view.title, lang), rows=listed)]
