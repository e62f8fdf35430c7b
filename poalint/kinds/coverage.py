"""What the notice asks for and the letter does not answer. Silent without a notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.facts import Covered
from poalint.facts.coverage import label
from poalint.facts.violation import headline, weigh
from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import Confidence, ItemKind, ViolationKind

SLOTS = ("words", "words_zh", "count", "total", "asked", "asked_zh", "answered", "answered_zh")
NEEDS = "notice"


class Of(StrEnum):
    """What is asked."""

    ORDERS = "orders"
    ASINS = "asins"
    DOCUMENTS = "documents"
    SECTIONS = "sections"
    METRIC = "metric"
    VIOLATION = "violation"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which things asked for must be answered."""

    of: Of = field(
        metadata={
            "doc": "orders, asins, documents, sections (the parts of the plan and other questions) or metric: what the"
            " letter does not answer; violation: the letter answers another one than the notice names"
        }
    )
    shown: int = field(default=3, metadata={"doc": "how many of those unanswered the message names", "least": 1})


_KINDS = {
    Of.ORDERS: (ItemKind.ORDER,),
    Of.ASINS: (ItemKind.ASIN,),
    Of.DOCUMENTS: (ItemKind.DOCUMENT,),
    Of.SECTIONS: (ItemKind.SECTION, ItemKind.QUESTION),
    Of.METRIC: (ItemKind.METRIC,),
}


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """One hit for all that is not answered, or one where the letter answers another violation."""
    if settings.of is Of.VIOLATION:
        yield from _other_violation(scope)
        return
    of_kind = [covered for covered in scope.reading.coverage if covered.item.kind in _KINDS[settings.of]]
    missing = [covered for covered in of_kind if not covered.answered]
    if missing:
        yield _unanswered(scope, missing, len(of_kind), settings.shown)


def _unanswered(scope: Scope, missing: Sequence[Covered], total: int, shown: int) -> Hit:
    places = tuple({covered.near: covered.why for covered in missing if covered.near is not None}.items())
    slots = {
        "words": _listed([_words(scope, covered) for covered in missing], shown, "{} and {} more"),
        "words_zh": _listed([_words(scope, covered, "zh") for covered in missing], shown, "{} 等（另有 {} 项）"),
        "count": str(len(missing)),
        "total": str(total),
    }
    doubtful = all(covered.doubtful for covered in missing)
    return Hit(None, slots, related=places, confidence=Confidence.LOW if doubtful else None)


def _words(scope: Scope, covered: Covered, lang: str = "en") -> str:
    """What is asked, in the notice's own words where it is a part of the plan."""
    item, notice = covered.item, scope.reading.materials.notice
    if item.kind is ItemKind.SECTION and notice is not None:
        words = shorten(notice.text[item.span.start : item.span.end], 70)
        return f"“{words}”" if not item.topics else f"“{words}” ({label(item, lang)})"
    return label(item, lang)


def _listed(names: Sequence[str], shown: int, more: str) -> str:
    """The first of the names and how many more there are."""
    first = ", ".join(names[:shown])
    return first if len(names) <= shown else more.format(first, len(names) - shown)


# --- another violation ------------------------------------------------------------------------------------------------

_V = ViolationKind
VIOLATIONS = {
    _V.VTR: ("the valid tracking rate", "有效追踪率"),
    _V.ODR: ("the order defect rate", "订单缺陷率"),
    _V.LATE_SHIPMENT: ("late shipment", "迟发"),
    _V.EARLY_CONFIRMATION: ("shipment confirmed before hand-over", "提前确认发货"),
    _V.CANCELLATION: ("cancellations", "订单取消"),
    _V.INAUTHENTIC: ("the authenticity of items", "商品真实性"),
    _V.USED_AS_NEW: ("used items sold as new", "二手当新品"),
    _V.NOT_AS_DESCRIBED: ("items not as described", "描述不符"),
    _V.IP: ("intellectual property", "知识产权"),
    _V.SAFETY: ("product safety", "商品安全"),
    _V.LINKED: ("related accounts", "账户关联"),
    _V.REVIEWS: ("manipulated reviews", "操纵评论"),
    _V.DROPSHIP: ("drop shipping", "代发货"),
}
# Complaints that notices and letters name by each other's words.
_AKIN = (
    {_V.INAUTHENTIC, _V.IP},
    {_V.USED_AS_NEW, _V.NOT_AS_DESCRIBED, _V.INAUTHENTIC},
    {_V.SAFETY, _V.NOT_AS_DESCRIBED},
    {_V.ODR, _V.NOT_AS_DESCRIBED, _V.LATE_SHIPMENT},
    {_V.DROPSHIP, _V.INAUTHENTIC},
)
_SURE = 8.0
_NAMED = 4.0


def _other_violation(scope: Scope) -> Iterator[Hit]:
    """The letter names another violation outright, several times, and that of the notice never."""
    reading = scope.reading
    notice = reading.materials.notice
    if notice is None or notice.violation.kind not in VIOLATIONS or notice.violation.confidence is not Confidence.HIGH:
        return
    asked = notice.violation.kind
    told = Counter(weigh(reading.own_text))
    answered = max(told, key=lambda kind: told[kind], default=asked)
    if answered not in VIOLATIONS or any({asked, answered} <= akin for akin in _AKIN):
        return
    if told[answered] >= _SURE and told[asked] < _NAMED and headline(reading.own_text, asked) is None:
        span = headline(reading.draft.text, answered)
        slots = {
            "words": reading.draft[span] if span else "",
            "asked": VIOLATIONS[asked][0],
            "asked_zh": VIOLATIONS[asked][1],
            "answered": VIOLATIONS[answered][0],
            "answered_zh": VIOLATIONS[answered][1],
        }
        yield Hit(span, slots)
