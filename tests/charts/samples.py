"""One view of every kind, small enough to check by hand: with a missing year, a blank, a zero and a wrong total."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from lib.charts import Look
from lib.charts.tabulation import View
from lib.language import LANGUAGES, Message
from lib.views.bars import Bar, Bars
from lib.views.comparisons import Contrast, Dot, Dumbbell, Multiples, Panel, Standing, Strip
from lib.views.contribution import Contribution, Step
from lib.views.handover import Handed, Handover
from lib.views.model import (
    Break,
    Bunch,
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
SHARES = replace(OUTCOMES, shares=True)
SHARES_LYING = replace(AGENCIES, shares=True)
BOUNDED = replace(
    RATES,
    lines=(
        replace(
            RATES.lines[0],
            points=(
                Point(2023, rate=rate(8, 38, 0.11, 0.36), reports=4, bounds=(rate(8, 48), rate(18, 48))),
                *RATES.lines[0].points[1:],
            ),
        ),
    ),
)
LATE = replace(STATUSES, squares=(*STATUSES.squares[:3], Square("b", 2024, "fine", late=True)))
REGIONS = Composition(
    TITLE,
    (Name("35", "福建省"), Name("", "福建省本级")),
    (Part(name("status.fine"), (3, 1)), Part(name("status.missing"), (1, 0))),
    totals=(4, 1),
    reports=(3, 1),
    horizontal=True,
    kind="region",
)
GROUNDS = Bars(
    TITLE,
    (
        Bar(Name("row.ref_internal", "内部事务", group=REASON), 53, "outcome.refused", 131),
        Bar(Name("row.una_not_held", "<b>不掌握</b>"), 1_088, "outcome.unable", 1_122),
    ),
    zeros=(Name("row.ref_query", "查询事项"),),
    unstated=(Name("row.np_confirm", "确认"),),
    facets=(("year", "2024"),),
)
ENDS = (Message("moved.end", {"year": 2024}), Message("moved.end", {"year": 2025}))
MOVED_COUNT = Contribution(
    TITLE,
    ENDS,
    58,
    60,
    (
        Step(Name("a", LONG_NAME, group=Message("terms.scope.government_aggregate")), 40, 20, -20, Fraction(-20)),
        Step(Name("b", "<b>乙</b>局"), 10, 30, 20, Fraction(20)),
        Step(Name(".", message=Message("moved.without_parts")), 9, 8, -1, Fraction(-1)),
    ),
    rest=3,
    rest_agencies=3,
    amount=2,
    agencies=5,
    facets=(("year", "2025"), ("indicator", "received")),
)
MOVED_RATE = Contribution(
    TITLE,
    ENDS,
    rate(10, 40),
    rate(5, 40),
    (Step(Name("a", "甲局"), rate(10, 40), Rate(5, -3), -1_250, Fraction(-1, 8)),),
    rest=0,
    rest_agencies=0,
    amount=-1_250,
    agencies=1,
)
UNMOVED = Contribution(TITLE, ENDS, 5, 5, (), rest=0, rest_agencies=2, amount=0, agencies=2)
HANDED = Handover(
    TITLE,
    (
        Handed(2022, 121, 121, 2, 0),
        Handed(2023, None, None, 0, 0),
        Handed(2024, 10, 13, 4, 2),
        Handed(2025, 5, 5, 4, 2),
    ),
)
BUNCHED = Funnel(
    TITLE,
    FUNNEL.spots[:1],
    centre=FUNNEL.centre,
    limits=FUNNEL.limits,
    crowd=(Bunch(40, (1, 3), (0.0, 0.1)), Bunch(1_200, (4, 9), (0.1, 0.2))),
    beyond=7,
)
CUT = Ranking(TITLE, RANKING.spots, RANKING.unranked, 30, shown_first=1, left_out=2_960, unranked_left_out=12)
# An indicator that ranks, one with too few cases, one without a value, and a count with a single peer.
STANDING = Standing(
    TITLE,
    Name("a", LONG_NAME),
    (
        Strip(
            Name("indicator.disclosure_rate", "公开率"),
            True,
            rate(30, 60, 0.38, 0.62),
            (
                Dot(Name("b", "<b>甲</b>局"), 0.2),
                Dot(Name("c", "乙局"), 0.4),
                Dot(Name("d", "丙局"), 0.5),
                Dot(Name("e", "丁局"), 0.9),
            ),
            of=4,
            median=0.45,
            quartiles=(0.35, 0.6),
            lower=2,
            same=1,
            share_below=0.625,
        ),
        Strip(Name("indicator.refused_share", "不予公开占比"), True, rate(1, 4, 0.05, 0.70), (), of=0, too_few=True),
        Strip(Name("indicator.dispute_rate", "争议率"), True, None, (Dot(Name("b", "甲局"), 0.1),), of=1, median=0.1),
        Strip(Name("indicator.received", "新收"), False, 60, (Dot(Name("b", "甲局"), 12.0),), 1, 12.0, None, 1, 0, 1.0),
    ),
    smallest_n=30,
)
# 2023 has no report, 2024 no value, 2025 few cases.
MULTIPLES = Multiples(
    TITLE,
    (
        Panel(Name("a", LONG_NAME), (Point(2023), Point(2024, reports=1), Point(2025, rate=rate(1, 4), reports=1))),
        Panel(Name("b", "<b>乙</b>局"), (Point(2023), Point(2024), Point(2025, reports=1))),
    ),
    (2023, 2024, 2025),
    is_rate=True,
    of=14,
    breaks=(Break(2023, 2024, REASON),),
)
DUMBBELL = Dumbbell(
    TITLE,
    (Name("a", LONG_NAME), Name("b", "<b>乙</b>局")),
    "agency",
    (
        Contrast(
            Name("indicator.disclosure_rate", "公开率"),
            True,
            rate(30, 60, 0.38, 0.62),
            rate(200, 1_000, 0.18, 0.23),
            0.3,
            (0.18, 0.42),
        ),
        Contrast(Name("indicator.dispute_rate", "争议率"), True, None, rate(1, 4, 0.05, 0.70)),
        Contrast(Name("indicator.received", "新收"), False, 60, 1_000, -940),
    ),
)
EMPTY: tuple[View, ...] = (
    Composition(TITLE, (), (), (), ()),
    Trend(TITLE, (), is_rate=True),
    Flow(TITLE, (), ()),
    Matrix(TITLE, (), (), ()),
    Funnel(TITLE, (), rate(0, 0)),
    Ranking(TITLE, (), (), 30),
    Cross(TITLE, (), (), ()),
    Bars(TITLE, ()),
    Handover(TITLE, ()),
    Standing(TITLE, Name("a", "甲局"), (), 30),
    Multiples(TITLE, (), (), is_rate=False, of=0),
    Dumbbell(TITLE, (Name("a", "甲局"), Name("b", "乙局")), "agency", ()),
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
    "shares": SHARES,
    "shares_lying": SHARES_LYING,
    "bounded": BOUNDED,
    "late": LATE,
    "regions": REGIONS,
    "grounds": GROUNDS,
    "moved_count": MOVED_COUNT,
    "moved_rate": MOVED_RATE,
    "unmoved": UNMOVED,
    "handed": HANDED,
    "bunched": BUNCHED,
    "cut": CUT,
    "standing": STANDING,
    "multiples": MULTIPLES,
    "dumbbell": DUMBBELL,
}
SAMPLES = [(view, lang, look) for view in (*VIEWS.values(), *EMPTY) for lang in LANGUAGES for look in LOOKS]
