"""What a measure leaves open: when, who, how many, what proves it, by what name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.kinds.base import Hit, Regex, Scope, shorten
from poalint.kinds.points import Point, clauses_in, points, sentences_in
from poalint.language import lexicon as lex
from poalint.language.clauses import Clause
from poalint.language.lexicon import words
from poalint.model import Agent, ClauseKind, SectionKind, Span, Status
from poalint.reading import Reading

SLOTS = ("words", "count", "total")


class Aspect(StrEnum):
    """What a measure may say."""

    WHEN = "when"
    WHO = "who"
    HOW_MANY = "how_many"
    PROOF = "proof"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of which measures, and how many may lack it before the letter is flagged, once."""

    lacks: tuple[Aspect, ...] = field(
        metadata={
            "doc": "a measure is counted where it says none of these: when (a date, “since …”, a rhythm), who (a role or a"
            " name; “we” is nobody), how_many (a number, a rhythm), proof (an attachment), name (a title, a version)"
        }
    )
    status: tuple[Status, ...] = field(
        default=(Status.DONE, Status.HABITUAL), metadata={"doc": "the measures looked at; the others are not done"}
    )
    agents: tuple[Agent, ...] = field(
        default=(Agent.SELLER, Agent.EMPLOYEE, Agent.SUPPLIER, Agent.SYSTEM),
        metadata={"doc": "whose measures; “brands change their tags” is nobody's of the seller's side"},
    )
    about: tuple[Regex, ...] = field(
        default=(), metadata={"doc": "only measures in which one of these expressions stands, which is then underlined"}
    )
    unless: tuple[Regex, ...] = field(default=(), metadata={"doc": "expressions that excuse a measure they stand in"})
    over: float = field(default=0.0, metadata={"doc": "flag the letter where a greater share than this lacks it"})
    at_least: int = field(default=1, metadata={"doc": "flag the letter only from this many on", "least": 1})
    any_date: bool = field(
        default=False, metadata={"doc": "only where the measures have a date at all; none is another rule's finding"}
    )

    def __post_init__(self) -> None:
        if not self.lacks:
            raise ValueError("nothing is asked of the measures; write `lacks: [when]` or another aspect")
        if not 0 <= self.over < 1:
            raise ValueError(f"`over: {self.over:g}` is no share; write a number from 0 to below 1")


@dataclass(frozen=True, slots=True)
class _Deed:
    """A measure of the seller's side: the clause that tells it, the point it stands in, what is underlined."""

    clause: Clause
    point: Point
    mark: Span


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """The first measure that lacks what is asked, the others as related; one hit a letter."""
    reading = scope.reading
    deeds = list(_deeds(scope, settings))
    lacking = [deed for deed in deeds if not any(_SAYS[aspect](reading, deed) for aspect in settings.lacks)]
    if len(lacking) < settings.at_least or len(lacking) <= settings.over * len(deeds):
        return
    if settings.any_date and not any(reading.section_at(date.span.start) in _MEASURES for date in reading.dates):
        return
    first, *others = lacking
    slots = {"words": _plain(reading.draft[first.mark]), "count": str(len(lacking)), "total": str(len(deeds))}
    related = tuple((deed.mark, "and here") for deed in others[:_MOST_RELATED])
    yield Hit(first.mark, slots, related=related)


def _plain(text: str) -> str:
    """The words as quoted, without the signs of Markdown."""
    return shorten(re.sub(r"\*\*|__|`", "", text))


_MOST_RELATED = 20
_MEASURES = frozenset({SectionKind.CORRECTIVE, SectionKind.PREVENTIVE})


# --- the measures -------------------------------------------------------------------------------------------------


def _deeds(scope: Scope, settings: Settings) -> Iterator[_Deed]:
    """The measures looked at, one a point: the first clause that tells a deed decides whether it is done."""
    reading = scope.reading
    about = _places(reading, settings.about)
    excused = _places(reading, settings.unless)
    for point in points(reading, *(scope.where.sections or tuple(SectionKind))):
        told = [clause for clause in clauses_in(reading, point.span) if _meant(clause, settings)]
        if not scope.covers(point.span) or _within(excused, point.span):
            continue
        if not settings.about:
            if told and told[0].status in settings.status:
                yield _Deed(told[0], point, _first_line(told[0].span, point.span))
            continue
        for clause in told:
            marked = _within(about, clause.span)
            if marked and clause.status in settings.status and not clause.negated:
                yield _Deed(clause, point, marked[0])
                break


def _meant(clause: Clause, settings: Settings) -> bool:
    return clause.kind is ClauseKind.ACTION and clause.role in _TOLD and clause.agent in settings.agents


