"""Rates and dates as the letter gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from poalint.model import Span

_METRICS = {
    "vtr": r"valid tracking rate|effective tracking rate|\bVTR\b|有效追踪率",
    "odr": r"order defect rate|\bODR\b|订单缺陷率",
    "lsr": r"late[- ]shipment rate|late[- ]dispatch rate|delay(?:ed)? shipment rate|\bLSR\b|\bLDR\b|迟发率",
    "cr": r"cancell?ation rate|pre-?fulfil?lment cancel(?:lation)? rate|\bCR\b|取消率",
    "otdr": r"on[- ]time delivery rate|\bOTDR\b|准时送达率",
}
_VALUE = r"(?P<value>\d{1,3}(?:\.\d{1,2})?)\s?[%％]"
_METRIC = re.compile(
    "|".join(f"(?P<{name}>{words})" for name, words in _METRICS.items()),
    re.IGNORECASE,
)
_NEAR = re.compile(rf"[^.!?\n%]{{0,60}}?{_VALUE}")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b|\b\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:\d{{4}}|\d{{2}})\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?\b"
    rf"|\b{_MONTH}\s+\d{{4}}\b|\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?",
)


@dataclass(frozen=True, slots=True)
class Metric:
    """A rate with its value: “VTR is 91.2%”."""

    text: str
    span: Span
    metric: str
    value: float


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written."""

    text: str
    span: Span


def metrics(text: str) -> Iterator[Metric]:
    """Each rate named with a value after it in the same sentence, in order of place."""
    for match in _METRIC.finditer(text):
        near = _NEAR.match(text, match.end())
        if near is not None:
            span = Span(match.start(), near.end())
            name = match.lastgroup
            yield Metric(text[span.start : span.end], span, name or "", float(near["value"]))


def dates(text: str) -> Iterator[Date]:
    """The dates in the text, in order of place."""
    for match in _DATE.finditer(text):
        yield Date(match[0], Span(*match.span()))
