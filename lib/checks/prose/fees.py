"""LOGIC-FEE: requests dropped for want of payment, and not a word on the fee."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from lib.checks.batch import KEY_INDEX
from lib.checks.model import Finding
from lib.checks.registry import Case, make_finding
from lib.checks.told import told
from lib.forms import FigureKey
from lib.language import Message

UNPAID: FigureKey = "requests.oth_fee_unpaid.total"
OTHER_MATTERS = "六"
_FEE = re.compile(r"处理费|收费|费用|收取|缴费|缴纳|交费|收[到了]?费")


def unexplained_fees(case: Case) -> Iterator[Finding]:
    """LOGIC-FEE: R22 above 0 while the prose has a section 六 and says nothing of the fee, there or anywhere else."""
    batch = case.batch
    unpaid = set(np.flatnonzero(batch.values[KEY_INDEX[UNPAID]] > 0).tolist())
    for report, prose in told(batch).items():
        if report not in unpaid or not prose.sections.get(OTHER_MATTERS, "").strip():
            continue
        if not any(_FEE.search(text) for text in prose.sections.values()):
            message = Message("checks.said.LOGIC-FEE", {"cell": UNPAID, "count": batch.reported(UNPAID, report)})
            yield make_finding(case, report, "LOGIC-FEE", message, cells=[UNPAID], evidence=["silent"])
