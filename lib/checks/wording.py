"""Findings in words. A message carries figures and keys; here they get the labels of the form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lib.checks.chain_relations import chain_relations
from lib.checks.model import Broken, Cause, Finding, Repair
from lib.checks.relations import form_relations
from lib.forms import TABLES, UNITS, FigureKey, Label, find_cell, load_forms
from lib.language import Language, Message, t

SHOWN_STATEMENTS = 3
SHOWN_REPAIRS = 4


def describe(message: Message, lang: Language) -> str:
    """A message of this room as a sentence: keys become the form's labels, counts get separators, None is "blank"."""
    return t(message.key, lang, **{name: _word(name, value, lang) for name, value in message.values.items()})


def say_finding(finding: Finding, lang: Language) -> str:
    """What a finding says."""
    return describe(finding.message, lang)


def say_equation(broken: Broken, lang: Language) -> str:
    """What a broken equation says, both sides in it."""
    return describe(statement(broken), lang)


def cell_name(key: FigureKey, lang: Language) -> str:
    """A cell by its row and column, as the form names them."""
    row, column = find_cell(key)
    words = (label.get(lang).replace("“", "‘").replace("”", "’") for label in (row.short, column.label))
    return t("checks.cell", lang, **dict(zip(("row", "column"), words, strict=True)))


def statement(broken: Broken) -> Message:
    """One equation and its two sides, not yet in a language."""
    year = max(term.year for term in broken.terms)
    values = {
        "line": broken.equation,
        "left": broken.left,
        "right": broken.right,
        "left_sum": _sum(broken, "left"),
        "right_sum": _sum(broken, "right"),
        "year": year,
        "previous_year": year - 1,
    }
    variant = broken.equation.partition("/")[2].partition(".")[2]
    return Message(f"checks.equation.{broken.check}{'.' if variant else ''}{variant}", values)


def finding_message(statements: Sequence[Message], cause: Message | None = None) -> Message:
    """What does not agree, then what most likely made it so."""
    shown = [*statements[:SHOWN_STATEMENTS]]
    if len(statements) > SHOWN_STATEMENTS:
        shown.append(Message("checks.more_equations", {"count": len(statements)}))
    return Message("checks.finding", {"parts": (*shown, *([cause] if cause else []))})


def cause_message(cause: Cause | None, rivals: int, *, alike: bool) -> Message:
    """The likeliest explanation in words; `rivals` is how many others there are. `alike`: the equations cannot tell
    them from it, and unless a total was left at 0, it is no likelier than they are."""
    if cause is None:
        return Message("checks.cause.NONE")
    values = {"restores": cause.restores, "count": len(cause.cells), "repairs": _repairs(cause.cells)}
    if cause.kind == "MOVED":
        values |= _moved(cause)
    left_at_zero = all(not repair.reported for repair in cause.cells)
    parts = [Message(f"checks.cause.{'ALIKE' if alike and not left_at_zero else cause.kind}", values)]
    if rivals and not alike:
        parts.append(Message("checks.rivals", {"count": rivals}))
    return Message("checks.finding", {"parts": tuple(parts)})


def _moved(cause: Cause) -> dict[str, object]:
    changes = {repair.key: repair.suggested - (repair.reported or 0) for repair in cause.cells}
    return {
        "amount": max(changes.values()),
        "filed": min(changes, key=lambda key: changes[key]),
        "belongs": max(changes, key=lambda key: changes[key]),
    }


def enumerated(items: Sequence[Message]) -> tuple[Message, ...]:
    """Items one after the other, each but the last with the mark that parts them."""
    return (*(Message("checks.listed", {"item": item}) for item in items[:-1]), *items[-1:])


def _repairs(repairs: Sequence[Repair]) -> tuple[Message, ...]:
    shown = enumerated(
        [
            Message("checks.repair", {"cell": r.key, "reported": r.reported, "suggested": r.suggested})
            for r in repairs[:SHOWN_REPAIRS]
        ]
    )
    more = [Message("checks.more_cells", {"count": len(repairs)})] if len(repairs) > SHOWN_REPAIRS else []
    return (*shown, *more)


def _sum(broken: Broken, side: str) -> str:
    """The numbers of one side as they are added up; blanks are left out."""
    text = ""
    for term in broken.terms:
        if term.side == side and term.value is not None:
            text += f" {'+' if term.sign > 0 else '−'} {term.value:,}"
    return text.removeprefix(" + ").strip()


def _word(name: str, value: object, lang: Language) -> object:
    match value:
        case Message():
            return describe(value, lang)
        case tuple() if all(isinstance(part, Message) for part in value):
            return ("" if lang == "zh" else " ").join(describe(part, lang) for part in value)
        case tuple():
            return ("、" if lang == "zh" else ", ").join(str(_word(name, part, lang)) for part in value)
        case None:
            return t("checks.blank_cell", lang)
        case int() if not name.endswith("year"):
            return f"{value:,}"
        case str() if value in UNITS:
            return cell_name(value, lang)
        case str() if value in _lines():
            return _lines()[value].get(lang)
        case str() if value in TABLES:
            return t(f"checks.table.{value}", lang)
        case _:
            return value


@cache
def _lines() -> dict[str, Label]:
    """What every equation runs along, by its id, and every row of the form, as "<table>.<row>"."""
    declared = [relation for relations in form_relations().values() for relation in relations]
    rows = {
        f"{name}.{row.key}": row.short
        for form in load_forms().values()
        for name, table in form.tables.items()
        for row in table.rows
    }
    return {**rows, **{relation.id: relation.line for relation in (*declared, *chain_relations())}}
