"""Lines → blocks: paragraphs, list items and table rows, as they stand on the page.

Knows nothing of what a block says: which block is a heading and what part it opens is for `outline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from poalint.draft.draft import Draft, LineStyle
from poalint.model import Span

# A list marker: what opens an item. Private-use characters are Word's bullets after pasting.
_BULLET = r"[-*+•●○◦▪▫■□◆◇►▶➢➤➔→✓✔✅☑·‧∙–—\uf000-\uf0ff]"
_NUMBER = (
    r"(?:\(\s?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\s?\)|（\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s?）"
    r"|\d{1,2}(?:\.\d{1,2})*\s?[.)）、．:/]\)?(?![\d/])(?:\s?&\s?\d{1,2}[.)])?|[①-⑳❶-❿⑴-⒇㈠-㈩]\s?[.、]?"
    # “3.1  Reviewed all users”, but not “2.5 kg”.
    r"|\d{1,2}\.\d{1,2}(?=\s[A-Z]|\s{2,4}\S)"
    r"|[A-Za-z][.)](?=\s)|[ivx]{1,4}[.)](?=\s)|[一二三四五六七八九十]{1,3}[、.．])"
)
_MARKER = re.compile(
    rf"\s*(?P<marker>#{{1,6}}(?=\s)|>(?=\s)|-{{2,3}}(?=\s)|{_NUMBER}|{_BULLET}(?=\s)|-(?=[A-Za-z“\"])|[●•▪■◆✅](?=\S))\s*"
)
_BLANK = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]*")
# A rule drawn across the page: it says nothing.
# A row of a log begins with its time.
_STAMP = re.compile(r"\d{4}[-/.]\d{1,2}|\d{1,2}[:/]\d{2}")
_RULE = re.compile(r"\s*([-=_*~#.·]\s?){4,}\s*")


class BlockKind(StrEnum):
    """How a block stands on the page."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    HEADING = "heading"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list item, a styled heading or a row of a table.

    `span` is all of it, marker included, without the last line end; `body` is what follows the marker. `marker` is
    "" where there is none. `depth` grows with nesting, from 0. `gap` tells whether a blank line stands before.
    """

    kind: BlockKind
    span: Span
    body: Span
    marker: str
    depth: int
    gap: bool


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    body: Span
    marker: str
    indent: int


def blocks(draft: Draft) -> list[Block]:
    """The draft's blocks in order, hard-wrapped lines joined; blank lines and drawn rules belong to none."""
    return list(_word_blocks(draft)) if draft.word_lines else list(_text_blocks(draft))


def _word_blocks(draft: Draft) -> Iterator[Block]:
    """One block a line: Word wraps by itself."""
    kinds = {LineStyle.HEADING: BlockKind.HEADING, LineStyle.ITEM: BlockKind.ITEM, LineStyle.TABLE: BlockKind.ROW}
    gap = True
    for number, word in enumerate(draft.word_lines, 1):
        line = _line(draft, number)
        if line is None:
            gap = True
            continue
        kind = kinds.get(word.style, BlockKind.ITEM if line.marker else BlockKind.PARAGRAPH)
        yield Block(kind, line.span, line.body, line.marker, word.depth, gap)
        gap = False


def _text_blocks(draft: Draft) -> Iterator[Block]:
    gap = True
    group: list[_Line] = []
    for number in range(1, len(draft.line_starts) + 1):
        line = _line(draft, number)
        if line is not None:
            group.append(line)
            continue
        yield from _group_blocks(draft, group, gap)
        gap, group = True, []
    yield from _group_blocks(draft, group, gap)


def _line(draft: Draft, number: int) -> _Line | None:
    """One line taken apart; None for a blank one or a drawn rule."""
    span = draft.line_span(number)
    text = draft[span]
    if _BLANK.fullmatch(text) or _RULE.fullmatch(text):
        return None
    body, marker = 0, ""
    while found := _MARKER.match(text, body):
        if found.end() == len(text):
            break
        body, marker = found.end(), marker or found["marker"].strip()
    indent = len(text) - len(text.lstrip())
    return _Line(draft.trim(span), draft.trim(Span(span.start + body, span.end)), marker, indent)


def _group_blocks(draft: Draft, group: Sequence[_Line], gap: bool) -> Iterator[Block]:
    """The blocks of lines that no blank line parts."""
    width = max((len(line.span) + line.indent for line in group), default=0)
    at = 0
    while at < len(group):
        end = at + 1
        while end < len(group) and _continues(draft, group[end - 1], group[end], width):
            end += 1
        first, last = group[at], group[end - 1]
        kind = BlockKind.ITEM if first.marker and not first.marker.startswith("#") else BlockKind.PARAGRAPH
        if first.marker.startswith("#"):
            kind = BlockKind.HEADING
        yield Block(
            kind,
            Span(first.span.start, last.span.end),
            Span(first.body.start, last.body.end),
            first.marker,
            first.indent // 2,
            gap and at == 0,
        )
        at = end


def _continues(draft: Draft, line: _Line, following: _Line, width: int) -> bool:
    """Whether `following` is the same sentence, broken by a hard wrap."""
    if following.marker:
        return False
    text, onward = draft[line.body], draft[following.body]
    if line.marker.startswith("#") or text.endswith((":", "：")):
        return False
    if _STAMP.match(onward):
        return False
    if onward[0].islower() and text[-1] not in ".!?。！？;；":
        return True
    # A writer who wraps by hand does so near one width: the next word would not have fitted on the line.
    first_word = len(onward.split(maxsplit=1)[0])
    full = line.indent + len(line.span) + 1 + first_word > width
    return 40 <= width <= 110 and full and text[-1] not in ".!?。！？:：" and len(text) > 30
