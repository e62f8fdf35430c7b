"""Which findings of a draft its writer accepted, and which of these acceptances have nothing left to accept."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property

from poalint.accepted.fingerprints import Fingerprints, block_at
from poalint.draft.comments import Comment
from poalint.kinds.base import Hit
from poalint.model import AcceptedBy, Span, Unused
from poalint.pack.book import hint_for
from poalint.reading import Reading


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding accepted in a sidecar: its rule, its fingerprint, and what is written for people.

    `words` are those flagged, `date` the day, `because` the writer's reason. `line` is where it stands in its file, from
    1; 0 for one not written yet.
    """

    rule: str
    fingerprint: str
    words: str = ""
    date: str | None = None
    because: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The findings accepted in one draft, and the file that lists them; `Sidecar()` for a draft without one."""

    path: str = ""
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """On what ground a finding is left out, and the writer's reason."""

    source: AcceptedBy
    because: str | None


class Acceptance:
    """What the writer of one draft accepted, and what of it came to use while the rules were judged.

    Where `sidecar` is None nothing is accepted, by comments neither; the `fingerprints` are told all the same.
    """

    def __init__(self, reading: Reading, sidecar: Sidecar | None) -> None:
        self.fingerprints = Fingerprints(reading)
        self._reading = reading
        self._entries = sidecar.entries if sidecar is not None else ()
        self._comments = reading.comments if sidecar is not None else []
        self._by_key = {(entry.rule, entry.fingerprint): entry for entry in self._entries}
        self._used: set[tuple[str, str]] = set()
        self._used_names: set[tuple[Comment, str]] = set()

    @property
    def claims(self) -> bool:
        """Whether anything is accepted, or meant to be: a draft without lists and comments has nothing unused."""
        return bool(self._entries or self._comments)

    def ground(self, rule: str, hit: Hit, fingerprint: str) -> Ground | None:
        """On what ground a rule's hit is left out; None where it stands."""
        comments = list(self._covering(rule, hit))
        entry = self._by_key.get((rule, fingerprint))
        if entry is not None:
            self._used.add((rule, fingerprint))
            return Ground(AcceptedBy.SIDECAR, entry.because)
        return Ground(AcceptedBy.COMMENT, comments[0].because) if comments else None

    def unused(self, ran: Collection[str], known: Callable[[], Collection[str]]) -> Iterator[Unused]:
        """What accepts nothing, of the rules that ran; and what cannot be understood, or names no rule there is.

        `known` tells the ids of all rules there are; it is asked only for names that no rule that ran has.
        """
        for entry in self._entries:
            idle = entry.rule in ran and (entry.rule, entry.fingerprint) not in self._used
            trouble = _trouble(entry.rule, ran, known)
            if trouble or idle:
                yield Unused(entry.rule, AcceptedBy.SIDECAR, entry.line, entry.fingerprint, entry.words, trouble)
        for comment in self._comments:
            line = self._reading.draft.line_of(comment.span.start)
            if comment.trouble:
                yield Unused("", AcceptedBy.COMMENT, line, trouble=comment.trouble)
            for name in comment.names:
                idle = (comment, name) not in self._used_names and any(_fits(name, rule) for rule in ran)
                trouble = _trouble(name, ran, known)
                if trouble or idle:
                    yield Unused(name, AcceptedBy.COMMENT, line, trouble=trouble)

    def _covering(self, rule: str, hit: Hit) -> Iterator[Comment]:
        """The comments that leave out a rule's hit."""
        for comment in self._comments:
            names = [name for name in comment.names if _fits(name, rule)]
            if names and (comment.whole or _within(hit, self._covered[comment])):
                self._used_names.update((comment, name) for name in names)
                yield comment

    @cached_property
    def _covered(self) -> dict[Comment, Span | None]:
        """The block that each comment speaks of; None where there is none."""
        return {comment: _covered(self._reading, comment) for comment in self._comments}


def _covered(reading: Reading, comment: Comment) -> Span | None:
    """The next block for a comment on lines of its own, else the block on its line."""
    draft, blocks = reading.draft, reading.blocks
    if comment.alone:
        at = bisect_left(blocks, comment.span.end, key=lambda block: block.span.start)
        return blocks[at].span if at < len(blocks) else None
    line = draft.line_span(draft.line_of(comment.span.start))
    before = draft.trim(Span(line.start, comment.span.start))
    after = draft.trim(Span(comment.span.end, len(draft.text)))
    block = block_at(reading, before.end - 1 if len(before) else after.start)
    return block.span if block else None


def _within(hit: Hit, block: Span | None) -> bool:
    """Whether a hit is shown in a block, or where the block ends."""
    return block is not None and hit.span is not None and block.start <= hit.span.start <= block.end


def _fits(name: str, rule: str) -> bool:
    """Whether a name means a rule: its id, its category, or `category/*`."""
    return rule == name or rule.startswith(name.removesuffix("*").removesuffix("/") + "/")


def _trouble(name: str, ran: Collection[str], known: Callable[[], Collection[str]]) -> str | None:
    """What is wrong with a name that no rule has, and what may be meant; None for a rule's or a category's name."""
    if any(_fits(name, rule) for rule in ran):
        return None
    rules = known()
    if any(_fits(name, rule) for rule in rules):
        return None
    names = sorted({*rules, *(rule.partition("/")[0] for rule in rules)})
    return f"no rule is called {name!r}; {hint_for(name, names)}"
