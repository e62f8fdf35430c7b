"""One pass over the parsed passages: sentences, clauses, blame and pattern matches, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poalint.language.blame import Blame, blames
from poalint.language.clauses import Clause, clauses
from poalint.language.cleaning import Mending, clean
from poalint.language.patterns import PatternMatch, PatternSet
from poalint.language.pipeline import Pipeline
from poalint.language.repairs import mend
from poalint.language.sentence import Passage, Sentence, sentences


@dataclass(frozen=True, slots=True)
class Read:
    """What one passage says."""

    sentences: list[Sentence]
    clauses: list[Clause]
    blames: list[Blame]
    matches: list[tuple[str, PatternMatch]]


def read(text: str, passages: Sequence[Passage], pipeline: Pipeline, patterns: PatternSet) -> Iterator[Read]:
    """What each passage of `text` says, in order. Each Doc is let go as soon as it is read, to keep memory flat."""
    mending = Mending.of(text, pipeline)
    cleaned = [clean(text, passage.span, mending) for passage in passages]
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
