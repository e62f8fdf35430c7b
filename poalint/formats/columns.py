"""Columns in the units that other programs count in; a position itself counts in code points."""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import StrEnum
from itertools import accumulate

from poalint.draft import Draft
from poalint.model import Position

_WIDE = re.compile(r"[^\x00-\x7f]")


class Unit(StrEnum):
    """What a column counts: Vim, ALE and reviewdog bytes of UTF-8, VS Code and LSP UTF-16 units, Python code points."""

    BYTES = "bytes"
    UTF16 = "utf16"
    CODE_POINTS = "code points"


class Ruler:
    """Measures one draft: a position's column from 1 in a unit, in the logarithm of the draft's wide characters."""

    __slots__ = ("_extra", "_wide")

    def __init__(self, draft: Draft | None, unit: Unit) -> None:
        text = "" if draft is None or unit is Unit.CODE_POINTS or draft.text.isascii() else draft.text
        widths = [(found.start(), _width(found[0], unit)) for found in _WIDE.finditer(text)]
        self._wide = [at for at, width in widths if width > 1]
        self._extra = [0, *accumulate(width - 1 for _, width in widths if width > 1)]

    def column(self, position: Position) -> int:
        """The column of a position, from 1."""
        line_start = position.offset - (position.column - 1)
        return position.column + self._extra_before(position.offset) - self._extra_before(line_start)

    def _extra_before(self, offset: int) -> int:
        """By how much the text before an offset is longer in this unit than in code points."""
        return self._extra[bisect_left(self._wide, offset)]


def _width(char: str, unit: Unit) -> int:
    if unit is Unit.UTF16:
        return 1 + (char > "\uffff")
    return 2 + (char > "\u07ff") + (char > "\uffff")
