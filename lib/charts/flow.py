"""What became of the requests: a Sankey from what came in to what became of it, with exact counts."""

from __future__ import annotations

from typing import Any

from lib.charts.frame import Figure, layout, note
from lib.charts.theme import FIXED_CODES, FONTS, Look, colour, palette, size, translucent
from lib.charts.words import NO_EXTRA, hover, labelled, name_of, number, safe, share_text, shortened, width
from lib.language import Language, t
from lib.views.model import Flow

PAD = 15
LONGEST = {"zh": 20, "en": 18}
LONGEST_LAST = {"zh": 20, "en": 24}
# Of a Sankey Plotly takes one template for all and fails on a list: each mark's own text lies behind its codes.
_HOVER = f"%{{customdata[2]}}{NO_EXTRA}"
# Where the columns stand: closer on the left, where labels are short, so that those before the last have room on a phone.
_COLUMNS = {
    "zh": {1: [0.001], 2: [0.001, 0.999], 3: [0.001, 0.4, 0.999], 4: [0.001, 0.27, 0.54, 0.999]},
    "en": {1: [0.001], 2: [0.001, 0.999], 3: [0.001, 0.3, 0.999], 4: [0.001, 0.22, 0.41, 0.999]},
}


def build(view: Flow, lang: Language, look: Look) -> Figure:
    """The figure of a flow; what the figures do not account for is said in words under it."""
    counts, levels = node_counts(view), depths(view)
    codes = [name.code for name in view.nodes if counts[name.code]]
    pad = PAD * (1.45 if look.large else 1)
    tallest = max(([levels[code] for code in codes].count(level) for level in levels.values()), default=1)
    figure = layout(look, max(400, tallest * 32 + 60))
    figure["annotations"] = []
    if view.unmatched is not None:
        figure["margin"]["b"] = 44 if look.large else 30
        place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 0, "yref": "paper", "yanchor": "top"}
        text = f"⚠ {safe(unmatched_text(view.unmatched, lang))}"
        figure["annotations"].append(note(text, look, **place, yshift=-8))
    room = figure["height"] - figure["margin"]["t"] - figure["margin"]["b"]
    places = _places(view, codes, room, pad, lang)
    last = _last_labels(view, codes, places["y"], lang, look)
    figure["annotations"] += last
    figure["margin"]["r"] = 14 + size("small", look) * 0.53 * max((width(label["text"]) for label in last), default=0)
    sankey = {
        "type": "sankey",
        "orientation": "h",
        "arrangement": "fixed",
        "node": _nodes(view, codes, lang, look) | places | {"pad": pad},
        "link": _links(view, codes, lang, look),
        "textfont": {"family": FONTS, "size": size("small", look), "color": palette(look).ink},
        "meta": "flow",
    }
    return {"data": [sankey] if codes else [], "layout": figure}


def node_counts(view: Flow) -> dict[str, int]:
    """What runs through each node: the larger of what comes in and what goes out."""
    into = {name.code: 0 for name in view.nodes}
    out = dict(into)
    for link in view.links:
        out[link.source] += link.count
        into[link.target] += link.count
    return {code: max(into[code], out[code]) for code in into}


def unmatched_text(unmatched: int, lang: Language) -> str:
    """The difference between what came in and what went out, in words."""
    if unmatched > 0:
        return t("charts.unmatched_more", lang, count=unmatched)
    return t("charts.unmatched_less", lang, count=-unmatched)


def depths(view: Flow) -> dict[str, int]:
    """How many links lie before each node that is used, counted along the longest way."""
    links = [link for link in view.links if link.count]
    depth = {code: 0 for link in links for code in (link.source, link.target)}
    for _ in depth:
        for link in links:
            depth[link.target] = max(depth[link.target], min(depth[link.source] + 1, len(depth)))
    return depth