_TOLD = frozenset({"main", "complement"})


def _places(reading: Reading, expressions: tuple[Regex, ...]) -> list[Span]:
    return sorted(span for each in expressions for span in each.find(reading.utf8))


def _within(places: list[Span], inside: Span) -> list[Span]:
    first = bisect_left(places, inside.start, key=lambda span: span.start)
    return [span for span in places[first:] if span.start < inside.end] if places else []


def _first_line(clause: Span, point: Span) -> Span:
    """The clause as far as it lies in its point: the parser may draw in words of a line before."""
    return Span(max(clause.start, point.start), min(clause.end, point.end))


# --- what each says -----------------------------------------------------------------------------------------------

_DAY = r"(?:mon|tues?|wednes|thurs?|fri|satur|sun)days?"
_PERIOD = (
    r"(?:business\s+|working\s+|work\s+|single\s+|calendar\s+|new\s+)?(?:days?|weeks?|months?|quarters?|years?|mornings?|evenings?"
    r"|nights?|afternoons?|noons?|hours?|minutes?|weekends?|shifts?|seasons?)"
)
_TIME = re.compile(
    rf"\b{_DAY}\b|\b(?:yesterday|today|tonight|overnight|hourly|daily|everyday|nightly|weekly|fortnightly|monthly|quarterly"
    rf"|yearly|annually|annual|twice|nonstop|24/7)\b|\b(?:last|this|same|next|that|previous|following)\s+{_PERIOD}\b"
    rf"|\b\d{{1,2}}\s?(?:[:.]\d\d\s?)?(?:am|pm|a\.m\.|p\.m\.|o'clock)(?!\w)|\b\d{{1,2}}:\d\d\b"
    rf"|\b(?:every|each|per|once\s+an?|twice\s+an?|times\s+an?|within|for|in\s+(?:all|\d+)|all|\d+|half)\s+(?:\w+\s+){{0,2}}?{_PERIOD}\b"
    rf"|\b{_PERIOD}\s+(?:ago|before|after|later|earlier)\b|\bon\s+the\s+\d{{1,2}}(?:st|nd|rd|th)\b|\bsince\b|\bQ[1-4]\b"
    r"|\b(?:in|since|of)\s+(?:19|20)\d\d\b|\bas\s+of\s+\w+",
    re.IGNORECASE,
)
# A length of time that was set to a value tells no day: “raised the handling time from 1 day to 3 days”.
_DURATION = re.compile(
    r"\b(?:from|to)\s+(?:\d+|one|two|three|four|five|six|seven)[\s-]+(?:(?:business|working|calendar)\s+)?"
    r"(?:minutes?|hours?|days?|weeks?)\b(?!\s+(?:ago|before|after|later|earlier))",
    re.IGNORECASE,
)
# What stands for a rhythm: a thing done to each, or set off by an event.
_EACH = re.compile(
    r"\b(?:each|every|all|any|no|none|nothing|nobody|never|always|only|before|after|when|whenever|once|until|till|unless|if"
    r"|where|as\s+soon\s+as|on\s+arrival|upon|at\s+receipt|neither|immediately|automatic(?:ally)?|below|above|under|over)\b",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"[\[<{(]\s*(?:\w+\s+)?(?:date|day|month|when|dd|mm|日期|时间)\b[^\]>})]{0,20}[\]>})]|_{3,}|X{2,}[/.-]X{2,}",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy"
    r"|eighty|ninety|hundreds?|thousands?|dozens?|both(?!\s+the\b)|half|twice|double[ds]?|tripled?|quarter|third)\b",
    re.IGNORECASE,
)
_PROOF = re.compile(
    r"\b(?:attach\w*|attchment|enclos\w+|exhibits?|annex\w*|appendi\w+|screen\s?shots?|photo\w*|pictures?|certificates?"
    r"|signed\s+(?:record|sheet|list|form)s?|sign[- ]?in|attendance|evidences?|proofs?|invoices?|receipts?)\b|附件|截图|见附",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?:v(?:er(?:sion)?)?\.?\s?\d|version\s+\w+|rev(?:ision)?\.?\s?\d|SOPs?[-\s]?(?:no\.?\s?)?\d)|[\"“«][^\"”»\n]{3,80}[\"”»]"
    r"|\b(?:called|named|titled|entitled|no\.|number)\s+\S",
    re.IGNORECASE,
)
# Those who can answer for a measure, besides the word classes of the reading, and what does it by itself.
_OWNERS = words(
    "lead leader leaders manager managers supervisor supervisors officer officers accountant accountants bookkeeper lawyer "
    "advocate advocates counsel "
    "lawyers attorney attorneys director directors owner boss foreman receiver receivers team teams auditor auditors "
    "designer designers specialist specialists coordinator head ceo cto coo qa vice president founder agent agents buyer's "
    "mother father sister expert experts i me my myself he she him her his hers himself herself who whoever friend firm "
    "company's surveyor tutor warehouse office desk department departments committee service"
)
_ROLES = lex.EMPLOYEE_WORDS | lex.SUPPLIER_WORDS | lex.CARRIER_WORDS | lex.SYSTEM_WORDS | _OWNERS
_MACHINES = words(
    "scanner setting settings rule filter alarm alert report form dashboard sensor camera list sheet shipstation mailbox "
    "till gate cap buffer label template"
)
_NO_OWNER = lex.AMAZON_WORDS | lex.MONTHS | words("asin asins fba fbm vtr odr sku skus upc poa usd ltd voice customer")


