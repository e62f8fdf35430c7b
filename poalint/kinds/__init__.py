"""The closed set of kinds of check. Each is one module: Settings, SLOTS, check."""

from __future__ import annotations

from typing import cast

from poalint.kinds import (
    action,
    blame,
    carrier,
    dependency,
    identifier,
    length,
    pasted,
    pattern,
    phrase,
    sections,
    token,
)
from poalint.kinds.base import Hit, Kind, Regex, Repair, Scope, Where, pattern_of

KINDS: dict[str, Kind] = {
    "action": cast(Kind, action),
    "blame": cast(Kind, blame),
    "carrier": cast(Kind, carrier),
    "dependency": cast(Kind, dependency),
    "identifier": cast(Kind, identifier),
    "length": cast(Kind, length),
    "pasted": cast(Kind, pasted),
    "pattern": cast(Kind, pattern),
    "phrase": cast(Kind, phrase),
    "sections": cast(Kind, sections),
    "token": cast(Kind, token),
}

ENTRY_POINTS = "poalint.kinds"
"""The entry-point group by which other packages add kinds: `my-kind = "package.module"`."""


def find_kind(name: str) -> Kind | None:
    """The kind of this name, ours or another package's; None where there is none.

    Other packages are looked for only when the name is not ours: the search reads every installed package's metadata.
    """
    if name in KINDS:
        return KINDS[name]
    from importlib.metadata import entry_points

    for entry in entry_points(group=ENTRY_POINTS, name=name):
        return cast(Kind, entry.load())
    return None


__all__ = ["ENTRY_POINTS", "KINDS", "Hit", "Kind", "Regex", "Repair", "Scope", "Where", "find_kind", "pattern_of"]
