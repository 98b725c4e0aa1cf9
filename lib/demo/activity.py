"""What fictional agencies do from year to year: requests and what became of them, disputes, documents and decisions.

How much a year differs from the one before follows the bundled series of 平潭综合实验区 (2019–2025, 102 reports): where
ten or more requests came in, the median change of the logarithm from one year to the next is 0.44 for requests, 0.36
for penalties, 0.17 for documents in force; 5.7 % of what is handled is carried over; 7.5 % of outcomes are disputed
and a tenth of the disputes are pending. Normal deviations with these medians, the spread of small counts taken off,
are what `YEARLY_CHANGE` and its kin hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lib.demo.years import edition_of, keys_of
from lib.forms import ALL_KEYS, FigureKey
from lib.reports import Agency

Counts = NDArray[np.int64]
KEY_ROWS: dict[FigureKey, int] = {key: row for row, key in enumerate(ALL_KEYS)}
PARTS = ("natural", "commercial", "research", "welfare", "legal", "other")
RESULTS = ("upheld", "corrected", "other")

YEARLY_CHANGE, DECISIONS_CHANGE = 0.5, 0.55
# How much of a year's deviation from the agency's own level is still there the year after.
KEPT = 0.6
# Requests a year of a typical agency; of two agencies alike in kind and level one has e times as many as the other.
REQUESTS = {
    ("office", "county"): 20.0, ("department", "county"): 4.0, ("township", "township"): 2.5,
    ("office", "prefecture"): 45.0, ("department", "prefecture"): 10.0,
    ("office", "province"): 150.0, ("department", "province"): 45.0,
}  # fmt: skip
SPREAD = 1.0
# How many agencies hardly ever have anything to report: 47 % of the reports of small agencies hold nothing but zeros.
QUIET = {("department", "county"): 0.5, ("township", "township"): 0.6, ("department", "prefecture"): 0.1}
QUIET_REQUESTS = 0.01
APPLICANTS = np.array([0.88, 0.07, 0.005, 0.01, 0.025, 0.01])
CARRIED, DISPUTED, SUED, SUED_AFTER, PENDING = 0.057, 0.07, 0.012, 0.25, 0.1
DISPUTE_RESULTS = np.array([0.71, 0.08, 0.21])
# Of 1,000 requests in the bundled reports, by the rows of the edition in force.
OUTCOMES = {
    "granted": 340, "partial": 105, "ref_state_secret": 2, "ref_other_law": 4, "ref_3sec1stab": 2, "ref_third_party": 8,
    "ref_internal": 14, "ref_process": 6, "ref_enforcement": 9, "ref_query": 8, "una_not_held": 270, "una_must_create": 14,
    "una_unclear": 8, "np_petition": 55, "np_repeat": 12, "np_publication": 2, "np_abusive": 6, "np_confirm": 2,
    "oth_no_correction": 24, "oth_fee_unpaid": 6, "oth_other": 60,
}  # fmt: skip
# How alike the outcomes of two agencies are: the larger, the more alike.
ALIKE = 14.0


@dataclass(frozen=True)
class Powers:
    """What a fictional agency may do (agencies): issue rules, issue documents, license, punish, compel, charge fees."""

    rules: NDArray[np.bool_]
    documents: NDArray[np.bool_]
    licensing: NDArray[np.bool_]
    penalty: NDArray[np.bool_]
    compulsion: NDArray[np.bool_]
    fees: NDArray[np.bool_]


def figures_of(agencies: Sequence[Agency], years: Sequence[int], random: np.random.Generator) -> Counts:
    """The figures of agencies that are no aggregates: keys × agencies × years, whole numbers.

    Amounts of money stand in hundredths of the unit. Every sum of the form holds, and every chain from year to year.
    What a year's edition does not have is 0.
    """
    values = np.zeros((len(ALL_KEYS), len(agencies), len(years)), dtype=np.int64)
    quiet = random.random(len(agencies)) < _of(agencies, QUIET, 0.0)
    level = _of(agencies, REQUESTS, 0.0) * np.exp(random.normal(0, SPREAD, len(agencies)))
    rates = np.where(quiet, QUIET_REQUESTS, level)[:, None] * _years(random, len(agencies), len(years), YEARLY_CHANGE)
    _fill_requests(values, rates, years, random)
    _fill_disputes(values, random)
    _fill_proactive(values, _powers(agencies, ~quiet, random), years, random)
    return values


def _of(agencies: Sequence[Agency], table: Mapping[tuple[str, str], float], otherwise: float) -> NDArray[np.float64]:
    return np.array([table.get((str(one.kind), str(one.level)), otherwise) for one in agencies], dtype=np.float64)


def _years(random: np.random.Generator, agencies: int, years: int, change: float) -> NDArray[np.float64]:
    """Factors around 1: each year's remembers part of the last's, and differs from it by `change` in the logarithm."""
    spread = change / np.sqrt(2 * (1 - KEPT))
    state = random.normal(0, spread, agencies)
    factors = np.empty((agencies, years))
    for year in range(years):
        factors[:, year] = np.exp(state - spread**2 / 2)
        state = KEPT * state + random.normal(0, spread * np.sqrt(1 - KEPT**2), agencies)
    return factors


def _shares(random: np.random.Generator, agencies: int, base: Sequence[float], alike: float) -> NDArray[np.float64]:
    """Each agency's own shares around the common ones."""
    weights = random.gamma(alike * np.asarray(base) / sum(base), size=(agencies, len(base))) + 1e-9
    shares: NDArray[np.float64] = weights / weights.sum(axis=1, keepdims=True)
    return shares


