"""The counts of the prose, each with the cells it may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lib.checks.mentions.clause import Clause, Counted
from lib.checks.mentions.counts import Count, counts_of
from lib.checks.mentions.disputes import dispute_cases, dispute_results
from lib.checks.mentions.mention import Mention
from lib.checks.mentions.outcomes import request_applicants, request_outcome
from lib.checks.mentions.proactive import decisions, documents
from lib.checks.mentions.requests import requests_answered, requests_carried, requests_received
from lib.checks.mentions.sentences import Sentence
from lib.checks.mentions.years import Spoken, YearOf, spoken_of

# How much of a clause is looked at on either side of its count.
_LEFT, _RIGHT, _BEFORE = 80, 30, 400
# A sentence with more counts is a table whose cells ran together.
_MOST = 60
_DELIMITER = re.compile(r"[,;:()。]")
_RIGHT_END = re.compile(r"[、,;:()。]")
_RULES = (
    (re.compile(r"规范性文件|规章|制发|制定|废止|有效"), (documents,)),
    (re.compile(r"许可|处罚|强制"), (decisions,)),
    (re.compile(r"复议|诉|维持|纠|审结"), (dispute_cases, dispute_results)),
    (
        re.compile(
            r"申请|请求|办|答复|结转|公开|提供|处理|不掌握|秘密|权益|信息|制作|明确|案卷|事项|人|企业|机构|组织"
        ),
        (requests_carried, requests_received, requests_answered, request_outcome, request_applicants),
    ),
)
_STRESS = re.compile(r"全年|本年度?|今年|年内|当年")
_TOTAL = re.compile(r"共|总|合计")
_OF_REQUESTS = frozenset({"received", "again", "done", "carried", "outcome", "applicants"})


def mentions_of(sections: Mapping[str, str], year: int) -> tuple[Mention, ...]:
    """The counts the prose of a report states for its own year, section by section, in their order.

    A count is read only where the words before it leave no doubt what it counts: parts of a whole, differences,
    cumulative figures, other years, approximate numbers and what is no request or case are left out. Takes time in
    proportion to the length of the text, whatever stands in it.
    """
    return mentions_in(spoken_of(sections, year))


def mentions_in(prose: Iterable[Spoken]) -> tuple[Mention, ...]:
    """The same of prose that has been cut into sentences."""
    found: list[Mention] = []
    section, context = "", ""
    for spoken in prose:
        context = context if spoken.section == section else ""
        found += _of_sentence(spoken.section, spoken.sentence, context, spoken.years)
        section, context = spoken.section, spoken.sentence.plain
    return tuple(found)


def _of_sentence(section: str, sentence: Sentence, context: str, years: YearOf) -> Iterator[Mention]:
    """Where requests are counted more than once in a sentence, by one part of the government or another, only what is
    said of all of them is read."""
    counts = list(counts_of(sentence.plain))
    if not counts or len(counts) > _MOST:
        return
    found = list(_found(section, sentence, counts, context, years))
    several = any(name == "again" for name, _ in found)
    for name, mention in found:
        if not (several and name in _OF_REQUESTS) or (
            name in ("received", "again") and _TOTAL.search(sentence.plain, *mention.span)
        ):
            yield mention


def _found(
    section: str, sentence: Sentence, counts: Sequence[Count], context: str, years: YearOf
) -> Iterator[tuple[str, Mention]]:
    """The counts of a sentence that may stand for cells, each with what it was found to be."""
    plain, end = sentence.plain, 0
    whole: Counted | None = None
    for place, count in enumerate(counts):
        following = counts[place + 1].start if place + 1 < len(counts) else len(plain)
        start = _clause_start(plain, max(end, count.start - _LEFT), count.start)
        right = plain[count.end : min(following, count.end + _RIGHT)]
        clause = Clause(
            left=plain[start : count.start].lstrip("、"),
            right=_RIGHT_END.split(right, maxsplit=1)[0],
            before=plain[max(0, start - _BEFORE) : start],
            after=plain[count.end : count.end + _BEFORE],
            context=context[-_BEFORE:],
            unit=count.unit,
            year=years.year,
            section=section,
            whole=whole,
        )
        end = count.end
        counted = _counted(clause)
        if counted is None:
            continue
        whole = counted if counted.whole else whole
        if years.own(count.start) or (years.own_year(count.start) and counted.readings[0][0].endswith("in_force")):
            said = plain[max(0, count.start - _LEFT) : count.start]
            stressed = bool(_TOTAL.search(said)) and bool(years.named(count.start) or _STRESS.search(said))
            span = (start, count.end + len(clause.right))
            yield counted.name, Mention(counted.readings, count.value, section, sentence.text, span, stressed)


def _clause_start(plain: str, start: int, end: int) -> int:
    for match in _DELIMITER.finditer(plain, start, end):
        start = match.end()
    return start


def _counted(clause: Clause) -> Counted | None:
    around = clause.around
    for words, rules in _RULES:
        if words.search(around):
            for rule in rules:
                if counted := rule(clause):
                    return counted
    return None
