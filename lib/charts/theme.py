"""The one place for colours, patterns and sizes: a colour means the same in every chart, light and dark.

Colours that mean something go by the code of what they stand for (`outcome.granted`, `result.pending`).
Outcomes and results alternate between dark and light in the order of the form, so that a print in grey still
tells neighbours apart. Every colour has a contrast of 3:1 on the background and every ink 4.5:1 (tested).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, Hiragino Sans GB, "
    "WenQuanYi Micro Hei, sans-serif"
)
HATCH = "/"
GAP_HATCH = "\\"


@dataclass(frozen=True)
class Look:
    """How a figure is dressed. `large`: for a projector, read from the last row."""

    dark: bool
    large: bool = False


@dataclass(frozen=True)
class Palette:
    """The neutral colours of one look. `background` also draws the line between stacked segments."""

    background: str
    ink: str
    muted: str
    grid: str
    missing: str
    accent: str
    standout: str


@dataclass(frozen=True)
class Tile:
    """A square of a matrix: `fill` inside, `line` around, `ink` for what is printed in it: the `sign`."""

    fill: str
    line: str
    ink: str
    sign: str
    pattern: str = ""


_LIGHT = Palette("#FFFFFF", "#1B2430", "#55606E", "#E1E6EC", "#87919E", "#1F4E8C", "#A3142A")
_DARK = Palette("#141A22", "#E6EAF0", "#A9B4C2", "#2E3945", "#77838F", "#7FB2E5", "#FF8A80")

# One pair a meaning: on light, on dark. 尚未审结 is drawn hatched in this colour.
_MEANINGS: dict[str, tuple[str, str]] = {
    "outcome.granted": ("#005F9E", "#2F8FD6"),
    "outcome.partial": ("#2F9AD8", "#8CD0F8"),
    "outcome.refused": ("#B84600", "#E0661C"),
    "outcome.unable": ("#C98300", "#F2B632"),
    "outcome.not_processed": ("#9C4579", "#C7689F"),
    "outcome.other": ("#868B94", "#AEB4BE"),
    "result.upheld": ("#5F82B0", "#9DB8DA"),
    "result.corrected": ("#A3142A", "#D9505E"),
    "result.other": ("#8E8E8E", "#B4B4B4"),
    "result.pending": ("#55606E", "#A9B4C2"),
    "severity.error": ("#B3261E", "#F07C73"),
    "severity.warning": ("#A25E00", "#E0A03C"),
    "severity.information": ("#2E5AAC", "#7FA8F0"),
    "dispute.reconsideration": ("#1F4E8C", "#7FB2E5"),
    "dispute.direct_action": ("#A8791C", "#B98A3A"),
    "dispute.action_after": ("#37474F", "#DCE3EA"),
    "dispute.litigation": ("#2B8E83", "#2FA598"),
}
_SERIES_LIGHT = ("#1F4E8C", "#A8791C", "#37474F", "#2B8E83", "#7E5A50", "#7089A3", "#4F7A28", "#A06CB8")
_SERIES_DARK = ("#7FB2E5", "#B98A3A", "#DCE3EA", "#2FA598", "#E79BB8", "#7388A8", "#A6CC77", "#9A78C4")

_TILES_LIGHT: dict[str, Tile] = {
    "fine": Tile("#E4F1EC", "#3F8F78", "#1E5E4C", "✓"),
    "blank_ok": Tile("#FFFFFF", "#3F8F78", "#1E5E4C", "◌"),
    "warning": Tile("#F6D58F", "#A25E00", "#5C3600", "!"),
    "error": Tile("#B3261E", "#B3261E", "#FFFFFF", "✕"),
    "zero": Tile("#DFE3E8", "#7A838F", "#333B45", "0"),
    "missing": Tile("#FFFFFF", "#87919E", "#55606E", "", HATCH),
    "not_due": Tile("#FFFFFF", "#B9C1CB", "#55606E", "…"),
}
_TILES_DARK: dict[str, Tile] = {
    "fine": Tile("#1C332D", "#4FA88E", "#9ADBC7", "✓"),
    "blank_ok": Tile("#141A22", "#4FA88E", "#9ADBC7", "◌"),
    "warning": Tile("#5A4310", "#E0A03C", "#FFD58A", "!"),
    "error": Tile("#F07C73", "#F07C73", "#141A22", "✕"),
    "zero": Tile("#37414D", "#8591A0", "#E6EAF0", "0"),
    "missing": Tile("#141A22", "#77838F", "#A9B4C2", "", HATCH),
    "not_due": Tile("#141A22", "#4A5665", "#A9B4C2", "…"),
}
_SHADES = (
    "#EDF3FA",
    "#D6E4F2",
    "#BAD2E8",
    "#9ABDDC",
    "#78A5CE",
    "#578CBF",
    "#3C74AD",
    "#275F9B",
    "#1F4E8C",
    "#163A69",
)
_SIZES = {"tick": (12, 20), "legend": (12.5, 20), "label": (12, 20), "small": (11, 18), "hover": (13, 19)}
MARKERS = ("circle", "diamond", "square", "triangle-up", "cross", "star", "pentagon", "triangle-down")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "solid", "dash", "dot")


def palette(look: Look) -> Palette:
    """The neutral colours of a look."""
    return _DARK if look.dark else _LIGHT


def colour(code: str, look: Look, position: int = 0) -> str:
    """The colour of what `code` names; a code without a fixed meaning takes that of its `position`."""
    if code in _MEANINGS:
        return _MEANINGS[code][look.dark]
    if code.startswith("status."):
        return tile(code.removeprefix("status."), look).fill
    series = _SERIES_DARK if look.dark else _SERIES_LIGHT
    return series[position % len(series)]


def is_hatched(code: str) -> bool:
    """Whether `code` is drawn as a hatch: a case still pending is not a result yet."""
    return code == "result.pending"


def tile(status: str, look: Look) -> Tile:
    """How the square of a status looks. Raises KeyError for a status that is none."""
    return (_TILES_DARK if look.dark else _TILES_LIGHT)[status]


def shade(share: float, look: Look) -> str:
    """A step of the sequential scale for 0 … 1: more is further from the background."""
    step = round(min(1.0, max(0.0, share)) * (len(_SHADES) - 1))
    return _SHADES[-1 - step] if look.dark else _SHADES[step]


def shade_of(value: float, highest: float, look: Look) -> str:
    """The fill behind a value where `highest` is the largest of all: a zero is grey, not the least of the scale."""
    return shade(value / highest, look) if value else tile("zero", look).fill


def size(what: Literal["tick", "legend", "label", "small", "hover"], look: Look) -> float:
    """A font size in px. Streamlit's chart theme ignores `layout.font.size`, so every text names its own."""
    return _SIZES[what][look.large]


def least_size(look: Look) -> float:
    """The smallest a text may be shrunk to before it is left out; on a projector small letters are as good as none."""
    return size("small", look) - (0 if look.large else 1)


def ink_on(fill: str) -> str:
    """Black or white, whichever is read better on `fill`; always 4.5:1 or better."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """The contrast of two "#RRGGBB" colours as WCAG 2 defines it, 1 … 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour_code: str) -> float:
    """Relative luminance of "#RRGGBB", 0 … 1 (WCAG 2)."""
    red, green, blue = (_linear(int(colour_code[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def translucent(colour_code: str, opacity: float) -> str:
    """ "#RRGGBB" as rgba()."""
    red, green, blue = (int(colour_code[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def faded(rgba: str) -> str:
    """An rgba() of `translucent` as good as gone."""
    return f"{rgba.rpartition(',')[0]},0.08)"


def _linear(channel: float) -> float:
    return float(channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4)


FIXED_CODES = tuple(_MEANINGS)
STATUSES = tuple(_TILES_LIGHT)
SERIES_LENGTH = len(_SERIES_LIGHT)
