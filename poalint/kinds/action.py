"""Actions and faults by what their grammar tells: status, agent, kind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.kinds.base import Hit, Scope, shorten
from poalint.kinds.mend import Rewrite, told_as_done
from poalint.language.clauses import Clause
from poalint.model import Agent, ClauseKind, Status

SLOTS = ("words", "head", "status", "clause", "count")


class Mark(StrEnum):
    """What of a clause is underlined."""

    GROUP = "group"
    CLAUSE = "clause"


@dataclass(frozen=True, slots=True)
class Settings:
    """Which clauses are flagged; an empty list means any."""

    kind: tuple[ClauseKind, ...] = field(default=(ClauseKind.ACTION,), metadata={"doc": "action, fault or other"})
    status: tuple[Status, ...] = field(default=(), metadata={"doc": "what the clause tells of being done"})
    agents: tuple[Agent, ...] = field(default=(), metadata={"doc": "whose doing it is"})
    lemmas: tuple[str, ...] = field(default=(), metadata={"doc": "dictionary forms of the head"})
    unless_lemmas: tuple[str, ...] = field(default=(), metadata={"doc": "dictionary forms of heads left alone"})
    constructions: tuple[str, ...] = field(
        default=(), metadata={"doc": "lines of the status table (`poalint inspect --format json` names them)"}
    )
    mark: Mark = field(default=Mark.GROUP, metadata={"doc": "underline the verb group or the whole clause"})
    at_most: int = field(default=0, metadata={"doc": "flag each place beyond this many", "least": 0})
    rewrite: Rewrite = field(
        default=Rewrite.NONE, metadata={"doc": "done: offer the clause told as done, where the grammar is certain"}
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """Each clause that has the kind, the status and the agent asked for."""
    draft = scope.reading.draft
    found = [clause for clause in scope.reading.clauses if _meets(clause, settings) and scope.covers(clause.group)]
    for clause in found[settings.at_most :]:
        span = clause.group if settings.mark is Mark.GROUP else clause.span
        slots = {
            "words": shorten(draft[span]),
            "head": draft[clause.head],
            "status": clause.status.value if clause.status else "",
            "clause": shorten(draft[clause.span]),
            "count": str(len(found)),
        }
        yield Hit(span, slots, repairs=told_as_done(scope, clause) if settings.rewrite is Rewrite.DONE else ())


def _meets(clause: Clause, settings: Settings) -> bool:
    return (
        clause.kind in (settings.kind or tuple(ClauseKind))
        and (not settings.status or clause.status in settings.status)
        and (not settings.agents or clause.agent in settings.agents)
        and (not settings.lemmas or clause.lemma in settings.lemmas)
        and clause.lemma not in settings.unless_lemmas
        and (not settings.constructions or clause.construction in settings.constructions)
    )
