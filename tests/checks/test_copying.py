"""Copies: what is told, what is not, and that no number of copies makes it slow or silent."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from lib.checks import Beside
from lib.checks.copying import Measure, Sketches, clean, compare, everybodys, pairs_to_compare, sketch
from lib.checks.copying.candidates import EARLIEST, NEAREST
from lib.checks.copying.passages import may_repeat, repetition
from lib.documents import read_document
from lib.extraction import extract
from lib.reports import Report
from tests.checks.frames import copies_among, report_of

OWN_TEXT = (
    "窗口收件后登记不及时的情况有三起，群众反映要等两天才收到受理短信。我们在十月换了登记软件，收件即发短信，并把值班电话贴在大厅门口。"
    "村一级的公开栏更新慢，下一年由驻村干部每月拍照上传，镇里抽查，抽查结果在例会上通报，看得见的地方先改，改不了的写清缘由。"
)
OTHER_TEXT = (
    "上一年主要是答复书写得不规范，有两件被上级要求重新作出。为此请法律顾问编写了答复范本，组织经办人员学了四个半天，并约定疑难件先开会商量再答复。"
    "网站检索框查不到旧文件，已请运维单位重建索引，旧文件补录了一千多份，剩下的明年上半年补完并请读者试用。"
)
THIRD_TEXT = (
    "征地批复公开后仍有村民重复来问，说明公示栏贴得不够久。今年把公示期从七天延到三十天，同时在村微信群里发了电子版，来问的人少了一半。"
    "预算公开表格里功能科目写得太粗，财政所按新要求细化到项，并附了名词解释，村民代表会上逐条念给大家听，当场答问。"
)
NOTHING_COMMON = np.empty(0, dtype=np.uint64)
USUAL = Measure(10, 0.5, 60, 0.9, 100, NOTHING_COMMON)


def share(text: str, other: str, agency: str = "甲县甲局", other_agency: str = "甲县甲局") -> float:
    return repetition(clean(text, agency), clean(other, other_agency), 10).share


class TestCleaning:
    def test_numbers_names_headings_and_formulas_are_nobodys_own(self) -> None:
        text = (
            "一、总体情况\n2023年，丙县水务局坚持以习近平新时代中国特色社会主义思想为指导，深入学习党的二十大精神。\n"
            "（一）主动公开情况\n我局公开河湖长名单１２，３４５条。本年度没有收取信息处理费。"
        )
        assert clean(text, "丙县水务局").text == "0年坚持深入学习公开河湖长名单0条"

    def test_places_lead_back_to_the_text(self) -> None:
        text = " 窗口 ，收件 12 件；\n群众说好。"
        cleaned = clean(text, "甲局")
        assert cleaned.text == "窗口收件0件群众说好"
        assert "".join(text[place] for place in cleaned.places) == "窗口收件1件群众说好"

    def test_only_the_numbers_changed_is_the_same_text(self) -> None:
        changed = OWN_TEXT.replace("三起", "17起").replace("两天", "五天").replace("十月", "3月")
        assert clean(changed, "甲局").text == clean(OWN_TEXT, "甲局").text

    def test_each_agency_calls_itself_by_its_own_name(self) -> None:
        one = "红山县教育局今年把招生政策印成小册子，红山的家长都领到了，我局还开了三场说明会。"
        other = one.replace("红山县", "绿水市").replace("红山", "绿水")
        assert share(one, other, "红山县教育局", "绿水市教育局") == 1.0

    def test_a_text_marked_as_shortened_says_nothing(self) -> None:
        assert not len(clean(f"〔叙述有删节〕{OWN_TEXT}", "甲局"))
        assert len(clean(f"（国办函〔2020〕109号）{OWN_TEXT}", "甲局"))

    def test_odd_characters_do_no_harm(self) -> None:
        assert clean("\ud800\U0001f600\ufffd \x00", "").text == ""


class TestPassages:
    def test_a_share_is_of_the_text_not_of_the_other(self) -> None:
        assert share(OWN_TEXT, OWN_TEXT + OTHER_TEXT) == 1.0
        assert 0.4 < share(OWN_TEXT + OTHER_TEXT, OWN_TEXT) < 0.6

    def test_a_paragraph_moved_elsewhere_is_still_repeated(self) -> None:
        assert share(OWN_TEXT + OTHER_TEXT, OTHER_TEXT + OWN_TEXT) > 0.98

    def test_texts_of_the_same_kind_by_different_hands_share_nothing(self) -> None:
        for one, other in ((OWN_TEXT, OTHER_TEXT), (OTHER_TEXT, THIRD_TEXT), (THIRD_TEXT, OWN_TEXT)):
            assert share(one, other) == 0.0

    def test_passages_are_the_same_words_on_both_sides(self) -> None:
        one, other = f"开头不同。{OWN_TEXT}", f"{OTHER_TEXT}{OWN_TEXT.replace('三起', '30起')}"
        found = repetition(clean(one, "甲局"), clean(other, "甲局"), 10)
        assert found.passages
        for passage in found.passages:
            mine, theirs = one[passage.start : passage.end], other[passage.other_start : passage.other_end]
            assert clean(mine, "甲局").text == clean(theirs, "甲局").text

    def test_the_quick_estimate_is_never_too_little(self) -> None:
        texts = [OWN_TEXT, OTHER_TEXT + OWN_TEXT[:60], THIRD_TEXT[30:] + OTHER_TEXT[:80], OWN_TEXT[40:]]
        for one in map(lambda text: clean(text, "甲局"), texts):
            for other in map(lambda text: clean(text, "甲局"), texts):
                assert may_repeat(one, other, 10) >= repetition(one, other, 10).share

    def test_a_short_text_says_nothing(self) -> None:
        short = clean(OWN_TEXT[:55], "甲局")
        assert compare(short, short, USUAL, own=True) is None
        longer = clean(OWN_TEXT[:100], "甲局")
        assert compare(longer, longer, USUAL, own=True) is not None
        assert compare(longer, longer, USUAL, own=False) is None

    def test_what_everybody_writes_is_copied_by_nobody(self) -> None:
        formula = "全年没有发生因公开不当引起的舆情也没有收到群众对公开工作的投诉举报。"
        crowd = [clean(f"{'甲乙丙丁戊己庚辛'[n % 8] * 40}{n}{formula}{chr(0x4E00 + n) * 30}", "") for n in range(40)]
        common = everybodys(crowd, 10, 0.2)
        one, other = (clean(f"{formula}{text}", "") for text in (OWN_TEXT, OTHER_TEXT))
        assert repetition(one, other, 10).share > 0.1
        assert compare(one, other, Measure(10, 0.01, 60, 0.01, 60, common), own=True) is None
        assert compare(one, one, Measure(10, 0.5, 60, 0.9, 60, common), own=False) is not None


class TestSketches:
    def test_the_share_of_equal_numbers_estimates_the_share_of_equal_shingles(self) -> None:
        rng = np.random.default_rng(5)
        guesses = []
        for _ in range(60):
            letters = rng.integers(0x4E00, 0x9FA5, 900)
            one, other = "".join(map(chr, letters[:600])), "".join(map(chr, letters[200:800]))
            (first, _), (second, _) = (_made(text) for text in (one, other))
            guesses.append(float((first == second).mean()))
        # 396 of 796 shingles are in both.
        assert abs(float(np.mean(guesses)) - 396 / 796) < 0.03

    def test_only_what_resembles_is_compared_and_the_later_with_the_earlier(self) -> None:
        texts = [OWN_TEXT * 3, OTHER_TEXT * 3, OWN_TEXT * 3, THIRD_TEXT * 3]
        sketches = _sketches(texts, years=[2022, 2022, 2023, 2023])
        pairs = pairs_to_compare(sketches, np.ones(4, dtype=np.bool_), 0.5, 0.9)
        assert list(zip(pairs.texts.tolist(), pairs.others.tolist(), strict=True)) == [(2, 0)]

    def test_what_came_in_is_compared_with_what_was_there_and_nothing_else_again(self) -> None:
        sketches = _sketches([OWN_TEXT * 3] * 4, years=[2021, 2022, 2023, 2024])
        pairs = pairs_to_compare(sketches, np.array([False, False, True, False]), 0.5, 0.9)
        assert set(zip(pairs.texts.tolist(), pairs.others.tolist(), strict=True)) == {(2, 0), (2, 1), (3, 2)}

    def test_a_text_many_have_costs_no_more_than_its_number(self) -> None:
        many = 3_000
        signature, size = _made(OWN_TEXT)
        numbers = np.arange(many)
        sketches = Sketches(
            numbers, numbers, np.full(many, 2023), numbers * 0, np.full(many, size), np.tile(signature, (many, 1))
        )
        pairs = pairs_to_compare(sketches, np.ones(many, dtype=np.bool_), 0.5, 0.9)
        assert set(pairs.texts.tolist()) == set(range(many))
        assert len(pairs) <= NEAREST * many
        assert max(pairs.others[pairs.texts >= EARLIEST]) < EARLIEST


def _made(text: str) -> tuple[np.ndarray, int]:
    made = sketch(clean(text, ""))
    assert made is not None
    return made


def _sketches(texts: list[str], years: list[int]) -> Sketches:
    made = [_made(text) for text in texts]
    numbers = np.arange(len(texts))
    return Sketches(
        numbers,
        numbers,
        np.array(years),
        numbers * 0,
        np.array([size for _, size in made]),
        np.stack([signature for signature, _ in made]),
    )


class TestTexts:
    def test_last_year_and_another_agency_are_two_things(self) -> None:
        reports = [
            _written("甲局", 2023, 五=OWN_TEXT),
            _written("甲局", 2022, 五=OWN_TEXT.replace("三起", "8起")),
            _written("乙局", 2022, 五=OWN_TEXT),
        ]
        found = [f for f in copies_among(reports) if f.agency_id == 0 and f.year == 2023]
        assert [(f.message.key.rpartition(".")[2], f.beside) for f in found] == [
            ("year", (Beside(0, 2022),)),
            ("agency", (Beside(1, 2022),)),
        ]
        assert found[0].quotes[0].section == "五"
        assert found[0].quotes[0].text in OWN_TEXT

    def test_who_wrote_it_later_is_asked(self) -> None:
        found = copies_among([_written("甲局", 2021, 一=OWN_TEXT), _written("乙局", 2023, 一=OWN_TEXT)])
        assert [(f.agency_id, f.year) for f in found] == [(1, 2023)]

    def test_half_of_another_agency_is_not_enough(self) -> None:
        reports = [_written("甲局", 2023, 五=OWN_TEXT + OTHER_TEXT), _written("乙局", 2023, 五=OWN_TEXT + THIRD_TEXT)]
        assert not copies_among(reports)
        assert copies_among([reports[0], _written("甲局", 2022, 五=OWN_TEXT + THIRD_TEXT)])

    def test_other_sections_are_not_compared(self) -> None:
        assert not copies_among([_written("甲局", 2023, 六=OWN_TEXT), _written("甲局", 2022, 六=OWN_TEXT)])

    def test_many_copies_of_one_text_are_all_told(self) -> None:
        reports = [_written(f"第{n}局", 2023, 五=OWN_TEXT) for n in range(40)]
        assert len({f.agency_id for f in copies_among(reports)}) == 40


def _written(agency: str, year: int, **sections: str) -> Report:
    return report_of({}, agency=agency, year=year, text=sections)


def test_nothing_of_the_published_reports_is_called_a_copy(shared_reports: Path) -> None:
    """Their prose is shortened but in two of them, and those two were written by different hands."""
    names = ("000-扶沟县崔桥镇人民政府-2020.txt", "001-淮安市洪泽区人民政府-2023.pdf")
    texts = []
    for name in names:
        path = shared_reports / "documents" / name
        reading = extract(read_document(path.read_bytes(), path.name))
        assert reading.report is not None
        texts += [clean(reading.report.text[section], reading.report.agency.name) for section in ("一", "五")]
    assert min(map(len, texts)) > 200
    for one in texts:
        assert all(repetition(one, other, 10).share < 0.05 for other in texts if other is not one)
