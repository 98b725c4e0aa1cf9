"""Numbers as office programs print them before a heading or an item of a list."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "零一二三四五六七八九"
_LEGAL = dict(zip("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_LOW = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST = 9999


def chinese(number: int) -> str:
    """一 to 九千九百九十九; beyond that in digits."""
    if not 0 < number <= _MOST:
        return str(number)
    text, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            text += ("零" if pending and text else "") + _DIGITS[digit] + name
        pending = digit == 0
    return text.removeprefix("一") if text.startswith("一十") else text


def _legal(number: int) -> str:
    text = chinese(number)
    return "".join(_LEGAL.get(character, character) for character in text)


def _letters(number: int) -> str:
    # a … z, then aa … zz: the letter is repeated.
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 8) if number > 0 else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, letters in (*_ROMAN, *_ROMAN_LOW):
        while 0 < number <= _MOST and number >= value:
            text += letters
            number -= value
    return text or str(number)


def _of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


def _circled(number: int) -> str:
    return chr(0x245F + number) if 0 < number <= 20 else str(number)


def _wide(number: int) -> str:
    return "".join(chr(ord(character) + 0xFEE0) for character in str(number))


_PRINTED: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "koreanCounting"), chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand", "ideographDigital"), chinese),
    **dict.fromkeys(("japaneseDigitalTenThousand", "taiwaneseDigital", "一, 二, 三, ..."), chinese),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    **dict.fromkeys(("壹, 贰, 叁, ...", "壹, 貳, 參, ..."), _legal),
    **dict.fromkeys(("ideographTraditional", "甲, 乙, 丙, ..."), _of(_STEMS)),
    **dict.fromkeys(("ideographZodiac", "子, 丑, 寅, ..."), _of(_BRANCHES)),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "①, ②, ③, ..."), _circled),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2", "１, ２, ３, ..."), _wide),
    **dict.fromkeys(("lowerLetter", "a"), _letters),
    **dict.fromkeys(("upperLetter", "A"), lambda number: _letters(number).upper()),
    **dict.fromkeys(("lowerRoman", "i"), _roman),
    **dict.fromkeys(("upperRoman", "I"), lambda number: _roman(number).upper()),
    "ideographEnclosedCircle": lambda number: chr(0x327F + number) if 0 < number <= 10 else str(number),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalEnclosedParen": lambda number: f"（{number}）",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    **dict.fromkeys(("bullet", "none", ""), lambda number: ""),
}


def printed(number: int, style: str) -> str:
    """`number` in a numbering style of WordprocessingML or OpenDocument; in digits where the style is not known."""
    return _PRINTED.get(style, str)(number)
