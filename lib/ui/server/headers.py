"""Security headers on every answer, so that the dashboard is safe without a proxy in front of it."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


class SecurityHeaders:
    """ASGI middleware: adds the headers an answer does not carry already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def security_headers() -> dict[str, str]:
    """The headers by name: own scripts only, own host only, framed by nobody else."""
    index = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")
    return {
        "Content-Security-Policy": content_security_policy(index),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    }


def content_security_policy(index: str) -> str:
    """The policy for a root document: its own files, and its inline scripts by their hash.

    The hash is taken from the installed document, so an upgrade of Streamlit cannot leave a stale one behind.
    Streamlit's styles are made in the page, hence 'unsafe-inline' for styles alone.
    """
    inline = " ".join(f"'sha256-{_digest(script)}'" for script in _INLINE_SCRIPT.findall(index))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {inline}".rstrip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "frame-ancestors 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
