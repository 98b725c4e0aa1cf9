"""Findings in words. A message carries figures and keys; here they get the labels of the form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from lib.checks.chain_relations import chain_relations
from lib.checks.model import Broken, Cause, Clue, Finding, Repair
from lib.checks.relations import form_relations
from lib.forms import TABLES, UNITS, FigureKey, Label, find_cell, load_forms
from lib.language import Language, Message, t

SHOWN_STATEMENTS = 3
SHOWN_REPAIRS = 4
SHOWN_CLUES = 2


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


def cause_message(cause: Cause | None, rivals: int, *, alike: bool, least: int) -> Message:
    """The likeliest explanation in words and what speaks for it; `rivals` is how many others there are. `alike`: the
    equations cannot tell them from it. `least`: how many cells are wrong at the least where there is no explanation."""
    if cause is None:
        return Message("checks.cause.NONE", {"least": least})
    values = {"restores": cause.restores, "count": len(cause.cells), "repairs": _repairs(cause.cells)}
    if cause.kind == "MOVED":
        values |= _moved(cause)
    parts = [Message(f"checks.cause.{_variant(cause, alike=alike)}", values)]
    if cause.clues:
        clues = [clue_message(clue) for clue in cause.clues[:SHOWN_CLUES]]
        parts.append(Message("checks.because", {"clues": enumerated(clues)}))
    if rivals and not alike:
        parts.append(Message("checks.rivals", {"count": rivals}))
    return Message("checks.finding", {"parts": tuple(parts)})


def clue_message(clue: Clue) -> Message:
    """What speaks for an explanation, not yet in a language."""
    return Message(f"checks.clue.{clue.kind}", {"cell": clue.key, "value": clue.value})


def _variant(cause: Cause, *, alike: bool) -> str:
    """The sentence of an explanation: that of its kind, or a closer one where its clues know better."""
    clues = {clue.kind for clue in cause.clues}
    if alike and "LEFT_AT_ZERO" not in clues:
        return "ALIKE"
    if cause.kind == "TOTAL" and not all(_is_total(repair.key) for repair in cause.cells):
        return "TOTAL_AND_PARTS"
    if cause.kind == "MINIMAL" and len(cause.cells) == 2 and "TOTAL_FOLLOWED" in clues:
        return "FOLLOWED"
    return cause.kind


def _moved(cause: Cause) -> dict[str, object]:
    changes = {repair.key: repair.suggested - (repair.reported or 0) for repair in cause.cells}
    return {
        "amount": max(changes.values()),
        "filed": min(changes, key=lambda key: changes[key]),
        "belongs": max(changes, key=lambda key: changes[key]),
    }


@cache
def _is_total(key: FigureKey) -> bool:
    """Whether some sum of the form has the cell alone on its right side."""
    sums = [relation for relations in form_relations().values() for relation in relations]
    rights = [[part.key for part in relation.parts if part.side == "right"] for relation in sums]
    return [key] in rights


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
