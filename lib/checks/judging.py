"""Judge a batch: a verdict on every equation of every report, then the findings, one fault one finding. Judge the crowd:
what only a comparison with other agencies shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

import numpy as np

from lib.checks import (
    cells,
    chains,
    copying,
    filing,
    identities,
    jumps,
    logic,
    peers,
    prose,
    structure,
    sums,
    wholes,
    zeros,
)
from lib.checks.batch import Batch
from lib.checks.catalogue import load_catalogue
from lib.checks.chain_relations import chain_relations
from lib.checks.crowd import Crowd, CrowdHandler
from lib.checks.model import Finding, Judgement, Residuals, Severity
from lib.checks.registry import Case, Handler
from lib.checks.relations import form_ids
from lib.checks.thresholds import Thresholds

# Every check's function. Those of the sums come first: a finding of theirs may hold a broken chain too.
HANDLERS: Mapping[str, Handler] = {
    **sums.HANDLERS,
    **chains.HANDLERS,
    **cells.HANDLERS,
    **structure.HANDLERS,
    **zeros.HANDLERS,
    **jumps.HANDLERS,
    **logic.HANDLERS,
    **filing.HANDLERS,
    **copying.HANDLERS,
    **prose.HANDLERS,
}
# The checks that compare agencies with each other, by the reports of one year: other years have no say in it.
YEAR_HANDLERS: Mapping[str, CrowdHandler] = {**peers.YEAR_HANDLERS, **wholes.YEAR_HANDLERS, **copying.YEAR_HANDLERS}
# Those that look at several years. A check stands in one of the three, never in two.
CROWD_HANDLERS: Mapping[str, CrowdHandler] = {**YEAR_HANDLERS, **filing.CROWD_HANDLERS, **copying.CROWD_HANDLERS}
EQUATION_IDS: tuple[str, ...] = (*form_ids(), *(relation.id for relation in chain_relations()))


def judge(batch: Batch, thresholds: Thresholds | None = None) -> Judgement:
    """Everything the checks say of a batch. Findings stand report by report, the gravest first."""
    verdicts, residuals = _verdicts(batch)
    case = Case(batch, EQUATION_IDS, verdicts, thresholds=thresholds or Thresholds())
    found = list(sums.broken_sums(case))
    position = {report_id: place for place, report_id in enumerate(batch.report_ids)}
    told = frozenset(place for f in found for place in sums.equation_places(batch, position[f.report_id], f))
    case = Case(batch, EQUATION_IDS, verdicts, told, case.thresholds)
    others = dict.fromkeys(handler for handler in HANDLERS.values() if handler is not sums.broken_sums)
    found += [finding for handler in others for finding in handler(case)]
    found.sort(key=lambda f: (position[f.report_id], *_gravity(f)))
    return Judgement(EQUATION_IDS, batch.report_ids, verdicts, residuals, found)


def judge_crowd(crowd: Crowd, checks: Collection[str] = tuple(CROWD_HANDLERS)) -> list[Finding]:
    """Everything these checks say by comparing agencies, agency by agency and year by year, the gravest first."""
    handlers = dict.fromkeys(handler for check, handler in CROWD_HANDLERS.items() if check in checks)
    found = [finding for handler in handlers for finding in handler(crowd)]
    return sorted(found, key=lambda f: (f.agency_id, f.year, *_gravity(f)))


def _gravity(finding: Finding) -> tuple[int, int]:
    return _SEVERITIES[finding.severity], _ranks()[finding.check]


@cache
def _ranks() -> dict[str, int]:
    """Where each check stands in the catalogue."""
    return {check: rank for rank, check in enumerate(load_catalogue())}


_SEVERITIES = {severity: rank for rank, severity in enumerate(Severity)}


def _verdicts(batch: Batch) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.uint8]], Residuals]:
    declared, residuals = identities.evaluate(batch)
    verdicts = np.empty((len(EQUATION_IDS), batch.size), dtype=np.uint8)
    verdicts[: len(declared)] = declared
    parts = [residuals]
    for row, relation in enumerate(chain_relations(), start=len(declared)):
        verdicts[row], values = chains.evaluate(batch, relation)
        broken = np.flatnonzero(verdicts[row] == identities.BROKEN)
        parts.append(Residuals(np.full(len(broken), row, dtype=np.intp), broken, values[broken]))
    return verdicts, identities.joined(parts)
