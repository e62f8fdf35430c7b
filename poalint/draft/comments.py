"""Comments in Markdown drafts: no part of the letter, and some tell the linter what to leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from poalint.draft.draft import Draft
from poalint.model import Span

_MARKDOWN = {".md", ".markdown"}
_OURS = re.compile(r"poalint\s*(?:[:：]|(?=ignore))\s*(?P<asked>.*)", re.IGNORECASE)
# Chinese input methods leave full-width commas and long dashes.
_ASKED = re.compile(
    r"(?P<verb>ignore-file|ignore)(?![\w-])\s*(?P<names>.*?)\s*(?:(?<!\S)(?:--+|[—–]+)\s*(?P<because>.*))?",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[\s,，、]+")
_HOW = "write <!-- poalint: ignore RULE --> or <!-- poalint: ignore-file RULE -->"
_VISIBLE = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and what it asks: `names` are the rules and categories to ignore, none for a comment to people.

    `alone` tells that nothing else stands on its lines, `whole` that it speaks of the letter as a whole, `because` is
    the writer's reason. `trouble` says, for one that begins as ours and cannot be understood, what to write.
    """

    span: Span
    alone: bool = False
    names: tuple[str, ...] = ()
    whole: bool = False
    because: str | None = None
    trouble: str | None = None


def find_comments(draft: Draft) -> list[Comment]:
    """The comments of a Markdown draft, in order; none in text and Word files, where they would be sent as they stand."""
    if PurePath(draft.path).suffix.lower() not in _MARKDOWN:
        return []
    spans = list(_spans(draft.text))
    rest = hide(draft.text, spans)
    return [_read(draft, span, rest) for span in spans]


def without_comments(draft: Draft, comments: Sequence[Comment]) -> Draft:
    """The draft with spaces for its comments, so that every place stays what it was."""
    return replace(draft, text=hide(draft.text, [each.span for each in comments])) if comments else draft


def hide(text: str, spans: Sequence[Span]) -> str:
    """The text with every character of the spans a space, line ends kept."""
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], _VISIBLE.sub(" ", text[span.start : span.end])]
        at = span.end
    return "".join([*pieces, text[at:]])


def _spans(text: str) -> Iterator[Span]:
    """From “<!--” to “-->”; one that is never closed is no comment."""
    start = text.find("<!--")
    while start >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        yield Span(start, end + 3)
        start = text.find("<!--", end + 3)


def _read(draft: Draft, span: Span, rest: str) -> Comment:
    first, last = (draft.line_span(draft.line_of(at)) for at in (span.start, span.end))
    alone = not rest[first.start : span.start].strip() and not rest[span.end : last.end].strip()
    ours = _OURS.match(" ".join(draft.text[span.start + 4 : span.end - 3].split()))
    if ours is None:
        return Comment(span, alone)
    asked = _ASKED.fullmatch(ours["asked"])
    if asked is None:
        return Comment(span, alone, trouble=f"{ours['asked']!r} is not understood; {_HOW}")
    names = tuple(dict.fromkeys(name for name in _COMMA.split(asked["names"].lower()) if name))
    if not names:
        return Comment(span, alone, trouble=f"the comment names no rule; {_HOW}")
    return Comment(span, alone, names, asked["verb"].lower() == "ignore-file", asked["because"] or None)
