"""Hits → points, score, grade, verdict. The only room that knows numbers; the weights are the pack's.

Every place costs points, each further place of one rule a share of the one before, so a rule's cost is bounded and
so is the effect of a draft's length. The score falls with the sum by a hyperbola: it never reaches 0, so mending any
finding always counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from poalint.model import Category, CategorySum, Confidence, Finding, Mend, RuleOutcome, Severity, Verdict
from poalint.pack.load import Scoring
from poalint.pack.rule import Rule

MEND_FIRST = 3
"""How many things a writer is told to mend first."""


def first_points(rule: Rule, scoring: Scoring) -> float:
    """What the first place of a rule costs at high confidence."""
    return rule.points if rule.points is not None else scoring.points(rule.severity)


def points(rule: Rule, confidences: Sequence[Confidence], scoring: Scoring) -> list[float]:
    """What each place of a rule costs, given how sure each is; the surest count as the first."""
    share = {Confidence.HIGH: 1.0, Confidence.MEDIUM: scoring.medium, Confidence.LOW: scoring.low}
    full = [first_points(rule, scoring) * share[confidence] for confidence in confidences]
    order = sorted(range(len(full)), key=lambda at: -full[at])
    costs = [0.0] * len(full)
    for place, at in enumerate(order):
        costs[at] = full[at] * scoring.fade**place
    return costs


def score(total: float, scoring: Scoring) -> int:
    """0 to 100 for a sum of points; 100 for none and only for none."""
    value = 100 * scoring.half / (scoring.half + total)
    return min(99, round(value)) if total > 0 else 100


def grade(value: int, scoring: Scoring) -> str:
    """The letter of a score."""
    return next((each.grade for each in scoring.grades if value >= each.score), "F")


def verdict(value: int, findings: Iterable[Finding], scoring: Scoring) -> Verdict:
    """Not ready with any error; ready without one and with a score at or above the pack's bound; else to revise."""
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Verdict.NOT_READY
    return Verdict.READY if value >= scoring.ready else Verdict.REVISE


def by_category(findings: Iterable[Finding]) -> dict[Category, CategorySum]:
    """Findings and points of each category that has any, in the order of the categories."""
    sums: dict[Category, CategorySum] = {}
    for finding in findings:
        before = sums.get(finding.category, CategorySum(0, 0.0))
        sums[finding.category] = CategorySum(before.findings + 1, round(before.points + finding.points, 3))
    return {category: sums[category] for category in Category if category in sums}


def mend_first(outcomes: Sequence[RuleOutcome], total: float, scoring: Scoring) -> tuple[Mend, ...]:
    """The rules whose findings cost most, each with the score the draft would have without them."""
    costs = [(sum(f.points for f in outcome.findings), outcome) for outcome in outcomes if outcome.findings]
    costs.sort(key=lambda cost: -cost[0])
    return tuple(
        Mend(
            outcome.rule,
            len(outcome.findings),
            round(cost, 3),
            score(max(0.0, round(total - cost, 3)), scoring),
            outcome.findings[0].message,
        )
        for cost, outcome in costs[:MEND_FIRST]
        if cost > 0
    )
