"""Misspelt words, by a dictionary; names, codes, addresses and both spellings of English are left alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.kinds.base import Hit, Repair, Scope
from poalint.language.spelling import Misspelt, misspelt, run_together
from poalint.model import Applicability, Span, Spans

SLOTS = ("words", "meant", "count")


class Flag(StrEnum):
    """What is looked for."""

    MISSPELT = "misspelt"
    RUN_TOGETHER = "run_together"


@dataclass(frozen=True, slots=True)
class Settings:
    """Words that are never flagged, and forms whose right one no dictionary finds; all in small letters."""

    flag: Flag = field(
        default=Flag.MISSPELT, metadata={"doc": "misspelt, or run_together for two words without their space"}
    )
    ignore: tuple[str, ...] = field(default=(), metadata={"doc": "words never flagged, in small letters"})
    meant: Mapping[str, str] = field(
        default_factory=dict, metadata={"doc": "the right word for forms that look like other words: sended: sent"}
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each word at its first place, its other places related. The repair is unsafe: it guesses the word meant."""
    found: dict[str, list[Misspelt]] = {}
    for each in _found(scope, settings):
        if scope.covers(each.span):
            found.setdefault(each.word.lower(), []).append(each)
    for places in found.values():
        first = places[0]
        edits = tuple((each.span, each.meant) for each in places)
        yield Hit(
            first.span,
            {"words": first.word, "meant": first.meant, "count": str(len(places))},
            related=tuple((each.span, "also here") for each in places[1:4]),
            repairs=(Repair(Applicability.UNSAFE, edits),),
        )


def _found(scope: Scope, settings: Settings) -> Iterator[Misspelt]:
    reading = scope.reading
    passages = [passage.span for passage in reading.passages]
    headings = [heading.span for heading in reading.headings]
    spans = sorted({*passages, *headings})
    starts = {span.start for span in passages} | {sentence.starts[0] for sentence in reading.sentences if len(sentence)}
    names = Spans(mention.span for mention in reading.carriers)
    text = reading.draft.text
    together = settings.flag is Flag.RUN_TOGETHER
    for each in run_together(text, spans) if together else misspelt(text, spans, starts, settings.meant):
        if each.word.lower() not in settings.ignore and not names.overlaps(each.span) and not _name(scope, each.span):
            yield each


def _name(scope: Scope, span: Span) -> bool:
    """Whether a word is put between quotation marks by itself, as a name or a term is."""
    text = scope.reading.draft.text
    return text[span.start - 1 : span.start] in {"“", '"', "‘"} and text[span.end : span.end + 1] in {"”", '"', "’"}
