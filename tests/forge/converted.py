"""Files that other programs write: LibreOffice converts, Chromium prints. Many in one call, each kept by its content."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.chromium import NO_CHROMIUM, find_chromium
from tests.equipment import NO_OFFICE, find_office

KEPT = Path(__file__).parents[2] / ".pytest_cache" / "forge"
Batch = Callable[[Sequence[bytes]], list[bytes]]
_SECONDS = 600


def kept(contents: Sequence[bytes], how: str, make: Batch) -> list[bytes]:
    """What `make` makes of each content, made once and then read from disk. `how` names everything it depends on."""
    KEPT.mkdir(parents=True, exist_ok=True)
    places = [KEPT / hashlib.sha256(how.encode() + b"\0" + content).hexdigest() for content in contents]
    missing = [number for number, place in enumerate(places) if not place.is_file()]
    if missing:
        for number, made in zip(missing, make([contents[number] for number in missing]), strict=True):
            # Several test workers may make the same file: each puts a whole one in its place.
            with tempfile.NamedTemporaryFile(dir=KEPT, delete=False) as file:
                file.write(made)
            Path(file.name).replace(places[number])
    return [place.read_bytes() for place in places]


def by_office(ending: str, target: str) -> Batch:
    """LibreOffice from one format to another; `target` may name a filter as LibreOffice does ("pdf:writer_pdf_Export")."""
    return lambda contents: kept(contents, f"office {ending} {target}", lambda new: _convert(new, ending, target))


def _convert(contents: Sequence[bytes], ending: str, target: str) -> list[bytes]:
    office = find_office()
    assert office, NO_OFFICE
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number}.{ending}" for number in range(len(contents))]
        for source, content in zip(sources, contents, strict=True):
            source.write_bytes(content)
        command = [str(office), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", str(folder / "out"), *map(str, sources)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        return [(folder / "out" / f"{source.stem}.{target.split(':')[0]}").read_bytes() for source in sources]


def printed(**page: object) -> Batch:
    """Chromium's PDF of HTML files; `page` are Playwright's settings for a PDF."""
    return lambda contents: kept(contents, f"chromium {sorted(page.items())}", lambda new: _beside(new, page))


def _beside(contents: Sequence[bytes], settings: dict[str, object]) -> list[bytes]:
    """In a thread of its own: where a browser test has run before, this one has a loop that Playwright does not share."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: list(_print(contents, settings))).result()


def _print(contents: Sequence[bytes], settings: dict[str, object]) -> Iterable[bytes]:
    executable = find_chromium()
    assert executable, NO_CHROMIUM
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        for content in contents:
            page.set_content(content.decode())
            yield page.pdf(**{"format": "A4", "print_background": True, **settings})  # type: ignore[arg-type]
        browser.close()
