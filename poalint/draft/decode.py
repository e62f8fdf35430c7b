"""Bytes as sellers have them → text. The only place that knows encodings."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from poalint.model import PoalintError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# PDF, zip (Word, Excel), old Word, RTF, PNG: files renamed, whose bytes may still decode.
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG")
# In GB2312 text, which is what Chinese editors write, both bytes of a character are 0xA1 or more, so bytes over 0x7F
# come in even runs. In Windows-1252 English they stand alone: a curly quote, a dash, a pound sign.
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with `\\n` line ends and no byte-order mark; the encoding and line end it came in."""

    text: str
    encoding: str
    newline: str


def decode(data: bytes, path: str) -> Decoded:
    """The text of a file. Raises PoalintError, naming `path`, where the bytes are no text.

    Tried in order: the byte-order mark; UTF-8; UTF-16 without a mark, known by its zero bytes; GB18030; Windows-1252.
    """
    encoding = None if data.startswith(_MAGIC) else _encoding(data)
    if encoding is None:
        raise PoalintError(f"{path}: this is not text; save the letter as .docx or as plain text and check that file")
    text = data.decode(encoding)
    if len(_CONTROL.findall(text)) > len(text) // 100:
        raise PoalintError(f"{path}: this is not text; save the letter as .docx or as plain text and check that file")
    ends = _NEWLINE.findall(text)
    return Decoded(_NEWLINE.sub("\n", text), encoding, max(set(ends), key=ends.count) if ends else "\n")


def _encoding(data: bytes) -> str | None:
    """The name of the first encoding that holds; None where none does."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name if _decodes(data, name) else None
    if b"\x00" in data:
        even, odd = data[::2].count(0), data[1::2].count(0)
        name = "utf-16-le" if odd > even else "utf-16-be"
        return name if max(even, odd) > len(data) // 8 and _decodes(data, name) else None
    if _decodes(data, "utf-8"):
        return "utf-8"
    runs = [len(run) for run in _HIGH_RUN.findall(data)]
    paired = sum(length for length in runs if length % 2 == 0)
    order = ("gb18030", "cp1252") if paired * 2 > sum(runs) else ("cp1252", "gb18030")
    return next((name for name in order if _decodes(data, name)), None)


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
