"""Cause, action and prevention held against each other: what answers what, what says the same, what answers nothing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from poalint.kinds.base import Hit, Scope, shorten
from poalint.kinds.points import Point, points, sentences_in
from poalint.kinds.topics import topics_of
from poalint.language.lexicon import words
from poalint.model import ItemKind, SectionKind, Span
from poalint.reading import Reading

SLOTS = ("words", "other", "count", "total", "name")
_K = SectionKind


class Flag(StrEnum):
    """What is held against what."""

    CAUSE_ALONE = "cause_alone"
    REPEATED_MEASURE = "repeated_measure"
    MANY_CAUSES = "many_causes"
    SYMPTOM = "symptom"
    HEADING = "heading"
    REPEATED_REMEDY = "repeated_remedy"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which parts are held against each other, and the bounds."""

    flag: Flag = field(
        metadata={
            "doc": "cause_alone (a cause no measure takes up), repeated_measure (prevention says what correction said),"
            " many_causes, symptom (the cause only restates the rate or the notice), heading (worded otherwise than the"
            " notice asks), repeated_remedy (the new carrier is the one that failed)"
        }
    )
    at_most: int = field(default=5, metadata={"doc": "many_causes: the most causes", "least": 1})
    alike: float = field(default=0.7, metadata={"doc": "repeated_measure: the share of words in common from which on"})

    def __post_init__(self) -> None:
        if not 0 < self.alike <= 1:
            raise ValueError(f"`alike: {self.alike:g}` is no share; write a number above 0, at most 1")


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each cause, measure or heading that is out of joint."""
    for hit in _CHECKS[settings.flag](scope.reading, settings):
        if hit.span is None or scope.covers(hit.span):
            yield hit


# --- words ----------------------------------------------------------------------------------------------------------

# What every letter speaks of; sharing these says nothing.
_COMMON = words(
    "order buyer customer amazon account problem cause reason issue time day week month year policy seller team "
    "company store shop product item parcel package number date result letter thing way case rate people action measure "
    "step plan be do will make take have give find come keep ensure sure avoid prevent happen need let help become begin start"
)


def _content(reading: Reading, spans: Iterable[Span], tags: str = "NV") -> frozenset[str]:
    """The words of some stretches by dictionary form: nouns and verbs, or those whose tags begin as told."""
    said: set[str] = set()
    for sentence in chain.from_iterable(sentences_in(reading, span) for span in spans):
        # A label before a colon is parsed with no sentence: “Weather: …”.
        said.update(word for word in _WORD.findall(sentence.passage.label) if len(word) > _SHORT)
        said.update(
            sentence.lemma(token)
            for token, tag in enumerate(sentence.tags)
            if tag[:1] in tags and len(sentence.words[token]) > _SHORT
        )
    return frozenset(said) - _COMMON


_WORD = re.compile(r"[a-z]+")
_SHORT = 3
"""Words up to so many letters say nothing of what a point is about."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What a stretch speaks of: its nouns and verbs, its topics."""

    content: frozenset[str]
    topics: frozenset[str]

    def meets(self, other: _Told) -> bool:
        """Whether the two share a word or a topic."""
        return bool(self.content & other.content or self.topics & other.topics)


def _told(reading: Reading, spans: Iterable[Span]) -> _Told:
    inside = list(spans)
    topics = frozenset(chain.from_iterable(topics_of(reading.draft[span]) for span in inside))
    return _Told(_content(reading, inside), topics)


def _parts(reading: Reading, *kinds: SectionKind) -> list[Span]:
    return [part.span for part in reading.sections if part.kind in kinds]


def _causes(reading: Reading) -> list[Point]:
    """The items of the cause, those left out that are rows of a list of orders."""
    named = sorted(each.span.start for found in (reading.order_ids, reading.tracking_ids) for each in found)
    return [
        point
        for point in points(reading, _K.ROOT_CAUSE)
        if point.item
        and not _ROW.match(reading.draft[point.span])
        and bisect_left(named, point.span.start) == bisect_left(named, point.span.start + _ID_NEAR)
    ]


