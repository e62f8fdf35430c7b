"""One pass over the parsed passages: sentences, clauses, blame and pattern matches, passage by passage."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace

from poalint.language.blame import Blame, blames
from poalint.language.clauses import Clause, clauses
from poalint.language.cleaning import Clean, Mending, clean
from poalint.language.patterns import PatternMatch, PatternSet
from poalint.language.pipeline import Pipeline
from poalint.language.repairs import mend
from poalint.language.sentence import Passage, Sentence, sentences
from poalint.model import Span


@dataclass(frozen=True, slots=True)
class Read:
    """What one passage says."""

    sentences: list[Sentence]
    clauses: list[Clause]
    blames: list[Blame]
    matches: list[tuple[str, PatternMatch]]


class Memory:
    """What each passage of a draft said when it was last read, for one that is read again after every edit.

    Only what the last reading used is kept. For one draft, one pipeline and one set of patterns; not for two threads.
    """

    def __init__(self) -> None:
        self._last: dict[object, tuple[int, Read]] = {}

    def recall(self, passages: Sequence[Passage], cleaned: Sequence[Clean]) -> list[Read | None]:
        """What each passage said, moved to where it stands now; None for one that is new."""
        found = [self._last.get(_key(*each)) for each in zip(passages, cleaned, strict=True)]
        return [
            _moved(last[1], passage, passage.span.start - last[0]) if last else None
            for last, passage in zip(found, passages, strict=True)
        ]

    def keep(self, passages: Sequence[Passage], cleaned: Sequence[Clean], told: Sequence[Read]) -> None:
        """Remember one reading, and forget the one before."""
        rows = zip(passages, cleaned, told, strict=True)
        self._last = {_key(passage, words): (passage.span.start, each) for passage, words, each in rows}


def _key(passage: Passage, words: Clean) -> object:
    """All that a passage's reading rests on but its place: the words as parsed, the way back to them, label and list."""
    return words.text, words.form(passage.span.start), len(passage.span), passage.label, passage.item


def _moved(told: Read, passage: Passage, by: int) -> Read:
    """A reading, each place `by` code points further on."""
    if not by:
        return told

    def span(at: Span) -> Span:
        return Span(at.start + by, at.end + by)

    def sentence(each: Sentence) -> Sentence:
        there = copy(each)
        there.starts, there.ends = (array("L", (at + by for at in places)) for places in (each.starts, each.ends))
        there.passage = passage
        return there

    return Read(
        [sentence(each) for each in told.sentences],
        [
            replace(
                each,
                span=span(each.span),
                group=span(each.group),
                head=span(each.head),
                subject=span(each.subject) if each.subject else None,
                when=span(each.when) if each.when else None,
            )
            for each in told.clauses
        ],
        [replace(each, span=span(each.span)) for each in told.blames],
        [(name, replace(match, span=span(match.span))) for name, match in told.matches],
    )


def read(
    text: str, passages: Sequence[Passage], pipeline: Pipeline, patterns: PatternSet, memory: Memory | None = None
) -> Iterator[Read]:
    """What each passage of `text` says, in order; only those are parsed that the memory does not hold.

    Each Doc is let go as soon as it is read, to keep memory flat.
    """
    mending = Mending.of(text, pipeline)
    cleaned = [clean(text, passage.span, mending) for passage in passages]
    if memory is None:
        yield from _parsed(passages, cleaned, pipeline, patterns)
        return
    recalled = memory.recall(passages, cleaned)
    new = [at for at, each in enumerate(recalled) if each is None]
    parsed = _parsed([passages[at] for at in new], [cleaned[at] for at in new], pipeline, patterns)
    told = [each if each is not None else next(parsed) for each in recalled]
    memory.keep(passages, cleaned, told)
    yield from told


def _parsed(
    passages: Sequence[Passage], cleaned: Sequence[Clean], pipeline: Pipeline, patterns: PatternSet
) -> Iterator[Read]:
    matcher = patterns.matcher(pipeline)
    docs = pipeline.parse(each.text for each in cleaned)
    for doc, words, passage in zip(docs, cleaned, passages, strict=True):
        found = [mend(sentence) for sentence in sentences(doc, words, passage, pipeline)]
        result = Read(
            found,
            [clause for sentence in found for clause in clauses(sentence)],
            [blame for sentence in found for blame in blames(sentence)],
            list(matcher.find(doc, words, found)) if matcher else [],
        )
        for sentence in found:
            sentence.forget()
        yield result
