"""Dates: days that are in the calendar, deeds that are not in the future, events in an order that can be."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as day
from enum import StrEnum

from poalint.facts.dates import Date
from poalint.kinds.base import Hit, Scope, shorten
from poalint.language.clauses import Clause
from poalint.model import ClauseKind, Span, Status
from poalint.reading import Reading

SLOTS = ("words", "today", "reason", "first", "second", "count", "other")


class Flag(StrEnum):
    """What is flagged."""

    IMPOSSIBLE = "impossible"
    FUTURE = "future"
    AMBIGUOUS = "ambiguous"
    SHIPPED_AFTER_DELIVERY = "shipped_after_delivery"
    SCANNED_BEFORE_SHIPMENT = "scanned_before_shipment"
    CONFIRMED_BEFORE_SHIPMENT = "confirmed_before_shipment"
    CONFIRMED_BEFORE_SCAN = "confirmed_before_scan"


@dataclass(frozen=True, slots=True)
class Settings:
    """What of the dates is flagged."""

    flag: Flag = field(
        metadata={
            "doc": "impossible, future, ambiguous, shipped_after_delivery, scanned_before_shipment, "
            "confirmed_before_shipment or confirmed_before_scan"
        }
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each date that has the fault asked for."""
    found = [date for date in scope.reading.dates if scope.covers(date.span)]
    if settings.flag in _ORDER:
        yield from _out_of_order(scope.reading, found, *_ORDER[settings.flag])
    else:
        yield from _CHECKS[settings.flag](scope.reading, found)


def _impossible(reading: Reading, found: Sequence[Date]) -> Iterator[Hit]:
    for date in found:
        if not date.possible:
            yield Hit(date.span, {"words": date.text, "reason": _why(date)})


def _why(date: Date) -> str:
    if date.month is not None and not 1 <= date.month <= 12:
        return f"there is no month {date.month}"
    return "that month has no such day"


def _ambiguous(reading: Reading, found: Sequence[Date]) -> Iterator[Hit]:
    """The first date that can be read both ways; the others are shown with it."""
    every = [date for date in found if date.ambiguous]
    for date in every[:1]:
        days = [_spelt(each) for each in (date.earliest, date.latest) if each]
        slots = {"words": date.text, "first": days[0], "second": days[-1], "count": str(len(every))}
        yield Hit(date.span, slots, related=tuple((other.span, "and here") for other in every[1:6]))


def _spelt(each: day) -> str:
    return f"{each.day} {month_name[each.month]} {each.year}"


# --- deeds in the future ------------------------------------------------------------------------------------------

# What is done today about a later day: “we booked a pick-up on 1 December”.
_AHEAD = frozenset({
    "schedule", "book", "plan", "arrange", "agree", "set", "announce", "promise", "postpone", "extend", "order",
    "contract", "reserve", "invite", "appoint", "hire", "sign", "register", "enrol", "enroll", "decide", "commit",
    "confirm", "expect", "renew", "fix", "move", "delay", "prepare", "request", "ask", "apply", "engage", "give", "grant",
    "authorize", "authorise", "estimate", "list", "write", "print", "mark", "label", "date", "expire", "open", "tell",
    "inform", "notify", "choose", "commission", "employ", "recruit", "allow", "approve", "offer",
})  # fmt: skip
_ON = re.compile(
    r"(?:\b(?:on|since|from)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?|^\W*(?:\d+\W+)?|[(（]\s*|于|在|自)$",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:until|till|by|deadline|due|next|upcoming|scheduled|starting|effective|expir\w+|valid|will|shall|going to|planned"
    r"|to be)\b|到期|截止|将",
    re.IGNORECASE,
)


def _future(reading: Reading, found: Sequence[Date]) -> Iterator[Hit]:
    """Full dates after today that say when a deed told as done was done."""
    today = reading.materials.today
    if today is None:
        return
    for date in found:
        if not date.full or date.earliest is None or date.earliest <= today:
            continue
        clause = _clause_of(reading, date)
        if clause is not None and _dated_by(reading, clause, date):
            words = shorten(reading.draft[clause.group], 40)
            yield Hit(date.span, {"words": date.text, "today": today.isoformat(), "other": words})


def _clause_of(reading: Reading, date: Date) -> Clause | None:
    """The smallest clause that holds the date."""
    holding = [c for c in reading.clauses if c.span.start <= date.span.start and date.span.end <= c.span.end]
    return min(holding, key=lambda clause: len(clause.span), default=None)


def _dated_by(reading: Reading, clause: Clause, date: Date) -> bool:
    if clause.status is not Status.DONE or clause.negated or clause.lemma in _AHEAD or clause.kind is ClauseKind.OTHER:
        return False
    text = reading.draft.text
    return bool(_ON.search(text[clause.span.start : date.span.start])) and not _LATER.search(
        text[clause.span.start : clause.span.end]
    )


# --- events of a parcel -------------------------------------------------------------------------------------------


class _Event(StrEnum):
    CONFIRM = "confirm"
    SHIP = "ship"
    SCAN = "scan"
    DELIVER = "deliver"


_ORDER: dict[Flag, tuple[_Event, _Event, int]] = {
    Flag.SHIPPED_AFTER_DELIVERY: (_Event.SHIP, _Event.DELIVER, 0),
    Flag.SCANNED_BEFORE_SHIPMENT: (_Event.SHIP, _Event.SCAN, 0),
    Flag.CONFIRMED_BEFORE_SHIPMENT: (_Event.SHIP, _Event.CONFIRM, 0),
    Flag.CONFIRMED_BEFORE_SCAN: (_Event.SCAN, _Event.CONFIRM, 1),
}
"""What comes first of each pair, what may not come before it, and by how many days it may all the same.

A parcel handed over in the evening is scanned on the next day.
"""

