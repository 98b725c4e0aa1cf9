"""The commands that bring the dashboard up: `serve` and `prepare`."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import Progress as Bar

from lib.cli.console import Lang, app, chosen_language, errors, say_summary
from lib.language import t
from lib.loading import prepare, store_path
from lib.store import Store


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="监听地址 · address")] = "127.0.0.1",
    port: Annotated[
        int | None, typer.Option(help="端口，默认 8501 起第一个空闲端口 · port, default: the first free one from 8501")
    ] = None,
) -> None:
    """准备数据并打开看板 · Prepare the data and serve the dashboard."""
    _prepare("")
    from lib.ui.server import serve as serve_dashboard

    serve_dashboard(host, port)


@app.command(name="prepare")
def prepare_command(lang: Lang = "") -> None:
    """把随附数据载入数据库 · Bring the store up to date with the bundled data."""
    _prepare(lang)


def _prepare(lang: str) -> None:
    language = chosen_language(lang)
    store = Store(store_path())
    with Bar(console=errors, transient=True) as bar:
        task = bar.add_task(t("cli.preparing", language), total=3)
        summary = prepare(store, lambda stage, done, total: bar.advance(task))
    store.close()
    if summary is not None:
        say_summary(summary, 0, language)
