"""Token and dependency patterns that rules write in YAML, matched during the one parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from poalint.language.cleaning import Clean
from poalint.language.pipeline import Pipeline, coarse
from poalint.language.sentence import Sentence
from poalint.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Pattern:
    """One rule's pattern in spaCy's own shape.

    `token`: alternatives, each a list of token descriptions (Matcher). `dependency`: alternatives, each a list of nodes
    (DependencyMatcher); `mark` names the nodes whose words are underlined, all where it is empty.
    """

    kind: str
    alternatives: tuple[tuple[Mapping[str, Any], ...], ...]
    mark: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PatternMatch:
    """Where a pattern matched, and the words of each named node of a dependency pattern."""

    span: Span
    nodes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PatternSet:
    """The patterns of a pack by name; empty where no rule has any."""

    patterns: Mapping[str, Pattern] = field(default_factory=dict)

    def matcher(self, pipeline: Pipeline) -> Matchers | None:
        """The matchers over this pipeline's vocabulary, or None where there is nothing to match."""
        return Matchers(self.patterns, pipeline) if self.patterns else None


def fault_of(pattern: Pattern) -> str | None:
    """What spaCy finds wrong with a pattern, in one line; None where nothing is.

    Builds it over an empty vocabulary: no language model is loaded, but spaCy is imported.
    """
    from spacy.errors import MatchPatternError
    from spacy.vocab import Vocab

    if _holds_regex(pattern.alternatives):
        return (
            "REGEX is not read in token patterns: Python's expressions can run for ever, those of kind `pattern` cannot"
        )
    try:
        _built("check", pattern, Vocab(), validate=True)
    except MatchPatternError as error:
        return " ".join(str(error).split())
    except (ValueError, TypeError, KeyError, AttributeError, re.error) as error:
        return " ".join(str(error).split())
    return None


def _holds_regex(part: object) -> bool:
    if isinstance(part, Mapping):
        return "REGEX" in part or any(_holds_regex(value) for value in part.values())
    return isinstance(part, (list, tuple)) and any(map(_holds_regex, part))


def _built(name: str, pattern: Pattern, vocab: Any, *, validate: bool = False) -> Any:
    from spacy.matcher import DependencyMatcher, Matcher

    matcher: Any = (Matcher if pattern.kind == "token" else DependencyMatcher)(vocab, validate=validate)
    matcher.add(name, [[dict(part) for part in alternative] for alternative in pattern.alternatives])
    return matcher


class Matchers:
    """All patterns of a pack, ready to run over a Doc."""

    def __init__(self, patterns: Mapping[str, Pattern], pipeline: Pipeline) -> None:
        self._patterns = patterns
        self._pipeline = pipeline
        self._built = {name: _built(name, pattern, pipeline.vocab) for name, pattern in patterns.items()}
        written = str([pattern.alternatives for pattern in patterns.values()])
        self._needs = {name: [_need(each) for each in pattern.alternatives] for name, pattern in patterns.items()}
        self._known: dict[tuple[int, ...], tuple[int, int]] = {}
        self._needs_lemma = "LEMMA" in written or "POS" in written

    def find(self, doc: Doc, clean: Clean, sentences: Sequence[Sentence]) -> Iterator[tuple[str, PatternMatch]]:
        """Each match as (name, where). Of overlapping token matches of one rule the longest stands.

        `sentences` are those of the Doc: a pattern is tried only where they hold a word it cannot do without.
        """
        wanted = self._wanted(sentences)
        if self._needs_lemma and wanted:
            self._set_lemmas(doc)
        for name in wanted:
            matcher = self._built[name]
            pattern = self._patterns[name]
            places = _dependency(doc, matcher, pattern) if pattern.kind == "dependency" else _token(doc, matcher)
            for first, last, nodes in places:
                start, end = doc[first].idx, doc[last].idx + len(doc[last])
                yield name, PatternMatch(Span(clean.offset(start), clean.offset(end - 1) + 1), nodes)

    def _wanted(self, sentences: Sequence[Sentence]) -> list[str]:
        here = {word for sentence in sentences for word in sentence.lower}
        if self._needs_lemma:
            here |= {sentence.lemma(token) for sentence in sentences for token in range(len(sentence))}
        return [
            name
            for name, needs in self._needs.items()
            if any(need is None or not here.isdisjoint(need) for need in needs)
        ]

    def _set_lemmas(self, doc: Doc) -> None:
        import numpy
        from spacy.attrs import LEMMA, ORTH, POS, TAG
        from spacy.parts_of_speech import IDS

        strings = doc.vocab.strings
        keys = doc.to_array([ORTH, TAG]).tolist()
        text_of = self._pipeline.text_of
        for key in {tuple(key) for key in keys} - self._known.keys():
            word, tag = text_of(key[0]), text_of(key[1])
            self._known[key] = (strings.add(self._pipeline.lemma(word, tag)), IDS[coarse(tag)])
        lemmas: Any = numpy.array([self._known[tuple(key)] for key in keys], dtype="uint64")
        doc.from_array([LEMMA, POS], lemmas)


def _need(alternative: Sequence[Mapping[str, Any]]) -> frozenset[str] | None:
    """Words one of which a passage must have for an alternative to match; None where it names none it cannot do without.

    Of several such sets the one whose shortest word is longest: the rarest, most likely.
    """
    found: list[frozenset[str]] = []
    for part in alternative:
        if part.get("OP") in {"?", "*", "!"}:
            continue
        attributes = part.get("RIGHT_ATTRS", part)
        for key in ("LOWER", "LEMMA"):
            value = attributes.get(key)
            words = [value] if isinstance(value, str) else value.get("IN", []) if isinstance(value, Mapping) else []
            if words and (not isinstance(value, Mapping) or set(value) == {"IN"}):
                found.append(frozenset(map(str, words)))
    return max(found, key=lambda words: min(map(len, words)), default=None)


def _token(doc: Doc, matcher: Any) -> Iterator[tuple[int, int, dict[str, str]]]:
    from spacy.util import filter_spans

    for span in sorted(filter_spans(matcher(doc, as_spans=True)), key=lambda found: found.start):
        yield span.start, span.end - 1, {}


def _dependency(doc: Doc, matcher: Any, pattern: Pattern) -> Iterator[tuple[int, int, dict[str, str]]]:
    for match_id, tokens in matcher(doc):
        _, alternatives = matcher.get(match_id)
        names: Sequence[str] = next(
            [node["RIGHT_ID"] for node in alternative]
            for alternative in alternatives
            if len(alternative) == len(tokens)
        )
        nodes = {name: doc[token].text for name, token in zip(names, tokens, strict=True)}
        marked = [token for name, token in zip(names, tokens, strict=True) if not pattern.mark or name in pattern.mark]
        yield min(marked), max(marked), nodes
