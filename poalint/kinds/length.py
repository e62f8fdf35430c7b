"""Length: of the letter, of a part, of a paragraph, of a sentence; and lists where lists belong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.draft import BlockKind
from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import Span

SLOTS = ("words", "count", "limit")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


class Of(StrEnum):
    """What is measured."""

    DRAFT = "draft"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    SENTENCE = "sentence"
    ITEMS = "items"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is measured, and how long it may or must be, in words; for `items`, how many list items a part has."""

    of: Of = field(metadata={"doc": "draft, section, paragraph, sentence or items"})
    at_most: int | None = field(default=None, metadata={"doc": "the most words", "least": 0})
    at_least: int | None = field(default=None, metadata={"doc": "the fewest words", "least": 1})

    def __post_init__(self) -> None:
        if self.at_most is None and self.at_least is None:
            raise ValueError("a length rule needs a bound; write `at_most:` or `at_least:`")


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each stretch that is too long or too short."""
    for span, count in _measured(scope, settings.of):
        if settings.at_most is not None and count > settings.at_most:
            yield _hit(scope, settings, span, count, settings.at_most)
        elif settings.at_least is not None and count < settings.at_least:
            yield _hit(scope, settings, span, count, settings.at_least)


def _hit(scope: Scope, settings: Settings, span: Span | None, count: int, limit: int) -> Hit:
    words = shorten(scope.reading.draft[span]) if span else ""
    shown = span if settings.of in {Of.PARAGRAPH, Of.SENTENCE} else scope.start()
    return Hit(shown, {"words": words, "count": f"{count:,}", "limit": f"{limit:,}"})


def _measured(scope: Scope, of: Of) -> Iterator[tuple[Span | None, int]]:
    reading = scope.reading
    if of is Of.DRAFT:
        yield None, _count(reading.own_text)
    elif of is Of.SECTION:
        if not scope.empty:
            yield None, sum(_count(reading.draft[span]) for span in scope.sections)
    elif of is Of.ITEMS:
        if not scope.empty:
            yield None, sum(b.kind is BlockKind.ITEM for b in reading.blocks if scope.covers(b.body))
    elif of is Of.PARAGRAPH:
        yield from (
            (block.body, _count(reading.draft[block.body])) for block in reading.blocks if scope.covers(block.body)
        )
    else:
        spans = (sentence.whole for sentence in reading.sentences)
        yield from ((span, _count(reading.draft[span])) for span in spans if scope.covers(span))


def _count(text: str) -> int:
    return sum(1 for _ in _WORD.finditer(text))
