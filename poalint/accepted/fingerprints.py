"""What a finding is known by from one check to the next: its rule and the words it is about, never its line."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from poalint.draft import Block
from poalint.kinds.base import Hit
from poalint.model import Span
from poalint.reading import Reading

# By signs alone and not by the parser, whose sentences may shift with what stands around them.
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)\]]*\s+|[。！？]+[\"'”’）」]*\s*")
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_DIGITS = 12
_NOWHERE = Span(0, 0)


class Fingerprints:
    """The fingerprints of one draft's hits."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        # A table row with a hundred findings is one sentence.
        self._sentences: dict[Span, str] = {}

    def of(self, rule: str, hits: Sequence[Hit]) -> list[str]:
        """What each hit of one rule is known by. Of equals, the second and later bear their number: `3f2a90c41b7e-2`."""
        prints = [""] * len(hits)
        equals: Counter[str] = Counter()
        for at in sorted(range(len(hits)), key=lambda at: hits[at].span or _NOWHERE):
            known_by = _hash(rule, *self._content(hits[at]))
            equals[known_by] += 1
            prints[at] = known_by if equals[known_by] == 1 else f"{known_by}-{equals[known_by]}"
        return prints

    def _content(self, hit: Hit) -> tuple[str, str]:
        """The sentence and the words a hit hangs on; for one on no words of the letter, what it says is missing.

        A kind that gives no words shows a place only for want of a better one.
        """
        told = hit.slots.get("words")
        if hit.span is None or not len(hit.span) or hit.missing or told == "":
            return (hit.missing.value if hit.missing else "", _plain(told or ""))
        draft, span = self._reading.draft, self._without_marker(hit.span)
        sentence = self._sentence(span)
        if sentence not in self._sentences:
            self._sentences[sentence] = _plain(draft[sentence])
        return self._sentences[sentence], _plain(draft[span])

    def _without_marker(self, span: Span) -> Span:
        """The span without the number or bullet it begins with, since items are renumbered."""
        block = block_at(self._reading, span.start)
        return Span(max(span.start, block.body.start), span.end) if block and block.body.start < span.end else span

    def _sentence(self, span: Span) -> Span:
        """The sentence that holds the span, or all those it touches."""
        starts = self._starts
        first = starts[bisect_right(starts, span.start) - 1] if starts and starts[0] <= span.start else span.start
        after = bisect_right(starts, span.end - 1)
        return Span(first, max(span.end, starts[after] if after < len(starts) else len(self._reading.draft.text)))

    @cached_property
    def _starts(self) -> list[int]:
        """Where each sentence, block and block's body begins, in order."""
        starts: set[int] = set()
        for block in self._reading.blocks:
            ends = _SENTENCE_END.finditer(self._reading.draft.text, block.body.start, block.body.end)
            starts.update((block.span.start, block.body.start, *(end.end() for end in ends)))
        return sorted(starts)


def block_at(reading: Reading, offset: int) -> Block | None:
    """The block that holds a place; None between blocks."""
    at = bisect_right(reading.blocks, offset, key=lambda block: block.span.start) - 1
    return reading.blocks[at] if at >= 0 and reading.blocks[at].span.covers(offset) else None


def _plain(text: str) -> str:
    """The text without what re-wrapping, Word and input methods change: spaces, letter width, form of quotation marks."""
    told = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return "".join(char for char in told if not char.isspace() and unicodedata.category(char) != "Cf")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:_DIGITS]
