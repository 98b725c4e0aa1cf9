"""What is written in a figure: names, exact numbers, rates with both their parts, and hover texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from html import escape

from lib.language import Language, say, t
from lib.views.model import Name, Rate

NO_EXTRA = "<extra></extra>"
LONGEST_LABEL = 20


def name_of(name: Name, lang: Language) -> str:
    """The words of a name, as they are: not yet safe inside a figure (see `safe`)."""
    if name.message is not None:
        return say(name.message, lang)
    return name.text if name.text is not None else name.code


def safe(text: str) -> str:
    """`text` for a place where Plotly reads tags and templates: neither can come from a name."""
    return escape(text, quote=False).replace("%{", "%&#123;")


def number(value: int | float | Decimal | None) -> str:
    """An exact number with thousands separators, up to 4 decimals; "—" for what is not known."""
    if value is None:
        return "—"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0")


def percent(value: float) -> str:
    """A share with one decimal; 0 and 100 stand without one only where they are exact."""
    return f"{100 * value:.0f}%" if value in (0, 1) else f"{100 * value:.1f}%"


def whole_percent(value: float) -> str:
    """A share without decimals, for the ends of an interval."""
    return f"{100 * value:.0f}%"


def share_text(numerator: int, denominator: int, lang: Language) -> str:
    """ "37.5% (15/40)", or that there is nothing to divide by."""
    if denominator == 0:
        return t("charts.no_rate", lang)
    values = {"percent": percent(numerator / denominator), "numerator": numerator, "denominator": denominator}
    return t("charts.share", lang, **values)


def rate_text(rate: Rate, lang: Language, *, interval: bool = False) -> str:
    """A rate with its parts, and its interval where asked for and known."""
    text = share_text(rate.numerator, rate.denominator, lang)
    if not interval or rate.low is None or rate.high is None:
        return text
    bounds = t("charts.interval", lang, low=f"{100 * rate.low:.0f}", high=whole_percent(rate.high))
    return f"{text}{'，' if lang == 'zh' else ', '}{bounds}"


def labelled(name: str, text: str, lang: Language) -> str:
    """ "name：text"."""
    return t("charts.labelled", lang, name=name, text=text)


def hover(head: str, lines: Iterable[str]) -> str:
    """A complete hover template: a bold head, lines below, nothing of Plotly's own."""
    return "<br>".join([f"<b>{safe(head)}</b>", *(safe(line) for line in lines)]) + NO_EXTRA


def width(text: str) -> int:
    """How wide a text is, in halves of a Chinese character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def shortened(text: str, longest: int = LONGEST_LABEL) -> str:
    """`text` with its middle left out where it is wider than `longest` half characters.

    More is kept of the end: agencies of one region begin alike and differ in their last words.
    """
    if width(text) <= longest:
        return text
    room = longest - 2
    return f"{_fitting(text, room // 3)}…{_fitting(text[::-1], room - room // 3)[::-1]}"


def distinct_labels(names: Sequence[Name], lang: Language, longest: int = LONGEST_LABEL) -> list[str]:
    """Short labels in the order of `names`; where two would read the same, those keep their full words."""
    full = [name_of(name, lang) for name in names]
    short = [shortened(text, longest) for text in full]
    return [text if short.count(label) > 1 else label for text, label in zip(full, short, strict=True)]


def _fitting(text: str, room: int) -> str:
    kept = ""
    for letter in text:
        if width(kept + letter) > room:
            break
        kept += letter
    return kept
