"""Words and phrases, by dictionary form and as written, with exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from poalint.kinds.base import Hit, Scope
from poalint.kinds.expect import Expect, settle
from poalint.kinds.mend import Mend, offered
from poalint.language.sentence import Sentence
from poalint.model import Span

SLOTS = ("words", "count", "mended")


@dataclass(frozen=True, slots=True)
class Settings:
    """The phrases. A word of a phrase in `lemmas` stands for all its forms; `except` phrases cancel what they hold."""

    lemmas: tuple[str, ...] = field(default=(), metadata={"doc": "phrases by dictionary form: “make mistake”"})
    words: tuple[str, ...] = field(default=(), metadata={"doc": "phrases as written, in any case"})
    unless: tuple[str, ...] = field(default=(), metadata={"doc": "phrases as written that cancel a hit they overlap"})
    unless_near: tuple[str, ...] = field(
        default=(), metadata={"doc": "words as written that cancel every hit in their sentence"}
    )
    with_near: tuple[str, ...] = field(
        default=(), metadata={"doc": "words as written of which the sentence must hold one"}
    )
    expect: Expect = field(default=Expect(), metadata={"doc": "how often the phrases may or must be there"})
    mend: Mend = field(default=Mend(), metadata={"doc": "what to write in place of the words found, as a fix"})

    def __post_init__(self) -> None:
        if not self.lemmas and not self.words:
            raise ValueError("a phrase rule needs words; give a list as `lemmas:` or `words:`")
        lists = (self.lemmas, self.words, self.unless, self.unless_near, self.with_near)
        if not all(phrase.split() for phrases in lists for phrase in phrases):
            raise ValueError("a phrase is empty; write its words or take it out")


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each place where one of the phrases stands."""
    by_lemma, by_word, unless = map(_index, (settings.lemmas, settings.words, settings.unless))
    unless_near, with_near = _index(settings.unless_near), _index(settings.with_near)
    spans: list[Span] = []
    for sentence in scope.reading.sentences:
        found = [*_found(sentence, by_word, lemma=False), *_found(sentence, by_lemma, lemma=True)]
        if not found or (unless_near and any(_found(sentence, unless_near, lemma=False))):
            continue
        if with_near and not any(_found(sentence, with_near, lemma=False)):
            continue
        cancelled = list(_found(sentence, unless, lemma=False)) if unless else []
        spans += [span for span in found if not any(span.overlaps(other) for other in cancelled)]
    return offered(scope, settle(scope, spans, settings.expect), settings.mend)


def _index(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """The phrases by their first word."""
    index: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        words = phrase.lower().split()
        index.setdefault(words[0], []).append(words)
    return index


def _found(sentence: Sentence, index: dict[str, list[list[str]]], *, lemma: bool) -> Iterator[Span]:
    lower = sentence.lower
    for at, word in enumerate(lower):
        for phrase in index.get(sentence.lemma(at) if lemma else word, ()):
            end = at + len(phrase)
            if end > len(lower):
                continue
            rest = (sentence.lemma(i) if lemma else lower[i] for i in range(at + 1, end))
            if all(wanted in (got, "*") for wanted, got in zip(phrase[1:], rest, strict=True)):
                yield sentence.span(at, end - 1)
