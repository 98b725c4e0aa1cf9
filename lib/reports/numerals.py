"""Whole numbers written out in Chinese: 二十三, 一百零五, 两, 壹拾, 〇. Only what is written as it should be is read."""

from __future__ import annotations

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("零〇○", "一壹弌", "二贰兩两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_PLACES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4}
NUMERALS = "".join((*_DIGITS, *_PLACES, *_MYRIADS))
_PLAIN = str.maketrans("〇○壹弌贰兩两叁肆伍陆柒捌玖拾佰仟萬", "零零一一二二二三四五六七八九十百千万")


def whole_number(text: str) -> int | None:
    """The number a text writes out; None where it is none, or is not written as this number is.

    Digits alone in a row (一二三) are no number here: they may be cells that ran together.
    """
    plain = text.translate(_PLAIN)
    if not plain or any(character not in NUMERALS for character in plain):
        return None
    value = _value(plain)
    if value >= 10**8:
        return None
    return value if plain in (written := _written(value), written.replace("一十", "十", 1)) else None


def _value(plain: str) -> int:
    total = section = digit = 0
    for character in plain:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _PLACES:
            section += (digit or 1) * _PLACES[character]
            digit = 0
        else:
            total = (total + section + digit) * _MYRIADS[character]
            section = digit = 0
    return total + section + digit


def _written(value: int) -> str:
    """The one way to write a number, 10 as 一十."""
    above, below = divmod(value, 10**4)
    if not above:
        return _section(below) or "零"
    return _section(above) + "万" + ("零" if 0 < below < 1000 else "") + _section(below)


def _section(value: int) -> str:
    words = ""
    for name, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = value // size % 10
        if digit:
            words += "零" if words and words[-1] != "零" and value // (size * 10) % 10 == 0 else ""
            words += "零一二三四五六七八九"[digit] + name
    return words
