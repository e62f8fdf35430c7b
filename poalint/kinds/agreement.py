"""What the letter says in one place against what it says in another: counts and lists, IDs, names, fates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice, takewhile

from poalint.draft import Block
from poalint.facts import Count, Identifier
from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import SectionKind, Span
from poalint.reading import Reading

SLOTS = ("words", "other", "count", "found", "id", "name")


class Flag(StrEnum):
    """What is held against what."""

    COUNT = "count"
    UNTREATED = "untreated"
    UNEXPLAINED = "unexplained"
    NAMES = "names"
    MARKETPLACES = "marketplaces"
    FATE = "fate"
    OTHER_ORDERS = "other_orders"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which two places have to agree."""

    flag: Flag = field(
        metadata={
            "doc": "count (a number announced and the IDs listed), untreated (an order of the cause that no action names),"
            " unexplained (the other way round), names, marketplaces, fate (delivered here, lost there), or other_orders"
            " (“Other” filled in for these orders here, for others there)"
        }
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each pair of places that contradict each other; the later is shown, the earlier is related."""
    for hit in _CHECKS[settings.flag](scope.reading):
        if hit.span is None or scope.covers(hit.span):
            yield hit


# --- a number announced, and the IDs listed ---------------------------------------------------------------------------

# What announces a whole list; without it the IDs that follow may be a choice.
_ANNOUNCES = re.compile(
    r"[:：]\s*$|\(\s*$|\b(following|below|as follows|listed|namely|these are|they are)\b", re.IGNORECASE
)
_A_CHOICE = re.compile(
    r"\b(for example|for instance|e\.?g\.?|such as|including|includes?|among|some of|one of|two of|of which|of them|like"
    r"|the first)\b",
    re.IGNORECASE,
)
_SMALL_WORDS = re.compile(r"\W*((orders?|ids?|numbers?|nos?|are|were|is)\W+){0,3}", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\b(to name|the rest|and others|the others|etc|more|among others|and so on|remaining)\b|\.\.\.|…|等", re.IGNORECASE
)
_WITH_IDS = {"order", "claim"}
_WITH_ASINS = {"asin", "listing"}


# A list begins near the words that announce it, and is no longer than this.
_FAR, _MOST = 400, 400


def _counts(reading: Reading) -> Iterator[Hit]:
    for count in reading.counts:
        sort = reading.order_ids if count.noun in _WITH_IDS else reading.asins if count.noun in _WITH_ASINS else []
        first = bisect_left(sort, count.span.end, key=lambda each: each.span.start)
        if first == len(sort) or sort[first].span.start > count.span.end + _FAR:
            continue
        listed = _listed(reading, count, sort[first : first + _MOST])
        last = listed[-1].span if listed else count.span
        rest = reading.draft.text[last.end : last.end + 60]
        if listed and len({each.text for each in listed}) != count.number and not _GOES_ON.search(rest):
            slots = {"words": count.text, "count": str(count.number), "found": str(len({e.text for e in listed}))}
            yield Hit(count.span, slots, related=((Span(listed[0].span.start, last.end), "listed here"),))


def _listed(reading: Reading, count: Count, after: list[Identifier]) -> list[Identifier]:
    """The IDs of the list that a count announces; none where it announces no list, or only some of its things."""
    text, block = reading.draft.text, _block_at(reading, count.span.start)
    between = text[count.span.end : after[0].span.start]
    sentence = text[max(block.span.start, count.span.start - 60) : after[0].span.start]
    if _A_CHOICE.search(sentence) or re.search(r"[.!?]\s", between):
        return []
    here = list(takewhile(lambda each: each.span.end <= block.span.end and _joined(text, each, after), after))
    if here and len(here) < len(after) and after[len(here)].span.end <= block.span.end:
        # More IDs stand in the same lines, with words between: no plain list that could be counted.
        return []
    at = _place(reading, block.span.start) + 1
    following = reading.blocks[at] if at < len(reading.blocks) else None
    if here and following is not None and not following.gap and _ids_in(reading, following.span):
        # The list goes on in the lines below.
        return []
    if here:
        return here if _ANNOUNCES.search(between) or _SMALL_WORDS.fullmatch(between) else []
    if not _ANNOUNCES.search(text[count.span.end : block.span.end].strip()):
        return []
    return _in_list(reading, block, after)


def _joined(text: str, each: Identifier, after: list[Identifier]) -> bool:
    """Whether an ID goes on with the enumeration: nothing but signs and small words since the one before."""
    at = after.index(each)
    return at == 0 or re.fullmatch(r"\W*(and|&|，|、)?\W*", text[after[at - 1].span.end : each.span.start]) is not None


def _in_list(reading: Reading, block: Block, after: list[Identifier]) -> list[Identifier]:
    """The IDs of the items or rows that follow a block, up to the first without one."""
    found: list[Identifier] = []
    at = _place(reading, block.span.start) + 1
    for item in reading.blocks[at:]:
        inside = [each for each in after if item.span.covers(each.span.start)]
        if not inside:
            break
        found += inside
    return found


def _block_at(reading: Reading, offset: int) -> Block:
    return reading.blocks[_place(reading, offset)]


def _place(reading: Reading, offset: int) -> int:
    """Which block holds a place, by its number."""
    return max(0, bisect_right(reading.blocks, offset, key=lambda block: block.span.start) - 1)


def _ids_in(reading: Reading, span: Span) -> list[Identifier]:
    """The order IDs of a stretch."""
    first = bisect_left(reading.order_ids, span.start, key=lambda each: each.span.start)
    return list(takewhile(lambda each: each.span.start < span.end, islice(reading.order_ids, first, None)))


# --- the orders of the cause, and those of the actions ------------------------------------------------------------------

_ALL = re.compile(
    r"\b(all|both|each|every|these|those|the)\b[^.\n]{0,40}\b(orders?|buyers?|customers?|parcels?|shipments?)\b",
    re.IGNORECASE,
)
_TOLD_BEFORE = (SectionKind.ROOT_CAUSE, SectionKind.SUMMARY, SectionKind.OTHER)


def _by_part(reading: Reading, *kinds: SectionKind) -> dict[str, Identifier]:
    """The order IDs of some parts, each at its first place."""
    found: dict[str, Identifier] = {}
    for each in reading.order_ids:
        if each.valid and reading.section_at(each.span.start) in kinds:
            found.setdefault(each.text, each)
    return found


def _untreated(reading: Reading) -> Iterator[Hit]:
    """Orders of the cause that no action names, where the actions name others one by one."""
    told = _by_part(reading, *_TOLD_BEFORE)
    treated = _by_part(reading, SectionKind.CORRECTIVE)
    done = "\n".join(reading.draft[part.body] for part in reading.section(SectionKind.CORRECTIVE))
    if not treated or not set(told) & set(treated) or _ALL.search(done):
        return
    for text, each in told.items():
        if text not in treated:
            first = next(iter(treated.values()))
            yield Hit(each.span, {"words": text, "id": text}, related=((first.span, "an order that is dealt with"),))


def _unexplained(reading: Reading) -> Iterator[Hit]:
    """Orders that are dealt with but never told of, where the cause names its orders one by one."""
    told = _by_part(reading, *_TOLD_BEFORE, SectionKind.EVIDENCE)
    treated = _by_part(reading, SectionKind.CORRECTIVE)
    if len(told) < 2 or not set(told) & set(treated):
        return
    for text, each in treated.items():
        if text not in told:
            first = next(iter(told.values()))
            yield Hit(each.span, {"words": text, "id": text}, related=((first.span, "the orders told of"),))


# --- “Other” filled in for these orders or for those ---------------------------------------------------------------------


def _sentence_of(reading: Reading, span: Span) -> Span:
    """The sentence that holds a place, as far as its block goes."""
    block = _block_at(reading, span.start)
    text = reading.draft.text
    start = max(
        block.span.start,
        *(text.rfind(stop, block.span.start, span.start) + 1 for stop in (". ", "! ", "? ", "。", "; ")),
    )
    ends = [at for stop in (". ", "! ", "? ", "。", "; ") if (at := text.find(stop, span.end, block.span.end)) >= 0]
    return Span(start, min(ends, default=block.span.end))


def _other_orders(reading: Reading) -> Iterator[Hit]:
    """“Other” told of some orders in one place and of different ones in another."""
    first: tuple[Span, set[str]] | None = None
    for mention in reading.carriers:
        if mention.carrier.type != "placeholder":
            continue
        sentence = _sentence_of(reading, mention.span)
        named = _texts(_ids_in(reading, sentence))
        if first is None:
            # The place that says for which orders; without it there is nothing to differ from.
            first = (mention.span, named) if named else None
            continue
        told = named or _ids_above(reading, mention.span)
        if told and not told & first[1]:
            slots = {"words": mention.text, "id": ", ".join(sorted(told)), "other": ", ".join(sorted(first[1]))}
            yield Hit(mention.span, slots, related=((first[0], "told of other orders"),))


def _texts(found: Sequence[Identifier]) -> set[str]:
    return {each.text for each in found}


def _ids_above(reading: Reading, span: Span) -> set[str]:
    """The orders that the lines above speak of: those of the nearest block with any, in the same part and not far off."""
    at = _place(reading, span.start)
    for block in reversed(reading.blocks[max(0, at - _NEAR) : at]):
        if reading.section_at(block.span.start) is not reading.section_at(span.start):
            return set()
        found = _texts(_ids_in(reading, block.span))
        if found:
            return found
    return set()


_NEAR = 4


# --- one seller, one marketplace ----------------------------------------------------------------------------------------

_NAMED = re.compile(
    r"\b(?:seller|store|shop|account|merchant)(?:'s)?\s*(?:display\s+)?name\s*(?:is|:|：)\s*[\"“']?(?P<label>[A-Z\d][^\n\"”',;.:]{1,40})"
    r"|\b(?:our|my)\s+(?:seller\s+|amazon\s+)?(?:store|shop|account)\s*(?:named|called|name)?\s*[\"“](?P<quoted>[^\n\"”]{2,40})[\"”]",
    re.IGNORECASE,
)
_OWN_SITE = re.compile(
    r"\b(?:our|my)\s+(?:\w+\s+){0,4}(?:account|store|shop|orders?|listings?|privileges?)\s+(?:\w+\s+){0,4}?(?:on|at|in|of)\s+(?P<site>amazon"
    r"\.(?:com\.(?:au|mx|br|tr|be)|co\.(?:uk|jp)|com|ca|de|fr|it|es|nl|se|pl|in|ae|sg))\b",
    re.IGNORECASE,
)


def _differing(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Hit]:
    first: tuple[str, Span] | None = None
    seen: set[str] = set()
    for found in pattern.finditer(reading.draft.text):
        group = found.lastgroup or ""
        name, span = found[group].strip(), Span(*found.span(group))
        if reading.pasted_at(span.start) is not None:
            continue
        folded = re.sub(r"[\W_]", "", name).lower()
        if first is None:
            first = (name, span)
        elif folded not in seen:
            slots = {"words": shorten(name, 40), "other": shorten(first[0], 40), "name": first[0]}
            yield Hit(span, slots, related=((first[1], "named so first"),))
        seen.add(folded)


def _names(reading: Reading) -> Iterator[Hit]:
    yield from _differing(reading, _NAMED)


def _marketplaces(reading: Reading) -> Iterator[Hit]:
    yield from _differing(reading, _OWN_SITE)


# --- what became of an order --------------------------------------------------------------------------------------------

_DELIVERED = re.compile(
    r"\b(?:was|were|is|has been|have been|got|been)\s+(?:successfully\s+|already\s+)?delivered\b", re.IGNORECASE
)
_NOT_YET = re.compile(
    r"\b(?:not|never|n't|no)\b[^.\n]{0,20}\bdelivered|\b(?:until|before|after|if|when|once|late)\b[^.\n]{0,30}delivered",
    re.IGNORECASE,
)
_LOST = re.compile(
    r"\b(?:was|were|is|got|been)\s+lost\b|\blost (?:in transit|by the carrier|parcel)|\bnever (?:arrived|received)"
    r"|\bas lost\b|\bdid not arrive\b",
    re.IGNORECASE,
)


def _fates(reading: Reading) -> Iterator[Hit]:
    """An order that is delivered in one sentence and lost in another; only where a sentence names no other order."""
    told: dict[str, dict[str, Span]] = {}
    for each in reading.order_ids:
        sentence = _sentence_of(reading, each.span)
        if len(_ids_in(reading, sentence)) != 1:
            continue
        words = reading.draft[sentence]
        delivered = bool(_DELIVERED.search(words)) and not _NOT_YET.search(words)
        lost = bool(_LOST.search(words))
        if delivered != lost:
            told.setdefault(each.text, {}).setdefault("delivered" if delivered else "lost", each.span)
    for text, fates in told.items():
        if len(fates) == 2:
            (before, first), (after, later) = sorted(fates.items(), key=lambda fate: fate[1].start)
            slots = {"words": text, "id": text, "name": after, "other": before}
            yield Hit(later, slots, related=((first, before),))


_CHECKS: Mapping[Flag, Callable[[Reading], Iterator[Hit]]] = {
    Flag.COUNT: _counts,
    Flag.UNTREATED: _untreated,
    Flag.UNEXPLAINED: _unexplained,
    Flag.NAMES: _names,
    Flag.MARKETPLACES: _marketplaces,
    Flag.FATE: _fates,
    Flag.OTHER_ORDERS: _other_orders,
}
