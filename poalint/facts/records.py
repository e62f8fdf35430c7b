"""The seller's own order and shipment records, as Seller Central exports them.

Only the columns of `reports` are read. Names, addresses, telephone numbers and e-mail addresses of buyers are passed over
while a file is read and kept nowhere.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, reduce
from itertools import chain
from operator import itemgetter
from pathlib import Path

from poalint.facts.reports import Column, Header, Report, read_header
from poalint.model import PoalintError


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
        if isinstance(self.orders, _Orders):
            return self.orders.days()
        return {order_id: record.day for order_id, record in self.orders.items() if record.day}


def parse_records(text: str, name: str = "<text>") -> Records:
    """The records in the text of a report. Raises PoalintError where it is none."""
    return _joined([_file(_text_tables(text), name, name)])


def read_records(paths: Sequence[Path]) -> Records:
    """The records in one or more files, joined by order ID. Raises PoalintError where one cannot be read or is none."""
    return _joined([_file(_tables(path), str(path), path.name) for path in paths])


# --- files ------------------------------------------------------------------------------------------------------------

_EXPORT = "export the All Orders report in Seller Central (Reports > Fulfilment) and give that file"
_BIGGEST = 200 * 1024 * 1024
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"<", "a web page"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PAIRS = re.compile(rb"(?<![\x80-\xff])(?:[\xa1-\xf7][\xa1-\xfe])+(?![\x80-\xff])")
_KANA = re.compile(rb"(?:[\x81-\x97][\x40-\x7e\x80-\xfc]){2,}")


def _tables(path: Path) -> Iterator[_Table]:
    """The tables with a header known in a file."""
    data = _bytes(path)
    if not data.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise PoalintError(f"{path}: the file is empty; {_EXPORT}")
    if data.startswith(_WORKBOOKS):
        return _sheet_tables(data, path)
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise PoalintError(f"{path}: this is {what} and no order report; {_EXPORT}")
    return _text_tables(_decoded(data, path))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise PoalintError(f"{path}: this is a folder; name the report in it")
        if path.stat().st_size > _BIGGEST:
            raise PoalintError(f"{path}: the file is larger than 200 MB; export a shorter period")
        return path.read_bytes()
    except FileNotFoundError:
        raise PoalintError(f"{path}: there is no such file; check the path after --orders") from None
    except (OSError, ValueError) as error:
        told = getattr(error, "strerror", None) or "this is no path"
        raise PoalintError(f"{path}: cannot be read ({told}); check that the file may be opened") from None


def _decoded(data: bytes, path: Path) -> str:
    """The text: by the byte-order mark, as UTF-16 known by its zero bytes, as UTF-8, or in the likeliest older encoding."""
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if marked is None and b"\x00" in data:
        marked = "utf-16-le" if data[1::2].count(0) > data[::2].count(0) else "utf-16-be"
    for name in (marked,) if marked else chain(["utf-8"], _older(data)):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    raise PoalintError(f"{path}: this is not text; {_EXPORT}")


def _older(data: bytes) -> Iterator[str]:
    """The older encodings sheets are saved in, the likeliest for these bytes first.

    Chinese in GB2312 has whole pairs of bytes over 0xA0; Japanese in cp932 leads its kana and common kanji with 0x81 to
    0x97; in Western text such bytes stand alone.
    """
    sample = data[:400_000]
    high = sum(byte > 0x7F for byte in sample)
    chinese, japanese = (sum(map(len, pattern.findall(sample))) for pattern in (_PAIRS, _KANA))
    likely = "gb18030" if chinese > high * 0.7 else "cp932" if japanese > high * 0.5 else "cp1252"
    yield from sorted(["cp1252", "gb18030", "cp932"], key=lambda name: name != likely)


# --- tables -----------------------------------------------------------------------------------------------------------

_Row = tuple[int, Sequence[object]]
# A template opens with lines of instructions; a report with its header.
_HEADER_WITHIN = 40
_DELIMITERS = ("\t", ",", ";", "|")


@dataclass(frozen=True, slots=True)
class _Table:
    """A header and the rows below it, each with its line from 1."""

    header: Header
    rows: Iterable[_Row]


def _text_tables(text: str) -> Iterator[_Table]:
    """The table in a text: it begins where a line, parted by one of the delimiters, has most of the columns known."""
    # csv ends a row at these line ends and no others; str.splitlines would end one at a form feed too.
    lines = io.StringIO(text, newline=None).getvalue().removeprefix("\ufeff").split("\n", _HEADER_WITHIN)
    for number, line in enumerate(lines[:_HEADER_WITHIN], 1):
        headers = [(header, mark) for mark in _DELIMITERS if (header := read_header(_cells(line, mark))) is not None]
        if headers:
            header, mark = max(headers, key=lambda found: len(found[0].places))
            below = "\n".join(lines[number:])
            yield _Table(header, _rows(below, mark, number))
            return


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _rows(text: str, delimiter: str, above: int) -> Iterator[_Row]:
    """The rows of delimited text, `above` lines below the top of the file.

    Amazon does not quote in tab-separated files: a quotation mark there stands for inches.
    """
    lines = io.StringIO(text, newline="")
    if delimiter == "\t":
        reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    else:
        reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            yield above + reader.line_num, row
    except csv.Error:
        # One cell of more than a hundred thousand characters: a quotation mark that was never closed.
        raise PoalintError(f"a quotation mark opened after line {above + 1} is never closed; {_EXPORT}") from None


def _sheet_tables(data: bytes, path: Path) -> Iterator[_Table]:
    """The tables of a workbook, the first of each sheet."""
    for rows in _sheets(data, path):
        for number, row in enumerate(rows[:_HEADER_WITHIN], 1):
            header = read_header([str(cell) for cell in row])
            if header is not None and (len(header.places) > 1 or not any(str(cell) for cell in row[1:])):
                yield _Table(header, enumerate(rows[number:], number + 1))
                break


def _sheets(data: bytes, path: Path) -> Iterator[Sequence[Sequence[object]]]:
    from python_calamine import CalamineWorkbook, PasswordError

    try:
        if data.startswith(b"PK") and _unpacked(data) > 5 * _BIGGEST:
            raise PoalintError(f"{path}: unpacked the workbook is larger than 1 GB; export a shorter period")
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in workbook.sheet_names:
            yield workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except PoalintError:
        raise
    except PasswordError:
        raise PoalintError(f"{path}: the workbook has a password; save a copy without it") from None
    except BaseException as error:
        # A damaged file fails in many ways; the reader, written in Rust, throws some of them past `Exception`.
        if isinstance(error, Exception) or type(error).__module__ == "pyo3_runtime":
            raise _broken(path) from None
        raise


def _unpacked(data: bytes) -> int:
    """The size of all files packed in a zip file, in bytes."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return sum(each.file_size for each in packed.infolist())


