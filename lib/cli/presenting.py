"""The command for a briefing: a region's year as slides, as a report to print, or as the figures behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from lib.cli.console import Lang, app, chosen_language, say_line
from lib.cli.following import Region
from lib.exports import write_briefing_html, write_briefing_pptx, write_briefing_xlsx
from lib.language import Language, Message, UserError, say, t
from lib.loading import open_store, prepare
from lib.loading.atomic import write_whole
from lib.store import Filters
from lib.views.ready import region_year_briefing, region_year_title
from lib.views.selection import select
from lib.views.slides import Briefing

WRITERS: dict[str, Callable[[Briefing, Language], bytes]] = {
    ".pptx": write_briefing_pptx,
    ".html": write_briefing_html,
    ".xlsx": write_briefing_xlsx,
}


@app.command()
def briefing(
    out: Annotated[Path, typer.Argument(help="输出文件 .pptx .html .xlsx · output file")],
    region: Region = "",
    year: Annotated[int, typer.Option(help="年度，默认最近一年 · the year, the latest unless named")] = 0,
    lang: Lang = "",
) -> None:
    """一个地区一年的十页汇报 · A region's year in ten slides."""
    ending = out.suffix.lower()
    if ending not in WRITERS or not out.parent.is_dir():
        raise UserError(Message("cli.no_export", {"out": out, "formats": " ".join(WRITERS)}))
    store, language = open_store(), chosen_language(lang)
    prepare(store)
    filters = Filters(region=region)
    selection = select(store, filters)
    if not selection.listed or (year and year not in selection.years):
        raise UserError(Message("cli.no_briefing", {"region": region or "—", "year": year or "—"}))
    shown = selection.year_of(year or None)
    title = say(region_year_title(filters, shown), language)
    made = region_year_briefing(store, filters, shown, title, datetime.now().astimezone().date())
    write_whole(out, WRITERS[ending](made, language), new_folder=False)
    say_line(t("cli.briefing", language, n=len(made.slides), out=out))
    store.close()
