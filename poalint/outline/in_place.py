"""The clause as the part it stands in has it: what a sentence says by itself is not always what it says there.

An ordered table; the first line that holds decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from poalint.language.clauses import Clause
from poalint.language.lexicon import ENFORCING, INVESTIGATING, REMEDIAL
from poalint.model import Agent, ClauseKind, SectionKind, Status

_K = SectionKind
_TOLD_AS_CAUSE = frozenset(
    {
        "past", "past passive", "duty in the past, or all that was done", "progressive", "perfect progressive",
        "past with did", "present", "form past and present alike", "perfect",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the table: its name, the parts it is for, when it holds, and what the clause is there."""

    name: str
    parts: frozenset[SectionKind]
    holds: Callable[[Clause], bool]
    becomes: Callable[[Clause], Clause]


def in_place(clause: Clause, part: SectionKind | None) -> Clause:
    """The clause as a part of the letter has it; unchanged where no line of the table holds."""
    for turn in TURNS:
        if part in turn.parts and turn.holds(clause):
            return turn.becomes(clause)
    return clause


def _as(kind: ClauseKind, agent: Agent | None = None) -> Callable[[Clause], Clause]:
    return lambda clause: replace(clause, kind=kind, agent=agent or clause.agent)


def _looked_into(clause: Clause) -> bool:
    """“we checked every order” in the cause: how it was found. Of the past it is a deed; left undone, no such thing."""
    return clause.lemma in INVESTIGATING | REMEDIAL and not clause.negated


TURNS: tuple[Turn, ...] = (
    Turn(
        # “we did not charge it back” among the measures
        "what was rightly not done", frozenset({_K.CORRECTIVE, _K.PREVENTIVE, _K.EVIDENCE}),
        lambda c: c.kind is ClauseKind.FAULT and c.negated, _as(ClauseKind.OTHER),
    ),
    Turn(
        # “our account was suspended on 3 May” in the opening
        "what Amazon did", frozenset({_K.SUMMARY}),
        lambda c: c.kind is ClauseKind.ACTION and c.passive and c.lemma in ENFORCING, _as(ClauseKind.OTHER, Agent.AMAZON),
    ),
    Turn(
        # “we confirmed the orders at six” is a deed anywhere else
        "told as the cause", frozenset({_K.ROOT_CAUSE}),
        lambda c: c.kind is ClauseKind.ACTION and c.construction in _TOLD_AS_CAUSE and not _looked_into(c)
        and not (c.construction == "perfect" and "now" in c.times), _as(ClauseKind.FAULT),
    ),
    Turn(
        # “the sofa is paid” among what was done; learners write the result in the present
        "result told as done", frozenset({_K.CORRECTIVE}),
        lambda c: c.construction == "routine of a present passive" and not c.negated and "routine" not in c.times
        and "now" not in c.times, lambda c: replace(c, status=Status.DONE, construction="result of a present passive"),
    ),
    Turn(
        # “we rent the office alone since 2019”, “eleven women work here”
        "how things are", frozenset({_K.EVIDENCE, _K.OTHER, _K.CLOSING}),
        lambda c: c.kind is ClauseKind.ACTION and c.status in {Status.HABITUAL, Status.ONGOING}, _as(ClauseKind.OTHER),
    ),
)  # fmt: skip
