"""Streamlit's scripts and styles, compressed once instead of never.

Streamlit serves them as they lie on disk, for a proxy to compress. Many offices have no such proxy, and a
first visit then moves three times the bytes.
"""

from __future__ import annotations

import asyncio
import gzip
import mimetypes
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config, file_util

_WORTH_IT = frozenset({".js", ".css", ".json", ".svg"})
_FOREVER = "public, immutable, max-age=31536000"


class CompressedAssets:
    """ASGI middleware: answers a hashed asset from memory, compressed, to be kept for a year.

    Only files that were there at the start are answered, by their exact address: no path is ever built from a
    request.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._files = _assets(str(config.get_option("server.baseUrlPath") or ""))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a compressible asset; leave everything else to Streamlit."""
        path = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if path is None or scope["method"] not in {"GET", "HEAD"} or not _takes_gzip(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return
        body = await asyncio.to_thread(compressed, path)
        headers = {"Content-Encoding": "gzip", "Cache-Control": _FOREVER, "Vary": "Accept-Encoding"}
        kind = mimetypes.guess_type(path.name)[0]
        await Response(body, headers=headers, media_type=kind)(scope, receive, send)


@cache
def compressed(path: Path) -> bytes:
    """The file's bytes, gzipped; kept for the life of the server."""
    return gzip.compress(path.read_bytes(), mtime=0)


def _assets(base: str) -> dict[str, Path]:
    folder = Path(file_util.get_static_dir())
    prefix = f"/{base.strip('/')}" if base.strip("/") else ""
    files = (path for path in (folder / "static").rglob("*") if path.suffix in _WORTH_IT)
    return {f"{prefix}/{path.relative_to(folder).as_posix()}": path for path in files}


def _takes_gzip(headers: Headers) -> bool:
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers
