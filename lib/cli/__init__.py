"""The command line: the same things as the pages, without a browser. Language by --lang, else by the locale."""

from __future__ import annotations

from lib.cli import checking, demonstrating, following, keeping, presenting, publishing, reading, reviewing, serving
from lib.cli.console import app, errors, language_asked
from lib.language import UserError, say

__all__ = [
    "app",
    "checking",
    "demonstrating",
    "following",
    "keeping",
    "main",
    "presenting",
    "publishing",
    "reading",
    "reviewing",
    "serving",
]


def main() -> None:
    """Run the command line; an error a person can act on is said in one sentence, exit code 2."""
    try:
        app()
    except UserError as error:
        errors.print(say(error.message, language_asked()), style="red", markup=False)
        raise SystemExit(2) from None
