"""The commands that bring the dashboard up: `serve` and `prepare`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress as Bar

from lib.cli.console import Lang, app, chosen_language, errors, say_line, say_summary
from lib.language import Message, UserError, t
from lib.loading import ENGINE_VARIABLE, READ_ONLY_VARIABLE, open_store, prepare, store_path
from lib.store.snapshots import make_snapshot, open_snapshot


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="监听地址 · address")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help="端口，默认 8501 起第一个空闲端口 · port, default: the first free one from 8501")
    ] = None,
    profile: Annotated[
        Path | None, typer.Option(help="把每次刷新的耗时逐行写入此文件 · write where the time of each rerun goes")
    ] = None,
    read_only: Annotated[
        bool,
        typer.Option("--read-only", help="只读快照，可同时开多个 · show the snapshot only; several may run at once"),
    ] = False,
) -> None:
    """准备数据并打开看板 · Prepare the data and serve the dashboard."""
    if read_only:
        # Better said here than on every page.
        open_snapshot(store_path()).close()
        os.environ[READ_ONLY_VARIABLE] = "1"
    # A published store is brought up to date where it is published from.
    elif not os.environ.get(ENGINE_VARIABLE):
        _prepare("")
    from lib.ui.server import serve as serve_dashboard

    if profile is not None:
        _profile(profile)
    serve_dashboard(host, port)


def _profile(path: Path) -> None:
    from lib.ui.profiling import start_profiling

    try:
        start_profiling(path)
    except OSError as error:
        raise UserError(Message("loading.cannot_keep", {"path": path, "reason": error.strerror})) from error


@app.command(name="prepare")
def prepare_command(lang: Lang = "") -> None:
    """把随附数据载入数据库 · Bring the store up to date with the bundled data."""
    _prepare(lang)


@app.command()
def snapshot(lang: Lang = "") -> None:
    """发布供只读看板使用的快照；此后每次写入自动更新 · Publish a snapshot for read-only dashboards; kept up from then on."""
    _prepare(lang)
    store = open_store()
    made = make_snapshot(store)
    store.close()
    say_line(t("cli.snapshot", chosen_language(lang), path=made))


def _prepare(lang: str) -> None:
    language = chosen_language(lang)
    store = open_store()
    with Bar(console=errors, transient=True) as bar:
        task = bar.add_task(t("cli.preparing", language), total=3)
        summary = prepare(store, lambda stage, done, total: bar.advance(task))
    store.close()
    if summary is not None:
        say_summary(summary, 0, language)
