"""A citation of the form in English: its articles are numbers, and every basis of every edition is understood."""

from __future__ import annotations

import re

import pytest

from lib.forms import load_forms
from lib.language import say
from lib.views.basis import legal_basis


@pytest.mark.parametrize(
    ("cited", "english"),
    [
        ("条例第十六条第一款", "Regulations art. 16 para. 1"),
        ("条例第三十六条第（四）、（五）项", "Regulations art. 36(4), (5)"),
        ("条例第十五条、第三十二条", "Regulations art. 15, art. 32"),
        ("条例第五十一条；行政诉讼法第四十四条", "Regulations art. 51; Administrative Litigation Law art. 44"),
        ("条例第四十二条；国办函〔2020〕109号", "Regulations art. 42; Guo Ban Han [2020] No. 109"),
        ("", ""),
    ],
)
def test_a_citation_in_english(cited: str, english: str) -> None:
    assert say(legal_basis(cited), "en") == english
    assert say(legal_basis(cited), "zh") == cited


def test_every_basis_of_every_edition_is_understood() -> None:
    rows = [row for form in load_forms().values() for table in form.tables.values() for row in table.rows]
    assert [row.basis for row in rows if re.search("[㐀-鿿]", say(legal_basis(row.basis), "en"))] == []
