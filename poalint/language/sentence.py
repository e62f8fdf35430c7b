"""A parsed sentence, light enough to keep for a whole letter: plain lists, no spaCy objects."""

from __future__ import annotations

from array import array as array_of
from collections.abc import Iterable, Iterator, MutableSequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from poalint.language.cleaning import Clean
from poalint.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Lexicon(Protocol):
    """What a sentence asks of the language model's dictionary."""

    def lemma(self, word: str, tag: str) -> str:
        """The dictionary form of a word as tagged."""

    def learn(self, keys: Iterable[tuple[str, str]]) -> None:
        """Look words up together, in lower case and with their tags."""

    def knows_verb(self, lemma: str) -> bool:
        """Whether a form is listed as a verb."""

    def knows_adjective(self, word: str) -> bool:
        """Whether a form is listed as an adjective."""

    def text_of(self, key: int) -> str:
        """The string behind one of spaCy's keys."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the draft to parse by itself: a paragraph, or an item without its marker and label.

    `label` is the lead-in before a colon, in lower case (“in progress”), or "". `item` tells a list item.
    """

    span: Span
    label: str = ""
    item: bool = False


@dataclass
class Sentence:
    """One sentence: a list a property, indexed by token. `heads` are indices in the sentence, the root its own head.

    `tags` are Penn Treebank tags, `deps` the labels of spaCy's English models. `starts` and `ends` are places in the
    draft.
    """

    words: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    starts: MutableSequence[int]
    ends: MutableSequence[int]
    passage: Passage
    lexicon: Lexicon = field(repr=False)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [word.lower() for word in self.words]

    @cached_property
    def children(self) -> list[list[int]]:
        """The dependents of each token, in order."""
        children: list[list[int]] = [[] for _ in self.words]
        for token, head in enumerate(self.heads):
            if token != head:
                children[head].append(token)
        return children

    @cached_property
    def groups(self) -> dict[int, Any]:
        """The verb groups worked out so far, by their token."""
        return {}

    def forget(self) -> None:
        """Drop what was worked out from the tree: to change it, or to keep the sentence at less cost."""
        for name in ("children", "root", "groups"):
            self.__dict__.pop(name, None)

    @cached_property
    def root(self) -> int:
        """The token that heads the sentence."""
        return next((token for token, head in enumerate(self.heads) if token == head), 0)

    def lemma(self, token: int) -> str:
        """The dictionary form of a token, in lower case."""
        return self.lexicon.lemma(self.words[token], self.tags[token])

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent of `token` with one of these labels."""
        return next((child for child in self.children[token] if self.deps[child] in deps), None)

    def subtree(self, token: int, without: frozenset[int] = frozenset()) -> list[int]:
        """The token and all below it, in order, not entering the tokens of `without`."""
        children, found = self.children, [token]
        for at in found:
            found += [child for child in children[at] if child not in without]
        found.sort()
        return found

    def ancestors(self, token: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        while self.heads[token] != token:
            token = self.heads[token]
            yield token

    def span(self, first: int, last: int) -> Span:
        """The stretch of the draft from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    @property
    def whole(self) -> Span:
        """The stretch of the draft that the sentence covers."""
        return self.span(0, len(self.words) - 1)


def sentences(doc: Doc, clean: Clean, passage: Passage, lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences of one parsed passage; tokens that are only white space left out."""
    from spacy.attrs import DEP, HEAD, ORTH, SENT_START, SPACY, TAG

    array = doc.to_array([ORTH, TAG, DEP, HEAD, SENT_START, SPACY])
    rows = array.T.tolist()
    # Unsigned, but a head before its token is a negative step.
    rows[3] = array[:, 3].astype("int64").tolist()
    text_of = lexicon.text_of
    words, tags, deps = ([text_of(key) for key in row] for row in rows[:3])
    lexicon.learn({(word.lower(), tag) for word, tag in set(zip(words, tags, strict=True))})
    at = 0
    starts, ends = array_of("L"), array_of("L")
    for word, space in zip(words, rows[5], strict=True):
        starts.append(clean.offset(at))
        ends.append(clean.offset(at + len(word) - 1) + 1)
        at += len(word) + space
    bounds = [0, *(token for token, begins in enumerate(rows[4]) if begins == 1 and token), len(words)]
    for first, end in zip(bounds, bounds[1:], strict=False):
        kept = [token for token in range(first, end) if not words[token].isspace()]
        if not kept:
            continue
        yield Sentence(
            words=[words[token] for token in kept],
            tags=[tags[token] for token in kept],
            deps=[deps[token] for token in kept],
            heads=_heads(rows[3], kept, range(first, end)),
            starts=array_of("L", (starts[token] for token in kept)),
            ends=array_of("L", (ends[token] for token in kept)),
            passage=passage,
            lexicon=lexicon,
        )


def _heads(steps: list[int], kept: list[int], tokens: range) -> list[int]:
    """The head of each token kept, as an index in the sentence; a head that was left out passes to its own."""
    index = {token: at for at, token in enumerate(kept)}
    heads = []
    for token in kept:
        head = token + steps[token]
        while head not in index and head in tokens and steps[head]:
            head += steps[head]
        heads.append(index.get(head, index[token]))
    return heads
