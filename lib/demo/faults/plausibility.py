"""Figures that agree with themselves and are still not to be believed as they stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lib.demo.activity import PARTS
from lib.demo.faults.model import Change, Injector, Kind, Site
from lib.forms import FigureKey

_YUAN, _JUMP, _LEAST_JUMP, _LEAST_COMPLETED = 10_000, 8, 30, 40


def yuan(site: Site) -> Change | None:
    """Fees in 元 where the form asks for 万元."""
    key = "proactive.fees.amount"
    before = site.before
    if before is None or not site.same_editions() or not site.value(key):
        return None
    near = before.value(key) and 0.85 < site.value(key) / before.value(key) < 1.15
    return Change({key: site.value(key) * _YUAN}) if near else None


def jump(site: Site) -> Change | None:
    """Eight times the decisions of the year before."""
    keys = ("proactive.licensing.decisions", "proactive.penalty.decisions")
    before = site.before if site.same_editions() else None
    key = site.pick(before.above(keys, _LEAST_JUMP)) if before is not None else None
    return None if key is None or before is None else Change({key: before.value(key) * _JUMP})


def rules(site: Site) -> Change | None:
    """Government rules issued by a county's department or a township, which have no power to."""
    agency = site.block.agency(site.report)
    issued, in_force = "proactive.rules.issued", "proactive.rules.in_force"
    low = agency.level in ("county", "township") and agency.kind != "government"
    if not low or not site.block.has(site.report, in_force):
        return None
    return Change({issued: 1, in_force: site.value(in_force) + 1})


def too_many_cases(site: Site) -> Change | None:
    """More reconsiderations than outcomes of this year and the last."""
    before = site.before.value("requests.result_total.total") if site.before is not None else 0
    if not site.received or site.before is None:
        return None
    more = site.value("requests.result_total.total") + before + 1
    return Change(_more("reconsideration", more, site))


def too_many_suits(site: Site) -> Change | None:
    """More suits after reconsideration than reconsiderations decided."""
    if site.before is None:
        return None
    decided = [f"disputes.reconsideration.{result}" for result in ("upheld", "corrected", "other")]
    most = sum(site.value(key) + site.before.value(key) for key in decided)
    return Change(_more("action_after", most + 1, site)) if most else None


def _more(group: str, more: int, site: Site) -> dict[FigureKey, int | str]:
    keys = [f"disputes.{group}.{result}" for result in ("upheld", "total")]
    return {key: site.value(key) + more for key in keys}


def forgotten_cases(site: Site) -> Change | None:
    """The cases pending at the end of last year do not come up again."""
    if site.before is None:
        return None
    groups = [key.removesuffix("pending") for key in site.keys("disputes") if key.endswith(".pending")]
    open_groups = [group for group in groups if site.before.value(f"{group}pending")]
    group = site.pick(open_groups)
    if group is None:
        return None
    return Change(dict.fromkeys([key for key in site.above(site.keys("disputes"), 1) if key.startswith(group)], 0))


def moved_to(row: str, share: float, least: int, fits: Callable[[Site], bool] = lambda site: True) -> Injector:
    """A share of all other outcomes booked under one row, the more so the more there are."""

    def inject(site: Site) -> Change | None:
        has = site.block.has(site.report, f"requests.{row}.total")
        if not has or site.value("requests.result_total.total") < least or not fits(site):
            return None
        figures: dict[FigureKey, int | str] = {}
        gained = dict.fromkeys((*PARTS, "total"), 0)
        for other in site.outcomes():
            for part in PARTS if other != row else ():
                taken = round(site.value(f"requests.{other}.{part}") * share)
                for column in (part, "total") if taken else ():
                    key = f"requests.{other}.{column}"
                    figures[key] = int(figures.get(key, site.value(key))) - taken
                    gained[column] += taken
        figures |= {f"requests.{row}.{c}": site.value(f"requests.{row}.{c}") + n for c, n in gained.items() if n}
        return Change(figures) if figures else None

    return inject


def _first_secrets(site: Site) -> bool:
    """Whether state secrets were no reason in any of the years before."""
    before = site.before
    while before is not None:
        if before.value("requests.ref_state_secret.total"):
            return False
        before = before.before
    return site.before is not None and not site.value("requests.ref_state_secret.total")


def _has_peers(site: Site) -> bool:
    """Whether there are many agencies of its kind and level."""
    agency = site.block.agency(site.report)
    return agency.kind == "department" and agency.level != "province"


KINDS: Mapping[str, Kind] = {
    "yuan": Kind(yuan, ("YEAR-UNIT",)),
    "jump": Kind(jump, ("YEAR-JUMP",)),
    "rules": Kind(rules, ("LOGIC-RULES",)),
    "too_many_cases": Kind(too_many_cases, ("LOGIC-CASES",)),
    "too_many_suits": Kind(too_many_suits, ("LOGIC-SECOND",)),
    "forgotten_cases": Kind(forgotten_cases, ("LOGIC-PENDING",)),
    "catch_all": Kind(moved_to("oth_other", 0.8, _LEAST_COMPLETED), ("LOGIC-OTHER",)),
    "outlier": Kind(moved_to("np_petition", 0.9, _LEAST_COMPLETED, _has_peers), ("OUTLIER-PEERS",)),
    "secrets": Kind(moved_to("ref_state_secret", 0.3, 10, _first_secrets), ("LOGIC-SECRET",), once=True),
}