def _broken(path: Path) -> PoalintError:
    return PoalintError(
        f"{path}: this is no workbook that can be read; open it in Excel, save it as .xlsx or .csv, give that file"
    )


# --- rows → records ---------------------------------------------------------------------------------------------------

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
    lines: Mapping[str, Sequence[_Row]]

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
                    if day := _day(_text(cells[at]), self.day_first):
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
            self._made[order_id] = reduce(_filled, told)
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


def _file(tables: Iterable[_Table], path: str, name: str) -> _File:
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
            day_first = _day_order(_dates(lines, columns), table.header.day_first)
            return _File(name, table.header.report, columns, day_first, lines)
    if seen:
        raise PoalintError(
            f"{path}: below the column for order IDs stands none (such as 113-1234567-1234567); {_EXPORT}"
        )
    raise PoalintError(f"{path}: no column with order IDs (such as amazon-order-id) was found; {_EXPORT}")


def _lines(table: _Table) -> dict[str, list[_Row]]:
    """The lines with an order ID, by ID: the ID and the cells of the columns known, and no others."""
    places = table.header.places
    order_at, width = places[Column.ORDER_ID], max(places.values()) + 1
    pick = itemgetter(order_at, *places.values())
    lines: dict[str, list[_Row]] = {}
    for number, row in table.rows:
        if len(row) > order_at and _ORDER_ID.fullmatch(order_id := _text(row[order_at])):
            whole = row if len(row) >= width else [*row, *[""] * (width - len(row))]
            lines.setdefault(order_id, []).append((number, pick(whole)))
    return lines


def _dates(lines: Mapping[str, Sequence[_Row]], columns: Sequence[Column]) -> Iterator[str]:
    """What stands in the columns for dates, dates with the year first left out."""
    for at in [at for at, column in enumerate(columns) if column in _DAYS]:
        for told in lines.values():
            for _, cells in told:
                cell = cells[at]
                if isinstance(cell, str) and cell[4:5] not in {"-", "/", "年"}:
                    yield _text(cell)


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
        purchase_date=_day(purchased, day_first),
        ship_by=_day(first.get(Column.SHIP_BY, ""), day_first),
        status=first.get(Column.STATUS),
        asins=tuple(dict.fromkeys(_all(lines, Column.ASIN))),
        skus=tuple(dict.fromkeys(_all(lines, Column.SKU))),
        quantity=sum(quantities) if quantities else None,
        parcels=_distinct([parcel for line in lines for parcel in _parcels(line, source, day_first)]),
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
        _day(shipped, day_first),
        _day(delivered, day_first),
        bool(_CLOCK.search(shipped) or _CLOCK.search(delivered)),
        number,
        source,
    )
    written = [plain_number(each) for each in re.split(r"[,;/|\n]", told.get(Column.TRACKING, ""))]
    found = [tracking for tracking in written if tracking and not _ROUNDED.fullmatch(tracking)]
    yield from [replace(parcel, tracking=tracking) for tracking in found] or [parcel]


