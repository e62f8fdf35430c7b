"""Shares: how many clauses of one sort among those of another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from poalint.kinds.base import Hit, Scope, shorten
from poalint.language.clauses import Clause
from poalint.model import Agent, ClauseKind, SectionKind, Status

SLOTS = ("words", "count", "total", "percent")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which clauses are meant; an empty list means any."""

    kind: tuple[ClauseKind, ...] = field(default=(), metadata={"doc": "action, fault or other"})
    status: tuple[Status, ...] = field(default=(), metadata={"doc": "what the clause tells of being done"})
    agents: tuple[Agent, ...] = field(default=(), metadata={"doc": "whose doing it is"})
    sections: tuple[SectionKind, ...] = field(default=(), metadata={"doc": "the parts it stands in"})
    subjects: tuple[str, ...] = field(default=(), metadata={"doc": "the words of the subject, in small letters"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Which share may not be greater than what, from how many on."""

    of: Filter = field(metadata={"doc": "the clauses counted"})
    among: Filter = field(metadata={"doc": "the clauses they are a share of"})
    over: float = field(default=0.5, metadata={"doc": "flag a greater share than this"})
    under: float | None = field(
        default=None, metadata={"doc": "but none of this or greater: where nearly all are so, it is no mixture"}
    )
    at_least: int = field(default=1, metadata={"doc": "flag only from this many on", "least": 1})

    def __post_init__(self) -> None:
        if not 0 <= self.over < 1:
            raise ValueError(f"`over: {self.over:g}` is no share; write a number from 0 to below 1")
        if self.under is not None and self.under <= self.over:
            raise ValueError("`under:` must be greater than `over:`; write a share, or leave it out")


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """The first clause counted, the others as related, where their share is too great; one hit a letter."""
    reading = scope.reading
    among = [c for c in reading.clauses if scope.covers(c.group) and _meets(scope, c, settings.among)]
    found = [clause for clause in among if _meets(scope, clause, settings.of)]
    share = len(found) / len(among) if among else 0.0
    bounded = settings.under is not None and share >= settings.under
    if len(found) < settings.at_least or share <= settings.over or bounded:
        return
    first, *others = found
    slots = {
        "words": shorten(reading.draft[first.group]),
        "count": str(len(found)),
        "total": str(len(among)),
        "percent": f"{share:.0%}",
    }
    yield Hit(first.group, slots, related=tuple((clause.group, "and here") for clause in others[:_MOST_RELATED]))


_MOST_RELATED = 20


def _meets(scope: Scope, clause: Clause, wanted: Filter) -> bool:
    reading = scope.reading
    subject = reading.draft[clause.subject].lower() if clause.subject is not None else ""
    return (
        clause.kind in (wanted.kind or tuple(ClauseKind))
        and (not wanted.status or clause.status in wanted.status)
        and (not wanted.agents or clause.agent in wanted.agents)
        and (not wanted.sections or reading.section_at(clause.group.start) in wanted.sections)
        and (not wanted.subjects or subject in wanted.subjects)
    )
