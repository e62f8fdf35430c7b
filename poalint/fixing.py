"""Findings with fixes → a mended draft. Touches no file: what is chosen, in which order, and what then stands where."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from poalint.draft import Draft, find_comments
from poalint.draft.write import Source
from poalint.model import Applicability, Edit, Finding, Fix, Position, Report, Span, Spans

_MOST_ROUNDS = 20
"""A fix may bring a place for another to light; after so many rounds the rest waits for the next run."""
_FAR = 200
"""How many code points may stand between two edits that are told as one change: a long sentence."""
_WORD_BEFORE = re.compile(r"\S{1,20}$")
_WORD_AFTER = re.compile(r"\S{1,20}")


@dataclass(frozen=True, slots=True)
class Change:
    """One place mended: by which rule, the title of its fix, and the words there before and after."""

    rule: str
    title: str
    start: Position
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A draft after its fixes, the report on it as it now is, and the changes in the order they were made.

    `left` tells that fixes are still to be applied after the last round.
    """

    draft: Draft
    report: Report
    changes: tuple[Change, ...]
    left: bool = False


def mend(
    draft: Draft, report: Report, check: Callable[[Draft], Report], wanted: Applicability
) -> tuple[Source, Mended]:
    """Apply the fixes of one applicability, round by round, until none is left; the source holds the edited file.

    `report` is that on the draft as it is; `check` reports on it as it becomes. Raises PoalintError as `Source` does.
    """
    source = Source(draft)
    changes: list[Change] = []
    seen = {draft.text}
    for _ in range(_MOST_ROUNDS):
        chosen = choose(report, draft, wanted)
        edits = [(span_of(edit), edit.text) for _, fix in chosen for edit in fix.edits]
        if not edits or applied(draft.text, edits) in seen:
            return source, Mended(draft, report, tuple(changes))
        changes += [change for finding, fix in chosen for change in changes_of(draft, finding, fix)]
        source.edit(edits)
        draft = source.draft
        seen.add(draft.text)
        report = check(draft)
    return source, Mended(draft, report, tuple(changes), left=bool(choose(report, draft, wanted)))


def choose(report: Report, draft: Draft, wanted: Applicability) -> list[tuple[Finding, Fix]]:
    """The fixes to apply together: in order of place, each whole or not at all, none over one before it or a comment."""
    comments = Spans(comment.span for comment in find_comments(draft))
    offered = [
        (finding, fix)
        for finding in report.findings
        for fix in [next((fix for fix in finding.fixes if fix.applicability is wanted), None)]
        if fix is not None
        and any(draft[span_of(edit)] != edit.text for edit in fix.edits)
        and not any(len(span_of(edit)) and comments.overlaps(span_of(edit)) for edit in fix.edits)
    ]
    offered.sort(key=lambda each: [span_of(edit) for edit in each[1].edits])
    chosen: list[tuple[Finding, Fix]] = []
    taken = _Taken()
    for finding, fix in offered:
        if taken.take([span_of(edit) for edit in fix.edits]):
            chosen.append((finding, fix))
    return chosen


class _Taken:
    """The stretches already spoken for, in order; no two of them meet."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def take(self, spans: list[Span]) -> bool:
        """Take all the spans, or none where one of them is not free."""
        for number, span in enumerate(spans):
            at = bisect_left(self._spans, span)
            near = [*self._spans[max(0, at - 2) : at + 2], *spans[:number]]
            if any(_conflict(span, other) for other in near):
                return False
        for span in spans:
            insort(self._spans, span)
        return True


def _conflict(one: Span, two: Span) -> bool:
    """Whether two edits meet: a shared character, an insertion within the other, two insertions at one place."""
    if not one or not two:
        return one == two or two.start < one.start < two.end or one.start < two.start < one.end
    return one.overlaps(two)


def span_of(edit: Edit) -> Span:
    """The stretch an edit replaces."""
    return Span(edit.range.start.offset, edit.range.end.offset)


def applied(text: str, edits: Iterable[tuple[Span, str]]) -> str:
    """The text with edits that do not overlap."""
    return "".join(_pieces(text, edits))


def _pieces(text: str, edits: Iterable[tuple[Span, str]]) -> Iterator[str]:
    at = 0
    for span, new in sorted(edits, key=lambda edit: edit[0]):
        yield text[at : span.start]
        yield new
        at = span.end
    yield text[at:]


def changes_of(draft: Draft, finding: Finding, fix: Fix) -> list[Change]:
    """What a fix changes, as a person reads it: edits of one line together, bare signs with the words they touch."""
    groups: list[list[tuple[Span, str]]] = []
    for edit in sorted(((span_of(edit), edit.text) for edit in fix.edits), key=lambda edit: edit[0]):
        between = draft.text[groups[-1][-1][0].end : edit[0].start] if groups else ""
        if groups and "\n" not in between and len(between) <= _FAR:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return [_change(draft, finding, fix, group) for group in groups]


def _change(draft: Draft, finding: Finding, fix: Fix, edits: list[tuple[Span, str]]) -> Change:
    text, place = draft.text, Span(edits[0][0].start, edits[-1][0].end)
    if not any(sign.isalnum() for sign in draft[place]):
        before, after = _WORD_BEFORE.search(text, 0, place.start), _WORD_AFTER.match(text, place.end)
        place = Span(before.start() if before else place.start, after.end() if after else place.end)
    moved = [(Span(span.start - place.start, span.end - place.start), new) for span, new in edits]
    old = draft[place]
    return Change(finding.rule, fix.title, draft.position(edits[0][0].start), old, applied(old, moved))