def plain_number(written: str) -> str:
    """A tracking number in capitals, without spaces and hyphens."""
    return re.sub(r"[\s\-\u2010-\u2015]", "", written).upper()


def _distinct(parcels: Iterable[Parcel]) -> tuple[Parcel, ...]:
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


def _filled(one: Record, other: Record) -> Record:
    return replace(
        one,
        purchase_date=one.purchase_date or other.purchase_date,
        ship_by=one.ship_by or other.ship_by,
        status=one.status or other.status,
        asins=tuple(dict.fromkeys((*one.asins, *other.asins))),
        skus=tuple(dict.fromkeys((*one.skus, *other.skus))),
        quantity=one.quantity if one.quantity is not None else other.quantity,
        parcels=_distinct((*one.parcels, *other.parcels)),
        timed=one.timed or other.timed,
    )


# --- dates ------------------------------------------------------------------------------------------------------------

# Months by the first letters of their names in English, German, French, Italian and Spanish.
_MONTHS = (
    ("jan", "gen", "ene"),
    ("feb", "fev", "fév"),
    ("mar", "mär", "mrz"),
    ("apr", "avr", "abr"),
    ("may", "mai", "mag"),
    ("jun", "juin", "giu"),
    ("jul", "juil", "lug"),
    ("aug", "aou", "aoû", "ago"),
    ("sep", "set"),
    ("oct", "okt", "ott"),
    ("nov",),
    ("dec", "dez", "déc", "dic"),
)
_NAME = r"([^\W\d_]{3,})\.?"
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s\-]+(?:of\s+|de\s+)?{_NAME},?[\s\-]+(?:de\s+)?(\d{{4}})(?!\d)"
)
_MONTH_DAY = re.compile(rf"{_NAME}[\s\-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[\s\-]+(\d{{4}})(?!\d)")


@lru_cache(maxsize=4096)
def possible_days(text: str) -> tuple[date, ...]:
    """The days that a date with its year may mean: one; two for “03/04/2025”, the month first; none where it is no date."""
    if found := _YEAR_FIRST.search(text):
        return _days((found[1], found[2], found[3]))
    if found := _NUMERIC.search(text):
        year = found[3] if len(found[3]) == 4 else f"20{found[3]}"
        return _days((year, found[1], found[2]), (year, found[2], found[1]))
    if found := _DAY_MONTH.search(text):
        return _days((found[3], _month(found[2]), found[1]))
    if found := _MONTH_DAY.search(text):
        return _days((found[3], _month(found[1]), found[2]))
    return ()


def _month(name: str) -> str:
    """The number of a month by its name; "0" for any other word."""
    return next((str(at) for at, begins in enumerate(_MONTHS, 1) if name.lower().startswith(begins)), "0")


def _days(*readings: tuple[str, str, str]) -> tuple[date, ...]:
    """The days that exist among readings as year, month and day, each once."""
    found: dict[date, None] = {}
    for year, month, day in readings:
        try:
            found[date(int(year), int(month), int(day))] = None
        except ValueError:
            continue
    return tuple(found)


def _day_order(dates: Iterable[str], by_language: bool) -> bool | None:
    """Whether a table writes the day before the month; None where nothing in it tells."""
    numeric = [found for text in dates if (found := _NUMERIC.match(text))]
    if any(int(found[1]) > 12 for found in numeric):
        return True
    if any(int(found[2]) > 12 for found in numeric):
        return False
    return True if by_language or any("." in found[0] for found in numeric) else None


def _day(text: str, day_first: bool | None) -> date | None:
    """The day in a cell; None where there is none or where it may be one of two."""
    if not text:
        return None
    # Of a moment only the day is looked up: a year has few of them.
    days = possible_days(text[:10] if text[4:5] == "-" else text[:32])
    if len(days) == 2 and day_first is not None:
        return days[1 if day_first else 0]
    return days[0] if len(days) == 1 else None
