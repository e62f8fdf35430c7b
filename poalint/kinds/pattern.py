"""Regular expressions over the text of the letter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from poalint.kinds.base import Hit, Regex, Scope
from poalint.kinds.expect import Expect, settle
from poalint.kinds.mend import Mend, offered
from poalint.model import Span, Spans

SLOTS = ("words", "count", "mended")
# From this length on one pass that tells whether to look at all is worth the pattern it takes to compile.
_LONG = 100_000


@dataclass(frozen=True, slots=True)
class Settings:
    """The patterns. A group named `words` gives the place; `unless` cancels what it overlaps."""

    any: tuple[Regex, ...] = field(metadata={"doc": "patterns, any of which counts; letters in either case"})
    unless: tuple[Regex, ...] = field(default=(), metadata={"doc": "patterns that cancel a match they overlap"})
    expect: Expect = field(default=Expect(), metadata={"doc": "how often a match may or must be there"})
    mend: Mend = field(default=Mend(), metadata={"doc": "what to write in place of the words found, as a fix"})

    @property
    def somewhere(self) -> Regex:
        """All the patterns as one, to tell in one pass whether any matches at all."""
        return _joined(self.any)


@lru_cache(maxsize=1000)
def _joined(patterns: tuple[Regex, ...]) -> Regex:
    return Regex("|".join(f"(?:{each.source.replace('?P<words>', '')})" for each in patterns))


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each place where one of the patterns matches."""
    text = scope.reading.utf8
    spans: list[Span] = []
    if len(text.data) < _LONG or settings.somewhere.search(text):
        spans = [span for regex in settings.any for span in regex.find(text)]
    if spans and settings.unless:
        cancelled = Spans(span for regex in settings.unless for span in regex.find(text))
        spans = [span for span in spans if not cancelled.overlaps(span)]
    return offered(scope, settle(scope, spans, settings.expect), settings.mend)
