"""Order IDs, ASINs and counts: what the letter names and whether it can exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from poalint.model import Span, Spans

# Amazon's order IDs are 3, 7 and 7 digits; digital orders begin D01, orders that Amazon ships for another channel S01.
# (Amazon help 641; SP-API orders model.)
_ORDER_ID = re.compile(r"(?:[0-9]{3}|[DS][0-9]{2})-[0-9]{7}-[0-9]{7}")
# As it stands in a letter, also run together with the next (“…5943015-113-…”, “…5943015113-…”) or with a word
# (“No.113-…”, “订单113-…”), and broken by the end of a line after a hyphen.
_ONE = r"(?:[0-9]{3}|[DS][0-9]{2})-\n?[0-9]{7}-\n?[0-9]{7}"
_EXACT = re.compile(_ONE)
_RUN = re.compile(rf"(?:(?<![0-9])(?=[0-9])|(?<![0-9A-Za-z])(?=[DS]))(?:{_ONE})+(?![0-9])")
# What is meant as one: three groups of digits or look-alike letters, joined by any dash or space, in odd lengths.
_DASH = r"[-\u2010-\u2015\u2212\uff0d_~\uff5e]"
_DIGIT = r"[0-9OolI\uff10-\uff19]"
_BEFORE, _BEHIND = r"(?<![0-9A-Za-z_.\-/])", r"(?![0-9A-Za-z_/\uff10-\uff19])"
_MEANT = re.compile(
    rf"{_BEFORE}(?:[DS]{_DIGIT}{{2}}|{_DIGIT}{{3}})\s?{_DASH}\s?{_DIGIT}{{6,8}}\s?{_DASH}\s?{_DIGIT}{{6,8}}{_BEHIND}"
    rf"|{_BEFORE}(?:\d{{3}}-\d{{7}}-\d{{3,9}}|\d{{2,4}}-\d{{7}}-\d{{7}}|\d{{3}}-\d{{3,9}}-\d{{7}}){_BEHIND}(?!-)"
    rf"|{_BEFORE}\d{{3}}[ .\u00a0\u3000]{{1,2}}\d{{7}}[ .\u00a0\u3000]{{1,2}}\d{{7}}{_BEHIND}"
)
# After the word itself anything of three groups, or of as many digits, is meant as one.
_AFTER_ORDER = re.compile(
    rf"(?:\borders?(?:\s+(?:ids?|no|numbers?|#))?|订单[号編编]?码?)\.?\s*[:#：]?\s*"
    rf"(?P<id>{_DIGIT}{{2,5}}\s?{_DASH}?\s?{_DIGIT}{{4,9}}\s?{_DASH}\s?{_DIGIT}{{4,9}}|{_DIGIT}{{15,18}})(?![0-9A-Za-z_\-])",
    re.IGNORECASE,
)
# Seventeen digits with one hyphen or none are an order's where orders were spoken of last, and nothing else with a number.
_HYPHENLESS = re.compile(r"(?<![0-9A-Za-z_.\-/])(?:\d{17}|\d{10}-\d{7}|\d{3}-\d{14})(?![0-9A-Za-z_\-])")
_NUMBERED = re.compile(
    r"(?P<order>\borders?\b|订单)|\b(?:track\w*|parcels?|packages?|waybills?|shipments?|labels?|invoices?|transactions?|cases?|"
    r"refs?|references?|phones?|tel|fax|accounts?|cards?|bank|SKUs?|serials?|receipts?|payments?|USPS|UPS|FedEx|DHL)\b|运单|单号|发票",
    re.IGNORECASE,
)
# Numbers of these are no order IDs, whatever their form.
_SOMETHING_ELSE = re.compile(
    r"\b(?:tel|phone|mobile|call|dial|hotline|fax|invoices?|track\w*|cases?|PO|SKUs?|ISBN|EAN|UPC|card|account|licen[cs]e|patent)\b\.?[^\n.;,]{0,15}$",
    re.IGNORECASE,
)
_ASIN = re.compile(r"B0[0-9A-Z]{8}|[0-9]{9}[0-9X]|B[0-9A-Z]{9}")
_ASIN_MEANT = re.compile(r"(?<![0-9A-Za-z_-])B[0O][0-9A-Z]{4,12}(?![0-9A-Za-z_-])")
# Right after the word: the ISBN of a book, an old ASIN, small letters.
_AFTER_ASIN = re.compile(
    r"\b(?i:ASINs?)\s*[:#：(]?\s*(?P<id>[0-9]{9}[0-9Xx]|[Bb]0[0-9A-Za-z]{4,12}|BO(?=[0-9A-Z]*[0-9])[0-9A-Z]{4,12})"
    r"(?![0-9A-Za-z_-])"
)
# What is no ASIN may still be a lot or a part number: it is meant as one only where ASINs are spoken of.
_SPOKEN_OF = re.compile(r"\b(?:ASINs?|B0[0-9A-Z]{8})\b(?!.*\b(lot|batch|SKU|model)\b)", re.IGNORECASE)
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNT = re.compile(
    rf"(?<![\w.,-])(?P<number>\d{{1,4}}|{'|'.join(_NUMBERS)})[ \u00a0]+(?:\w+[ \u00a0]+){{0,3}}?"
    r"(?P<noun>orders?|buyers?|customers?|claims?|parcels?|packages?|listings?|ASINs?|units?|complaints?)\b",
    re.IGNORECASE,
)


class IdKind(StrEnum):
    """What an ID is the ID of."""

    ORDER = "order_id"
    ASIN = "asin"
    FNSKU = "fnsku"
    CASE = "case_id"
    CLAIM = "claim_id"
    SHIPMENT = "shipment_id"
    SELLER = "seller_id"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An ID as written. `valid` tells whether it has Amazon's form; `reason` what is wrong with it, else None.

    `mended` is the ID in the right form where only the form is wrong (dashes, spaces, full-width digits, letters for
    digits, a line's end), else None. `reason_zh` is the reason in Chinese.
    """

    text: str
    span: Span
    valid: bool
    reason: str | None = None
    mended: str | None = None
    kind: IdKind = IdKind.ORDER
    reason_zh: str | None = None

    @property
    def plain(self) -> str:
        """The ID as Amazon writes it, as far as that can be told; for comparing."""
        return self.mended or self.text


