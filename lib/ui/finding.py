"""One finding, so that it can be defended: what, where, by which formula, with which figures, and the likely cause."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.checks import Broken, Cause, Clue, Finding, Term, cell_name, describe, load_catalogue, say_finding
from lib.checks.wording import SHOWN_CLUES, clue_message
from lib.forms import FigureKey
from lib.language import Language, t
from lib.ui.listing import Head, listing
from lib.ui.oversight.thresholds import threshold_notes
from lib.ui.plain import plain
from lib.views.marks import circled

SEVERITY_ICONS = {"error": ":material/cancel:", "warning": ":material/warning:", "information": ":material/info:"}

# What a relation that does not hold is written as.
_BROKEN = {"=": "≠", "≤": ">"}
_SHORT_SUM = 4
_MOST_CELLS, _MOST_RIVALS, _MOST_CLUES, _MOST_QUOTES = 4, 3, 3, 3


def finding_detail(finding: Finding, lang: Language, *, titled: bool = True) -> None:
    """Everything a finding says of itself. `titled` is False where its title stands above already."""
    with st.container(gap="xsmall"):
        if titled:
            finding_title(finding, lang)
        finding_said(finding, lang)
        finding_evidence(finding, lang)
        finding_basis(finding, lang)


def finding_title(finding: Finding, lang: Language) -> None:
    """How grave, which check."""
    check = load_catalogue()[finding.check]
    st.markdown(f"{SEVERITY_ICONS[finding.severity]} **{check.title.get(lang)}** · {finding.check}")


def finding_said(finding: Finding, lang: Language) -> None:
    """What is wrong and what most likely made it so, with what speaks for that."""
    st.markdown(plain(say_finding(finding, lang)))
    # The sentence itself names the strongest clues.
    further = finding.cause.clues[SHOWN_CLUES:] if finding.cause else ()
    if further:
        said = plain(_clues(further, lang))
        st.caption(t("charts.labelled", lang, name=t("oversight.speaks_for", lang), text=said))


def finding_evidence(finding: Finding, lang: Language) -> None:
    """The equations with the figures in them, both sides and the difference; the prose it rests on; what else it may be."""
    if finding.equations:
        _equations(finding, lang)
    if finding.alternatives:
        lines = [f"- {plain(_cause(rival, lang))}" for rival in finding.alternatives[:_MOST_RIVALS]]
        st.caption("\n".join([t("oversight.rivals", lang), *lines]))
    if finding.quotes:
        st.html("".join(_quote(quote.section, quote.text, lang) for quote in finding.quotes[:_MOST_QUOTES]))


def finding_basis(finding: Finding, lang: Language) -> None:
    """By which formula, on what ground and with which thresholds it was found, and what to do."""
    check = load_catalogue()[finding.check]
    basis = t("pages.basis_of", lang, why=check.why.get(lang), basis=check.basis.get(lang))
    for name, text in (("formula", check.formula.get(lang)), ("why", basis), ("todo", check.todo.get(lang))):
        st.caption(t("charts.labelled", lang, name=t(f"pages.{name}", lang), text=text))
    notes = threshold_notes(finding.check, lang)
    if notes:
        said = ("；" if lang == "zh" else "; ").join(notes)
        st.caption(t("charts.labelled", lang, name=t("oversight.thresholds", lang), text=plain(said)))


def numbering(finding: Finding) -> dict[FigureKey, int]:
    """The cells of a finding, numbered as on the official table."""
    return {key: n for n, key in enumerate(finding.cells, start=1)}


def _cause(cause: Cause, lang: Language) -> str:
    """Another explanation: which cells would have to say what, how much that mends, and what speaks for it."""
    changes = [
        t(
            "oversight.repair",
            lang,
            cell=cell_name(repair.key, lang),
            reported=t("pages.blank", lang) if repair.reported is None else f"{repair.reported:,}",
            suggested=f"{repair.suggested:,}",
        )
        for repair in cause.cells[:_MOST_CELLS]
    ]
    if len(cause.cells) > _MOST_CELLS:
        changes.append(t("oversight.more_cells", lang, n=len(cause.cells) - _MOST_CELLS))
    separator = "；" if lang == "zh" else "; "
    said = t(
        "oversight.rival",
        lang,
        kind=t(f"pages.cause_{cause.kind}", lang),
        changes=separator.join(changes),
        restores=cause.restores,
    )
    clues = _clues(cause.clues, lang)
    return said + (t("oversight.because", lang, clues=clues) if clues else "")


def _clues(clues: tuple[Clue, ...], lang: Language) -> str:
    separator = "；" if lang == "zh" else "; "
    return separator.join(describe(clue_message(clue), lang) for clue in clues[:_MOST_CLUES])


def _quote(section: str, text: str, lang: Language) -> str:
    where = t("oversight.preamble", lang) if section == "preamble" else t("oversight.section", lang, n=section)
    return f'<blockquote class="quote"><p>{escape(text)}</p><cite>{escape(where)}</cite></blockquote>'


def _equations(finding: Finding, lang: Language) -> None:
    numbers = numbering(finding)
    rows = [
        (
            _side(broken, "left", numbers, finding.year, lang),
            f"{_BROKEN[broken.relation]} {_side(broken, 'right', numbers, finding.year, lang)}",
            f"{broken.delta:+,}".replace("-", "−"),
        )
        for broken in finding.equations
    ]
    heads = [Head(t("pages.left", lang)), Head(t("pages.right", lang))]
    label = t("pages.equations", lang)
    listing([*heads, Head(t("pages.difference", lang), number=True)], rows, label=label, kind="sums")


def _side(broken: Broken, side: str, numbers: dict[FigureKey, int], year: int, lang: Language) -> str:
    total = broken.left if side == "left" else broken.right
    terms = [term for term in broken.terms if term.side == side]
    # A long sum is read by its addends; what adds nothing is left out of it.
    stated = terms if len(terms) <= _SHORT_SUM else [term for term in terms if term.value] or terms[:1]
    parts = "".join(f"{'−' if term.sign < 0 else '+'} {_term(term, numbers, year, lang)} " for term in stated)
    return f"{total:,} = {parts.removeprefix('+ ').strip()}" if len(terms) > 1 else _term(terms[0], numbers, year, lang)


def _term(term: Term, numbers: dict[FigureKey, int], year: int, lang: Language) -> str:
    number = numbers.get(term.key, 0) if term.year == year else 0
    sign = circled(number) if number else ""
    when = "" if term.year == year else f"{term.year} "
    value = t("pages.blank", lang) if term.value is None else f"{term.value:,}"
    return f"{sign}{when}{cell_name(term.key, lang)} {value}"
