"""When: what the time words of a clause tell."""

from __future__ import annotations

from poalint.language import lexicon as lex
from poalint.language.sentence import Sentence


def times(sentence: Sentence, tokens: list[int]) -> frozenset[str]:
    """What the time words among `tokens` tell: `routine`, `past`, `now`, `future`, `dated`."""
    lower = sentence.lower
    found = set()
    for at in tokens:
        word = lower[at]
        kind = _TIME_WORDS.get(word)
        if kind is None:
            if word[0].isdigit() and _dated(word):
                found.add("dated")
            continue
        told = _time(lower, at, kind)
        if told:
            found.add(told)
    return frozenset(found) if found else _NO_TIMES


_NO_TIMES: frozenset[str] = frozenset()
# What a word may tell of time; those in brackets only with what stands beside them.
_TIME_WORDS: dict[str, str] = {
    **dict.fromkeys(lex.MONTHS, "dated"),
    **dict.fromkeys(("may", "mar"), "(month)"),
    **dict.fromkeys(lex.ROUTINE_ADVERBS, "routine"),
    **dict.fromkeys(lex.PAST_ADVERBS, "past"),
    **dict.fromkeys(lex.NOW_ADVERBS, "now"),
    **dict.fromkeys(lex.FUTURE_ADVERBS, "future"),
    **dict.fromkeys(("every", "each"), "(every)"),
    **dict.fromkeys(("a", "an", "per"), "(per)"),
    "last": "(last)",
    "next": "(next)",
    "at": "(at)",
}


def _time(lower: list[str], at: int, kind: str) -> str:
    """What the time word at a place tells, by its neighbours; "" where it tells nothing."""
    if kind[0] != "(":
        return kind
    following = lower[at + 1] if at + 1 < len(lower) else ""
    before = lower[at - 1] if at else ""
    period = following in lex.TIME_NOUNS or following in lex.MONTHS
    told = {
        "(every)": "routine" if following in lex.TIME_NOUNS or following.isdigit() else "",
        "(per)": "routine" if following in lex.TIME_NOUNS and before not in {"", "in", "within", "for", "is"} else "",
        "(last)": "past" if period else "",
        "(next)": "future" if period else "",
        "(at)": "now" if following == "present" else "",
        "(month)": "dated" if number_beside(lower, at) else "",
    }
    return told[kind]


def _dated(word: str) -> bool:
    digits = word.replace("/", "").replace(".", "").replace("-", "")
    return digits.isdigit() and (
        (len(digits) == 4 and word[:2] in {"19", "20"}) or (3 <= len(digits) <= 8 and word != digits)
    )


def number_beside(lower: list[str], at: int) -> bool:
    """Whether a word stands next to a number: “6 May”."""
    return any(0 <= beside < len(lower) and lower[beside][:1].isdigit() for beside in (at - 1, at + 1))
