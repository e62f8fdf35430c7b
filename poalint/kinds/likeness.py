"""Wording that is not this letter's own: from templates that go round, or from the seller's earlier letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePath

from poalint.facts import Borrowed, Likeness
from poalint.kinds.base import Hit, Scope, shorten

SLOTS = ("words", "share", "count", "letter", "source")
USES = "past"

_MOST_RELATED = 20


class Source(StrEnum):
    """What the letter is held against."""

    TEMPLATES = "templates"
    EARLIER = "earlier"
    OTHER_ACCOUNT = "other_account"


@dataclass(frozen=True, slots=True)
class Settings:
    """From where, and how much of it is too much."""

    of: Source = field(
        metadata={
            "doc": "templates: known templates, all together; earlier: the earlier letter most alike, other cases of the same"
            " account; other_account: the one most alike that names another shop"
        }
    )
    share: float = field(
        default=0.0, metadata={"doc": "the least share of the letter's words in common", "least": 0.0, "most": 1.0}
    )
    sentences: int = field(default=1, metadata={"doc": "the fewest sentences in common", "least": 1})


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """The first sentence taken from the source most alike, the others related."""
    for likeness in scope.reading.likeness:
        sentences = [each for each in likeness.sentences if scope.covers(each.span)]
        if _of(likeness) is settings.of and likeness.share >= settings.share and len(sentences) >= settings.sentences:
            yield _hit(scope, likeness, sentences)
            return


def _of(likeness: Likeness) -> Source | None:
    """What the likeness is to; None for an earlier draft of this very letter, which may well be alike."""
    if not likeness.letter:
        return Source.TEMPLATES
    if likeness.other_account:
        return Source.OTHER_ACCOUNT
    return None if likeness.same_case else Source.EARLIER


def _hit(scope: Scope, likeness: Likeness, sentences: list[Borrowed]) -> Hit:
    draft = scope.reading.draft
    # The sentence that has most in common is the one to show.
    shown = max(sentences, key=lambda each: each.words)
    others = [each for each in sentences if each is not shown]
    return Hit(
        shown.span,
        {
            "words": shorten(draft[shown.span].rstrip(".;:!?。")),
            "share": f"{likeness.share:.0%}",
            "count": str(len(sentences)),
            "letter": PurePath(likeness.letter).name,
            "source": shown.source if not likeness.letter else PurePath(shown.source).name,
        },
        related=tuple((each.span, f"in {_named(each, likeness)}") for each in others[:_MOST_RELATED]),
    )


def _named(each: Borrowed, likeness: Likeness) -> str:
    return PurePath(each.source).name if likeness.letter else each.source
