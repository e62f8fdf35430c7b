"""Dates as letters write them: in every common order, in words and figures, and whether the calendar has them."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from poalint.model import Span

WIDE = str.maketrans("０１２３４５６７８９／．－％，：（）", "0123456789/.-%,:()")
"""Full-width figures and signs made plain; each is one character, so that places stay."""

_MONTH_FIRST = frozenset({"US", "CA"})
_ENGLISH = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
# Months of the other sites' languages, whole names only: German, French, Spanish, Italian.
_OTHERS = (
    "januar|janvier|enero|gennaio", "februar|février|febrero|febbraio", "märz|mars|marzo", "avril|abril|aprile",
    "mai|mayo|maggio", "juni|juin|junio|giugno", "juli|juillet|julio|luglio", "août|agosto",
    "septembre|septiembre|settembre", "oktober|octobre|octubre|ottobre", "novembre|noviembre",
    "dezember|décembre|diciembre|dicembre",
)  # fmt: skip
MONTHS = "|".join(_ENGLISH)
"""The months as English writes them, whole or short without a stop: alternatives for a pattern that ignores case."""
_MONTH = rf"(?P<month>{MONTHS})"
_FOREIGN = rf"(?P<month>{'|'.join(_OTHERS)})"
_BEGINNINGS = [
    re.compile(first, re.IGNORECASE)
    for first in (
        "jan|gen|ene", "feb|fev|fév", "mar|mär|mrz", "apr|avr|abr", "may|mai|mag", "jun|juin|giu", "jul|juil|lug",
        "aug|aou|aoû|ago", "sep|set", "oct|okt|ott", "nov", "dec|dez|déc|dic",
    )
]  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
# A number that belongs to an order ID, a version, an address or a larger figure begins or goes on beside the date.
_BEFORE = r"(?<![A-Za-z0-9_])(?<![0-9A-Za-z][-/])(?<![0-9][.,:])"
_AFTER = r"(?=T\d\d:)|(?![A-Za-z0-9_])(?![-/][0-9A-Za-z])(?![.,:]\d)"
_DAY = r"(?P<day>\d{1,2})"
_TH = r"(?P<th>\s?(?:st|nd|rd|th))?"
# “In May 36 orders came late” names a month and a count, no day.
_NO_COUNT = (
    r"(?!\s*%|\s+(?:more|new|of|per\s?cent|orders?|parcels?|packages?|shipments?|claims?|complaints?|buyers?|customers?"
    r"|units?|items?|products?|times|listings?|ASINs?|SKUs?|days?|weeks?|hours?|months?|employees|people|clerks?|staff)\b)"
)
# A line may be wrapped within a date; a number that begins a line with a stop or a bracket is a list's.
_GAP = r"(?:\.?[^\S\n]{1,2}|[./-]|[^\S\n]?\n(?=\d{1,2}(?![.)、）\d]))|(?=\d))"
_YMD, _XXY = "ymd", "xxy"
_FORMS: tuple[tuple[str, str], ...] = (
    (_YMD, rf"{_BEFORE}{_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep){_DAY}(?:{_AFTER})"),
    (
        _XXY,
        rf"{_BEFORE}(?P<one>\d{{1,2}})(?P<sep>[-/.])(?P<two>\d{{1,2}})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?:{_AFTER})",
    ),
    ("named", rf"{_BEFORE}{_YEAR}[\s\-/,]\s?{_MONTH}\b[\s\-./]{{1,2}}{_DAY}(?!\d)"),
    (
        "named",
        rf"(?<![A-Za-z0-9_])(?<![0-9][.,:]){_DAY}{_TH}(?P<of>\s+(?:day\s+)?of)?[\s\-/.]{{0,2}}{_MONTH}(?![A-Za-z])"
        rf"(?:\.?,?[\s\-/]{{0,2}}(?P<year>(?:19|20)\d\d)(?!\d)|[-/](?P<short>\d\d)(?![\d\-/])|\s?['’](?P<quoted>\d\d)(?!\d))?",
    ),
    (
        "named",
        rf"(?<![A-Za-z0-9_]){_MONTH}{_GAP}{_DAY}(?!\d|[.:]\d|,\d{{3}}(?!\d)){_TH}(?![A-Za-z])"
        rf"(?:\s?(?:[-–—~]|to|and|&)\s?\d{{1,2}}(?:st|nd|rd|th)?(?![\d:A-Za-z]))?"
        rf"(?:\s?[,\-/.]?\s{{0,2}}(?P<year>(?:19|20)\d\d)(?!\d)|\s?,?\s?['’](?P<quoted>\d\d)(?!\d)|{_NO_COUNT})",
    ),
    ("named", rf"(?<![A-Za-z0-9_]){_MONTH}[.,]?\s+(?:of\s+)?{_YEAR}(?![\-/\d])"),
    ("named", rf"(?<![\w]){_DAY}\.?\s(?:de\s)?{_FOREIGN}\b(?:,?\s(?:de\s|del\s)?{_YEAR})?"),
    ("named", r"(?<!\d)(?:(?P<year>\d{4}|\d\d)\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"),
    ("named", r"(?<!\d)(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月(?:份|\s?(?P<day>\d{1,2})(?![\d个]))?"),
)
_COMPILED = [(form, re.compile(pattern, re.IGNORECASE)) for form, pattern in _FORMS]
# A month in small letters that is another word as well wants more beside it than a number.
_ALSO_WORDS = frozenset({"may", "march", "mar", "sep", "dec", "jan", "mars"})
_NO_DATE_BEFORE = re.compile(
    r"\b(?:sizes?|ratios?|versions?|ver|v|models?|firmware|revision|rev|scale|part|page|invoices?|contracts?|lots?|batch"
    r"|case|orders?|po|ref|reference|build|certificate|licen[cs]e|no|number|nr|id|#)\.?\s*(?:no\.?|number|nr\.?|#)?[:：]?\s*$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\d{1,2}\.\s")
_MEASURE_AFTER = re.compile(r"\s?(?:inch(?:es)?|in\b|mm|cm|ml|mAh|kg|g\b|oz|ft|\"|″)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written; `year`, `month` and `day` are None where it does not say them: nothing is inferred.

    `ambiguous`: day and month may be meant the other way about, and no other date of the letter shows which.
    `possible` is False where the calendar has no such day. `order` is `day_first` or `month_first` where a date of three
    figures can only be read so, else empty.
    """

    text: str
    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False
    possible: bool = True
    order: str = ""

    @property
    def full(self) -> bool:
        """Whether it says year, month and day."""
        return None not in (self.year, self.month, self.day)

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None without a year, and for a date that cannot be."""
        return min(self._readings, default=None)

    @property
    def latest(self) -> date | None:
        """The last day it can mean; None without a year, and for a date that cannot be."""
        return max(self._readings, default=None)

    @property
    def _readings(self) -> list[date]:
        if not self.possible or self.year is None or self.month is None:
            return []
        if self.day is None:
            last = calendar.monthrange(self.year, self.month)[1]
            return [date(self.year, self.month, 1), date(self.year, self.month, last)]
        both = [(self.month, self.day), (self.day, self.month)] if self.ambiguous else [(self.month, self.day)]
        return [date(self.year, month, day) for month, day in both]


def dates(text: str, marketplace: str = "US") -> Iterator[Date]:
    """The dates in the text, in order of place.

    Where three figures fit both ways, the month comes first on the sites of the US and Canada and the day elsewhere, and
    the date is ambiguous; unless another date of the text shows the writer's order.
    """
    plain = text.translate(WIDE)
    found: list[tuple[int, int, Date]] = []
    for at, (form, pattern) in enumerate(_COMPILED):
        for match in pattern.finditer(plain):
            read = _READERS[form](match, marketplace)
            if read is not None:
                span = Span(*match.span())
                found.append((span.start, at, replace(read, text=text[span.start : span.end], span=span)))
    yield from _ordered(_apart(sorted(found, key=lambda each: each[:2])))


def _apart(found: Sequence[tuple[int, int, Date]]) -> list[Date]:
    """The dates without those that lie in an earlier one."""
    kept: list[Date] = []
    for _, _, each in found:
        if not kept or each.span.start >= kept[-1].span.end:
            kept.append(each)
    return kept


def _ordered(found: list[Date]) -> list[Date]:
    """Ambiguous dates read as the writer's other dates show, where those agree."""
    shown = {each.order for each in found if each.order}
    if len(shown) != 1:
        return found
    return [_in_order(each, next(iter(shown))) if each.ambiguous else each for each in found]


