"""How often something may stand in a letter; shared by the kinds that look for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import Span


@dataclass(frozen=True, slots=True)
class Expect:
    """How often the words may or must be there: never (the default), at most so often, or at least so often."""

    at_most: int = field(default=0, metadata={"doc": "flag each place beyond this many", "least": 0})
    at_least: int = field(default=0, metadata={"doc": "flag the letter where there are fewer", "least": 0})


def settle(scope: Scope, spans: Iterable[Span], expect: Expect) -> Iterator[Hit]:
    """The hits that places give under an expectation, overlapping places made one. Slots: words, count."""
    draft = scope.reading.draft
    found = [span for span in distinct(spans) if scope.covers(span)]
    if expect.at_least:
        if len(found) < expect.at_least and not scope.empty:
            yield Hit(scope.start(), {"words": "", "count": str(len(found))})
        return
    for span in found[expect.at_most :]:
        related = tuple((other, "also here") for other in found[: min(expect.at_most, 3)])
        yield Hit(span, {"words": shorten(draft[span]), "count": str(len(found))}, related=related)


def distinct(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; of those that overlap the longest of the first start stands."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
