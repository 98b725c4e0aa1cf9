"""A briefing of every kind of view over the bundled reports. Only this file knows how a page's view is asked for."""

from __future__ import annotations

from datetime import date
from functools import cache

from lib.loading import prepare
from lib.store import Filters, Store
from lib.views.compare import compare
from lib.views.coverage import coverage
from lib.views.disputes import disputes
from lib.views.options import Options
from lib.views.overview import overview
from lib.views.requests import requests
from lib.views.slides import Briefing, Slide

DAY, VERSION = date(2026, 6, 1), "7"
TITLE = "=汇报 <b>2025</b> & \x07 年"


@cache
def bundled_briefing() -> Briefing:
    """Seventeen slides: what the pages show of all bundled reports."""
    store, filters = Store(), Filters()
    prepare(store)
    first, asked, fought = overview(store, filters), requests(store, filters), disputes(store, filters)
    rates, counts = compare(store, filters), compare(store, filters, Options(indicator="received"))
    filed = coverage(store, filters, Options(today=DAY))
    views = [first.outcomes, first.correction, asked.flow, asked.breakdown, asked.applicants, asked.backlog]
    views += [
        *fought.groups,
        *fought.breakdown,
        rates.matrix,
        rates.ranking,
        counts.ranking,
        rates.funnel,
        filed.matrix,
    ]
    slides = [Slide(view, filed.selection if view is filed.matrix else first.selection) for view in views]
    slides[1] = Slide(slides[1].view, slides[1].selection, heading="=1+1 复议纠错率", note="先说口径。\n再说件数。")
    return Briefing(TITLE, tuple(slides), VERSION, DAY)
