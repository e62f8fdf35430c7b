"""Text as the protocol sees it: its lines, and columns in the unit that client and server agreed on."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from enum import StrEnum
from itertools import accumulate

# The protocol knows these three line ends and no others: Word's \x0b, \x0c, U+0085 and U+2028 stand within a line.
_LINE_END = re.compile(r"\r\n|\n|\r")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MARK = "\ufeff"


class Encoding(StrEnum):
    """The unit that columns are counted in."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"


_ONE_EACH: dict[Encoding, Callable[[str], bool]] = {
    Encoding.UTF_8: str.isascii,
    Encoding.UTF_16: lambda line: not line or max(line) < "\U00010000",
    Encoding.UTF_32: lambda line: True,
}
"""Whether every character of a line takes one unit."""


def _width_8(char: str) -> int:
    code = ord(char)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4


_WIDTH: dict[Encoding, Callable[[str], int]] = {
    Encoding.UTF_8: _width_8,
    Encoding.UTF_16: lambda char: 2 if char >= "\U00010000" else 1,
    Encoding.UTF_32: lambda char: 1,
}


class Page:
    """One version of a text. Lines count from 0; columns are code points, or the client's units where so named.

    What a line's columns need is worked out once, when the line is first asked for; then each answer is a look-up.
    """

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text = text
        self.encoding = encoding
        ends = [found.span() for found in _LINE_END.finditer(text)]
        self._starts = [0, *(end for _, end in ends)]
        self._ends = [*(start for start, _ in ends), len(text)]
        self._units: dict[int, array[int] | None] = {}

    @property
    def lines(self) -> int:
        """How many lines there are; at least one."""
        return len(self._starts)

    def line(self, line: int) -> str:
        """The text of a line without its end."""
        return self.text[self._starts[line] : self._ends[line]]

    def units(self, line: int, column: int) -> int:
        """The column in the client's units of the code point `column` of a line."""
        table = self._table(line)
        return column if table is None else table[min(column, len(table) - 1)]

    def column(self, line: int, units: int) -> int:
        """The code point that stands at, or is cut by, a column in the client's units; the line's end for one beyond."""
        table = self._table(line)
        length = self._ends[line] - self._starts[line]
        return min(units, length) if table is None else min(bisect_right(table, units) - 1, length)

    def offset(self, line: int, units: int) -> int:
        """The code point in the text at a place the client names; the text's end for a line beyond the last."""
        return self._starts[line] + self.column(line, units) if line < len(self._starts) else len(self.text)

    def place(self, offset: int) -> tuple[int, int]:
        """The line, and the column in the client's units, of a code point of the text."""
        line = bisect_right(self._starts, offset) - 1
        return line, self.units(line, min(offset, self._ends[line]) - self._starts[line])

    def end(self) -> tuple[int, int]:
        """The place where the text ends."""
        return self.place(len(self.text))

    def edited(self, start: tuple[int, int], end: tuple[int, int], new: str) -> str:
        """The text with what stands between two places of the client's replaced."""
        first, last = self.offset(*start), self.offset(*end)
        return self.text[:first] + new + self.text[max(first, last) :]

    @property
    def plain(self) -> str:
        """The text as a draft holds it: lines end in `\\n`, no byte-order mark, no half of a surrogate pair.

        Each line keeps its number and, but for the mark, each character its column.
        """
        text = _LINE_END.sub("\n", self.text.removeprefix(_MARK))
        return _LONE_SURROGATE.sub("\ufffd", text)

    @property
    def mark(self) -> int:
        """How many characters of the first line `plain` leaves out."""
        return int(self.text.startswith(_MARK))

    def _table(self, line: int) -> array[int] | None:
        """The units before each code point of a line and before its end; None where they are as many."""
        if line not in self._units:
            text = self.line(line)
            simple = _ONE_EACH[self.encoding](text)
            self._units[line] = None if simple else array("L", accumulate(map(_WIDTH[self.encoding], text), initial=0))
        return self._units[line]
