"""The commands that read files: `extract` to standard output, `import` into the store."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from lib.cli.console import Files, Jobs, Lang, Questions, app, chosen_language, errors, say_line, say_summary
from lib.cli.outcome import Tally, write_refused
from lib.extraction import Question
from lib.language import Language, Message, UserError, say, t
from lib.loading import FileReading, Summary, load_reports, open_store, store_path
from lib.loading.batch import Done, read_batch, stored_documents
from lib.loading.files import files_of
from lib.loading.spool import Entry, Spool
from lib.loading.workers import Workers, opened
from lib.reports import write_reports

_INTERRUPTED = 130


@app.command()
def extract(
    files: Files,
    agency: Annotated[str | None, typer.Option(help="文件未写明时的机关名称 · where the file does not name it")] = None,
    year: Annotated[int | None, typer.Option(help="文件未写明时的年度 · where the file does not state it")] = None,
    jobs: Jobs = None,
    questions: Questions = False,
    lang: Lang = "",
) -> None:
    """读取文件，每行输出一份 JSON 报告 · Read files, print one JSON report a line."""
    empty = 0
    with Workers(jobs) as workers:
        items = (item for path in files_of(files) for item in opened(str(path), path))
        awaited = (workers.submit(item.content, item.origin, agency, year) for item in items)
        for reading in (reading for found in workers.in_order(awaited) for reading in found):
            say_reading(reading, chosen_language(lang), questions)
            if reading.report is None:
                empty += 1
            else:
                sys.stdout.write(next(iter(write_reports([reading.report]))))
    raise typer.Exit(1 if empty else 0)


@app.command(name="import")
def import_command(
    paths: Files,
    jobs: Jobs = None,
    refused: Annotated[
        Path | None, typer.Option(help="未读取文件清单 .csv · write what was not taken in as CSV")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="重读已入库的文件 · read again what is in the store")] = False,
    originals: Annotated[
        bool, typer.Option(help="保存原文，供逐格核对 · keep the documents, to trace every figure to its place")
    ] = True,
    questions: Questions = False,
    lang: Lang = "",
) -> None:
    """读取文件或文件夹并载入数据库，可中断，可重复执行 · Load files or folders into the store; safe to interrupt and repeat."""
    language = chosen_language(lang)
    if refused is not None and not refused.parent.is_dir():
        raise UserError(Message("cli.no_folder", {"out": str(refused)}))
    store = open_store()
    stored = frozenset() if again else stored_documents(store)
    # Reading takes long: until there is something to write, the store is free for others.
    store.close()
    tally, files = Tally(), _foreign(paths)
    with Spool(store_path().parent / "import.jsonl") as spool:
        try:
            documents = store_path().parent / "documents" if originals else None
            with Workers(jobs) as workers:
                batch = read_batch(files, workers, spool, stored, documents)
                _follow(batch, len(files), tally, questions, language)
        except KeyboardInterrupt:
            say_line(t("cli.interrupted", language, files=tally.files))
            raise typer.Exit(_INTERRUPTED) from None
        summary = _load(tally, language)
        spool.remove()
    tally.add_problems(summary.problems)
    if refused is not None:
        write_refused(refused, tally, language)
    errors.print(tally.table(language))
    say_summary(summary, tally.count("refused"), language)
    raise typer.Exit(1 if tally.not_taken else 0)


def _foreign(paths: list[Path]) -> list[Path]:
    """The files to read, without those of the store itself, which may lie in a folder that was named."""
    home = store_path().parent.resolve()
    return [path for path in files_of(paths) if not path.resolve().is_relative_to(home)]


def _follow(batch: Iterable[Done], files: int, tally: Tally, questions: bool, language: Language) -> None:
    """Take everything of a batch, and say how far it is."""
    with _bar() as bar:
        task = bar.add_task(t("cli.reading", language), total=files, found="")
        for done in batch:
            tally.add(done)
            for entry in done.entries or ():
                _say_entry(entry, questions, language)
            bar.update(task, advance=done.last, found=tally.short(language))
    if tally.again:
        say_line(t("cli.resumed", language, files=tally.again))


def _load(tally: Tally, language: Language) -> Summary:
    store = open_store()
    with _bar() as bar:
        task = bar.add_task(t("cli.loading", language), total=3, found="")
        summary = load_reports(store, tally.reports(), lambda stage, done, total: bar.advance(task))
    store.close()
    return summary


def _bar() -> Bar:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[found]}"))
    return Bar(*columns, TimeRemainingColumn(), console=errors, transient=True)


def _say_entry(entry: Entry, questions: bool, language: Language) -> None:
    if entry.recognised and entry.report is not None:
        say_line(f"{entry.origin}: {t('cli.recognised', language)}")
    elif entry.report is None or questions:
        for sentence in entry.sentences:
            say_line(f"{entry.origin}: {sentence[language]}")


def say_reading(reading: FileReading, language: Language, details: bool = False) -> None:
    """What could not be read of a file: why it gave no report, or each question about it."""
    if reading.problem is not None:
        say_line(f"{reading.origin}: {say(reading.problem, language)}")
    for question in reading.reading.questions if reading.reading else ():
        say_line(f"{reading.origin}: {say(question.message, language)}")
        for line in _details(question) if details else ():
            say_line(f"{reading.origin}:   {line}")


def _details(question: Question) -> Iterator[str]:
    if question.keys:
        yield " ".join(question.keys)
    if question.raw:
        yield repr(question.raw)
    yield from _joined(question.candidates)


def _joined(candidates: Iterable[tuple[str, ...]]) -> Iterator[str]:
    return (" | ".join(candidate) for candidate in candidates)
