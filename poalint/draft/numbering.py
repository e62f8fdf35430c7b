"""The numbers and bullets that Word puts before list paragraphs: they stand in no paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

BULLET = "•"
PRIVATE = re.compile(r"[\ue000-\uf8ff]")
"""What Word writes for the signs of symbol fonts; no other font shows them."""

_LARGEST = 32767
_LONGEST_TEXT = 64  # Word takes 31 characters; a file may hold any number, once a paragraph
_PLACEHOLDER = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (
    ("m", 1000), ("cm", 900), ("d", 500), ("cd", 400), ("c", 100), ("xc", 90), ("l", 50),
    ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1),
)  # fmt: skip


def child_value(element: Any, tag: str) -> str | None:
    """The `w:val` of a child such as `w:numId`; None where the element, the child or the value is missing."""
    child = None if element is None else element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def whole_number(value: str | None) -> int | None:
    """The number that an attribute gives, within what Word takes; None where it gives none."""
    try:
        return None if value is None else max(0, min(int(value), _LARGEST))
    except ValueError:
        return None


def is_on(element: Any, tag: str) -> bool | None:
    """Whether a property such as `w:vanish` is on; None where the element does not say."""
    child = None if element is None else element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"), "1") not in ("0", "false", "off")


def _letter(number: int) -> str:
    """a…z, then aa, bb…zz, as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    letters = ""
    for sign, worth in _ROMAN:
        count, number = divmod(number, worth)
        letters += sign * count
    return letters


def _chinese(number: int) -> str:
    """一, 十二, 二十, 一百零五; digits from ten thousand on."""
    if number > 9999:
        return str(number)
    words = ""
    for unit, worth in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // worth % 10
        if digit:
            words += _DIGITS[digit] + unit
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words.removeprefix("一") if words.startswith("一十") else words


def _japanese(number: int) -> str:
    return re.sub("一(?=[十百千])|零", "", _chinese(number))


def _enclosed(first: str) -> Callable[[int], str]:
    """Numbers that Unicode has as one sign, up to 20."""
    return lambda number: chr(ord(first) + number - 1) if number <= 20 else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _enclosed("①"),
    "decimalEnclosedCircleChinese": _enclosed("①"),
    "decimalEnclosedParen": _enclosed("⑴"),
    "decimalEnclosedFullstop": _enclosed("⒈"),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _japanese,
    "none": lambda number: "",
    "bullet": lambda number: "",
}


def formatted(number: int, name: str) -> str:
    """A number in one of Word's formats (`w:numFmt`); in plain digits where the format is none we know."""
    return _FORMATS.get(name, str)(number) if number > 0 or name in ("none", "bullet") else str(number)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list. `restarts_after` is how many of the outermost levels begin it anew; 0: none."""

    start: int
    format: str
    text: str
    restarts_after: int
    legal: bool
    style: str | None


@dataclass(frozen=True, slots=True)
class _List:
    """A `w:num`. Lists of one `abstract` count on from each other but for the levels in `restarted`."""

    abstract: str
    levels: Mapping[int, _Level]
    restarted: frozenset[int]


class Numbering:
    """The lists of one Word file and how far each has counted."""

    def __init__(self, root: Any) -> None:
        """The lists in a `w:numbering` element; None where the file has no lists."""
        self._lists: dict[str, _List] = {} if root is None else dict(_lists(root))
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def level_of(self, num_id: str, styles: Iterable[str]) -> int | None:
        """The level tied to a paragraph style, given its id and those it is based on; None if none is."""
        found = self._lists.get(num_id)
        levels = {level.style: at for at, level in found.levels.items() if level.style} if found else {}
        return next((levels[style] for style in styles if style in levels), None)

    def count(self, num_id: str, at: int) -> str:
        """The marker of a list's next paragraph, at level `at` (0 outermost); "" where Word shows none."""
        found = self._lists.get(num_id)
        if found is None or at not in found.levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        if num_id not in self._begun:
            self._begun.add(num_id)
            for restarted in found.restarted:
                counts.pop(restarted, None)
        for outer in found.levels.keys() & set(range(at)):
            counts.setdefault(outer, found.levels[outer].start)
        counts[at] = counts[at] + 1 if at in counts else found.levels[at].start
        for deeper, level in found.levels.items():
            if deeper > at and at < level.restarts_after:
                counts.pop(deeper, None)
        return _marker(found, at, counts)


def _marker(found: _List, at: int, counts: Mapping[int, int]) -> str:
    level = found.levels[at]
    if level.format == "bullet":
        return BULLET if level.text.strip() else ""

    def number(placeholder: re.Match[str]) -> str:
        meant = int(placeholder[1]) - 1
        if meant not in counts or meant not in found.levels:
            return ""
        return formatted(counts[meant], "decimal" if level.legal else found.levels[meant].format)

    shown = _PLACEHOLDER.sub(number, level.text)
    return " ".join(PRIVATE.sub(BULLET, shown).split())


def _lists(root: Any) -> Iterator[tuple[str, _List]]:
    abstracts = {element.get(qn("w:abstractNumId")): element for element in root.findall(qn("w:abstractNum"))}
    by_style = {child_value(element, "w:styleLink"): key for key, element in abstracts.items()}
    levels = {key: dict(_levels(element)) for key, element in abstracts.items()}
    for element in root.findall(qn("w:num")):
        abstract = child_value(element, "w:abstractNumId")
        # A list that only names a list style has its levels where that style is defined.
        linked = child_value(abstracts.get(abstract), "w:numStyleLink")
        if linked is not None:
            abstract = by_style.get(linked, abstract)
        if abstract is not None and abstract in levels:
            yield element.get(qn("w:numId")), _overridden(element, abstract, levels[abstract])


def _overridden(element: Any, abstract: str, levels: Mapping[int, _Level]) -> _List:
    own = dict(levels)
    restarted = set()
    for override in element.findall(qn("w:lvlOverride")):
        at = whole_number(override.get(qn("w:ilvl")))
        if at is None:
            continue
        own.update(_levels(override))
        start = whole_number(child_value(override, "w:startOverride"))
        if start is not None and at in own:
            own[at] = replace(own[at], start=start)
            restarted.add(at)
    return _List(abstract, own, frozenset(restarted))


def _levels(element: Any) -> Iterator[tuple[int, _Level]]:
    for level in element.findall(qn("w:lvl")):
        at = whole_number(level.get(qn("w:ilvl")))
        if at is None or at > 8:
            continue
        restarts_after = whole_number(child_value(level, "w:lvlRestart"))
        # A format of Word's own making stands in a choice beside the nearest known one.
        formats = [found.get(qn("w:val"), "") for found in level.iter(qn("w:numFmt"))]
        picture = level.find(qn("w:lvlPicBulletId")) is not None
        yield (
            at,
            _Level(
                start=whole_number(child_value(level, "w:start")) or 0,
                format=next((name for name in formats if name != "custom"), "decimal"),
                text=BULLET if picture else (child_value(level, "w:lvlText") or "")[:_LONGEST_TEXT],
                restarts_after=at if restarts_after is None else restarts_after,
                legal=bool(is_on(level, "w:isLgl")),
                style=child_value(level, "w:pStyle"),
            ),
        )
