"""When: what the time words of a clause tell."""

from __future__ import annotations

from collections.abc import Iterator

from poalint.language import lexicon as lex
from poalint.language.sentence import Sentence


def times(sentence: Sentence, tokens: list[int]) -> frozenset[str]:
    """What the time words among `tokens` tell: `routine`, `past`, `now`, `future`, `dated`."""
    found = {told for _, told in _told(sentence, tokens)}
    return frozenset(found) if found else _NO_TIMES


def phrase(sentence: Sentence, tokens: list[int]) -> tuple[int, int] | None:
    """The first and last token of the first time phrase among `tokens`: “on 3 May”, “every Friday”; None without one.

    A phrase is a time word with what hangs on it and the preposition above, at most eight words.
    """
    at = next((at for at, _ in _told(sentence, tokens)), None)
    if at is None:
        return None
    inside = set(tokens)
    while True:
        above = sentence.heads[at]
        if (
            above == at
            or above not in inside
            or (sentence.tags[above][0] not in "NCIR" and sentence.tags[above] != "TO")
        ):
            break
        if len(sentence.subtree(above)) > _LONGEST:
            break
        at = above
    words = [word for word in sentence.subtree(at) if word in inside]
    first, last = (words[0], words[-1]) if len(words) <= _LONGEST else (at, at)
    while first - 1 in inside and (sentence.tags[first - 1] == "CD" or sentence.lower[first - 1] in _OPENERS):
        # The parser hangs “3” and “on” elsewhere where the day opens the sentence.
        first -= 1
    return first, last


_LONGEST = 8
_OPENERS = frozenset({"on", "in", "at", "since", "by", "from", "until", "every", "each", "last", "next"})


def _told(sentence: Sentence, tokens: list[int]) -> Iterator[tuple[int, str]]:
    """The time words among `tokens`, each with what it tells."""
    lower = sentence.lower
    for at in tokens:
        word = lower[at]
        kind = _TIME_WORDS.get(word)
        if kind is not None:
            told = _time(lower, at, kind)
            if told:
                yield at, _from_then_on(lower, at) if told == "dated" else told
        elif word[0].isdigit() and _dated(word):
            yield at, _from_then_on(lower, at)


def _from_then_on(lower: list[str], at: int) -> str:
    """What a date tells: “since 3 May” and “as of 3 May” last, “on 3 May” is a day."""
    before = lower[max(0, at - 3) : at]
    return "now" if {"since", "from", "starting"} & set(before) or ("as" in before and "of" in before) else "dated"


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
        "(next)": "future" if period and not _counted_on(lower, at) else "",
        "(at)": "now" if following == "present" else "",
        "(month)": "dated" if number_beside(lower, at) else "",
    }
    return told[kind]


def _counted_on(lower: list[str], at: int) -> bool:
    """“the next morning” follows a time just told; “next week” and “within the next week” lie ahead of the letter."""
    return lower[max(0, at - 1) : at] == ["the"] and not {"in", "within", "over", "during"} & set(
        lower[max(0, at - 2) : at]
    )


def _dated(word: str) -> bool:
    digits = word.replace("/", "").replace(".", "").replace("-", "")
    return digits.isdigit() and (
        (len(digits) == 4 and word[:2] in {"19", "20"}) or (3 <= len(digits) <= 8 and word != digits)
    )


def number_beside(lower: list[str], at: int) -> bool:
    """Whether a word stands next to a number: “6 May”."""
    return any(0 <= beside < len(lower) and lower[beside][:1].isdigit() for beside in (at - 1, at + 1))
