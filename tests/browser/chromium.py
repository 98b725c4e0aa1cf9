"""Find a Chromium for the browser tests, or get one.

In order: one that is there; Debian's, and fonts that have Chinese, where packages may be installed;
Playwright's own download. Where none of these works the command fails and says so, and so do the tests: they
are never left out.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# Debian's Chromium without windows first: the same engine, and a page stands in four fifths of the time.
_SHELL = "chromium-headless-shell"
_NAMES = (_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
NO_CHROMIUM = (
    "No Chromium for the browser tests: none is installed, Debian's could not be installed (that needs root\n"
    "and apt-get), and Playwright could not download its own (that needs the Internet). Install Chromium,\n"
    "Chrome or Edge, or name one in DISCLOSURE_CHROMIUM, and run this again."
)


def find_chromium() -> Path | None:
    """The browser DISCLOSURE_CHROMIUM names, else an installed one, else Playwright's; None without any."""
    named = os.environ.get("DISCLOSURE_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    on_path = (Path(found) for name in _NAMES if (found := shutil.which(name)))
    installed = next((path for path in (*on_path, *map(Path, _PLACES)) if path.is_file()), None)
    return installed or _playwrights_own()


def ensure_chromium() -> Path | None:
    """A browser, installed if need be; None when none could be had."""
    if may_install() and not _has_chinese_font():
        install("fonts-noto-cjk")
    for package in (_SHELL, "chromium"):
        if find_chromium() is None and may_install():
            install(package)
    if find_chromium() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_chromium()


def _playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def may_install() -> bool:
    """Whether Debian packages can be installed here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _has_chinese_font() -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, check=False).stdout.strip())


def install(*packages: str) -> None:
    """Install Debian packages; whether they are there then is for the caller to see."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", *command], env=quiet, stdin=subprocess.DEVNULL, check=False)
