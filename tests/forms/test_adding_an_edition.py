"""A new edition is one more file and nothing else; a file that contradicts itself is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

import lib.forms.loading
from lib.forms import load_forms
from lib.forms.loading import parse_form
from lib.forms.model import without_enumerator

EDITIONS = Path(lib.forms.loading.__file__).parent / "editions"


@pytest.fixture
def newest() -> str:
    return (EDITIONS / "2021.toml").read_text("utf-8")


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def test_a_row_more_is_a_line_more(newest: str, tmp_path: Path) -> None:
    words = 'zh = "9.属于工作秘密", en = "9. Work secrets", under = "refused", outcome = "refused"'
    secret = f'  {{ key = "ref_work_secret", {words} }},\n'
    text = changed(newest, 'edition = "2021"', 'edition = "2027"')
    text = changed(text, '  { key = "una_not_held"', secret + '  { key = "una_not_held"')
    text = changed(text, '"ref_enforcement", "ref_query",', '"ref_enforcement", "ref_query", "ref_work_secret",')
    path = tmp_path / "2027.toml"
    path.write_text(text, "utf-8")
    form = parse_form(path.read_text("utf-8"))
    assert form.edition == "2027"
    assert len(form.tables["requests"].keys) == 26 * 7
    assert len(form.equations) == 43
    added = next(row for row in form.tables["requests"].rows if row.key == "ref_work_secret")
    assert added.short.zh == "属于工作秘密"
    assert [label.zh for label in added.path] == ["三、本年度办理结果", "（三）不予公开", "9.属于工作秘密"]
    assert added in form.outcomes()["refused"]
    total = next(equation for equation in form.equations if equation.id == "T3-SUM/total")
    assert "requests.ref_work_secret.total" in total.left


def test_the_files_are_what_is_loaded() -> None:
    assert {path.stem: parse_form(path.read_text("utf-8")) for path in EDITIONS.glob("*.toml")} == load_forms()


def test_a_sum_over_a_cell_that_is_not_there_is_an_error(newest: str) -> None:
    text = changed(newest, 'left = ["new", "carry_in"]', 'left = ["new", "carried"]')
    with pytest.raises(ValueError, match=r"requests\.carried\.natural: no such cell in table requests"):
        parse_form(text)


def test_an_unknown_word_in_a_file_is_an_error(newest: str) -> None:
    with pytest.raises(ValidationError, match="sinec"):
        parse_form(changed(newest, "since = 2021", "since = 2021\nsinec = 2021"))
    with pytest.raises(ValidationError, match="basiss"):
        parse_form(newest.replace('basis = "条例第三十一条"', 'basiss = "条例第三十一条"'))


def test_a_unit_that_is_none_is_an_error(newest: str) -> None:
    with pytest.raises(ValidationError, match="unit"):
        parse_form(newest.replace('unit = "amount"', 'unit = "dollars"'))


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("（一）予以公开", "予以公开"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("四、结转下年度继续办理", "结转下年度继续办理"),
        ("(7) Total", "Total"),
        ("III. Outcomes this year", "Outcomes this year"),
        ("总计", "总计"),
    ],
)
def test_a_label_without_its_number(label: str, bare: str) -> None:
    assert without_enumerator(label) == bare
