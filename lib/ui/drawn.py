"""Charts as they are drawn: the same view, language, look and pick make the same figure and the same words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lib.charts import Look, View, describe, emphasised, figure, notes, takeaway, to_plotly
from lib.language import Language, say
from lib.ui.kept import kept
from lib.views.picks import Pick


@dataclass(frozen=True)
class Drawn:
    """`spec` for Plotly; `title`; `said`, the one sentence it says; `alt`, what it shows in words; `below`, the sentences its
    signs need."""

    spec: Any
    title: str
    said: str
    alt: str
    below: tuple[str, ...]


def drawn(view: View, lang: Language, look: Look, pick: Pick, least: int = 0) -> Drawn:
    """The chart of a view, at `least` so many pixels high, from what is kept where it was drawn before."""

    def make() -> Drawn:
        title = say(view.title, lang)
        made = figure(view, lang, look)
        made["layout"]["height"] = max(least, made["layout"]["height"])
        return Drawn(
            spec=to_plotly(emphasised(made, view, pick)),
            title=title,
            said=takeaway(view, lang),
            alt=f"{title}: {describe(view, lang)}",
            below=tuple(notes(view, lang)),
        )

    return kept(view, "chart", lang, look, pick, least, make=make)
