"""The command that makes fictional regions to try things on: `demo`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.table import Column, Table

from lib.cli.console import Lang, app, chosen_language, errors
from lib.demo import KINDS, YEARS, Block, Written, fictional, make_folder, write_demo
from lib.demo.filling import fill_store
from lib.forms import load_forms
from lib.language import Language, Message, UserError, t
from lib.loading import store_path
from lib.reports import LAST_YEAR
from lib.store import Store

MOST_REPORTS = 10_000_000


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="输出文件夹，须为空 · output folder, empty")],
    reports: Annotated[int, typer.Option(min=1, max=MOST_REPORTS, help="至少多少份 · at least so many")] = 1_000,
    seed: Annotated[
        int, typer.Option(min=0, help="随机种子：同样的数得同样的文件 · the same seed, the same files")
    ] = 1,
    faults: Annotated[float, typer.Option(min=0, max=30, help="有差错的份数，% · reports with a fault, %")] = 5.0,
    years: Annotated[str, typer.Option(help="起止年度 · first and last year")] = f"{YEARS[0]}-{YEARS[1]}",
    store: Annotated[
        bool, typer.Option("--store", help="不写文件，直接建成数据文件夹 · no files, a data folder ready to be served")
    ] = False,
    lang: Lang = "",
) -> None:
    """生成虚构地区的报告、名录和差错清单 · Write fictional reports, their roster, and the list of their faults."""
    language = chosen_language(lang)
    blocks = fictional(reports, seed, faults / 100, years=_span(years))
    if store:
        _fill(blocks, out, reports, language)
        return
    with Bar(console=errors, transient=True) as bar:
        task = bar.add_task(t("demo.writing", language), total=reports)
        done = write_demo(blocks, out, lambda written: bar.update(task, completed=written))
    _say(done, out, language)


def _fill(blocks: Iterable[Block], out: Path, reports: int, language: Language) -> None:
    make_folder(out)
    filled = Store(out / store_path().name)
    with Bar(console=errors, transient=True) as bar:
        task = bar.add_task(t("demo.writing", language), total=reports)
        summary = fill_store(filled, blocks, lambda stage, done, total: bar.update(task, completed=done))
    filled.close()
    errors.print(t("demo.filled", language, out=out, reports=summary.added), markup=False)


def _span(text: str) -> tuple[int, int]:
    """The first and the last year of "2019-2025" or "2023"."""
    first, _, last = text.replace("–", "-").replace("—", "-").partition("-")
    since = min(form.since for form in load_forms().values())
    if not first.isdecimal() or not (last or first).isdecimal():
        raise UserError(Message("demo.years", {"years": text, "first": since, "last": LAST_YEAR}))
    span = int(first), int(last or first)
    if not since <= span[0] <= span[1] < LAST_YEAR:
        raise UserError(Message("demo.years", {"years": text, "first": since, "last": LAST_YEAR}))
    return span


def _say(done: Written, out: Path, language: Language) -> None:
    counts = {"reports": done.reports, "agencies": done.agencies, "faults": done.faults.total()}
    errors.print(t("demo.done", language, out=out, **counts), markup=False)
    if done.faults:
        table = Table(t("demo.column_kind", language), Column(t("demo.column_count", language), justify="right"))
        for kind in KINDS:
            if done.faults[kind]:
                table.add_row(t(f"demo.kind.{kind}", language), str(done.faults[kind]))
        Console().print(table)
