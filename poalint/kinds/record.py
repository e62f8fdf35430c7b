"""The letter held against the seller's own records: orders that are not there, and what is told of those that are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice, takewhile

from poalint.facts import CarrierMention, Date, Identifier, Record, Records, TrackingId
from poalint.facts.records import Parcel, plain_number
from poalint.kinds.base import Hit, Repair, Scope
from poalint.model import Applicability, Confidence, Span, ViolationKind
from poalint.reading import Reading

SLOTS = ("words", "order", "recorded", "line", "source", "count", "orders", "event", "event_zh", "trait", "trait_zh")


class Flag(StrEnum):
    """What of the letter does not agree with the records."""

    UNKNOWN_ORDER = "unknown_order"
    MISTYPED_ORDER = "mistyped_order"
    OTHER_ORDERS = "other_orders"
    OTHER_CARRIER = "other_carrier"
    OTHER_TRACKING = "other_tracking"
    OTHER_DATE = "other_date"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is held against the records."""

    flag: Flag = field(
        metadata={
            "doc": "unknown_order (an ID the records lack), mistyped_order (and have with a digit changed), other_orders (none"
            " of the letter's IDs is in the records), other_carrier, other_tracking, other_date, or left_out (orders of the"
            " records that share what is wrong with all those listed)"
        }
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each place that does not agree with the records; nothing where no records were given."""
    records = scope.reading.materials.records
    if records is None or not records.orders:
        return
    for hit in _CHECKS[settings.flag](scope.reading, records):
        if hit.span is None or scope.covers(hit.span):
            yield hit


# --- order IDs --------------------------------------------------------------------------------------------------------


def _ids(reading: Reading) -> dict[str, Identifier]:
    """The order IDs of the right form, each at its first place; one whose form can be mended stands as mended."""
    found: dict[str, Identifier] = {}
    for each in reading.order_ids:
        if each.valid or each.mended:
            found.setdefault(each.mended or each.text, each)
    return found


def _unknown(reading: Reading, records: Records) -> Iterator[Hit]:
    """Order IDs the records lack. Sure where the records list every order and have all the other IDs of the letter."""
    ids = _ids(reading)
    lacking = [order_id for order_id in ids if order_id not in records.orders]
    if len(lacking) == len(ids):
        return
    strange = [order_id for order_id in lacking if _meant(order_id, records) is None]
    sure = records.every_order and len(strange) * 2 <= len(ids)
    for order_id in strange:
        confidence = (
            None if sure or (records.every_order and _within(reading, ids[order_id], records)) else Confidence.LOW
        )
        yield Hit(ids[order_id].span, {"words": ids[order_id].text, **_sources(records)}, confidence=confidence)


def _other_orders(reading: Reading, records: Records) -> Iterator[Hit]:
    """The first order ID, where the records have none of the letter's, nor any that is nearly one."""
    ids = _ids(reading)
    if ids and not any(order_id in records.orders or _meant(order_id, records) for order_id in ids):
        first = next(iter(ids.values()))
        yield Hit(first.span, {"words": first.text, "count": str(len(ids)), **_sources(records)})


def _mistyped(reading: Reading, records: Records) -> Iterator[Hit]:
    """Order IDs the records lack but have with one digit changed, missing, doubled, or two in turn."""
    for each in reading.order_ids:
        written = each.mended or each.text
        if written in records.orders or (meant := _meant(written, records)) is None:
            continue
        record = records.orders[meant]
        repair = Repair(Applicability.UNSAFE, ((each.span, meant),))
        yield Hit(each.span, {"words": each.text, "recorded": meant, **_place(record)}, repairs=(repair,))


def _meant(order_id: str, records: Records) -> str | None:
    """The order of the records that this ID is with one slip of the hand undone; None where there is none, or several."""
    digits = re.sub(r"\D", "", order_id)
    if not 16 <= len(digits) <= 18 or not order_id[0].isdecimal():
        return None
    joined = (f"{each[:3]}-{each[3:10]}-{each[10:]}" for each in _slips(digits))
    found = {each for each in joined if each in records.orders}
    return found.pop() if len(found) == 1 else None


def _slips(digits: str) -> Iterator[str]:
    """The numbers of 17 digits that one slip may have made into these digits."""
    every = range(len(digits))
    if len(digits) == 17:
        yield from (digits[:at] + new + digits[at + 1 :] for at in every for new in "0123456789" if new != digits[at])
        yield from (digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :] for at in every[:-1])
    elif len(digits) == 16:
        yield from (digits[:at] + new + digits[at:] for at in range(17) for new in "0123456789")
    else:
        yield from (digits[:at] + digits[at + 1 :] for at in every)


