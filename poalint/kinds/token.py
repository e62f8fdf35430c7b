"""Patterns over words as tagged and parsed, in spaCy's Matcher form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from poalint.kinds.base import Hit, Scope
from poalint.kinds.expect import Expect, settle
from poalint.language.patterns import Pattern, fault_of

SLOTS = ("words", "count")


@dataclass(frozen=True, slots=True)
class Settings:
    """The patterns: alternatives, each a list of tokens such as `{LEMMA: promise}` or `{TAG: {IN: [MD]}}`."""

    any: tuple[tuple[Mapping[str, Any], ...], ...] = field(metadata={"doc": "alternatives, each a list of tokens"})
    expect: Expect = field(default=Expect(), metadata={"doc": "how often a match may or must be there"})


def pattern(settings: Settings) -> Pattern:
    """The pattern to match while the draft is parsed."""
    return Pattern("token", settings.any)


def fault(settings: Settings) -> str | None:
    """What is wrong with the pattern; None where nothing is. Imports spaCy."""
    return fault_of(pattern(settings))


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each place where one of the alternatives matches."""
    found = scope.reading.matches(scope.rule)
    return settle(scope, (match.span for match in found), settings.expect)
