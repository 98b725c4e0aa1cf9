"""The parts of the method page, drawn from the declarations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import streamlit as st

from lib.checks import Check
from lib.forms import TABLES
from lib.language import Language, say, t
from lib.ui.listing import Head, listing
from lib.ui.oversight.thresholds import threshold_section
from lib.views.basis import legal_basis
from lib.views.method import method

_LAWS = ("blank", "missing", "rate", "suggestion", "counting", "doubtful", "small")


def _laws(lang: Language) -> None:
    """The rules that hold on every page."""
    st.markdown("\n".join(f"- {t(f'pages.law_{name}', lang)}" for name in _LAWS))
    st.subheader(t("pages.verdicts", lang), anchor=False)
    verdicts = ("holds", "holds_if_blank_zero", "broken", "undetermined", "not_applicable")
    lines = [(t(f"terms.verdict.{name}", lang), t(f"pages.verdict_{name}", lang)) for name in verdicts]
    st.markdown("\n".join(f"- {t('charts.labelled', lang, name=f'**{name}**', text=text)}" for name, text in lines))


def _indicators(lang: Language) -> None:
    """Every indicator with its formula and what to beware of."""
    rows = [
        (i.title.get(lang), i.definition.get(lang), i.caveat.get(lang) if i.caveat else "") for i in method().indicators
    ]
    heads = [Head(t(f"pages.{name}", lang), narrow=name == "indicator") for name in ("indicator", "formula", "caveat")]
    listing(heads, rows, label=t("pages.method_indicators", lang), kind="whole")


def _checks(lang: Language) -> None:
    """Every check with its formula, why it exists, its basis and what to do."""
    st.html("".join(_check(check, lang) for check in method().checks))


def _check(check: Check, lang: Language) -> str:
    severity = t(f"terms.severity.{check.severity}", lang)
    basis = t("pages.basis_of", lang, why=check.why.get(lang), basis=check.basis.get(lang))
    todo = t("charts.labelled", lang, name=t("pages.todo", lang), text=check.todo.get(lang))
    return (
        f'<article class="declared"><h3>{escape(check.title.get(lang))}</h3> <span>{escape(check.id)} · {escape(severity)}</span>'
        f"<p>{escape(check.formula.get(lang))}</p><small>{escape(f'{basis} {todo}')}</small></article>"
    )


def _forms(lang: Language) -> None:
    """Every row of every edition with its key and its basis."""
    for form in reversed(method().forms):
        st.subheader(form.name.get(lang), anchor=False)
        until = t("pages.years_until", lang, since=form.since, until=form.until) if form.until else None
        st.caption(f"{form.basis.get(lang)} · {until or t('pages.years_since', lang, since=form.since)}")
        rows = [
            (
                t(f"pages.table_{table}", lang),
                row.label.get(lang),
                say(legal_basis(row.basis), lang),
                f"{table}.{row.key}",
            )
            for table in TABLES
            for row in form.tables[table].rows
        ]
        heads = [Head(t(f"pages.{name}", lang)) for name in ("table", "row", "basis", "key")]
        listing(heads, rows, label=form.name.get(lang), kind="whole")


def _breaks(lang: Language) -> None:
    """The changes across which figures do not compare."""
    for found in method().breaks:
        years = f"**{found.before} → {found.after}**"
        reason = t(f"indicators.break_{found.key}", lang)
        st.markdown(f"- {t('charts.labelled', lang, name=years, text=reason)}")


SHOWN: Mapping[str, Callable[[Language], None]] = {
    "laws": _laws,
    "indicators": _indicators,
    "checks": _checks,
    "thresholds": threshold_section,
    "forms": _forms,
    "breaks": _breaks,
}
