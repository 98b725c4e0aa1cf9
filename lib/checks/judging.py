"""Judge a batch: a verdict on every equation of every report, then the findings, one fault one finding."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from lib.checks import cells, chains, identities, structure, sums, zeros
from lib.checks.batch import Batch
from lib.checks.catalogue import load_catalogue
from lib.checks.chain_relations import chain_relations
from lib.checks.model import Judgement, Residuals, Severity
from lib.checks.registry import Case, Handler
from lib.checks.relations import form_ids

# Every check's function. Those of the sums come first: a finding of theirs may hold a broken chain too.
HANDLERS: Mapping[str, Handler] = {
    **sums.HANDLERS,
    **chains.HANDLERS,
    **cells.HANDLERS,
    **structure.HANDLERS,
    **zeros.HANDLERS,
}
EQUATION_IDS: tuple[str, ...] = (*form_ids(), *(relation.id for relation in chain_relations()))


def judge(batch: Batch) -> Judgement:
    """Everything the checks say of a batch. Findings stand report by report, the gravest first."""
    verdicts, residuals = _verdicts(batch)
    case = Case(batch, EQUATION_IDS, verdicts)
    found = list(sums.broken_sums(case))
    position = {report_id: place for place, report_id in enumerate(batch.report_ids)}
    told = frozenset((position[f.report_id], broken.equation) for f in found for broken in f.equations)
    case = Case(batch, EQUATION_IDS, verdicts, told)
    others = dict.fromkeys(handler for handler in HANDLERS.values() if handler is not sums.broken_sums)
    found += [finding for handler in others for finding in handler(case)]
    severities = {severity: rank for rank, severity in enumerate(Severity)}
    checks = {check: rank for rank, check in enumerate(load_catalogue())}
    found.sort(key=lambda f: (position[f.report_id], severities[f.severity], checks[f.check]))
    return Judgement(EQUATION_IDS, batch.report_ids, verdicts, residuals, found)


def _verdicts(batch: Batch) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.uint8]], Residuals]:
    declared, residuals = identities.evaluate(batch)
    verdicts = np.empty((len(EQUATION_IDS), batch.size), dtype=np.uint8)
    verdicts[: len(declared)] = declared
    parts = []
    for row, relation in enumerate(chain_relations(), start=len(declared)):
        verdicts[row], values = chains.evaluate(batch, relation)
        broken = np.flatnonzero(verdicts[row] == identities.BROKEN)
        parts.append((row, broken, values[broken]))
    chained = identities.gather(parts)
    return verdicts, Residuals(
        np.concatenate([residuals.equation, chained.equation]),
        np.concatenate([residuals.report, chained.report]),
        np.concatenate([residuals.value, chained.value]),
    )