_TAKER = r"(?:the |our |a |his |her )?(?:buyer|customer|address|recipient|door|mailbox|home|him|her|them)"
# “Delivered to the carrier” is a hand-over; “delivery” and “accepted” alone may be anything.
_EVENT = re.compile(
    r"\b(?:(?P<confirm>marked as (?:shipped|dispatched)|ship(?:ment|ping)? (?:was |were )?confirm(?:ation|ed)"
    r"|confirmed (?:the |our )?(?:shipments?|shipping|dispatch|orders?|as shipped|shipped)"
    r"|orders?(?: \S+)? (?:was|were) confirmed(?: as shipped)?)"
    r"|(?P<ship>shipped|dispatched|handed (?:over|to)|posted|sent out|(?:ship(?:ping|ment)?|dispatch) date|left our warehouse"
    r"|delivered to (?:the |our )?(?:carriers?|couriers?|post|logistics|warehouse|forwarder|freight|agent))"
    r"|(?P<scan>(?:(?:first|acceptance|carrier|origin|carrier's first) )?(?<!delivery )scan(?:ned)?|picked up by)"
    rf"|(?P<deliver>delivered(?! to (?!{_TAKER}))"
    r"|delivery (?:scan|date)|date of delivery))\b"
    r"|(?P<zh_ship>发货)|(?P<zh_deliver>妥投|送达|签收)",
    re.IGNORECASE,
)
# A sentence with such a word may speak of a plan, of another parcel, or of no single day.
_UNSURE = re.compile(
    r"\b(?:not|never|until|till|after|since|within|promised|expected|estimated|schedul\w+|due|should|would|will|must|to be"
    r"|replacement\w*|re-?sent|re-?send|re-?ship\w*|second|another|again|new|instead|return\w*|refund\w*|original\w*|other|between"
    r"|if|supposed|latest|earliest|failed|attempt\w*|different|some|most|respectively|through|during)\b|重发|补发|退",
    re.IGNORECASE,
)
# What may stand between an event and its day; “by”, “before” or “from” would make it no single day.
_THE_DAY = re.compile(
    r"(?:\b(?:on|in|date|dated|at)|[:=(（|\t–—-])\s*(?:the\s+)?$|\b(?:scan|scanned|shipped|delivered|confirmed)\s+$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.!?](?=\s)|[。！？;；\n]")
_FAR = 60


def _out_of_order(reading: Reading, found: Sequence[Date], first: _Event, then: _Event, grace: int) -> Iterator[Hit]:
    """Two events of one order, told in one sentence or row, in an order that cannot be."""
    for sentence in _sentences(reading.draft.text, found):
        events = _events(reading, sentence)
        if events is None or first not in events or then not in events:
            continue
        early, late = events[first], events[then]
        if _precedes(late, early, grace):
            slots = {"words": late.text, "other": early.text, "first": early.text, "second": late.text}
            yield Hit(late.span, slots, related=((early.span, "the other date"),))


def _sentences(text: str, found: Sequence[Date]) -> Iterator[list[Date]]:
    """The dates that share a sentence or row, where there are two or more."""
    row: list[Date] = []
    for date in found:
        if row and _BREAK.search(text, row[-1].span.end, date.span.start):
            yield row
            row = []
        row.append(date)
    yield row


def _events(reading: Reading, dates: Sequence[Date]) -> dict[_Event, Date] | None:
    """The event that each date is the date of; None where the sentence speaks of more than one parcel, or unsurely."""
    if len(dates) < 2:
        return None
    text = reading.draft.text
    start = max(
        (m.end() for m in _BREAK.finditer(text, max(0, dates[0].span.start - 400), dates[0].span.start)), default=0
    )
    stop = _BREAK.search(text, dates[-1].span.end)
    sentence = Span(start, stop.start() if stop else len(text))
    if _UNSURE.search(text, sentence.start, sentence.end) or _orders(reading, sentence) > 1:
        return None
    events: dict[_Event, Date] = {}
    for date in dates:
        told = list(_EVENT.finditer(text, max(start, date.span.start - _FAR), date.span.start))
        if not told or not date.possible or not _THE_DAY.search(text, start, date.span.start):
            return None
        event = _Event((told[-1].lastgroup or "").removeprefix("zh_"))
        if event in events:
            return None
        events[event] = date
        start = date.span.end
    return events


def _orders(reading: Reading, sentence: Span) -> int:
    return len({each.text for each in reading.order_ids if sentence.covers(each.span.start)})


def _precedes(one: Date, two: Date, grace: int) -> bool:
    """Whether a date is surely more than `grace` days before another.

    Without years it must be within half a year: 3 January comes after 28 December.
    """
    if None in (one.month, one.day, two.month, two.day):
        return False
    if one.latest is not None and two.earliest is not None:
        return (two.earliest - one.latest).days > grace
    if one.ambiguous or two.ambiguous:
        return False
    return grace < (_in_leap_year(two) - _in_leap_year(one)).days < 180


def _in_leap_year(date: Date) -> day:
    """The day and month in a year that has every day."""
    return day(2000, date.month or 1, date.day or 1)


_CHECKS: dict[Flag, Callable[[Reading, Sequence[Date]], Iterator[Hit]]] = {
    Flag.IMPOSSIBLE: _impossible,
    Flag.FUTURE: _future,
    Flag.AMBIGUOUS: _ambiguous,
}
