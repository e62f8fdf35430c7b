"""Fault put on others, by syntax."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import Confidence

SLOTS = ("words", "target")

Target = Literal[
    "buyer",
    "amazon",
    "carrier",
    "supplier",
    "employee",
    "competitor",
    "system",
    "weather",
    "epidemic",
    "customs",
    "holiday",
    "other",
]


@dataclass(frozen=True, slots=True)
class Settings:
    """Who is blamed."""

    targets: tuple[Target, ...] = field(metadata={"doc": "who is made to carry the fault"})


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each place where the fault is put on one of the targets."""
    for blame in scope.reading.blames:
        if blame.target in settings.targets and scope.covers(blame.span):
            words = shorten(scope.reading.draft[blame.span])
            sure = None if blame.outright else Confidence.LOW
            yield Hit(blame.span, {"words": words, "target": blame.target}, confidence=sure)
