"""The days in the cells of a report: in five languages, day or month first as the whole column shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from poalint.facts.dates import month_of

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
        return _days((found[3], str(month_of(found[2])), found[1]))
    if found := _MONTH_DAY.search(text):
        return _days((found[3], str(month_of(found[1])), found[2]))
    return ()


def _days(*readings: tuple[str, str, str]) -> tuple[date, ...]:
    """The days that exist among readings as year, month and day, each once."""
    found: dict[date, None] = {}
    for year, month, day in readings:
        try:
            found[date(int(year), int(month), int(day))] = None
        except ValueError:
            continue
    return tuple(found)


def day_order(dates: Iterable[str], by_language: bool) -> bool | None:
    """Whether a table writes the day before the month; None where nothing in it tells."""
    numeric = [found for text in dates if (found := _NUMERIC.match(text))]
    if any(int(found[1]) > 12 for found in numeric):
        return True
    if any(int(found[2]) > 12 for found in numeric):
        return False
    return True if by_language or any("." in found[0] for found in numeric) else None


def day_of(text: str, day_first: bool | None) -> date | None:
    """The day in a cell; None where there is none or where it may be one of two."""
    if not text:
        return None
    # Of a moment only the day is looked up: a year has few of them.
    days = possible_days(text[:10] if text[4:5] == "-" else text[:32])
    if len(days) == 2 and day_first is not None:
        return days[1 if day_first else 0]
    return days[0] if len(days) == 1 else None
