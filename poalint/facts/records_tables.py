"""The tables in the files a seller gives: text in any delimiter and encoding, and workbooks."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from poalint.facts.reports import Header, read_header
from poalint.model import PoalintError

EXPORT = "export the All Orders report in Seller Central (Reports > Fulfilment) and give that file"
"""What to do about a file that is none of the reports."""
Row = tuple[int, Sequence[object]]
"""A row's line, from 1, and its cells."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and the rows below it, each with its line from 1."""

    header: Header
    rows: Iterable[Row]


# --- files ------------------------------------------------------------------------------------------------------------

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


def file_tables(path: Path) -> Iterator[Table]:
    """The tables with a header known in a file."""
    data = _bytes(path)
    if not data.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n"):
        raise PoalintError(f"{path}: the file is empty; {EXPORT}")
    if data.startswith(_WORKBOOKS):
        return _sheet_tables(data, path)
    for magic, what in _OTHERS:
        if data.startswith(magic):
            raise PoalintError(f"{path}: this is {what} and no order report; {EXPORT}")
    return text_tables(_decoded(data, path))


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
    raise PoalintError(f"{path}: this is not text; {EXPORT}")


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

# A template opens with lines of instructions; a report with its header.
_HEADER_WITHIN = 40
_DELIMITERS = ("\t", ",", ";", "|")


def text_tables(text: str) -> Iterator[Table]:
    """The table in a text: it begins where a line, parted by one of the delimiters, has most of the columns known."""
    # csv ends a row at these line ends and no others; str.splitlines would end one at a form feed too.
    lines = io.StringIO(text, newline=None).getvalue().removeprefix("\ufeff").split("\n", _HEADER_WITHIN)
    for number, line in enumerate(lines[:_HEADER_WITHIN], 1):
        headers = [(header, mark) for mark in _DELIMITERS if (header := read_header(_cells(line, mark))) is not None]
        if headers:
            header, mark = max(headers, key=lambda found: len(found[0].places))
            below = "\n".join(lines[number:])
            yield Table(header, _rows(below, mark, number))
            return


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(delimiter)]


def _rows(text: str, delimiter: str, above: int) -> Iterator[Row]:
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
        raise PoalintError(f"a quotation mark opened after line {above + 1} is never closed; {EXPORT}") from None


def _sheet_tables(data: bytes, path: Path) -> Iterator[Table]:
    """The tables of a workbook, the first of each sheet."""
    for rows in _sheets(data, path):
        for number, row in enumerate(rows[:_HEADER_WITHIN], 1):
            header = read_header([str(cell) for cell in row])
            if header is not None and (len(header.places) > 1 or not any(str(cell) for cell in row[1:])):
                yield Table(header, enumerate(rows[number:], number + 1))
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