def _text(reading: Reading, span: Span) -> str:
    return reading.draft[span]


def _when(reading: Reading, deed: _Deed) -> bool:
    """A date, a rhythm, a gap left for a date; a date also in the lines above that hold for it."""
    own = _text(reading, deed.point.span)
    if deed.clause.status is Status.DONE:
        own = _DURATION.sub(" ", own)
    if _dated(reading, deed.point.span) or _TIME.search(own) or _GAP.search(own):
        return True
    if deed.clause.status is not Status.DONE and _EACH.search(own):
        return True
    return any(_dated(reading, each) or _GAP.search(_text(reading, each)) for each in deed.point.above)


def _dated(reading: Reading, inside: Span) -> bool:
    first = bisect_left(reading.dates, inside.start, key=lambda date: date.span.start)
    return first < len(reading.dates) and reading.dates[first].span.start < inside.end


def _who(reading: Reading, deed: _Deed) -> bool:
    """A role, a name, the writer, or a machine that does it; in the point or in the lines above."""
    # A label is no part of the sentences: “3) Review, owner: Ms Chen, daily: …”.
    inside = (deed.point.span, *deed.point.above)
    named = (word for each in inside for word in _WORD.findall(_text(reading, each).lower()))
    return _somebody(reading, deed.point.span) or any(word in _ROLES and word not in _PRONOUNS for word in named)


_WORD = re.compile(r"[a-z]+")
# “Steps I have taken” over a part names nobody for each of them.
_PRONOUNS = words("i me my myself he she him her his hers himself herself who whoever")


def _somebody(reading: Reading, inside: Span) -> bool:
    for sentence in sentences_in(reading, inside):
        for token, word in enumerate(sentence.lower):
            if sentence.starts[token] >= inside.end:
                break
            if word in _ROLES or (word in _MACHINES and sentence.deps[token] in {"nsubj", "nsubjpass", "pobj"}):
                return True
            named = sentence.tags[token] in {"NNP", "NNPS"} and sentence.deps[token] in {
                "nsubj",
                "pobj",
                "conj",
                "appos",
            }
            if named and word not in _NO_OWNER and word.isalpha():
                return True
    return False


def _how_many(reading: Reading, deed: _Deed) -> bool:
    """A number that is no date, no ID and no attachment's; or a rhythm."""
    span = deed.point.span
    taken = [
        *(date.span for date in reading.dates),
        *(each.span for each in reading.order_ids),
        *(each.span for each in reading.asins),
        *(each.span for each in reading.attachments),
    ]
    text = list(_text(reading, span))
    for each in taken:
        for at in range(max(each.start, span.start), min(each.end, span.end)):
            text[at - span.start] = " "
    left = _LONG_NUMBER.sub(" ", "".join(text))
    return bool(_NUMBER.search(left) or _TIME.search(left))


# An address, the number of a page of help: nothing counted.
_LONG_NUMBER = re.compile(r"https?://\S+|www\.\S+|\b[A-Z]?\d{6,}\b")


def _proof(reading: Reading, deed: _Deed) -> bool:
    """A document named in the point or in the lines above."""
    return any(_PROOF.search(_text(reading, span)) for span in (deed.point.span, *deed.point.above))


def _name(reading: Reading, deed: _Deed) -> bool:
    """A title in quotation marks, a number or a version."""
    return bool(_VERSION.search(_text(reading, deed.point.span)))


_SAYS: Mapping[Aspect, Callable[[Reading, _Deed], bool]] = {
    Aspect.WHEN: _when,
    Aspect.WHO: _who,
    Aspect.HOW_MANY: _how_many,
    Aspect.PROOF: _proof,
    Aspect.NAME: _name,
}