def _in_order(each: Date, order: str) -> Date:
    parts = re.split(r"[-/]", each.text.translate(WIDE))
    one, two = int(parts[0]), int(parts[1])
    day, month = (one, two) if order == "day_first" else (two, one)
    return replace(each, day=day, month=month, ambiguous=False)


_NOWHERE = Span(0, 0)


def _year_first(match: re.Match[str], marketplace: str) -> Date | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if not (1 <= month <= 31 and 1 <= day <= 31):
        return None
    if not _possible(year, month, day) and _NO_DATE_BEFORE.search(
        match.string[max(0, match.start() - 24) : match.start()]
    ):
        # The number of an invoice, not a day that cannot be.
        return None
    return Date("", _NOWHERE, year, month, day, possible=_possible(year, month, day))


def _year_last(match: re.Match[str], marketplace: str) -> Date | None:
    one, two, short = int(match["one"]), int(match["two"]), len(match["year"]) == 2
    if not (1 <= one <= 31 and 1 <= two <= 31) or (short and not _short_date(match)):
        return None
    if short and int(match["year"]) < 10:
        # 25/11/03 is written in the Chinese order: no letter speaks of 2003.
        year, day = 2000 + one, int(match["year"])
        return Date("", _NOWHERE, year, two, day) if _possible(year, two, day) else None
    year = _whole(match["year"])
    fits = {"day_first": _possible(year, two, one), "month_first": _possible(year, one, two)}
    if not any(fits.values()):
        return _impossible(year, one, two, short)
    usual = "month_first" if marketplace in _MONTH_FIRST and match["sep"] != "." else "day_first"
    order = usual if fits[usual] else next(name for name, fit in fits.items() if fit)
    day, month = (one, two) if order == "day_first" else (two, one)
    both = all(fits.values())
    return Date(
        "", _NOWHERE, year, month, day, both and one != two and match["sep"] != ".", order="" if both else order
    )


