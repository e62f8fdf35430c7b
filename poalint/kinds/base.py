"""What every kind of check is given and gives back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from poalint.kinds.where import Presence, Where
from poalint.language.patterns import Pattern
from poalint.model import Applicability, Confidence, SectionKind, Span, Violation, ViolationKind, merge
from poalint.reading import Reading, Utf8


@dataclass(frozen=True, slots=True)
class Repair:
    """Edits a kind offers for a hit; the rule's `fix` is the title."""

    applicability: Applicability
    edits: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is broken, and the words for its message.

    `span` is None where something is missing and no place is better than another; `missing` names the section that is
    not there. `confidence` is given where this hit is less sure than the rule as a whole. `related` are other places
    with a few words on each.
    """

    span: Span | None
    slots: Mapping[str, str] = field(default_factory=dict)
    missing: SectionKind | None = None
    related: tuple[tuple[Span, str], ...] = ()
    confidence: Confidence | None = None
    repairs: tuple[Repair, ...] = ()


class Scope:
    """A draft as read, seen through one rule's `where`. `rule` is its id."""

    def __init__(self, reading: Reading, where: Where, rule: str) -> None:
        self.reading = reading
        self.rule = rule
        self.where = where

    def applies(self) -> bool:
        """Whether the rule is for this violation and marketplace at all."""
        where, reading = self.where, self.reading
        if where.violations and _sure(reading.violation) not in where.violations:
            return False
        return not where.marketplaces or reading.marketplace in where.marketplaces

    def covers(self, span: Span) -> bool:
        """Whether a place is one the rule looks at, judged by where it starts."""
        where, reading = self.where, self.reading
        if where.sections and reading.section_at(span.start) not in where.sections:
            return False
        return (
            _meets(where.pasted, reading.pasted_at(span.start) is not None)
            and _meets(where.quoted, reading.quoted.covers(span.start))
            and _meets(where.headings, self.reading.heading_spans.covers(span.start))
        )

    @cached_property
    def sections(self) -> list[Span]:
        """The stretches of the sections the rule looks at; the whole letter as one stretch where it names none."""
        if not self.where.sections:
            return [Span(0, len(self.reading.draft.text))]
        return merge(s.span for s in self.reading.sections if s.kind in self.where.sections)

    @property
    def empty(self) -> bool:
        """Whether the letter has none of the sections the rule looks at."""
        return not self.sections

    def start(self) -> Span | None:
        """The place to show for something missing: the first line of the first section looked at, if any is named."""
        if not self.where.sections or self.empty:
            return None
        draft = self.reading.draft
        first = draft.trim(self.sections[0])
        line_end = draft.line_span(draft.line_of(first.start)).end
        return Span(first.start, min(first.end, line_end))


def _sure(violation: Violation) -> ViolationKind:
    """The kind of violation; `other` where the letter's words hardly tell, so that no rule speaks as if it knew."""
    return ViolationKind.OTHER if violation.confidence is Confidence.LOW else violation.kind


def _meets(presence: Presence, inside: bool) -> bool:
    return presence is Presence.INCLUDE or (presence is Presence.ONLY) == inside


_SYNTAX = "https://github.com/google/re2/wiki/Syntax"


class Regex:
    """A regular expression on RE2, whose running time grows only with the text: no rule can hang the linter.

    Compiled on first use; `prove` does it now, to find what is wrong with it.
    """

    __slots__ = ("_compiled", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._compiled: Any = None

    def prove(self) -> None:
        """Raises ValueError, in one line, where RE2 cannot compile the pattern."""
        import re2

        options = re2.Options()
        options.case_sensitive = False
        options.log_errors = False
        try:
            # As bytes: for text, google-re2 would encode the whole letter anew for every pattern.
            self._compiled = re2.compile(self.source.encode(), options)
        except re2.error as error:
            told = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)
            ours = "invalid perl operator" in told or "escape" in told
            hint = "RE2 knows no look-around or back-references" if ours else f"see {_SYNTAX}"
            raise ValueError(f"the pattern does not compile: {told}; {hint}") from None

    def find(self, text: Utf8) -> Iterator[Span]:
        """Each match in the text, of the group `words` where the pattern has one. Empty matches are passed over."""
        if self._compiled is None:
            self.prove()
        group = next((at for name, at in self._compiled.groupindex.items() if name in {"words", b"words"}), 0)
        for match in self._compiled.finditer(text.data):
            first, last = match.span(group)
            if first >= 0 and last > first:
                yield Span(text.offset(first), text.offset(last))

    def search(self, text: Utf8) -> bool:
        """Whether the pattern matches anywhere."""
        if self._compiled is None:
            self.prove()
        return self._compiled.search(text.data) is not None

    @classmethod
    def from_yaml(cls, text: str) -> Regex:
        """The pattern as a rule writes it, letters matched in either case. Raises ValueError where it does not compile."""
        regex = cls(text)
        if not _on_trust.get():
            regex.prove()
        return regex

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """The JSON Schema of the text a rule writes."""
        return {"type": "string", "description": "a regular expression (RE2: no look-around, no back-references)"}


_on_trust: ContextVar[bool] = ContextVar("patterns taken on trust", default=False)


@contextmanager
def on_trust() -> Iterator[None]:
    """Read patterns without proving each: for the built-in pack, whose tests do."""
    token = _on_trust.set(True)
    try:
        yield
    finally:
        _on_trust.reset(token)


class Kind(Protocol):
    """A module of checks. `Settings` is a frozen dataclass; `SLOTS` name what a rule's messages may use."""

    __doc__: str | None
    Settings: type[Any]
    SLOTS: tuple[str, ...]
    check: Callable[[Scope, Any], Iterator[Hit]]


def pattern_of(kind: Kind, settings: object) -> Pattern | None:
    """The token or dependency pattern a rule of this kind needs matched during the parse, or None."""
    make: Callable[[object], Pattern] | None = getattr(kind, "pattern", None)
    return make(settings) if make else None


def shorten(text: str, most: int = 90) -> str:
    """The text on one line, its middle left out where it is longer than `most` code points."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head, tail = line[: most * 2 // 3].rstrip(), line[-most // 4 :].lstrip()
    # Between words, where there are any.
    return f"{head.rpartition(' ')[0] or head} … {tail.partition(' ')[2] or tail}"
