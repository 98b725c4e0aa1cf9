"""Reports as documents: the official form as DOCX, HTML and XLSX, an empty form to fill in, the roster as a workbook."""

from lib.exports.blank import blank_form
from lib.exports.html import write_form_html
from lib.exports.roster import write_roster_xlsx
from lib.exports.word import write_form_docx
from lib.exports.workbook import write_form_xlsx

__all__ = ["blank_form", "write_form_docx", "write_form_html", "write_form_xlsx", "write_roster_xlsx"]
