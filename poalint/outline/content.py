"""What blocks tell of the part they belong to, where no heading does: a letter is cut where its content turns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import TypeVar

from poalint.draft import Block, Draft
from poalint.language.blame import Blame
from poalint.language.clauses import Clause
from poalint.language.lexicon import INVESTIGATING
from poalint.model import ClauseKind, SectionKind, Status
from poalint.outline import cues

_K = SectionKind
_Told = TypeVar("_Told", Clause, Blame)
# A letter turns between paragraphs rather than within one, and mostly has all its parts.
_WITHIN = 0.4
_PART = 0.3
_SKIPPED = 0.3
_INQUIRY = re.compile(r"\b(check|review|investigation|audit|inspection|analysis|inquiry)\b", re.IGNORECASE)
_LASTING = frozenset({Status.HABITUAL, Status.OBLIGATION, Status.CONDITIONAL})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one block tells: faults and blame, deeds done, measures put off or under way, and measures that last.

    `gap` tells whether a blank line stands before the block. Words that speak of a cause or of prevention count too.
    """

    faults: int
    blamed: float
    deeds: int
    measures: int
    lasting: int
    cause_words: int
    prevention_words: int
    gap: bool

    def tells(self, part: SectionKind) -> bool:
        """Whether anything of a part's own is told, beyond words about it."""
        cause = self.faults or self.blamed >= 1
        return bool({_K.ROOT_CAUSE: cause, _K.CORRECTIVE: self.deeds, _K.PREVENTIVE: self.measures}.get(part, 1))

    def share(self, part: SectionKind) -> float:
        """What speaks for a part, as its share less a third: a long paragraph weighs no more than a short one.

        Deeds told among faults are half of the story of how it came.
        """
        story = min(self.deeds / 2, self.faults + self.blamed)
        cause, deeds = self.faults + self.blamed + self.cause_words + story, self.deeds - story
        prevention = self.measures + self.prevention_words * 0.5
        total = cause + deeds + prevention
        amount = {_K.ROOT_CAUSE: cause, _K.CORRECTIVE: deeds, _K.PREVENTIVE: prevention}[part]
        return amount / total - 0.34 if total else 0.0


def evidence(
    draft: Draft, blocks: Sequence[Block], clauses: Sequence[Clause], blames: Sequence[Blame]
) -> list[Evidence]:
    """What each block tells."""
    return [_evidence(draft, block, clauses, blames) for block in blocks]


def _evidence(draft: Draft, block: Block, clauses: Sequence[Clause], blames: Sequence[Blame]) -> Evidence:
    text = draft[block.body]
    inside = list(_inside(block, clauses))
    actions = [
        clause.status
        for clause in inside
        if clause.kind is ClauseKind.ACTION and clause.status and not _investigates(draft, clause)
    ]
    return Evidence(
        faults=sum(clause.kind is ClauseKind.FAULT for clause in inside),
        # What blames only where the cause is told is a weaker sign that it is told here; a quarrel with Amazon is none.
        blamed=sum((1.0 if each.outright else 0.5) for each in _inside(block, blames) if each.target != "amazon"),
        deeds=actions.count(Status.DONE),
        measures=len(actions) - actions.count(Status.DONE),
        lasting=sum(status in _LASTING for status in actions),
        cause_words=len(cues.CAUSE_WORDS.findall(text)),
        prevention_words=len(cues.PREVENTION_WORDS.findall(text)),
        gap=block.gap,
    )


def _investigates(draft: Draft, clause: Clause) -> bool:
    """“we reviewed our account”, “we did a careful check”: how the cause was found, and no correction yet."""
    return clause.status is Status.DONE and (
        clause.lemma in INVESTIGATING
        or (clause.lemma in {"do", "make", "conduct", "perform", "carry"} and bool(_INQUIRY.search(draft[clause.span])))
    )


def _inside(block: Block, found: Sequence[_Told]) -> Iterator[_Told]:
    first = bisect_left(found, block.span.start, key=lambda each: each.span.start)
    return takewhile(lambda each: each.span.start < block.span.end, islice(found, first, None))


def whole_letter(told: Sequence[Evidence]) -> list[SectionKind]:
    """The part of each block of a letter without headings: summary, cause, correction, prevention, never going back.

    Each block weighs for each part; the cuts are those with the greatest sum. A part in which nothing of its own is told
    is not there.
    """
    states = _turns(told)
    if _K.CORRECTIVE not in states and states.count(_K.PREVENTIVE) > 1:
        first = states.index(_K.PREVENTIVE)
        if told[first].deeds:
            # What is done already, told first among the measures, is the correction.
            states[first] = _K.CORRECTIVE
    there = {part for part, each in zip(states, told, strict=True) if each.tells(part)}
    return [part if part in there else _K.SUMMARY for part in states]


_STATES = (_K.SUMMARY, _K.ROOT_CAUSE, _K.CORRECTIVE, _K.PREVENTIVE)


def _turns(told: Sequence[Evidence]) -> list[SectionKind]:
    """The states with the greatest sum. The summary takes at most three blocks, or one paragraph, and weighs nothing."""
    parted = any(each.gap for each in told[1:])
    opening = next((at for at, each in enumerate(told) if at and each.gap), 0)
    best = [0.0] * len(_STATES)
    came: list[list[int]] = []
    for place, each in enumerate(told):
        entering = _PART - (_WITHIN if parted and place and not each.gap else 0.0)
        now, origin = [], []
        for state, part in enumerate(_STATES):
            # Few letters leave out a part, and fewer begin with what was done.
            gained = [
                best[s] + (entering - _SKIPPED * (state - s - 1) if s != state else 0.0) for s in range(state + 1)
            ]
            before = max(range(state + 1), key=lambda s: (gained[s], s))
            weight = each.share(part) if state else (0.0 if place < max(3, opening) else -9.0)
            now.append(gained[before] + weight)
            origin.append(before)
        best = now
        came.append(origin)
    state = max(range(len(_STATES)), key=lambda s: best[s])
    states = []
    for origin in reversed(came):
        states.append(_STATES[state])
        state = origin[state]
    return states[::-1]


def cause_before(told: Sequence[Evidence]) -> int:
    """Where the cause begins before the first heading of a part; the number of blocks where it is not told there."""
    for at, each in enumerate(told):
        if (at == 0 or each.gap) and each.faults and each.share(_K.ROOT_CAUSE) > each.share(_K.CORRECTIVE):
            return at
    return len(told)


def prevention_after(told: Sequence[Evidence]) -> int:
    """Where a list of steps turns from what was done to what is done from now on; the number of blocks where it does not.

    Measures that last (a routine, a duty, a condition) make prevention; what is merely not yet done is correction
    unfinished. Two blocks at least, or a paragraph that speaks of prevention; most of what is left; and something done
    before.
    """
    lasting = [
        each.lasting + each.prevention_words > 0 and each.deeds * 2 <= each.lasting + each.prevention_words
        for each in told
    ]
    for at in range(1, len(told)):
        rest, said = lasting[at:], told[at].gap and told[at].prevention_words > 0
        done = any(each.deeds for each in told[:at]) and sum(lasting[:at]) * 2 <= at
        if lasting[at] and done and (len(rest) >= 2 or said) and sum(rest) * 2 > len(rest):
            return at
    return len(told)
