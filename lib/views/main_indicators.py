"""The indicators in groups, so that a person finds one, and the main ones that agencies are set side by side with."""

from __future__ import annotations

GROUPS: dict[str, tuple[str, ...]] = {
    "counts": ("received", "workload", "completed"),
    "handling": ("completion_rate", "carry_over_rate"),
    "outcomes": (
        "disclosure_rate", "answerable_disclosure_rate", "granted_rate", "partial_rate", "refused_share", "unable_share",
        "not_processed_share", "other_share", "not_held_share", "petition_share", "repeat_abusive_share", "catch_all_share",
    ),
    "disputes": (
        "reconsideration_correction_rate", "litigation_correction_rate", "dispute_rate", "reconsideration_rate",
        "direct_action_rate", "action_after_rate", "reconsideration_decided_share", "direct_action_decided_share",
        "action_after_decided_share",
    ),
    "applicants": (
        "applicant_natural", "applicant_commercial", "applicant_research", "applicant_welfare", "applicant_legal",
        "applicant_other",
    ),
    "data": ("on_time_rate", "consistency_rate", "checkable_rate", "zero_report_rate"),
}  # fmt: skip
MAIN = (
    "received",
    "completion_rate",
    "carry_over_rate",
    "disclosure_rate",
    "refused_share",
    "unable_share",
    "not_processed_share",
    "dispute_rate",
    "reconsideration_correction_rate",
    "litigation_correction_rate",
)


def group_of(key: str) -> str:
    """The group of an indicator; "" for one that is in none."""
    return next((group for group, keys in GROUPS.items() if key in keys), "")
