"""Carriers: spelled as Amazon matches them, on its lists, and not “Other”."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.facts import CarrierMention
from poalint.kinds.base import Hit, Scope

SLOTS = ("words", "name", "marketplace", "count")


class Flag(StrEnum):
    """What is flagged."""

    OTHER = "other"
    NOT_INTEGRATED = "not_integrated"
    UNKNOWN = "unknown"
    CHINESE = "chinese"
    SPELLING = "spelling"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Settings:
    """What of the carriers named is flagged."""

    flag: Flag = field(metadata={"doc": "other, not_integrated, unknown, chinese, spelling or absent"})


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each carrier named that has the fault asked for; each name once a line."""
    reading = scope.reading
    found = [mention for mention in reading.carriers if scope.covers(mention.span)]
    if settings.flag is Flag.ABSENT:
        if not found and not scope.empty:
            yield Hit(scope.start(), {"count": "0"})
        return
    seen: set[tuple[str, int]] = set()
    for mention in found:
        key = (mention.carrier.id, reading.draft.line_of(mention.span.start))
        if key not in seen and _faulty(mention, settings.flag, reading.marketplace):
            seen.add(key)
            slots = {"words": mention.text, "name": mention.carrier.name, "marketplace": reading.marketplace}
            yield Hit(mention.span, slots)


def _faulty(mention: CarrierMention, flag: Flag, marketplace: str) -> bool:
    carrier = mention.carrier
    if flag is Flag.OTHER:
        return carrier.id == "other"
    if carrier.type == "placeholder":
        return False
    spelling = carrier.spelling(mention.text)
    if flag is Flag.CHINESE:
        return spelling == "chinese"
    if flag is Flag.SPELLING:
        # Capitals apart, what is written is a name Amazon knows otherwise: “Hong Kong Post” for “Hongkong Post”.
        return (
            spelling == "alias"
            and bool(carrier.codes)
            and mention.text.lower() not in {c.lower() for c in carrier.codes}
        )
    return carrier.integrated(marketplace) is (False if flag is Flag.NOT_INTEGRATED else None)
