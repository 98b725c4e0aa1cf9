"""What holds for every figure, in both languages and all looks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go
import pytest

from lib.charts import Look, figure, plotly_config
from lib.charts.tabulation import View
from lib.language import LANGUAGES, Language
from tests.charts.samples import FLOW, OUTCOMES, SAMPLES, VIEWS

every_figure = pytest.mark.parametrize(("view", "lang", "look"), SAMPLES)


def texts_of(part: Any) -> Iterator[str]:
    """Every text in a figure, wherever it stands."""
    if isinstance(part, dict):
        for value in part.values():
            yield from texts_of(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts_of(value)
    elif isinstance(part, str):
        yield part


@every_figure
def test_plotly_accepts_it_as_it_is(view: View, lang: Language, look: Look) -> None:
    drawn = figure(view, lang, look)
    assert go.Figure(drawn, skip_invalid=False).to_plotly_json()["data"] is not None
    assert json.loads(json.dumps(drawn, allow_nan=False)) == drawn


@every_figure
def test_it_has_no_title_and_names_its_text_sizes(view: View, lang: Language, look: Look) -> None:
    layout = figure(view, lang, look)["layout"]
    assert "title" not in layout
    assert layout["legend"]["font"]["size"] >= 12
    axes = [layout[name] for name in layout if re.match(r"[xy]axis", name)]
    assert all(axis["tickfont"]["size"] >= 12 and axis["automargin"] and axis["fixedrange"] for axis in axes)
    assert all(axis.get("tickformat", "") in ("", ",d", ".0%") for axis in axes)


@every_figure
def test_every_hover_text_is_written_out(view: View, lang: Language, look: Look) -> None:
    for trace in figure(view, lang, look)["data"]:
        if trace.get("hoverinfo") == "skip":
            continue
        texts = trace.get("hovertemplate")
        if trace["type"] == "sankey":
            texts = [f"{codes[2]}<extra></extra>" for part in ("node", "link") for codes in trace[part]["customdata"]]
        else:
            assert len(texts) == len(trace["customdata"])
        assert all(text.endswith("<extra></extra>") and "%{" not in text for text in texts)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_large_figure_is_larger(view: View) -> None:
    normal, large = (figure(view, "zh", Look(False, large))["layout"] for large in (False, True))
    assert large["height"] > normal["height"]
    assert large["legend"]["font"]["size"] > 1.5 * normal["legend"]["font"]["size"]


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_on_a_projector_no_letters_are_small(view: View) -> None:
    drawn = figure(view, "zh", Look(False, large=True))
    inline = [int(found) for found in re.findall(r"font-size:(\d+)px", str(drawn))]
    assert min([*sizes_in(drawn), *inline]) >= 18


def sizes_in(part: Any) -> list[float]:
    """Every font size that is named anywhere in a figure."""
    if isinstance(part, list):
        return [size for one in part for size in sizes_in(one)]
    if not isinstance(part, dict):
        return []
    own = [part["size"]] if "family" in part and "size" in part else []
    return own + [size for one in part.values() for size in sizes_in(one)]


@pytest.mark.parametrize("view", [OUTCOMES, FLOW])
def test_dark_and_light_say_the_same(view: View) -> None:
    light, dark = (figure(view, "zh", Look(dark))["data"] for dark in (False, True))
    for one, other in zip(light, dark, strict=True):
        assert {key: one.get(key) for key in ("x", "y", "text", "name")} == {
            key: other.get(key) for key in ("x", "y", "text", "name")
        }
        assert one != other


def test_no_chinese_is_left_in_an_english_figure() -> None:
    written = texts_of(figure(OUTCOMES, "en", Look(False)))
    assert [text for text in written if re.search(r"[\u4e00-\u9fff，（）：]", text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_plotly_has_no_buttons_of_its_own_and_sends_nothing(lang: Language) -> None:
    """Its pictures would have no title and no source."""
    config = plotly_config(lang)
    assert config["showSendToCloud"] is False
    assert config["displayModeBar"] is False
