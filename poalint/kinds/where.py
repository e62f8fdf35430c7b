"""Where a rule looks; understood by every kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from poalint.model import MARKETPLACES, SectionKind, ViolationKind


class Marketplace(str):
    """The two letters of a marketplace: US, UK, DE, …."""

    __slots__ = ()

    @classmethod
    def from_yaml(cls, text: str) -> Marketplace:
        """The marketplace named, in either case. Raises ValueError for an unknown one."""
        known = sorted(set(MARKETPLACES.values()))
        if text.upper() not in known:
            raise ValueError(f"unknown marketplace {text!r}; write one of: {', '.join(known)}")
        return cls(text.upper())

    @classmethod
    def json_schema(cls) -> dict[str, object]:
        """The marketplaces known."""
        return {"enum": sorted(set(MARKETPLACES.values()))}


class Presence(StrEnum):
    """Whether a sort of text is looked at: left out, looked at too, or the only thing looked at."""

    EXCLUDE = "exclude"
    INCLUDE = "include"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Where:
    """Where a rule looks. An empty list means any; every kind understands it."""

    sections: tuple[SectionKind, ...] = field(default=(), metadata={"doc": "the parts of the letter; any by default"})
    violations: tuple[ViolationKind, ...] = field(
        default=(), metadata={"doc": "the kinds of violation the rule is for; any by default"}
    )
    marketplaces: tuple[Marketplace, ...] = field(default=(), metadata={"doc": "such as US or DE; any by default"})
    quoted: Presence = field(default=Presence.INCLUDE, metadata={"doc": "text between quotation marks"})
    pasted: Presence = field(default=Presence.EXCLUDE, metadata={"doc": "policy, scans and the like, pasted in"})
    headings: Presence = field(default=Presence.EXCLUDE, metadata={"doc": "headings of the letter"})
