"""What the letter tells of orders, held against the records: carriers, tracking numbers and days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from poalint.facts import CarrierMention, Date, Identifier, OrderTold, Record, TrackingId
from poalint.facts.records import Parcel
from poalint.kinds.base import Hit
from poalint.kinds.record_changes import new_values
from poalint.model import Confidence, Span
from poalint.reading import Reading


class Value(Protocol):
    """Something told of an order, with its place: a carrier, a number, a day."""

    @property
    def text(self) -> str:
        """The words of the draft."""

    @property
    def span(self) -> Span:
        """Where they stand."""


V = TypeVar("V", bound=Value)


def within(values: Sequence[V], around: Span) -> Sequence[V]:
    """Those of the values, which are in order of place, that begin within a stretch."""
    first, last = (bisect_left(values, at, key=lambda value: value.span.start) for at in (around.start, around.end))
    return values[first:last]


def place(where: Record | Parcel) -> dict[str, str]:
    """The slots that tell where in the records something stands."""
    return {"line": str(where.line), "source": where.source}


def some(names: Sequence[str], most: int = 3) -> str:
    """The first few of the names."""
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def plain_name(name: str) -> str:
    """A carrier's name without case, spaces and signs."""
    return re.sub(r"[\W_]", "", name).lower()


# --- which value is told of which order -------------------------------------------------------------------------------

