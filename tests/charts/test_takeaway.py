"""The one sentence a chart says: its figures are the chart's, and it claims nothing the chart does not show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from lib.charts import takeaway
from lib.charts.flow import node_counts
from lib.charts.tabulation import View
from lib.charts.takeaway import LONGEST
from lib.charts.words import number, percent, width
from lib.language import LANGUAGES, Language, Message
from lib.views.model import (
    Break,
    Composition,
    Cross,
    Flow,
    Funnel,
    Line,
    Link,
    Matrix,
    Name,
    Part,
    Point,
    Ranking,
    Rate,
    Spot,
    Square,
    Trend,
)
from tests.charts.samples import EMPTY, OUTCOMES, RATES, REASON, TITLE, VIEWS

SAID: dict[str, tuple[str, str]] = {
    "outcomes": (
        "2025 年办结数未填：予以公开 1 件",
        "2025: number completed left blank; Granted in full 1",
    ),
    "agencies": (
        "所列 2 项中平潭综合实验区自然资源与生态环境局最多，"
        "共 6 件：结果纠正 1 件（16.7%，1/6），尚未审结 2 件（33.3%，2/6）",
        "Most of the 2 shown: 平潭综合实验区自然资源与生态环境局, 6 in all; "
        "Corrected 1 (16.7%, 1/6), Pending 2 (33.3%, 2/6)",
    ),
    "counts": (
        "新收 2023 年 0；结转 2023 年 41；2020 与 2021 年口径不同，不作比较",
        "新收: 0 in 2023; 结转: 41 in 2023; 2020 and 2021 are not comparable and not compared",
    ),
    "rates": (
        "行政复议 2025 年 33.3%（300/900）；2023 与 2024 年口径不同，不作比较",
        "Administrative reconsideration: 33.3% (300/900) in 2025; 2023 and 2024 are not comparable and not compared",
    ),
    "flow": (
        "新收 40 件，上年结转 2 件，去向最多的是予以公开 30 件（71.4%，30/42）；进多出少：有 3 件没有去向",
        "新收 40, 上年结转 2; the largest branch is Granted in full, 30 (71.4%, 30/42); "
        "More in than out: 3 cases are not accounted for",
    ),
    "statuses": (
        "2 个机关 3 份报告：有错误 1 份，零报告 1 份；另有缺报 1 份",
        "Agencies: 2; reports: 3, of which Has errors 1, Zero report 1; apart from these: Missing 1",
    ),
    "values": (
        "2 个机关 3 份报告，2 份可算出数值，1 份没有",
        "Agencies: 2; reports: 3, of which 2 with a value and 1 without",
    ),
    "funnel": (
        "3 家中 1 家超出控制限：平潭综合实验区自然资源与生态环境局 50.0%（30/60），高于总体；总体 21.7%（231/1,064）",
        "1 of 3 outside the limits: 平潭综合实验区自然资源与生态环境局 50.0% (30/60), above overall; "
        "overall 21.7% (231/1,064)",
    ),
    "ranking": (
        "平潭综合实验区自然资源与生态环境局最高，50.0%（30/60）；丁局最低，20.0%（200/1,000）；1 家不足 30 件，不排名",
        "Highest: 平潭综合实验区自然资源与生态环境局, 50.0% (30/60); lowest: 丁局, 20.0% (200/1,000); "
        "1 with fewer than 30 cases, not ranked",
    ),
    "count_ranking": ("甲局最多，1,200 件；乙局最少，0 件", "Most: 甲局, 1,200; fewest: 乙局, 0"),
    "cross": (
        "最多的是自然人的予以公开：10 件，占合计 100%（10/10）",
        "Most: 自然人, Granted in full, 10; 100% of the total (10/10)",
    ),
    "shares": (
        "2025 年办结数未填：予以公开 1 件",
        "2025: number completed left blank; Granted in full 1",
    ),
    "shares_lying": (
        "所列 2 项中平潭综合实验区自然资源与生态环境局最多，"
        "共 6 件：结果纠正 1 件（16.7%，1/6），尚未审结 2 件（33.3%，2/6）",
        "Most of the 2 shown: 平潭综合实验区自然资源与生态环境局, 6 in all; "
        "Corrected 1 (16.7%, 1/6), Pending 2 (33.3%, 2/6)",
    ),
    "bounded": (
        "行政复议 2025 年 33.3%（300/900）；2023 与 2024 年口径不同，不作比较",
        "Administrative reconsideration: 33.3% (300/900) in 2025; 2023 and 2024 are not comparable and not compared",
    ),
    "late": (
        "2 个机关 3 份报告：有错误 1 份，零报告 1 份；另有缺报 1 份",
        "Agencies: 2; reports: 3, of which Has errors 1, Zero report 1; apart from these: Missing 1",
    ),
    "regions": (
        "2 处 4 份报告：无疑点 4 份；另有缺报 1 份",
        "Reports: 4, places: 2; Nothing found 4; apart from these: Missing 1",
    ),
    "grounds": (
        "最多的是“<b>不掌握</b>”：1,088 件，占 97.0%（1,088/1,122）",
        "Most often “<b>不掌握</b>”: 1,088, 97.0% (1,088/1,122)",
    ),
    "moved_count": (
        "2024 年 58，2025 年 60（+2）；影响最大的是平潭综合实验区自然资源与生态环境局（−20），<b>乙</b>局（+20）",
        "2024 58, 2025 60 (+2); moved most by 平潭综合实验区自然资源与生态环境局 (−20), <b>乙</b>局 (+20)",
    ),
    "moved_rate": (
        "2024 年 25.0%（10/40），2025 年 12.5%（5/40）（−12.50 个百分点）；影响最大的是甲局（−12.50 个百分点）",
        "2024 25.0% (10/40), 2025 12.5% (5/40) (−12.50 points); moved most by 甲局 (−12.50 points)",
    ),
    "unmoved": (
        "2024 年 5，2025 年 5（0）",
        "2024 5, 2025 5 (0)",
    ),
    "handed": (
        "2024 年末 5，2025 年初 5，差 0（2 家不一致）；3 次衔接中 2 次对不上",
        "End of 2024 5, start of 2025 5, gap 0 (agencies: 2); 2 of 3 handovers do not agree",
    ),
    "bunched": (
        "1,241 家中 8 家超出控制限：平潭综合实验区自然资源与生态环境局 50.0%（30/60），高于总体等；总体 21.7%（231/1,064）",
        "8 of 1,241 outside the limits: 平潭综合实验区自然资源与生态环境局 50.0% (30/60)"
        ", above overall and more; overall 21.7% (231/1,064)",
    ),
    "cut": (
        "平潭综合实验区自然资源与生态环境局最高，50.0%（30/60）；丁局最低，20.0%（200/1,000）；13 家不足 30 件，不排名",
        "Highest: 平潭综合实验区自然资源与生态环境局, 50.0% (30/60); lowest: 丁局, 20.0% (200/1,000); "
        "13 with fewer than 30 cases, not ranked",
    ),
    "standing": (
        "平潭综合实验区自然资源与生态环境局：新收 60 件，高于同类同级 1 家中的 1 家",
        "平潭综合实验区自然资源与生态环境局: 新收 60: higher than 1 of 1 peers",
    ),
    "multiples": (
        "2 家都不足 30 件，不作比较",
        "All 2 with fewer than 30 cases, not compared",
    ),
    "dumbbell": (
        "平潭综合实验区自然资源与生态环境局、<b>乙</b>局：可判断的 1 项比率中 1 项差异超出偶然；差得最多的是公开率（+3"
        "0.0 个百分点 · 超出偶然）",
        "平潭综合实验区自然资源与生态环境局 and <b>乙</b>局: 1 of the 1 rates that can be "
        "judged differ by more than chance; most in 公开率 (+30.0 points · beyond chance)",
    ),
}


@pytest.mark.parametrize("key", VIEWS)
def test_what_each_kind_of_view_says(key: str) -> None:
    assert tuple(takeaway(VIEWS[key], lang) for lang in LANGUAGES) == SAID[key]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", EMPTY)
def test_nothing_is_said_to_be_nothing(view: View, lang: Language) -> None:
    assert takeaway(view, lang) == {"zh": "没有可显示的数据", "en": "There is nothing to show"}[lang]


def test_a_view_of_another_kind_says_its_title() -> None:
    @dataclass(frozen=True)
    class Other:
        title: Message

    assert takeaway(Other(TITLE), "zh") == "行政复议"


def test_without_a_break_the_last_value_stands_against_the_one_before() -> None:
    said = takeaway(replace(RATES, breaks=()), "zh")
    assert said == "行政复议由 2023 年的 21.1%（8/38）升至 2025 年的 33.3%（300/900）"


def test_few_cases_do_not_rise_or_fall() -> None:
    points = (Point(2024, rate=Rate(2, 10), reports=1), Point(2025, rate=Rate(9, 10), reports=1))
    view = Trend(TITLE, (Line(Name("x", "甲"), points),), is_rate=True)
    assert takeaway(view, "zh") == "甲 2025 年 90.0%（9/10），2024 年 20.0%（2/10）"


def test_counts_of_another_number_of_reports_are_not_compared() -> None:
    points = (Point(2024, 10, reports=1), Point(2025, 90, reports=9))
    view = Trend(TITLE, (Line(Name("x", "甲"), points),), is_rate=False)
    assert takeaway(view, "zh") == "甲 2025 年 90（9 份报告），2024 年 10（1 份报告）"


def test_a_missing_last_year_is_said_and_is_no_zero() -> None:
    gone = replace(OUTCOMES, reports=(12, 1, 0, 3, 0))
    assert takeaway(gone, "zh") == "2024 年办结 5 件：予以公开 2 件（40.0%，2/5）；2025 年缺报"
    points = (Point(2024, 10, reports=1), Point(2025, None, reports=0))
    view = Trend(TITLE, (Line(Name("x", "甲"), points),), is_rate=False)
    assert takeaway(view, "zh") == "甲 2024 年 10；2025 年缺报"


def test_a_part_larger_than_its_whole_is_no_share() -> None:
    wrong = replace(OUTCOMES, totals=(4_000, 0, None, 5, 0), reports=(12, 1, 0, 3, 1))
    assert "%" not in takeaway(wrong, "zh")


# Properties: views of any figures.
COUNT = some.none() | some.integers(0, 5_000)
NAMES = some.sampled_from(["甲局", "乙县人民政府", "丙经济技术开发区管理委员会办公室"])
SHARES = some.tuples(some.integers(0, 900), some.integers(1, 900)).map(lambda pair: Rate(min(pair), max(pair)))


@some.composite
def compositions(draw: Any) -> Composition:
    size = draw(some.integers(1, 4))

    def counts() -> Any:
        return some.tuples(*[COUNT] * size)

    codes = draw(some.sampled_from([("outcome.granted", "outcome.refused"), ("result.corrected", "result.pending")]))
    kind = draw(some.sampled_from(["year", "agency"]))
    categories = tuple(Name(str(2020 + n), str(2020 + n) if kind == "year" else draw(NAMES)) for n in range(size))
    parts = tuple(Part(Name(code, message=Message(f"terms.{code}")), draw(counts())) for code in codes)
    reports = draw(some.tuples(*[some.integers(0, 3)] * size))
    return Composition(TITLE, categories, parts, draw(counts()), reports, kind=kind)


@some.composite
def trends(draw: Any) -> Trend:
    is_rate = draw(some.booleans())
    years = draw(some.lists(some.integers(2015, 2025), unique=True, min_size=1, max_size=5).map(sorted))
    lines = tuple(
        Line(
            Name(f"l{n}", draw(NAMES)),
            tuple(
                Point(year, None, draw(some.none() | SHARES), draw(some.integers(0, 2)))
                if is_rate
                else Point(year, draw(COUNT), None, draw(some.integers(0, 2)))
                for year in years
            ),
        )
        for n in range(draw(some.integers(1, 3)))
    )
    after = draw(some.integers(2016, 2025))
    return Trend(TITLE, lines, is_rate, (Break(after - 1, after, REASON),))


@some.composite
def orders(draw: Any) -> Ranking | Funnel:
    spots = tuple(Spot(Name(str(n), draw(NAMES)), rate) for n, rate in enumerate(draw(some.lists(SHARES, max_size=4))))
    if draw(some.booleans()):
        return Funnel(TITLE, tuple(replace(s, outside=draw(some.booleans())) for s in spots), draw(SHARES))
    with_interval = tuple(replace(spot, rate=replace(spot.rate, low=0.0, high=1.0)) for spot in spots)
    cut = draw(some.integers(0, len(spots)))
    return Ranking(TITLE, with_interval[:cut], with_interval[cut:], 30)


@pytest.mark.parametrize(("lang", "said"), [("zh", "缺报 2 份"), ("en", "Missing 2")])
def test_where_nothing_was_filed_it_says_what_is_missing(lang: Language, said: str) -> None:
    squares = tuple(Square("a", year, "missing") for year in (2023, 2024))
    assert takeaway(Matrix(TITLE, (Name("a", "甲"),), (2023, 2024), squares), lang) == said


@some.composite
def tables(draw: Any) -> Matrix | Cross | Flow:
    kind = draw(some.sampled_from(["matrix", "cross", "flow"]))
    if kind == "flow":
        counts = draw(some.tuples(*[some.integers(1, 900)] * 4))
        names = tuple(Name(code, text) for code, text in zip("abcd", ("甲", "乙", "丙", "丁"), strict=True))
        ends = (("a", "b"), ("b", "c"), ("b", "d"), ("c", "d"))
        return Flow(TITLE, names, tuple(Link(*end, n) for end, n in zip(ends, counts, strict=True)))
    if kind == "cross":
        cells = draw(some.tuples(*[some.tuples(COUNT, COUNT, COUNT)] * 2))
        columns = (Name("natural", "甲"), Name("other", "乙"), Name("total", "合计"))
        return Cross(TITLE, (Name("r", "丙"), Name("s", "丁")), columns, cells)
    squares = tuple(
        Square(code, year, draw(some.sampled_from(["fine", "error", "zero", "missing", "not_due"])))
        for code in "ab"
        for year in (2023, 2024)
    )
    return Matrix(TITLE, (Name("a", "甲"), Name("b", "乙")), (2023, 2024), squares)


@given(compositions() | trends() | orders() | tables(), some.sampled_from(LANGUAGES))
def test_every_number_in_it_is_a_number_of_the_view(view: View, lang: Language) -> None:
    said = takeaway(view, lang)
    written = {found.rstrip(",") for found in re.findall(r"\d[\d,]*(?:\.\d+)?%?", said)}
    assert written <= set(_numbers(view)), said


@given(trends(), some.sampled_from(LANGUAGES))
def test_nothing_is_compared_across_a_break(view: Trend, lang: Language) -> None:
    (mark,) = view.breaks
    said = takeaway(view, lang)
    for clause in re.split("[；;]", said):
        years = [int(year) for year in re.findall(r"\b20[12]\d\b(?![,/%])", clause.replace("年", " "))]
        if "口径" not in clause and "comparable" not in clause and len(years) > 1:
            assert not min(years) < mark.after <= max(years), said


@given(compositions() | trends() | orders() | tables(), some.sampled_from(LANGUAGES))
def test_it_is_short_enough_for_a_title(view: View, lang: Language) -> None:
    # Two lines more than the limit are never needed, whatever the figures are.
    assert width(takeaway(view, lang)) <= LONGEST[lang] * 1.4


def _numbers(view: Any) -> Iterator[str]:
    """Every number of a view as it is written: its figures, its shares with both parts, and how many of what it has."""
    yield from (text for value in _values(view) for text in (number(value), str(value)))
    yield from (number(size) for size in range(30))
    yield from (percent(rate.value) for rate in _rates(view) if rate.value is not None)
    match view:
        case Composition():
            for part in view.parts:
                yield from (
                    percent(c / t) for c, t in zip(part.counts, view.totals, strict=True) if t and c is not None
                )
        case Flow():
            through = node_counts(view)
            yield from (number(count) for count in through.values())
            yield from (percent(link.count / through[link.source]) for link in view.links)
        case Cross():
            yield from (percent(count / row[2]) for row in view.counts for count in row if row[2] and count is not None)
        case Matrix():
            yield from (number(n) for n in Counter(square.status for square in view.squares).values())


def _rates(item: Any) -> Iterator[Rate]:
    if isinstance(item, Rate):
        yield item
    elif is_dataclass(item):
        yield from (rate for field in fields(item) for rate in _rates(getattr(item, field.name)))
    elif isinstance(item, tuple):
        yield from (rate for one in item for rate in _rates(one))


def _values(item: Any) -> Iterator[int]:
    if isinstance(item, Rate):
        yield from (item.numerator, item.denominator)
    elif is_dataclass(item):
        yield from (value for field in fields(item) for value in _values(getattr(item, field.name)))
    elif isinstance(item, tuple):
        yield from (value for one in item for value in _values(one))
    elif isinstance(item, int) and not isinstance(item, bool):
        yield item
    elif isinstance(item, str) and item.isdigit():
        yield int(item)
