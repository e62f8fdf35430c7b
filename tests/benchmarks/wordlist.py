"""The baseline: what a list of words makes of a letter. No grammar, no tree; “will”, “-ed” and “because of”."""

from __future__ import annotations

import re

from told import Told, ToldClause

from poalint.model import ClauseKind, SectionKind, Span, Status, ViolationKind

_CLAUSE = re.compile(r"[^.;!?\n]*[^.;!?\n\s][^.;!?\n]*")
_OURS = re.compile(r"\b(we|i|our|my|staff|team)\b", re.IGNORECASE)
_FAULT = re.compile(r"\b(failed|did not|didn't|mistake|error|forgot|should have|careless)\b", re.IGNORECASE)
_STATUSES: tuple[tuple[Status, str], ...] = (
    (Status.CONDITIONAL, r"\b(if|unless|once|should you)\b.*\b(will|would)\b"),
    (Status.ATTEMPT, r"\b(try|tried|trying|begin|begun|began|started|strive)\b"),
    (Status.PLANNED, r"\b(will|shall|going to|plan|intend|promise|would)\b|'ll\b"),
    (Status.OBLIGATION, r"\b(must|should|have to|need to|required to)\b"),
    (Status.ONGOING, r"\b(am|are|is|been)\s+\w+ing\b|^\s*\W*\w+ing\b"),
    (Status.DONE, r"\b(have|has|had|was|were)\b|\w+ed\b"),
)
_STATUS_PATTERNS = tuple((status, re.compile(words, re.IGNORECASE)) for status, words in _STATUSES)
_ACTION = re.compile(r"\b(will|shall|going to|have|has|must|should)\b|\w+(?:ed|ing)\b", re.IGNORECASE)
_HEADINGS = (
    (SectionKind.PREVENTIVE, re.compile(r"prevent|future|avoid", re.IGNORECASE)),
    (SectionKind.CORRECTIVE, re.compile(r"correct|action|taken|steps", re.IGNORECASE)),
    (SectionKind.ROOT_CAUSE, re.compile(r"root cause|cause|reason", re.IGNORECASE)),
)
_BLAME = re.compile(
    r"[^.\n]*\b(because of|due to|caused by|(?:carrier|buyer|customer|supplier|staff|amazon)\w*)\b[^.\n]*\b(lost|late|wrong"
    r"|delay\w*|mistake|error|fail\w*)\b[^.\n]*",
    re.IGNORECASE,
)
_VIOLATIONS = (
    (ViolationKind.VTR, r"valid tracking"), (ViolationKind.EARLY_CONFIRMATION, r"confirm\w* .{0,30}(early|before)"),
    (ViolationKind.LATE_SHIPMENT, r"late (shipment|order)"), (ViolationKind.ODR, r"order defect|a-to-z"),
    (ViolationKind.CANCELLATION, r"cancel"), (ViolationKind.INAUTHENTIC, r"authentic"),
    (ViolationKind.USED_AS_NEW, r"used"), (ViolationKind.LINKED, r"linked|related account"),
    (ViolationKind.IP, r"intellectual|trademark|patent"), (ViolationKind.SAFETY, r"safety"),
    (ViolationKind.REVIEWS, r"review manipulation|reviews"), (ViolationKind.DROPSHIP, r"drop.?ship"),
    (ViolationKind.NOT_AS_DESCRIBED, r"not as described|different"),
)  # fmt: skip


def clauses(text: str) -> list[ToldClause]:
    """What the word list makes of each clause: what stands between stops."""
    return [_clause(text, Span(*found.span())) for found in _CLAUSE.finditer(text)]


def read(text: str) -> Told:
    """What the word list makes of a letter."""
    sections, told = _sections(text), clauses(text)
    tense = [
        clause.span
        for clause in told
        if clause.status is Status.PLANNED
        and _at(sections, clause.span.start) in {SectionKind.CORRECTIVE, SectionKind.PREVENTIVE}
    ]
    kinds = {kind for _, kind in sections}
    main = (SectionKind.ROOT_CAUSE, SectionKind.CORRECTIVE, SectionKind.PREVENTIVE)
    return Told(
        clauses=told,
        sections=sections,
        tense=tense,
        blame=[Span(*found.span()) for found in _BLAME.finditer(text)],
        missing={kind for kind in main if kind not in kinds},
        violation=next(
            (kind for kind, words in _VIOLATIONS if re.search(words, text, re.IGNORECASE)), ViolationKind.OTHER
        ),
    )


def _clause(text: str, span: Span) -> ToldClause:
    words = text[span.start : span.end]
    status = next((status for status, pattern in _STATUS_PATTERNS if pattern.search(words)), Status.HABITUAL)
    kind = ClauseKind.OTHER
    if _FAULT.search(words):
        kind = ClauseKind.FAULT
    elif _OURS.search(words) or _ACTION.search(words):
        kind = ClauseKind.ACTION
    return ToldClause(span, None, kind, status)


def _sections(text: str) -> list[tuple[int, SectionKind]]:
    """Where each part begins: at a short line with one of its words."""
    found, at = [(0, SectionKind.SUMMARY)], 0
    for line in text.split("\n"):
        kind = next((kind for kind, words in _HEADINGS if words.search(line)), None)
        if kind is not None and len(line.split()) <= 10:
            found.append((at, kind))
        at += len(line) + 1
    return found


def _at(sections: list[tuple[int, SectionKind]], offset: int) -> SectionKind:
    return next(kind for start, kind in reversed(sections) if start <= offset)
