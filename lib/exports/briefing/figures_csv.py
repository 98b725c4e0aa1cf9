"""The figures of one chart as CSV.

What was selected, the source, how many reports, date and version stand in columns of their own at the end of every row.
Lines above the heads would be read as data by a program and shift the heads in a spreadsheet; a column is read by both,
survives sorting and filtering, and stays with the figures when several files are put together. The price is that the
same words stand in every row.
"""

from __future__ import annotations

import csv
import io
from datetime import date

from lib.exports.briefing.figures import figures
from lib.exports.briefing.foot import foot
from lib.exports.printed import clean
from lib.language import Language, say, t
from lib.reports import safe_text
from lib.views.slides import Slide


def write_view_csv(slide: Slide, version: str, day: date, lang: Language = "zh") -> bytes:
    """The figures in UTF-8 with a mark that Excel knows. A blank is an empty field, never 0; no text begins a formula.

    A view without figures has its heads only.
    """
    columns = figures(slide.view, lang)
    pairs = [
        (t("briefing_files.name_topic", lang), say(slide.view.title, lang)),
        *foot(slide, version, day, lang).pairs,
    ]
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow([safe_text(head) for head in [*(one.head for one in columns), *(name for name, _ in pairs)]])
    about = [safe_text(clean(text)) for _, text in pairs]
    for row in zip(*(one.values for one in columns), strict=True):
        cells = [safe_text(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row]
        lines.writerow([*cells, *about])
    return written.getvalue().encode("utf-8-sig")
