"""What the letter does not tell: a deed, or topics of which each must be told, where the violation asks for it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from poalint.draft import Block, BlockKind
from poalint.kinds.base import Hit, Regex, Scope, shorten
from poalint.language.clauses import Clause
from poalint.model import Agent, ClauseKind, Confidence, SectionKind, Span, Status
from poalint.reading import Reading, Utf8

SLOTS = ("words", "missing", "missing_zh", "count", "total")
_WORD = re.compile(r"[^\W\d_]{2,}")
# A draft of fewer words than this tells nothing yet: `structure/too-short` says so, and every absence would be one more.
_FEWEST_WORDS = 25
# The parts that tell what went wrong: a measure named there is one that was missing.
_TROUBLE = frozenset({SectionKind.GREETING, SectionKind.SUMMARY, SectionKind.ROOT_CAUSE})


@dataclass(frozen=True, slots=True)
class Topic:
    """One of several things to tell, with its name for the message."""

    en: str = field(metadata={"doc": "its name in English, as the message says it"})
    zh: str = field(metadata={"doc": "its name in Chinese"})
    any: tuple[Regex, ...] = field(metadata={"doc": "expressions, any of which tells it"})
    needs: tuple[Regex, ...] = field(
        default=(), metadata={"doc": "asked for only where one of these stands in the letter or the notice"}
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What must be told: `any` of some expressions, or each of the `topics`.

    Deeds are looked for in the sentences and list items that tell them, in every part but opening and cause. A promise
    counts as told: that it is none is said by the rules of tense.
    """

    any: tuple[Regex, ...] = field(default=(), metadata={"doc": "expressions, any of which tells the deed"})
    topics: Mapping[str, Topic] = field(
        default_factory=dict,
        metadata={"doc": "name: {en, zh, any, needs}; each must be told, one finding names the rest"},
    )
    of: tuple[ClauseKind, ...] = field(
        default=(ClauseKind.ACTION, ClauseKind.OTHER),
        metadata={"doc": "what sort of clause tells it: action, fault, other; `any`: every word of the letter counts"},
    )
    status: tuple[Status, ...] = field(
        default=(), metadata={"doc": "what the clause tells of being done; any by default"}
    )
    needs: tuple[Regex, ...] = field(
        default=(), metadata={"doc": "asked for only where one of these stands in the letter or the notice"}
    )
    unless: tuple[Regex, ...] = field(default=(), metadata={"doc": "expressions anywhere in the letter that excuse it"})
    aside: tuple[Regex, ...] = field(
        default=(), metadata={"doc": "expressions; a sentence or item with one of them does not count"}
    )
    opening: int | None = field(
        default=None, metadata={"doc": "look only at the letter's first so many words", "least": 1}
    )

    def __post_init__(self) -> None:
        if bool(self.any) == bool(self.topics):
            raise ValueError("a measure is told by expressions or by topics; write either `any:` or `topics:`")

    def asked(self) -> tuple[Topic, ...]:
        """The topics, or the one deed as a topic without a name."""
        return tuple(self.topics.values()) or (Topic("", "", self.any),)


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """One hit where something asked for is not told, naming all of it."""
    reading = scope.reading
    if scope.empty or len(_WORD.findall(reading.own_text)) < _FEWEST_WORDS:
        return
    if settings.needs and not _mentioned(reading, settings.needs):
        return
    if any(each.search(reading.utf8) for each in settings.unless):
        return
    asked = [topic for topic in settings.asked() if not topic.needs or _mentioned(reading, topic.needs)]
    told = _told(scope, settings)
    missing = [topic for topic in asked if not any(each.search(told) for each in topic.any)]
    if missing:
        needs = (*missing[0].needs, *settings.needs)
        yield _hit(scope, missing, len(asked), next(_places(scope, needs), None))


def _hit(scope: Scope, missing: Sequence[Topic], total: int, mention: Span | None) -> Hit:
    """The hit where the section asked begins; in a rule on the whole letter, where it mentions what it leaves open."""
    start = scope.start()
    shown = mention or start
    slots = {
        "words": shorten(scope.reading.draft[shown]) if shown else "",
        "missing": _listed([topic.en for topic in missing], ", ", " and "),
        "missing_zh": _listed([topic.zh for topic in missing], "、", "和"),
        "count": str(len(missing)),
        "total": str(total),
    }
    # What only a violation asks for is no surer than the violation is.
    doubted = bool(scope.where.violations) and scope.reading.violation.confidence is not Confidence.HIGH
    return Hit(start or mention, slots, confidence=Confidence.LOW if doubted else None)


