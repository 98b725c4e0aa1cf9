"""What is taken away from the findings: the worklist, the letters, the summary; each made when it is asked for."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

import streamlit as st

from lib.exports import Listed, write_letter, write_letters, write_summary_docx, write_worklist_csv, write_worklist_xlsx
from lib.language import Language, t
from lib.loading.judging import thresholds_of
from lib.store import Filters, Store
from lib.store.finding_queries import Sought
from lib.ui.stored import reviewed, store
from lib.views.findings import Worklist, sought_of
from lib.views.letters import ASKED, letter, letters
from lib.views.summary import summary
from lib.views.worklist import worklist_rows

_MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
}


def downloads(filters: Filters, ask: Worklist, lang: Language) -> None:
    """Everything under the filters as files. Nothing is computed before a button is pressed."""
    with st.popover(t("letters.take_away", lang), icon=":material/download:"):
        st.caption(t("letters.take_away_note", lang))
        for name, kind, make in (
            ("workbook", "xlsx", partial(_workbook, write_worklist_xlsx)),
            ("csv", "csv", partial(_workbook, write_worklist_csv)),
            ("letters", "zip", _letters),
            ("summary", "docx", _summary),
        ):
            _button(name, kind, partial(make, filters, ask, lang), lang)


def letter_button(agency: str, lang: Language, year: int | None = None) -> None:
    """The letter to one agency, about one year or all: for the page of its report."""
    filters = Filters(first_year=year or 0, last_year=year or 9999)
    if reviewed(letter, agency, filters) is not None:
        _button("letter", "docx", partial(_letter, agency, filters, lang), lang)


def _button(name: str, kind: str, make: Callable[[], bytes], lang: Language) -> None:
    st.download_button(
        t(f"letters.get_{name}", lang),
        data=make,
        file_name=f"{t(f'letters.get_{name}_file', lang)}_{_today().isoformat()}.{kind}",
        mime=_MIME[kind],
        icon=":material/download:",
        key=f"get-{name}",
        on_click="ignore",
    )


def _workbook(write: Callable[[Listed, Language], bytes], filters: Filters, ask: Worklist, lang: Language) -> bytes:
    return write(_listed(store(), filters, ask), lang)


def _summary(filters: Filters, ask: Worklist, lang: Language) -> bytes:
    return write_summary_docx(_listed(store(), filters, ask).summary, _today(), lang)


def _letters(filters: Filters, ask: Worklist, lang: Language) -> bytes:
    out = io.BytesIO()
    write_letters(letters(store(), filters, _asked(store(), ask)), out, _today(), lang)
    return out.getvalue()


def _letter(agency: str, filters: Filters, lang: Language) -> bytes:
    found = letter(store(), agency, filters)
    return write_letter(found, _today(), lang) if found else b""


def _listed(opened: Store, filters: Filters, ask: Worklist) -> Listed:
    rows = worklist_rows(opened, filters, sought_of(opened, ask)[0])
    return Listed(rows, summary(opened, filters, rows), thresholds_of(opened), _today())


def _asked(opened: Store, ask: Worklist) -> Sought:
    """What the list is narrowed to; what is only for information is asked of nobody unless it is chosen."""
    sought = sought_of(opened, ask)[0]
    return sought if sought.severities else Sought(**{**vars(sought), "severities": ASKED.severities})


def _today() -> date:
    return datetime.now().astimezone().date()
