"""The points of a part: what a reviewer ticks off one by one, with the lines above that hold for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from poalint.draft import Block, BlockKind
from poalint.language.clauses import Clause
from poalint.language.sentence import Sentence
from poalint.model import SectionKind, Span
from poalint.reading import Reading

_LONGEST_LEAD = 300
"""How much of a line that leads into a list is taken with each item, in code points from its end."""
_LONGEST_BEFORE = 2_000
"""And how much of a paragraph with each of its sentences: longer ones are flagged as they are."""


@dataclass(frozen=True, slots=True)
class Point:
    """A list item, or a sentence of running text. `above` are the stretches that hold for it as well: the heading of its
    part, the line that leads into its list, the items it stands under, the sentences before it in its paragraph."""

    span: Span
    above: tuple[Span, ...]
    item: bool


def points(reading: Reading, *kinds: SectionKind) -> list[Point]:
    """The points of the sections of these kinds, in order; headings and what was pasted in are none."""
    found: list[Point] = []
    for section in reading.sections:
        if section.kind in kinds:
            heading = (section.heading.span,) if section.heading else ()
            first = bisect_left(reading.blocks, section.span.start, key=lambda block: block.body.start)
            last = bisect_left(reading.blocks, section.span.end, first, key=lambda block: block.body.start)
            found += _of_blocks(reading, reading.blocks[first:last], heading)
    return found


def _of_blocks(reading: Reading, blocks: Sequence[Block], heading: tuple[Span, ...]) -> Iterator[Point]:
    lead: tuple[Span, ...] = ()
    open_items: list[Block] = []
    for at, block in enumerate(blocks):
        headed = reading.heading_spans.covers(block.body.start)
        body = _after_heading(reading, block)
        if reading.pasted_at(block.span.start) is not None:
            continue
        if headed and not len(body):
            lead, open_items = (block.body,), []
            continue
        label = (Span(block.body.start, body.start),) if body.start > block.body.start else ()
        if block.kind is BlockKind.ITEM:
            while open_items and open_items[-1].depth >= block.depth:
                open_items.pop()
            yield Point(body, (*heading, *lead, *(each.body for each in open_items), *label), True)
            open_items.append(block)
            continue
        open_items = []
        told = _sentences(reading, body)
        if _leads(reading, block, blocks[at + 1] if at + 1 < len(blocks) else None):
            lead = (Span(max(block.body.start, block.body.end - _LONGEST_LEAD), block.body.end),)
            told = told[:-1]
        for sentence in told:
            before = Span(max(block.body.start, sentence.start - _LONGEST_BEFORE), sentence.start)
            yield Point(sentence, (*heading, *lead, before), False)


def _after_heading(reading: Reading, block: Block) -> Span:
    """The text of a block without the heading that begins it."""
    start = block.body.start
    if reading.heading_spans.covers(start):
        at = bisect_left(reading.headings, start, key=lambda heading: heading.span.end)
        while at < len(reading.headings) and reading.headings[at].span.end <= start:
            at += 1
        if at < len(reading.headings):
            start = min(max(start, reading.headings[at].span.end), block.body.end)
    return reading.draft.trim(Span(start, block.body.end))


def _leads(reading: Reading, block: Block, following: Block | None) -> bool:
    """Whether a paragraph leads into the list below it."""
    return (
        following is not None
        and following.kind is BlockKind.ITEM
        and reading.draft[block.body].rstrip().endswith((":", "："))
    )


def _sentences(reading: Reading, inside: Span) -> list[Span]:
    return [sentence.whole for sentence in sentences_in(reading, inside)]


def sentences_in(reading: Reading, inside: Span) -> list[Sentence]:
    """The parsed sentences that begin in a stretch."""
    first = bisect_left(reading.sentences, inside.start, key=lambda sentence: sentence.starts[0])
    last = bisect_left(reading.sentences, inside.end, first, key=lambda sentence: sentence.starts[0])
    return reading.sentences[first:last]


def clauses_in(reading: Reading, inside: Span) -> list[Clause]:
    """The clauses whose verb stands in a stretch."""
    first = bisect_left(reading.clauses, inside.start, key=lambda clause: clause.head.start)
    last = bisect_left(reading.clauses, inside.end, first, key=lambda clause: clause.head.start)
    return reading.clauses[first:last]
