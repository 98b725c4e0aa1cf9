"""OFD files written after GB/T 33190, in the ways that producers differ."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence
from itertools import pairwise
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.ofdspec.org/2016"
MILLIMETRES = 25.4 / 72


def ofd(
    pages: Sequence[str],
    *,
    namespace: str | None = NAMESPACE,
    area: str = "0 0 210 297",
    template: str = "",
    root: str = "Doc_0/Document.xml",
    title: str = "",
    resources: str = "",
    extra: dict[str, bytes] | None = None,
) -> bytes:
    """A file whose pages hold these objects (XML of one layer each)."""
    name = f' xmlns:ofd="{namespace}"' if namespace else ""
    prefix = "ofd:" if namespace else ""

    def xml(text: str) -> str:
        return '<?xml version="1.0" encoding="UTF-8"?>' + text.replace("<o:", f"<{prefix}").replace(
            "</o:", f"</{prefix}"
        ).replace(" NS", name)

    use = '<o:Template TemplateID="1" ZOrder="Background"/>' if template else ""
    listed = "".join(f'<o:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    common = f"<o:PageArea><o:PhysicalBox>{area}</o:PhysicalBox></o:PageArea>"
    if template:
        common += '<o:TemplatePage ID="1" BaseLoc="Tpls/Tpl_0/Content.xml"/>'
    if resources:
        common += "<o:DocumentRes>DocumentRes.xml</o:DocumentRes>"
    parts = {
        "OFD.xml": f"<o:OFD NS DocType='OFD' Version='1.0'><o:DocBody><o:DocInfo><o:Title>{escape(title)}</o:Title>"
        f"</o:DocInfo><o:DocRoot>{root}</o:DocRoot></o:DocBody></o:OFD>",
        "Doc_0/Document.xml": f"<o:Document NS><o:CommonData>{common}</o:CommonData><o:Pages>{listed}</o:Pages></o:Document>",
    }
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = _page(template, "")
    if resources:
        parts["Doc_0/DocumentRes.xml"] = f'<o:Res NS BaseLoc="Res">{resources}</o:Res>'
    for number, objects in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _page(objects, use)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, xml(text))
        for part, content in (extra or {}).items():
            archive.writestr(part, content)
    return stream.getvalue()


def _page(objects: str, use: str) -> str:
    return f'<o:Page NS>{use}<o:Content><o:Layer ID="2" Type="Body">{objects}</o:Layer></o:Content></o:Page>'


def media(*files: str) -> str:
    """Resources: files of the folder Res by the IDs 4, 5, …"""
    named = "".join(
        f'<o:MultiMedia ID="{number}" Type="Image"><o:MediaFile>{file}</o:MediaFile></o:MultiMedia>'
        for number, file in enumerate(files, start=4)
    )
    return f"<o:MultiMedias>{named}</o:MultiMedias>"


def picture(resource: int, box: str = "0 0 210 297") -> str:
    """A picture on this part of the page (millimetres: left, top, width, height)."""
    return f'<o:ImageObject ID="3" Boundary="{box}" ResourceID="{resource}"/>'


def text(words: str, x: float, y: float, size: float = 4.0, *, steps: str | None = None, attributes: str = "") -> str:
    """A text object whose first letter stands on this point of the page (millimetres); `steps`: its DeltaX."""
    if steps is None:
        steps = " ".join(f"{size if ord(letter) > 0x2000 else size / 2:g}" for letter in words[:-1])
    delta = f" DeltaX={quoteattr(steps)}" if steps else ""
    left, top = x - 1, y - size
    return (
        f'<o:TextObject ID="3" Boundary="{left:g} {top:g} {size * len(words) + 2:g} {size * 1.5:g}" Font="4" '
        f'Size="{size:g}" {attributes}><o:TextCode X="1" Y="{size:g}"{delta}>{escape(words)}</o:TextCode></o:TextObject>'
    )


def line(x: float, y: float, right: float, bottom: float) -> str:
    """A drawn line between two points of the page (millimetres)."""
    return (
        f'<o:PathObject ID="5" Boundary="{x:g} {y:g} {max(right - x, 0.1):g} {max(bottom - y, 0.1):g}" LineWidth="0.2">'
        f"<o:AbbreviatedData>M 0 0 L {right - x:g} {bottom - y:g}</o:AbbreviatedData></o:PathObject>"
    )


def table(rows: Sequence[Sequence[str]], xs: Sequence[float], top: float, height: float = 8.0) -> str:
    """A ruled table at these column borders (millimetres)."""
    bottom = top + height * len(rows)
    lines = [line(x, top, x, bottom) for x in xs]
    lines += [line(xs[0], top + height * n, xs[-1], top + height * n) for n in range(len(rows) + 1)]
    cells = [
        text(cell, x + 1, top + height * n + 5)
        for n, row in enumerate(rows)
        for cell, (x, _) in zip(row, pairwise(xs), strict=False)
        if cell
    ]
    return "".join([*lines, *cells])


def copied(
    words: Iterable[tuple[str, tuple[float, float, float, float]]], rules: Iterable[tuple[float, float, float, float]]
) -> str:
    """Letters and lines of another file's page (points), a text object a letter."""
    objects = []
    for letter, (left, top, _, bottom) in words:
        size = (bottom - top) * MILLIMETRES
        objects.append(text(letter, left * MILLIMETRES, (bottom - 0.14 * (bottom - top)) * MILLIMETRES, size))
    for rule in rules:
        left, top, right, bottom = (side * MILLIMETRES for side in rule)
        if right - left > bottom - top:
            objects.append(line(left, (top + bottom) / 2, right, (top + bottom) / 2))
        else:
            objects.append(line((left + right) / 2, top, (left + right) / 2, bottom))
    return "".join(objects)
