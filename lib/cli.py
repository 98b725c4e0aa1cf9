"""The command line: the same things as the pages, without a browser. Language by --lang, else by the locale."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import track
from rich.table import Column, Table

from lib.checks import finding_to_dict, from_row
from lib.language import LANGUAGES, Language, Message, UserError, say, t
from lib.loading import FileReading, Summary, load_reports, prepare, read_files, store_path
from lib.reports import Report, write_csv, write_list, write_reports
from lib.store import Filters, Store
from lib.store.reading import finding_rows, stored_reports

WRITERS: Mapping[str, Callable[[Iterable[Report]], Iterable[str]]] = {
    ".json": write_list,
    ".jsonl": write_reports,
    ".csv": write_csv,
}

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
# One message is one line, whatever the width of the window: programs read it too.
_errors = Console(stderr=True, soft_wrap=True)

Files = Annotated[list[Path], typer.Argument(help="文件或文件夹 · files or folders", show_default=False)]
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]


def main() -> None:
    """Run the command line; an error a person can act on is said in one sentence, exit code 2."""
    try:
        app()
    except UserError as error:
        _errors.print(say(error.message, _language(_asked())), style="red", markup=False)
        raise SystemExit(2) from None


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


@app.command()
def extract(files: Files, lang: Lang = "") -> None:
    """读取文件，每行输出一份 JSON 报告 · Read files, print one JSON report a line."""
    empty = 0
    for reading in read_files(files):
        _say_reading(reading, _language(lang))
        if reading.report is None:
            empty += 1
            continue
        for line in write_reports([reading.report]):
            sys.stdout.write(line)
    raise typer.Exit(1 if empty else 0)


@app.command(name="import")
def import_command(paths: Files, lang: Lang = "") -> None:
    """读取文件或文件夹并载入数据库，可重复执行 · Load files or folders into the store; safe to repeat."""
    language = _language(lang)
    readings = list(track(read_files(paths), t("cli.reading", language), console=_errors))
    for reading in readings:
        _say_reading(reading, language)
    store = Store(store_path())
    summary = load_reports(store, [(r.origin, r.report) for r in readings if r.report])
    store.close()
    _say_summary(summary, sum(r.report is None for r in readings), language)
    raise typer.Exit(1 if summary.problems or any(r.report is None for r in readings) else 0)


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="不给文件则检查已载入的全部报告 · none: all that is stored")
    ] = None,
    format: Annotated[Literal["table", "json", "csv"], typer.Option("--format")] = "table",
    lang: Lang = "",
) -> None:
    """列出疑点 · Print findings."""
    language = _language(lang)
    readings = list(read_files(files or []))
    for reading in readings:
        _say_reading(reading, language)
    store = Store() if files else Store(store_path())
    # Nothing new to a store brings it up to the rules of this version.
    summary = load_reports(store, [(r.origin, r.report) for r in readings if r.report])
    for problem in summary.problems:
        _errors.print(say(problem, language), markup=False, style="yellow")
    rows = finding_rows(store, Filters(), limit=sys.maxsize // 2)
    findings = [finding_to_dict(from_row(row), row["agency_name"]) for row in rows]
    _print_findings(findings, format, language)
    raise typer.Exit(1 if any(r.report is None for r in readings) else 0)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="输出文件 .json .jsonl .csv · output file")], lang: Lang = ""
) -> None:
    """导出已载入的全部报告 · Export every stored report."""
    write = WRITERS.get(out.suffix.lower())
    if write is None or not out.parent.is_dir():
        raise UserError(Message("cli.no_export", {"out": out, "formats": " ".join(WRITERS)}))
    lines = write(stored_reports(Store(store_path())))
    encoding = "utf-8-sig" if out.suffix.lower() == ".csv" else "utf-8"
    with out.open("w", encoding=encoding, newline="") as file:
        file.writelines(lines)
    _errors.print(t("cli.exported", _language(lang), out=out), markup=False)


def _prepare(lang: str) -> None:
    language = _language(lang)
    store = Store(store_path())
    with Bar(console=_errors, transient=True) as bar:
        task = bar.add_task(t("cli.preparing", language), total=3)
        summary = prepare(store, lambda stage, done, total: bar.advance(task))
    store.close()
    if summary is not None:
        _say_summary(summary, 0, language)


def _say_reading(reading: FileReading, language: Language) -> None:
    messages: list[Message] = [reading.problem] if reading.problem else []
    if reading.reading is not None:
        messages += [question.message for question in reading.reading.questions]
    for message in messages:
        _errors.print(f"{reading.origin}: {say(message, language)}", markup=False, highlight=False)


def _say_summary(summary: Summary, refused: int, language: Language) -> None:
    counts = {"added": summary.added, "revised": summary.revised, "unchanged": summary.unchanged, "refused": refused}
    for problem in summary.problems:
        _errors.print(say(problem, language), markup=False, style="yellow")
    _errors.print(t("cli.summary", language, **counts), markup=False)


def _print_findings(findings: list[dict[str, object]], format: str, language: Language) -> None:
    if format == "json":
        sys.stdout.write(json.dumps(findings, ensure_ascii=False, indent=1) + "\n")
        return
    columns = ("agency", "year", "check", "severity", "message")
    rows = [[_text(finding[name], language) for name in columns] for finding in findings]
    if format == "csv":
        csv.writer(sys.stdout).writerows([columns, *rows])
        return
    table = Table(*(Column(t(f"cli.column_{name}", language), overflow="fold") for name in columns))
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def _text(value: object, language: Language) -> str:
    return str(value[language]) if isinstance(value, dict) else str(value)


def _asked() -> str:
    """The language named on the command line, where an error has left the command that was told it."""
    named = [after for word, after in pairwise(sys.argv) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in sys.argv if word.startswith("--lang=")]
    return named[-1] if named else ""


def _language(lang: str) -> Language:
    chosen = lang or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return next((language for language in LANGUAGES if chosen.startswith(language)), "zh")


if __name__ == "__main__":
    main()
