"""What stands under every chart that is taken away: source, selection, how many reports, date and version of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lib.language import Language, say, t
from lib.views.counted import counted
from lib.views.slides import Slide


@dataclass(frozen=True)
class Foot:
    """The lines under a chart, in words. `selection` is the filter sentence, `counted` says n, `dated` day and version."""

    source: str
    selection: str
    counted: str
    day: str
    version: str
    lang: Language

    @property
    def lines(self) -> tuple[str, str]:
        """Two lines for a slide or a printed page."""
        first = t("briefing_files.foot_source", self.lang, source=self.source, selection=self.selection)
        values = {"counted": self.counted, "day": self.day, "version": self.version}
        return first, t("briefing_files.foot_data", self.lang, **values)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Names and texts for a workbook."""
        names = ("selection", "counted", "source", "day", "version")
        return tuple((t(f"briefing_files.name_{name}", self.lang), getattr(self, name)) for name in names)


def foot(slide: Slide, version: str, day: date, lang: Language) -> Foot:
    """The foot of a slide made from the data of `version` on `day`."""
    return Foot(
        source=t("briefing_files.source", lang),
        selection=say(slide.selection.sentence, lang),
        counted=say(counted(slide.view, slide.selection), lang),
        day=day.isoformat(),
        version=version,
        lang=lang,
    )
