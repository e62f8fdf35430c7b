"""Patterns over the dependency tree, in spaCy's DependencyMatcher form."""

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
    """The patterns: alternatives, each a list of nodes (RIGHT_ID, RIGHT_ATTRS, LEFT_ID, REL_OP)."""

    any: tuple[tuple[Mapping[str, Any], ...], ...] = field(metadata={"doc": "alternatives, each a list of nodes"})
    mark: tuple[str, ...] = field(default=(), metadata={"doc": "the nodes to underline; all by default"})
    expect: Expect = field(default=Expect(), metadata={"doc": "how often a match may or must be there"})


def pattern(settings: Settings) -> Pattern:
    """The pattern to match while the draft is parsed."""
    return Pattern("dependency", settings.any, settings.mark)


def fault(settings: Settings) -> str | None:
    """What is wrong with the pattern; None where nothing is. Imports spaCy."""
    names = {str(node.get("RIGHT_ID")) for nodes in settings.any for node in nodes}
    unknown = [name for name in settings.mark if name not in names]
    if unknown:
        return f"mark names {unknown[0]!r}, which is no node's RIGHT_ID"
    return fault_of(pattern(settings))


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each place where one of the alternatives matches."""
    found = scope.reading.matches(scope.rule)
    return settle(scope, (match.span for match in found), settings.expect)