# What speaks of a second parcel, of a mistake told as one, or of what is planned: there the letter may well name another
# carrier or number than the records.
_NOT_SO = re.compile(
    r"\b(?:re-?(?:sen[dt]|ship|plac|dispatch|turn)\w*|again|instead|rather than|correct\w*|chang\w*|switch\w*|updat\w*|typed|typo"
    r"|mis\w+|wrong\w*|actual\w*|should|will|never|not|new|second|another|other|would|could|digit)\b|n't\b|n’t\b",
    re.IGNORECASE,
)
# The same below an ID that stands alone, where much else is said.
_MENDED = re.compile(
    r"\b(?:typed|typo|digits?|right (?:number|carrier)|correct\w*|wrong\w*|changed|mis(?:typed|spel\w*))\b",
    re.IGNORECASE,
)
# Not every order named is meant.
_PARTLY = re.compile(
    r"\b(?:latter|former|the first|the last|one of|some of|either|partly|except|excluding|only|whereas|while)\b",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\brespectively\b|\bin (?:that|this|the same) order\b", re.IGNORECASE)
# Between values that stand in a row: “with FedEx and UPS”, “on 3 May 2026 and on 5 May 2026”.
_AND = re.compile(r"[\s\"”'’]*(?:[,;/&、和]|\band\b|\s)+(?:(?:with|via|by|on|under|the)\s+)*[\"“'‘]?", re.IGNORECASE)
# Between an ID and its value where the verb is left out: “order A was shipped with UPS and order B with FedEx”.
_BARE = re.compile(r"\s*,?\s*(?:via|by|with|through|using|on|under)\s+[\"“'‘]?", re.IGNORECASE)


def _excused(reading: Reading, told: OrderTold) -> bool:
    """Whether the letter itself says that what stands there is not what was confirmed, or not of all orders named."""
    words = reading.draft[told.sentence]
    if told.plain:
        return _MENDED.search(words) is not None
    return _NOT_SO.search(words) is not None or (len(told.orders) > 1 and _PARTLY.search(words) is not None)


def _bare(reading: Reading, told: OrderTold, value: Value) -> bool:
    """Whether a value follows its order without a verb, which the sentence has given before."""
    return told.in_turn and _BARE.fullmatch(reading.draft.text, told.named.end, value.span.start) is not None


def _apiece(reading: Reading, told: OrderTold, first: V, near: Sequence[V]) -> list[tuple[Identifier, Record, V]]:
    """Each order with the value told of it: one for all, or one for each; none where there are more or fewer."""
    if len(told.orders) == 1:
        row = [first]
    else:
        row = _row(reading.draft.text, first, near)
        row = row * len(told.orders) if len(row) == 1 else row
    if len(row) != len(told.orders):
        return []
    return [(each, record, value) for (each, record), value in zip(told.orders, row, strict=True) if record]


def _row(text: str, first: V, near: Sequence[V]) -> list[V]:
    """A value and those that are joined to it."""
    row = [first]
    for value in near:
        if value.span.start >= row[-1].span.end and _AND.fullmatch(text, row[-1].span.end, value.span.start):
            row.append(value)
    return row


@dataclass(frozen=True, slots=True)
class _Other:
    """An order of which the records have something else than the letter tells."""

    order: Identifier
    value: Value
    recorded: str
    where: Record | Parcel
    confidence: Confidence | None = None


def _hits(others: Sequence[_Other]) -> Iterator[Hit]:
    """One hit for all orders of which the same is told and the same recorded."""
    alike: dict[tuple[Span, str], list[_Other]] = {}
    for each in others:
        alike.setdefault((each.value.span, each.recorded), []).append(each)
    for group in alike.values():
        first = group[0]
        orders = some([each.order.text for each in group])
        slots = {"words": first.value.text, "order": orders, "recorded": first.recorded, **place(first.where)}
        apart = [each.order.span for each in group[:3] if not each.order.span.overlaps(first.value.span)]
        yield Hit(
            first.value.span, slots, related=tuple((span, "this order") for span in apart), confidence=first.confidence
        )


def _compared(
    reading: Reading,
    told: OrderTold,
    near: Sequence[V],
    claims: Callable[[V], bool],
    agrees: Callable[[V, Record], bool | None],
) -> Iterator[tuple[Identifier, Record, V, Confidence | None]]:
    """The orders whose records agree with no value near; `agrees` is None where the records cannot tell.

    A value is told of an order where `claims` says so, or where the sentence tells that it was changed to it.
    """
    changed = [] if told.plain or not near else new_values(reading.draft.text, told, near)
    if not changed and (not near or _excused(reading, told)):
        return
    claimed = [near[at] for at in changed] or [value for value in near if claims(value)]
    if not claimed or (told.in_turn and claimed[0].span.start < told.named.end):
        return
    # Told as changed, but not from what: the records may be older than the change.
    unsure = Confidence.LOW if changed and len(near) == len(claimed) and not _from(reading, told) else None
    one_each = _RESPECTIVELY.search(reading.draft[told.sentence]) is not None
    for order, record, value in _apiece(reading, told, claimed[0], near):
        if not any(agrees(each, record) is not False for each in ([value] if one_each else near)):
            yield order, record, value, unsure


def _from(reading: Reading, told: OrderTold) -> bool:
    return re.search(r"\bfrom\b", reading.draft[told.around], re.IGNORECASE) is not None


# --- carriers ---------------------------------------------------------------------------------------------------------

_BY_CARRIER = re.compile(
    r"\b(?:via|by|with|through|using|carrier(?: name)?(?: (?:was|is|as))?|courier)\s*[:：]?\s*"
    r"(?:the (?:carrier|courier) )?[\"“'‘]?$",
    re.IGNORECASE,
)
_SHIPPING = re.compile(
    r"\b(?:ship|sent|dispatch|deliver|mailed|posted|confirm|filled|chose|select|left|went)", re.IGNORECASE
)
# What is done these days, and not with this order: “… and we now ship with Yanwen”.
_HABIT = re.compile(r"\bwe\s+(?:\w+\s+)?(?:ship|send|use|deliver|dispatch|work)\b[^,;]*$", re.IGNORECASE)
_OTHER = frozenset({"other", "others", "otro", "autre", "altro", "sonstige"})


def other_carrier(reading: Reading) -> Iterator[Hit]:
    """Carriers told of an order, none of which is the records'. “Other” says nothing, in the letter or in the records."""
    for told in reading.told:
        near = within(reading.carriers, told.around)

        def claims(each: CarrierMention, told: OrderTold = told) -> bool:
            return each.carrier.type != "placeholder" and _took(reading, told, each)

        others = []
        for order, record, value, unsure in _compared(reading, told, near, claims, _carried):
            parcel = next(parcel for parcel in record.parcels if parcel.carrier)
            others.append(_Other(order, value, parcel.carrier or "", parcel, unsure))
        yield from _hits(others)


def _carried(mention: CarrierMention, record: Record) -> bool | None:
    """Whether a carrier named is one of the records'; None where they name none, or “Other”."""
    names = [name for parcel in record.parcels for name in (*parcel.carriers, parcel.ship_method or "") if name]
    if record.carrier is None or not _OTHER.isdisjoint(map(plain_name, names)):
        return None
    return any(_is_carrier(mention, name) for name in names)


def _took(reading: Reading, told: OrderTold, mention: CarrierMention) -> bool:
    """Whether a carrier named near an order is said to have taken it."""
    if told.labelled and told.plain:
        return any(_of_carrier(label) and span.covers(mention.span.start) for label, span in told.labelled)
    draft = reading.draft
    if told.plain:
        return draft.line_of(mention.span.start) == draft.line_of(told.named.start)
    if _bare(reading, told, mention):
        return _SHIPPING.search(draft.text, told.sentence.start, mention.span.start) is not None
    before = draft.text[max(told.around.start, mention.span.start - 40) : mention.span.start]
    if not _BY_CARRIER.search(before) or _HABIT.search(before):
        return False
    return _SHIPPING.search(draft[told.around]) is not None


def _of_carrier(label: str) -> bool:
    return "carrier" in label or "courier" in label or "承运" in label


def _is_carrier(mention: CarrierMention, name: str) -> bool:
    """Whether a name in the records is the carrier named: one of its spellings, or the one name part of the other."""
    carrier, recorded = mention.carrier, plain_name(name)
    spellings = {plain_name(each) for each in (mention.text, carrier.name, *carrier.codes, *carrier.en, *carrier.zh)}
    words = {word.lower() for word in re.split(r"[\W_]+", name) if word}
    return recorded in spellings or any(
        len(each) > 1 and (each in recorded or recorded in each) for each in spellings if len(each) > 3 or each in words
    )


# --- tracking numbers -------------------------------------------------------------------------------------------------


def other_tracking(reading: Reading) -> Iterator[Hit]:
    """Tracking numbers told of an order, none of which is the records'."""
    for told in reading.told:
        near = within(reading.tracking_ids, told.around)

        def claims(each: TrackingId, told: OrderTold = told) -> bool:
            return _numbered(told, each)

        others = []
        for order, record, value, unsure in _compared(reading, told, near, claims, _recorded_number):
            parcels = {parcel.tracking: parcel for parcel in record.parcels if parcel.tracking}
            nearest = min(parcels, key=lambda number, value=value: _apart(number, value.number))  # type: ignore[misc]
            slip = _apart(nearest, value.number) <= 2
            sure = unsure or (Confidence.HIGH if slip else None)
            others.append(_Other(order, value, nearest, parcels[nearest], sure))
        yield from _hits(others)


def _recorded_number(number: TrackingId, record: Record) -> bool | None:
    """Whether a number is one of the records'; None where they have none."""
    numbers = {parcel.tracking for parcel in record.parcels if parcel.tracking}
    return number.number in numbers if numbers else None


def _numbered(told: OrderTold, number: TrackingId) -> bool:
    """Whether a number near an order is said to be its own: beside it, or under a label for tracking."""
    if not told.labelled:
        return True
    return any(span.covers(number.span.start) and re.search("track|追踪|运单", label) for label, span in told.labelled)


def _apart(one: str, other: str) -> int:
    """In how many places two numbers differ; their length where they are not equally long."""
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(a != b for a, b in zip(one, other, strict=True))


# --- days -------------------------------------------------------------------------------------------------------------

_ORDERED, _SHIPPED, _DELIVERED = ("was ordered", "下单"), ("was shipped", "发货"), ("was delivered", "送达")
_Event = tuple[str, str]
_EVENTS: tuple[tuple[_Event, re.Pattern[str]], ...] = (
    (
        _SHIPPED,
        re.compile(r"(?<!\bre-)(?<!\bre )\b(?:shipped|dispatched|mailed)\b|\b(?:was|were|been) sent\b", re.IGNORECASE),
    ),
    (_DELIVERED, re.compile(r"\bdelivered\b|\b(?:parcel|package|order|it) arrived\b", re.IGNORECASE)),
    (
        _ORDERED,
        re.compile(
            r"\b(?:purchased|(?:was|were) ordered|(?:was|were) placed|(?:buyer|customer)s? (?:ordered|placed|bought))\b",
            re.IGNORECASE,
        ),
    ),
)
_LABELS: tuple[tuple[_Event, re.Pattern[str]], ...] = (
    (_DELIVERED, re.compile(r"^(?:delivered(?: on)?|date delivered|actual delivery(?: date)?|签收日期)$")),
    (
        _SHIPPED,
        re.compile(r"^(?:(?:ship|shipping|shipped|shipment|dispatch)(?:\s+(?:date|on))?|date shipped|发货日期)$"),
    ),
    (_ORDERED, re.compile(r"^(?:(?:order|purchase)\s+(?:date|on)|ordered on|date ordered|购买日期|下单日期)$")),
)
# Between the verb and its date: a few words, and “on” at the end.
_ON = re.compile(
    r"(?:\s+(?!and\b|but\b|before\b|until\b|after\b)[\w'’&.-]+){0,6}?\s+on\s+"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?",
    re.IGNORECASE,
)
_HEDGED = re.compile(
    r"\b(?:should|must|to be|promised|expected|due|estimated|would|could|can|not|never|will|plan\w*|latest|supposed|marked"
    r"|before|until|messages?|e-?mails?|refund\w*|apolog\w*|letters?|repl(?:y|ies)|replacement|new|second|again)\b|n['’]t\b",
    re.IGNORECASE,
)
# Between a day told first and the order: “On 3 May 2026 we shipped order …”.
_WE_SHIPPED = re.compile(
    r",?\s+(?:we|I)\s+(?:shipped|dispatched|mailed)\s+(?:(?:the|both|all)\s+)*(?:orders?)?[\s#:]*(?:ids?|no\.?|numbers?)?[\s#:]*",
    re.IGNORECASE,
)
_Day = tuple[date, bool, Record | Parcel]


def other_date(reading: Reading) -> Iterator[Hit]:
    """Days on which an order is told to have been placed, shipped or delivered, where the records have another day."""
    for told in reading.told:
        days = [when for when in within(reading.dates, told.around) if _comparable(when)]
        events = [(when, _event(reading, told, when)) for when in days]
        for when, event in events:
            if event is not None:
                # In a sentence any day may be the one meant; under a label only those under the same.
                meant = [each for each, other in events if other == event or not told.labelled]
                yield from _other_day(reading, told, when, event, meant)


def _other_day(reading: Reading, told: OrderTold, when: Date, event: _Event, meant: Sequence[Date]) -> Iterator[Hit]:
    words = reading.draft[told.sentence]
    if len(told.orders) > 1 and _PARTLY.search(words):
        return
    one_each = _RESPECTIVELY.search(words) is not None
    others = []
    for order, record, value in _apiece(reading, told, when, meant):
        recorded = _recorded(record, event)
        if recorded and not any(_agree(each, recorded) for each in ([value] if one_each else meant)):
            others.append(_Other(order, value, recorded[0][0].isoformat(), recorded[0][2]))
    for hit in _hits(others):
        yield Hit(hit.span, {**hit.slots, "event": event[0], "event_zh": event[1]}, related=hit.related)


def _event(reading: Reading, told: OrderTold, when: Date) -> _Event | None:
    """What is said to have happened on a day, by the label before it or by the verb that it goes with; None where unsure."""
    for label, stretch in told.labelled:
        if stretch.covers(when.span.start):
            return next((event for event, pattern in _LABELS if pattern.search(label.strip(" *"))), None)
    text = reading.draft.text
    if told.plain or (told.in_turn and when.span.start < told.named.end):
        return None
    if _WE_SHIPPED.fullmatch(text, when.span.end, told.named.start):
        return _SHIPPED
    bare = _bare(reading, told, when)
    clause = text[told.sentence.start : told.around.start] if bare else text[told.around.start : when.span.start]
    found = [(match.end(), match.start(), event) for event, verbs in _EVENTS for match in verbs.finditer(clause)]
    if not found:
        return None
    end, start, event = max(found)
    said = clause[max(0, start - 40) : start].rpartition(",")[2] + clause[end:]
    return event if (bare or _ON.fullmatch(clause, end)) and not _HEDGED.search(said) else None


def _recorded(record: Record, event: _Event) -> list[_Day]:
    """The days the records have for an event, each with whether it is of a clock that may be a day off, and its place."""
    if event is _ORDERED:
        return [(record.purchase_date, True, record)] if record.purchase_date else []
    days = [(each.ship_date if event is _SHIPPED else each.delivery_date, each.timed, each) for each in record.parcels]
    return [(day, timed, parcel) for day, timed, parcel in days if day]


def readings(when: Date) -> tuple[date, ...]:
    """The days a date of the letter may mean; none where its year, month or day is not written."""
    days = (when.earliest, when.latest) if when.full else ()
    return tuple(dict.fromkeys(day for day in days if day is not None))


def _comparable(when: Date) -> bool:
    return when.possible and when.month is not None and when.day is not None


def _agree(when: Date, recorded: Sequence[_Day]) -> bool:
    """Whether a date may mean a day of the records; one without a year, in whichever year."""
    return any(
        abs(day - other) <= timedelta(days=1 if timed else 0)
        for other, timed, _ in recorded
        for day in readings(when) or _any_year(when, other)
    )


def _any_year(when: Date, near: date) -> Iterator[date]:
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            yield date(year, when.month or 1, when.day or 1)
        except ValueError:
            # 29 February of a year that has none.
            continue
