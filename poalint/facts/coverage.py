"""A notice held against a letter: where each thing asked for is answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from poalint.facts import asked
from poalint.facts.asked import Asked, Line
from poalint.facts.identifiers import Identifier
from poalint.facts.notice import Notice
from poalint.model import ItemKind, SectionKind, Span, Spans
from poalint.outline import Section


@dataclass(frozen=True, slots=True)
class Letter:
    """What of a letter a notice is held against. Nothing that stands in `pasted`, the notice quoted back, is an answer.

    `files` are the names of the files attached.
    """

    text: str
    order_ids: Sequence[Identifier]
    asins: Sequence[Identifier]
    sections: Sequence[Section]
    pasted: Spans
    files: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing asked for, with the place of its answer in the letter.

    An answer has no `span` where an attached file is the answer. `near` is a place that comes close to one, `why` says how
    close in a few words, and `doubtful` whether a reader may well find it answered there.
    """

    item: Asked
    answered: bool
    span: Span | None = None
    near: Span | None = None
    why: str = ""
    doubtful: bool = False


def cover(notice: Notice, letter: Letter) -> list[Covered]:
    """Each thing the notice asks for, in its order, with the answer of the letter."""
    orders = _Ids(notice.items(ItemKind.ORDER), letter, letter.order_ids, (_LISTED_ORDERS, _ALL_ORDERS))
    products = _Ids(notice.items(ItemKind.ASIN), letter, letter.asins, (_LISTED_ASINS, _ALL_ASINS))
    find: dict[ItemKind, Callable[[Asked], Covered]] = {
        ItemKind.ORDER: orders.find,
        ItemKind.ASIN: products.find,
        ItemKind.METRIC: lambda item: _metric(letter, item),
        ItemKind.SECTION: lambda item: _section(letter, item),
        ItemKind.QUESTION: lambda item: _question(letter, item),
        ItemKind.DOCUMENT: lambda item: _document(letter, item),
    }
    return [find[item.kind](item) for item in notice.asked]


# --- orders and ASINs -------------------------------------------------------------------------------------------------

_FILE = r"(?:attach\w*|enclos\w*|exhibits?|annex\w*|appendi\w+|附件)"
_LIST = r"(?:lists?|table|report|spreadsheet|overview|details)"
_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_ALL = (
    rf"(?:all|each|every|both|the {_NUMBER}|{_NUMBER})(?: of)?(?: the| these| those)?(?: {_NUMBER})?(?: [\w-]+){{0,2}}"
)
_LINE = r"[^\n.!?。]{0,100}?"
_ORDERS, _ASINS = r"orders?(?: IDs?| numbers?)?", r"(?:ASINs?|listings?|offers?)"


def _listed(noun: str) -> re.Pattern[str]:
    """“The full list of the 25 orders is Attachment 1”: the attachment names each."""
    return re.compile(
        rf"\b{_LIST}\b{_LINE}\b{noun}\b{_LINE}\b{_FILE}|\b{_ALL} {noun}\b{_LINE}\b{_FILE}"
        rf"|\b{_FILE}\b[^\n.!?]{{0,60}}?\b(?:{_LIST}\b[^\n.!?]{{0,40}}?\b|{_ALL} ){noun}\b",
        re.IGNORECASE,
    )


def _all(noun: str) -> re.Pattern[str]:
    """“All orders named in your notice”."""
    return re.compile(
        rf"\b(?:all|each|every|the|these|those)\b[^\n.!?]{{0,40}}\b{noun}\b[^\n.!?]{{0,40}}\b(?:notice|notification"
        rf"|e-?mail|message|warning)\b",
        re.IGNORECASE,
    )


_LISTED_ORDERS, _ALL_ORDERS = _listed(_ORDERS), _all(_ORDERS)
_LISTED_ASINS, _ALL_ASINS = _listed(_ASINS), _all(_ASINS)
_MOST_WRONG = 2
"""How many characters an ID may differ in and still be a slip of the same."""