def _listed(names: Sequence[str], comma: str, last: str) -> str:
    return last.join([comma.join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _mentioned(reading: Reading, needs: Sequence[Regex]) -> bool:
    """Whether the letter or Amazon's notice says one of these."""
    notice = reading.materials.notice
    texts = [reading.utf8, *([Utf8(notice.text)] if notice else [])]
    return any(each.search(text) for each in needs for text in texts)


def _places(scope: Scope, needs: Sequence[Regex]) -> Iterator[Span]:
    """Where the letter says one of these in words of its own."""
    for each in needs:
        yield from (span for span in each.find(scope.reading.utf8) if scope.reading.pasted_at(span.start) is None)


# --- what is told ---------------------------------------------------------------------------------------------------


def _told(scope: Scope, settings: Settings) -> Utf8:
    """The letter's words in which what is asked for may be told: a sentence or a block a line."""
    reading = scope.reading
    places = _blocks(scope) if not settings.of else _deeds(scope, settings)
    if settings.opening is not None:
        end = _end_of_opening(reading.draft.text, settings.opening)
        places = [Span(place.start, min(place.end, end)) for place in places if place.start < end]
    lines = [" ".join(reading.draft[place].split()) for place in places]
    if not settings.of and reading.materials.folder is not None:
        # A document that lies beside the letter is there, whatever the letter calls it.
        lines += [file.words for file in reading.materials.folder.files]
    if settings.aside:
        lines = [line for line in lines if not any(each.search(Utf8(line)) for each in settings.aside)]
    return Utf8("\n".join(lines))


def _end_of_opening(text: str, words: int) -> int:
    """Where the first so many words end."""
    return next((found.end() for at, found in enumerate(_WORD.finditer(text), 1) if at == words), len(text))


def _looked_at(scope: Scope, place: int) -> bool:
    """Whether what stands here counts: anywhere in a rule on the whole letter, else all but what tells of the trouble.

    What stands under the wrong heading is told nevertheless; other rules look at the order of the parts.
    """
    reading, sections = scope.reading, scope.where.sections
    part = reading.section_at(place)
    apart = not sections or part in sections or part not in _TROUBLE
    return apart and reading.pasted_at(place) is None


def _blocks(scope: Scope) -> list[Span]:
    """Every block of the letter, headings among them."""
    return [block.span for block in scope.reading.blocks if _looked_at(scope, block.span.start)]


def _deeds(scope: Scope, settings: Settings) -> list[Span]:
    """The sentences, and the whole list items and rows, that hold a clause of the kind asked for."""
    reading = scope.reading
    clauses = reading.clauses
    told: list[Span] = []
    for sentence in reading.sentences:
        place = sentence.whole
        first = bisect_left(clauses, place.start, key=lambda clause: clause.head.start)
        last = bisect_left(clauses, place.end, key=lambda clause: clause.head.start)
        if _looked_at(scope, place.start) and _tells(clauses[first:last], settings):
            told.append(_around(reading.blocks, place))
    return list(dict.fromkeys(told))


def _tells(clauses: Sequence[Clause], settings: Settings) -> bool:
    """Whether a sentence of these clauses may tell what is asked for; what Amazon does or demands is no measure."""
    mains = [clause for clause in clauses if clause.role == "main"]
    if mains and all(clause.agent is Agent.AMAZON for clause in mains):
        return False
    return any(
        clause.kind in settings.of and (not settings.status or clause.status in settings.status) for clause in clauses
    )


def _around(blocks: Sequence[Block], sentence: Span) -> Span:
    """The item or row that holds a sentence, with its label (“Stock: …”); in a paragraph the sentence itself."""
    at = bisect_right(blocks, sentence.start, key=lambda block: block.span.start) - 1
    block = blocks[at] if at >= 0 else None
    return block.span if block and block.kind is not BlockKind.PARAGRAPH else sentence
