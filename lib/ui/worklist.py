"""The worklist of findings as a list to walk through: gravest first, by agency or by cause if asked, fifty a page."""

from __future__ import annotations

from html import escape

import streamlit as st

from lib.checks import Finding, load_catalogue, say_equation, say_finding
from lib.language import Language, t
from lib.ui.address import changed, parameter, write
from lib.ui.clickable import clickable
from lib.ui.lists import words
from lib.ui.oversight.asking import open_finding
from lib.views.finding_groups import Group
from lib.views.findings import Findings, Item

SIGNS = {"error": "✕", "warning": "!", "information": "i"}
_GROUP = "group:"
# A title and what is wrong have two lines; nobody reads more of a row.
_MOST_SAID = 160


def worklist(shown: Findings, opened: str, lang: Language) -> None:
    """Draw the list. A click, or Enter, opens a finding or a group; what is open goes into the address."""
    with st.container(key="worklist-frame", gap="xsmall"):
        clickable(worklist_html(shown, lang), key="worklist", chosen=opened, on_pick=_picked)
        _pages(shown, lang)


def worklist_html(shown: Findings, lang: Language) -> str:
    """The rows, every text escaped. Each carries what a click on it hands back."""
    rows = "".join(_row(item, lang) for item in shown.items)
    if shown.groups:
        rows = "".join(_group(group, shown, lang) for group in shown.groups)
    label = escape(t("oversight.list", lang))
    return f'<div class="worklist scrolls" data-frame="worklist" role="listbox" aria-label="{label}">{rows}</div>'


def _group(group: Group, shown: Findings, lang: Language) -> str:
    is_open = group.code == shown.open_group
    facts = [t("oversight.group_count", lang, n=group.findings)]
    if group.errors:
        facts.append(t("oversight.group_errors", lang, n=group.errors))
    if group.impact:
        facts.append(t("oversight.impact", lang, n=group.impact))
    rows = "".join(_row(item, lang, named=group.name.text is None) for item in shown.items) if is_open else ""
    return (
        f'<div class="group" role="option" aria-expanded="{str(is_open).lower()}" '
        f'data-key="{escape(_GROUP + group.code)}">'
        f'<span class="arrow" aria-hidden="true">{"▾" if is_open else "▸"}</span>{_sign(group.severity, lang)}'
        f"<b>{escape(words(group.name, lang))}</b><small>{escape(' · '.join(facts))}</small></div>{rows}"
    )


def _row(item: Item, lang: Language, *, named: bool = True) -> str:
    """`named`: the agency is named in the row; in its own group it need not be."""
    finding = item.finding
    title = load_catalogue()[finding.check].title.get(lang)
    said = _short(finding, lang)
    who = str(item.agency.text or "") if named else ""
    facts = "".join(f"<small>{escape(fact)}</small>" for fact in _facts(item, lang))
    state = "gone" if item.gone_at and item.review != "corrected" else item.review
    chip = (
        f'<span class="state {state}">{escape(t(f"oversight.states.{state}", lang))}</span>' if state != "new" else ""
    )
    return (
        f'<div class="row {escape(state)}" role="option" data-key="{escape(finding.fingerprint)}">'
        f"{_sign(finding.severity, lang)}<div><p><b>{escape(who)}</b> {finding.year}{chip}</p>"
        f'<p class="what"><em>{escape(title)}</em>{escape(said[:_MOST_SAID])}</p>{facts}</div></div>'
    )


def _sign(severity: str, lang: Language) -> str:
    said = escape(t(f"terms.severity.{severity}", lang))
    return f'<i class="sign {escape(severity)}" role="img" aria-label="{said}" title="{said}">{SIGNS[severity]}</i>'


def _facts(item: Item, lang: Language) -> list[str]:
    """What puts it where it stands in the list: the cases it would move, and the years it comes back in."""
    facts = []
    if item.finding.impact:
        facts.append(t("oversight.impact", lang, n=item.finding.impact))
    if item.repeats > 1:
        facts.append(t("oversight.repeats", lang, n=item.repeats))
    return facts


def _short(finding: Finding, lang: Language) -> str:
    """What is wrong, by its first equation: the rest and the cause stand beside the list."""
    if not finding.equations:
        return say_finding(finding, lang)
    others = len(finding.equations) - 1
    more = t("pages.and_equations", lang, n=others) if others else ""
    return say_equation(finding.equations[0], lang) + more


def _picked(key: str) -> None:
    if not key.startswith(_GROUP):
        open_finding(key)
        return
    group = key.removeprefix(_GROUP)
    write(changed(open="" if parameter("open") == group else group, inner="", finding=""))


def _pages(shown: Findings, lang: Language) -> None:
    """Turn the pages of the opened group, and those of the list."""
    if shown.open_group:
        _turner("inner", shown.inner, shown.inner_pages, "oversight.page_of_group", lang)
    _turner("page", shown.page, shown.pages, "oversight.page_of_groups" if shown.groups else "oversight.page_of", lang)


def _turner(name: str, page: int, pages: int, said: str, lang: Language) -> None:
    if pages <= 1:
        return

    def turn(to: int) -> None:
        # Another page of groups is none of the opened group's.
        write(changed(**{**({"open": "", "inner": ""} if name == "page" else {}), name: to, "finding": ""}))

    with st.container(horizontal=True, vertical_alignment="center", key=f"worklist-{name}"):
        for way, step, end in (("previous", -1, 1), ("next", 1, pages)):
            if step > 0:
                st.markdown(t(said, lang, page=page, last=pages), width="content")
            st.button(
                t(f"pages.{way}", lang),
                key=f"list-{name}-{way}",
                disabled=page == end,
                on_click=turn,
                args=(page + step,),
            )
