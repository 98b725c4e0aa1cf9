"""The commands for what follows from findings: `letters` and `worklist`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from lib.cli.console import Lang, app, chosen_language, errors
from lib.exports import Listed, write_letters, write_summary_docx, write_worklist_csv, write_worklist_xlsx
from lib.language import Language, Message, UserError, t
from lib.loading import load_reports, open_store
from lib.loading.atomic import whole_file
from lib.loading.judging import thresholds_of
from lib.store import Agencies, Filters, Store
from lib.views.letters import letters
from lib.views.summary import summary
from lib.views.worklist import worklist_rows

Region = Annotated[str, typer.Option(help="区划代码开头几位 · the beginning of a region code")]
Agency = Annotated[str, typer.Option(help="机关名称 · one agency")]
Year = Annotated[int | None, typer.Option(help="年度 · one year")]

WRITERS: Mapping[str, Callable[[Listed, Language], bytes]] = {
    ".xlsx": write_worklist_xlsx,
    ".csv": write_worklist_csv,
    ".docx": lambda listed, lang: write_summary_docx(listed.summary, listed.day, lang),
}


@app.command(name="letters")
def make_letters(
    out: Annotated[Path, typer.Option(help="输出文件 .zip · output file")],
    region: Region = "",
    agency: Agency = "",
    year: Year = None,
    lang: Lang = "",
) -> None:
    """每个机关一份核对单，打成一个 ZIP · A verification sheet an agency, in one ZIP."""
    _writable(out, ".zip")
    store = _judged_store()
    filters = _filters(store, region, agency, year)
    # A letter to a Chinese agency is Chinese, whatever the locale; English is asked for.
    language: Language = "en" if lang.startswith("en") else "zh"
    with whole_file(out) as file:
        count = write_letters(letters(store, filters), file, datetime.now(UTC).astimezone().date(), language)
    key = "cli.letters" if count else "letters.nothing"
    errors.print(t(key, chosen_language(lang), **({"count": count, "out": out} if count else {})), markup=False)


@app.command()
def worklist(
    out: Annotated[Path, typer.Argument(help="输出文件 .xlsx .csv，或汇总一页 .docx · output file")],
    region: Region = "",
    agency: Agency = "",
    year: Year = None,
    lang: Lang = "",
) -> None:
    """导出疑点清单，或地区汇总 · Write the worklist of findings, or the summary of a region."""
    _writable(out, *WRITERS)
    store = _judged_store()
    filters = _filters(store, region, agency, year)
    rows = worklist_rows(store, filters)
    today = datetime.now(UTC).astimezone().date()
    listed = Listed(rows, summary(store, filters, rows), thresholds_of(store), today)
    language = chosen_language(lang)
    with whole_file(out) as file:
        file.write(WRITERS[out.suffix.lower()](listed, language))
    errors.print(t("cli.exported", language, out=out), markup=False)


def _judged_store() -> Store:
    store = open_store()
    # Nothing new to a store brings it up to the rules of this version.
    load_reports(store, [])
    return store


def _filters(store: Store, region: str, agency: str, year: int | None) -> Filters:
    """The selection that is asked for. Raises UserError for an agency that is not stored."""
    code = ""
    if agency:
        code = next(
            (a.code for a in Agencies.read(store).by_id.values() if agency in (a.code, a.entry.agency.name)), ""
        )
        if not code:
            raise UserError(Message("cli.no_agency", {"agency": agency}))
    return Filters(region=region, agency=code, first_year=year or 0, last_year=year or 9999)


def _writable(out: Path, *endings: str) -> None:
    if out.suffix.lower() not in endings or not out.parent.is_dir():
        raise UserError(Message("cli.no_export", {"out": out, "formats": " ".join(endings)}))
