"""Misspelt words and the word that was meant, by a dictionary with frequencies. Silent wherever it is not sure.

The dictionary and the search for near words are symspellpy's; both are read on first use.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from poalint.model import Span

if TYPE_CHECKING:
    from symspellpy import SymSpell

# A word in small letters, or with a capital, that stands free: no part of an address, a path, a file name or a code.
_WORD = re.compile(r"(?<![\w@/\\.#&_'’*-])[A-Za-z][a-z]{3,29}(?![\w@/\\_'’*-]|\.\w)")
_COMMON = 20_000
"""A word is put right only to one of this many most frequent words."""
_PARTS = 8_000
"""The parts of a compound, the stem of a derived word and words that run together are among this many."""
_SHORTEST, _SHORT = 5, 6
"""Shorter words are let be. One of five or six letters has many neighbours: only a usual slip, or a very frequent word
meant, is sure."""
_LONG_PART = 5
"""So many letters at least has each of two words that run together."""
_FREQUENT = 30_000_000
_VERY_FREQUENT = 100_000_000
"""How often words stand in the dictionary's texts: “recently” is frequent, “should” very frequent."""
_SURER = 8
"""How many times as frequent as its rivals the word meant must be."""

# The dictionary has British spellings; where it lacks the American or the Oxford one, this leads to the one it has.
_VARIANTS = tuple(
    (re.compile(one), other)
    for one, other in (
        (r"or(?=(?:s|ed|ing|able|ably|ful|hood|ite|ites|less|er|ers)?$)", "our"),
        (r"(?<=[a-z]{3})iz(?=e|ing|ation)", "is"),
        (r"(?<=[a-z]{3})is(?=e|ing|ation)", "iz"),
        (r"yz(?=e|ing)", "ys"),
        (r"(?<=[aeiou])l(?=(?:ed|ing|er|ers|or|ors|able|ment|ments|ful)$)", "ll"),
        (r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|ment|ments|ful)$)", "l"),
        (r"(?<=[bt])er(?=s?$)", "re"),
        (r"og(?=s?$)", "ogue"),
        (r"ens(?=e|es|ed|ing)", "enc"),
        (r"enc(?=e|es|ed|ing)", "ens"),
        (r"practic(?=ed|ing)", "practis"),
        (r"mol(?=[dt])", "moul"),
        (r"minum$", "minium"),
        (r"chil(?=is?$)", "chill"),
        (r"^skep", "scep"),
        (r"nes(?=the)", "naes"),
        (r"pedi(?=c|a)", "paedi"),
        (r"ey(?=s?$)", "y"),
        (r"y$", "ey"),
        (r"(?<=dg)(?=ment)", "e"),
    )
)
_PREFIX = re.compile(r"(?:anti|auto|co|dis|inter|mini|mis|multi|non|out|over|post|pre|re|sub|super|un|under)")
_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "or", "y", "able", "ability", "less", "ness", "like", "wise")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A word that is in no dictionary, its place, and the word that was meant, in the same case."""

    span: Span
    word: str
    meant: str


class Speller:
    """Tells which word was meant by a misspelt one. The dictionary is read once for all letters; see `speller`."""

    @cached_property
    def _entries(self) -> list[str]:
        """Words and their counts by turns, the most frequent first."""
        from importlib.resources import files

        return (files("symspellpy") / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").split()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(self._entries[::2])

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(self._entries[: 2 * _PARTS : 2])

    @cached_property
    def _common(self) -> SymSpell:
        from symspellpy import SymSpell

        # A short prefix makes the index quick to build; few words are ever looked up.
        index = SymSpell(max_dictionary_edit_distance=1, prefix_length=4)
        for word, count in zip(self._entries[: 2 * _COMMON : 2], self._entries[1 : 2 * _COMMON : 2], strict=True):
            index.create_dictionary_entry(word, int(count))
        return index

    def known(self, word: str) -> bool:
        """Whether a word in small letters is in the dictionary, in British or American spelling."""
        return word in self._words or any(one.sub(other, word) in self._words for one, other in _VARIANTS)

    def meant(self, word: str, least: int = 0) -> str | None:
        """The one frequent word that is a single slip away from a word in small letters; None where it is known or unsure.

        `least` is how often the word meant must stand in the dictionary's texts.
        """
        if len(word) < _SHORTEST or self.known(word):
            return None
        near = [(term, count) for term, count in self._near(word) if count >= least]
        usual = [(term, count) for term, count in near if _usual(word, term)]
        if usual:
            return _surest(usual)
        if len(word) <= _SHORT:
            near = [(term, count) for term, count in near if count >= _VERY_FREQUENT]
        if self._formed(word):
            near = [(term, count) for term, count in near if count >= _FREQUENT]
        return _surest(near)

    def joined(self, word: str) -> tuple[str, str] | None:
        """The two frequent words that run together in an unknown one, in small letters; None where it may be a compound.

        Short parts make compounds that no dictionary has all of: “godown”, “blocklist”.
        """
        if self.known(word) or _PREFIX.match(word):
            return None
        cuts = range(_LONG_PART, len(word) - _LONG_PART + 1)
        found = [(word[:cut], word[cut:]) for cut in cuts if {word[:cut], word[cut:]} <= self._parts]
        return found[0] if len(found) == 1 else None

    def _near(self, word: str) -> Iterator[tuple[str, int]]:
        """Frequent words a single letter away, with their counts; not those with another first letter or ending."""
        from symspellpy import Verbosity

        for each in self._common.lookup(word, Verbosity.CLOSEST, max_edit_distance=1):
            if each.term[0] == word[0] and each.term.isalpha() and not _inflected(word, each.term):
                yield each.term, each.count

    def _formed(self, word: str) -> bool:
        """Whether a word is formed from known ones: “unticked”, “sellable”, “blocklist”, “godown”, “ofthe”."""
        prefix = _PREFIX.match(word)
        bare = word[prefix.end() :] if prefix else word
        if any(len(stem) > 2 and stem in self._parts for stem in {bare, *_stems(word), *_stems(bare)} - {word}):
            return True
        return any({word[:cut], word[cut:]} <= self._parts for cut in range(2, len(word) - 1))


def _surest(near: list[tuple[str, int]]) -> str | None:
    """The word far more frequent than the others, None where there is none."""
    ranked = sorted(near, key=lambda each: -each[1])
    sure = len(ranked) == 1 or (ranked and ranked[0][1] >= _SURER * ranked[1][1])
    return ranked[0][0] if sure else None


def _stems(word: str) -> Iterator[str]:
    """What a word may be formed from: its ending off, with a mute e again, with a doubled letter single again."""
    for ending in _ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            yield from (stem, f"{stem}e")
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


def _usual(word: str, term: str) -> bool:
    """Whether the slip is a usual one: a letter doubled or not, or two letters changed about."""
    if len(word) == len(term):
        return sorted(word) == sorted(term)
    longer, shorter = (word, term) if len(word) > len(term) else (term, word)
    doubled = (at for at in range(1, len(longer)) if longer[at] == longer[at - 1])
    return any(longer[:at] + longer[at + 1 :] == shorter for at in doubled)


def _inflected(word: str, term: str) -> bool:
    """Whether the two differ only in an ending, so that grammar and not spelling decides: “actived”, “active”."""
    longer, shorter = (word, term) if len(word) > len(term) else (term, word)
    return longer.startswith(shorter) and longer[len(shorter) :] in {"s", "d", "r", "y", "e", "n"}


def run_together(text: str, spans: Iterable[Span]) -> Iterator[Misspelt]:
    """The words in some stretches of a text in which two run together, each with the two as meant, in order."""
    words = speller()
    for span in spans:
        for found in _WORD.finditer(text, span.start, span.end):
            if found[0].islower() and len(found[0]) >= 2 * _LONG_PART and (two := words.joined(found[0])):
                yield Misspelt(Span(*found.span()), found[0], " ".join(two))


@cache
def speller() -> Speller:
    """The one speller of the process."""
    return Speller()


def misspelt(
    text: str, spans: Iterable[Span], starts: Collection[int], slips: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Misspelt]:
    """The misspelt words in some stretches of a text, in order. `starts` are the offsets where sentences begin.

    `slips` are words, in small letters, whose right form is known beforehand.

    A capital begins a name, unless the word begins a sentence and is a frequent one misspelt: “Rcently”.
    """
    words = speller()
    meant: dict[str, str | None] = {}
    for span in spans:
        for found in _WORD.finditer(text, span.start, span.end):
            word = found[0]
            capital = word[0].isupper()
            small = word.lower()
            if capital and (found.start() not in starts or (len(word) <= _SHORT and small not in slips)):
                continue
            if word not in meant:
                meant[word] = slips.get(small) or words.meant(small, _FREQUENT if capital else 0)
            if right := meant[word]:
                yield Misspelt(Span(*found.span()), word, right.capitalize() if capital else right)
