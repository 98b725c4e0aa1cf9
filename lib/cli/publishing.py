"""The command that hands the store to a larger engine: `publish`."""

from __future__ import annotations

import os
from typing import Annotated

import typer
from rich.progress import Progress as Bar

from lib.cli.console import Lang, app, chosen_language, errors
from lib.language import Message, UserError, t
from lib.loading import ENGINE_VARIABLE, open_store
from lib.store.engines import publish


@app.command(name="publish")
def publish_command(
    address: Annotated[
        str,
        typer.Argument(help=f"数据引擎的地址，默认取 {ENGINE_VARIABLE} · address of the engine", show_default=False),
    ] = "",
    lang: Lang = "",
) -> None:
    """把已载入的全部数据发布到数据引擎，供多台看板阅读 · Publish all that is stored to an engine, for dashboards to read."""
    language = chosen_language(lang)
    chosen = address or os.environ.get(ENGINE_VARIABLE, "")
    if not chosen:
        raise UserError(Message("cli.no_engine", {"variable": ENGINE_VARIABLE}))
    store = open_store()
    with Bar(console=errors, transient=True) as bar:
        task = bar.add_task(t("cli.publishing", language), total=None)
        publish(store, chosen, lambda done, total: bar.update(task, completed=done, total=total))
    store.close()
    errors.print(t("cli.published", language), markup=False)