_ROW = re.compile(
    r"\W*(?:(?:this|these)(?: \w+)? orders?|tracking (?:number|id)s?\W|order (?:id|number|no))", re.IGNORECASE
)

_ID_NEAR = 40
"""How near its beginning an item names an order or a tracking number where it is a row of a list of orders."""


# --- what answers nothing -------------------------------------------------------------------------------------------


def _causes_alone(reading: Reading, _: Settings) -> Iterator[Hit]:
    """Items of the cause that share neither word nor topic with any measure; of lists of at least two."""
    items, parts = _causes(reading), _parts(reading, _K.CORRECTIVE, _K.PREVENTIVE)
    if len(items) < 2 or not parts:
        return
    measures = _told(reading, parts)
    for item in items:
        told = _told(reading, [item.span])
        if len(told.content) >= _ENOUGH and not told.meets(measures):
            yield Hit(item.span, {"words": shorten(reading.draft[item.span], 60)})


_ENOUGH = 3
"""From how many words on a point says what it is about."""

# --- the same said twice --------------------------------------------------------------------------------------------


def _repeated_measures(reading: Reading, settings: Settings) -> Iterator[Hit]:
    """Measures of the preventive part that say what one of the corrective part says; one hit a letter."""
    done: dict[frozenset[str], Span] = {}
    for point in points(reading, _K.CORRECTIVE):
        done.setdefault(_word_set(reading, point.span), point.span)
    later = points(reading, _K.PREVENTIVE)
    twice: list[tuple[Span, Span]] = []
    for point in later:
        own = _word_set(reading, point.span)
        first = next((before for told, before in done.items() if _alike(own, told) >= settings.alike), None)
        if first is not None:
            twice.append((point.span, first))
    if twice:
        span, before = twice[0]
        slots = {
            "words": shorten(reading.draft[span], 60),
            "other": shorten(reading.draft[before], 60),
            "count": str(len(twice)),
            "total": str(len(later)),
        }
        yield Hit(span, slots, related=((before, "said before"), *((each, "and here") for each, _ in twice[1:])))


def _word_set(reading: Reading, span: Span) -> frozenset[str]:
    """The words of a stretch that carry meaning, by dictionary form: the tense may differ."""
    said = (
        sentence.lemma(token)
        for sentence in sentences_in(reading, span)
        for token, tag in enumerate(sentence.tags)
        if tag[:1] in "NVJRC" and tag not in {"CC", "RP"} and sentence.words[token].isalnum()
    )
    return frozenset(said) - _EMPTY


_EMPTY = words("be have do will shall now already also all any then so very")
_FEWEST = 4


def _alike(one: frozenset[str], two: frozenset[str]) -> float:
    """The share of words that two points have in common, of all they have; 0 for points too short to tell."""
    if min(len(one), len(two)) < _FEWEST:
        return 0.0
    return len(one & two) / len(one | two)


# --- the cause itself -----------------------------------------------------------------------------------------------


def _many_causes(reading: Reading, settings: Settings) -> Iterator[Hit]:
    """More causes in a list than the order report can prove; the first beyond the bound is shown."""
    items = [point for point in _causes(reading) if _has_verb(reading, point.span)]
    spans = {point.span for point in items}
    outer = [point for point in items if spans.isdisjoint(point.above)]
    if len(outer) > settings.at_most:
        over = outer[settings.at_most]
        yield Hit(over.span, {"words": shorten(reading.draft[over.span], 60), "count": str(len(outer))})


def _has_verb(reading: Reading, span: Span) -> bool:
    return any(tag[:1] == "V" for sentence in sentences_in(reading, span) for tag in sentence.tags)


