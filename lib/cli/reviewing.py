"""The commands for what was decided of findings: `decisions export` and `decisions import`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from lib.cli.console import Lang, app, chosen_language, say_line
from lib.language import Message, UserError, t
from lib.loading import load_reports, open_store
from lib.loading.decisions import import_decisions, read_decisions, write_decisions_csv, write_decisions_json
from lib.loading.files import content_of
from lib.store.reviewing import Decision, verify_log, whole_log

decisions = typer.Typer(no_args_is_help=True, help="疑点的复核结论 · decisions on findings")
app.add_typer(decisions, name="decisions")

WRITERS: Mapping[str, Callable[[Iterable[Decision]], Iterable[str]]] = {
    ".csv": write_decisions_csv,
    ".json": write_decisions_json,
}
_SHOWN = 20


@decisions.command(name="export")
def export_decisions(
    out: Annotated[Path, typer.Argument(help="输出文件 .csv .json · output file")], lang: Lang = ""
) -> None:
    """导出全部复核结论 · Write down every decision, as it was entered."""
    ending = out.suffix.lower()
    if ending not in WRITERS or not out.parent.is_dir():
        raise UserError(Message("cli.no_export", {"out": out, "formats": " ".join(WRITERS)}))
    store = open_store()
    found, checked = whole_log(store), verify_log(store)
    encoding = "utf-8-sig" if ending == ".csv" else "utf-8"
    with out.open("w", encoding=encoding, newline="") as file:
        file.writelines(WRITERS[ending](found))
    language = chosen_language(lang)
    say_line(t("review.exported", language, count=len(found), out=out, digest=checked.head or "—"))
    if not checked.whole:
        say_line(t("review.broken", language, n=checked.broken_at))
        raise typer.Exit(1)


@decisions.command(name="import")
def import_command(
    file: Annotated[Path, typer.Argument(help="结论文件 .csv .json · the decisions")], lang: Lang = ""
) -> None:
    """导入复核结论；已有的不重复，有误则全部不导入 · Take in decisions made elsewhere: each once, and all or nothing."""
    content = content_of(file)
    if isinstance(content, Message):
        raise UserError(content)
    found = read_decisions(content, file.name)
    store = open_store()
    # Nothing new to a store brings its findings up to the rules of this version.
    load_reports(store, [])
    done = import_decisions(store, found)
    language = chosen_language(lang)
    say_line(t("review.imported", language, entered=done.entered, known=done.known))
    if done.unmatched:
        say_line(t("review.unmatched", language, count=len(done.unmatched)))
    for decision in done.unmatched[:_SHOWN]:
        values = {"agency": decision.agency_code, "year": decision.year, "check": decision.check, "who": decision.who}
        say_line(t("review.unmatched_one", language, state=t(f"review.{decision.state}", language), **values))
    store.close()