@dataclass(frozen=True, slots=True)
class Count:
    """A number of things: “5 orders” → (5, order)."""

    text: str
    span: Span
    number: int
    noun: str


def order_ids(text: str) -> list[Identifier]:
    """Everything in the text that is, or is meant as, an order ID, in order of place.

    Two that run together are two.
    """
    found = {each.span.start: each for each in _exact(text)}
    for candidates in (_meant, _after_order, _hyphenless):
        taken = Spans(each.span for each in found.values())
        for span in candidates(text):
            if not taken.overlaps(span):
                found[span.start] = _judged(text[span.start : span.end], span)
    return [found[start] for start in sorted(found)]


def _exact(text: str) -> Iterator[Identifier]:
    """IDs of the very form."""
    for run in _RUN.finditer(text):
        for match in _EXACT.finditer(text, *run.span()):
            yield _of_form(match[0], Span(*match.span()))


def _of_form(text: str, span: Span) -> Identifier:
    return Identifier(text, span, True, mended=text.replace("\n", "") if "\n" in text else None)


def _meant(text: str) -> Iterator[Span]:
    for match in _MEANT.finditer(text):
        digits = sum(char.isdigit() for char in match[0])
        if digits >= 10 and not _SOMETHING_ELSE.search(text, max(0, match.start() - 40), match.start()):
            yield Span(*match.span())


def _after_order(text: str) -> Iterator[Span]:
    for match in _AFTER_ORDER.finditer(text):
        if sum(char.isdigit() for char in match["id"]) >= 10:
            yield Span(*match.span("id"))


def _hyphenless(text: str) -> Iterator[Span]:
    for match in _HYPHENLESS.finditer(text):
        before = re.split(r"[.!?。！？]\s|\n\s*\n", text[max(0, match.start() - 200) : match.start()])[-1]
        named = list(_NUMBERED.finditer(before))
        if named and named[-1]["order"]:
            yield Span(*match.span())


_LOOKALIKES = {"O": "0", "o": "0", "l": "1", "I": "1"}
_PLAIN = {ord(letter): digit for letter, digit in _LOOKALIKES.items()} | {0xFF10 + n: str(n) for n in range(10)}

