"""Amazon's notice: what it asks for, and where the letter answers it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Amazon's performance notification or rejection, as pasted."""

    text: str


def parse_notice(text: str) -> Notice:
    """What a notice says."""
    return Notice(text)
