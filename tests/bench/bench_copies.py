"""How fast texts are sketched and copies among 300,000 reports found, and how many of them.

`python -m tests.bench.bench_copies`, or `make bench`. Nothing is asserted but that copies, and only copies, are found.
Times are those of the processor, so that neighbours count for less.
"""

from __future__ import annotations

import random
import resource
from itertools import pairwise
from time import process_time

import numpy as np

from lib.checks.copying import Measure, Sketches, clean, compare, pairs_to_compare, sketch
from tests.bench.record import record

TEXTS = 300_000
COPIES = 400
# Words of prose of this kind; a text strings sentences of them together.
_NOUNS = (
    "窗口 登记 群众 网站 栏目 答复 申请人 经办 村级 公开栏 驻村干部 抽查 例会 法律顾问 范本 培训 疑难 检索 旧文件 运维 补录 短信 "
    "值班 电话 大厅 软件 更新 审核 保密 台账 预算 决算 招标 征地 低保 教育 医疗 水利 道路 检查 通报 整改 清单 平台 账号 新媒体 "
    "解读 图片 视频 问卷 座谈 开放日 热线 回访 期限 补正 邮寄 当面 渠道 指南 目录 规范性文件 清理 废止 汇编 公报 档案 图书馆"
)
_LINKS = "对 由 把 向 在 每月 及时 逐步 尚未 已经 继续 重点 统一 分别 定期 认真"


def prose(chance: random.Random, characters: int) -> str:
    """A text of about so many characters that nobody else writes."""
    nouns, links = _NOUNS.split(), _LINKS.split()
    sentences: list[str] = []
    while sum(map(len, sentences)) < characters:
        words = [chance.choice(links if n % 3 == 1 else nouns) for n in range(chance.randint(6, 14))]
        sentences.append("".join(words) + f"{chance.randint(1, 900)}件。")
    return "".join(sentences)


def reworded(text: str, chance: random.Random, share: float) -> str:
    """The text with other numbers, and with so many of its sentences written anew."""
    sentences = text.split("。")[:-1]
    kept = [
        prose(chance, len(s)) if chance.random() < share else f"{s[:-3]}{chance.randint(1, 99)}件。" for s in sentences
    ]
    return "".join(kept)


def speed() -> None:
    chance = random.Random(1)
    texts = [prose(chance, 1_100) for _ in range(500)]
    start = process_time()
    cleaned = [clean(text, "示例县示例局") for text in texts]
    made = process_time()
    for text in cleaned:
        sketch(text)
    sketched = process_time() - made
    record("copies", f"sketching {len(texts)} texts", sketched, "s", against="cleaning them", theirs=made - start)
    measure = Measure(10, 0.5, 60, 0.9, 100, np.empty(0, dtype=np.uint64))
    copies = [clean(reworded(text, chance, 0.05), "示例县示例局") for text in texts]
    start = process_time()
    for text, other in zip(cleaned, copies, strict=True):
        compare(text, other, measure, own=True)
    alike = process_time() - start
    start = process_time()
    for text, other in pairwise(cleaned):
        compare(text, other, measure, own=True)
    apart = process_time() - start
    record(
        "copies",
        f"comparing {len(texts)} pairs that are copies",
        alike,
        "s",
        against="pairs that are none",
        theirs=apart,
    )


def recall() -> None:
    """Of texts that are copies of others in a crowd that shares words and sentences only, how many are found."""
    chance = random.Random(2)
    texts = [prose(chance, 900) for _ in range(4_000)]
    for share in (0.0, 0.03, 0.06):
        copies = [reworded(text, chance, share) for text in texts[:COPIES]]
        cleaned = [clean(text, "示例局") for text in (*texts, *copies)]
        sketches = _sketches([sketch(text) for text in cleaned])
        pairs = pairs_to_compare(sketches, np.ones(len(sketches), dtype=np.bool_), 0.5, 0.9)
        measure = Measure(10, 0.5, 60, 0.9, 100, np.empty(0, dtype=np.uint64))
        told = {
            (text, other)
            for text, other in zip(pairs.texts.tolist(), pairs.others.tolist(), strict=True)
            if compare(cleaned[text], cleaned[other], measure, own=False)
        }
        due = {
            (len(texts) + n, n)
            for n in range(COPIES)
            if compare(cleaned[len(texts) + n], cleaned[n], measure, own=False)
        }
        other = [pair for pair in told if abs(pair[0] - pair[1]) != len(texts)]
        assert not other
        assert len(due & told) >= 0.95 * len(due)
        print(
            f"rewritten {share:.0%}: {len(due & told)} of {len(due)} copies found, {len(other)} others, {len(pairs)} compared"
        )


def join() -> None:
    """Candidates among many: each sixth text one of a group of copies, one text in a thousand the same everywhere."""
    rng = np.random.default_rng(3)
    signatures = rng.integers(0, 2**16, (TEXTS * 2, 64), dtype=np.uint16)
    grouped = np.arange(0, len(signatures), 6)
    signatures[grouped] = signatures[(grouped // 600) * 600]
    signatures[::1000] = signatures[0]
    years = 2019 + np.arange(len(signatures)) // 2 % 7
    numbers = np.arange(len(signatures)) // 2
    sketches = Sketches(
        numbers, numbers // 7, years, np.arange(len(signatures)) % 2, np.full(len(numbers), 700), signatures
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = []
    for name, fresh in (("all", np.ones(len(numbers), dtype=np.bool_)), ("one report", numbers == TEXTS // 2)):
        start = process_time()
        pairs = pairs_to_compare(sketches, fresh, 0.5, 0.9)
        taken.append(process_time() - start)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        print(f"{TEXTS:,} reports, {name}: {len(pairs):,} pairs in {taken[-1]:.2f} s, {grown} MB more")
    whole, one = taken
    what = f"what one report may be a copy of, among {TEXTS:,}"
    record("copies", what, one, "s", against="the same of all of them", theirs=whole)


def _sketches(made: list[tuple[np.ndarray, int] | None]) -> Sketches:
    found = [one for one in made if one is not None]
    assert len(found) == len(made)
    numbers = np.arange(len(found))
    sizes = np.array([size for _, size in found])
    return Sketches(numbers, numbers, np.full(len(found), 2023), numbers * 0, sizes, np.stack([s for s, _ in found]))


def test_copies() -> None:
    speed()
    recall()
    join()


if __name__ == "__main__":
    test_copies()
