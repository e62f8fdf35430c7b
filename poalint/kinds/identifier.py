"""Order IDs, ASINs and tracking numbers: of the right form, and there at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.facts import Identifier, TrackingId
from poalint.kinds.base import Hit, Regex, Repair, Scope
from poalint.model import Applicability

SLOTS = ("words", "reason", "mended", "count")


class Of(StrEnum):
    """What sort of identifier."""

    ORDER_ID = "order_id"
    ASIN = "asin"
    TRACKING_ID = "tracking_id"


class Flag(StrEnum):
    """What is flagged: a wrong form, none in the letter, or one written twice in one stretch."""

    INVALID = "invalid"
    ABSENT = "absent"
    REPEATED = "repeated"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which identifiers, and what is wrong with them."""

    of: Of = field(metadata={"doc": "order_id, asin or tracking_id"})
    flag: Flag = field(metadata={"doc": "invalid, absent or repeated"})
    unless: tuple[Regex, ...] = field(
        default=(), metadata={"doc": "absent: patterns that excuse it, such as a list attached"}
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each identifier of a wrong form; or one hit where there is none."""
    reading = scope.reading
    sorts: dict[Of, Sequence[Identifier | TrackingId]] = {
        Of.ORDER_ID: reading.order_ids,
        Of.ASIN: reading.asins,
        Of.TRACKING_ID: reading.tracking_ids,
    }
    every = sorts[settings.of]
    found = [identifier for identifier in every if scope.covers(identifier.span)]
    if settings.flag is Flag.ABSENT:
        if not found and not scope.empty and not any(each.search(reading.utf8) for each in settings.unless):
            yield Hit(scope.start(), {"words": "", "count": "0"})
        return
    if settings.flag is Flag.REPEATED:
        yield from _repeated(found)
        return
    for identifier in found:
        if identifier.valid is False:
            yield _invalid(identifier)


def _invalid(identifier: Identifier | TrackingId) -> Hit:
    if isinstance(identifier, TrackingId):
        return Hit(identifier.span, {"words": identifier.text, "reason": "its check digit is wrong", "mended": ""})
    repairs: tuple[Repair, ...] = ()
    if identifier.mended is not None:
        repairs = (Repair(Applicability.SAFE, ((identifier.span, identifier.mended),)),)
    slots = {"words": identifier.text, "reason": identifier.reason or "", "mended": identifier.mended or ""}
    return Hit(identifier.span, slots, repairs=repairs)


def _repeated(found: Sequence[Identifier | TrackingId]) -> Iterator[Hit]:
    """The same identifier twice on end, as in a list that should name different ones."""
    for before, after in zip(found, found[1:], strict=False):
        if before.text == after.text and after.span.start - before.span.end < 4:
            yield Hit(after.span, {"words": after.text}, related=((before.span, "first here"),))
