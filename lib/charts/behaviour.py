"""How Plotly behaves in the browser: without its bar of buttons, zooms and anything that is sent anywhere.

Its bar gives a picture without a title and a source; the page has buttons of its own.
"""

from __future__ import annotations

from typing import Any

from lib.language import Language

_LOCALE = {"zh": "zh-CN", "en": "en"}


def plotly_config(lang: Language) -> dict[str, Any]:
    """The `config` of every chart."""
    number_format = {"decimal": ".", "thousands": ",", "grouping": [3]}
    locale = _LOCALE[lang]
    return {
        "locale": locale,
        "locales": {locale: {"dictionary": {}, "format": number_format}},
        "displayModeBar": False,
        "displaylogo": False,
        "showSendToCloud": False,
        "scrollZoom": False,
        "doubleClick": False,
        "responsive": True,
    }
