"""Blocks and clauses → sections that cover the draft."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from poalint.draft import Block, BlockKind, Draft
from poalint.language.blame import Blame
from poalint.language.clauses import Clause
from poalint.model import SectionKind, Span
from poalint.outline import content, cues
from poalint.outline.headings import Heading
from poalint.outline.pasted import Pasted

_K = SectionKind
MAIN = (_K.ROOT_CAUSE, _K.CORRECTIVE, _K.PREVENTIVE)
"""The three parts Amazon asks for, in its order."""
Told = Callable[[Sequence[int]], list[content.Evidence]]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the draft with a kind. `heading` is None where the content, not a heading, opens it.

    `span` runs to the start of the next section; `body` is its text without the heading and the space around.
    """

    kind: SectionKind
    span: Span
    body: Span
    heading: Heading | None


@dataclass(frozen=True, slots=True)
class _Cut:
    start: int
    kind: SectionKind
    heading: Heading | None


def find_sections(
    draft: Draft,
    blocks: Sequence[Block],
    headings: Sequence[Heading],
    pasted: Sequence[Pasted],
    clauses: Sequence[Clause],
    blames: Sequence[Blame],
) -> list[Section]:
    """The draft's sections in order; together they cover it, without gaps or overlap. No blocks: no sections."""
    if not blocks:
        return []
    by_block = {heading.block.span.start: heading for heading in headings}
    kinds = _by_heading(draft, blocks, by_block)
    body = _between(draft, blocks, kinds, by_block)

    def told(places: Sequence[int]) -> list[content.Evidence]:
        return content.evidence(draft, [blocks[at] for at in places], clauses, blames)

    _by_content(draft, blocks, kinds, body, pasted, told)
    cuts = _cuts(blocks, kinds, by_block)
    return _cover(draft, cuts)


def _by_heading(draft: Draft, blocks: Sequence[Block], by_block: dict[int, Heading]) -> list[SectionKind]:
    """Each block's kind by the last heading above it; before the first, greeting and summary."""
    kinds: list[SectionKind] = []
    current = _K.SUMMARY
    for block in blocks:
        heading = by_block.get(block.span.start)
        if heading is not None and heading.kind is not None and _opens(heading, current):
            current = heading.kind
        kinds.append(current)
    for at, block in enumerate(blocks[:5]):
        if kinds[at] is _K.SUMMARY and _greets(draft[block.body]):
            # A letterhead stands above the greeting.
            kinds[: at + 1] = [_K.GREETING if kind is _K.SUMMARY else kind for kind in kinds[: at + 1]]
    return kinds


def _opens(heading: Heading, current: SectionKind) -> bool:
    """Whether a heading opens a part where it stands.

    A numbered lead-in inside a list (“3. Other information …:”) does not, nor does the title over the whole letter.
    """
    if current in {_K.SUMMARY, _K.GREETING} and cues.TITLE.match(heading.text) and heading.kind is _K.CORRECTIVE:
        return False
    # “After the root cause was found, we took these steps:” goes on with the part it stands in.
    if heading.kind in MAIN and current in MAIN and MAIN.index(heading.kind) < MAIN.index(current) and heading.told:
        return False
    if heading.kind is _K.OTHER and current in MAIN and heading.block.kind is BlockKind.ITEM:
        return heading.block.marker[:1].isalnum()
    return True


def _greets(text: str) -> bool:
    return bool(cues.GREETING.match(text)) and len(text.split()) <= 12


def _between(draft: Draft, blocks: Sequence[Block], kinds: list[SectionKind], by_block: dict[int, Heading]) -> range:
    """Marks the closing at the end; gives the blocks between greeting and closing."""
    end = len(blocks)
    headed = [at for at, b in enumerate(blocks) if b.span.start in by_block and by_block[b.span.start].kind is not None]
    last_heading = headed[-1] if headed else -1
    items = [at for at, block in enumerate(blocks) if block.kind is BlockKind.ITEM and at > last_heading]
    listing = last_heading >= 0 and by_block[blocks[last_heading].span.start].kind is _K.EVIDENCE
    inline = last_heading >= 0 and by_block[blocks[last_heading].span.start].inline
    first = max(1, last_heading + (1 if inline else 2))
    while end > first:
        start = _paragraph(blocks, end - 1)
        whole = Span(blocks[start].body.start, blocks[end - 1].body.end)
        if (
            start >= first
            and start < end - 1
            and len(draft[whole].split()) <= 110
            and cues.CLOSING.search(draft[whole])
        ):
            end = start
        elif _closes(draft, blocks, end - 1, items, listing):
            end -= 1
        else:
            break
    for at in range(end, len(blocks)):
        handed = cues.HANDS_OVER.search(draft[blocks[at].body]) and not cues.CLOSING.search(draft[blocks[at].body])
        kinds[at] = _K.EVIDENCE if handed else _K.CLOSING
    start = 0
    while start < end and kinds[start] is _K.GREETING:
        start += 1
    return range(start, end)


