"""Reports as documents: the official form as DOCX, HTML and XLSX, an empty form to fill in, the roster as a workbook; and
what follows from findings: letters to agencies, the worklist, the summary of a region; a briefing as slides, report and
workbook, and the figures of one chart."""

from lib.exports.blank import blank_form
from lib.exports.briefing import (
    write_briefing_html,
    write_briefing_pptx,
    write_briefing_xlsx,
    write_view_csv,
    write_view_xlsx,
)
from lib.exports.html import write_form_html
from lib.exports.letter import write_letter
from lib.exports.letters import write_letters
from lib.exports.roster import write_roster_xlsx
from lib.exports.summary import write_summary_docx
from lib.exports.word import write_form_docx
from lib.exports.workbook import write_form_xlsx
from lib.exports.worklist import Listed, write_worklist_csv, write_worklist_xlsx

__all__ = [
    "Listed",
    "blank_form",
    "write_briefing_html",
    "write_briefing_pptx",
    "write_briefing_xlsx",
    "write_form_docx",
    "write_form_html",
    "write_form_xlsx",
    "write_letter",
    "write_letters",
    "write_roster_xlsx",
    "write_summary_docx",
    "write_view_csv",
    "write_view_xlsx",
    "write_worklist_csv",
    "write_worklist_xlsx",
]
