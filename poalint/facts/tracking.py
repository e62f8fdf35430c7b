"""Tracking numbers: known by form and context, judged by check digit where the form has one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from poalint.model import Span, Spans


@dataclass(frozen=True, slots=True)
class TrackingId:
    """A tracking number as written. `carrier` and `valid` are None where the form tells neither."""

    text: str
    span: Span
    carrier: str | None
    valid: bool | None


# UPU standard S10-12: weights of the eight digits; 11 less the sum modulo 11, 10 written 0 and 11 written 5.
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_POSTS = {
    "CN": "China Post", "HK": "Hongkong Post", "GB": "Royal Mail", "US": "USPS", "SG": "Singapore Post", "DE": "DHL",
    "NL": "PostNL", "MY": "Pos Malaysia", "SE": "PostNord", "CH": "Swiss Post", "AU": "Australia Post",
    "CA": "Canada Post", "JP": "Japan Post", "FR": "La Poste",
}  # fmt: skip


def _s10_holds(number: str) -> bool:
    digits = [int(digit) for digit in number[2:11]]
    check = 11 - sum(w * d for w, d in zip(_S10_WEIGHTS, digits[:8], strict=True)) % 11
    return digits[8] == {10: 0, 11: 5}.get(check, check)


def _ups_holds(number: str) -> bool:
    """1Z numbers: letters count as (ASCII - 63) mod 10; every second place doubled; the last digit completes to ten."""
    values = [int(c) if c.isdigit() else (ord(c) - 63) % 10 for c in number[2:]]
    total = sum(value * 2 if at % 2 else value for at, value in enumerate(values[:-1]))
    return values[-1] == (10 - total % 10) % 10


def _usps_holds(number: str) -> bool:
    """Intelligent Mail package barcode: modulo 10 with threes from the right."""
    digits = [int(digit) for digit in number]
    total = sum(digit * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits[:-1])))
    return digits[-1] == (10 - total % 10) % 10


_FORMS: tuple[tuple[re.Pattern[str], str | None, Callable[[str], bool] | None], ...] = (
    (re.compile(r"[A-Z]{2}\d{9}(?:YP|YQ|YT)"), "Yanwen", None),
    (re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}"), "", _s10_holds),
    (re.compile(r"1Z[0-9A-Z]{16}"), "UPS", _ups_holds),
    (re.compile(r"(?:94|93|92|95)\d{20}|(?:420\d{5})(?:94|93|92)\d{20}"), "USPS", None),
    (re.compile(r"TB[ACM]\d{12}"), "Amazon Logistics", None),
    (re.compile(r"SY[A-Z]{0,4}\d{8,12}"), "Sunyou", None),
    (re.compile(r"YT\d{16}"), "Yun Express", None),
    (re.compile(r"SF\d{12,13}"), "SF Express", None),
    (re.compile(r"4PX\d{9,14}(?:CN)?"), "4PX", None),
    (re.compile(r"LP\d{14}"), "Cainiao", None),
    (re.compile(r"JJD\d{10,20}|JD\d{16,18}"), "DHL", None),
)
_CANDIDATE = re.compile(r"(?<![\w/.-])(?=[A-Z0-9]*\d{5})[A-Z0-9]{9,30}(?![\w-])")
# Letters typed for digits in the postal form: “GV36I919546GB”.
_POSTAL_MEANT = re.compile(r"(?<![\w/.-])(?=\w*\d{4})[A-Z]{2}[0-9OIl]{7,11}[A-Z]{2}(?![\w-])")
_CONTEXT = re.compile(r"track|waybill|parcel (?:id|no|number)|consignment|\bvia\b|单号|运单", re.IGNORECASE)


def tracking_ids(text: str, taken: Spans, carriers: Spans) -> list[TrackingId]:
    """The tracking numbers in the text, in order of place, outside the spans already `taken`.

    Bare digits (12 to 22) count only beside a word for tracking or a carrier's name, at most 60 characters before.
    """
    found: dict[int, TrackingId] = {}
    for pattern in (_CANDIDATE, _POSTAL_MEANT):
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if span.start in found or taken.overlaps(span):
                continue
            known = _judged(match[0], span, pattern is _POSTAL_MEANT)
            if known is not None or _in_context(text, span, match[0], carriers):
                found[span.start] = known or TrackingId(match[0], span, None, None)
    return [found[start] for start in sorted(found)]


def _judged(number: str, span: Span, postal: bool) -> TrackingId | None:
    for form, carrier, holds in _FORMS:
        if form.fullmatch(number):
            name = _POSTS.get(number[-2:]) if carrier == "" else carrier
            return TrackingId(number, span, name, holds(number) if holds else None)
    if postal:
        return TrackingId(number, span, _POSTS.get(number[-2:]), False)
    if re.fullmatch(r"\d{20,22}", number) and re.match(r"7|9[2-5]", number):
        return TrackingId(number, span, "USPS", _usps_holds(number))
    return None


def _in_context(text: str, span: Span, number: str, carriers: Spans) -> bool:
    if not 10 <= len(number) <= 34 or (number.isdigit() and len(number) < 12):
        return False
    before = text[max(0, span.start - 60) : span.start].rsplit("\n", 1)[-1]
    if _CONTEXT.search(before):
        return True
    return carriers.ends_within(span.start - 11, span.start)
