"""The formats other programs write, one report each: nothing is stated otherwise than it stands there."""

from __future__ import annotations

import pytest

from lib.documents import read_document
from lib.extraction import extract
from tests.forge import STYLES, forge, score, truths

# Without rules, or cut by a page in the middle of a cell, some figures are left to a person; they are never wrong.
OPEN = {
    "pdf/rows_only",
    "pdf/unruled",
    "pdf/office_no_rules",
    "pdf/office_plain",
    "pdf/office_landscape",
    "pdf/many_habits",
}
PICTURES = {"png", "jpg", "tiff", "scan"}
SLOW = [name for name, style in STYLES.items() if style.slow and style.format not in PICTURES]
(TRUTH,) = truths(8, 1)


@pytest.mark.parametrize("style", SLOW)
def test_a_converted_document_is_read_as_the_truth(style: str) -> None:
    name, content = forge(TRUTH, style)
    found = score(extract(read_document(content, name)), TRUTH)
    assert found.wrong == ()
    assert found.named
    assert found.perfect or style in OPEN