def _impossible(year: int, one: int, two: int, short: bool) -> Date | None:
    """A day that no reading finds in the calendar; with a short year only the last days of a month are meant as one."""
    if short and not (min(one, two) <= 12 and max(one, two) > 28):
        return None
    month, day = (one, two) if one <= 12 < two else (two, one)
    return Date("", _NOWHERE, year, month, day, possible=False)


def _short_date(match: re.Match[str]) -> bool:
    """Whether three short figures are a date: no sizes, no version."""
    text, start, end = match.string, match.start(), match.end()
    if match["sep"] != "/" and not (len(match["one"]) == len(match["two"]) == 2):
        return False
    likely = 10 <= int(match["year"]) <= 39 or 10 <= int(match["one"]) <= 39
    return (
        likely and not _NO_DATE_BEFORE.search(text[max(0, start - 24) : start]) and not _MEASURE_AFTER.match(text, end)
    )


def _named(match: re.Match[str], marketplace: str) -> Date | None:
    told = match.groupdict()
    year_told = told.get("year") or told.get("short") or told.get("quoted")
    if not year_told and _ITEM.match(match[0]) and _begins_line(match):
        return None
    month, day = _month(told["month"]), int(told["day"]) if told.get("day") else None
    year = _whole(year_told) if year_told else None
    if year is None and (not _as_month(told) or day is None or not 1 <= day <= 31):
        return None
    if (year is not None and not 1990 <= year <= 2099) or day == 0:
        return None
    return Date("", _NOWHERE, year, month, day, possible=_possible(year, month, day))


def _begins_line(match: re.Match[str]) -> bool:
    """Whether nothing but marks stands before it on its line: then “5. May …” is an item's number and a month or a verb."""
    line = match.string.rfind("\n", 0, match.start()) + 1
    return not match.string[line : match.start()].strip(" \t*#>•-")


def _as_month(told: dict[str, str | None]) -> bool:
    """Whether a month without a year is one: “30 may have” and “march 5 boxes” are not."""
    word = told["month"] or ""
    return not word.islower() or word not in _ALSO_WORDS or bool(told.get("th") or told.get("of"))


_READERS = {_YMD: _year_first, _XXY: _year_last, "named": _named}


def _month(word: str | None) -> int:
    """The number of a month by its name or figure; a figure may be none."""
    word = word or ""
    return int(word) if word.isdigit() else month_of(word)


def month_of(name: str) -> int:
    """The number of a month by the first letters of its English, German, French, Italian or Spanish name; 0 for others."""
    return next((at for at, begins in enumerate(_BEGINNINGS, 1) if begins.match(name)), 0)


def _whole(year: str) -> int:
    """The year in four figures: 25 is 2025, 98 is 1998."""
    number = int(year)
    return number if number > 99 else number + (2000 if number < 69 else 1900)


def _possible(year: int | None, month: int, day: int | None) -> bool:
    """Whether the calendar has the day; 29 February without a year counts as there."""
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= calendar.monthrange(year or 2000, month)[1]
