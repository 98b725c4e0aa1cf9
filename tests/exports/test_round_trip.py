"""A form that is written and read again is the same report, in every format."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from lib.documents import read_document
from lib.exports import write_form_docx, write_form_html, write_form_xlsx
from lib.extraction import Reading, extract
from lib.reports import Report
from tests.exports.cases import published, said
from tests.forge import truths

WRITERS: dict[str, Callable[[Report], bytes]] = {
    "html": write_form_html,
    "docx": write_form_docx,
    "xlsx": write_form_xlsx,
}


def read_back(report: Report, format_: str) -> Reading:
    return extract(read_document(WRITERS[format_](report), f"报告.{format_}"))


@pytest.mark.parametrize("format_", WRITERS)
@given(report=published())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_written_form_is_read_back_as_the_same_report(format_: str, report: Report) -> None:
    reading = read_back(report, format_)
    assert reading.report is not None, reading.refusal
    assert said(reading.report) == said(report)


@pytest.mark.parametrize("format_", WRITERS)
def test_a_forged_report_is_read_back_whole(format_: str) -> None:
    for truth in truths(5, 12):
        reading = read_back(truth, format_)
        assert reading.report is not None
        assert said(reading.report) == said(truth)
