"""Characters that do not belong in plain English text and can be put right without a doubt. One hit a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from poalint.draft import BlockKind
from poalint.kinds.base import Hit, Repair, Scope
from poalint.model import Applicability, Span, Spans
from poalint.outline.pasted import FOREIGN

SLOTS = ("words", "names", "count", "mended")

Edit = tuple[Span, str]


class Sort(StrEnum):
    """What is looked for."""

    ZERO_WIDTH = "zero_width"
    DOUBLED_SPACE = "doubled_space"
    FULL_WIDTH = "full_width"
    MARKDOWN = "markdown"
    MISSING_SPACE = "missing_space"


@dataclass(frozen=True, slots=True)
class Settings:
    """The sort of characters."""

    of: Sort = field(
        metadata={
            "doc": "zero_width, doubled_space (within a sentence), full_width (Latin, digits, signs), markdown or"
            " missing_space (after a comma or a full stop)"
        }
    )


def check(scope: Scope, settings: Settings) -> Iterator[Hit]:
    """The first place, with the others related and one safe repair of them all."""
    reading = scope.reading
    edits = [edit for edit in _FINDERS[settings.of](scope) if scope.covers(edit[0]) and not reading.is_comment(edit[0])]
    if not edits:
        return
    text = scope.reading.draft.text
    first, _ = edits[0]
    around = _around(text, first)
    shown = {
        "words": _visible(text[around.start : around.end]),
        "mended": _visible(_mended(text, around, edits)),
        "names": ", ".join(dict.fromkeys(_code(each) for span, _ in edits for each in text[span.start : span.end])),
        "count": str(len(edits)),
    }
    elsewhere = [span for span, _ in edits if span.start >= around.end]
    related = tuple((span, "also here") for span in elsewhere[:5])
    yield Hit(around, shown, related=related, repairs=(Repair(Applicability.SAFE, tuple(edits)),))


# Zero-width spaces and joiners, byte order marks, soft hyphens, marks and embeddings of direction.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_JOINERS = "\u200c\u200d"


def _zero_width(scope: Scope) -> Iterator[Edit]:
    """Runs of characters that have no width; not the joiners of emoji and of scripts that need them."""
    text = scope.reading.draft.text
    for found in _INVISIBLE.finditer(text):
        beside = text[max(found.start() - 1, 0) : found.start()] + text[found.end() : found.end() + 1]
        if found[0].strip(_JOINERS) or all(ord(each) < 0x250 for each in beside):
            yield Span(*found.span()), ""


# Not after the end of a sentence, where many typists put two.
_DOUBLED = re.compile(r"(?<=[^\W_]|[,;)\]\"”’%])[ \u00a0]{2,}(?=[^\W_]|[(\[\"“‘$€£&])")
_NUMBER = re.compile(r"\s*(?:[A-Za-z]+\.? )?\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]?")
"""What stands before the text of an item or a row: “1”, “(a)”, “Doc 3”."""
_GAP = re.compile(r"(?<=\S) (?=\S)")
_PROSE = 4
"""A line of prose has at least so many single spaces for each doubled one; a row of a table has not."""


def _doubled_space(scope: Scope) -> Iterator[Edit]:
    """Two or more spaces within a sentence; not those that put words into columns."""
    draft = scope.reading.draft
    for block in scope.reading.blocks:
        if block.kind is BlockKind.ROW:
            continue
        for line in _lines(draft.text, block.body):
            text = draft.text[line.start : line.end]
            gaps = [gap for gap in _DOUBLED.finditer(text) if not _NUMBER.fullmatch(text[: gap.start()])]
            if gaps and len(_GAP.findall(text)) >= _PROSE * len(gaps):
                yield from ((Span(line.start + gap.start(), line.start + gap.end()), " ") for gap in gaps)


def _lines(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for line in text[span.start : span.end].splitlines(keepends=True):
        yield Span(start, start + len(line))
        start += len(line)


_WIDE = re.compile(r"[\uff01-\uff5e\u3000。、]+")
_STOPS = {"。": ".", "、": ",", "\u3000": " "}
_SPACED = frozenset(",.;:?!)")
_TILDE = "～"
_EMPTY = re.compile(r"（[ \t\u3000]*）|＿+")
"""A gap of a template, which has a rule of its own."""
_ITEM = re.compile(r"(?:^|\n)[ \t]*\d{1,2}$")


def _full_width(scope: Scope) -> Iterator[Edit]:
    """Full-width letters, digits and signs with no Chinese beside them; not in numbers and gaps: those have their rules."""
    reading = scope.reading
    text = reading.draft.text
    numbers = Spans(id_.span for found in (reading.order_ids, reading.asins, reading.identifiers) for id_ in found)
    gaps = Spans(Span(*gap.span()) for gap in _EMPTY.finditer(text))
    tracking = Spans(number.span for number in reading.tracking_ids)
    markers = Spans(Span(block.span.start, block.body.start) for block in reading.blocks)
    for found in _WIDE.finditer(text):
        span = Span(*found.span())
        before = text[max(span.start - 12, 0) : span.start].rstrip()[-1:]
        after = text[span.end : span.end + 12].lstrip()[:1]
        if _TILDE in found[0] or FOREIGN.match(before) or FOREIGN.match(after):
            continue
        if numbers.overlaps(span) or tracking.overlaps(span) or gaps.overlaps(span):
            continue
        if found[0] == "、" and markers.overlaps(span):
            # “1、” opens an item.
            yield span, "." if text[span.end : span.end + 1].isspace() else ". "
            continue
        # “1、Scan”: the Chinese mark after the number of an item.
        wide = "." if found[0] == "、" and _ITEM.search(text[max(span.start - 6, 0) : span.start]) else found[0]
        yield span, _narrow(wide, text[max(span.start - 1, 0) : span.start], text[span.end : span.end + 1])


def _narrow(wide: str, before: str, after: str) -> str:
    """The ASCII for full-width characters, with the space that their width stood for."""
    plain = "".join(_STOPS.get(each) or unicodedata.normalize("NFKC", each) for each in wide)
    if plain[0] == "(" and before.isalnum():
        plain = f" {plain}"
    number = before.isdigit() and after.isdigit()
    return f"{plain} " if plain[-1] in _SPACED and after.isalnum() and not number else plain


_HEADING = re.compile(r"(?m)^[ ]{0,3}(?P<open>#{1,6}[ \t]+)(?=\S)[^\n]*?(?P<close>[ \t]+#{1,6})?[ \t]*$")
_EMPHASIS = re.compile(
    r"(?P<open>\*\*|__(?=[A-Za-z]))(?=\S)(?:[^*_\n]|\*(?!\*)|_(?!_)){1,200}(?<=\S)(?P<close>(?P=open))"
)
_CODE = re.compile(r"(?<![`\w])(?P<open>`)[^`\n]{1,80}(?P<close>`)(?![`\w])")


def _markdown(scope: Scope) -> Iterator[Edit]:
    """The marks of Markdown headings, bold words and code; none in a Markdown file, whose own form they are."""
    draft = scope.reading.draft
    if draft.path.lower().endswith((".md", ".markdown")):
        return
    found = [match for mark in (_HEADING, _EMPHASIS, _CODE) for match in mark.finditer(draft.text)]
    spans = {Span(*match.span(name)) for match in found for name in ("open", "close") if match[name]}
    yield from ((span, "") for span in sorted(spans))


# After a comma any word; after a full stop only what begins a sentence: “Node.js”, “S,M,L” and “1,204” are none.
_TIGHT = re.compile(
    r"(?<=[a-z)]) ?[,;](?=[A-Za-z][A-Za-z’'-]+)"
    r"|(?<=[a-z]{2})[.!](?=[A-Z][a-z]{3,}|(?:We|Our|The|This|These|It|In|I|To|If|For|As|At|And|But|So|Now|They"
    r"|All|You|He|She|On|By|My|No|Not|One|Two|When|Then)\b)"
)
_ADDRESS = re.compile(
    r"https?://[^\s<>]+|\bwww\.[^\s<>]+|(?<![\w.+-])[\w.+-]+@[\w.-]+|&\w{2,8};"
    r"|\b\w+\.(?:com|net|org|co|cn|docx?|xlsx?|pptx?|html?|json|jpe?g|png|pdf|csv|txt|zip)\b",
    re.IGNORECASE,
)


def _missing_space(scope: Scope) -> Iterator[Edit]:
    """Commas and full stops with a word right after them; not in addresses and file names."""
    text = scope.reading.draft.text
    addresses = Spans(Span(*each.span()) for each in _ADDRESS.finditer(text))
    for found in _TIGHT.finditer(text):
        span = Span(*found.span())
        if not addresses.overlaps(span):
            yield span, f"{found[0].strip()} "


_FINDERS: Mapping[Sort, Callable[[Scope], Iterable[Edit]]] = {
    Sort.ZERO_WIDTH: _zero_width,
    Sort.DOUBLED_SPACE: _doubled_space,
    Sort.FULL_WIDTH: _full_width,
    Sort.MARKDOWN: _markdown,
    Sort.MISSING_SPACE: _missing_space,
}


def _around(text: str, span: Span) -> Span:
    """The words that touch a place."""
    before = re.search(r"\S{0,20}$", text[max(span.start - 20, 0) : span.start])
    after = re.match(r"\S{0,20}", text[span.end : span.end + 20])
    return Span(span.start - len(before[0] if before else ""), span.end + len(after[0] if after else ""))


def _mended(text: str, span: Span, edits: Iterable[Edit]) -> str:
    """A stretch of the text as it reads when its edits are made."""
    pieces, at = [], span.start
    for place, words in edits:
        if span.start <= place.start and place.end <= span.end:
            pieces += [text[at : place.start], words]
            at = place.end
    return "".join([*pieces, text[at : span.end]])


def _visible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
