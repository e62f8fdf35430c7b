"""What the seller's own records say of each order and its parcels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol, runtime_checkable

from poalint.facts.reports import Report


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel of an order; None where the records are silent.

    `carriers` are the names the records give for its carrier: the code and the name. `timed` tells that the days were
    taken from moments with a clock time, mostly in UTC, so that the seller's own day may be the one before or after.
    `line` is the first line of the file `source` that holds it, from 1.
    """

    carriers: tuple[str, ...] = ()
    ship_method: str | None = None
    tracking: str | None = None
    ship_date: date | None = None
    delivery_date: date | None = None
    timed: bool = False
    line: int = 0
    source: str = ""

    @property
    def carrier(self) -> str | None:
        """The carrier's name; where the code is “Other”, the name written beside it."""
        named = [name for name in self.carriers if name.casefold() not in {"other", "others"}]
        return next(iter((*named, *self.carriers)), None)


@dataclass(frozen=True, slots=True)
class Record:
    """What the records say of one order, all its lines joined; None or empty where they are silent.

    `line` is the first line of the file `source` that holds it, from 1; `quantity` counts all items; `ship_by` is the day by
    which it had to be shipped. `timed` tells of `purchase_date` what it tells of a parcel's days.
    """

    order_id: str
    purchase_date: date | None = None
    ship_by: date | None = None
    status: str | None = None
    asins: tuple[str, ...] = ()
    skus: tuple[str, ...] = ()
    quantity: int | None = None
    parcels: tuple[Parcel, ...] = ()
    line: int = 0
    source: str = ""
    timed: bool = False

    @property
    def carrier(self) -> str | None:
        """The carrier of the first parcel that has one."""
        return next((parcel.carrier for parcel in self.parcels if parcel.carrier), None)

    @property
    def ship_method(self) -> str | None:
        """The service of the first parcel that has one."""
        return next((parcel.ship_method for parcel in self.parcels if parcel.ship_method), None)

    @property
    def tracking(self) -> str | None:
        """The tracking number of the first parcel that has one."""
        return next((parcel.tracking for parcel in self.parcels if parcel.tracking), None)

    @property
    def ship_date(self) -> date | None:
        """The day the first parcel left, as the records have it."""
        return min((parcel.ship_date for parcel in self.parcels if parcel.ship_date), default=None)

    @property
    def delivery_date(self) -> date | None:
        """The day the last parcel arrived."""
        return max((parcel.delivery_date for parcel in self.parcels if parcel.delivery_date), default=None)

    @property
    def asin(self) -> str | None:
        """The first item's ASIN."""
        return self.asins[0] if self.asins else None

    @property
    def sku(self) -> str | None:
        """The first item's SKU."""
        return self.skus[0] if self.skus else None

    @property
    def day(self) -> date | None:
        """The day it counts for: that of the purchase, else the day it was due or shipped."""
        return self.purchase_date or self.ship_by or self.ship_date

    @property
    def late(self) -> bool | None:
        """Whether a parcel left after the day it was due; None where the records cannot tell."""
        shipped = [parcel.ship_date for parcel in self.parcels if parcel.ship_date]
        return max(shipped) > self.ship_by if shipped and self.ship_by else None


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name, which report it is, and the number of orders in it."""

    name: str
    report: Report
    orders: int


@runtime_checkable
class Dated(Protocol):
    """Orders that know their days without a record of each being made."""

    def days(self) -> Mapping[str, date]:
        """The day each order counts for, of those that have one."""


@dataclass(frozen=True, slots=True)
class Records:
    """All orders of one or more files, by order ID, and the files they are from."""

    orders: Mapping[str, Record] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    @property
    def kind(self) -> str:
        """The names of the reports read, each once."""
        return ", ".join(dict.fromkeys(source.report.name for source in self.sources))

    @property
    def every_order(self) -> bool:
        """Whether a report among them lists every order of its period, and not only those shipped or failed."""
        return any(source.report.every_order for source in self.sources)

    @property
    def period(self) -> tuple[date, date] | None:
        """The days of the first and the last order, as `between` takes them; None where there are no dates."""
        days = self._days().values()
        return (min(days), max(days)) if days else None

    def between(self, first: date, last: date) -> Iterator[Record]:
        """The orders of these days, by purchase, else by the day they were due or shipped."""
        days = self._days()
        for order_id in self.orders:
            if order_id in days and first <= days[order_id] <= last:
                yield self.orders[order_id]

    def _days(self) -> Mapping[str, date]:
        if isinstance(self.orders, Dated):
            return self.orders.days()
        return {order_id: record.day for order_id, record in self.orders.items() if record.day}


# --- joining ----------------------------------------------------------------------------------------------------------


def each_once(parcels: Iterable[Parcel]) -> tuple[Parcel, ...]:
    """Each parcel once: what several lines or files say of one tracking number is joined."""
    found: dict[object, Parcel] = {}
    for parcel in parcels:
        key: object = parcel.tracking or (parcel.carriers, parcel.ship_method, parcel.ship_date, parcel.delivery_date)
        known = found.get(key)
        found[key] = parcel if known is None else _both(known, parcel)
    return tuple(found.values())


def _both(one: Parcel, other: Parcel) -> Parcel:
    return replace(
        one,
        carriers=tuple(dict.fromkeys((*one.carriers, *other.carriers))),
        ship_method=one.ship_method or other.ship_method,
        ship_date=one.ship_date or other.ship_date,
        delivery_date=one.delivery_date or other.delivery_date,
        timed=one.timed or other.timed,
    )


def filled(one: Record, other: Record) -> Record:
    """What two files say of one order: what the first leaves open, the other fills."""
    return replace(
        one,
        purchase_date=one.purchase_date or other.purchase_date,
        ship_by=one.ship_by or other.ship_by,
        status=one.status or other.status,
        asins=tuple(dict.fromkeys((*one.asins, *other.asins))),
        skus=tuple(dict.fromkeys((*one.skus, *other.skus))),
        quantity=one.quantity if one.quantity is not None else other.quantity,
        parcels=each_once((*one.parcels, *other.parcels)),
        timed=one.timed or other.timed,
    )
