"""The letter held against the seller's own records: orders that are not there, and what is told of those that are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache

from poalint.facts import Identifier, Record, Records
from poalint.kinds.base import Hit, Repair, Scope
from poalint.kinds.record_values import (
    other_carrier,
    other_date,
    other_tracking,
    place,
    plain_name,
    readings,
    some,
    within,
)
from poalint.model import Applicability, Confidence, ViolationKind
from poalint.reading import Reading

USES = "records"
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
            found.setdefault(each.plain, each)
    return found


def _unknown(reading: Reading, records: Records) -> Iterator[Hit]:
    """Order IDs the records lack. Sure where the records list every order and have all the other IDs of the letter."""
    ids = _ids(reading)
    lacking = [order_id for order_id in ids if order_id not in records.orders]
    if len(lacking) == len(ids):
        return
    strange = [order_id for order_id in lacking if _meant(order_id, records) is None]
    sure = records.every_order and len(strange) * 2 <= len(ids)
    period = records.period if strange and records.every_order and not sure else None
    for order_id in strange:
        each = ids[order_id]
        confidence = None if sure or (period and _dated_within(reading, each, *period)) else Confidence.LOW
        yield Hit(each.span, {"words": each.text, **_sources(records)}, confidence=confidence)


def _other_orders(reading: Reading, records: Records) -> Iterator[Hit]:
    """The first order ID, where the records have none of the letter's, nor any that is nearly one."""
    ids = _ids(reading)
    if ids and not any(order_id in records.orders or _meant(order_id, records) for order_id in ids):
        first = next(iter(ids.values()))
        yield Hit(first.span, {"words": first.text, "count": str(len(ids)), **_sources(records)})


def _mistyped(reading: Reading, records: Records) -> Iterator[Hit]:
    """Order IDs the records lack but have with one digit changed, missing, doubled, or two in turn."""
    meant = cache(lambda order_id: None if order_id in records.orders else _meant(order_id, records))
    for each in reading.order_ids:
        if order_id := meant(each.plain):
            repair = Repair(Applicability.UNSAFE, ((each.span, order_id),))
            slots = {"words": each.text, "recorded": order_id, **place(records.orders[order_id])}
            yield Hit(each.span, slots, repairs=(repair,))


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


def _dated_within(reading: Reading, each: Identifier, first: date, last: date) -> bool:
    """Whether the dates told in the line of an order, if any, all lie in a period."""
    line = reading.draft.line_span(reading.draft.line_of(each.span.start))
    days = [day for when in within(reading.dates, line) for day in readings(when)]
    return bool(days) and all(first <= day <= last for day in days)


def _sources(records: Records) -> dict[str, str]:
    return {"source": ", ".join(source.name for source in records.sources)}


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
    return None if carrier is None else plain_name(carrier) in {"other", "others"}


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
            slots = {"words": first.text, "count": str(len(others)), "orders": some(others), **_sources(records)}
            yield Hit(first.span, {**slots, "trait": trait, "trait_zh": trait_zh})


_CHECKS: Mapping[Flag, Callable[[Reading, Records], Iterator[Hit]]] = {
    Flag.UNKNOWN_ORDER: _unknown,
    Flag.MISTYPED_ORDER: _mistyped,
    Flag.OTHER_ORDERS: _other_orders,
    Flag.OTHER_CARRIER: lambda reading, _: other_carrier(reading),
    Flag.OTHER_TRACKING: lambda reading, _: other_tracking(reading),
    Flag.OTHER_DATE: lambda reading, _: other_date(reading),
    Flag.LEFT_OUT: _left_out,
}
