"""Colours: readable, told apart without colour vision and without colour, and one meaning each."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from lib.charts import Look
from lib.charts.emphasis import STEPPED_BACK
from lib.charts.theme import (
    FIXED_CODES,
    SERIES_LENGTH,
    STATUSES,
    colour,
    contrast,
    ink_on,
    luminance,
    palette,
    shade,
    tile,
)

OUTCOMES = [code for code in FIXED_CODES if code.startswith("outcome.")]
DISPUTES = [code for code in FIXED_CODES if code.startswith("dispute.")]
SEVERITIES = [code for code in FIXED_CODES if code.startswith("severity.")]
DECIDED = ["result.upheld", "result.corrected", "result.other"]
GRAPHIC, TEXT = 3.0, 4.5
# Machado, Oliveira and Fernandes 2009, complete dichromacy, on linear RGB.
VISIONS = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "no green": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "no blue": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)

either_look = pytest.mark.parametrize("look", [Look(False), Look(True)], ids=["light", "dark"])


def seen(hexadecimal: str, vision: str) -> tuple[float, float, float]:
    """CIE Lab of a colour as someone with that vision sees it."""
    channels = [int(hexadecimal[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    met = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear, strict=True)))) for row in VISIONS[vision]]
    xyz = [sum(a * b for a, b in zip(row, met, strict=True)) / w for row, w in zip(XYZ, WHITE, strict=True)]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, vision: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(seen(one, vision), seen(other, vision), strict=True)) ** 0.5


@either_look
def test_every_colour_stands_out_from_the_background(look: Look) -> None:
    background = palette(look).background
    series = [colour("?", look, position) for position in range(SERIES_LENGTH)]
    neutral = [palette(look).missing, palette(look).accent, palette(look).standout]
    fills = [*(colour(code, look) for code in FIXED_CODES), *series, *neutral]
    assert [fill for fill in fills if contrast(fill, background) < GRAPHIC] == []


@either_look
def test_every_text_can_be_read(look: Look) -> None:
    colours = palette(look)
    assert contrast(colours.ink, colours.background) >= 7
    assert contrast(colours.muted, colours.background) >= TEXT
    fills = [*(colour(code, look) for code in FIXED_CODES), *(shade(step / 9, look) for step in range(10))]
    assert all(contrast(ink_on(fill), fill) >= TEXT for fill in fills)


@either_look
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_shows_by_outline_and_by_sign(status: str, look: Look) -> None:
    square = tile(status, look)
    assert contrast(square.ink, square.fill) >= TEXT
    if status != "not_due":
        assert contrast(square.line, palette(look).background) >= GRAPHIC


def test_no_two_statuses_share_a_sign() -> None:
    assert len({tile(status, Look(False)).sign for status in STATUSES}) == len(STATUSES)


@either_look
@pytest.mark.parametrize("codes", [OUTCOMES, DECIDED], ids=["outcomes", "results"])
def test_neighbours_differ_in_grey(codes: list[str], look: Look) -> None:
    lights = [luminance(colour(code, look)) for code in codes]
    ratios = [(max(pair) + 0.05) / (min(pair) + 0.05) for pair in pairwise(lights)]
    assert min(ratios) >= 1.5


@either_look
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(
    "codes", [OUTCOMES, DECIDED, DISPUTES, SEVERITIES], ids=["outcomes", "results", "disputes", "severities"]
)
def test_no_two_are_confused(codes: list[str], vision: str, look: Look) -> None:
    """A difference of 10 in Lab is seen at a glance, also between areas that do not touch."""
    pairs = combinations([colour(code, look) for code in codes], 2)
    assert [pair for pair in pairs if apart(*pair, vision) < 10] == []


@either_look
@pytest.mark.parametrize("vision", VISIONS)
def test_no_two_lines_are_confused(vision: str, look: Look) -> None:
    pairs = combinations([colour("?", look, position) for position in range(SERIES_LENGTH)], 2)
    assert [pair for pair in pairs if apart(*pair, vision) < 10] == []


@either_look
@pytest.mark.parametrize("vision", VISIONS)
def test_what_has_errors_stands_out_from_every_other_square(vision: str, look: Look) -> None:
    """At a glance over a matrix, and on a print in grey, before its sign is read."""
    error = tile("error", look).fill
    others = [tile(status, look).fill for status in STATUSES if status != "error"]
    assert [fill for fill in others if apart(error, fill, vision) < 30] == []
    assert min(contrast(error, fill) for fill in others) >= 2


@either_look
def test_the_number_on_a_bar_that_stepped_back_can_be_read(look: Look) -> None:
    colours = palette(look)
    series = [colour("?", look, position) for position in range(SERIES_LENGTH)]
    fills = [*(colour(code, look) for code in FIXED_CODES), *series, *(shade(step / 9, look) for step in range(10))]
    faint = [mixed(fill, colours.background, STEPPED_BACK) for fill in fills]
    assert min(contrast(colours.ink, fill) for fill in faint) >= TEXT


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the first colour over the second."""
    pairs = [(int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * a + (1 - share) * b):02X}" for a, b in pairs)


@either_look
def test_a_colour_has_one_meaning(look: Look) -> None:
    meanings = [colour(code, look) for code in FIXED_CODES if not code.startswith("dispute.")]
    assert len(set(meanings)) + 1 >= len(meanings)
    series = {colour("?", look, position) for position in range(SERIES_LENGTH)}
    assert len(series) == SERIES_LENGTH
    assert series.isdisjoint(meanings)


@either_look
def test_more_is_further_from_the_background(look: Look) -> None:
    steps = [contrast(shade(step / 9, look), palette(look).background) for step in range(10)]
    assert steps == sorted(steps)
