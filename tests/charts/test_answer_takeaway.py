"""The sentences of the charts that answer one question, on the bundled data and where there is nothing to say."""

from __future__ import annotations

import pytest

from lib.charts import takeaway
from lib.forms import Label
from lib.language import LANGUAGES, Language
from lib.loading import prepare
from lib.store import Filters, Store
from lib.views.bars import Bars
from lib.views.comparisons import Dumbbell, Multiples, Panel, Standing
from lib.views.exhibits import PAGE_VIEWS, exhibit_names, part_of
from lib.views.handover import Handed, Handover
from lib.views.model import Name, Point, Rate, worded
from lib.views.options import Options
from lib.views.picks import pick_of

AGENCY = "平潭综合实验区交通与建设局"
TITLE = worded(Label(zh="题", en="Title"))
SAID = {
    ("overview", "contribution"): "2024 年 218，2025 年 154（−64）；影响最大的是平潭综合实验区交通与建设局（−37）",
    (
        "requests",
        "ground_bars",
    ): "“本机关不掌握相关政府信息”：50 件，占 94.3%（50/53）；依据条例第三十六条第",
    ("requests", "handover"): "6 次衔接都对得上",
    ("peers", "standing"): f"{AGENCY}：新收申请 21 件，高于同类同级 8 家中的 7 家",
    ("versus", "dumbbell"): "可判断的 9 项比率中 4 项差异超出偶然；差得最多的是争议率",
    ("coverage", "regions"): "1 处 14 份报告：有错误 4 份",
}


@pytest.fixture(scope="module")
def bundled() -> Store:
    store = Store()
    prepare(store)
    return store


@pytest.mark.parametrize(("page", "path"), SAID)
def test_what_they_say_of_the_bundled_data(bundled: Store, page: str, path: str) -> None:
    asked = {"peers": Options(pick=pick_of({"agency": AGENCY})), "versus": Options(against=2024)}
    shown = PAGE_VIEWS[page](bundled, Filters(region="350128"), asked.get(page, Options()))
    assert SAID[page, path] in takeaway(part_of(shown, path), "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGE_VIEWS)
def test_every_chart_of_every_page_says_more_than_its_title(bundled: Store, page: str, lang: Language) -> None:
    shown = PAGE_VIEWS[page](bundled, Filters(), Options(against=2024, pick=pick_of({"agency": AGENCY})))
    for name in exhibit_names(shown):
        said = takeaway(part_of(shown, name), lang)
        assert any(letter.isdigit() for letter in said), (name, said)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_there_is_nothing_they_say_so(lang: Language) -> None:
    nobody = Name("a", "甲")
    empty = [
        Bars(TITLE, ()),
        Handover(TITLE, ()),
        Standing(TITLE, nobody, (), 30),
        Multiples(TITLE, (), (2024,), True, 0),
        Dumbbell(TITLE, (nobody, nobody), "agency", ()),
    ]
    assert len({takeaway(view, lang) for view in empty}) == 1


def test_panels_with_few_cases_are_not_compared() -> None:
    panel = Panel(Name("a", "甲"), (Point(2024, rate=Rate(1, 3), reports=1),))
    said = takeaway(Multiples(TITLE, (panel,), (2024,), True, 1), "zh")
    assert "不足 30 件" in said
    assert "最高" not in said


def test_a_chain_that_breaks_says_how_often() -> None:
    view = Handover(TITLE, (Handed(2023, 5, 5, 2, 0), Handed(2024, 7, 4, 2, 1)))
    said = takeaway(view, "zh")
    assert said.startswith("2023 年末 7，2024 年初 4")
    assert "2 次衔接中 1 次对不上" in said