class _Ids:
    """The IDs of one sort that the letter names."""

    def __init__(
        self,
        items: Sequence[Asked],
        letter: Letter,
        ids: Iterable[Identifier],
        at_once: tuple[re.Pattern[str], re.Pattern[str]],
    ) -> None:
        self._named: dict[str, Span] = {}
        for each in ids:
            if not letter.pasted.covers(each.span.start):
                self._named.setdefault(each.mended or each.text, each.span)
        asked_for = {item.name for item in items}
        self._others = {name: span for name, span in self._named.items() if name not in asked_for}
        # A list attached is not that of the notice where the letter names IDs and none of them is the notice's.
        about_these = not self._named or len(self._others) < len(self._named)
        listed, everything = at_once
        self._listed = _first(letter, listed) if items and about_these else None
        self._all = _first(letter, everything) if items else None

    def find(self, item: Asked) -> Covered:
        """Where the ID is named, or attached in a list."""
        span = self._named.get(item.name) or self._listed
        if span is not None:
            return Covered(item, True, span)
        slip = self._slip(item.name)
        if slip is None and self._all is not None:
            return Covered(item, False, near=self._all, why="speaks of all at once", doubtful=True)
        return Covered(item, False, near=slip, why=f"differs from {item.name} by a character or two")

    def _slip(self, name: str) -> Span | None:
        for other, span in self._others.items():
            if len(other) == len(name) and sum(a != b for a, b in zip(other, name, strict=True)) <= _MOST_WRONG:
                return span
        return None


def _first(letter: Letter, pattern: re.Pattern[str], within: Sequence[Span] = ()) -> Span | None:
    """The first match that is not in a stretch pasted from the notice, inside one of `within` where any is given."""
    for stretch in within or (Span(0, len(letter.text)),):
        for found in pattern.finditer(letter.text, stretch.start, stretch.end):
            if not letter.pasted.covers(found.start()):
                return Span(*found.span())
    return None


# --- metrics and what must be told ------------------------------------------------------------------------------------

_QUESTIONS = {line.name: line for line in asked.QUESTIONS}
_TOPICS = {line.name: line for line in asked.TOPICS}
_DOCUMENTS = {line.name: line for line in asked.DOCUMENTS}
_METRICS = {name: re.compile(words, re.IGNORECASE) for name, (_, _, words) in asked.METRICS.items()}


def _metric(letter: Letter, item: Asked) -> Covered:
    """Where the letter gives the value, or at least speaks of the metric."""
    value = re.compile(rf"(?<![\d.]){item.value:g}0*\s?(?:[%％]|percent)") if item.value is not None else None
    span = (_first(letter, value) if value else None) or _first(letter, _METRICS[item.name])
    return Covered(item, span is not None, span)


def _question(letter: Letter, item: Asked) -> Covered:
    span = _first(letter, _QUESTIONS[item.name].answered)
    return Covered(item, span is not None, span)


_FEWEST_WORDS = 8
_FEWEST_WORDS_OF_DETAIL = 30
_A_FACT = re.compile(r"\d")


def _section(letter: Letter, item: Asked) -> Covered:
    """Where the letter has the section, with substance, on each of the topics; with facts where more detail is asked."""
    parts = [section for section in letter.sections if section.kind is SectionKind(item.name)]
    if not parts:
        return Covered(item, False)
    opening = _opening(letter, parts[0])
    text = " ".join(letter.text[part.body.start : part.body.end] for part in parts)
    enough = len(text.split()) >= (_FEWEST_WORDS_OF_DETAIL if item.detail else _FEWEST_WORDS)
    if not enough or (item.detail and not _A_FACT.search(text)):
        return Covered(item, False, near=opening, why="has little substance", doubtful=item.detail)
    place = opening
    for topic in item.topics:
        words = _TOPICS[topic].answered
        inside = _first(letter, words, [part.body for part in parts])
        if inside is None and _first(letter, words) is None:
            return Covered(item, False, near=opening, why=f"says nothing on {_TOPICS[topic].en}")
        place = inside or place
    return Covered(item, True, place)


