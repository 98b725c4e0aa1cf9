"""Words as they are compared: one form for all the ways a label is written.

NFKC (which also undoes the Kangxi radicals of PDF text), traditional characters to simplified, then no spaces, no
punctuation and no enumerator ("（一）", "1.", "一、").
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# The characters of the form's own labels and headings, traditional and simplified.
LONGEST_LABEL = 300
"""Longer texts are prose. The longest labels met carry a remark of some 150 characters."""

_PAIRS = """
規规 範范 檔档 條条 項项 內内 製制 發发 數数 廢废 現现 開开 對对 總总 許许 處处 決决 罰罚 強强 業业
費费 單单 萬万 務务 採采 購购 屬属 國国 機机 構构 關关 與与 於于 執执 詢询 沒没 補补 請请 確确 認认
穩稳 護护 權权 類类 過过 組组 織织 訴诉 訟讼 復复 議议 經经 結结 維维 糾纠 審审 轉转 繼继 續续 辦办
無无 額额 減减 報报 節节 將将 據据 標标 門门 動动 應应 獲获 繳缴 納纳 訪访 舉举 複复 係系 為为 級级
縣县 鎮镇 鄉乡 區区 廳厅 會会 設设 財财 農农 產产 濟济 監监 質质 計计 這这 個个 並并 問问 題题 進进
給给 長长 當当 團团 體体 準准 況况 實实 稱称 說说 責责 參参 達达 環环 態态 衛卫 術术 頁页 併并 劃划
稅税 證证 種种
"""
_SIMPLER = str.maketrans({pair[0]: pair[1] for pair in _PAIRS.split()})
_CIRCLED = re.compile(r"^\s*[\u2460-\u2473\u2488-\u249b]")
_CHINESE = r"[一二三四五六七八九十]{1,3}"
_ENUMERATOR = re.compile(rf"\s*(\(\s*({_CHINESE}|\d{{1,3}})\s*\)|{_CHINESE}\s*[、.]|\d{{1,2}}\s*[、.)](?!\d))\s*")
_REMARK = re.compile(r"\([^()]*\)?\s*$")


def plain(text: str) -> str:
    """The text in NFKC and in simplified characters, otherwise as it stands."""
    return unicodedata.normalize("NFKC", _CIRCLED.sub("", text)).translate(_SIMPLER)


def letters(text: str) -> str:
    """Only letters and digits, simplified."""
    return _letters(text) if len(text) <= LONGEST_LABEL else _letters.__wrapped__(text)


def bare(text: str) -> str:
    """The words of a label alone: what two writings of the same label have in common. "" for what is no label."""
    return _bare(text) if len(text) <= LONGEST_LABEL else ""


def without_remark(text: str) -> str:
    """`bare`, and without a remark in brackets at the end: 规章（设区的市应提供） is 规章."""
    return _without_remark(text) if len(text) <= LONGEST_LABEL else ""


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return "".join(character for character in plain(text) if character.isalnum())


@lru_cache(maxsize=8192)
def _bare(text: str) -> str:
    words = plain(text)
    while match := _ENUMERATOR.match(words):
        words = words[match.end() :]
    return letters(words)


@lru_cache(maxsize=8192)
def _without_remark(text: str) -> str:
    words = plain(text).strip()
    while (match := _REMARK.search(words)) and match.start():
        words = words[: match.start()].strip()
    return bare(words)
