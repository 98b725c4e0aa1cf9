"""Pages of words and rules to blocks: tables without lines, turned pages, and what is left in doubt."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from lib.documents import Grid, Paragraph
from lib.documents.layout import Page, Rule, Word, blocks_of
from lib.documents.layout.characters import ordinary
from lib.documents.layout.rules import joined
from lib.documents.layout.turning import readable, turned

COLUMNS = (60, 260, 330, 400)
HEADS = ["项目", "甲甲", "乙乙", "总计"]
ROWS = [["新收申请数量", "12", "", "12"], ["结转申请数量", "3", "40", "43"], ["结果", "15", "40", "55"]]


def words(text: str, x: float, y: float, size: float = 10) -> list[Word]:
    found = []
    for character in text:
        width = size if ord(character) > 0x2000 else size / 2
        found.append(Word(character, (x, y, x + width, y + size)))
        x += width
    return found


def page(*runs: tuple[str, float, float], rules: Sequence[Rule] = ()) -> Page:
    return Page(1, 595, 842, tuple(word for run in runs for word in words(*run)), tuple(rules))


def set_out(rows: Sequence[Sequence[str]], top: float, step: float = 20) -> list[tuple[str, float, float]]:
    return [
        (cell, x, top + step * number)
        for number, row in enumerate(rows)
        for cell, x in zip(row, COLUMNS, strict=False)
        if cell
    ]


def grids(*pages: Page) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows()] for block in blocks_of(pages) if isinstance(block, Grid)
    ]


def test_a_table_without_lines_is_read_with_its_blanks() -> None:
    (block,) = blocks_of([page(*set_out([HEADS, *ROWS], 100))])
    assert isinstance(block, Grid)
    assert block.origin == "unruled"
    assert [[cell.text for cell in row] for row in block.rows()] == [HEADS, *ROWS]
    assert all(cell.page == 1 and cell.box for cell in block.cells)


def test_level_lines_alone_make_a_table_too() -> None:
    lines = [Rule((60, y, 440, y)) for y in (95, 115, 135, 155, 175)]
    assert grids(page(*set_out([HEADS, *ROWS], 100), rules=lines)) == [[HEADS, *ROWS]]


def test_a_wrapped_label_belongs_to_the_numbers_at_its_middle() -> None:
    runs = [*set_out([HEADS], 100), ("新收政府信息", 60, 124), ("公开申请数量", 60, 136)]
    runs += [("12", 260, 130), ("0", 330, 130), ("12", 400, 130), *set_out(ROWS[1:], 160)]
    assert grids(page(*runs)) == [[HEADS, ["新收政府信息\n公开申请数量", "12", "0", "12"], *ROWS[1:]]]


def test_numbers_that_may_be_broken_over_lines_are_not_read() -> None:
    runs = [*set_out([HEADS], 100), *set_out([["新收申请", "1234", "0", "1234"], ["数量", "5", "", "5"]], 120, 11)]
    (rows,) = grids(page(*runs, *set_out([["结转", "1", "1", "2"]], 160)))
    values = [text for row in rows[1:3] for text in row[1:]]
    assert "1234\ufffd" in values
    assert not {"1234", "5", "12345"} & set(values)


def test_rows_whose_columns_cannot_be_told_are_not_read() -> None:
    rows = [["新收", "12", "", "12"], ["结转", "300000000000000", "", "43"], ["结果", "15", "40", "55"]]
    (found,) = grids(page(*set_out(rows, 100)))
    assert not any(text.isdecimal() for row in found for text in row)


def test_prose_with_numbers_stays_text() -> None:
    lines = [("全年收到申请12件，办结10件，结转2件。", 60, 100), ("2023年1月1日起至12月31日止。", 60, 120)]
    blocks = blocks_of([page(*lines)])
    assert all(isinstance(block, Paragraph) for block in blocks)


def test_a_page_written_sideways_is_turned_and_its_boxes_turned_back() -> None:
    upright = page(*set_out([HEADS, *ROWS], 100))
    lines = [Rule((50, y, 450, y)) for y in (95, 115, 135, 155, 175)]
    lines += [Rule((x, 95, x, 175)) for x in (50, 250, 320, 390, 450)]
    sideways = [(Word(word.text, turned(word.box, 595, 842, 1)), 1) for word in upright.words]
    made = readable(1, (842, 595), sideways, [turned(rule.box, 595, 842, 1) for rule in lines])
    assert (made.turned, made.width, made.height) == (3, 595, 842)
    (grid,) = blocks_of([made])
    assert isinstance(grid, Grid)
    assert [[cell.text for cell in row] for row in grid.rows()] == [HEADS, *ROWS]
    cell = grid.at(0, 0)
    assert cell is not None
    assert cell.box == turned((50, 95, 250, 115), 595, 842, 1)


def test_dots_in_a_row_are_a_line_and_a_dot_alone_is_none() -> None:
    dots = [Rule((x, 50, x + 1, 51)) for x in range(10, 100, 4)]
    assert [rule.box for rule in joined(dots)] == [(10, 50.5, 99, 50.5)]
    assert joined(dots[:1]) == []


def test_unknown_characters_are_lost_and_radicals_are_not() -> None:
    assert ordinary("⾏⼆⻚\u00a012") == "行二页\u00a012"
    assert ordinary("\ue035\ud800\U000f0031") == "\ufffd\ufffd\ufffd"


boxes = st.tuples(*[st.floats(-50, 900, allow_nan=False)] * 4).map(
    lambda box: (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
)


@given(
    st.lists(st.tuples(st.sampled_from(["1", "23", "甲", "项目", "\ufffd", "0"]), boxes), max_size=40),
    st.lists(boxes, max_size=40),
)
def test_no_arrangement_breaks_the_layout_or_makes_figures(
    texts: list[tuple[str, tuple[float, ...]]], rules: list[tuple[float, ...]]
) -> None:
    made = Page(1, 595, 842, tuple(Word(text, box) for text, box in texts), tuple(Rule(box) for box in rules))  # type: ignore[arg-type]
    found = "".join(
        cell.text for block in blocks_of([made]) for cell in (block.cells if isinstance(block, Grid) else (block,))
    )
    assert set(found) <= set("".join(text for text, _ in texts)) | set("\n ^\ufffd")


@given(boxes, st.integers(0, 3))
def test_turning_there_and_back_changes_nothing(box: tuple[float, float, float, float], quarters: int) -> None:
    size = (842.0, 595.0) if quarters % 2 else (595.0, 842.0)
    back = turned(turned(box, 595, 842, quarters), *size, -quarters)
    assert all(abs(a - b) < 1e-9 for a, b in zip(back, box, strict=True))
