"""Every engine answers every named query as the embedded store does: the same rows, types, order, blanks and zeros."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lib.store import Store
from lib.store.engines.queries import QUERIES, Query
from tests.store.contract.conftest import ENGINES
from tests.store.contract.questions import embedded, questions

# One worker starts the engines and publishes to them.
pytestmark = pytest.mark.xdist_group("engines")
ALL = [query for asked in QUERIES.values() for query in asked]
# Their rows have no order: they are looked up in.
_UNORDERED = {"peers_by_group"}


@pytest.mark.parametrize("query", ALL, ids=lambda query: query.__name__)
@pytest.mark.parametrize("name", [name for name in ENGINES if name != "embedded"])
def test_the_answer_is_that_of_the_embedded_store(engine: Callable[[str], Store], name: str, query: Query) -> None:
    there, told = engine(name), 0
    for args, named in questions(query.__name__):
        expected, found = (_whole(query(store, *args, **named), query.__name__) for store in (embedded(), there))
        _same(expected, found, (args, named))
        told += _size(expected)
    assert told, "the question is asked of nothing: it would be answered alike by anything"


def _whole(answer: Any, name: str) -> Any:
    if isinstance(answer, Iterator):
        return list(answer)
    return sorted(answer, key=repr) if name in _UNORDERED else answer


def _same(expected: Any, found: Any, asked: object) -> None:
    if isinstance(expected, pd.DataFrame):
        pd.testing.assert_frame_equal(expected, found, obj=str(asked))
    elif isinstance(expected, np.ndarray):
        assert expected.dtype == found.dtype
        assert expected.tolist() == found.tolist(), asked
    elif isinstance(expected, tuple):
        for one, other in zip(expected, found, strict=True):
            _same(one, other, asked)
    else:
        assert found == expected, asked
        assert _types(found) == _types(expected), asked


def _types(answer: Any) -> Any:
    """1, 1.0 and True are equal: the types of what is in an answer, in its order."""
    if isinstance(answer, dict):
        return {key: _types(value) for key, value in answer.items()}
    if isinstance(answer, list | tuple):
        return type(answer), [_types(value) for value in answer]
    return type(answer)


def _size(answer: Any) -> int:
    if isinstance(answer, pd.DataFrame | np.ndarray | list | tuple | dict):
        return len(answer)
    return answer is not None
