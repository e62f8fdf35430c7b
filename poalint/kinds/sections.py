"""The parts of the letter: there, in order, under headings, with substance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.kinds.base import Hit, Scope
from poalint.model import ClauseKind, SectionKind, Span, Spans
from poalint.outline import MAIN, Section

SLOTS = ("section", "section_zh", "before", "before_zh", "count")

NAMES = {
    SectionKind.ROOT_CAUSE: "root cause",
    SectionKind.CORRECTIVE: "corrective actions",
    SectionKind.PREVENTIVE: "preventive measures",
    SectionKind.EVIDENCE: "evidence",
    SectionKind.SUMMARY: "opening",
    SectionKind.GREETING: "greeting",
    SectionKind.CLOSING: "closing",
    SectionKind.OTHER: "other",
}
NAMES_ZH = {
    SectionKind.ROOT_CAUSE: "根本原因",
    SectionKind.CORRECTIVE: "纠正措施",
    SectionKind.PREVENTIVE: "预防措施",
    SectionKind.EVIDENCE: "证据",
    SectionKind.SUMMARY: "开头",
    SectionKind.GREETING: "称呼",
    SectionKind.CLOSING: "结尾",
    SectionKind.OTHER: "其他",
}


def _names(kind: SectionKind, slot: str = "section") -> dict[str, str]:
    return {slot: NAMES[kind], f"{slot}_zh": NAMES_ZH[kind]}


class Ask(StrEnum):
    """What is asked of the sections."""

    PRESENT = "present"
    ORDER = "order"
    HEADINGS = "headings"
    SUBSTANCE = "substance"


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked, of which sections."""

    ask: Ask = field(metadata={"doc": "present, order, headings or substance"})
    of: tuple[SectionKind, ...] = field(default=MAIN, metadata={"doc": "the sections asked for, in order"})
    words: int = field(default=8, metadata={"doc": "substance: the fewest words a section may have", "least": 1})
    clauses: tuple[ClauseKind, ...] = field(
        default=(), metadata={"doc": "substance: at least one clause of one of these kinds must be there"}
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each section that is not there, out of order, without a heading, or empty of content."""
    yield from _CHECKS[settings.ask](scope, settings)


def _present(scope: Scope, settings: Settings) -> Iterator[Hit]:
    reading = scope.reading
    for kind in settings.of:
        if not reading.section(kind):
            yield Hit(_place_for(scope, kind), _names(kind), missing=kind)


def _place_for(scope: Scope, kind: SectionKind) -> Span | None:
    """Where the missing section belongs: at the end of the last of those that go before it."""
    before = [
        s for s in scope.reading.sections if s.kind in MAIN and kind in MAIN and MAIN.index(s.kind) < MAIN.index(kind)
    ]
    if not before:
        return None
    return Span(before[-1].body.end, before[-1].body.end)


def _order(scope: Scope, settings: Settings) -> Iterator[Hit]:
    first: dict[SectionKind, Section] = {}
    for section in scope.reading.sections:
        first.setdefault(section.kind, section)
    there = [first[kind] for kind in settings.of if kind in first]
    for before, after in zip(there, there[1:], strict=False):
        if after.span.start < before.span.start:
            slots = {**_names(after.kind), **_names(before.kind, "before")}
            yield Hit(_opening(scope, after), slots, related=((_opening(scope, before), NAMES[before.kind]),))


def _headings(scope: Scope, settings: Settings) -> Iterator[Hit]:
    bare = [s for s in scope.reading.sections if s.kind in settings.of]
    if bare and not any(section.heading for section in bare):
        yield Hit(_opening(scope, bare[0]), {"count": str(len({section.kind for section in bare}))})


def _substance(scope: Scope, settings: Settings) -> Iterator[Hit]:
    reading = scope.reading
    for kind in settings.of:
        parts = reading.section(kind)
        if not parts:
            continue
        words = sum(len(reading.draft[part.body].split()) for part in parts)
        there = Spans(part.span for part in parts)
        told = any(clause.kind in settings.clauses and there.covers(clause.span.start) for clause in reading.clauses)
        if words < settings.words or (settings.clauses and not told):
            yield Hit(_opening(scope, parts[0]), {**_names(kind), "count": str(words)})


def _opening(scope: Scope, section: Section) -> Span:
    """The heading of a section, or its first line."""
    draft = scope.reading.draft
    if section.heading:
        return draft.trim(section.heading.span)
    start = draft.trim(section.span).start
    return draft.trim(Span(start, draft.line_span(draft.line_of(start)).end))


_CHECKS = {Ask.PRESENT: _present, Ask.ORDER: _order, Ask.HEADINGS: _headings, Ask.SUBSTANCE: _substance}
