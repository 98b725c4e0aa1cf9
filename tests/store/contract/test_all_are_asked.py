"""The list of named queries is whole: nothing a page asks of the store is missing in it."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from lib.store.engines.queries import QUERIES
from tests.conftest import ROOT

# What writes: it stays with the embedded store, and a published one refuses it (test_published.py).
_WRITES = {"decide", "keep_deck", "drop_deck"}


def test_every_query_of_a_page_is_named() -> None:
    named = {query for asked in QUERIES.values() for query in asked}
    asked = {one for room in ("views", "ui", "exports") for one in _asked_in(room)}
    assert len(asked) > 40
    assert {one.__name__ for one in asked - named} == _WRITES


def test_there_are_fifteen_kinds_of_them() -> None:
    assert len(QUERIES) == 15
    assert all(next(iter(inspect.signature(one).parameters)) == "store" for asked in QUERIES.values() for one in asked)


def _asked_in(room: str) -> Iterator[Callable[..., Any]]:
    """The functions over a store that the modules of a room import from the store's own."""
    for file in (ROOT / "lib" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lib.store."):
                module = importlib.import_module(node.module or "")
                for alias in node.names:
                    one = getattr(module, alias.name)
                    if inspect.isfunction(one) and next(iter(inspect.signature(one).parameters), "") == "store":
                        yield one