def _opening(letter: Letter, section: Section) -> Span:
    """The heading of a section, or its first line."""
    if section.heading is not None:
        return section.heading.span
    end = letter.text.find("\n", section.body.start, section.body.end)
    return Span(section.body.start, end if end >= 0 else section.body.end)


# --- documents --------------------------------------------------------------------------------------------------------

_HANDED_OVER = re.compile(
    rf"\b{_FILE}|\b(?:please find|uploaded|enclosing|find below|included (?:with|in) this|with this (?:appeal|letter"
    rf"|plan)|are providing|we provide"
    r"|have provided|submitted)\b|附件|附上",
    re.IGNORECASE,
)
_NOT_HANDED_OVER = re.compile(
    r"\b(?:cannot|can't|could not|unable to|do not have|don't have|have no|without|will (?:send|provide|submit|upload"
    r"|attach|share)"
    r"|(?:not|never) (?:attach\w*|enclos\w*|ask\w*|keep|kept|receiv\w*)|(?:is|are) missing|not available"
    r"|no (?:\w+ ){1,3}(?:is|are|was|were) (?:attach|enclos)\w*)\b|没有|未附|无法提供",
    re.IGNORECASE,
)
_LINE_END = re.compile(r"\n|(?<=[.!?])\s+(?=[A-Z(])")
_WIDEST = 400


def _document(letter: Letter, item: Asked) -> Covered:
    """Where the letter hands the document over, or one that does as well."""
    evidence = Spans(section.span for section in letter.sections if section.kind is SectionKind.EVIDENCE)
    near: Span | None = None
    lines = [_DOCUMENTS[name] for name in (item.name, *item.alternatives)]
    for line in lines:
        for found in line.answered.finditer(letter.text):
            span = Span(*found.span())
            if letter.pasted.covers(span.start):
                continue
            around = _sentence(letter.text, span)
            if _NOT_HANDED_OVER.search(around):
                near = near or span
            elif line.name in asked.NEEDS_NO_FILE or evidence.covers(span.start) or _HANDED_OVER.search(around):
                return Covered(item, True, span)
            near = near or span
    return Covered(item, _has_file(letter, lines), near=near, why="named here, but not as attached")


def _has_file(letter: Letter, lines: Sequence[Line]) -> bool:
    """Whether an attached file is named for the document: invoice-BOS-20417.pdf."""
    names = [re.sub(r"[\W_]+", " ", name) for name in letter.files]
    return any(line.answered.search(name) for line in lines for name in names)


def _sentence(text: str, span: Span) -> str:
    """The sentence around a place, no further than its line."""
    start, end = max(0, span.start - _WIDEST), min(len(text), span.end + _WIDEST)
    for found in _LINE_END.finditer(text, start, span.start):
        start = found.end()
    after = _LINE_END.search(text, span.end, end)
    return text[start : after.start() if after else end]


# --- words ------------------------------------------------------------------------------------------------------------


def label(item: Asked, lang: str) -> str:
    """What is asked, for people: “112-…”, “invoices or letter of authorization”, “Valid Tracking Rate 88.4%”."""
    at = 1 if lang == "zh" else 0
    if item.kind is ItemKind.METRIC:
        return f"{asked.METRICS[item.name][at]} {item.value:g}%"
    if item.kind is ItemKind.SECTION:
        return _section_label(item, at)
    lines = {ItemKind.QUESTION: _QUESTIONS, ItemKind.DOCUMENT: _DOCUMENTS}.get(item.kind)
    if lines is None:
        return item.name
    names = [lines[name] for name in (item.name, *item.alternatives)]
    return " 或 ".join(line.zh for line in names) if at else " or ".join(line.en for line in names)


def _section_label(item: Asked, at: int) -> str:
    name = asked.SECTIONS[item.name][at]
    topics = [_TOPICS[topic] for topic in item.topics]
    if at:
        return f"{name}{'（更多细节）' if item.detail else ''}" + (
            "：" + "、".join(t.zh for t in topics) if topics else ""
        )
    more = f"more detail on {name}" if item.detail else name
    return more + (": " + ", ".join(t.en for t in topics) if topics else "")
