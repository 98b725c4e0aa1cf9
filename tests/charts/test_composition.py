"""Stacked bars: what is drawn is what the view says; missing is not zero; the total is the reported one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.charts import Look, figure
from lib.charts.theme import palette
from lib.language import LANGUAGES, Language
from lib.views.model import Composition, Name, Part
from tests.charts.samples import AGENCIES, LIGHT, LONG_NAME, OUTCOMES, TITLE, name


def traces(view: Composition, role: str, lang: Language = "zh", look: Look = LIGHT) -> list[dict[str, Any]]:
    return [trace for trace in figure(view, lang, look)["data"] if trace["meta"] == role]


def test_parts_keep_their_order_names_and_counts() -> None:
    granted, refused = traces(OUTCOMES, "part")
    assert [granted["name"], refused["name"]] == ["予以公开", "不予公开"]
    assert granted["x"] == ["2021", "2022", "2023", "2024", "2025"]
    assert granted["y"] == [1_500, 0, None, 2, 1]
    assert refused["y"] == [2_500, 0, None, 2, None]
    assert granted["customdata"][3] == ["2024", "outcome.granted"]


def test_hover_has_the_exact_count_and_both_sides_of_the_share() -> None:
    granted, refused = traces(OUTCOMES, "part")
    assert "予以公开：1,500<br>37.5%（1,500/4,000）<br>所报合计 4,000<br>12 份报告" in granted["hovertemplate"][0]
    assert "各分项之和 4，与所报合计不符" in granted["hovertemplate"][3]
    assert "空白，不是 0" in refused["hovertemplate"][4]
    assert "%（" not in granted["hovertemplate"][4]
    assert "37.5% (1,500/4,000)" in traces(OUTCOMES, "part", "en")[0]["hovertemplate"][0]


def test_a_missing_year_is_a_hatched_slot_and_has_no_total() -> None:
    (missing,) = traces(OUTCOMES, "missing")
    assert missing["x"] == ["2023"]
    assert missing["text"] == ["缺"]
    assert missing["marker"]["pattern"]["shape"] == "/"
    assert missing["y"] == [figure(OUTCOMES, "zh", LIGHT)["layout"]["yaxis"]["range"][1]]
    (totals,) = traces(OUTCOMES, "total")
    assert "2023" not in totals["x"]


def test_totals_are_the_reported_ones() -> None:
    (totals,) = traces(OUTCOMES, "total")
    assert totals["text"] == ["4,000", "0", "5<br>(≠4)", "空"]
    assert totals["y"] == [4_000, 0, 4, 1]


def test_reports_are_counted_under_the_years() -> None:
    labels = {lang: figure(OUTCOMES, lang, LIGHT)["layout"]["xaxis"]["ticktext"] for lang in LANGUAGES}
    assert labels["zh"][0] == "2021<br>12 份"
    assert labels["en"][0] == "2021<br>n=12"


def test_one_agency_needs_no_count_of_reports() -> None:
    single = Composition(TITLE, (Name("2021", "2021"),), (Part(name("outcome.other"), (1,)),), (1,), (1,))
    assert figure(single, "zh", LIGHT)["layout"]["xaxis"]["ticktext"] == ["2021"]


def test_a_break_is_drawn_between_its_years_and_says_why() -> None:
    layout = figure(OUTCOMES, "zh", LIGHT)["layout"]
    (line,) = layout["shapes"]
    assert (line["x0"], line["x1"], line["line"]["dash"]) == (2.5, 2.5, "dash")
    (label,) = layout["annotations"]
    assert (label["text"], label["hovertext"]) == ("口径变化", "口径不明")


def test_the_axis_begins_at_zero_and_steps_in_whole_numbers() -> None:
    axis = figure(OUTCOMES, "zh", LIGHT)["layout"]["yaxis"]
    assert axis["range"][0] == 0
    assert axis["tickformat"] == ",d"
    small = Composition(TITLE, (Name("2021", "2021"),), (Part(name("outcome.other"), (1,)),), (1,), (1,))
    assert figure(small, "zh", LIGHT)["layout"]["yaxis"]["dtick"] == 1


def test_segments_are_parted_by_a_line_of_the_background() -> None:
    for look in (Look(False), Look(True)):
        for trace in traces(OUTCOMES, "part", look=look):
            assert trace["marker"]["line"]["color"] == palette(look).background
            assert all(
                width > 0 for width, count in zip(trace["marker"]["line"]["width"], trace["y"], strict=True) if count
            )


def test_pending_is_hatched() -> None:
    pending = traces(AGENCIES, "part")[2]
    assert pending["name"] == "尚未审结"
    assert pending["marker"]["pattern"]["shape"] == "/"


def test_agencies_lie_with_short_names_and_full_ones_on_hover() -> None:
    drawn = figure(AGENCIES, "zh", LIGHT)
    axis = drawn["layout"]["yaxis"]
    assert axis["range"] == [2.5, -0.5]
    assert "…" in axis["ticktext"][0]
    assert axis["ticktext"][1] == "&lt;b&gt;甲&lt;/b&gt;局"
    assert LONG_NAME in traces(AGENCIES, "part")[0]["hovertemplate"][0]
    assert traces(AGENCIES, "part")[0]["x"] == [3, 0, None]


counts = st.none() | st.integers(0, 10**9)


@st.composite
def compositions(draw: st.DrawFn) -> Composition:
    years = draw(st.integers(1, 6))
    column = st.tuples(*[counts] * years)
    parts = [Part(name(code), draw(column)) for code in ("outcome.granted", "outcome.unable", "outcome.other")]
    reports = draw(st.tuples(*[st.integers(0, 3)] * years))
    categories = tuple(Name(str(2019 + index), str(2019 + index)) for index in range(years))
    return Composition(TITLE, categories, tuple(parts), draw(column), reports, (), draw(st.booleans()))


@given(compositions(), st.sampled_from(LANGUAGES), st.booleans())
def test_what_is_drawn_adds_up_to_what_the_view_says(view: Composition, lang: Language, dark: bool) -> None:
    along = "x" if view.horizontal else "y"
    parts = traces(view, "part", lang, Look(dark))
    for index, reports in enumerate(view.reports):
        drawn = [trace[along][index] for trace in parts]
        said = [part.counts[index] for part in view.parts]
        assert drawn == (said if reports else [None] * len(said))


def test_two_long_sums_beside_each_other_leave_their_numbers_to_the_mark() -> None:
    part = Part(OUTCOMES.parts[0].name, (15_145, 15_172, 900))
    years = tuple(Name(str(year)) for year in (2019, 2020, 2021))
    view = Composition(TITLE, years, (part,), (15_950, 15_166, 901), (3, 3, 2))
    (totals,) = traces(view, "total")
    assert totals["text"] == ["15,950<br>≠", "15,166<br>≠", "901<br>≠"]
    assert "15,145" in totals["hovertemplate"][0]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_inside_are_exact_and_leave_zero_to_the_axis(lang: Language) -> None:
    assert traces(OUTCOMES, "part", lang)[0]["text"] == ["1,500", "", "", "2", "1"]


@pytest.mark.parametrize(("years", "labelled"), [(9, 9), (10, 5), (17, 9), (19, 7)])
def test_of_many_years_some_go_without_words_and_the_last_never(years: int, labelled: int) -> None:
    names = tuple(Name(str(2000 + n), text=str(2000 + n)) for n in range(years))
    counts = tuple(100 + n for n in range(years))
    # One total, whose own words are left out, is not what its parts come to: that is told all the same.
    off = years - 2
    totals = tuple(n + (at == off) for at, n in enumerate(counts))
    view = Composition(TITLE, names, (Part(name("outcome.granted"), counts),), totals, (3,) * years)
    axis = figure(view, "zh", LIGHT)["layout"]["xaxis"]
    words = [text for text in axis["ticktext"] if text]
    assert len(words) == labelled
    assert words[-1].startswith(str(2000 + years - 1))
    (shown,) = traces(view, "total")
    assert len(shown["text"]) == years
    assert "≠" in shown["text"][off]
    assert shown["text"][-1] == str(counts[-1])
    assert sum(bool(text) for text in shown["text"]) == labelled + (years > 9)
