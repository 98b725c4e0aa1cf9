"""Reports, and the catalogue's examples, as the frames a batch is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from lib.checks import (
    CROWD_HEAD,
    CROWD_KEYS,
    Batch,
    Crowd,
    Example,
    Finding,
    Judgement,
    base_report,
    judge,
    judge_crowd,
)
from lib.checks.copying import (
    FLOWS,
    SECTIONS,
    Sketches,
    clean,
    likenesses,
    measure_of,
    pairs_to_compare,
    sketch,
)
from lib.checks.crowd import no_likenesses
from lib.forms import ALL_KEYS, COUNT_KEYS, EDITION_KEYS, TABLES
from lib.reports import Agency, Report, State

ABSENT = "#N/A"


def batch_of(
    reports: Sequence[Report],
    revisions: Mapping[int, int] | None = None,
    former: Mapping[int, Report] | None = None,
) -> Batch:
    """A batch of these reports: ids count from 0, agencies are told apart by name; `revisions` by place, else 1;
    `former` is the revision before, by place."""
    return Batch.of(*frames_of(reports, revisions, former))


def frames_of(
    reports: Sequence[Report],
    revisions: Mapping[int, int] | None = None,
    former: Mapping[int, Report] | None = None,
) -> tuple[pd.DataFrame, ...]:
    """The five frames: figures, irregular cells, facts, prose, figures of the revisions before."""
    agencies = list(dict.fromkeys(report.agency.name for report in reports))
    heads = [_head(n, report, agencies, (revisions or {}).get(n, 1)) for n, report in enumerate(reports)]
    cells = [(n, *cell) for n, report in enumerate(reports) for cell in _irregular(report)]
    facts = [(n, *note.partition(":")[::2]) for n, report in enumerate(reports) for note in report.notes]
    prose = [(n, name, text) for n, report in enumerate(reports) for name, text in report.text.items()]
    return (
        pd.concat([pd.DataFrame(heads), _figures(list(reports))], axis=1),
        pd.DataFrame(cells, columns=["report_id", "key", "state", "raw"]),
        pd.DataFrame(facts, columns=["report_id", "kind", "detail"]),
        pd.DataFrame(prose, columns=["report_id", "section", "text"]),
        pd.concat([pd.DataFrame({"report_id": list(former or {})}), _figures(list((former or {}).values()))], axis=1),
    )


def crowd_of(reports: Sequence[Report], expected: Sequence[Agency] = (), since: int | None = None) -> Crowd:
    """These reports as the crowd, and `expected` agencies on the roster beside theirs, from the year `since`."""
    figures, _, _, prose, _ = frames_of(reports)
    columns = list(dict.fromkeys((*CROWD_HEAD, *CROWD_KEYS)))
    crowd = figures.assign(name=figures["code"])[columns]
    numbers = figures[list(ALL_KEYS)].fillna(0)
    crowd["filled"] = (numbers != 0).sum(axis=1)
    crowd["volume"] = numbers[list(FLOWS)].abs().sum(axis=1)
    crowd["digest"] = [hash(tuple(row)) for row in numbers.itertuples(index=False)]
    agencies = {report.agency.name: report.agency for report in reports} | {a.name: a for a in expected}
    roster = pd.DataFrame(
        [
            {"agency_id": n, "code": a.name, **a.model_dump(include={"name", "kind", "level", "parent"}),
             "region": a.region_code or "",
             "expected_from": since if a in expected else None, "expected_until": None, "past_names": []}
            for n, a in enumerate(agencies.values())
        ]
    ).astype({"expected_from": "Int32", "expected_until": "Int32"})  # fmt: skip
    texts = {n: dict(zip(rows["section"], rows["text"], strict=True)) for n, rows in prose.groupby("report_id")}
    one = Crowd(crowd, roster, lambda wanted: {n: texts[n] for n in wanted if n in texts})
    return replace(one, likenesses=likenesses_of(one))


def likenesses_of(crowd: Crowd) -> pd.DataFrame:
    """Which texts of a crowd repeat others, as the store would have it."""
    reports = crowd.reports.to_dict("records")
    read = crowd.prose([row["report_id"] for row in reports])
    made = [
        (row["report_id"], row["agency_id"], row["year"], SECTIONS.index(section), size, signature)
        for row in reports
        for section, text in read.get(row["report_id"], {}).items()
        if section in SECTIONS and (found := sketch(clean(text, row["name"])))
        for signature, size in [found]
    ]
    if not made:
        return no_likenesses()
    *numbers, signatures = zip(*made, strict=True)
    sketches = Sketches(*(np.array(column, dtype=np.int64) for column in numbers), np.stack(signatures))
    measure = measure_of(crowd.thresholds, np.empty(0, dtype=np.uint64))
    pairs = pairs_to_compare(sketches, np.ones(len(sketches), dtype=np.bool_), measure.year, measure.agency)
    names = {row["agency_id"]: row["name"] for row in reports}
    frames = list(likenesses(sketches, pairs, crowd.prose, names, measure))
    return pd.concat(frames, ignore_index=True) if frames else no_likenesses()


def _figures(reports: list[Report]) -> pd.DataFrame:
    return pd.DataFrame({key: pd.array([_stored(r, key) for r in reports], dtype=_dtype(key)) for key in ALL_KEYS})


def report_of(
    figures: Mapping[str, Any], *, edition: str = "2021", year: int = 2023, agency: str = "示例局", **more: Any
) -> Report:
    """A report with every table of one edition: 0 in every cell but those named (None: blank)."""
    editions = {table: edition for table in TABLES}
    cells = {key: 0 for table in TABLES for key in EDITION_KEYS[table, edition]}
    head = {"agency": {"name": agency}, "year": year, "editions": editions}
    return Report.model_validate({**head, "figures": {**cells, **figures}, **more})


@dataclass(frozen=True)
class Scene:
    """An example played out: every report there is, and what is known of the agency it is about."""

    reports: list[Report]
    revisions: dict[int, int]
    former: dict[int, Report]
    agency: Agency
    filed: bool

    def judged(self) -> Judgement:
        return judge(batch_of(self.reports, self.revisions, self.former))

    def findings(self, check: str) -> list[Finding]:
        """What a check says of the example's own report, or of its not being there."""
        own = 0 if self.filed else None
        crowd = crowd_of(self.reports, () if self.filed else (self.agency,), base_report().year)
        found = [*self.judged().findings, *judge_crowd(crowd)]
        return [finding for finding in found if finding.check == check and finding.report_id == own]


