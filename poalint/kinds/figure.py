"""Rates: Amazon's targets quoted as they are, and own values that can be, agree, and call for the letter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from poalint.facts.figures import Metric, Role
from poalint.facts.policy import Target
from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import Confidence, SectionKind, ViolationKind
from poalint.reading import Reading

SLOTS = ("words", "metric", "metric_zh", "value", "target", "marketplace", "other", "reason", "as_of")


class Flag(StrEnum):
    """What is flagged."""

    MISQUOTED_TARGET = "misquoted_target"
    NO_BREACH = "no_breach"
    IMPOSSIBLE_VALUE = "impossible_value"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Settings:
    """What of the rates is flagged."""

    flag: Flag = field(metadata={"doc": "misquoted_target, no_breach, impossible_value or differs"})


_OF_VIOLATION = {
    ViolationKind.VTR: "vtr",
    ViolationKind.ODR: "odr",
    ViolationKind.LATE_SHIPMENT: "lsr",
    ViolationKind.CANCELLATION: "cr",
}
_MEASURES = frozenset({SectionKind.CORRECTIVE, SectionKind.PREVENTIVE})
_TELLS_CAUSE = frozenset({SectionKind.GREETING, SectionKind.SUMMARY, SectionKind.ROOT_CAUSE, SectionKind.OTHER})


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each value that has the fault asked for."""
    found = [metric for metric in scope.reading.metrics if scope.covers(metric.span)]
    return _CHECKS[settings.flag](scope.reading, found)


def _misquoted(reading: Reading, found: Sequence[Metric]) -> Iterator[Hit]:
    """Targets said with another number than any that held on the marketplace in the time of the letter."""
    first, last = _time(reading)
    for metric in found:
        if metric.role is not Role.TARGET or _of_the_house(reading, metric):
            continue
        held = reading.policy.targets(metric.metric, reading.marketplace, first, last)
        if held and all(abs(metric.value - target.target) > 1e-9 for target in held):
            target = held[-1]
            sure = target.confidence if metric.amazons else Confidence.LOW
            slots = {**_slots(reading, metric), "target": _target(target)}
            yield Hit(metric.span, slots, confidence=_unless_high(sure))


def _of_the_house(reading: Reading, metric: Metric) -> bool:
    """Whether it may be the seller's own line: said under measures, and Amazon is not named."""
    return not metric.amazons and reading.section_at(metric.span.start) in _MEASURES


def _time(reading: Reading) -> tuple[date | None, date | None]:
    """The first and the last day that the letter may speak of: its earliest date, and the day it is read.

    None where it is not known.
    """
    today = reading.materials.today
    days = [each.earliest for each in reading.dates if each.earliest is not None]
    return min([*days, today] if today else days, default=None), today


def _no_breach(reading: Reading, found: Sequence[Metric]) -> Iterator[Hit]:
    """The value told as the cause of the letter, where no value of that rate breaches its target."""
    name = _OF_VIOLATION.get(reading.violation.kind)
    if name is None or reading.violation.confidence is Confidence.LOW:
        return
    targets = reading.policy.targets(name, reading.marketplace, *_time(reading))
    own = [metric for metric in reading.metrics if metric.metric == name and metric.role is Role.OWN]
    if not targets or not own or not all(t.met_by(m.value) and m.value != t.target for m in own for t in targets):
        return
    told = [m for m in found if m in own and reading.section_at(m.span.start) in _TELLS_CAUSE]
    # A rate that has come back is told with its time: “had fallen to 0.7% on 20 September”.
    for metric in told[:1]:
        if not metric.moving:
            yield Hit(metric.span, {**_slots(reading, metric), "target": _target(targets[-1])})


def _impossible(reading: Reading, found: Sequence[Metric]) -> Iterator[Hit]:
    """Shares above 100 %, and a share of a hundred written as a share of one: a tracking rate of 0.95 %."""
    for metric in found:
        if metric.role is None:
            continue
        if metric.value > 100:
            yield Hit(metric.span, {**_slots(reading, metric), "reason": "a share is never above 100%"})
        elif 0.5 <= metric.value <= 1 and metric.value % 1 and _higher_is_better(reading, metric):
            meant = f"{_figure(metric.value * 100)}% may be meant"
            yield Hit(metric.span, {**_slots(reading, metric), "reason": meant}, confidence=Confidence.MEDIUM)


def _higher_is_better(reading: Reading, metric: Metric) -> bool:
    known = reading.policy.metrics.get(metric.metric)
    return known is not None and known.better == "higher"


def _differs(reading: Reading, found: Sequence[Metric]) -> Iterator[Hit]:
    """Own values of one rate that differ, said of no other time and no other part of the account.

    Only where both breach the target: a value that meets it tells of the time after.
    """
    first: dict[str, Metric] = {}
    for metric in found:
        if metric.role is not Role.OWN or metric.moving or not _breaches(reading, metric):
            continue
        before = first.setdefault(metric.metric, metric)
        if abs(before.value - metric.value) > _rounding(before, metric):
            slots = {**_slots(reading, metric), "other": f"{_figure(before.value)}%"}
            yield Hit(metric.span, slots, related=((before.span, f"{_figure(before.value)}% here"),))


def _breaches(reading: Reading, metric: Metric) -> bool:
    targets = reading.policy.targets(metric.metric, reading.marketplace)
    return bool(targets) and not any(target.met_by(metric.value) for target in targets)


def _rounding(one: Metric, two: Metric) -> float:
    """How far two values may lie apart because one is rounded: 91% and 91.2% are the same."""
    decimals = min(len(_figure(each.value).partition(".")[2]) for each in (one, two))
    return 0.5 * 10.0**-decimals + 1e-9


def _slots(reading: Reading, metric: Metric) -> dict[str, str]:
    known = reading.policy.metrics.get(metric.metric)
    day = reading.policy.compiled
    return {
        "words": shorten(metric.text),
        "metric": known.name if known else metric.metric.upper(),
        "metric_zh": known.zh[0] if known and known.zh else metric.metric.upper(),
        "value": f"{_figure(metric.value)}%",
        "marketplace": reading.marketplace,
        "as_of": day.isoformat() if day else "",
    }


def _target(target: Target) -> str:
    return f"{_figure(target.target)}%"


def _figure(value: float) -> str:
    return f"{round(value, 4):g}"


def _unless_high(confidence: Confidence) -> Confidence | None:
    return None if confidence is Confidence.HIGH else confidence


_CHECKS: dict[Flag, Callable[[Reading, Sequence[Metric]], Iterator[Hit]]] = {
    Flag.MISQUOTED_TARGET: _misquoted,
    Flag.NO_BREACH: _no_breach,
    Flag.IMPOSSIBLE_VALUE: _impossible,
    Flag.DIFFERS: _differs,
}
