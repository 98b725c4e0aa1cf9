"""One finding, so that it can be defended: what, where, by which formula, with which figures, and the likely cause."""

from __future__ import annotations

import streamlit as st

from lib.checks import Broken, Cause, Finding, Term, cell_name, load_catalogue, say_finding
from lib.forms import FigureKey
from lib.language import Language, t
from lib.ui.context import open_report
from lib.ui.listing import Head, listing
from lib.ui.official_table import circled
from lib.views.model import Name

SEVERITY_ICONS = {"error": ":material/cancel:", "warning": ":material/warning:", "information": ":material/info:"}

# What a relation that does not hold is written as.
_BROKEN = {"=": "≠", "≤": ">"}
_SHORT_SUM = 4


def finding_detail(finding: Finding, lang: Language, *, agency: Name | None = None, titled: bool = True) -> None:
    """Everything about a finding. `agency`: whose it is, with the way to the report; left out on that report itself.

    `titled` is False where its title stands above already.
    """
    check = load_catalogue()[finding.check]
    with st.container(gap="xsmall"):
        if titled:
            st.markdown(f"{SEVERITY_ICONS[finding.severity]} **{check.title.get(lang)}** · {finding.check}")
        if agency is not None:
            st.caption(f"{agency.text} · {finding.year}")
        st.markdown(say_finding(finding, lang))
        for rival in finding.alternatives:
            _cause(rival, t("pages.otherwise", lang), lang)
        if finding.equations:
            _equations(finding, lang)
        basis = t("pages.basis_of", lang, why=check.why.get(lang), basis=check.basis.get(lang))
        for name, text in (("formula", check.formula.get(lang)), ("why", basis), ("todo", check.todo.get(lang))):
            st.caption(t("charts.labelled", lang, name=t(f"pages.{name}", lang), text=text))
        if agency is not None and st.button(
            t("pages.open_report", lang), icon=":material/open_in_new:", key="open-finding"
        ):
            open_report(str(agency.code), finding.year, finding.fingerprint)


def numbering(finding: Finding) -> dict[FigureKey, int]:
    """The cells of a finding, numbered as on the official table."""
    return {key: n for n, key in enumerate(finding.cells, start=1)}


def _cause(cause: Cause, lead: str, lang: Language) -> None:
    changes = [
        t(
            "pages.repair",
            lang,
            cell=cell_name(repair.key, lang),
            reported=t("pages.blank", lang) if repair.reported is None else f"{repair.reported:,}",
            suggested=f"{repair.suggested:,}",
        )
        for repair in cause.cells[:8]
    ]
    more = t("pages.more_cells", lang, n=len(cause.cells) - 8) if len(cause.cells) > 8 else ""
    restores = t("pages.restores", lang, n=cause.restores)
    separator = "；" if lang == "zh" else "; "
    st.markdown(f"**{lead}** {t(f'pages.cause_{cause.kind}', lang)} {separator.join(changes)}{more} {restores}")


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