# What a notice says, and what a letter that only restates it has no more than.
_NOTICE_WORDS = words(
    "rate metric performance vtr odr lsr lsd defect late dispatch shipment ship deliver delivery valid invalid tracking track "
    "cancel cancellation percent percentage target requirement standard threshold level limit listing privilege right offer "
    "permission suspend suspension deactivate deactivation remove removal restrict restriction block close closure stop "
    "receive notice notification email e-mail mail message warning violate violation breach complain complaint claim a-to-z "
    "guarantee negative positive feedback fulfil fulfill fulfilled category home section low lower high higher drop fall reach "
    "exceed meet less more last past window period root main major follow due because lead say tell inform infringe "
    "infringement inauthentic authenticity authentic fake counterfeit condition safety review manipulation related link asin "
    "expect want affect selling sell pre fulfilment fulfillment short bad poor good high serious exact following several some "
    "many different general total current recent own new used other selling experience"
)


def _symptom(reading: Reading, _: Settings) -> Iterator[Hit]:
    """A cause that has no word but those of the notice."""
    parts = reading.section(_K.ROOT_CAUSE)
    sentences = [sentence for part in parts for sentence in sentences_in(reading, part.body)]
    told = any(part.heading for part in parts) and not any("[" in reading.draft[part.body] for part in parts)
    if not sentences or not told:
        # Without its heading the part may be the opening; a gap left to be filled is a cause on its way.
        return
    own = _content(reading, [part.body for part in parts], "NVJ") - _NOTICE_WORDS
    said = [word for sentence in sentences for word in sentence.words if word.isalpha()]
    if len(said) >= _FEWEST and not any(word.isalpha() for word in own):
        span = Span(sentences[0].starts[0], sentences[0].ends[-1])
        yield Hit(span, {"words": shorten(reading.draft[span])})


# --- headings and the notice ----------------------------------------------------------------------------------------


def _headings(reading: Reading, _: Settings) -> Iterator[Hit]:
    """Headings that share no word with what the notice asks for in their part; one hit a letter."""
    notice = reading.materials.notice
    items = notice.items(ItemKind.SECTION) if notice else []
    apart: list[tuple[Span, dict[str, str]]] = []
    for item in items:
        asked = notice.text[item.span.start : item.span.end] if notice else ""
        if sum(other.span == item.span for other in items) > 1 or not _stems(asked):
            # “Send a plan of action” asks for all parts in one word; a notice in Chinese shares none with any letter.
            continue
        titled = [part.heading for part in reading.sections if part.kind.value == item.name and part.heading]
        if titled and not any(_stems(heading.text) & _stems(asked) for heading in titled):
            slots = {"words": shorten(titled[0].text, 60), "other": shorten(asked, 80)}
            apart.append((reading.draft.trim(titled[0].span), slots))
    if apart:
        span, slots = min(apart, key=lambda each: each[0])
        related = tuple((other, "and here") for other, _ in sorted(apart, key=lambda each: each[0])[1:])
        yield Hit(span, slots, related=related)


def _stems(text: str) -> set[str]:
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.lower())} - _SMALL_WORDS


_SMALL_WORDS = words("have that this with your from they them what")


# --- the remedy that is the cause -----------------------------------------------------------------------------------

