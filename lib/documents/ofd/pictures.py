"""A page of an OFD file that is nothing but pictures, as an archive's scanner makes it, as one picture."""

from __future__ import annotations

from PIL import Image, ImageChops

from lib.documents.containers import Package
from lib.documents.errors import DocumentError, refuse
from lib.documents.ofd import pages_of
from lib.documents.ofd.pages import OfdPage
from lib.documents.ofd.parts import Body
from lib.documents.raster import DOTS_A_POINT, MOST_PIXELS, Raster, raster_of


def ofd_raster(content: bytes, name: str, page: int) -> Raster:
    """A page (from 1) of an OFD file that is only pictures. Raises DocumentError where it is another, or damaged."""
    package = Package(content, name)
    found = pages_of(package, name)
    if not 1 <= page <= len(found):
        raise refuse("no_such_page", name=name, page=page)
    body, item = found[page - 1]
    if not item.scanned:
        raise refuse("not_picture", name=name)
    return drawn(package, body, item, name)


def drawn(package: Package, body: Body, item: OfdPage, name: str) -> Raster:
    """The pictures of a page where they stand on it, on white, as fine as the finest of them.

    Raises DocumentError where one is not there, damaged, or of a kind that only an OFD viewer opens (GBIG2).
    """
    width, height = item.size
    try:
        rasters = [
            (picture.box, raster_of(package.read(body.media.get(picture.resource, "")), name, 1).image)
            for picture in item.pictures
        ]
    except DocumentError as error:
        raise refuse("pictures_only", name=name) from error
    scale = max(DOTS_A_POINT, *(image.width / max(right - left, 1.0) for (left, _, right, _), image in rasters))
    scale = min(scale, (MOST_PIXELS / 4 / (width * height)) ** 0.5)
    sheet = Image.new("RGB", (max(1, round(width * scale)), max(1, round(height * scale))), "white")
    for (left, top, right, bottom), image in rasters:
        across, down = image.width / max(right - left, 1.0), image.height / max(bottom - top, 1.0)
        part = (-left * across, -top * down, (width - left) * across, (height - top) * down)
        laid = image.transform(sheet.size, Image.Transform.EXTENT, part, Image.Resampling.BICUBIC, fillcolor="white")
        sheet = ImageChops.darker(sheet, laid)
    return Raster(sheet, width, height)
