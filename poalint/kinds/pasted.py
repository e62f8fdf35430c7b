"""Stretches that were pasted in: foreign text, policy, scans, a notice. One hit a stretch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from poalint.kinds.base import Hit, Scope, shorten
from poalint.outline import PastedKind

SLOTS = ("words", "count")


@dataclass(frozen=True, slots=True)
class Settings:
    """Which sort of pasted text is flagged, and from how many blocks on."""

    of: tuple[PastedKind, ...] = field(metadata={"doc": "foreign, policy, tracking or notice"})
    at_least: int = field(default=1, metadata={"doc": "the fewest paragraphs or lines that count", "least": 1})


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each stretch of the sort asked for. `where.pasted` must include pasted text."""
    draft = scope.reading.draft
    for pasted in scope.reading.pasted:
        if pasted.kind in settings.of and pasted.blocks >= settings.at_least and scope.covers(pasted.span):
            first = draft.trim(draft.line_span(draft.line_of(pasted.span.start)))
            yield Hit(pasted.span, {"words": shorten(draft[first], 40), "count": str(pasted.blocks)})