def _within(reading: Reading, each: Identifier, records: Records) -> bool:
    """Whether a date told beside an order lies in the period of the records."""
    line = reading.draft.line_span(reading.draft.line_of(each.span.start))
    days = [day for when in reading.dates if line.covers(when.span.start) for day in _readings(when)]
    period = records.period if days else None
    return period is not None and all(period[0] <= day <= period[1] for day in days)


def _readings(when: Date) -> tuple[date, ...]:
    """The days a date of the letter may mean; none where its year, month or day is not written."""
    days = (when.earliest, when.latest) if when.full else ()
    return tuple(dict.fromkeys(day for day in days if day is not None))


def _sources(records: Records) -> dict[str, str]:
    return {"source": ", ".join(source.name for source in records.sources)}


def _place(where: Record | Parcel) -> dict[str, str]:
    return {"line": str(where.line), "source": where.source}


# --- what is told of an order -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """What the letter tells of one order in one place.

    `around` is all of that place; `plain` tells a row or a labelled block, where a carrier or number beside an ID is the
    order's without more words. `labelled` are the stretches that a label gives, with the label.
    """

    order: Identifier
    record: Record
    around: Span
    plain: bool
    labelled: tuple[tuple[str, Span], ...] = ()

    def slots(self, words: str, recorded: str, where: Record | Parcel) -> dict[str, str]:
        return {"words": words, "order": self.order.text, "recorded": recorded, **_place(where)}


_LABEL = re.compile(
    r"[\s>*•\-]*(?P<label>(?:shipping |filled[- ]in )?carrier\b[^:：\n]{0,24}"
    r"|track\w*(?: (?:id|no\.?|number))?[^:：\n]{0,16}"
    r"|(?:ship|shipping|shipped|shipment|dispatch|purchase|order|delivery|delivered)\s+(?:date|on)"
    r"|date (?:shipped|ordered|delivered)"
    r"|承运人|追踪编码|追踪号|运单号|发货日期|购买日期|下单日期|签收日期)\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_ONLY_ID = re.compile(
    r"[\s\W\d]*(?:amazon\s+)?(?:order\s*(?:id|no\.?|number|#)?|订单号|订单编号)?\s*[:：#]?\s*", re.IGNORECASE
)
_BLOCK_LINES = 24
_ROW_WORDS = 14
_VERB = re.compile(
    r"\b(?:shipped|dispatched|mailed|sent|posted|delivered|arrived|received|ordered|purchased|placed|handed|left|confirmed"
    r"|was|were|is|are|has|have|had)\b",
    re.IGNORECASE,
)


def _all_told(reading: Reading) -> Iterator[_Told]:
    """Each place where the letter tells of one order alone that the records have."""
    records = reading.materials.records
    if records is None:
        return
    draft = reading.draft
    by_line: dict[int, list[Identifier]] = {}
    for each in reading.order_ids:
        by_line.setdefault(draft.line_of(each.span.start), []).append(each)
    for number, ids in by_line.items():
        if len({each.text for each in ids}) > 1:
            # A paragraph on several orders: what each sentence of its own says.
            yield from _sentences(reading, ids)
            continue
        record = records.orders.get(ids[0].mended or ids[0].text)
        if record is None:
            continue
        line = draft.line_span(number)
        leads = _ONLY_ID.fullmatch(draft.text, line.start, ids[0].span.start) is not None
        after = draft.text[ids[0].span.end : line.end].strip(" .*|")
        if leads and not after:
            yield _block(reading, ids[0], record, number, set(by_line))
        elif leads and _is_row(reading, line, after):
            yield _Told(ids[0], record, line, plain=True, labelled=_columns(reading, number))
        elif (sentence := _sentence(reading, ids[0])) is not None:
            yield _Told(ids[0], record, sentence, plain=False)


def _sentences(reading: Reading, ids: Sequence[Identifier]) -> Iterator[_Told]:
    """The orders of one line that have a sentence to themselves."""
    records = reading.materials.records
    for each in ids:
        record = records.orders.get(each.mended or each.text) if records else None
        sentence = _sentence(reading, each) if record is not None else None
        if record is not None and sentence is not None:
            yield _Told(each, record, sentence, plain=False)


def _is_row(reading: Reading, line: Span, after: str) -> bool:
    """Whether a line that begins with an ID goes on as a row does: a few words without a verb, no hard-wrapped sentence."""
    if len(after.split()) > _ROW_WORDS or _VERB.search(after):
        return False
    number = reading.draft.line_of(line.start)
    near = (number - 1, number + 1)
    beside = any(reading.draft.line_of(each.span.start) in near for each in reading.order_ids)
    return beside or any(line.covers(block.span.start) for block in reading.blocks)


def _block(reading: Reading, order: Identifier, record: Record, number: int, others: set[int]) -> _Told:
    """The lines below an ID that stands alone, up to the next line with an ID, a heading, or too many lines without a label."""
    draft, last, labelled = reading.draft, number, []
    for at in range(number + 1, min(number + _BLOCK_LINES, len(draft.line_starts)) + 1):
        line = draft.line_span(at)
        if at in others or reading.heading_spans.covers(line.start):
            break
        if found := _LABEL.match(draft.text, line.start, line.end):
            labelled.append((found["label"].lower(), Span(found.end(), line.end)))
        last = at
    return _Told(order, record, Span(order.span.start, draft.line_span(last).end), plain=True, labelled=tuple(labelled))


def _columns(reading: Reading, number: int) -> tuple[tuple[str, Span], ...]:
    """The cells of a row, each with the word at the head of its column; none where the rows above have no head."""
    draft = reading.draft
    line = draft.line_span(number)
    mark = next((mark for mark in ("\t", "|") if mark in draft[line]), None)
    if mark is None:
        return ()
    top = number
    while top > 1 and mark in draft.line(top - 1):
        top -= 1
    heads = [head.strip().lower() for head in draft.line(top).split(mark)]
    cells = draft[line].split(mark)
    if top == number or len(heads) != len(cells):
        return ()
    found, at = [], line.start
    for head, cell in zip(heads, cells, strict=True):
        found.append((head, Span(at, at + len(cell))))
        at += len(cell) + 1
    return tuple(found)


def _sentence(reading: Reading, order: Identifier) -> Span | None:
    """The sentence that names an order, where it names no other."""
    at = bisect_right(reading.sentences, order.span.start, key=lambda sentence: sentence.starts[0]) - 1
    if at < 0 or order.span.start >= reading.sentences[at].ends[-1]:
        return None
    span = reading.sentences[at].whole
    first = bisect_left(reading.order_ids, span.start, key=lambda each: each.span.start)
    inside = takewhile(lambda each: each.span.start < span.end, islice(reading.order_ids, first, None))
    return span if len({each.text for each in inside}) == 1 else None


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


def _excused(reading: Reading, told: _Told) -> bool:
    """Whether the letter itself says that what stands there is not what was confirmed."""
    return (_MENDED if told.plain else _NOT_SO).search(reading.draft[told.around]) is not None


# --- carriers ---------------------------------------------------------------------------------------------------------

_BY_CARRIER = re.compile(
    r"\b(?:via|by|with|through|using|carrier(?: name)?(?: (?:was|is|as))?|courier)\s*[:：]?\s*"
    r"(?:the (?:carrier|courier) )?[\"“'‘]?$",
    re.IGNORECASE,
)
_SHIPPING = re.compile(
    r"\b(?:ship|sent|dispatch|deliver|mailed|posted|confirm|filled|chose|select|left|went)", re.IGNORECASE
)


def _other_carrier(reading: Reading, records: Records) -> Iterator[Hit]:
    """Carriers told of an order, none of which is the records'. “Other” says nothing, in the letter or in the records."""
    for told in _all_told(reading):
        names = [
            name for parcel in told.record.parcels for name in (*parcel.carriers, parcel.ship_method or "") if name
        ]
        recorded = next((parcel for parcel in told.record.parcels if parcel.carrier), None)
        if recorded is None or any(
            _plain(name) in {"other", "others", "otro", "autre", "altro", "sonstige"} for name in names
        ):
            continue
        near = [each for each in reading.carriers if told.around.covers(each.span.start)]
        claimed = [each for each in near if each.carrier.type != "placeholder" and _claims(reading, told, each)]
        same = any(_is_carrier(each, name) for each in near for name in names)
        if claimed and not same and not _excused(reading, told):
            slots = told.slots(claimed[0].text, recorded.carrier or "", recorded)
            yield Hit(claimed[0].span, slots, related=_shown(told, claimed[0].span))


