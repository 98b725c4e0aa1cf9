"""The commands that hand out and keep data: `export`, `form` and `roster`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from lib.cli.console import Lang, app, chosen_language, errors
from lib.exports import blank_form, write_form_docx, write_form_html, write_form_xlsx, write_roster_xlsx
from lib.forms import load_forms, newest_form
from lib.language import Language, Message, UserError, t
from lib.loading import load_reports, open_store
from lib.loading.files import content_of
from lib.loading.roster import load_roster, read_roster, roster_of, write_roster
from lib.reports import Report, write_csv, write_list, write_reports
from lib.store import Store
from lib.store.reading import stored_report, stored_reports

WRITERS: Mapping[str, Callable[[Iterable[Report]], Iterable[str]]] = {
    ".json": write_list,
    ".jsonl": write_reports,
    ".csv": write_csv,
}
FORM_WRITERS: Mapping[str, Callable[[Report, Language], bytes]] = {
    ".docx": write_form_docx,
    ".xlsx": write_form_xlsx,
    ".html": write_form_html,
}

roster = typer.Typer(no_args_is_help=True, help="机关名录 · the roster of agencies")
app.add_typer(roster, name="roster")

Agency = Annotated[str | None, typer.Option(help="只导出这一机关 · only this agency")]
Year = Annotated[int | None, typer.Option(help="只导出这一年度 · only this year")]


@app.command()
def export(
    out: Annotated[
        Path, typer.Argument(help="输出文件 .json .jsonl .csv；单份报告还可 .docx .xlsx .html · output file")
    ],
    agency: Agency = None,
    year: Year = None,
    lang: Lang = "",
) -> None:
    """导出已载入的报告；指定机关与年度时可导出为法定格式 · Export stored reports; one of them also as the official form."""
    language = chosen_language(lang)
    ending = out.suffix.lower()
    one = agency is not None and year is not None
    formats = (*WRITERS, *(FORM_WRITERS if one else ()))
    if ending not in formats or not out.parent.is_dir():
        raise UserError(Message("cli.no_export", {"out": out, "formats": " ".join(formats)}))
    store = open_store()
    if ending in FORM_WRITERS and agency is not None and year is not None:
        # The national form is Chinese, whatever the locale; a copy in English is asked for.
        out.write_bytes(FORM_WRITERS[ending](_only(store, agency, year), "en" if lang.startswith("en") else "zh"))
    else:
        wanted = (r for r in stored_reports(store) if agency in (None, r.agency.name) and year in (None, r.year))
        encoding = "utf-8-sig" if ending == ".csv" else "utf-8"
        with out.open("w", encoding=encoding, newline="") as file:
            file.writelines(WRITERS[ending](wanted))
    _say_done(out, language)


@app.command()
def form(
    out: Annotated[Path, typer.Option(help="输出文件 .xlsx · output file")],
    edition: Annotated[str, typer.Option(help="格式版本 · edition of the form")] = newest_form().edition,
    agency: Annotated[str | None, typer.Option(help="预填机关名称 · agency to put in")] = None,
    year: Annotated[int | None, typer.Option(help="预填年度 · year to put in")] = None,
    lang: Lang = "",
) -> None:
    """写出可手工填写的空白表 · Write an empty form to fill in by hand; it is read back like any report."""
    if edition not in load_forms():
        raise UserError(Message("cli.no_edition", {"edition": edition, "known": ", ".join(load_forms())}))
    _writable(out, ".xlsx")
    out.write_bytes(blank_form(edition, agency, year))
    _say_done(out, chosen_language(lang))


@roster.command(name="export")
def export_roster(
    out: Annotated[Path, typer.Argument(help="输出文件 .xlsx .csv · output file")], lang: Lang = ""
) -> None:
    """导出机关名录 · Write the roster as a spreadsheet."""
    _writable(out, ".xlsx", ".csv")
    entries = roster_of(open_store())
    if out.suffix.lower() == ".xlsx":
        out.write_bytes(write_roster_xlsx(entries))
    else:
        out.write_text("".join(write_roster(entries)), encoding="utf-8-sig", newline="")
    _say_done(out, chosen_language(lang))


@roster.command(name="import")
def import_roster(
    file: Annotated[Path, typer.Argument(help="名录文件 .xlsx .csv · the roster")], lang: Lang = ""
) -> None:
    """载入机关名录；有误则全部不载入 · Take in the roster, all of it or, where anything is wrong, nothing."""
    content = content_of(file)
    if isinstance(content, Message):
        raise UserError(content)
    entries = read_roster(content, file.name)
    store = open_store()
    with store.transaction():
        load_roster(store, entries)
    # Who must report decides what is missing: the stored reports are judged by the new roster at once.
    load_reports(store, [])
    store.close()
    errors.print(t("cli.roster_loaded", chosen_language(lang), count=len(entries)), markup=False)


def _only(store: Store, agency: str, year: int) -> Report:
    report = stored_report(store, agency, year)
    if report is None:
        raise UserError(Message("cli.no_report", {"agency": agency, "year": year}))
    return report


def _writable(out: Path, *endings: str) -> None:
    if out.suffix.lower() not in endings or not out.parent.is_dir():
        raise UserError(Message("cli.no_export", {"out": out, "formats": " ".join(endings)}))


def _say_done(out: Path, language: Language) -> None:
    errors.print(t("cli.exported", language, out=out), markup=False)
