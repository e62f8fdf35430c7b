"""From the rows of a report to records: lines by order ID, and the record of an order from all its lines.

Only the columns of `reports` are read. Names, addresses, telephone numbers and e-mail addresses of buyers are passed over
while a file is read and kept nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import chain
from operator import itemgetter
from pathlib import Path

from poalint.facts.records import Parcel, Record, Records, Source, each_once, filled
from poalint.facts.records_days import day_of, day_order
from poalint.facts.records_tables import EXPORT, Row, Table, file_tables, text_tables
from poalint.facts.reports import Column, Report
from poalint.facts.tracking import plain
from poalint.model import PoalintError


def parse_records(text: str, name: str = "<text>") -> Records:
    """The records in the text of a report. Raises PoalintError where it is none."""
    return _joined([_file(text_tables(text), name, name)])


def read_records(paths: Sequence[Path]) -> Records:
    """The records in one or more files, joined by order ID. Raises PoalintError where one cannot be read or is none."""
    return _joined([_file(file_tables(path), str(path), path.name) for path in paths])


# --- files ------------------------------------------------------------------------------------------------------------

_ORDER_ID = re.compile(r"(?:[0-9]{3}|[A-Z][0-9]{2})-[0-9]{7}-[0-9]{7}")
_EMPTY = frozenset({"", "-", "--", "n/a", "na", "null", "none", "#n/a"})
_CLOCK = re.compile(r"\d:\d\d")
# What Excel makes of a long number: the digits are gone.
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)
_SHIPPING = frozenset(
    {Column.CARRIER_CODE, Column.CARRIER, Column.SHIP_METHOD, Column.TRACKING, Column.SHIP_DATE, Column.DELIVERY_DATE}
)
# An order counts for the first of these days that is known.
_COUNTS = (Column.PURCHASE_DATE, Column.SHIP_BY, Column.SHIP_DATE)
_DAYS = (Column.PURCHASE_DATE, Column.SHIP_BY, Column.SHIP_DATE, Column.DELIVERY_DATE)

_Line = tuple[int, Mapping[Column, str]]


@dataclass(frozen=True, slots=True)
class _File:
    """A file with orders: which report it is, what its cells are, and the cells of each order's lines, as they stand."""

    name: str
    report: Report
    columns: Sequence[Column]
    day_first: bool | None
    lines: Mapping[str, Sequence[Row]]

    def record(self, order_id: str) -> Record:
        """One order of all its lines."""
        lines = []
        for number, cells in self.lines[order_id]:
            told = zip(self.columns, map(_text, cells), strict=True)
            lines.append((number, {column: text for column, text in told if text}))
        return _record(order_id, lines, self.name, self.day_first)

    def days(self, column: Column) -> Iterator[tuple[str, date]]:
        """The day a column tells of each order, found without making its record."""
        if column in self.columns:
            at = self.columns.index(column)
            for order_id, lines in self.lines.items():
                for _, cells in lines:
                    if day := day_of(_text(cells[at]), self.day_first):
                        yield order_id, day


class _Orders(Mapping[str, Record]):
    """The orders of some files by ID. A record is made when it is asked for: of 20 000 orders a letter names a few."""

    __slots__ = ("_days", "_files", "_ids", "_made")

    def __init__(self, files: Sequence[_File]) -> None:
        self._files = files
        self._ids = dict.fromkeys(chain.from_iterable(file.lines for file in files))
        self._made: dict[str, Record] = {}
        self._days: dict[str, date] | None = None

    def __getitem__(self, order_id: str) -> Record:
        if order_id not in self._made:
            told = [file.record(order_id) for file in self._files if order_id in file.lines]
            if not told:
                raise KeyError(order_id)
            self._made[order_id] = reduce(filled, told)
        return self._made[order_id]

    def __contains__(self, order_id: object) -> bool:
        return order_id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __repr__(self) -> str:
        return repr(dict(self))

    def days(self) -> Mapping[str, date]:
        """The day each order counts for, of those that have one; worked out once."""
        if self._days is None:
            self._days = self._counted()
        return self._days

    def _counted(self) -> dict[str, date]:
        found: dict[str, date] = {}
        for column in _COUNTS:
            told: dict[str, date] = {}
            for order_id, day in chain.from_iterable(file.days(column) for file in self._files):
                # The first line counts; of several parcels, that which left first.
                earlier = told.setdefault(order_id, day)
                if column is Column.SHIP_DATE and day < earlier:
                    told[order_id] = day
            found = told | found
        return found


def _joined(files: Sequence[_File]) -> Records:
    """The records of several files as one; what the first file leaves open, a later one fills."""
    return Records(_Orders(files), tuple(Source(file.name, file.report, len(file.lines)) for file in files))