def _claims(reading: Reading, told: _Told, mention: CarrierMention) -> bool:
    """Whether a carrier named near an order is said to have taken it."""
    if told.labelled and told.plain:
        return any(_of_carrier(label) and span.covers(mention.span.start) for label, span in told.labelled)
    text = reading.draft.text
    if told.plain:
        return reading.draft.line_of(mention.span.start) == reading.draft.line_of(told.order.span.start)
    before = text[max(told.around.start, mention.span.start - 40) : mention.span.start]
    return _BY_CARRIER.search(before) is not None and _SHIPPING.search(reading.draft[told.around]) is not None


def _of_carrier(label: str) -> bool:
    return "carrier" in label or "courier" in label or "承运" in label


def _is_carrier(mention: CarrierMention, name: str) -> bool:
    """Whether a name in the records is the carrier named: one of its spellings, or the one name part of the other."""
    carrier, recorded = mention.carrier, _plain(name)
    spellings = {_plain(each) for each in (mention.text, carrier.name, *carrier.codes, *carrier.en, *carrier.zh)}
    words = set(_words(name))
    return recorded in spellings or any(
        len(each) > 1 and (each in recorded or recorded in each) for each in spellings if len(each) > 3 or each in words
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.split(r"[\W_]+", name) if word]


def _shown(told: _Told, span: Span) -> tuple[tuple[Span, str], ...]:
    """The order's ID as the other place, where it stands on its own."""
    return () if told.order.span.overlaps(span) else ((told.order.span, "this order"),)


