"""How Plotly behaves in the browser: its few buttons in the reader's language, and nothing sent anywhere."""

from __future__ import annotations

from typing import Any

from lib.language import Language, t

_LOCALE = {"zh": "zh-CN", "en": "en"}
# What Plotly calls its buttons: the titles in its own catalogue, which a dictionary translates.
_BUTTONS = {
    "Download plot as a png": "charts.modebar.download",
    "Download plot as a PNG": "charts.modebar.download",
    "Download plot": "charts.modebar.download",
    "Box Select": "charts.modebar.select",
    "Lasso Select": "charts.modebar.lasso",
    "Zoom": "charts.modebar.zoom",
    "Pan": "charts.modebar.pan",
    "Reset axes": "charts.modebar.reset",
    "Autoscale": "charts.modebar.reset",
    "Taking snapshot - this may take a few seconds": "charts.modebar.saving",
}
_REMOVED = [
    "sendChartToCloud",
    "zoom2d",
    "pan2d",
    "zoomIn2d",
    "zoomOut2d",
    "autoScale2d",
    "resetScale2d",
    "lasso2d",
    "select2d",
    "resetViewSankey",
]


def plotly_config(lang: Language) -> dict[str, Any]:
    """The `config` of every chart: only the download of a picture stays in the bar."""
    dictionary = {title: t(key, lang) for title, key in _BUTTONS.items()}
    number_format = {"decimal": ".", "thousands": ",", "grouping": [3]}
    locale = _LOCALE[lang]
    return {
        "locale": locale,
        "locales": {locale: {"dictionary": dictionary, "format": number_format}},
        "displaylogo": False,
        "showSendToCloud": False,
        "modeBarButtonsToRemove": list(_REMOVED),
        "scrollZoom": False,
        "doubleClick": False,
        "responsive": True,
        "toImageButtonOptions": {"format": "png", "scale": 2},
    }
