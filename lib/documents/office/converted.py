"""Formats no good library reads: DOC (and Kingsoft's WPS), RTF, Word 2003 XML, XLSB. LibreOffice makes a DOCX or an
XLSX of them, which is then read like any other.

LibreOffice runs without a window, with a profile of its own that is thrown away, without macros and without network,
in a process group that is ended when its time is over.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import olefile

from lib.documents.containers import MOST_UNPACKED, is_zip
from lib.documents.errors import refuse
from lib.documents.model import Content

# Less than a worker process is given for a file, so that it is here that the conversion is ended.
SECONDS = 45
_PROGRAMS = ("soffice", "libreoffice")
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"
# The highest macro security, no macros at all, no linked contents, and a proxy that nobody answers at.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}</oor:items>
"""
_ITEM = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>\n'
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "1"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_doc(content: bytes, name: str) -> Content:
    """A binary Word file, Kingsoft's WPS among them. Raises DocumentError where it is encrypted or cannot be opened,
    and where LibreOffice is not installed."""
    if _is_encrypted(content):
        raise refuse("encrypted", name=name)
    return _as_docx(content, name, "doc")


def read_rtf(content: bytes, name: str) -> Content:
    """An RTF file. Raises as `read_doc` does."""
    return _as_docx(content, name, "rtf")


def read_word_xml(content: bytes, name: str) -> Content:
    """A Word 2003 XML file. Raises as `read_doc` does."""
    return _as_docx(content, name, "xml")


def read_xlsb(content: bytes, name: str) -> Content:
    """A binary Excel workbook of the newer kind. Raises as `read_doc` does."""
    from lib.documents.office.xlsx import read_xlsx

    return read_xlsx(converted(content, name, "xlsb", "xlsx"), name)


def _as_docx(content: bytes, name: str, ending: str) -> Content:
    from lib.documents.office.docx import read_docx

    return read_docx(converted(content, name, ending, "docx"), name)


def converted(content: bytes, name: str, ending: str, wanted: str) -> bytes:
    """The file as a DOCX or an XLSX. Raises DocumentError where that fails, takes too long, or gives too much."""
    made = saved_as(content, name, ending, wanted)
    if not is_zip(made):
        raise refuse("conversion_failed", name=name, format=ending.upper())
    return made


def saved_as(content: bytes, name: str, ending: str, wanted: str) -> bytes:
    """The file as LibreOffice saves it under another ending. Raises as `converted` does."""
    what = ending.upper()
    program = office_program()
    if program is None:
        raise refuse("office_missing", name=name, format=what)
    with tempfile.TemporaryDirectory(prefix="disclosure-office-", ignore_cleanup_errors=True) as folder:
        place = Path(folder)
        _write_profile(place)
        (place / f"in.{ending}").write_bytes(content)
        try:
            _run([program, *_arguments(place, ending, wanted)], place)
        except subprocess.TimeoutExpired as error:
            raise refuse("conversion_slow", name=name, format=what, seconds=SECONDS) from error
        except OSError as error:
            raise refuse("conversion_failed", name=name, format=what) from error
        result = place / "out" / f"in.{wanted}"
        # LibreOffice says that all went well also where it wrote nothing.
        if not result.is_file() or result.stat().st_size > MOST_UNPACKED:
            raise refuse("conversion_failed", name=name, format=what)
        return result.read_bytes()


def office_program() -> str | None:
    """The program of LibreOffice on this machine, None where it is not installed."""
    found = next((path for program in _PROGRAMS if (path := shutil.which(program))), None)
    return found or (_MAC if sys.platform == "darwin" and Path(_MAC).exists() else None)


def _arguments(place: Path, ending: str, wanted: str) -> list[str]:
    return [
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--invisible",
        "--nologo",
        "--norestore",
        "--nodefault",
        "--convert-to",
        wanted,
        "--outdir",
        str(place / "out"),
        str(place / f"in.{ending}"),
    ]


def _run(command: list[str], place: Path) -> None:
    """Run to the end or kill it with everything it started. Raises TimeoutExpired."""
    environment = {"HOME": str(place), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    nowhere = "http://127.0.0.1:9"
    environment |= {"http_proxy": nowhere, "https_proxy": nowhere, "TMPDIR": str(place), "SAL_USE_VCLPLUGIN": "svp"}
    # Should this process be killed meanwhile, someone else must end what it started.
    watch = [timeout, "-s", "KILL", str(SECONDS + 5)] if (timeout := shutil.which("timeout")) else []
    process = subprocess.Popen(
        [*watch, *command],
        cwd=place,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(SECONDS)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _write_profile(place: Path) -> None:
    folder = place / "profile" / "user"
    folder.mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (folder / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), "utf-8")


def _is_encrypted(content: bytes) -> bool:
    """Whether the head of a Word stream says that what follows is encrypted ([MS-DOC] 2.5.2, FibBase.fEncrypted)."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as compound:
            if compound.get_size("WordDocument") > len(content):
                return False
            head = compound.openstream("WordDocument").read(12)
    except Exception:  # a damaged file is left to LibreOffice, which refuses it
        return False
    return len(head) == 12 and bool(head[11] & 0x01)
