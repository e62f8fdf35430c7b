"""What the letter says was changed for an order: “we changed the carrier of order A from Other to FedEx”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from poalint.facts import OrderTold
from poalint.model import Span


class _Placed(Protocol):
    @property
    def span(self) -> Span:
        """Where it stands."""


# The orders named, in the sentence as it is matched here.
_ORDERS = "§"
_WORD_ORDER = re.compile(
    r"(?:(?:the|both|all|these|those)\s+)*(?:amazon\s+)?(?:orders?\b)?\s*(?:ids?\b|nos?\.?|numbers?\b)?\s*[#:：]?\s*$",
    re.IGNORECASE,
)
_CHANGED = r"\b(?:chang|correct|updat|switch|edit|amend|revis|modif|fix)(?:ed|ied)\b"
# What was changed: no further clause, and nothing else that the change came after or because of.
_WHAT = r"(?:(?!\b(?:and|but|then|so|because|since|after|when|before|if|with|by)\b)[^;]){0,300}?"
# Before the new value: “to the right tracking number”.
_NEW = r"(?:(?!(?:from|of|for|instead|not|than|by)\b)[a-z]+[\s:：]+){0,5}[\"“'‘(#]?$"
_TO = re.compile(
    rf"(?:{_CHANGED}(?P<what>{_WHAT})\b(?:in)?to|\breplaced\b(?P<replaced>{_WHAT})\b(?:with|by))\s+{_NEW}",
    re.IGNORECASE,
)
# Where the orders stand: as what was changed, before the verb as what the sentence is about, or after the value.
_OF = re.compile(rf"^\s*{_ORDERS}|\b(?:of|for|in|on|under)\s+{_ORDERS}", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:^|[,;:]\s*|\b(?:and|then)\s+)(?:on\s+[^§,;]{3,30},?\s+)?(?:(?:the|its?)\s+(?:[\w-]+\s+){0,4}?(?:of|for|on|in)\s+|(?:for|in|on)\s+)?"
    rf"{_ORDERS}(?:['’]s)?(?:[\s,:]+(?:the|its|their|we|I|have|has|had|been|was|were|also|carrier|courier|tracking|numbers?|ids?"
    r"|name|code|field|confirmation|shipment|already|therefore|then|wrong|incorrect|mistyped))*[\s,:]+$",
    re.IGNORECASE,
)
_FOR = re.compile(rf"[\s\"”'’)]*(?:for|of|in|on|under)\s+{_ORDERS}", re.IGNORECASE)
# Changed by mistake, planned, or of a second parcel: then the records need not have the new value.
_DENIED = re.compile(
    r"\b(?:not|never|should|must|would|could|will|can|cannot|mistakenly|wrongly|accidentally|by mistake|in error|again|second"
    r"|re-?(?:sen[dt]|ship|dispatch)\w*|replacement|latter|former|except|only|some of|one of)\b|n['’]t\b",
    re.IGNORECASE,
)


def new_values(text: str, told: OrderTold, near: Sequence[_Placed]) -> list[int]:
    """Which of the values near are those that the orders' own were changed to; none where no change of theirs is told."""
    start, end = told.around.start, told.around.end
    if _DENIED.search(text, told.sentence.start, told.sentence.end) or not re.search(
        rf"{_CHANGED}|\breplaced\b", text[start:end], re.IGNORECASE
    ):
        return []
    named = told.named
    lead = _WORD_ORDER.search(text, start, named.start)
    first = lead.start() if lead else named.start

    def told_as(begin: int, finish: int) -> str:
        """A stretch with a sign in place of the orders."""
        if begin <= first and named.end <= finish:
            return text[begin:first] + _ORDERS + text[named.end : finish]
        return text[begin:finish]

    found = []
    for at, value in enumerate(near):
        before, after = told_as(start, value.span.start), told_as(value.span.end, end)
        change = _TO.search(before)
        if change is None:
            continue
        what = change["what"] or change["replaced"] or ""
        if _OF.search(what) or _ABOUT.search(before[: change.start()]) or _FOR.match(after):
            found.append(at)
    return found
