"""A draft: the text a seller means to send, as given, and where each character stands."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from poalint.model import Position, Range, Span


class LineStyle(StrEnum):
    """What a Word file says of a line; plain text says nothing."""

    PLAIN = "plain"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class WordLine:
    """One line of a Word file's text: its style, the depth of its list (0 outermost) and its paragraph, from 1."""

    style: LineStyle
    depth: int
    paragraph: int


@dataclass(frozen=True)
class Draft:
    """One letter as the user sees it.

    `text` has its byte-order mark dropped and every line end (`\\r\\n`, `\\r`) made `\\n`; nothing else is changed,
    so form feeds, full-width and zero-width characters keep their places. `encoding` and `newline` are those of the
    file, `data` its bytes, for writing it back. `word_lines` has one entry a line for Word files and is empty for text.
    """

    path: str
    text: str
    encoding: str = "utf-8"
    newline: str = "\n"
    word_lines: tuple[WordLine, ...] = ()
    data: bytes = field(default=b"", repr=False, compare=False)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; a draft has at least one line. Only `\\n` ends a line."""
        starts = [0]
        at = self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def line_of(self, offset: int) -> int:
        """The line that holds `offset`, from 1."""
        return bisect_right(self.line_starts, offset)

    def line_span(self, line: int) -> Span:
        """The stretch of line `line` (from 1), without its line end."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] - 1 if line < len(self.line_starts) else len(self.text)
        return Span(start, end)

    def line(self, line: int) -> str:
        """The text of line `line` (from 1), without its line end."""
        return self[self.line_span(line)]

    def position(self, offset: int) -> Position:
        """Line and column from 1 of `offset`, which may be the end of the text."""
        line = self.line_of(offset)
        paragraph = self.word_lines[line - 1].paragraph if self.word_lines else None
        return Position(line, offset - self.line_starts[line - 1] + 1, offset, paragraph)

    def range(self, span: Span) -> Range:
        """The two positions of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def trim(self, span: Span) -> Span:
        """The span without the white space at its ends; empty at its start if there is nothing else."""
        words = self[span]
        left = len(words) - len(words.lstrip())
        return Span(span.start + left, max(span.start + left, span.start + len(words.rstrip())))
