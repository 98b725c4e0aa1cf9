"""The command that lists what is doubtful: `check`."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import Console
from rich.table import Column, Table

from lib.checks import finding_to_dict, from_row
from lib.cli.console import Lang, app, chosen_language, say_problems
from lib.cli.reading import say_reading
from lib.language import Language, t
from lib.loading import FileReading, load_reports, open_store
from lib.loading.files import files_of
from lib.loading.workers import Workers
from lib.store import Filters, Store
from lib.store.reading import finding_rows


@app.command()
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="不给文件则检查已载入的全部报告 · none: all that is stored")
    ] = None,
    format: Annotated[Literal["table", "json", "csv"], typer.Option("--format")] = "table",
    lang: Lang = "",
) -> None:
    """列出疑点 · Print findings."""
    language = chosen_language(lang)
    readings = _read(files or [])
    for reading in readings:
        say_reading(reading, language)
    store = Store() if files else open_store()
    # Nothing new to a store brings it up to the rules of this version.
    summary = load_reports(store, [(r.origin, r.report) for r in readings if r.report])
    say_problems(summary.problems, language)
    rows = finding_rows(store, Filters(), limit=sys.maxsize // 2)
    findings = [finding_to_dict(from_row(row), row["agency_name"], _review(row)) for row in rows]
    _print_findings(findings, format, language)
    raise typer.Exit(1 if any(r.report is None for r in readings) else 0)


def _review(row: dict[str, Any]) -> dict[str, object]:
    """What was decided of a finding last, in UTC; nothing where nobody has."""
    if row["decided_at"] is None:
        return {}
    at = f"{row['decided_at'].isoformat()}Z"
    return {"state": row["review"], "note": row["note"], "who": row["who"], "decided_at": at}


def _read(paths: list[Path]) -> list[FileReading]:
    if not paths:
        return []
    with Workers() as workers:
        return [reading for found in workers.read_all((str(p), p) for p in files_of(paths)) for reading in found]


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
