"""What waits, as a list: how each file was read, whose it is, what taking it in would do. A click opens a file."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath

import streamlit as st

from lib.language import Language, say, t
from lib.ui.address import number_parameter, set_parameter
from lib.ui.clickable import clickable
from lib.ui.context import open_page
from lib.ui.intake.finishing import discard, plan_text, take_in
from lib.ui.intake.waiting import Waiting
from lib.ui.listing import NOTHING

OUTCOME_ICONS = {"whole": ":material/check_circle:", "questions": ":material/help:", "refused": ":material/block:"}
_SIGNS = {"whole": "✓", "questions": "?", "refused": "✕"}
PAGE_SIZE = 50
_HEADS = ("file", "outcome", "agency", "year", "format", "plan")


def queue(waiting: Sequence[Waiting], lang: Language) -> None:
    """The list with what can be done to all of it at once."""
    if not waiting:
        st.info(t("intake.empty", lang), icon=":material/inbox:")
        return
    _for_all(waiting, lang)
    last = -(-len(waiting) // PAGE_SIZE)
    page = min(max(number_parameter("page") or 1, 1), last)
    html = queue_html(waiting[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], lang)
    if picked := clickable(html, key="queue"):
        open_page("document", document=picked, figure="")
    if last > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(t("pages.previous", lang), disabled=page <= 1, on_click=set_parameter, args=("page", page - 1))
            st.markdown(t("pages.page_of", lang, page=page, last=last, total=len(waiting)), width="content")
            st.button(t("pages.next", lang), disabled=page >= last, on_click=set_parameter, args=("page", page + 1))


def queue_html(waiting: Sequence[Waiting], lang: Language) -> str:
    """The rows as a table, every text escaped."""
    head = "".join(f'<th scope="col" class="text">{escape(t(f"intake.head_{name}", lang))}</th>' for name in _HEADS)
    body = "".join(_row(one, lang) for one in waiting)
    label = escape(t("intake.waiting", lang))
    return (
        f'<div class="listing whole queue" role="region" aria-label="{label}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def outcome_words(waiting: Waiting, lang: Language) -> str:
    """Read whole, read with so many questions, or refused."""
    if waiting.outcome == "questions":
        return t("intake.outcome_questions", lang, n=len(waiting.questions), open=len(waiting.open_questions))
    return t(f"intake.outcome_{waiting.outcome}", lang)


def _row(waiting: Waiting, lang: Language) -> str:
    report = waiting.settled[0][1] if len(waiting.settled) == 1 else waiting.reading.report
    several = len(waiting.readings) > 1
    agency = (
        t("intake.reports_n", lang, n=len(waiting.settled)) if several else report.agency.name if report else NOTHING
    )
    year = str(report.year) if report and not several else NOTHING
    why = say(waiting.refusals[0], lang) if waiting.refusals else ""
    outcome = f'<b class="sign {waiting.outcome}">{_SIGNS[waiting.outcome]}</b> {escape(outcome_words(waiting, lang))}'
    if why:
        outcome += f"<small>{escape(why)}</small>"
    plan = "" if waiting.outcome == "refused" else escape(plan_text(waiting, lang))
    cells = (escape(waiting.item.name), outcome, escape(agency), year, escape(_format(waiting)), plan)
    classes = ("file", "outcome", "text", "narrow", "narrow", "text")
    return (
        f'<tr data-key="{escape(waiting.item.id)}">'
        + "".join(
            f'<td class="{name}" data-label="{escape(t(f"intake.head_{head}", lang))}">{cell}</td>'
            for name, head, cell in zip(classes, _HEADS, cells, strict=True)
        )
        + "</tr>"
    )


def _format(waiting: Waiting) -> str:
    return (waiting.reading.format or PurePosixPath(waiting.item.name).suffix.lstrip(".")).upper() or NOTHING


def _for_all(waiting: Sequence[Waiting], lang: Language) -> None:
    # Under a name that is only a part of one in the roster, a report goes in when a person has opened it and says so.
    ready = [one for one in waiting if one.ready and one.plan != "same" and not one.may_be]
    refused = [one for one in waiting if one.outcome == "refused"]
    same = [one for one in waiting if one.plan == "same"]
    with st.container(horizontal=True, vertical_alignment="center", key="queue-actions"):
        counts = {name: sum(one.outcome == name for one in waiting) for name in OUTCOME_ICONS}
        st.markdown(t("intake.counts", lang, total=len(waiting), **counts), width="stretch")
        st.button(
            t("intake.commit_ready", lang, n=len(ready)),
            key="commit-ready",
            type="primary",
            icon=":material/save:",
            disabled=not ready,
            on_click=take_in,
            args=(ready,),
        )
        with st.popover(t("intake.discard_many", lang), icon=":material/delete:", disabled=not waiting):
            st.markdown(t("intake.discard_many_sure", lang))
            for name, chosen in (("refused", refused), ("same", same), ("all", list(waiting))):
                st.button(
                    t(f"intake.discard_{name}", lang, n=len(chosen)),
                    key=f"discard-{name}",
                    disabled=not chosen,
                    on_click=discard,
                    args=(chosen,),
                )
