"""What a reader of letters tells of one letter, whoever reads it; and poalint as such a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from poalint.api import Linter
from poalint.model import Category, ClauseKind, SectionKind, Span, Status, ViolationKind
from poalint.reading import Reading


@dataclass(frozen=True, slots=True)
class ToldClause:
    """One clause: where, its head where the reader knows it, what it tells."""

    span: Span
    head: Span | None
    kind: ClauseKind
    status: Status | None


@dataclass(frozen=True, slots=True)
class Told:
    """A letter as a reader sees it. `sections` are (start, kind) in order; `tense` and `blame` where findings stand."""

    clauses: Sequence[ToldClause]
    sections: Sequence[tuple[int, SectionKind]]
    tense: Sequence[Span]
    blame: Sequence[Span]
    missing: set[SectionKind]
    violation: ViolationKind


@lru_cache(maxsize=1)
def linter() -> Linter:
    """One linter for all letters."""
    return Linter()


def clauses(text: str) -> list[ToldClause]:
    """What poalint makes of a sentence by itself."""
    return _clauses(linter().inspect(text))


def _clauses(reading: Reading) -> list[ToldClause]:
    return [ToldClause(each.span, each.head, each.kind, each.status) for each in reading.clauses]


def read(text: str) -> Told:
    """What poalint makes of a letter."""
    reading, report = linter().inspect(text), linter().check(text)
    found = [(f, Span(f.range.start.offset, f.range.end.offset)) for f in report.findings if f.range]
    return Told(
        clauses=_clauses(reading),
        sections=[(each.span.start, each.kind) for each in reading.sections],
        tense=[span for finding, span in found if finding.category is Category.TENSE],
        blame=[span for finding, span in found if finding.category is Category.BLAME],
        missing={finding.missing for finding in report.findings if finding.missing},
        violation=reading.violation.kind,
    )
