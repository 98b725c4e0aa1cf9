"""One view of every kind, small enough to check by hand: with a missing year, a blank, a zero and a wrong total."""

from __future__ import annotations

from lib.charts import Look
from lib.charts.tabulation import View
from lib.language import LANGUAGES, Message
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

LOOKS = [Look(dark, large) for dark in (False, True) for large in (False, True)]
LIGHT = Look(dark=False)
TITLE = Message("terms.dispute.reconsideration")
REASON = Message("terms.scope.unknown")
LONG_NAME = "平潭综合实验区自然资源与生态环境局"


def name(code: str) -> Name:
    return Name(code, message=Message(f"terms.{code}"))


def rate(numerator: int, denominator: int, low: float | None = None, high: float | None = None) -> Rate:
    return Rate(numerator, denominator, low, high)


# 2021: whole; 2022: a zero report; 2023: no report; 2024: parts do not add up; 2025: a blank part, a blank total.
OUTCOMES = Composition(
    TITLE,
    tuple(Name(str(year), str(year)) for year in range(2021, 2026)),
    (
        Part(name("outcome.granted"), (1_500, 0, None, 2, 1)),
        Part(name("outcome.refused"), (2_500, 0, None, 2, None)),
    ),
    totals=(4_000, 0, None, 5, None),
    reports=(12, 1, 0, 3, 1),
    breaks=(Break(2023, 2024, REASON), Break(2018, 2019, REASON)),
)
AGENCIES = Composition(
    TITLE,
    (Name("411621101", LONG_NAME), Name("b", "<b>甲</b>局"), Name("c", "乙局")),
    (
        Part(name("result.upheld"), (3, 0, None)),
        Part(name("result.corrected"), (1, 0, None)),
        Part(name("result.pending"), (2, 1, None)),
    ),
    totals=(6, 1, None),
    reports=(1, 1, 0),
    horizontal=True,
    kind="agency",
)
COUNTS = Trend(
    TITLE,
    (
        Line(
            Name("received", "新收"),
            (Point(2020, 15_569, reports=3), Point(2022, None, reports=2), Point(2023, 0, reports=1)),
        ),
        Line(Name("carried", "结转"), (Point(2020, 40, reports=3), Point(2023, 41, reports=1))),
    ),
    is_rate=False,
    breaks=(Break(2020, 2021, REASON),),
)
RATES = Trend(
    TITLE,
    (
        Line(
            name("dispute.reconsideration"),
            (
                Point(2023, rate=rate(8, 38, 0.11, 0.36), reports=4),
                Point(2024, rate=rate(0, 0), reports=4),
                Point(2025, rate=rate(300, 900, 0.30, 0.37), reports=4),
            ),
        ),
    ),
    is_rate=True,
    breaks=(Break(2023, 2024, REASON),),
)
FLOW = Flow(
    TITLE,
    (
        Name("new", "新收"),
        Name("in", "上年结转"),
        Name("handled", "办理"),
        name("outcome.granted"),
        name("outcome.refused"),
        Name("secret", "国家秘密"),
        Name("unused", "无"),
    ),
    (
        Link("new", "handled", 40),
        Link("in", "handled", 2),
        Link("handled", "outcome.granted", 30),
        Link("handled", "outcome.refused", 9),
        Link("outcome.refused", "secret", 9),
    ),
    unmatched=3,
)
STATUSES = Matrix(
    TITLE,
    (Name("a", LONG_NAME), Name("b", "乙局")),
    (2023, 2024),
    (
        Square("a", 2023, "error", detail=REASON),
        Square("a", 2024, "missing"),
        Square("b", 2023, "zero"),
        Square("b", 2024, "fine"),
    ),
)
VALUES = Matrix(
    TITLE,
    STATUSES.agencies,
    (2023, 2024),
    (
        Square("a", 2023, "value", 0.21, Message("terms.status.fine")),
        Square("a", 2024, "value", None),
        Square("b", 2023, "value", 0.0),
        Square("b", 2024, "missing"),
    ),
    is_rate=True,
)
FUNNEL = Funnel(
    TITLE,
    (
        Spot(Name("a", LONG_NAME), rate(30, 60, 0.38, 0.62), outside=True),
        Spot(Name("b", "乙局"), rate(1, 4, 0.05, 0.70)),
        Spot(Name("c", "丙局"), rate(0, 0)),
        Spot(Name("d", "丁局"), rate(200, 1_000, 0.18, 0.23)),
    ),
    centre=rate(231, 1_064, 0.19, 0.24),
    limits=((4, 0.0, 0.85), (60, 0.05, 0.38), (1_000, 0.18, 0.26)),
)
RANKING = Ranking(
    TITLE,
    (
        Spot(Name("a", LONG_NAME), rate(30, 60, 0.38, 0.62), outside=True),
        Spot(Name("d", "丁局"), rate(200, 1_000, 0.18, 0.23)),
    ),
    (Spot(Name("b", "乙局"), rate(1, 4, 0.05, 0.70)),),
    smallest_n=30,
)
COUNT_RANKING = Ranking(TITLE, (Spot(Name("a", "甲局"), rate(1_200, 0)), Spot(Name("b", "乙局"), rate(0, 0))), (), 30)
CROSS = Cross(
    TITLE,
    (name("outcome.granted"), name("outcome.refused"), Name("result_total", "总计")),
    (Name("natural", "自然人"), Name("other", "其他"), Name("total", "总计")),
    ((10, 0, 10), (4, None, 4), (14, 0, 14)),
)
EMPTY: tuple[View, ...] = (
    Composition(TITLE, (), (), (), ()),
    Trend(TITLE, (), is_rate=True),
    Flow(TITLE, (), ()),
    Matrix(TITLE, (), (), ()),
    Funnel(TITLE, (), rate(0, 0)),
    Ranking(TITLE, (), (), 30),
    Cross(TITLE, (), (), ()),
)
VIEWS: dict[str, View] = {
    "outcomes": OUTCOMES,
    "agencies": AGENCIES,
    "counts": COUNTS,
    "rates": RATES,
    "flow": FLOW,
    "statuses": STATUSES,
    "values": VALUES,
    "funnel": FUNNEL,
    "ranking": RANKING,
    "count_ranking": COUNT_RANKING,
    "cross": CROSS,
}
SAMPLES = [(view, lang, look) for view in (*VIEWS.values(), *EMPTY) for lang in LANGUAGES for look in LOOKS]
