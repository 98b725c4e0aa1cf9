"""What narrows the worklist, each choice with how many findings it has; all of it is in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from lib.checks import load_catalogue
from lib.language import Language, t
from lib.ui.address import parameter
from lib.ui.lists import words
from lib.ui.oversight.asking import SEVERITIES, ask
from lib.views.finding_groups import cause_name
from lib.views.findings import GROUPINGS, STATES, Findings, Worklist


def filter_row(shown: Findings, asked: Worklist, lang: Language) -> None:
    """Severity, review, check, cause, agency."""
    labels = shown.labels
    # What is chosen stays to be seen, and to be taken back, where it has nothing.
    chosen_checks, chosen_causes = (dict.fromkeys(chosen, 0) for chosen in (asked.checks, asked.causes))
    graded = {name: f"{t(f'terms.severity.{name}', lang)} {labels.severities.get(name, 0):,}" for name in SEVERITIES}
    _pills("severity", asked.severities, graded, lang)
    states = {
        name: f"{t(f'oversight.states.{name}', lang)} {labels.states.get(name, 0):,}"
        for name in STATES
        if name != "corrected" or name in labels.states or name in asked.states
    }
    _pills("state", asked.states, states, lang)
    catalogue = load_catalogue()
    checks = {
        name: f"{catalogue[name].title.get(lang)} · {name} ({n:,})"
        for name, n in {**chosen_checks, **labels.checks}.items()
    }
    _several("check", asked.checks, checks, lang, 260)
    causes = {
        name: f"{words(cause_name(name), lang)} ({n:,})" for name, n in {**chosen_causes, **labels.causes}.items()
    }
    _several("cause", asked.causes, causes, lang, 200)
    _search(lang)


def _pills(name: str, chosen: tuple[str, ...], labels: Mapping[str, str], lang: Language) -> None:
    key, changed = _bound(name, [code for code in chosen if code in labels])
    st.pills(
        t(f"oversight.{name}", lang),
        list(labels),
        selection_mode="multi",
        key=key,
        format_func=labels.__getitem__,
        on_change=changed,
    )


def _several(name: str, chosen: tuple[str, ...], labels: Mapping[str, str], lang: Language, width: int) -> None:
    key, changed = _bound(name, [code for code in chosen if code in labels])
    st.multiselect(
        t(f"oversight.{name}", lang),
        list(labels),
        key=key,
        format_func=labels.__getitem__,
        placeholder=t(f"oversight.every_{name}", lang),
        select_all=False,
        on_change=changed,
        width=width,
    )


def grouping(asked: Worklist, lang: Language) -> None:
    """Whether the list is cut into groups, and by what."""
    key = "list.group"
    st.session_state[key] = asked.group
    st.segmented_control(
        t("oversight.group", lang),
        GROUPINGS,
        key=key,
        format_func=lambda name: t(f"oversight.group_{name}", lang),
        on_change=lambda: ask(group="" if st.session_state[key] in (None, "none") else st.session_state[key]),
        label_visibility="collapsed",
        required=True,
    )


def _search(lang: Language) -> None:
    key = "list.find"
    st.session_state[key] = parameter("find")
    st.text_input(
        t("oversight.find", lang),
        key=key,
        placeholder=t("oversight.find_hint", lang),
        on_change=lambda: ask(find=st.session_state[key].strip()),
        width=160,
    )


def _bound(name: str, chosen: list[str]) -> tuple[str, Callable[[], Any]]:
    """A widget's key, set from the address, and what writes its choice back there."""
    key = f"list.{name}"
    st.session_state[key] = chosen
    return key, lambda: ask(**{name: ",".join(st.session_state[key])})