def _file(tables: Iterable[Table], path: str, name: str) -> _File:
    """The orders of a file: of the first table that has any. `path` stands in errors, `name` in the records."""
    seen = False
    for table in tables:
        seen = True
        columns = (Column.ORDER_ID, *table.header.places)
        try:
            lines = _lines(table)
        except PoalintError as error:
            raise PoalintError(f"{path}: {error}") from None
        if lines:
            day_first = day_order(_dates(lines, columns), table.header.day_first)
            return _File(name, table.header.report, columns, day_first, lines)
    if seen:
        raise PoalintError(
            f"{path}: below the column for order IDs stands none (such as 113-1234567-1234567); {EXPORT}"
        )
    raise PoalintError(f"{path}: no column with order IDs (such as amazon-order-id) was found; {EXPORT}")


def _lines(table: Table) -> dict[str, list[Row]]:
    """The lines with an order ID, by ID: the ID and the cells of the columns known, and no others."""
    places = table.header.places
    order_at, width = places[Column.ORDER_ID], max(places.values()) + 1
    pick = itemgetter(order_at, *places.values())
    lines: dict[str, list[Row]] = {}
    for number, row in table.rows:
        if len(row) > order_at and _ORDER_ID.fullmatch(order_id := _text(row[order_at])):
            whole = row if len(row) >= width else [*row, *[""] * (width - len(row))]
            lines.setdefault(order_id, []).append((number, pick(whole)))
    return lines


def _dates(lines: Mapping[str, Sequence[Row]], columns: Sequence[Column]) -> Iterator[str]:
    """What stands in the columns for dates, dates with the year first left out."""
    for at in [at for at, column in enumerate(columns) if column in _DAYS]:
        for told in lines.values():
            for _, cells in told:
                cell = cells[at]
                if isinstance(cell, str) and cell[4:5] not in {"-", "/", "年"}:
                    yield _text(cell)


# --- rows -------------------------------------------------------------------------------------------------------------


def _text(cell: object) -> str:
    """What a cell says, without what spreadsheets put around it; "" where it says nothing."""
    if isinstance(cell, str):
        text = cell.strip(" \t\r\n\xa0\"'=")
        return "" if len(text) <= 4 and text.lower() in _EMPTY else text
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    isoformat = getattr(cell, "isoformat", None)
    return str(isoformat() if isoformat else cell).removesuffix("T00:00:00")


def _record(order_id: str, lines: Sequence[_Line], source: str, day_first: bool | None) -> Record:
    """One order of all its lines: of what stands once for an order, the first line that says it counts."""
    first = lines[0][1] if len(lines) == 1 else {key: text for _, told in reversed(lines) for key, text in told.items()}
    purchased = first.get(Column.PURCHASE_DATE, "")
    quantities = [int(text) for text in _all(lines, Column.QUANTITY) if text.isdecimal() and len(text) < 10]
    return Record(
        order_id,
        purchase_date=day_of(purchased, day_first),
        ship_by=day_of(first.get(Column.SHIP_BY, ""), day_first),
        status=first.get(Column.STATUS),
        asins=tuple(dict.fromkeys(_all(lines, Column.ASIN))),
        skus=tuple(dict.fromkeys(_all(lines, Column.SKU))),
        quantity=sum(quantities) if quantities else None,
        parcels=each_once([parcel for line in lines for parcel in _parcels(line, source, day_first)]),
        line=lines[0][0],
        source=source,
        timed=_CLOCK.search(purchased) is not None,
    )


def _all(lines: Sequence[_Line], column: Column) -> list[str]:
    return [told[column] for _, told in lines if column in told]


def _parcels(line: _Line, source: str, day_first: bool | None) -> Iterator[Parcel]:
    """The parcels of a line: one for each tracking number in it, or one without."""
    number, told = line
    if _SHIPPING.isdisjoint(told):
        return
    shipped, delivered = told.get(Column.SHIP_DATE, ""), told.get(Column.DELIVERY_DATE, "")
    parcel = Parcel(
        tuple(dict.fromkeys(told[column] for column in (Column.CARRIER_CODE, Column.CARRIER) if column in told)),
        told.get(Column.SHIP_METHOD),
        None,
        day_of(shipped, day_first),
        day_of(delivered, day_first),
        bool(_CLOCK.search(shipped) or _CLOCK.search(delivered)),
        number,
        source,
    )
    written = [plain(each) for each in re.split(r"[,;/|\n]", told.get(Column.TRACKING, ""))]
    found = [tracking for tracking in written if tracking and not _ROUNDED.fullmatch(tracking)]
    yield from [replace(parcel, tracking=tracking) for tracking in found] or [parcel]
