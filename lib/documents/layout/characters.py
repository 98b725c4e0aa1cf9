"""Characters of a text layer as the characters they stand for.

Fonts without a proper table give radicals (U+2F00…, U+2E80…) and compatibility forms in place of ordinary Chinese
characters, and private or unmapped codes that may look like anything: those become "\ufffd" and are never a digit.
"""

from __future__ import annotations

import unicodedata

LOST = "\ufffd"
# Radicals that NFKC leaves alone, each with the character a font meant by it (CJK Radicals Supplement).
_RADICALS = """
⺠民 ⺟母 ⻓长 ⻔门 ⻋车 ⻛风 ⻢马 ⻅见 ⻄西 ⻩黄 ⻬齐 ⻰龙 ⻥鱼 ⻦鸟 ⻨麦 ⻘青 ⻝食 ⻙韦 ⻜飞 ⻚页 ⻉贝 ⻆角 ⻑長 ⻣骨
⻤鬼 ⻳龟 ⻮齿 ⻁虎 ⺮竹 ⺫目 ⺒巳 ⺩王 ⺝月 ⺼月 ⻍辶 ⻏阝 ⻖阝 ⺁厂 ⺌小 ⺍小 ⺘扌 ⺡氵 ⺣灬 ⺤爪 ⺧牛 ⺨犭 ⺪疋 ⺬示
⺭礻 ⺯纟 ⺰纟 ⺳网 ⺶羊 ⺷羊 ⻀艹 ⻂衤 ⻌辶 ⻎辶 ⻐钅 ⻒镸 ⻗雨 ⻞食 ⻟飠 ⻠饣 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇几 ⺈刀 ⺉刂 ⺊卜
⺋㔾 ⺎尣 ⺏尢 ⺐尢 ⺑兀 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺗心 ⺙攵 ⺛旡 ⺜日 ⺞歹 ⺢水 ⺥爫 ⺦丬
"""
_MEANT = {ord(pair[0]): pair[1] for pair in _RADICALS.split()}


def ordinary(text: str) -> str:
    """The text with radicals and compatibility forms of Chinese characters made ordinary, unknown characters `LOST`."""
    return text if text.isascii() and text.isprintable() else "".join(map(_ordinary, text))


def _ordinary(character: str) -> str:
    code = ord(character)
    if 0x2E80 <= code <= 0x2FDF:
        return _MEANT.get(code) or unicodedata.normalize("NFKC", character)
    if 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        return unicodedata.normalize("NFKC", character)
    kind = unicodedata.category(character)
    # Cc may be a space of some sort (tab, line end); a code point nobody assigned, or privately, may mean anything.
    if kind in {"Co", "Cn", "Cs"}:
        return LOST
    return " " if kind == "Cc" and character.isspace() else "" if kind in {"Cc", "Cf"} else character
