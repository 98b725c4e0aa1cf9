"""The parts of the page of findings."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lib.language import Language, t
from lib.store import Filters
from lib.ui.oversight.asking import asked
from lib.ui.oversight.chains import chains_section
from lib.ui.oversight.changes import changes_section
from lib.ui.oversight.copies import copies_section
from lib.ui.oversight.listed import list_section
from lib.ui.oversight.log import log_section
from lib.ui.oversight.zeros import zeros_section

Section = Callable[[Filters, Language], None]


def _list(filters: Filters, lang: Language) -> None:
    list_section(filters, asked(), lang, none=t("oversight.none", lang))


# In the order of a review: what to look at, then the same by kind, then what has changed and what was decided.
PARTS: Mapping[str, Section] = {
    "list": _list,
    "zeros": zeros_section,
    "chains": chains_section,
    "copies": copies_section,
    "changes": changes_section,
    "log": log_section,
}
# What belongs to a part and not to the next one.
OWN = ("page", "inner", "open", "finding", "change", "since", "find", "pair", "row")