def _nodes(view: Flow, codes: list[str], lang: Language, look: Look) -> dict[str, Any]:
    counts, colours, levels = node_counts(view), _node_colours(view, look), depths(view)
    names = {name.code: name_of(name, lang) for name in view.nodes}
    deepest = max(levels.values(), default=0)
    labels = []
    for code in codes:
        # The first columns stand close together: a word, or the number, a line.
        between = "<br>" if levels[code] < deepest - 1 else " "
        label = f"{safe(shortened(names[code], LONGEST[lang]))} {number(counts[code])}".replace(" ", between)
        labels.append("" if levels[code] == deepest and deepest else label)
    return {
        "label": labels,
        "color": [colours[code] for code in codes],
        "line": {"color": palette(look).background, "width": 0},
        "thickness": 18 if look.large else 12,
        "customdata": [[code, "", _plain_hover(names[code], [number(counts[code])])] for code in codes],
        "hovertemplate": _HOVER,
    }


def _last_labels(
    view: Flow, codes: list[str], heights: list[float], lang: Language, look: Look
) -> list[dict[str, Any]]:
    """The labels of the last column, beside it in the margin: Plotly would write them across the links."""
    counts, levels = node_counts(view), depths(view)
    names = {name.code: name_of(name, lang) for name in view.nodes}
    deepest = max(levels.values(), default=0)
    labels = []
    for code, height in zip(codes, heights, strict=True):
        if levels[code] != deepest:
            continue
        text = f"{safe(shortened(names[code], LONGEST_LAST[lang]))} {number(counts[code])}"
        place = {"x": 1, "xref": "paper", "xanchor": "left", "xshift": 8, "y": 1 - height, "yref": "paper"}
        label = note(text, look, **place, yanchor="middle", borderpad=0)
        label["font"] = {**label["font"], "color": palette(look).ink}
        labels.append(label)
    return labels


def _places(view: Flow, codes: list[str], room: float, pad: float, lang: Language) -> dict[str, Any]:
    """Centres of the nodes as shares of the room, in the order of the view.

    The last column stands at the bottom: its labels then meet fewer of those of the column before.
    """
    counts, levels = node_counts(view), depths(view)
    deepest = max(levels.values(), default=0)
    xs = _COLUMNS[lang].get(deepest + 1) or [max(0.001, 0.999 * level / deepest) for level in range(deepest + 1)]
    columns = [[code for code in codes if levels[code] == level] for level in range(deepest + 1)]
    scales = [(room - (len(column) - 1) * pad) / sum(counts[code] for code in column) for column in columns if column]
    scale, centres = min(scales, default=1.0), {}
    for level, column in enumerate(columns):
        taken = sum(counts[code] for code in column) * scale + (len(column) - 1) * pad
        at = max(0.0, room - taken) if level == deepest else 0.0
        for code in column:
            tall = counts[code] * scale
            centres[code] = min(0.999, max(0.001, (at + tall / 2) / room))
            at += tall + pad
    return {
        "x": [xs[levels[code]] for code in codes],
        "y": [centres[code] for code in codes],
        "align": "left",
        "sort": "input",
    }


def _links(view: Flow, codes: list[str], lang: Language, look: Look) -> dict[str, Any]:
    counts, colours = node_counts(view), _node_colours(view, look)
    names = {name.code: name_of(name, lang) for name in view.nodes}
    shown = [link for link in view.links if link.count]
    texts = []
    for link in shown:
        head = f"{names[link.source]} → {names[link.target]}"
        share = share_text(link.count, counts[link.source], lang)
        texts.append(_plain_hover(head, [number(link.count), labelled(names[link.source], share, lang)]))
    tints = [colours[link.target if link.target in FIXED_CODES else link.source] for link in shown]
    return {
        "source": [codes.index(link.source) for link in shown],
        "target": [codes.index(link.target) for link in shown],
        "value": [link.count for link in shown],
        "color": [translucent(tint, 0.45 if look.dark else 0.38) for tint in tints],
        "customdata": [[link.source, link.target, text] for link, text in zip(shown, texts, strict=True)],
        "hovertemplate": _HOVER,
    }


def _plain_hover(head: str, lines: list[str]) -> str:
    return hover(head, lines).removesuffix(NO_EXTRA)


def _node_colours(view: Flow, look: Look) -> dict[str, str]:
    """Outcomes in their own colour, what lies behind an outcome in that outcome's, the rest neutral."""
    colours = {name.code: palette(look).missing for name in view.nodes}
    fixed = {code: colour(code, look) for code in colours if code in FIXED_CODES}
    for link in view.links:
        if link.source in fixed and link.target not in fixed:
            colours[link.target] = fixed[link.source]
    return colours | fixed