def _fill_requests(
    values: Counts, rates: NDArray[np.float64], years: Sequence[int], random: np.random.Generator
) -> None:
    agencies = len(rates)
    mix = _shares(random, agencies, APPLICANTS.tolist(), 20.0)
    profile = _shares(random, agencies, list(OUTCOMES.values()), ALIKE)
    held_back = random.beta(1.5, 1.5 / CARRIED - 1.5, agencies)[:, None]
    carried = random.binomial(random.poisson(rates[:, :1] * mix), held_back)
    for year, when in enumerate(years):
        new = random.poisson(rates[:, year, None] * mix)
        kept = random.binomial(new + carried, held_back)
        done = new + carried - kept
        outcomes = random.multinomial(done, profile[:, None, :])
        rows = {"new": new, "carry_in": carried, "result_total": done, "carry_out": kept}
        rows |= _in_edition(outcomes, when)
        for row, cells in rows.items():
            for column, part in enumerate(PARTS):
                values[KEY_ROWS[f"requests.{row}.{part}"], :, year] = cells[:, column]
            values[KEY_ROWS[f"requests.{row}.total"], :, year] = cells.sum(axis=1)
        carried = kept


def _in_edition(outcomes: Counts, year: int) -> dict[str, Counts]:
    """The outcomes (agencies × applicants × rows of the newest edition) by the rows of the year's edition."""
    rows: dict[str, Counts] = {row: outcomes[:, :, place] for place, row in enumerate(OUTCOMES)}
    known = {row.key for row in edition_of(year).tables["requests"].rows}
    single = [row for row in rows if row not in known]
    kept = {row: cells for row, cells in rows.items() if row in known}
    return kept | ({"oth_single": np.sum([rows[row] for row in single], axis=0)} if single else {})


def _fill_disputes(values: Counts, random: np.random.Generator) -> None:
    """Cases follow outcomes: reconsideration or suit at once, and suit after a reconsideration that was decided. A case
    that is pending is counted again, and decided, the year after."""
    done = values[KEY_ROWS["requests.result_total.total"]]
    received = values[KEY_ROWS["requests.new.total"]] + values[KEY_ROWS["requests.carry_in.total"]]
    disputed = random.beta(2, 2 / DISPUTED - 2, len(done))
    years = done.shape[1]
    pending = {
        group: np.zeros(len(done), dtype=np.int64) for group in ("reconsideration", "direct_action", "action_after")
    }
    for year in range(years):
        # Where the year after has no request, a case left over would be all there is: it is decided before.
        busy = received[:, year + 1] > 0 if year + 1 < years else np.ones(len(done), dtype=np.bool_)
        fresh = random.binomial(done[:, year], disputed)
        decided = _fill_group(values, "reconsideration", year, fresh, pending, busy, random)
        _fill_group(values, "direct_action", year, random.binomial(done[:, year] - fresh, SUED), pending, busy, random)
        _fill_group(values, "action_after", year, random.binomial(decided, SUED_AFTER), pending, busy, random)