# What is wrong with the form alone: how it is seen, and what is said of it.
_FORM: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"[\uff10-\uff19]"), "full-width digits", "用了全角数字"),
    (re.compile(r"[Oo]"), "the letter O for the digit 0", "把数字 0 写成了字母 O"),
    (re.compile(r"l"), "the letter l for the digit 1", "把数字 1 写成了小写字母 l"),
    (re.compile(r"I"), "the letter I for the digit 1", "把数字 1 写成了字母 I"),
    (re.compile(r"[\u2010-\u2015\u2212\uff0d_~\uff5e]"), "another dash than the hyphen", "连接号不是半角连字符“-”"),
    (re.compile(r"[\s\u3000]"), "spaces", "中间有空格"),
    (re.compile(r"\."), "dots for hyphens", "用点号代替了连字符"),
    (re.compile(r"^(?:\d{17}|\d{10}-\d{7}|\d{3}-\d{14})$"), "no hyphens where they belong", "缺少连字符"),
)


def _judged(text: str, span: Span) -> Identifier:
    """What is meant as an order ID, with what is wrong."""
    plain = re.sub(rf"\s*{_DASH}\s*|[\s.\u3000]+", "-", text).translate(_PLAIN)
    if re.fullmatch(r"\d{17}|\d{10}-\d{7}|\d{3}-\d{14}", plain):
        digits = plain.replace("-", "")
        plain = f"{digits[:3]}-{digits[3:10]}-{digits[10:]}"
    if _ORDER_ID.fullmatch(plain):
        wrong = [(en, zh) for seen, en, zh in _FORM if seen.search(text)]
        reason, reason_zh = "it has " + " and ".join(en for en, _ in wrong), "，".join(zh for _, zh in wrong)
        return Identifier(text, span, False, reason, plain, reason_zh=reason_zh)
    groups = [str(len(group)) for group in plain.split("-")]
    told = " and ".join(filter(None, [", ".join(groups[:-1]), groups[-1]]))
    reason_zh = (
        f"各段为 {'、'.join(groups)} 位，应为 3、7、7 位" if len(groups) > 1 else f"共 {groups[0]} 位，应为 3、7、7 位"
    )
    return Identifier(text, span, False, f"it has {told} digits, not 3, 7 and 7", reason_zh=reason_zh)


def run_together(text: str, found: Sequence[Identifier]) -> Iterator[tuple[Identifier, Identifier]]:
    """Neighbours of the right form with nothing but a hyphen between them, as pairs."""
    for one, two in zip(found, found[1:], strict=False):
        if one.valid and two.valid and text[one.span.end : two.span.start] in {"", "-"}:
            yield one, two


def asins(text: str) -> list[Identifier]:
    """ASINs and what is meant as one, in order of place; the ISBN of a book right after the word."""
    found: dict[int, Identifier] = {}
    for match in _AFTER_ASIN.finditer(text):
        found[match.start("id")] = _asin(match["id"], Span(*match.span("id")))
    for match in _ASIN_MEANT.finditer(text):
        near = text[max(0, match.start() - 40) : match.start()]
        if re.fullmatch(r"B0[0-9A-Z]{8}", match[0]) or _SPOKEN_OF.search(near):
            found.setdefault(match.start(), _asin(match[0], Span(*match.span())))
    return [found[start] for start in sorted(found)]


def _asin(text: str, span: Span) -> Identifier:
    plain = text.upper()
    if plain.startswith("BO") and len(plain) == 10:
        mended = f"B0{plain[2:]}"
        reason, reason_zh = "it has the letter O for the digit 0", "第二位应是数字 0，不是字母 O"
        return Identifier(text, span, False, reason, mended, IdKind.ASIN, reason_zh)
    if _ASIN.fullmatch(plain):
        return Identifier(text, span, True, mended=plain if plain != text else None, kind=IdKind.ASIN)
    reason, reason_zh = f"it has {len(text)} characters, not 10", f"共 {len(text)} 位，应为 10 位"
    return Identifier(text, span, False, reason, kind=IdKind.ASIN, reason_zh=reason_zh)


