"""Order IDs, ASINs, other IDs of Amazon's and tracking numbers: of the right form, apart, and there at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.facts import Identifier, TrackingId, run_together
from poalint.kinds.base import Hit, Regex, Repair, Scope
from poalint.model import Applicability, Span

SLOTS = ("words", "reason", "reason_zh", "mended", "count")


class Of(StrEnum):
    """What sort of identifier."""

    ORDER_ID = "order_id"
    ASIN = "asin"
    TRACKING_ID = "tracking_id"
    FNSKU = "fnsku"
    CASE_ID = "case_id"
    CLAIM_ID = "claim_id"
    SHIPMENT_ID = "shipment_id"
    SELLER_ID = "seller_id"


class Flag(StrEnum):
    """What is flagged: a wrong form, none in the letter, one written twice in one stretch, or two with nothing between."""

    INVALID = "invalid"
    ABSENT = "absent"
    REPEATED = "repeated"
    RUN_TOGETHER = "run_together"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which identifiers, and what is wrong with them."""

    of: Of = field(metadata={"doc": "order_id, asin, tracking_id, fnsku, case_id, claim_id, shipment_id or seller_id"})
    flag: Flag = field(metadata={"doc": "invalid, absent, repeated or run_together"})
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
    others = [each for each in reading.identifiers if each.kind.value == settings.of.value]
    every = sorts.get(settings.of, others)
    found = [identifier for identifier in every if scope.covers(identifier.span)]
    if settings.flag is Flag.ABSENT:
        if not found and not scope.empty and not any(each.search(reading.utf8) for each in settings.unless):
            yield Hit(scope.start(), {"words": "", "count": "0"})
        return
    if settings.flag is Flag.REPEATED:
        yield from _repeated(found)
    elif settings.flag is Flag.RUN_TOGETHER:
        yield from _run_together([each for each in found if isinstance(each, Identifier)], reading.draft.text)
    else:
        yield from (_invalid(identifier) for identifier in found if identifier.valid is False)


def _invalid(identifier: Identifier | TrackingId) -> Hit:
    reason = getattr(identifier, "reason", None) or "its check digit is wrong"
    reason_zh = getattr(identifier, "reason_zh", None) or "校验位不对"
    mended: str | None = getattr(identifier, "mended", None)
    repairs = (Repair(Applicability.SAFE, ((identifier.span, mended),)),) if mended else ()
    slots = {"words": identifier.text, "reason": reason, "reason_zh": reason_zh, "mended": mended or ""}
    return Hit(identifier.span, slots, repairs=repairs)


def _run_together(found: Sequence[Identifier], text: str) -> Iterator[Hit]:
    """Each stretch of identifiers with nothing or a hyphen between them, as one place."""
    stretches: list[list[Identifier]] = []
    for one, two in run_together(text, found):
        if stretches and stretches[-1][-1] is one:
            stretches[-1].append(two)
        else:
            stretches.append([one, two])
    for stretch in stretches:
        span = Span(stretch[0].span.start, stretch[-1].span.end)
        mended = ", ".join(each.plain for each in stretch)
        slots = {"words": text[span.start : span.end], "mended": mended, "count": str(len(stretch))}
        yield Hit(span, slots, repairs=(Repair(Applicability.SAFE, ((span, mended),)),))


def _repeated(found: Sequence[Identifier | TrackingId]) -> Iterator[Hit]:
    """The same identifier twice on end, as in a list that should name different ones."""
    for before, after in zip(found, found[1:], strict=False):
        if before.text == after.text and after.span.start - before.span.end < 4:
            yield Hit(after.span, {"words": after.text}, related=((before.span, "first here"),))