def _fill_group(
    values: Counts,
    group: str,
    year: int,
    fresh: Counts,
    pending: dict[str, Counts],
    busy: NDArray[np.bool_],
    random: np.random.Generator,
) -> Counts:
    """One group of table 四 in a year; how many of its cases were decided."""
    left = np.where(busy, random.binomial(fresh, PENDING), 0)
    decided = pending[group] + fresh - left
    results = random.multinomial(decided, DISPUTE_RESULTS)
    for place, result in enumerate(RESULTS):
        values[KEY_ROWS[f"disputes.{group}.{result}"], :, year] = results[:, place]
    values[KEY_ROWS[f"disputes.{group}.pending"], :, year] = left
    values[KEY_ROWS[f"disputes.{group}.total"], :, year] = decided + left
    pending[group] = left
    return decided


def _powers(agencies: Sequence[Agency], active: NDArray[np.bool_], random: np.random.Generator) -> Powers:
    office = np.array([one.kind == "office" for one in agencies])
    high = np.array([one.level in ("prefecture", "province") for one in agencies])

    def some(share: float) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = active & (random.random(len(agencies)) < share)
        return found

    return Powers(
        rules=office & high,
        documents=office | some(0.35),
        licensing=some(0.6) & ~office,
        penalty=some(0.5) & ~office,
        compulsion=some(0.15) & ~office,
        fees=some(0.2) & ~office,
    )


def _fill_proactive(values: Counts, powers: Powers, years: Sequence[int], random: np.random.Generator) -> None:
    for row, holders, usual in (("rules", powers.rules, 12.0), ("normative_docs", powers.documents, 18.0)):
        _fill_documents(values, row, holders, usual, random)
    for row, holders in (
        ("licensing", powers.licensing),
        ("penalty", powers.penalty),
        ("compulsion", powers.compulsion),
    ):
        usual = 80.0 if row == "licensing" else 30.0
        level = np.where(holders, usual * np.exp(random.normal(0, 1.2, len(holders))), 0.0)[:, None]
        rates = level * _years(random, len(holders), len(years), DECISIONS_CHANGE)
        values[KEY_ROWS[f"proactive.{row}.decisions"]] = random.poisson(rates)
        _fill_items(values, row, holders, random)
    _fill_items(values, "other_services", powers.licensing & powers.fees, random)
    _fill_items(values, "fees", powers.fees, random)
    level = np.where(powers.fees, 4_000 * np.exp(random.normal(0, 1.0, len(powers.fees))), 0.0)[:, None]
    values[KEY_ROWS["proactive.fees.amount"]] = np.rint(level * _years(random, len(level), len(years), 0.3))
    projects = random.poisson(np.where(powers.fees, 3.0, 0.0)[:, None], (len(powers.fees), len(years)))
    values[KEY_ROWS["proactive.procurement.projects"]] = projects
    values[KEY_ROWS["proactive.procurement.amount"]] = projects * random.integers(1_000, 200_000, projects.shape)
    for year, when in enumerate(years):
        outside = [row for key, row in KEY_ROWS.items() if key not in keys_of(when)]
        values[outside, :, year] = 0


def _fill_documents(
    values: Counts, row: str, holders: NDArray[np.bool_], usual: float, random: np.random.Generator
) -> None:
    """Documents issued, repealed and in force; in the older edition made, disclosed and disclosed in all."""
    stock = np.where(holders, random.poisson(usual * np.exp(random.normal(0, 0.7, len(holders)))), 0)
    disclosed = stock.copy()
    for year in range(values.shape[2]):
        issued = np.where(holders, random.poisson(usual / 10, len(holders)), 0)
        repealed = random.binomial(stock, 0.1)
        stock = stock + issued - repealed
        disclosed = disclosed + issued
        for name, cells in (
            ("issued", issued), ("repealed", repealed), ("in_force", stock),
            ("produced", issued), ("disclosed", issued), ("total_disclosed", disclosed),
        ):  # fmt: skip
            values[KEY_ROWS[f"proactive.{row}.{name}"], :, year] = cells


def _fill_items(values: Counts, row: str, holders: NDArray[np.bool_], random: np.random.Generator) -> None:
    """The older edition's items of a kind: how many there were, and how many came or went."""
    items = np.where(holders, random.poisson(40.0, len(holders)), 0)
    for year in range(values.shape[2]):
        change = np.where(holders, np.maximum(random.integers(-3, 4, len(holders)), -items), 0)
        values[KEY_ROWS[f"proactive.{row}.items_previous"], :, year] = items
        values[KEY_ROWS[f"proactive.{row}.change"], :, year] = change
        items = items + change
    if row == "other_services":
        values[KEY_ROWS[f"proactive.{row}.decisions"]] = random.poisson(
            np.where(holders, 20.0, 0.0)[:, None], values.shape[1:]
        )