def scene(example: Example) -> Scene:
    """The example's own report first (unless it was not filed), then those of earlier years, its peers and its parts."""
    year = example.year or base_report().year
    assert year is not None
    chain = [(example, year)] * example.filed + [
        (one, year - back) for back, one in enumerate(example.earlier, start=1)
    ]
    revisions = {n: one.revision for n, (one, _) in enumerate(chain) if one.revision}
    former = {}
    if example.former:
        revisions.setdefault(0, 2)
        former[0] = _example_report(
            example.model_copy(update={"figures": {**example.figures, **example.former}}), year, OWN
        )
    reports = [_example_report(one, when, OWN) for one, when in chain]
    for relation, others in (("同类", example.peers), ("下属", example.parts)):
        named = [one for one in others for _ in range(one.times)]
        for n, one in enumerate(named):
            reports.append(_example_report(one, year, f"{relation}{n}局", OWN if relation == "下属" else None))
    return Scene(reports, revisions, former, _agency(example, OWN), example.filed)


OWN = "示例局"


def _agency(example: Example, name: str, parent: str | None = None) -> Agency:
    return Agency(
        name=name,
        region_code="110101",
        kind=example.kind or "department",
        level=example.level or "county",
        parent=parent,
    )


def _example_report(example: Example, year: int, name: str, parent: str | None = None) -> Report:
    base = base_report()
    editions = {table: name for table, name in {**base.editions, **example.editions}.items() if name}
    keys = [key for table, name in editions.items() for key in EDITION_KEYS[table, name]]
    start = base.figures if example.fill is None else {}
    filling = base.fill if example.fill is None else example.fill
    unknown = example.figures.keys() - set(keys)
    assert not unknown, unknown
    written = {key: {**start, **example.figures}.get(key, filling) for key in keys}
    written = {key: value for key, value in written.items() if value != ABSENT}
    sections = base.sections if example.sections is None else example.sections
    return Report.model_validate(
        {
            "agency": _agency(example, name, parent).model_dump(),
            "year": year,
            "scope": example.scope or "own_office",
            "published_on": example.published_on,
            "editions": editions,
            "figures": {key: None if isinstance(value, str) else value for key, value in written.items()},
            "raw": {key: value for key, value in written.items() if isinstance(value, str)},
            "text": {name: "文" * length for name, length in (sections or {}).items()} | example.text,
            "notes": [f"{kind}:{detail}" for kind, detail in example.facts],
        }
    )


def _head(number: int, report: Report, agencies: list[str], revision: int) -> dict[str, Any]:
    return {
        "report_id": number,
        "agency_id": agencies.index(report.agency.name),
        "year": report.year,
        "revision": revision,
        "scope": report.scope,
        "published_on": report.published_on,
        "code": report.agency.name,
        "name": report.agency.name,
        "kind": report.agency.kind,
        "level": report.agency.level,
        "region": report.agency.region_code or "",
        "parent": report.agency.parent,
        **{f"edition_{table}": report.editions.get(table) for table in TABLES},
    }


def _dtype(key: str) -> str:
    return "Int64" if key in COUNT_KEYS else "Float64"


def _stored(report: Report, key: str) -> int | float | None:
    value = report.figures.get(key)
    if key in COUNT_KEYS:
        return value if isinstance(value, int) else None
    return None if value is None else float(value)


def _irregular(report: Report) -> list[tuple[str, str, str | None]]:
    found: list[tuple[str, str, str | None]] = []
    for table, edition in report.editions.items():
        for key in EDITION_KEYS[table, edition]:
            if key in COUNT_KEYS and isinstance(report.figures.get(key), Decimal):
                found.append((key, "not_integer", report.raw.get(key)))
            elif report.state(key) in (State.ABSENT, State.UNREAD):
                found.append((key, report.state(key).value, report.raw.get(key)))
    return found


def copies_among(reports: list[Report]) -> list[Finding]:
    """What the checks of copies say of these reports."""
    found = [*judge(batch_of(reports)).findings, *judge_crowd(crowd_of(reports))]
    return [finding for finding in found if finding.check.startswith("COPY-")]
