"""What the tests need of the machine besides Python: a Chromium, Chinese fonts and LibreOffice: `python -m tests.equipment`.

Each is found or installed, where packages may be installed (Debian, as root). What cannot be had makes the command
fail and say so, and so do the tests that need it: they are never left out.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.browser.chromium import NO_CHROMIUM, ensure_chromium, install, may_install

NO_OFFICE = (
    "No LibreOffice for the tests of DOC, RTF, WPS and PPTX files: none is on the PATH, or it is without Impress, and\n"
    "Debian's could not be installed (that needs root and apt-get). Install LibreOffice (Writer, Calc and Impress) and\n"
    "run this again."
)
_OFFICE = ("libreoffice-writer-nogui", "libreoffice-calc-nogui", "libreoffice-impress-nogui")


def find_office() -> Path | None:
    """LibreOffice on the PATH; None without it."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found) if found else None


def opens_slides(office: Path) -> bool:
    """Whether Impress belongs to it: Debian has it in a package of its own. Elsewhere it always does."""
    folder = office.resolve().parent
    return not str(folder).startswith("/usr/lib/") or any(folder.glob("libsdlo.*"))


def ensure_office() -> Path | None:
    """LibreOffice with Impress, installed if need be; None when it could not be had."""
    found = find_office()
    if (found is None or not opens_slides(found)) and may_install():
        install(*_OFFICE)
        found = find_office()
    return found if found and opens_slides(found) else None


def main() -> None:
    """Get all of it, or say what is missing."""
    for name, ensure, without in (
        ("Chromium", ensure_chromium, NO_CHROMIUM),
        ("LibreOffice", ensure_office, NO_OFFICE),
    ):
        found = ensure()
        if found is None:
            sys.exit(without)
        print(f"{name} for the tests: {found}")


if __name__ == "__main__":
    main()
