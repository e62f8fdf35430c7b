"""Numbers of identity cards, bank accounts and bank cards, proven by their check digits. No report repeats them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from poalint.facts.checkdigits import luhn
from poalint.kinds.base import Hit, Scope
from poalint.model import Span, Spans

SLOTS = ("words", "what", "what_zh")


class Sort(StrEnum):
    """What is looked for."""

    CHINESE_ID = "chinese_id"
    IBAN = "iban"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Settings:
    """The sorts of number."""

    of: tuple[Sort, ...] = field(metadata={"doc": "chinese_id, iban or card"})


_NAMES = {
    Sort.CHINESE_ID: ("a Chinese identity card", "身份证号"),
    Sort.IBAN: ("a bank account", "银行账号"),
    Sort.CARD: ("a bank card", "银行卡号"),
}
_SHOWN = 4
"""So many characters are underlined; the rest of the number stays out of every report."""


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each number, in order of place. The hit covers its first characters only."""
    reading = scope.reading
    text = reading.draft.text
    orders = Spans(each.span for each in reading.order_ids)
    found = [(span, sort) for sort in settings.of for span in _FINDERS[sort](text) if not orders.overlaps(span)]
    for span, sort in sorted(found, key=lambda each: each[0]):
        if scope.covers(span):
            shown = Span(span.start, span.start + _SHOWN)
            what, what_zh = _NAMES[sort]
            yield Hit(shown, {"words": text[shown.start : shown.end], "what": what, "what_zh": what_zh})


_ID = re.compile(r"(?<![\w.-])[1-9]\d{16}[\dXx](?![\w-])")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


def _chinese_ids(text: str) -> Iterator[Span]:
    """Eighteen characters: region, date of birth, serial and the check character of GB 11643."""
    for found in _ID.finditer(text):
        number = found[0].upper()
        total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, number[:17], strict=True))
        if number[17] == _ID_CHECKS[total % 11] and _born(number[6:14]):
            yield Span(*found.span())


def _born(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < 2100
    except ValueError:
        return False


_IBAN = re.compile(r"(?<![\w-])[A-Z]{2}\d{2}(?:[ ]?[A-Z\d]{4}){2,7}(?:[ ]?[A-Z\d]{1,3})?(?![\w-])")


def _ibans(text: str) -> Iterator[Span]:
    """ISO 13616: with the first four characters last and letters as numbers, the rest by 97 is one."""
    for found in _IBAN.finditer(text):
        number = found[0].replace(" ", "")
        if 15 <= len(number) <= 34 and int("".join(str(int(each, 36)) for each in number[4:] + number[:4])) % 97 == 1:
            yield Span(*found.span())


_CARD = re.compile(
    r"(?<![\w.-])(?P<grouped>\d{4}(?P<by>[ -])\d{4}(?P=by)\d{4}(?P=by)\d{4}(?:(?P=by)\d{1,3})?|\d{15,19})(?![\w-])"
)
_ISSUER = re.compile(r"4|5[1-5]|2[2-7]|3[47]|35|62|6011|65")
_CARD_WORD = re.compile(
    r"\b(?:card|bank|account|visa|master ?card|unionpay|amex|debit|credit)\b|卡|银行|账号", re.IGNORECASE
)


def _cards(text: str) -> Iterator[Span]:
    """Bank cards by issuer and check digit; one written without groups only after a word for it on its line."""
    said = [word.start() for word in _CARD_WORD.finditer(text)]
    for found in _CARD.finditer(text):
        number = re.sub(r"\D", "", found[0])
        at = bisect_left(said, found.start())
        told = found["by"] is not None or (at > 0 and "\n" not in text[said[at - 1] : found.start()])
        if told and _ISSUER.match(number) and luhn(number[:-1]) == number[-1]:
            yield Span(*found.span())


_FINDERS: Mapping[Sort, Callable[[str], Iterator[Span]]] = {
    Sort.CHINESE_ID: _chinese_ids,
    Sort.IBAN: _ibans,
    Sort.CARD: _cards,
}
