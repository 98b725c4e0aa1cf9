"""What is made of a frozen thing, kept while the thing is: a chart, a table, a list of choices.

A view from `lib.ui.stored` is the same object at every rerun until the data change, so it is known by itself. What is made
of it must depend on nothing but it and the words given, and must not be changed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")
MOST_KEPT = 512

_kept: OrderedDict[tuple[Hashable, ...], tuple[object, Any]] = OrderedDict()
_lock = Lock()


def kept(of: object, *words: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives for this object and these words, the first of which says what is made; made once."""
    key = (id(of), *words)
    with _lock:
        found = _kept.get(key)
        if found is not None:
            _kept.move_to_end(key)
            # The object is held with what was made of it, so no other can have come to lie where it lay.
            value: Made = found[1]
            return value
    made = make()
    with _lock:
        _kept[key] = (of, made)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made
