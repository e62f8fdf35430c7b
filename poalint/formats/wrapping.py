"""Lines of at most so many cells, for English and Chinese: Chinese breaks anywhere but before a stop and after a bracket."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NEVER_FIRST = frozenset("，。、；：！？）》」』】”’…％,.;:!?)]}")
_NEVER_LAST = frozenset("（《「『【“‘([{")


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: a wide sign has two, a combining one none."""
    return sum(_cells(char) for char in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def line_starts(text: str, width: int, first: int | None = None) -> list[int]:
    """The offsets at which the second and further lines begin; `first` is the width of the first where it differs.

    A piece that fits no line stands alone on one.
    """
    starts: list[int] = []
    room, taken, at = width if first is None else first, 0, 0
    for piece in _pieces(text):
        size = cells(piece.rstrip())
        if taken + size > room and taken > 0:
            starts.append(at)
            room, taken = width, 0
        taken += cells(piece)
        at += len(piece)
    return starts


def wrapped(text: str, width: int, *, lead: str = "", indent: str = "") -> list[str]:
    """The text in lines: `lead` before the first, `indent` before the others."""
    starts = [0, *line_starts(text, width - cells(indent), width - cells(lead)), len(text)]
    lines = [text[one:two].strip() for one, two in zip(starts, starts[1:], strict=False)]
    return [f"{indent if at else lead}{line}" for at, line in enumerate(lines)]


def _pieces(text: str) -> Iterator[str]:
    """What stays together: words with the space after them, single Chinese signs with the stops and brackets beside them."""
    piece = ""
    for at, char in enumerate(text):
        piece += char
        following = text[at + 1 : at + 2]
        parted = char == " " and following != " "
        wide = _cells(char) == 2 or (following and _cells(following) == 2)
        if parted or (wide and char not in _NEVER_LAST and following not in _NEVER_FIRST):
            yield piece
            piece = ""
    if piece:
        yield piece
