"""Faults of a pack or a configuration: where, what, and what to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import yaml

from poalint.model import PoalintError


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault: the place in the file (line and column from 1; 0 for a whole folder), what is wrong, what to write."""

    path: str
    line: int
    column: int
    message: str
    hint: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.message}; {self.hint}"


class PackError(PoalintError):
    """A pack or configuration that cannot be used, with all its faults in order of place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass
class Faults:
    """The faults found so far in one file."""

    path: str
    found: list[Fault] = field(default_factory=list)

    def add(self, node: yaml.Node | None, message: str, hint: str) -> None:
        """Note a fault at a node; at the start of the file where there is none."""
        mark = node.start_mark if node is not None else None
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        self.found.append(Fault(self.path, line, column, message, hint))


def nearest(word: str, allowed: Sequence[str]) -> str:
    """The hint for a word that is not allowed: the one that was meant, or all there are."""
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"write one of: {', '.join(allowed)}"
