"""Bars with their basis, what moved a figure, what is handed over, shares of 100 %, bounds, and lateness."""

from __future__ import annotations

from typing import Any

import pytest

from lib.charts import describe, figure, notes, table
from lib.charts.composition import heights, whole_of
from lib.charts.tabulation import View
from lib.charts.theme import colour, tile
from lib.language import LANGUAGES, Language
from tests.charts.samples import (
    AGENCIES,
    BOUNDED,
    GROUNDS,
    HANDED,
    LATE,
    LIGHT,
    LONG_NAME,
    MOVED_COUNT,
    MOVED_RATE,
    REGIONS,
    SHARES,
    SHARES_LYING,
    UNMOVED,
)


def roles(view: View, lang: Language = "zh") -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for trace in figure(view, lang, LIGHT)["data"]:
        found.setdefault(trace["meta"], []).append(trace)
    return found


def test_a_bar_carries_its_code_its_colour_and_its_article() -> None:
    refused, unable = roles(GROUNDS)["part"]
    assert refused["customdata"] == [["row.ref_internal"]]
    assert refused["marker"]["color"] == colour("outcome.refused", LIGHT)
    assert (refused["x"], unable["text"]) == ([53], ["1,088"])
    labels = figure(GROUNDS, "zh", LIGHT)["layout"]["yaxis"]["ticktext"]
    assert "口径不明" in labels[0]
    assert labels[1] == "&lt;b&gt;不掌握&lt;/b&gt;"
    assert "40.5%（53/131）" in refused["hovertemplate"][0]
    assert notes(GROUNDS, "zh") == ["填报为 0 的 1 项未画：查询事项。", "没有报告填写的 1 项：确认。"]


def test_what_moved_diverges_from_zero_with_exact_numbers_and_both_values() -> None:
    (bars,) = roles(MOVED_COUNT)["step"]
    assert bars["x"] == [-20, 20, -1, 3]
    assert bars["text"] == ["−20", "+20", "−1", "+3"]
    assert bars["customdata"] == [["a"], ["b"], ["."], [""]]
    layout = figure(MOVED_COUNT, "zh", LIGHT)["layout"]
    low, high = layout["xaxis"]["range"]
    assert low < -20
    assert high > 20
    assert layout["xaxis"]["zeroline"] is True
    assert [note["text"] for note in layout["annotations"]] == ["40 → 20", "10 → 30", "9 → 8"]
    assert LONG_NAME in bars["hovertemplate"][0]
    assert "本级政府汇总" in bars["hovertemplate"][0]
    assert "汇总报告与所含机关之差" in bars["hovertemplate"][2]
    assert len(notes(MOVED_COUNT, "zh")) == 2


def test_parts_of_a_rate_are_told_in_points_and_an_odd_denominator_in_its_parts() -> None:
    (bars,) = roles(MOVED_RATE)["step"]
    assert bars["x"] == [-0.125]
    assert bars["text"] == ["−12.50"]
    assert "百分点" in figure(MOVED_RATE, "zh", LIGHT)["layout"]["xaxis"]["title"]["text"]
    assert "−12.50 个百分点" in bars["hovertemplate"][0]
    assert "25.0%（10/40）" in bars["hovertemplate"][0]
    assert "5/−3" in bars["hovertemplate"][0]


def test_where_nothing_moved_all_are_one_bar_of_zero() -> None:
    (bars,) = roles(UNMOVED)["step"]
    assert (bars["x"], bars["text"]) == ([0], ["0"])
    assert "没有变动" in describe(UNMOVED, "zh")


@pytest.mark.parametrize("view", [MOVED_COUNT, MOVED_RATE])
def test_the_table_of_parts_adds_up_to_the_whole(view: View) -> None:
    last = table(view, "zh").iloc[:, -1].tolist()
    assert sum(last[:-1]) == pytest.approx(last[-1])


