"""A chart as a picture, PNG and SVG, with its title, what it says and where its figures come from. Made in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lib.charts.theme import FONTS, palette
from lib.language import Language, t
from lib.ui.context import context
from lib.ui.scripts import script

# What a narrow screen draws is put on a sheet on which its title still fits.
_NARROWEST = 480
_SCALE = 2
_LONGEST_NAME = 80


def picture_buttons(
    key: str, title: str, lines: Sequence[str], filename: str, lang: Language, *, said: str = ""
) -> None:
    """Two buttons that save the chart `key` as it stands on the page. `said` stands under the title, `lines` under the
    chart: filters, source and n, date and version of the data. `filename` is without its ending (see `picture_name`)."""
    colours = palette(context().look)
    script("picture")(
        key=f"{key}-picture",
        data={
            "chart": key,
            "title": title,
            "said": said,
            "lines": list(lines),
            "filename": filename,
            "labels": {kind: t(f"marks.picture_{kind}", lang, title=title) for kind in ("png", "svg")},
            "fonts": FONTS,
            "background": colours.background,
            "ink": colours.ink,
            "muted": colours.muted,
            "narrowest": _NARROWEST,
            "scale": _SCALE,
        },
    )


def picture_name(title: str, day: date) -> str:
    """A file's name from a title and a date: letters, digits and _ only."""
    letters = "".join(letter if letter.isalnum() else "_" for letter in title)
    return f"{'_'.join(filter(None, letters.split('_')))[:_LONGEST_NAME]}_{day.isoformat()}"