# --- tracking numbers -------------------------------------------------------------------------------------------------


def _other_tracking(reading: Reading, records: Records) -> Iterator[Hit]:
    """Tracking numbers told of an order, none of which is the records'."""
    for told in _all_told(reading):
        numbers = {parcel.tracking: parcel for parcel in told.record.parcels if parcel.tracking}
        near = [each for each in reading.tracking_ids if told.around.covers(each.span.start)]
        written = {plain_number(each.text) for each in near}
        claimed = [each for each in near if _numbers(told, each)]
        if not numbers or not claimed or written & numbers.keys() or _excused(reading, told):
            continue
        recorded = min(numbers, key=lambda number: _apart(number, plain_number(claimed[0].text)))
        slip = _apart(recorded, plain_number(claimed[0].text)) <= 2
        yield Hit(
            claimed[0].span,
            told.slots(claimed[0].text, recorded, numbers[recorded]),
            related=_shown(told, claimed[0].span),
            confidence=Confidence.HIGH if slip else None,
        )


def _numbers(told: _Told, number: TrackingId) -> bool:
    """Whether a number near an order is said to be its own: beside it, or under a label for tracking."""
    if not told.labelled:
        return True
    return any(span.covers(number.span.start) and re.search("track|追踪|运单", label) for label, span in told.labelled)


def _apart(one: str, other: str) -> int:
    """In how many places two numbers differ; their length where they are not equally long."""
    if len(one) != len(other):
        return max(len(one), len(other))
    return sum(a != b for a, b in zip(one, other, strict=True))


# --- dates ------------------------------------------------------------------------------------------------------------

