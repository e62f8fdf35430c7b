"""The seller's own order and shipment records, as Seller Central exports them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Record:
    """What the records say of one order."""

    order_id: str


@dataclass(frozen=True, slots=True)
class Records:
    """All orders of one or more files, by order ID."""

    orders: dict[str, Record] = field(default_factory=dict)


def parse_records(text: str, name: str = "<text>") -> Records:
    """The records in the text of a report. Raises PoalintError where it is none."""
    return Records()


def read_records(paths: Sequence[Path]) -> Records:
    """The records in one or more files, joined by order ID. Raises PoalintError where one cannot be read or is none."""
    return Records()
