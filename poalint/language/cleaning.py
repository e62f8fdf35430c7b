"""A stretch of a draft → text the parser can read, with the way back to the draft's own places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from poalint.language.lexicon import GLUED_FIRST, GLUED_LAST, MISSPELT, NOT_GLUED
from poalint.model import Span

# Full-width signs that Chinese input methods leave in English text, and what the parser knows them by.
_SIGNS = {
    "\n": " ",
    "\t": " ",
    "\f": " ",
    "\v": " ",
    "\u00a0": " ",
    "\u3000": " ",
    "\u2028": " ",
    "\u0085": " ",
    "，": ", ",
    "、": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "？": "? ",
    "！": "! ",
    "（": " (",
    "）": ") ",
    "’": "'",
    "‘": "'",
    "＇": "'",
    "“": '"',
    "”": '"',
    "＂": '"',
}
# What a reader does not see, or sees as emphasis.
_DROPPED = (
    r"[\u200b\u200c\u200d\u2060\ufeff\u00ad]|\*\*|__|(?<!\w)[*_`](?=\w)|(?<=\w)[*_`](?!\w)"
    # “re-sent” is one verb; the tokenizer makes three words of it.
    r"|(?<=\b[Rr]e)-(?=[a-z]{3})"
)
# “future.To”, “Yiwu,China”: a stop with no space after it. Not “U.S.”, “4.5”, “Win.it”, “amazon.com” or “e.g.x”. What
# stands before is looked at last: few places have such a sign, and every place has something before it.
_NO_SPACE = (
    r"[,;!?](?<=[A-Za-z\d)\"'][,;!?])(?=[A-Za-z①-⑳])|:(?<=[a-z)]:)(?=[A-Za-z①-⑳])"
    r"|\.(?<=[a-z\d%)][a-z\d%)]\.)(?=[A-Z][a-z]|I\b)|\.(?<=\s\d\.)(?=[A-Z][a-z])|,(?<=[a-z],)(?=\d)"
)
# “weren'table”: no word goes on after this.
_GLUED = r"n['’]t(?=[a-z]{2,})"
_REPAIRS = (
    f"(?P<sign>[{re.escape(''.join(_SIGNS))}\uff01-\uff5e])|(?P<dropped>{_DROPPED})|(?P<gap>{_NO_SPACE}|{_GLUED})"
)
_LONG_WORD = re.compile(r"\b[A-Za-z]{5,}\b")
_PRONOUN = re.compile(r"(?:We|Our|My|They|Their|It|He|She|You|This|That|These)[a-z]+$")
_MISSPELT_WORD = re.compile(rf"\b(?:{'|'.join(MISSPELT)})\b", re.IGNORECASE)


class Words(Protocol):
    """A dictionary to tell words that run together from those that do not."""

    def unknown(self, forms: Iterable[str]) -> set[str]:
        """Those of the forms, in lower case, that are in no form of any entry."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What is put right in one draft: the repairs that hold for every text, and words of this one.

    `glued` are words that run together (“ourstaff”), as (first, rest).
    """

    pattern: re.Pattern[str] = re.compile(_REPAIRS)

    @classmethod
    def of(cls, text: str, words: Words) -> Mending:
        """The mending of a draft, by a dictionary."""
        found = [*_glued(text, words), *_misspelt(text)]
        return cls(re.compile(f"{_REPAIRS}|{'|'.join(found)}")) if found else cls()


def _glued(text: str, words: Words) -> Iterator[str]:
    """Patterns for words that run together: one of them of a closed class, the other in the dictionary."""
    # A capital begins a name, unless it begins a sentence with a pronoun: “Wehave”.
    seen = {word.lower() for word in _LONG_WORD.findall(text) if word.islower() or _PRONOUN.match(word)}
    splits = [
        (word, cut)
        for word in sorted(words.unknown(seen) - NOT_GLUED - MISSPELT.keys())
        for cut in range(2, len(word) - 1)
        if word[:cut] in GLUED_FIRST or word[cut:] in GLUED_LAST
    ]
    parts = {word[:cut] for word, cut in splits} | {word[cut:] for word, cut in splits}
    strange = words.unknown(parts - GLUED_FIRST - GLUED_LAST)
    known = {word: cut for word, cut in splits if not {word[:cut], word[cut:]} & strange and len(word[cut:]) > 1}
    if known:
        alternatives = (f"{word[:cut]}(?={word[cut:]}\\b)" for word, cut in known.items())
        yield rf"\b(?P<glued>(?i:{'|'.join(alternatives)}))"


def _misspelt(text: str) -> Iterator[str]:
    found = {word.lower() for word in _MISSPELT_WORD.findall(text)}
    if found:
        yield rf"\b(?P<misspelt>(?i:{'|'.join(sorted(found))}))\b"


@dataclass(frozen=True, slots=True)
class Clean:
    """Text for the parser. `offset(i)` is the place in the draft of its character `i`; both count code points."""

    text: str
    _starts: list[int]
    _shifts: list[int]

    def offset(self, at: int) -> int:
        """The draft's offset of character `at` of the text, or of its end."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]

    def form(self, start: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The way back from the text's characters, told from `start`: the same wherever the same words stand."""
        return tuple(self._starts), tuple(shift - start for shift in self._shifts)


def clean(text: str, span: Span, mending: Mending = Mending()) -> Clean:
    """The words of `span` of `text` with odd spaces, signs, emphasis and run-together words put right.

    Never joins, drops or reorders words; characters added or left out are noted, so every place leads back.
    """
    pieces: list[str] = []
    starts, shifts = [0], [span.start]
    length, at = 0, span.start
    for found in mending.pattern.finditer(text, span.start, span.end):
        pieces.append(text[at : found.start()])
        length += found.start() - at
        replacement = _replacement(found)
        pieces.append(replacement)
        if len(replacement) > len(found[0]) and found[0][-1:].isalpha() and replacement[-1] != " ":
            # The letter that was left out stands where the word's last one does.
            starts.append(length + len(found[0]))
            shifts.append(shifts[-1] - 1)
        length += len(replacement)
        at = found.end()
        shift = at - length
        if shift != shifts[-1]:
            if starts[-1] == length:
                shifts[-1] = shift
            else:
                starts.append(length)
                shifts.append(shift)
    pieces.append(text[at : span.end])
    return Clean("".join(pieces), starts, shifts)


def _replacement(found: re.Match[str]) -> str:
    if found["dropped"]:
        return ""
    word = found.lastgroup
    if word == "glued":
        return found[0] + " "
    if word == "misspelt":
        right = MISSPELT[found[0].lower()]
        return right.capitalize() if found[0][0].isupper() else right
    if found["gap"]:
        return found["gap"].replace("’", "'") + " "
    sign = found["sign"]
    return _SIGNS.get(sign) or chr(ord(sign) - 0xFEE0)


def quoted(text: str) -> Iterator[Span]:
    """The stretches between matching double quotation marks, marks included, each within one paragraph."""
    for found in re.finditer(
        r"“[^“”\n]*(?:\n(?!\s*\n)[^“”\n]*)*”|\"[^\"\n]*(?:\n(?!\s*\n)[^\"\n]*)?\"|«[^»\n]*»", text
    ):
        yield Span(*found.span())
