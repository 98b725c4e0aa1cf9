"""The parts of recognition that look at ink and not at letters: rules, strokes, cuts, seals, the tilt of a page."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from lib.documents.model import Cell, Grid
from lib.documents.raster import Raster
from lib.documents.recognition.cuts import cut_at_rules, glued, leftovers, severed
from lib.documents.recognition.engine import Span
from lib.documents.recognition.ink import Ink, ink_of, marks
from lib.documents.recognition.lines import is_figure
from lib.documents.recognition.pages import ScannedPage, put_back
from lib.documents.recognition.shapes import Verdict, judge
from lib.documents.recognition.sheet import sheet_of

SIZE = (1653, 2339)
LINE = 34.0


class Paper:
    """A white page to draw on: a frame of three columns and two rows, and whatever else."""

    XS, YS = (200, 500, 800, 1100), (400, 460, 520)

    def __init__(self) -> None:
        self.picture = Image.new("L", SIZE, 255)
        self.draw = ImageDraw.Draw(self.picture)

    def framed(self) -> Paper:
        for x in self.XS:
            self.draw.line((x, self.YS[0], x, self.YS[-1]), fill=0, width=3)
        for y in self.YS:
            self.draw.line((self.XS[0], y, self.XS[-1], y), fill=0, width=3)
        return self

    def digits(self, x: int, y: int, text: str) -> Paper:
        self.draw.text((x, y), text, fill=0, font=ImageFont.load_default(28))
        return self

    def ink(self) -> Ink:
        return ink_of(np.asarray(self.picture))


def spans_of(ink: Ink) -> list[Span]:
    return sorted(marks(ink))


def test_the_rules_of_a_table_and_nothing_else() -> None:
    ink = Paper().framed().digits(320, 415, "1174").ink()
    assert (len(ink.levels), len(ink.uprights)) == (3, 4)
    assert [round((span[0] + span[2]) / 2) for span in sorted(ink.uprights)] == pytest.approx(Paper.XS, abs=2)
    assert len(spans_of(ink)) == 4
    assert ink.bent < 1 / 300


def test_a_line_of_text_over_several_cells_is_cut_at_the_rules() -> None:
    ink = Paper().framed().digits(320, 415, "0").digits(620, 415, "17").ink()
    parts = cut_at_rules((300, 405, 1000, 455), ink, spans_of(ink))
    assert len(parts) == 2
    assert parts[0][2] <= 502
    assert parts[1][0] >= 498
    assert parts[1][2] <= 802


def test_a_span_inside_its_cell_is_left_alone() -> None:
    ink = Paper().framed().digits(320, 415, "17").ink()
    assert cut_at_rules((310, 410, 370, 450), ink, spans_of(ink)) == [(310, 410, 370, 450)]


def test_figures_side_by_side_are_one_unless_a_rule_stands_between() -> None:
    ink = Paper().framed().ink()
    near = [(440, 410, 480, 445), (490, 410, 496, 445)]
    across = [(460, 410, 496, 445), (506, 410, 540, 445)]
    assert glued(near, ink) == [[0, 1]]
    assert glued(across, ink) == [[0], [1]]


def test_ink_in_a_table_that_was_not_read_is_found_and_ink_outside_is_not() -> None:
    paper = Paper().framed().digits(320, 415, "17").digits(620, 475, "9").digits(600, 900, "5")
    ink = paper.ink()
    (found,) = leftovers(ink, spans_of(ink), [(310, 410, 370, 450)])
    assert 600 < found[0] < 640
    assert 470 < found[1] < 500


def test_a_figure_that_lost_a_digit_to_the_cut_is_severed() -> None:
    ink = Paper().digits(320, 415, "3561").ink()
    glyphs = spans_of(ink)
    whole = (glyphs[0][0] - 4, 405, glyphs[-1][2] + 4, 455)
    short = (glyphs[0][0] - 4, 405, glyphs[-1][0] - 1, 455)
    assert severed([whole], glyphs) == set()
    assert severed([short], glyphs) == {0}
    assert severed([short, (glyphs[-1][0] - 1, 405, glyphs[-1][2] + 4, 455)], glyphs) == set()


def verdict(paper: Paper, text: str) -> Verdict:
    ink = paper.ink()
    return judge(text, spans_of(ink), spans_of(ink), ink, LINE)


def stroke(*points: tuple[int, int]) -> Paper:
    paper = Paper()
    paper.draw.line(points, fill=0, width=3)
    return paper


def test_a_short_level_stroke_is_a_hyphen_whatever_was_read() -> None:
    assert verdict(stroke((300, 400), (311, 400)), "1") == Verdict("-")


def test_figures_that_run_into_each_other_are_no_dash() -> None:
    paper = Paper().digits(300, 400, "8360")
    paper.draw.line((300, 418, 360, 418), fill=0, width=3)
    assert len(spans_of(paper.ink())) == 1
    assert verdict(paper, "8360").text is None


def test_a_stroke_as_long_as_a_character_may_be_a_dash_or_the_figure_one() -> None:
    assert verdict(stroke((300, 400), (326, 400)), "一") == Verdict(denies=True)


def test_a_slanted_stroke_is_a_slash_and_an_upright_one_is_a_one() -> None:
    assert verdict(stroke((312, 380), (300, 410)), "1") == Verdict("/")
    assert verdict(stroke((300, 380), (300, 410)), "1") == Verdict()


def test_a_one_that_leans_is_not_certain() -> None:
    assert verdict(stroke((306, 380), (300, 410)), "1").denies


def test_a_point_that_was_passed_over_is_noticed() -> None:
    paper = Paper().digits(300, 400, "3").digits(328, 400, "5")
    paper.draw.ellipse((320, 424, 324, 428), fill=0)
    assert verdict(paper, "35").denies
    assert not verdict(paper, "3.5").denies
    assert not verdict(Paper().digits(300, 400, "3456"), "3456").denies


def test_a_figure_without_any_ink_is_not_believed() -> None:
    assert verdict(Paper(), "7").denies


@pytest.mark.parametrize("text", ["0", "1,234", "３", "-", "一", "12件", "3.5万元", "l", "O", "(2)"])
def test_what_may_be_a_figure(text: str) -> None:
    assert is_figure(text)


@pytest.mark.parametrize("text", ["其他", "（一）予以公开", "总计", "三、本年度", "1.信访举报投诉类申请"])
def test_what_is_a_label(text: str) -> None:
    assert not is_figure(text)


@pytest.mark.parametrize("tilt", [-3.0, -0.8, 0.0, 1.2, 5.0])
def test_a_tilted_page_is_straightened_and_its_places_lead_back(tilt: float) -> None:
    paper = Paper().framed()
    raster = Raster(
        paper.picture.rotate(tilt, fillcolor=255, resample=Image.Resampling.BICUBIC).convert("RGB"), 595, 842
    )
    sheet = sheet_of(raster)
    ink = ink_of(sheet.grey)
    assert (len(ink.levels), len(ink.uprights)) == (3, 4)
    assert ink.bent < 1 / 250
    left, top = min(ink.uprights)[0] * sheet.scale, min(span[1] for span in ink.levels) * sheet.scale
    x, y, _ = sheet.back @ (left, top, 1)
    points = 595 / SIZE[0]
    angle, across, down = np.radians(tilt), (200 - SIZE[0] / 2) * points, (400 - SIZE[1] / 2) * points
    assert x == pytest.approx(595 / 2 + across * np.cos(angle) + down * np.sin(angle), abs=2)
    assert y == pytest.approx(842 / 2 - across * np.sin(angle) + down * np.cos(angle), abs=2)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_quarter_turn_leads_back(turns: int) -> None:
    picture = Image.new("L", SIZE, 255)
    picture.paste(0, (300, 200, 420, 240))
    lying = picture.rotate(90 * turns, expand=True).convert("RGB")
    sheet = sheet_of(Raster(lying, lying.width / 2, lying.height / 2), turns)
    down, across = np.nonzero(sheet.grey < 128)
    assert (across.min(), down.min(), across.max() + 1, down.max() + 1) == pytest.approx((300, 200, 420, 240), abs=1)
    box = (across.min() * sheet.scale, down.min() * sheet.scale, across.max() * sheet.scale, down.max() * sheet.scale)
    page = ScannedPage(1, sheet.width, sheet.height, (), back=tuple(map(tuple, sheet.back.tolist())))
    grid = Grid((Cell("x", 0, 0, page=1, box=box), Cell("y", 0, 1, page=2, box=box)), 1, 2, "ruled")
    (moved,) = put_back((grid,), [page])
    assert isinstance(moved, Grid)
    assert moved.cells[1].box == box
    left, top, right, bottom = moved.cells[0].box or (0, 0, 0, 0)
    rows, columns = np.nonzero(np.asarray(lying.convert("L")) < 128)
    there = (columns.min() / 2, rows.min() / 2, columns.max() / 2, rows.max() / 2)
    assert (left, top, right, bottom) == pytest.approx(there, abs=1.5)


def test_only_round_red_is_taken_for_a_seal() -> None:
    picture = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((700, 900, 1100, 1300), outline=(215, 30, 40), width=10)
    draw.rectangle((880, 1000, 920, 1190), fill=(215, 30, 40))
    draw.line((600, 1100, 1200, 1100), fill=(60, 5, 5), width=6)
    draw.rectangle((200, 200, 1400, 260), fill=(215, 30, 40))
    grey = sheet_of(Raster(picture, 595, 842)).grey
    assert grey[1050, 900] == 255
    assert grey[903:906, 900].min() == 255
    assert grey[1100, 900] < 90
    assert grey[230, 800] < 150
