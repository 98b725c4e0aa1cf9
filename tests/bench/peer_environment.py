"""The environment of the peers: what others are measured with is no dependency of the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PEERS = Path(__file__).parent / "peers"
_ENVIRONMENT = Path(__file__).parents[2] / ".venv-peers"


def peer_python() -> Path:
    """Its Python; made on first use, and made anew where other peers are wanted than it was made of."""
    python = _ENVIRONMENT / "bin" / "python"
    ready, wanted = _ENVIRONMENT / ".ready", PEERS / "requirements.txt"
    if not ready.exists() or ready.read_text("utf-8") != wanted.read_text("utf-8"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(_ENVIRONMENT)], check=True)
        install = ["install", "--quiet", "--disable-pip-version-check", "-r", str(wanted)]
        subprocess.run([str(python), "-m", "pip", *install], check=True)
        ready.write_text(wanted.read_text("utf-8"), "utf-8")
    return python


def version(package: str) -> str:
    """The version of a peer that is measured."""
    pins = dict(
        line.split("==") for line in (PEERS / "requirements.txt").read_text("utf-8").splitlines() if "==" in line
    )
    return pins[package]
