"""The frame of every page: filters, language, the sentence that says what is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from lib.language import LANGUAGES, Language, Message, say, t
from lib.reports import KINDS, LEVELS
from lib.store import COUNTING, Filters
from lib.ui.address import changed, current, write
from lib.ui.filtering import Choices, with_filters
from lib.ui.finder import Finder, agency_finder
from lib.ui.listing import Head, listing
from lib.ui.offered import agencies_inside, region_label, regions_offered
from lib.ui.picked import picked_bar
from lib.views.selection import MOST_MEMBERS, Selection

_LANGUAGE_NAMES: dict[Language, str] = {"zh": "中文", "en": "English"}
_KEY = "filter.{}"


def filter_bar(filters: Filters, choices: Choices, lang: Language) -> None:
    """The row of filters. Every change goes into the address first; the widgets are set from there."""
    used = partial(_used, choices)
    _region(filters, choices, lang, used)
    _agency(filters, choices, lang, used)
    _years(filters, choices, lang, used)
    _more(filters, lang, used)


def language_switch(lang: Language) -> None:
    """中文 | English, in the address as `lang`."""
    key = _set("lang", lang)

    def switched() -> None:
        write(changed(lang=st.session_state[key] or lang))

    st.segmented_control(
        t("frame.language", lang),
        LANGUAGES,
        key=key,
        format_func=_LANGUAGE_NAMES.__getitem__,
        on_change=switched,
        label_visibility="collapsed",
        required=True,
    )


def screen_switch(lang: Language, *, large: bool) -> None:
    """Large letters and marks, to be read from the last row of a meeting room; in the address as `screen`."""
    key = _set("screen", large)
    st.toggle(
        t("frame.screen", lang),
        key=key,
        help=t("frame.screen_help", lang),
        on_change=lambda: write(changed(screen="large" if st.session_state[key] else "")),
    )


def page_head(title: str, selection: Selection, headline: tuple[Message, ...], lang: Language) -> None:
    """Title, the sentences computed from the page's own figures, the filters in words and what is counted."""
    with st.container(key="page-head", gap="xxsmall"):
        st.header(title, anchor=False)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f"{say(selection.sentence, lang)} · {say(selection.note, lang)}", width="content")
            _members(selection, lang)
        if headline:
            st.markdown(("" if lang == "zh" else " ").join(say(message, lang) for message in headline))
    # A place of its own also where nothing is picked: what follows would be moved by it, and charts made anew.
    with st.container():
        picked_bar()


def _members(selection: Selection, lang: Language) -> None:
    """Which reports are added up, by agency and year."""
    if not selection.members:
        return
    box = st.popover(t("frame.members", lang), type="tertiary", on_change="rerun", key="members")
    if not box.open:
        return
    rows = [
        (member.name, t(f"terms.scope.{member.scope}", lang), ", ".join(map(str, member.years)))
        for member in selection.members
    ]
    with box:
        heads = [Head(t(f"frame.members_{name}", lang)) for name in ("agency", "scope", "years")]
        listing(heads, rows, label=t("frame.members", lang))
        if len(selection.members) == MOST_MEMBERS:
            st.caption(t("frame.members_first", lang, n=MOST_MEMBERS))


def _region(filters: Filters, choices: Choices, lang: Language, used: Any) -> None:
    st.selectbox(
        t("frame.region", lang),
        regions_offered(choices, filters.region),
        key=_set("region", filters.region),
        format_func=lambda code: region_label(code) if code else t("frame.everywhere", lang),
        placeholder=t("frame.choose", lang),
        on_change=used,
        width=210,
    )


def _agency(filters: Filters, choices: Choices, lang: Language, used: Any) -> None:
    is_inside = choices.agency_regions.get(filters.agency, "").startswith(filters.region)
    chosen = filters.agency if is_inside else ""

    def choose(code: str) -> None:
        st.session_state[_KEY.format("agency")] = code
        used()

    finder = Finder(
        _set("agency", chosen),
        t("frame.agency", lang),
        agencies_inside(choices, filters.region),
        choices.names,
        region=filters.region,
        every=t("frame.every_agency", lang),
    )
    agency_finder(finder, chosen, choose, lang)


def _years(filters: Filters, choices: Choices, lang: Language, used: Any) -> None:
    for name, value in (("from", filters.first_year), ("to", filters.last_year)):
        st.selectbox(
            t(f"frame.{name}", lang),
            choices.years or (value,),
            key=_set(name, value),
            placeholder=t("frame.choose", lang),
            filter_mode=None,
            on_change=used,
            width=110,
        )


def _more(filters: Filters, lang: Language, used: Any) -> None:
    active = bool(filters.kinds or filters.levels or filters.counting != "once" or filters.without_doubtful)
    label = t("frame.more_active" if active else "frame.more", lang)
    box = st.popover(label, icon=":material/tune:", on_change="rerun", key="more-filters")
    # Also what is not drawn has its value: a change of another filter asks for all of them.
    keys = {
        "kind": _set("kind", list(filters.kinds)),
        "level": _set("level", list(filters.levels)),
        "counting": _set("counting", filters.counting),
        "doubtful": _set("doubtful", filters.without_doubtful),
    }
    if not box.open:
        return
    with box:
        for name, known in (("kind", KINDS), ("level", LEVELS)):
            st.pills(
                t(f"frame.{name}", lang),
                known,
                selection_mode="multi",
                key=keys[name],
                format_func=lambda code, name=name: t(f"terms.{name}.{code}", lang),
                on_change=used,
            )
        st.radio(
            t("frame.counting", lang),
            COUNTING,
            key=keys["counting"],
            format_func=lambda code: t(f"frame.counting_{code}", lang),
            on_change=used,
        )
        st.toggle(t("frame.doubtful", lang), key=keys["doubtful"], on_change=used)


def _set(name: str, value: object) -> str:
    """Give a widget its value from the address before it is drawn; the widget's key."""
    key = _KEY.format(name)
    st.session_state[key] = value
    return key


def _used(choices: Choices) -> None:
    """A widget was used: what the widgets now say becomes the address."""
    now = {name: st.session_state[_KEY.format(name)] for name in _WIDGETS}
    years = sorted((now["from"], now["to"]))
    filters = Filters(now["region"], now["agency"], first_year=years[0], last_year=years[1])
    if not choices.agency_regions.get(filters.agency, "").startswith(filters.region):
        filters = replace(filters, agency="")
    filters = replace(
        filters,
        kinds=tuple(now["kind"]),
        levels=tuple(now["level"]),
        counting=now["counting"],
        without_doubtful=now["doubtful"],
    )
    write(with_filters(current(), filters, choices))


_WIDGETS = ("region", "agency", "from", "to", "kind", "level", "counting", "doubtful")
