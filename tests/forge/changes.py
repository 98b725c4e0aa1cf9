"""Changes to a paper that leave its figures what they are: the habits and slips of those who type reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from random import Random

from tests.forge.paper import (
    Heading,
    Item,
    Paper,
    Prose,
    Rows,
    Sheet,
    Slot,
    sheets_changed,
    slots_changed,
    words_changed,
)

# The label faults of published reports (section 8.2 of the notes on the standard), the form's own words first.
TYPOS = {
    "2.其他法律行政法规禁止公开": ("2.其他法律法规禁止公开", "2.其他法律行政止公开"),
    "现行有效件数": ("现行有效件",),
    "本年收费金额（单位：万元）": ("本年收费金额单位:万元", "本年收费金额\n（单位：万元）"),
    "第二十条第（一）项": ("第二十条 第（一）项", "第二十条第(一)项"),
    "规章": ("规 章",),
    "商业企业": ("商业 企业", "商业\n企业"),
    "社会公益组织": ("社会公益\n组织", "社会\n公益\n组织"),
    "法律服务机构": ("法律服\n务机构", "法律服务\n机构"),
    "四、结转下年度继续办理": ("四、结转下一年度继续办理",),
    "（七）总计": ("（七）合计", "(七)总计"),
}
SHORT = {
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
    "5.要求行政机关确认或重新出具已获取信息": "5.要求行政机关确认",
}
_TRADITIONAL = str.maketrans(
    "规范档条项内制发数废现开对总许处决罚强业费单万务属国机构关与执询没补请确认稳护权类过组织诉讼复议经结维纠审转继续办无额减",
    "規範檔條項內製發數廢現開對總許處決罰強業費單萬務屬國機構關與執詢沒補請確認穩護權類過組織訴訟復議經結維糾審轉繼續辦無額減",
)
_FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")


def typos(paper: Paper, rng: Random) -> Paper:
    def change(slot: Slot) -> Slot:
        return replace(slot, text=rng.choice(TYPOS[slot.text])) if slot.text in TYPOS else slot

    return slots_changed(paper, change)


def short_labels(paper: Paper, rng: Random) -> Paper:
    return slots_changed(paper, lambda slot: replace(slot, text=SHORT.get(slot.text, slot.text)))


def commas(paper: Paper, rng: Random) -> Paper:
    """ "1、" for "1." in row labels."""
    return _labels(paper, lambda text: text.replace(".", "、", 1) if text[:1].isdigit() else text)


def half_width(paper: Paper, rng: Random) -> Paper:
    table = str.maketrans("（），：“”", '(),:""')
    return _labels(paper, lambda text: text.translate(table))


def without_enumerators(paper: Paper, rng: Random) -> Paper:
    """Rows without "（一）" or "1.": 其他 stands alone."""
    return slots_changed(
        paper,
        lambda slot: (
            replace(slot, text=slot.text.lstrip("（一二三四五六七八九）0123456789.、")) if _numbered(slot) else slot
        ),
    )


def _numbered(slot: Slot) -> bool:
    return slot.kind == "label" and (slot.text[:1] == "（" or slot.text[:1].isdigit() or slot.text[1:2] == "、")


def traditional(paper: Paper, rng: Random) -> Paper:
    """The whole page in traditional characters, as mirrors show it; agency and title too, so these stay as they are."""
    changed = words_changed(paper, lambda text: text.translate(_TRADITIONAL))
    return replace(changed, title=paper.title)


def full_width(paper: Paper, rng: Random) -> Paper:
    """Some figures in full-width digits."""
    return _figures(paper, lambda text: text.translate(_FULL_WIDTH) if rng.random() < 0.3 else text)


def thousands(paper: Paper, rng: Random) -> Paper:
    return _figures(paper, lambda text: f"{int(text):,}" if text.isdigit() else text)


def marks_for_blanks(paper: Paper, rng: Random) -> Paper:
    return _figures(paper, lambda text: text or rng.choice(["/", "-", "—", "", "　"]))


def signs_in_words(paper: Paper, rng: Random) -> Paper:
    """减3 for -3, +4 or 增4 for 4 in the column of changes."""

    def change(slot: Slot) -> Slot:
        if not (slot.key or "").endswith(".change") or not slot.text.strip("-").isdigit():
            return slot
        number = int(slot.text)
        text = f"减{-number}" if number < 0 else rng.choice([f"+{number}", f"增{number}"]) if number else "0"
        return replace(slot, text=text)

    return slots_changed(paper, change)


def vertical(paper: Paper, rng: Random) -> Paper:
    """Labels in narrow cells, one character a line."""

    def change(slot: Slot) -> Slot:
        tall = slot.kind == "label" and slot.rowspan > 2
        return replace(slot, text="\n".join(slot.text)) if tall or slot.text == "总计" else slot

    return slots_changed(paper, change)


def no_row_spans(paper: Paper, rng: Random) -> Paper:
    """No cell over several rows: its text on the first row and empty cells below it."""
    return sheets_changed(paper, lambda sheet: (replace(sheet, rows=unmerged(sheet.rows, repeat=False)),))


def labels_repeated(paper: Paper, rng: Random) -> Paper:
    """No cell over several rows: its text again on every row."""
    return sheets_changed(paper, lambda sheet: (replace(sheet, rows=unmerged(sheet.rows, repeat=True)),))


def unmerged(rows: Rows, repeat: bool) -> Rows:
    """Every cell over several rows as cells of one row each."""
    lines: list[list[Slot]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        for slot in row:
            for below in range(slot.rowspan):
                text = slot.text if repeat or below == 0 else ""
                lines[number + below].append(replace(slot, rowspan=1, text=text))
    return tuple(tuple(sorted(line, key=lambda slot: slot.column)) for line in lines)


def split_tables(paper: Paper, rng: Random) -> Paper:
    """Table 三 in two at a group, table 二 a table a block."""

    def split(sheet: Sheet) -> Iterable[Sheet]:
        if sheet.table == "proactive":
            starts = [number for number, row in enumerate(sheet.rows) if row[0].kind == "title"]
            return cut_at(sheet, starts[1:])
        if sheet.table == "requests":
            groups = [
                n for n, row in enumerate(sheet.rows) if any(s.rowspan > 1 and 0 < s.column < 2 for s in row) and n > 5
            ]
            return cut_at(sheet, [rng.choice(groups)])
        return [sheet]

    return sheets_changed(paper, lambda sheet: tuple(split(sheet)))


def cut_at(sheet: Sheet, places: Iterable[int]) -> list[Sheet]:
    """The table as several; a cell over a cut goes on below it without its text."""
    sheets, rest, done = [], sheet, 0
    for place in places:
        upper, rest = _cut(rest, place - done)
        sheets.append(upper)
        done = place
    return [*sheets, rest]


def _cut(sheet: Sheet, place: int) -> tuple[Sheet, Sheet]:
    upper, over = [], []
    for number, row in enumerate(sheet.rows[:place]):
        upper.append(tuple(replace(slot, rowspan=min(slot.rowspan, place - number)) for slot in row))
        over += [
            replace(slot, rowspan=number + slot.rowspan - place, text="")
            for slot in row
            if number + slot.rowspan > place
        ]
    first = tuple(sorted([*over, *sheet.rows[place]], key=lambda slot: slot.column))
    return replace(sheet, rows=tuple(upper)), replace(sheet, rows=(first, *sheet.rows[place + 1 :]))


def no_headings(paper: Paper, rng: Random) -> Paper:
    """The headings of the sections with tables are missing."""
    kept: list[Item] = [item for item in paper.items if not (isinstance(item, Heading) and item.section in "二三四")]
    return replace(paper, items=tuple(kept))


def instructions_left_in(paper: Paper, rng: Random) -> Paper:
    items: list[Item] = []
    for item in paper.items:
        items += [Prose("该部分以表格形式报告。表格如下："), item] if isinstance(item, Sheet) else [item]
    return replace(paper, items=tuple(items))


def no_table_header(paper: Paper, rng: Random) -> Paper:
    """Table 三 and table 四 without their header rows."""

    def bare(sheet: Sheet) -> tuple[Sheet, ...]:
        if sheet.table == "proactive":
            return (sheet,)
        first = next(n for n, row in enumerate(sheet.rows) if any(slot.kind == "figure" for slot in row))
        return (replace(sheet, rows=sheet.rows[first:]),)

    return sheets_changed(paper, bare)


def _labels(paper: Paper, change: object) -> Paper:
    assert callable(change)
    return slots_changed(paper, lambda slot: slot if slot.kind == "figure" else replace(slot, text=change(slot.text)))


def _figures(paper: Paper, change: object) -> Paper:
    assert callable(change)
    return slots_changed(paper, lambda slot: replace(slot, text=change(slot.text)) if slot.kind == "figure" else slot)
