"""Changes of edition and of law across which figures do not compare. Drawn on every trend they touch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SeriesBreak:
    """Between the report years `before` and `after`; the reason is the sentence `indicators.break_<key>`."""

    key: str
    before: int
    after: int


BREAKS: dict[str, SeriesBreak] = {
    # 国办公开办函〔2021〕30号: other tables and rows; 复议法 (2023 revision) art. 23(1)(4): reconsideration before suing.
    "proactive": SeriesBreak("proactive", 2020, 2021),
    "other_handling": SeriesBreak("other_handling", 2020, 2021),
    "reconsideration_first": SeriesBreak("reconsideration_first", 2023, 2024),
}
