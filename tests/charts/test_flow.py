"""The Sankey: exact counts, fixed colours, and the difference in words."""

from __future__ import annotations

import dataclasses

from lib.charts import Look, figure
from lib.charts.flow import depths, node_counts
from lib.charts.theme import colour
from tests.charts.samples import FLOW, LIGHT


def test_nodes_carry_their_counts_and_unused_ones_are_left_out() -> None:
    node = figure(FLOW, "zh", LIGHT)["data"][0]["node"]
    codes = ["new", "in", "handled", "outcome.granted", "outcome.refused", "secret"]
    assert [codes_of[0] for codes_of in node["customdata"]] == codes
    assert node["label"] == ["新收<br>40", "上年结转<br>2", "办理<br>42", "予以公开 30", "不予公开 9", ""]


def test_links_carry_the_counts_of_the_view() -> None:
    link = figure(FLOW, "zh", LIGHT)["data"][0]["link"]
    assert link["value"] == [40, 2, 30, 9, 9]
    assert link["customdata"][3][:2] == ["handled", "outcome.refused"]


def test_every_mark_says_itself_through_one_template() -> None:
    """Plotly fails on a list of templates here, and then nothing is said at all."""
    sankey = figure(FLOW, "zh", LIGHT)["data"][0]
    for marks in (sankey["node"], sankey["link"]):
        assert marks["hovertemplate"] == "%{customdata[2]}<extra></extra>"
    assert sankey["link"]["customdata"][2][2] == "<b>办理 → 予以公开</b><br>30<br>办理：71.4%（30/42）"
    assert sankey["node"]["customdata"][3][2] == "<b>予以公开</b><br>30"


def test_outcomes_have_their_colour_and_so_has_what_lies_behind_them() -> None:
    for look in (Look(False), Look(True)):
        colours = figure(FLOW, "zh", look)["data"][0]["node"]["color"]
        refused = colour("outcome.refused", look)
        assert colours[3:] == [colour("outcome.granted", look), refused, refused]


def test_the_difference_is_said_in_words() -> None:
    assert "有 3 件没有去向" in figure(FLOW, "zh", LIGHT)["layout"]["annotations"][0]["text"]
    less = dataclasses.replace(FLOW, unmatched=-2)
    assert "2 cases have no origin" in figure(less, "en", LIGHT)["layout"]["annotations"][0]["text"]
    matched = figure(dataclasses.replace(FLOW, unmatched=None), "zh", LIGHT)["layout"]
    assert [label["text"] for label in matched["annotations"]] == ["国家秘密 9"]


def test_the_last_column_is_labelled_in_the_margin_beside_its_nodes() -> None:
    drawn = figure(FLOW, "zh", LIGHT)
    label, height = drawn["layout"]["annotations"][-1], drawn["data"][0]["node"]["y"][-1]
    assert (label["xanchor"], label["x"]) == ("left", 1)
    assert label["y"] == 1 - height
    assert drawn["layout"]["margin"]["r"] > 11 * len("国家秘密 9") / 2


def test_columns_follow_the_links() -> None:
    assert depths(FLOW) == {
        "new": 0,
        "in": 0,
        "handled": 1,
        "outcome.granted": 2,
        "outcome.refused": 2,
        "secret": 3,
    }
    assert node_counts(FLOW)["unused"] == 0


def test_nodes_have_a_place_inside_the_figure() -> None:
    node = figure(FLOW, "zh", LIGHT)["data"][0]["node"]
    assert all(0 < place < 1 for place in [*node["x"], *node["y"]])
    assert node["sort"] == "input"
