"""The closed set of kinds of check. Each is one module: Settings, SLOTS, check; imported when a rule asks for it."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from poalint.kinds.base import Kind

KINDS: dict[str, str] = {
    "action": "poalint.kinds.action",
    "agreement": "poalint.kinds.agreement",
    "blame": "poalint.kinds.blame",
    "calendar": "poalint.kinds.calendar",
    "carrier": "poalint.kinds.carrier",
    "characters": "poalint.kinds.characters",
    "coverage": "poalint.kinds.coverage",
    "dependency": "poalint.kinds.dependency",
    "doubled": "poalint.kinds.doubled",
    "figure": "poalint.kinds.figure",
    "folder": "poalint.kinds.folder",
    "identifier": "poalint.kinds.identifier",
    "identity": "poalint.kinds.identity",
    "length": "poalint.kinds.length",
    "likeness": "poalint.kinds.likeness",
    "link": "poalint.kinds.link",
    "measure": "poalint.kinds.measure",
    "pasted": "poalint.kinds.pasted",
    "pattern": "poalint.kinds.pattern",
    "phrase": "poalint.kinds.phrase",
    "ratio": "poalint.kinds.ratio",
    "record": "poalint.kinds.record",
    "sections": "poalint.kinds.sections",
    "specificity": "poalint.kinds.specificity",
    "spelling": "poalint.kinds.spelling",
    "token": "poalint.kinds.token",
    "tracking": "poalint.kinds.tracking",
}

ENTRY_POINTS = "poalint.kinds"
"""The entry-point group by which other packages add kinds: `my-kind = "package.module"`."""


def find_kind(name: str) -> Kind | None:
    """The module of the kind of this name, ours or another package's; None where there is none.

    Other packages are looked for only when the name is not ours: the search reads every installed package's metadata.
    """
    if name in KINDS:
        return cast("Kind", import_module(KINDS[name]))
    from importlib.metadata import entry_points

    for entry in entry_points(group=ENTRY_POINTS, name=name):
        return cast("Kind", entry.load())
    return None
