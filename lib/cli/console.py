"""What the commands share: the application, the way to speak, and the language."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lib.language import LANGUAGES, Language, Message, say, t
from lib.loading import Summary

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
# One message is one line, whatever the width of the window: programs read it too.
errors = Console(stderr=True, soft_wrap=True)

Files = Annotated[list[Path], typer.Argument(help="文件或文件夹 · files or folders", show_default=False)]
Jobs = Annotated[int | None, typer.Option(min=1, help="并行进程数，默认每核一个 · processes, default: one a core")]
Lang = Annotated[str, typer.Option("--lang", help="zh | en")]
Questions = Annotated[
    bool, typer.Option("--questions", help="列出每个疑问及候选读法 · every question with its candidates")
]


def chosen_language(lang: str) -> Language:
    """The language named, else that of the locale, else Chinese."""
    chosen = lang or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return next((language for language in LANGUAGES if chosen.startswith(language)), "zh")


def language_asked() -> Language:
    """The language named on the command line, where an error has left the command that was told it."""
    named = [after for word, after in pairwise(sys.argv) if word == "--lang"]
    named += [word.removeprefix("--lang=") for word in sys.argv if word.startswith("--lang=")]
    return chosen_language(named[-1] if named else "")


def say_line(text: str) -> None:
    """One line on standard error, as it is: the names of files hold brackets, and worse."""
    errors.print(printable(text), markup=False, highlight=False)


def printable(text: str) -> str:
    """`text` without what would move the cursor, start a line, or turn the direction of writing."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def say_problems(problems: Iterable[Message], language: Language) -> None:
    """What was wrong with a load, a line each."""
    for problem in problems:
        errors.print(printable(say(problem, language)), markup=False, style="yellow")


def say_summary(summary: Summary, refused: int, language: Language) -> None:
    """What a load did."""
    counts = {"added": summary.added, "revised": summary.revised, "unchanged": summary.unchanged, "refused": refused}
    say_problems(summary.problems, language)
    errors.print(t("cli.summary", language, **counts), markup=False)
