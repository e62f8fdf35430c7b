"""Tracking numbers: whether they can exist, belong to the carrier named beside them, and are scanned at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.facts import TrackingId
from poalint.facts.tracking import Misfit, Slip
from poalint.kinds.base import Hit, Repair, Scope
from poalint.model import Applicability, Confidence, SectionKind, Span

SLOTS = ("words", "carrier", "named", "reason", "reason_zh", "mended", "order", "first")


class Flag(StrEnum):
    """What is flagged: a number that cannot be, one of another carrier's, one without scans, an unknown form, one used twice."""

    CHECK_DIGIT = "check_digit"
    OTHER_CARRIER = "other_carrier"
    UNTRACKED = "untracked"
    UNKNOWN_FORM = "unknown_form"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is wrong with the numbers flagged."""

    flag: Flag = field(metadata={"doc": "check_digit, other_carrier, untracked, unknown_form or repeated"})


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each tracking number of which the flag is true."""
    found = [each for each in scope.reading.tracking_ids if scope.covers(each.span)]
    yield from _FLAGS[settings.flag](scope, found)


_REASONS = {
    Slip.CHECK: ("its check digit is wrong", "校验位不对"),
    Slip.LETTER: ("a letter stands where a digit belongs", "数字部分混入了字母"),
    Slip.LENGTH: ("a postal number has nine digits between its letters", "邮政单号中间应当是 9 位数字"),
}


def _check_digit(scope: Scope, found: Sequence[TrackingId]) -> Iterator[Hit]:
    """Numbers that no carrier issues; where the carrier named decided the form, with less confidence."""
    for each in found:
        if each.slip is None:
            continue
        reason, reason_zh = _REASONS[each.slip]
        # The check digit proves which digit the letter stands for. In the cause it may be told as it was wrongly entered.
        told = scope.reading.section_at(each.span.start) is SectionKind.ROOT_CAUSE
        repairs = (Repair(Applicability.SAFE, ((each.span, each.mended),)),) if each.mended and not told else ()
        slots = {**_slots(each), "reason": reason, "reason_zh": reason_zh}
        yield Hit(each.span, slots, confidence=None if each.certain else Confidence.MEDIUM, repairs=repairs)


def _misfits(wanted: Misfit) -> Callable[[Scope, Sequence[TrackingId]], Iterator[Hit]]:
    def flagged(scope: Scope, found: Sequence[TrackingId]) -> Iterator[Hit]:
        """Numbers that disagree with the carrier named beside them, as surely as the form and that carrier allow."""
        for each in found:
            if each.misfit is None or each.misfit[0] is not wanted or each.named is None:
                continue
            note = "the carrier named"
            yield Hit(each.span, _slots(each), related=((each.named.span, note),), confidence=each.misfit[1])

    return flagged


def _untracked(scope: Scope, found: Sequence[TrackingId]) -> Iterator[Hit]:
    """Postal numbers of a service without scans."""
    for each in found:
        if each.untracked:
            yield Hit(each.span, _slots(each))


def _repeated(scope: Scope, found: Sequence[TrackingId]) -> Iterator[Hit]:
    """A number given for an order after it was given for another one."""
    first: dict[str, tuple[TrackingId, str]] = {}
    told: set[tuple[str, str]] = set()
    for each, order in zip(found, _orders(scope, found), strict=True):
        if order is None:
            continue
        before, other = first.setdefault(each.number, (each, order))
        if other != order and (each.number, order) not in told:
            told.add((each.number, order))
            slots = {**_slots(each), "order": order, "first": other}
            yield Hit(each.span, slots, related=((before.span, f"for order {other}"),))


def _orders(scope: Scope, found: Sequence[TrackingId]) -> Iterator[str | None]:
    """The order each number is given for: in its line the nearest before, else the nearest after, no number between."""
    reading = scope.reading
    orders, text = reading.order_ids, reading.draft.text
    numbers = [each.span for each in reading.tracking_ids]

    def parted(start: int, end: int) -> bool:
        """Whether a line's end or another tracking number stands between."""
        at = bisect_left(numbers, start, key=lambda span: span.start)
        return "\n" in text[start:end] or (at < len(numbers) and numbers[at].end <= end)

    for each in found:
        at = bisect_right(orders, each.span.start, key=lambda order: order.span.end)
        sides = [(order, Span(order.span.end, each.span.start)) for order in orders[max(0, at - 1) : at]]
        sides += [(order, Span(each.span.end, order.span.start)) for order in orders[at : at + 1]]
        near = [order for order, gap in sides if not parted(gap.start, gap.end)]
        # As it was meant: an en dash does not make it another order.
        yield (near[0].mended or near[0].text) if near else None


def _slots(each: TrackingId) -> dict[str, str]:
    named = each.named.text if each.named else ""
    return {"words": each.text, "carrier": each.carrier or "", "named": named, "mended": each.mended or ""}


_FLAGS: dict[Flag, Callable[[Scope, Sequence[TrackingId]], Iterator[Hit]]] = {
    Flag.CHECK_DIGIT: _check_digit,
    Flag.OTHER_CARRIER: _misfits(Misfit.OTHER),
    Flag.UNTRACKED: _untracked,
    Flag.UNKNOWN_FORM: _misfits(Misfit.UNKNOWN),
    Flag.REPEATED: _repeated,
}
