"""The root document in the reader's language, before any script has run.

Streamlit's own says `lang="en"` (so browsers offer to translate a Chinese page), carries its name as the
title and speaks English to who has no JavaScript.
"""

from __future__ import annotations

import gzip
import re
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util

from lib.language import LANGUAGES, Language, t
from lib.ui.pages import PAGES

ICON = Path(__file__).parents[1] / "icon.svg"
_TAGS: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
# The first page is at the root.
_ADDRESSES = {"", *(entry.slug for entry in PAGES[1:])}
_ANSWER_HEADERS = {"Cache-Control": "no-cache", "Vary": "Accept-Language, Accept-Encoding"}


class RootDocument:
    """ASGI middleware: answers a page's address with the root document in the language asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._base = "/" + str(config.get_option("server.baseUrlPath") or "").strip("/")
        index = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")
        self._documents = {lang: document_in(lang, index).encode("utf-8") for lang in LANGUAGES}
        self._compressed = {lang: gzip.compress(body, mtime=0) for lang, body in self._documents.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Streamlit answer; when it would have sent its root document, send ours."""
        if scope["type"] != "http" or not self._may_be_page(scope["path"]):
            await self._app(scope, receive, send)
            return
        replaced = False

        async def send_ours(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_document(message):
                replaced = True
                await self._answer(scope)(scope, receive, send)
            if not replaced:
                await send(message)

        await self._app(scope, receive, send_ours)

    def _may_be_page(self, path: str) -> bool:
        # Pages have no nested addresses; a nested HTML file is a download and nobody's root document.
        return "/" not in self._inside(path)

    def _inside(self, path: str) -> str:
        return path.removeprefix(self._base.rstrip("/")).strip("/")

    def _answer(self, scope: Scope) -> Response:
        if self._inside(scope["path"]) not in _ADDRESSES:
            # Streamlit would open the first page behind a dialog that says "Page not found", in English only.
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(self._base + (f"?{query}" if query else ""))
        headers = Headers(scope=scope)
        lang = preferred_language(scope["query_string"].decode("latin-1"), headers.get("accept-language", ""))
        if "gzip" in headers.get("accept-encoding", ""):
            extra = _ANSWER_HEADERS | {"Content-Encoding": "gzip"}
            return Response(self._compressed[lang], headers=extra, media_type="text/html")
        return Response(self._documents[lang], headers=_ANSWER_HEADERS, media_type="text/html")


def preferred_language(query: str, accept: str) -> Language:
    """The reader's language: `?lang=` first, then the best weighted of `Accept-Language`, else Chinese."""
    asked = parse_qs(query).get("lang", [""])[0]
    for lang in LANGUAGES:
        if asked == lang:
            return lang
    weighted = sorted((_weight(choice) for choice in accept.split(",")), key=lambda pair: -pair[1])
    for tag, weight in weighted:
        for lang in LANGUAGES:
            if weight > 0 and tag.split("-")[0] == lang:
                return lang
    return "zh"


def document_in(lang: Language, index: str) -> str:
    """Streamlit's root document made ours: language tag, title, icon, no font, the words without JavaScript.

    Raises ValueError when the document has changed so that a part is no longer found.
    """
    icon = "data:image/svg+xml," + quote(ICON.read_text("utf-8"))
    document = index
    for pattern, ours in (
        (r'<html lang="en">', f'<html lang="{_TAGS[lang]}">'),
        (r"<title>.*?</title>", f"<title>{escape(t('server.title', lang))}</title>"),
        # The theme names the reader's own fonts: Streamlit's would be fetched for nothing.
        (r'<link\s+rel="preload"[^>]*as="font"[^>]*>', ""),
        (r'<link rel="shortcut icon"[^>]*>', f'<link rel="shortcut icon" href="{icon}" />'),
        (r"<noscript>.*?</noscript>", f"<noscript><p>{escape(t('server.no_script', lang))}</p></noscript>"),
    ):
        # Split and not replaced: in a replacement the backslashes of ours would mean something.
        around = re.split(pattern, document, flags=re.DOTALL)
        if len(around) != 2:
            raise ValueError(f"{pattern} stands {len(around) - 1} times in Streamlit's root document")
        document = ours.join(around)
    return document


def _is_document(start: Message) -> bool:
    content_type = Headers(raw=start["headers"]).get("content-type", "")
    return start["status"] == 200 and content_type.startswith("text/html")


def _weight(choice: str) -> tuple[str, float]:
    tag, _, quality = choice.strip().lower().partition(";q=")
    try:
        return tag, float(quality or 1)
    except ValueError:
        return tag, 0.0
