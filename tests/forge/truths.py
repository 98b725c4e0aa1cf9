"""Made-up reports as truths: both editions and mixtures, zeros, blanks, big numbers, sums that hold and sums that do not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from lib.extraction.masthead import scope_of
from lib.forms import EDITION_KEYS, TABLES, UNITS, FigureKey, load_forms
from lib.reports import Report

AREAS = ("青石县", "临水市", "南屏区", "东河县", "白塔市", "长宁区", "江陵县", "永丰县")
OFFICES = ("农业农村局", "统计局", "人民政府办公室", "市场监督管理局", "发展和改革局", "卫生健康委员会", "档案馆")
TOWNS = ("柳河镇人民政府", "石桥乡人民政府", "东关街道办事处", "大王庄镇人民政府")
# How the figures of a report are drawn: quiet agencies have next to nothing but zeros, cities have millions.
KINDS = ("quiet", "usual", "usual", "large", "blank_zeros", "gaps", "wrong_sums", "zeros")


def truths(seed: int, count: int) -> list[Report]:
    """`count` reports, the same for the same seed; every kind of figures comes round with both editions."""
    return [truth(Random(f"{seed}/{number}"), number) for number in range(count)]


def truth(rng: Random, number: int) -> Report:
    """One report. `number` turns the wheel of kinds and editions, so that few reports show them all."""
    kind = KINDS[number % len(KINDS)]
    editions = _editions(rng, number)
    year = rng.randint(2019, 2026)
    agency = _agency(rng)
    figures: dict[FigureKey, Any] = {}
    if "proactive" in editions:
        figures |= _proactive(rng, kind, editions["proactive"])
    figures |= _requests(rng, kind, editions["requests"])
    figures |= _disputes(rng, kind)
    figures = {key: _as_drawn(rng, kind, value) for key, value in figures.items()}
    if number % 11 == 7:
        gone = rng.choice([row.key for row in load_forms()[editions["requests"]].tables["requests"].rows[4:-3]])
        figures = {key: value for key, value in figures.items() if not key.startswith(f"requests.{gone}.")}
    return Report.model_validate(
        {
            "agency": {"name": agency},
            "year": year,
            "scope": scope_of(agency),
            "editions": editions,
            "published_on": date(year + 1, 1, 5) + timedelta(days=rng.randint(0, 80)),
            "figures": figures,
            "text": _prose(rng, year, figures),
        }
    )


def _editions(rng: Random, number: int) -> dict[str, str]:
    newest, oldest = max(load_forms()), min(load_forms())
    proactive, requests = [(newest, newest), (oldest, oldest), (newest, newest), (oldest, newest), (newest, oldest)][
        number % 5
    ]
    editions = {"proactive": proactive, "requests": requests, "disputes": newest}
    if number % 13 == 12:
        del editions["proactive"]
    return editions


def _agency(rng: Random) -> str:
    area = rng.choice(AREAS)
    return rng.choice(
        [area + "人民政府", area + rng.choice(OFFICES), area + rng.choice(TOWNS), area + rng.choice(OFFICES)]
    )


def _draw(rng: Random, kind: str) -> Callable[[], int]:
    if kind == "zeros":
        return lambda: 0
    share = {"quiet": 0.06, "usual": 0.3, "large": 0.7, "gaps": 0.6}.get(kind, 0.4)
    most = {"quiet": 4, "large": 90_000}.get(kind, 300)
    return lambda: int(rng.random() ** 3 * most) + 1 if rng.random() < share else 0


def _proactive(rng: Random, kind: str, edition: str) -> dict[FigureKey, Any]:
    draw = _draw(rng, kind)
    figures: dict[FigureKey, Any] = {}
    for key in EDITION_KEYS["proactive", edition]:
        value: int | Decimal = draw() * rng.choice([1, 1, 13, 977])
        if UNITS[key] == "change":
            value = rng.choice([0, value, -draw()])
        elif UNITS[key] in ("amount", "unstated_amount") and value:
            value = Decimal(value * 10_000 + rng.randint(1, 9999)).scaleb(-rng.choice([1, 2, 4]))
        figures[key] = value
    return figures


def _requests(rng: Random, kind: str, edition: str) -> dict[FigureKey, Any]:
    """Table 三 whose sums hold, unless the kind is "wrong_sums": then one to three cells are changed as by a typist."""
    table = load_forms()[edition].tables["requests"]
    draw = _draw(rng, kind)
    columns = [column.key for column in table.columns if column.key != "total"]
    outcomes = [row.key for row in table.rows if row.outcome]
    cells: dict[tuple[str, str], int] = {}
    for column in columns:
        for row in outcomes:
            cells[row, column] = draw()
        cells["result_total", column] = sum(cells[row, column] for row in outcomes)
        cells["carry_out", column] = draw()
        handled = cells["result_total", column] + cells["carry_out", column]
        cells["carry_in", column] = rng.randint(0, min(handled, 9))
        cells["new", column] = handled - cells["carry_in", column]
    for row in table.rows:
        cells[row.key, "total"] = sum(cells[row.key, column] for column in columns)
    if kind == "wrong_sums":
        for spot in rng.sample(sorted(cells), rng.randint(1, 3)):
            cells[spot] += rng.choice([-1, 1, 9, 10, 90])
    return {key: max(0, cells[row.key, column.key]) for key, row, column in table.cells()}


def _disputes(rng: Random, kind: str) -> dict[FigureKey, Any]:
    draw = _draw(rng, kind)
    table = load_forms()[max(load_forms())].tables["disputes"]
    figures: dict[FigureKey, Any] = {key: draw() for key in table.keys}
    for row in table.rows:
        keys = [key for key in table.keys if key.startswith(f"disputes.{row.key}.")]
        figures[keys[-1]] = sum(figures[key] for key in keys[:-1]) if kind != "wrong_sums" else figures[keys[-1]]
    return figures


def _as_drawn(rng: Random, kind: str, value: Any) -> Any:
    if kind == "blank_zeros" and value == 0:
        return None
    return None if kind == "gaps" and rng.random() < 0.12 else value


def _prose(rng: Random, year: int, figures: dict[FigureKey, Any]) -> dict[str, str]:
    got = figures.get("requests.new.total")
    first = (
        f"{year}年，本机关认真贯彻落实《中华人民共和国政府信息公开条例》，各项工作平稳有序。\n"
        f"（一）主动公开。全年通过门户网站发布信息{rng.randint(20, 4000)}条，政务新媒体发布{rng.randint(0, 900)}条。\n"
        f"（二）依申请公开。收到政府信息公开申请{got if got is not None else '若干'}件，均已依法依规办理答复。\n"
        "（三）政府信息管理。健全信息发布审核制度，严格落实“先审查、后公开”的要求。"
    )
    fifth = "一是公开的主动性有待提高；二是政策解读形式较为单一。下一步，我们将加强学习培训，提升公开质量。"
    sixth = rng.choice(
        [
            "本年度未收取信息处理费。",
            f"依据《政府信息公开信息处理费管理办法》，{year}年收取信息处理费{rng.randint(1, 30)}00元。",
        ]
    )
    assert set(TABLES) >= {key.split(".")[0] for key in figures}
    return {"一": first, "五": fifth, "六": sixth}