# A carrier that did its work badly may well be named again with the number put right; one that cannot be used may not.
_FAILED = re.compile(
    r"\bnot (?:\w+ )?(?:integrated?|recogni[sz]ed?|valid|supported?|accepted?|trackable|tracked|scan(?:ned)?|read"
    r"|(?:in|on) (?:the|amazon.?s|this|that) (?:\w+ )?list)|n['’]t (?:\w+ )?(?:integrated?|recogni[sz]ed?|support|accept|scan)"
    r"|\binvalid\b|\bunrecogni[sz]ed\b|\buntracked\b|\b(?:no|without) (?:valid )?tracking\b|\blost\b|\blate\b|\bdelay"
    r"|\bnever (?:\w+ )?scan(?:s|ned)?\b|\bcan ?not be (?:tracked|read|found)",
    re.IGNORECASE,
)
_TOWARDS = re.compile(
    r"\b(?:chang(?:ed?|ing)|switch(?:ed|ing)?|mov(?:ed?|ing)|replac(?:ed?|ing)|us(?:ed?|ing)|choos(?:e|ing)|chose"
    r"|select(?:ed|ing)?|ship(?:ped|ping)?|send(?:ing)?|sent|sign(?:ed)?|co-?operat(?:e[ds]?|ing)|work(?:ed|ing)?|stay(?:ed)?|go"
    r"|going|continu(?:ed?|ing)|keep|kept|partner(?:ed)?|deliver(?:ed)?|dispatch(?:ed)?)\b[^.;\n]{0,60}?"
    r"\b(?:to|with|by|via|use|using|used|through|choose|select|only|keep|continue)\s+(?:(?:the|only|our|using|shipping|with"
    r"|to use|to ship|by|\w+ (?:and|or|&))\s+)*[\"“']?$",
    re.IGNORECASE,
)
_IS_NOW = re.compile(
    r"[\"”']?\s+(?:is|are|will be|remains?|stays?)\s+(?:now\s+|still\s+)?(?:our|the)\s+(?:only\s+|main\s+|new\s+)?"
    r"(?:carrier|courier)",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"\b(?:no longer|no more|stop(?:ped)?|not|n['’]t|never|from|instead of|ended|cancell?ed|without|replaced?|gave up"
    r"|avoid(?:ed)?|deleted|removed|terminated|other than|contact(?:ed)?|talk(?:ed)?|ask(?:ed)?|discuss(?:ed)?"
    r"|complain(?:ed)?|negotiat\w+)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
# The same carrier with something changed is no contradiction.
_CHANGED = re.compile(
    r"\b(?:account|collection|pick-?up|contract|integrat\w+|list(?:ed)?|buy shipping|through amazon|service)\b",
    re.IGNORECASE,
)


def _repeated_remedy(reading: Reading, _: Settings) -> Iterator[Hit]:
    """“we changed the carrier to Sunyou”, where Sunyou is the carrier that failed."""
    failed: dict[str, Span] = {}
    for mention in reading.carriers:
        if mention.carrier.type == "placeholder":
            continue
        part, line = reading.section_at(mention.span.start), _sentence_of(reading, mention.span)
        if part is _K.ROOT_CAUSE and _FAILED.search(reading.draft[line]):
            failed.setdefault(mention.carrier.id, mention.span)
    for mention in reading.carriers:
        if mention.carrier.id not in failed or reading.section_at(mention.span.start) not in _MEASURES:
            continue
        sentence = _sentence_of(reading, mention.span)
        before = reading.draft.text[max(sentence.start, mention.span.start - _NEAR) : mention.span.start]
        after = reading.draft.text[mention.span.end : sentence.end]
        adopted = (_TOWARDS.search(before) and not _AWAY.search(before)) or _IS_NOW.match(after)
        if adopted and not _CHANGED.match(after.strip().partition(" ")[0]):
            slots = {"words": mention.text, "name": mention.carrier.name}
            yield Hit(mention.span, slots, related=((failed[mention.carrier.id], "named as the cause"),))


_MEASURES = frozenset({_K.CORRECTIVE, _K.PREVENTIVE})


_NEAR = 300
"""How far before a carrier's name it is told that it is the new one, in code points."""


def _sentence_of(reading: Reading, span: Span) -> Span:
    """The sentence that holds a place, as the parser cut it; the place alone where it lies in none."""
    sentence = reading.sentence_at(span.start)
    return sentence.whole if sentence is not None and sentence.whole.end >= span.end else span


_CHECKS: Mapping[Flag, Callable[[Reading, Settings], Iterator[Hit]]] = {
    Flag.CAUSE_ALONE: _causes_alone,
    Flag.REPEATED_MEASURE: _repeated_measures,
    Flag.MANY_CAUSES: _many_causes,
    Flag.SYMPTOM: _symptom,
    Flag.HEADING: _headings,
    Flag.REPEATED_REMEDY: _repeated_remedy,
}
