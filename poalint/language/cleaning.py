"""A stretch of a draft → text the parser can read, with the way back to the draft's own places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

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
# Words run together where both are of a closed class: “wehave”, “itwas”, “whichwas”, “weren'table”.
_GLUED = (
    r"\b(?:[Ww]e|[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Yy]ou|[Ww]hich|[Ww]ho|[Tt]hat|[Tt]his|[Tt]here|[Tt]hese)"
    r"(?=(?:have|has|had|was|were|will|would|shall|should|must|can|could|are|did|does)\b)|n['’]t(?=[a-z]{2,})"
)
_REPAIR = re.compile(
    f"(?P<sign>[{re.escape(''.join(_SIGNS))}\uff01-\uff5e])|(?P<dropped>{_DROPPED})|(?P<gap>{_NO_SPACE}|{_GLUED})"
)


@dataclass(frozen=True, slots=True)
class Clean:
    """Text for the parser. `offset(i)` is the place in the draft of its character `i`; both count code points."""

    text: str
    _starts: list[int]
    _shifts: list[int]

    def offset(self, at: int) -> int:
        """The draft's offset of character `at` of the text, or of its end."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]


def clean(text: str, span: Span) -> Clean:
    """The words of `span` of `text` with odd spaces, signs, emphasis and run-together words put right.

    Never joins, drops or reorders words; characters added or left out are noted, so every place leads back.
    """
    pieces: list[str] = []
    starts, shifts = [0], [span.start]
    length, at = 0, span.start
    for found in _REPAIR.finditer(text, span.start, span.end):
        pieces.append(text[at : found.start()])
        length += found.start() - at
        replacement = _replacement(found)
        pieces.append(replacement)
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