# The other IDs of Amazon's: what it is, how it looks, and the word it needs before it, None where its form is its own.
# (FNSKU: X00 and seven; case numbers: ten digits, since 2024 eleven; seller IDs: A and twelve to fourteen.)
_NUMBER_WORD = r"(?:\s+(?:ids?|no|nos|numbers?|nr|ref\w*))?\.?\s*[:#：(]*\s*"
_OTHER_IDS: tuple[tuple[IdKind, re.Pattern[str]], ...] = (
    (IdKind.FNSKU, re.compile(r"(?<![0-9A-Za-z_-])(?P<id>X00[0-9A-Z]{7})(?![0-9A-Za-z_-])")),
    (IdKind.SHIPMENT, re.compile(r"(?<![0-9A-Za-z_-])(?P<id>FBA(?=[0-9A-Z]*[0-9])[0-9A-Z]{8,10})(?![0-9A-Za-z_-])")),
    (
        IdKind.CASE,
        re.compile(rf"(?i)(?:\bcases?{_NUMBER_WORD}|案例\S{{0,3}}[:：]?\s*)(?P<id>\d{{10,11}})(?![0-9A-Za-z_-])"),
    ),
    (
        IdKind.CLAIM,
        re.compile(r"(?i)\bclaims?\s+(?:ids?|no|numbers?|#)\.?\s*[:#：]?\s*(?P<id>\d{8,14})(?![0-9A-Za-z_-])"),
    ),
    (
        IdKind.SELLER,
        re.compile(
            r"(?i:\b(?:seller|merchant|store|account)s?\b|卖家|店铺)[^\n.;。]{0,30}?(?<![0-9A-Za-z_-])"
            r"(?P<id>A(?=[0-9A-Z]*[0-9])(?=[0-9A-Z]*[A-Z]{2})[0-9A-Z]{12,14})(?![0-9A-Za-z_-])"
        ),
    ),
)
# Marketplaces have IDs of a seller's form, and postal numbers may begin with A.
_NO_SELLER = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_MARKETPLACE_IDS = frozenset({
    "ATVPDKIKX0DER", "A2EUQ1WTGCTBG2", "A1AM78C64UM0Y8", "A2Q3Y263D00KWC", "A1F83G8C2ARO7P", "A1PA6795UKMFR9", "A13V1IB3VIYZZH",
    "APJ6JRA9NG5V4", "A1RKKUPIHCS9HS", "A1805IZSGTT6HS", "A2NODRKZP88ZB9", "A1C3SOZRARQ6R3", "AMEN7PMS3EDWL", "A28R8C7NBKEWEA",
    "A33AVAJ2PDY3EV", "A2VIGQ35RCS4UG", "A17E79C6D8DWNP", "ARBP9OOSHTCHU", "A21TJRUUN4KGV", "A19VAU5U5O7RUS", "A39IBJ37TRP1C6",
    "A1VC38T7YXB528", "AE08WJ6YKNBMC",
})  # fmt: skip


def other_ids(text: str) -> list[Identifier]:
    """FNSKUs and the IDs of cases, claims, shipments and sellers, in order of place."""
    found: dict[int, Identifier] = {}
    for kind, pattern in _OTHER_IDS:
        for match in pattern.finditer(text):
            written = match["id"]
            if kind is IdKind.SELLER and (written in _MARKETPLACE_IDS or _NO_SELLER.fullmatch(written)):
                continue
            found.setdefault(match.start("id"), Identifier(written, Span(*match.span("id")), True, kind=kind))
    return [found[start] for start in sorted(found)]


# “In March 2025 orders …”, “from Monday 3 to Friday 7 orders”: a day or a year, no number of orders.
_OF_A_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)\w*\.?\s+(?:\d{1,2}\s+)?$",
    re.IGNORECASE,
)
_NO_ATTRIBUTE = re.compile(
    r"\d|\b(?:we|i|our|my|to|and|or|the|with|shipped|sent|had|were|was|in|on|of)\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


def counts(text: str) -> Iterator[Count]:
    """Numbers of orders, buyers, parcels and the like, in order of place."""
    for match in _COUNT.finditer(text):
        word = match["number"].lower()
        between = text[match.end("number") : match.start("noun")]
        if _OF_A_DATE.search(text, max(0, match.start() - 16), match.start()) or re.fullmatch(
            "(?:19|20)[0-9]{2}", word
        ):
            continue
        if _NO_ATTRIBUTE.search(between) and not re.match(r"\s*of (?:the|our|these|those)\b", between):
            continue
        number = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
        yield Count(match[0], Span(*match.span()), number, match["noun"].lower().rstrip("s"))
