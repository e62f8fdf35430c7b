"""What Amazon asks of a seller's rates, by marketplace and date, and the deadlines of an appeal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from poalint.model import Confidence

EVERYWHERE = "all"
"""The marketplace of a target that holds on every site."""


@dataclass(frozen=True, slots=True)
class PolicySource:
    """Where a figure was read; `as_of` is how old that page is, in words."""

    title: str
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that Amazon asks for, such as 95 with `>=`, in `unit` (percent or points).

    It holds on `marketplaces` from `since` until `until`, both included; None where the day is not known or there is none.
    `since_told` is what the sources say of a first day that is not known. `window` is the time the rate is taken over.
    """

    marketplaces: tuple[str, ...]
    target: float
    op: str
    unit: str
    window: str
    since: date | None
    since_told: str
    until: date | None
    note: str
    confidence: Confidence
    sources: tuple[PolicySource, ...]

    def met_by(self, value: float) -> bool:
        """Whether a value is on the right side. The figure itself is: “95% or more” and “over 95%” are both written."""
        return value >= self.target if self.op.startswith(">") else value <= self.target

    def holds(self, marketplace: str, first: date | None, last: date | None) -> bool:
        """Whether it held on this marketplace on any day from `first` to `last`; None leaves that side open."""
        if marketplace not in self.marketplaces and EVERYWHERE not in self.marketplaces:
            return False
        over = self.until is not None and first is not None and self.until < first
        return not over and not (self.since is not None and last is not None and last < self.since)


@dataclass(frozen=True, slots=True)
class PolicyMetric:
    """A rate that Amazon keeps. `better` is `higher` or `lower`; `targets` is empty where no figure is published."""

    id: str
    name: str
    zh: tuple[str, ...]
    better: str
    note: str
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit of an appeal, in words."""

    id: str
    text: str
    confidence: Confidence
    sources: tuple[PolicySource, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """All figures and deadlines known, and the day they were compiled; None for an empty one."""

    metrics: Mapping[str, PolicyMetric] = field(default_factory=dict)
    deadlines: tuple[Deadline, ...] = ()
    compiled: date | None = None

    def targets(
        self, metric: str, marketplace: str, first: date | None = None, last: date | None = None
    ) -> tuple[Target, ...]:
        """The targets of a metric that held on a marketplace on any day from `first` to `last`, the latest one last.

        Empty where none is known; None leaves that side of the time open.
        """
        known = self.metrics.get(metric)
        held = [each for each in known.targets if each.holds(marketplace, first, last)] if known else []
        return tuple(sorted(held, key=lambda target: target.until or date.max))
