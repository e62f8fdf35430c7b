"""Order IDs, ASINs, attachments and counts: what the letter names and whether it can exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poalint.model import Span, Spans

# Amazon's order IDs are 3, 7 and 7 digits; digital orders begin D01. (Amazon help 641; SP-API orders model.)
_ORDER_ID = re.compile(r"(?:[0-9]{3}|D[0-9]{2})-[0-9]{7}-[0-9]{7}")
# What is meant as one: three groups of digits or look-alike letters, joined by any dash or space, in odd lengths.
_DASH = r"[-\u2010-\u2015\u2212\uff0d_]"
_DIGIT = r"[0-9OolI\uff10-\uff19]"
_MEANT = re.compile(
    rf"(?<![\w.\-/])(?:D\d{{2}}|{_DIGIT}{{3}})\s?{_DASH}\s?{_DIGIT}{{6,8}}\s?{_DASH}\s?{_DIGIT}{{6,8}}(?![\w/])"
    rf"|(?<![\w.\-/])(?:\d{{3}}-\d{{7}}-\d{{3,9}}|\d{{2,4}}-\d{{7}}-\d{{7}}|\d{{3}}-\d{{3,9}}-\d{{7}})(?![\w/-])"
    rf"|(?<![\w.\-/])\d{{3}} \d{{7}} \d{{7}}(?![\w/])"
    rf"|(?<![\w.\-/])\d{{3}}-\d{{7}}-\d{{7}}(?=-\d{{3}}-)"
)
_JOINED = re.compile(r"(?<=-)\d{3}-\d{7}-\d{7}(?![\w/])")
# After the word itself anything of three groups, or of as many digits, is meant as one.
_AFTER_ORDER = re.compile(
    rf"\borders?(?:\s+(?:ids?|no|numbers?))?\.?\s*[:#：]?\s*"
    rf"(?P<id>{_DIGIT}{{2,5}}\s?{_DASH}?\s?{_DIGIT}{{4,9}}\s?{_DASH}\s?{_DIGIT}{{4,9}}|{_DIGIT}{{15,18}})(?![\w\-])",
    re.IGNORECASE,
)
_ASIN = re.compile(r"(?<![\w-])(?:B0[0-9A-Z]{8}|(?<=ASIN )[A-Z0-9]{10})(?![\w-])")
_ASIN_MEANT = re.compile(r"(?<![\w-])B0[0-9A-Z]{4,12}(?![\w-])")
# What is no ASIN may still be a lot or a part number: it is meant as one only where ASINs are spoken of.
_SPOKEN_OF = re.compile(r"\b(?:ASINs?|B0[0-9A-Z]{8})\b(?!.*\b(lot|batch|SKU|model)\b)", re.IGNORECASE)
_ATTACHMENT = re.compile(
    r"\b(?P<word>attach(?:ed|ments?)|enclos(?:ed|ures?)|exhibits?|annex|appendix)(?:\s+(?:no\.?\s*)?(?P<number>\d{1,2}|[A-Z](?![a-z])))?"
    r"|附件\s?(?P<zh>\d{0,2})",
    re.IGNORECASE,
)
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = re.compile(
    rf"(?<![\w.,-])(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)})[ \u00a0]+(?:\w+[ \u00a0]+){{0,3}}?"
    r"(?P<noun>orders?|buyers?|customers?|claims?|parcels?|packages?|listings?|ASINs?|units?|complaints?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """An ID as written. `valid` tells whether it has Amazon's form; `reason` what is wrong with it, else None.

    `mended` is the ID in the right form where only the form is wrong (dashes, spaces, full-width digits, letters for
    digits), else None.
    """

    text: str
    span: Span
    valid: bool
    reason: str | None = None
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A reference to an attached document, with its number or letter, or None."""

    text: str
    span: Span
    number: str | None


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: “5 orders” → (5, order)."""

    text: str
    span: Span
    number: int
    noun: str


def order_ids(text: str) -> list[Identifier]:
    """Everything in the text that is, or is meant as, an order ID, in order of place."""
    found: dict[int, Identifier] = {}
    for pattern in (_MEANT, _JOINED):
        for match in pattern.finditer(text):
            found.setdefault(match.start(), _judged(match[0], Span(*match.span())))
    taken = Spans(other.span for other in found.values())
    for match in _AFTER_ORDER.finditer(text):
        span = Span(*match.span("id"))
        if not taken.overlaps(span):
            found[span.start] = _judged(match["id"], span)
    return [found[start] for start in sorted(found)]


def _judged(text: str, span: Span) -> Identifier:
    if _ORDER_ID.fullmatch(text):
        return Identifier(text, span, valid=True)
    plain = re.sub(rf"\s*{_DASH}\s*|\s+", "-", text)
    plain = plain.translate({ord("O"): "0", ord("o"): "0", ord("l"): "1", ord("I"): "1"})
    plain = re.sub(r"[\uff10-\uff19]", lambda digit: str(ord(digit[0]) - 0xFF10), plain)
    if _ORDER_ID.fullmatch(plain):
        return Identifier(text, span, False, "the digits are right but the form is not", plain)
    groups = [len(group) for group in plain.split("-")]
    if len(groups) == 1 and groups[0] == 17:
        return Identifier(text, span, False, "the hyphens are missing", f"{plain[:3]}-{plain[3:10]}-{plain[10:]}")
    digits = " and ".join(filter(None, [", ".join(map(str, groups[:-1])), str(groups[-1])]))
    return Identifier(text, span, False, f"it has {digits} digits, not 3, 7 and 7")


def asins(text: str) -> list[Identifier]:
    """ASINs and what is meant as one, in order of place."""
    found = []
    for match in _ASIN_MEANT.finditer(text):
        valid = bool(_ASIN.fullmatch(match[0]))
        if not valid and not _SPOKEN_OF.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        reason = None if valid else f"it has {len(match[0])} characters, not 10"
        found.append(Identifier(match[0], Span(*match.span()), valid, reason))
    return found


def attachments(text: str) -> Iterator[Attachment]:
    """References to attached documents, in order of place."""
    for match in _ATTACHMENT.finditer(text):
        yield Attachment(match[0], Span(*match.span()), match["number"] or match["zh"] or None)


def counts(text: str) -> Iterator[Count]:
    """Numbers of orders, buyers, parcels and the like, in order of place."""
    for match in _COUNT.finditer(text):
        word = match["number"].lower()
        number = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
        yield Count(match[0], Span(*match.span()), number, match["noun"].lower().rstrip("s"))