_ORDERED, _SHIPPED, _DELIVERED = ("was ordered", "下单"), ("was shipped", "发货"), ("was delivered", "送达")
_Event = tuple[str, str]
_EVENTS: tuple[tuple[_Event, re.Pattern[str]], ...] = (
    (
        _SHIPPED,
        re.compile(r"(?<!re-)(?<!re )\b(?:shipped|dispatched|mailed)\b|\b(?:was|were|been) sent\b", re.IGNORECASE),
    ),
    (_DELIVERED, re.compile(r"\bdelivered\b|\b(?:parcel|package|order|it) arrived\b", re.IGNORECASE)),
    (
        _ORDERED,
        re.compile(
            r"\b(?:purchased|was ordered|was placed|(?:buyer|customer) (?:ordered|placed|bought))\b", re.IGNORECASE
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


def _other_date(reading: Reading, records: Records) -> Iterator[Hit]:
    """Days on which an order is told to have been placed, shipped or delivered, where the records have another day."""
    for told in _all_told(reading):
        days = [(when.span, _readings(when)) for when in reading.dates if told.around.covers(when.span.start)]
        events = [(span, readings, _event(reading, told, span)) for span, readings in days if readings]
        for span, _, event in events:
            recorded = _recorded(told.record, event) if event else []
            # In a sentence any day may be the one meant; under a label only those under the same.
            meant = [day for _, readings, other in events if other == event or not told.labelled for day in readings]
            if event and recorded and not any(_agree(day, recorded) for day in meant):
                first, _, where = recorded[0]
                slots = told.slots(reading.draft[span], first.isoformat(), where)
                yield Hit(span, {**slots, "event": event[0], "event_zh": event[1]}, related=_shown(told, span))


def _event(reading: Reading, told: _Told, span: Span) -> _Event | None:
    """What is said to have happened on a day, by the label before it or by the verb that it goes with; None where unsure."""
    for label, stretch in told.labelled:
        if stretch.covers(span.start):
            return next((event for event, pattern in _LABELS if pattern.search(label.strip(" *"))), None)
    if told.plain:
        return None
    text = reading.draft.text
    clause = text[told.around.start : span.start]
    found = [(match.end(), match.start(), event) for event, verbs in _EVENTS for match in verbs.finditer(clause)]
    if not found:
        return None
    end, start, event = max(found)
    said = clause[max(0, start - 40) : start].rpartition(",")[2] + clause[end:]
    return event if _ON.fullmatch(clause, end) and not _HEDGED.search(said) else None


_Day = tuple[date, bool, Record | Parcel]


def _recorded(record: Record, event: _Event) -> list[_Day]:
    """The days the records have for an event, each with whether it is of a clock that may be a day off, and its place."""
    if event is _ORDERED:
        return [(record.purchase_date, True, record)] if record.purchase_date else []
    days = [(each.ship_date if event is _SHIPPED else each.delivery_date, each.timed, each) for each in record.parcels]
    return [(day, timed, parcel) for day, timed, parcel in days if day]


def _agree(day: date, recorded: Sequence[_Day]) -> bool:
    return any(abs(day - other) <= timedelta(days=1 if timed else 0) for other, timed, _ in recorded)


# --- orders left out --------------------------------------------------------------------------------------------------

_A_CHOICE = re.compile(
    r"\b(?:for example|for instance|e\.?g\.?|such as|including|includes?|among (?:them|others)|examples?|some of|to name"
    r"|sample|full list|complete list|remaining|the (?:rest|others)|whole list)\b"
    r"|\blist\w*\b[^.\n]{0,40}\b(?:attach|appendix|annex|exhibit|enclos)"
    r"|\b(?:attachment|appendix|annex|exhibit)\b[^.\n]{0,60}\b(?:list|orders)\b",
    re.IGNORECASE,
)
_FEWEST = 2


def _late(record: Record) -> bool | None:
    return record.late


def _by_other(record: Record) -> bool | None:
    """Whether an order was confirmed with “Other” and no name beside it; None where the records name no carriers."""
    carrier = record.carrier
    return None if carrier is None else _plain(carrier) in {"other", "others"}


# What makes an order one of those affected, as far as records can tell it: by violation.
_TRAITS: tuple[tuple[ViolationKind, Callable[[Record], bool | None], str, str], ...] = (
    (ViolationKind.LATE_SHIPMENT, _late, "were shipped after the day they were due", "超过最晚发货日期才发货"),
    (ViolationKind.VTR, _by_other, "were confirmed with the carrier “Other”", "确认发货时承运人选的是“Other”"),
)


def _left_out(reading: Reading, records: Records) -> Iterator[Hit]:
    """Where every order listed is affected by the records' own measure: the other orders of the same days that are too.

    Silent where the letter says that it names examples or that the list is attached, or has fewer than two such orders.
    """
    listed = {order_id: each for order_id, each in _ids(reading).items() if order_id in records.orders}
    if len(listed) < _FEWEST or _A_CHOICE.search(reading.own_text):
        return
    for violation, affected, trait, trait_zh in _TRAITS:
        if reading.violation.kind is not violation or not all(affected(records.orders[each]) for each in listed):
            continue
        days = [day for each in listed if (day := records.orders[each].day)]
        if not days:
            continue
        near = records.between(min(days), max(days))
        others = [record.order_id for record in near if record.order_id not in listed and affected(record)]
        if others:
            first = next(iter(listed.values()))
            slots = {"words": first.text, "count": str(len(others)), "orders": _some(others), **_sources(records)}
            yield Hit(first.span, {**slots, "trait": trait, "trait_zh": trait_zh})


def _some(order_ids: Sequence[str], most: int = 3) -> str:
    return ", ".join(order_ids[:most]) + (" …" if len(order_ids) > most else "")


_CHECKS: Mapping[Flag, Callable[[Reading, Records], Iterator[Hit]]] = {
    Flag.UNKNOWN_ORDER: _unknown,
    Flag.MISTYPED_ORDER: _mistyped,
    Flag.OTHER_ORDERS: _other_orders,
    Flag.OTHER_CARRIER: _other_carrier,
    Flag.OTHER_TRACKING: _other_tracking,
    Flag.OTHER_DATE: _other_date,
    Flag.LEFT_OUT: _left_out,
}