def _paragraph(blocks: Sequence[Block], at: int) -> int:
    """Where the lines begin that stand with a block and are no items: a paragraph with a line a sentence."""
    while (
        at
        and not blocks[at].gap
        and blocks[at].kind is BlockKind.PARAGRAPH
        and blocks[at - 1].kind is BlockKind.PARAGRAPH
    ):
        at -= 1
    return at


def _closes(draft: Draft, blocks: Sequence[Block], at: int, items: Sequence[int], listing: bool) -> bool:
    """Whether a block, with all after it closing already, closes the letter.

    `items` are those of the last part; `listing` tells that this part is a list of documents.
    """
    block, text = blocks[at], draft[blocks[at].body]
    if block.kind is BlockKind.ITEM:
        return False
    words = len(text.split())
    if words <= 110 and (cues.CLOSING.search(text) or (words <= 40 and not listing and cues.HANDS_OVER.search(text))):
        return True
    # A name, a shop, a date under the letter.
    if (
        words <= 8
        and not (listing and not block.gap)
        and not text.rstrip().endswith((".", ":"))
        and at > len(blocks) - 6
    ):
        return True
    # What follows a list and is no item of it.
    return len(items) >= 3 and items[-1] < at and words <= 60


def _by_content(
    draft: Draft,
    blocks: Sequence[Block],
    kinds: list[SectionKind],
    body: Sequence[int],
    pasted: Sequence[Pasted],
    told: Told,
) -> None:
    """Fills in by content what headings leave open: the whole letter, the cause before them, or prevention after them."""
    own = [at for at in body if not _inside(blocks[at].span, pasted)]
    there = set(kinds)
    if not there & set(MAIN):
        unheaded = [at for at in body if kinds[at] is _K.SUMMARY]
        kept = [at for at in own if kinds[at] is _K.SUMMARY]
        for at, kind in zip(kept, content.whole_letter(told(kept)), strict=True):
            kinds[at] = kind
        for at in unheaded[1:]:
            if at not in kept:
                # What was pasted in belongs to the part before it.
                kinds[at] = kinds[at - 1]
        return
    if _K.ROOT_CAUSE not in there:
        before = [at for at in own if kinds[at] is _K.SUMMARY]
        for at in before[content.cause_before(told(before)) :]:
            kinds[at] = _K.ROOT_CAUSE
    if _K.PREVENTIVE not in there:
        steps = [at for at in own if kinds[at] is _K.CORRECTIVE]
        for at in steps[content.prevention_after(told(steps)) :]:
            kinds[at] = _K.PREVENTIVE


def _inside(span: Span, pasted: Sequence[Pasted]) -> bool:
    at = bisect_right(pasted, span.start, key=lambda stretch: stretch.span.start) - 1
    return at >= 0 and pasted[at].span.overlaps(span)


def _cuts(blocks: Sequence[Block], kinds: Sequence[SectionKind], by_block: dict[int, Heading]) -> list[_Cut]:
    cuts: list[_Cut] = []
    for block, kind in zip(blocks, kinds, strict=True):
        heading = by_block.get(block.span.start)
        if heading is not None and heading.kind is not kind:
            heading = None
        if not cuts or cuts[-1].kind is not kind or heading is not None:
            cuts.append(_Cut(block.span.start, kind, heading))
    return cuts


def _cover(draft: Draft, cuts: Sequence[_Cut]) -> list[Section]:
    """The sections between the cuts. A section ends before the line end that parts it from the next, which takes it.

    So the last line of a section is the line its end stands on, for readers that go by lines.
    """
    bounds = [0, *(draft.line_span(draft.line_of(cut.start)).start - 1 for cut in cuts[1:]), len(draft.text)]
    sections = []
    for cut, start, end in zip(cuts, bounds, bounds[1:], strict=False):
        after = cut.heading.span.end if cut.heading else start
        sections.append(Section(cut.kind, Span(start, end), draft.trim(Span(min(after, end), end)), cut.heading))
    return sections
