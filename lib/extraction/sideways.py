"""Table 四 on its side: a result a row, the three groups beside each other or under each other."""

from __future__ import annotations

from collections.abc import Sequence

from lib.extraction.gathering import Gathering
from lib.extraction.labels import labels_of
from lib.extraction.rows import RawRow
from lib.extraction.wording import letters
from lib.forms import newest_form

# A table is on its side if this many of the five results have a row of their own.
_FEWEST_RESULTS = 3


def read_on_its_side(rows: Sequence[RawRow], gathering: Gathering) -> bool:
    """Take the figures of a table that stands on its side. False where it does not, or not beyond doubt."""
    named = [(row, result) for row in rows if (result := _result_of(row))]
    if len({result for _, result in named}) < _FEWEST_RESULTS:
        return False
    beside = _beside(named[0][0].above)
    placed: dict[str, tuple[RawRow, int]] = {}
    group: str | None = None
    for row, result in named:
        group = group_in((*row.above, *row.labels)) or group
        groups = beside if len(row.values) == len(beside) > 1 else [group] if len(row.values) == 1 and group else []
        keys = [f"disputes.{name}.{result}" for name in groups]
        if not keys or any(key in placed for key in keys):
            return False
        placed |= {key: (row, number) for number, key in enumerate(keys)}
    for key, (row, number) in placed.items():
        gathering.take(key, row.values[number])
    gathering.doubt(placed)
    gathering.note("table_on_its_side", "disputes")
    return True


def group_in(texts: Sequence[str]) -> str | None:
    """The group these texts name last."""
    for text in reversed(texts):
        if (within := _within(text)) is not None:
            return within
    return None


def group_names() -> dict[str, str]:
    """The groups of figures by what is printed over them."""
    return {letters(line.label.zh): line.key for line in newest_form().tables["disputes"].rows}


def _within(text: str) -> str | None:
    names = group_names()
    found = [name for name in names if name in letters(text)]
    return names[max(found, key=len)] if found else None


def _result_of(row: RawRow) -> str | None:
    return labels_of("disputes").column_of(row.labels[-1]) if row.labels else None


def _beside(texts: Sequence[str]) -> list[str]:
    """The groups in the order they are named over the rows, where that is the order of the form; else none."""
    found = list(dict.fromkeys(name for text in texts if (name := _within(text)) is not None))
    return found if found == [line.key for line in newest_form().tables["disputes"].rows] else []