def test_a_gap_is_drawn_where_what_is_handed_over_does_not_arrive() -> None:
    found = roles(HANDED)
    out, into = found["part"]
    assert (out["y"], into["y"]) == ([121, None, 10, 5], [121, None, 13, 5])
    assert out["customdata"][0] == ["year.2021", "row.carry_out"]
    assert into["customdata"][0] == ["year.2022", "row.carry_in"]
    assert found["missing"][0]["x"] == ["2023"]
    gaps = [note["text"] for note in figure(HANDED, "zh", LIGHT)["layout"]["annotations"]]
    # Where two agencies differ and the sums do not, that is told too.
    assert gaps == ["差 +3（2 家不一致）", "差 0（2 家不一致）"]
    assert table(HANDED, "zh").iloc[1, 1:4].isna().all()


def test_a_share_is_of_the_reported_total_and_what_is_blank_is_not_stretched() -> None:
    granted, refused = (heights(SHARES, index) for index in (0, 1))
    assert granted == [0.375, None, None, 0.4, None]
    assert refused[0] == 0.625
    # The parts of 2024 come to 4 of the 5 that are reported; 2022 reports 0, and the total of 2025 is blank.
    assert [whole_of(SHARES, at) for at in range(5)] == [4_000, None, None, 5, None]
    parts = roles(SHARES)["part"]
    assert parts[0]["text"][0] == "38%<br>1,500"
    assert "37.5%（1,500/4,000）" in parts[0]["hovertemplate"][0]
    assert any("未拉满" in note for note in notes(SHARES, "zh"))
    assert figure(SHARES, "zh", LIGHT)["layout"]["yaxis"]["tickformat"] == ".0%"
    lying = roles(SHARES_LYING)["part"]
    assert lying[0]["x"] == [0.5, 0.0, None]
    assert lying[0]["text"][0] == "50% · 3"
    shares = table(SHARES, "zh")
    assert shares["予以公开占比"].tolist()[0] == 0.375
    assert "予以公开占比" not in table(AGENCIES, "zh").columns


def test_bounds_lie_behind_their_rate() -> None:
    found = roles(BOUNDED)
    (bounds,), (line,) = found["bounds"], found["line"]
    assert bounds["x"] == ["2023"]
    assert bounds["y"] == [pytest.approx(8 / 48)]
    assert bounds["error_y"]["array"] == [pytest.approx(10 / 48)]
    assert bounds["offsetgroup"] == line["offsetgroup"]
    assert "16.7%（8/48）" in line["hovertemplate"][0]
    assert "37.5%（18/48）" in describe(BOUNDED, "zh")
    assert any("浅色宽条" in note for note in notes(BOUNDED, "zh"))
    frame = table(BOUNDED, "zh")
    assert frame["上界（未结全部纠正）"].tolist()[0] == pytest.approx(18 / 48)
    assert frame["上界（未结全部纠正）"].isna().tolist() == [False, True, True]


@pytest.mark.parametrize(("lang", "sign"), [("zh", "✓ 迟"), ("en", "✓ late")])
def test_a_late_report_keeps_its_state(lang: Language, sign: str) -> None:
    texts = [text for trace in roles(LATE, lang)["status"] for text in trace["text"]]
    assert sign in texts
    assert len(notes(LATE, lang)) == 1


def test_a_state_looks_the_same_in_a_bar_as_in_a_square() -> None:
    fine, missing = roles(REGIONS)["part"]
    assert fine["marker"]["color"] == tile("fine", LIGHT).fill
    assert fine["marker"]["line"]["color"] == tile("fine", LIGHT).line
    assert missing["marker"]["pattern"]["shape"] == tile("missing", LIGHT).pattern


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", [GROUNDS, MOVED_COUNT, MOVED_RATE, UNMOVED, HANDED])
def test_each_says_itself(view: View, lang: Language) -> None:
    said = describe(view, lang)
    assert said.endswith("。" if lang == "zh" else ".")
    assert len(table(view, lang))
