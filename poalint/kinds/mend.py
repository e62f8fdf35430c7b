"""What a rule that looks for words offers to write instead; shared by the kinds that do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from poalint.kinds.base import Hit, Repair, Scope
from poalint.language.clauses import Clause
from poalint.language.rewrite import as_done
from poalint.model import Applicability, SectionKind, Span, Status


class Rewrite(StrEnum):
    """How the clause may be offered anew: not at all, or as done, with gaps for day, doer and result."""

    NONE = "none"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Mend:
    """What to write in place of the words found: `safe` where no fact changes, `unsafe` where only the seller can tell."""

    safe: Mapping[str, str] = field(
        default_factory=dict, metadata={"doc": "words found → what to write; applied by --fix"}
    )
    unsafe: Mapping[str, str] = field(
        default_factory=dict, metadata={"doc": "words found → what to write; shown, and applied when agreed to"}
    )
    rewrite: Rewrite = field(
        default=Rewrite.NONE,
        metadata={"doc": "done: offer the promise found told as done, where the grammar is certain"},
    )


def offered(scope: Scope, hits: Iterable[Hit], mend: Mend) -> Iterator[Hit]:
    """The hits, each with the repair that is written for its words, if any; the slot `mended` holds the new words."""
    text = scope.reading.draft.text
    for hit in hits:
        found = _written(text, hit.span, mend) if hit.span is not None else None
        slots = {**hit.slots, "mended": found.edits[0][1] if found else ""}
        repairs = (found,) if found else _promise_as_done(scope, hit.span) if mend.rewrite is Rewrite.DONE else ()
        yield replace(hit, slots=slots, repairs=repairs)


def _promise_as_done(scope: Scope, span: Span | None) -> tuple[Repair, ...]:
    """The first promise in a stretch told as done."""
    promises = (
        clause
        for clause in scope.reading.clauses
        if span is not None and clause.status in {Status.PLANNED, Status.CONDITIONAL} and span.overlaps(clause.group)
    )
    first = next(promises, None)
    return told_as_done(scope, first) if first is not None else ()


def told_as_done(scope: Scope, clause: Clause) -> tuple[Repair, ...]:
    """The clause told as done: unsafe, since only the seller knows whether it is. A habit that prevents has no one day."""
    if scope.reading.section_at(clause.head.start) is not SectionKind.CORRECTIVE:
        return ()
    sentence = scope.reading.sentence_at(clause.head.start)
    edits = as_done(sentence, clause, scope.reading.draft.text) if sentence is not None else ()
    return (Repair(Applicability.UNSAFE, edits),) if edits else ()


def _written(text: str, span: Span, mend: Mend) -> Repair | None:
    words = text[span.start : span.end]
    for applicability, table in ((Applicability.SAFE, mend.safe), (Applicability.UNSAFE, mend.unsafe)):
        new = table.get(words)
        if new is None and (new := table.get(words.lower())) is not None and words[0].isupper():
            new = new[:1].upper() + new[1:]
        if new == "":
            span = _with_a_space(text, span)
        if new is not None:
            return Repair(applicability, ((span, new),))
    return None


def _with_a_space(text: str, span: Span) -> Span:
    """Words to be deleted, with the space before them where another one follows or the line ends."""
    before, after = text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1]
    return Span(span.start - 1, span.end) if before == " " and after in {" ", "\n", "", ".", ","} else span
