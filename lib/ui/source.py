"""What every chart rests on, in words: where its figures come from, how many reports they count, and when that was."""

from __future__ import annotations

from lib.charts import View
from lib.language import t
from lib.ui.context import context
from lib.ui.stored import store
from lib.views.counted import counted
from lib.views.selection import Selection


def source_line(view: View, selection: Selection) -> str:
    """Where the figures of a chart come from, what was selected and how many reports they rest on."""
    return t("pages.source_line", context().lang, sentence=selection.sentence, counted=counted(view, selection))


def data_line() -> str:
    """The day and the version of the data."""
    ctx = context()
    return t("pages.data_line", ctx.lang, day=ctx.options.today.isoformat(), version=data_version())


def data_version() -> str:
    """What rises with every load."""
    return store().meta("version") or "0"
