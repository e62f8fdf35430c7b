"""A word that stands twice in a row where it should stand once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from poalint.draft import BlockKind
from poalint.kinds.base import Hit, Repair, Scope
from poalint.model import Applicability, Span

SLOTS = ("words",)

# One space or one line end between them; columns are further apart. Not within “re-re-sent” or “www.www”.
_TWICE = re.compile(
    r"(?<![\w'’@/.-])(?P<one>[A-Za-z]+)(?P<gap>[ \t]*[ \t\n][ \t]*)(?P=one)(?![\w'’@/-])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Which doubled words are let be and which are certain slips; all in small letters."""

    unless: tuple[str, ...] = field(metadata={"doc": "words that may stand twice: “what we had had”, “very very”"})
    certain: tuple[str, ...] = field(
        default=(), metadata={"doc": "words one of which can be deleted without changing what is said"}
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each pair within a paragraph or an item. Names may be doubled, and so may the cells of a table."""
    reading = scope.reading
    text = reading.draft.text
    for block in reading.blocks:
        if block.kind is BlockKind.ROW:
            continue
        for found in _TWICE.finditer(text, block.span.start, block.span.end):
            word, span = found["one"].lower(), Span(*found.span())
            name = found[0][0].isupper() and found[0].split()[1][0].isupper() and len(word) > 1
            if word in settings.unless or name or (len(word) == 1 and found[0].split() not in _SINGLE):
                continue
            if not scope.covers(span):
                continue
            edit = (Span(found.start("gap"), found.end()), "")
            repairs = (Repair(Applicability.SAFE, (edit,)),) if word in settings.certain else ()
            yield Hit(span, {"words": " ".join(found[0].split())}, repairs=repairs)


_SINGLE = (["a", "a"], ["I", "I"])
"""The words of one letter: “vitamin A a day” has but one."""
