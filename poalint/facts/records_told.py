"""Where the letter tells of the orders that the records have: blocks, rows, and sentences on one order or on several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from poalint.draft import Block, Draft
from poalint.facts.identifiers import Identifier
from poalint.facts.records import Record, Records
from poalint.language.sentence import Sentence
from poalint.model import Span, Spans

Order = tuple[Identifier, Record | None]
"""An order named, with its record; None for one the records lack."""


@dataclass(frozen=True, slots=True)
class OrderTold:
    """What the letter tells of one order, or of several that it names together, in one place.

    `around` is all of that place; `plain` tells a row or a labelled block, where a carrier or number beside an ID is the
    order's without more words. `labelled` are the stretches that a label gives, with the label. `sentence` is the whole
    sentence: more than `around` where it tells of several orders in turn (`in_turn`).
    """

    orders: tuple[Order, ...]
    around: Span
    sentence: Span
    plain: bool = False
    labelled: tuple[tuple[str, Span], ...] = ()

    @property
    def named(self) -> Span:
        """From the first ID to the last."""
        return Span(self.orders[0][0].span.start, self.orders[-1][0].span.end)

    @property
    def in_turn(self) -> bool:
        """Whether the sentence tells of other orders too, each with its own words."""
        return self.around != self.sentence


def told_of_orders(
    draft: Draft,
    blocks: Sequence[Block],
    headings: Spans,
    sentences: Sequence[Sentence],
    order_ids: Sequence[Identifier],
    records: Records,
) -> list[OrderTold]:
    """Each place that tells of orders the records have, in order of place."""
    page = _Page(draft, blocks, headings, order_ids, records)
    found: list[OrderTold] = []
    in_sentences: list[Identifier] = []
    for number, ids in page.by_line.items():
        beside = page.beside(number) if len({each.text for each in ids}) == 1 else None
        if beside is None:
            in_sentences += ids
        elif beside.orders[0][1] is not None:
            found.append(beside)
    for sentence, ids in _by_sentence(sentences, in_sentences, order_ids):
        found += _in_sentence(page, sentence.whole, ids)
    return sorted(found, key=lambda told: told.named.start)


# --- blocks and rows --------------------------------------------------------------------------------------------------

_LABEL = re.compile(
    r"[\s>*•\-]*(?P<label>(?:shipping |filled[- ]in )?carrier\b[^:：\n]{0,24}"
    r"|track\w*(?: (?:id|no\.?|number))?[^:：\n]{0,16}"
    r"|(?:ship|shipping|shipped|shipment|dispatch|purchase|order|delivery|delivered)\s+(?:date|on)"
    r"|date (?:shipped|ordered|delivered)"
    r"|承运人|追踪编码|追踪号|运单号|发货日期|购买日期|下单日期|签收日期)\s*[:：]\s*(?=\S)",
    re.IGNORECASE,
)
_ONLY_ID = re.compile(
    r"[\s\W\d]*(?:amazon\s+)?(?:order\s*(?:id|no\.?|number|#)?|订单号|订单编号)?\s*[:：#]?\s*", re.IGNORECASE
)
_BLOCK_LINES = 24
_ROW_WORDS = 14
_VERB = re.compile(
    r"\b(?:shipped|dispatched|mailed|sent|posted|delivered|arrived|received|ordered|purchased|placed|handed|left|confirmed"
    r"|was|were|is|are|has|have|had)\b",
    re.IGNORECASE,
)


@dataclass
class _Page:
    """The letter as laid out, with what is asked of every line worked out once."""

    draft: Draft
    blocks: Sequence[Block]
    headings: Spans
    order_ids: Sequence[Identifier]
    records: Records
    _tops: dict[tuple[int, str], int] = field(default_factory=dict)

    @cached_property
    def by_line(self) -> Mapping[int, list[Identifier]]:
        """The order IDs of each line that has any."""
        found: dict[int, list[Identifier]] = {}
        for each in self.order_ids:
            found.setdefault(self.draft.line_of(each.span.start), []).append(each)
        return found

    @cached_property
    def block_lines(self) -> frozenset[int]:
        """The lines on which a paragraph, an item or a row begins."""
        return frozenset(self.draft.line_of(block.span.start) for block in self.blocks)

    def order(self, each: Identifier) -> Order:
        """An ID with its record."""
        return each, self.records.orders.get(each.plain)

    def beside(self, number: int) -> OrderTold | None:
        """What a block or row tells that begins with the ID of this line; None where the line is part of a sentence."""
        draft, each = self.draft, self.by_line[number][0]
        line = draft.line_span(number)
        if not _ONLY_ID.fullmatch(draft.text, line.start, each.span.start):
            return None
        after = draft.text[each.span.end : line.end].strip(" .*|")
        if not after:
            return self._block(each, number)
        if self._is_row(number, after):
            return OrderTold((self.order(each),), line, line, plain=True, labelled=self._columns(number))
        return None

    def _is_row(self, number: int, after: str) -> bool:
        """Whether a line that begins with an ID goes on as a row does: a few words without a verb, no wrapped sentence."""
        if len(after.split()) > _ROW_WORDS or _VERB.search(after):
            return False
        return number - 1 in self.by_line or number + 1 in self.by_line or number in self.block_lines

    def _block(self, each: Identifier, number: int) -> OrderTold:
        """The lines below an ID that stands alone, up to the next line with an ID, a heading, or too many lines."""
        draft, last, labelled = self.draft, number, []
        for at in range(number + 1, min(number + _BLOCK_LINES, len(draft.line_starts)) + 1):
            line = draft.line_span(at)
            if at in self.by_line or self.headings.covers(line.start):
                break
            if found := _LABEL.match(draft.text, line.start, line.end):
                labelled.append((found["label"].lower(), Span(found.end(), line.end)))
            last = at
        around = Span(each.span.start, draft.line_span(last).end)
        return OrderTold((self.order(each),), around, around, plain=True, labelled=tuple(labelled))

    def _columns(self, number: int) -> tuple[tuple[str, Span], ...]:
        """The cells of a row, each with the word at the head of its column; none where the rows above have no head."""
        draft = self.draft
        line = draft.line_span(number)
        mark = next((mark for mark in ("\t", "|") if mark in draft[line]), None)
        if mark is None:
            return ()
        top = self._top(number, mark)
        heads = [head.strip().lower() for head in draft.line(top).split(mark)]
        cells = draft[line].split(mark)
        if top == number or len(heads) != len(cells):
            return ()
        found, at = [], line.start
        for head, cell in zip(heads, cells, strict=True):
            found.append((head, Span(at, at + len(cell))))
            at += len(cell) + 1
        return tuple(found)

    def _top(self, number: int, mark: str) -> int:
        """The first of the lines with a mark that run on to this one."""
        top = number
        while (top, mark) not in self._tops and top > 1 and mark in self.draft.line(top - 1):
            top -= 1
        # The rows of a table are asked for in turn: what was found for one above holds here too.
        self._tops[number, mark] = top = self._tops.get((top, mark), top)
        return top


# --- sentences --------------------------------------------------------------------------------------------------------

_ORDER = r"(?:(?:the\s+)?(?:amazon\s+)?orders?\b)?\s*(?:ids?\b|nos?\.?|numbers?\b)?\s*[#:：]?\s*"
# Between two IDs that are named together: “orders A, B and C”, “order A as well as order B”.
_TOGETHER = re.compile(
    rf"(?:\s|[,;、，/&+和及与]|\b(?:and|as well as|plus)\b)+(?:(?:also|of|for)\s+)*{_ORDER}", re.IGNORECASE
)
# Before an ID that the sentence turns to: “…, and order B …”, “while that of order B …”.
_TURN = re.compile(
    rf"(?:[,;:]|\b(?:and|but|while|whereas)\b)\s*(?:(?:(?:the\s+)?\w+\s+)?(?:of|for|in)\s+)?{_ORDER}$", re.IGNORECASE
)


def _by_sentence(
    sentences: Sequence[Sentence], wanted: Sequence[Identifier], order_ids: Sequence[Identifier]
) -> Iterator[tuple[Sentence, list[Identifier]]]:
    """Each sentence with one of the IDs wanted, and all the IDs in it."""
    starts = {each.span.start for each in wanted}
    at = 0
    for sentence in sentences:
        whole = sentence.whole
        while at < len(order_ids) and order_ids[at].span.start < whole.start:
            at += 1
        first = at
        while at < len(order_ids) and order_ids[at].span.start < whole.end:
            at += 1
        inside = list(order_ids[first:at])
        if not starts.isdisjoint(each.span.start for each in inside):
            yield sentence, inside


def _in_sentence(page: _Page, sentence: Span, ids: Sequence[Identifier]) -> Iterator[OrderTold]:
    """What a sentence tells of the orders in it: of all together, or of each in turn; nothing where that is unclear."""
    groups = [ids[:1]] if len({each.text for each in ids}) == 1 else _groups(page.draft.text, ids)
    turns = [Span(before[-1].span.end, after[0].span.start) for before, after in zip(groups, groups[1:], strict=False)]
    twice = any(len({each.text for each in group}) < len(group) for group in groups)
    if twice or not all(_TURN.search(page.draft[between]) for between in turns):
        return
    starts = [sentence.start, *(group[0].span.start for group in groups[1:]), sentence.end]
    for group, start, end in zip(groups, starts, starts[1:], strict=False):
        orders = tuple(map(page.order, group))
        if any(record for _, record in orders):
            yield OrderTold(orders, Span(start, end), sentence)


def _groups(text: str, ids: Sequence[Identifier]) -> list[Sequence[Identifier]]:
    """IDs that are named together."""
    groups: list[list[Identifier]] = [[ids[0]]]
    for before, each in zip(ids, ids[1:], strict=False):
        if _TOGETHER.fullmatch(text, before.span.end, each.span.start):
            groups[-1].append(each)
        else:
            groups.append([each])
    return list(groups)
