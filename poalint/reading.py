"""A draft as understood; each part computed on first use, the language model asked once."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from poalint import facts, outline
from poalint.draft import Block, BlockKind, Draft, blocks, find_comments, without_comments
from poalint.facts.figures import Money, money
from poalint.facts.policy import Policy
from poalint.facts.tracking import TrackingForms
from poalint.language.clauses import Clause
from poalint.language.cleaning import clean, quoted
from poalint.language.patterns import PatternMatch, PatternSet
from poalint.language.read import Memory, read
from poalint.language.sentence import Passage, Sentence
from poalint.model import ClauseKind, Confidence, SectionKind, Span, Spans, Status, Violation, merge
from poalint.outline import Heading, Pasted, PastedKind, Section

if TYPE_CHECKING:
    from poalint.language.blame import Blame
    from poalint.language.pipeline import Pipeline


# A gap of a template, filled in by nobody: no sentence of the letter.
_GAP = re.compile(r"<[^<>]*>|\[[^\[\]]*\]")
# A paragraph of a letter has some hundred words; spaCy refuses a million characters and takes memory for every one.
_LONGEST_PASSAGE = 20_000
_WIDE = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading needs besides the draft: the language pipeline, the carriers known, the patterns to match.

    `violation` and `marketplace` are those the caller gives; None where the letter itself must tell. `materials` are what
    lies beside the letter, `policy` the figures that Amazon sets, `tracking` the forms of tracking numbers. `memory` spares
    parsing again what a draft already said before an edit.
    """

    pipeline: Pipeline
    carriers: facts.CarrierList
    patterns: PatternSet
    violation: Violation | None = None
    marketplace: str | None = None
    materials: facts.Materials = facts.Materials()  # noqa: RUF009 frozen
    policy: Policy = Policy()  # noqa: RUF009 frozen
    tracking: TrackingForms = TrackingForms()  # noqa: RUF009 holds its file and nothing else
    templates: facts.Templates = facts.Templates()  # noqa: RUF009 holds its file and nothing else
    memory: Memory | None = None


class Reading:
    """Everything a rule may ask of one draft. Spans are places in `draft.text`; lists are in order of place.

    `draft` has spaces where a Markdown draft has `comments`, which are no part of the letter.
    """

    def __init__(self, draft: Draft, context: Context) -> None:
        self.comments = find_comments(draft)
        self.draft = without_comments(draft, self.comments)
        self._context = context

    # --- the page -------------------------------------------------------------------------------------------------

    @cached_property
    def blocks(self) -> list[Block]:
        """Paragraphs, items, headings and rows as they stand."""
        return blocks(self.draft)

    @cached_property
    def comment_spans(self) -> Spans:
        """Where the comments are."""
        return Spans(comment.span for comment in self.comments)

    def is_comment(self, span: Span) -> bool:
        """Whether a stretch is nothing but a comment and the space about it."""
        return self.comment_spans.overlaps(span) and not self.draft[span].strip()

    @cached_property
    def headings(self) -> list[Heading]:
        """The blocks, or the beginnings of blocks, that are headings."""
        return outline.find_headings(self.draft, self.blocks)

    @cached_property
    def pasted(self) -> list[Pasted]:
        """Stretches that are not the seller's own words."""
        return outline.find_pasted(self.draft, self.blocks)

    def pasted_at(self, offset: int) -> PastedKind | None:
        """What a place was pasted from; None for the seller's own words."""
        at = bisect_right(self.pasted, offset, key=lambda stretch: stretch.span.start) - 1
        return self.pasted[at].kind if at >= 0 and self.pasted[at].span.covers(offset) else None

    @cached_property
    def quoted(self) -> Spans:
        """Stretches between quotation marks."""
        return Spans(quoted(self.draft.text))

    @cached_property
    def heading_spans(self) -> Spans:
        """Where the headings are."""
        return Spans(heading.span for heading in self.headings)

    @cached_property
    def sections(self) -> list[Section]:
        """The parts of the letter; together they cover it."""
        told = self._language
        return outline.find_sections(self.draft, self.blocks, self.headings, self.pasted, told.clauses, told.blames)

    def section_at(self, offset: int) -> SectionKind | None:
        """The kind of the section that holds a place; None in a draft without text."""
        section = self._section(offset)
        return section.kind if section else None

    def _section(self, offset: int) -> Section | None:
        at = bisect_right(self.sections, offset, key=lambda section: section.span.start) - 1
        return self.sections[at] if at >= 0 else None

    def section(self, kind: SectionKind) -> list[Section]:
        """The sections of a kind, in order."""
        return [section for section in self.sections if section.kind is kind]

    # --- the language ---------------------------------------------------------------------------------------------

    @cached_property
    def passages(self) -> list[Passage]:
        """The stretches to parse: the text of each block without heading, marker and label; foreign blocks left out."""
        headed = {heading.block.span.start: heading for heading in self.headings}
        passages: list[Passage] = []
        for block in self.blocks:
            heading = headed.get(block.span.start)
            if self.pasted_at(block.span.start) is PastedKind.FOREIGN or (heading is not None and not heading.inline):
                continue
            passages += self._passages(block, heading)
        return [each for each in passages if len(each.span) and not _GAP.fullmatch(self.draft[each.span])]

    def _passages(self, block: Block, heading: Heading | None) -> Iterator[Passage]:
        """The text of a block, in pieces where it is longer than the parser is given at once."""
        start, label = block.body.start, ""
        lead = Span(start, heading.span.end) if heading else outline.label_of(self.draft, block)
        if lead is not None:
            label = clean(self.draft.text, lead).text.strip(" :").lower()
            start = lead.end
        while block.body.end - start > _LONGEST_PASSAGE:
            window = self.draft.text[start : start + _LONGEST_PASSAGE]
            cut = max(window.rfind(". "), window.rfind("\n")) + 1 or window.rfind(" ") + 1 or len(window)
            yield Passage(self.draft.trim(Span(start, start + cut)), label, block.kind is BlockKind.ITEM)
            start += cut
        yield Passage(self.draft.trim(Span(start, block.body.end)), label, block.kind is BlockKind.ITEM)

    @cached_property
    def _language(self) -> _Language:
        sentences: list[Sentence] = []
        clauses: list[Clause] = []
        blames: list[Blame] = []
        matches: defaultdict[str, list[PatternMatch]] = defaultdict(list)
        context = self._context
        for result in read(self.draft.text, self.passages, context.pipeline, context.patterns, context.memory):
            sentences += result.sentences
            clauses += result.clauses
            blames += sorted(result.blames, key=lambda blame: blame.span.start)
            for name, span in result.matches:
                matches[name].append(span)
        return _Language(sentences, clauses, blames, matches)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The parsed sentences."""
        return self._language.sentences

    def sentence_at(self, offset: int) -> Sentence | None:
        """The parsed sentence that holds a place; None where none does."""
        at = bisect_right(self.sentences, offset, key=lambda sentence: sentence.whole.start) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].whole.covers(offset) else None

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses, in order of their place, each judged where it stands."""
        return [self._in_place(clause) for clause in self._language.clauses]

    def _in_place(self, clause: Clause) -> Clause:
        """A clause judged where it stands: what is pasted or quoted is nobody's deed."""
        if self.pasted_at(clause.span.start) is not None or self.quoted.covers(clause.head.start):
            return replace(clause, kind=ClauseKind.OTHER)
        return outline.in_place(clause, self._told_part(clause.span.start))

    def _told_part(self, offset: int) -> SectionKind | None:
        """The part a place stands in; measures only as far as a heading says so, since content may mislead."""
        section = self._section(offset)
        measures = {SectionKind.CORRECTIVE, SectionKind.PREVENTIVE}
        return section.kind if section and (section.heading or section.kind not in measures) else None

    @cached_property
    def ledger(self) -> list[Clause]:
        """The actions of the seller's side, in order."""
        return [clause for clause in self.clauses if clause.kind is ClauseKind.ACTION]

    @cached_property
    def blames(self) -> list[Blame]:
        """Where fault is put on somebody else."""
        return [each for each in self._language.blames if each.outright or self._in_cause(each.span.start)]

    def _in_cause(self, offset: int) -> bool:
        return self.section_at(offset) in {SectionKind.ROOT_CAUSE, SectionKind.OTHER}

    def matches(self, name: str) -> Sequence[PatternMatch]:
        """Where the token or dependency pattern registered under `name` matched."""
        return self._language.matches.get(name, ())

    # --- the facts ------------------------------------------------------------------------------------------------

    @cached_property
    def order_ids(self) -> list[facts.Identifier]:
        """Order IDs and what is meant as one."""
        return facts.order_ids(self.draft.text)

    @cached_property
    def asins(self) -> list[facts.Identifier]:
        """ASINs and what is meant as one."""
        return facts.asins(self.draft.text)

    @cached_property
    def identifiers(self) -> list[facts.Identifier]:
        """The other IDs of Amazon's: FNSKUs, cases, claims, shipments, sellers."""
        return facts.other_ids(self.draft.text)

    @cached_property
    def carriers(self) -> list[facts.CarrierMention]:
        """Carriers named, with their standing on the marketplace's lists when the orders were shipped."""
        found = self._context.carriers.find(self.draft.text, self.marketplace)
        return facts.weighed(found, self.marketplace, facts.day_of_orders(self.dates))

    @cached_property
    def tracking_ids(self) -> list[facts.TrackingId]:
        """Tracking numbers, each with the carrier named beside it."""
        taken = Spans(found.span for found in (*self.order_ids, *self.asins, *self.identifiers))
        return self._context.tracking.find(self.draft.text, taken, self.carriers)

    @cached_property
    def metrics(self) -> list[facts.Metric]:
        """Rates with their values, and what each is said to be."""
        return list(facts.metrics(self.draft.text, self.dates))

    @cached_property
    def money(self) -> list[Money]:
        """Amounts of money."""
        return money(self.draft.text, self.marketplace)

    @property
    def policy(self) -> Policy:
        """What Amazon asks of the rates, by marketplace and date."""
        return self._context.policy

    @cached_property
    def dates(self) -> list[facts.Date]:
        """Dates as written, read as the marketplace's sellers write them."""
        return list(facts.dates(self.draft.text, self.marketplace))

    @cached_property
    def attachments(self) -> list[facts.Attachment]:
        """References to attached documents; a list in Chinese is the seller's own, a pasted notice is not."""
        own = {None, PastedKind.FOREIGN}
        return [each for each in facts.attachments(self.draft.text) if self.pasted_at(each.span.start) in own]

    @cached_property
    def holdings(self) -> facts.Holdings:
        """The references held against the files to be attached."""
        return facts.Holdings(self.draft, self.attachments, self.materials.folder)

    @cached_property
    def checklist(self) -> list[facts.Claimed]:
        """The deeds told as done, under measures, that ask for proof; each kind once."""
        measures = {SectionKind.CORRECTIVE, SectionKind.PREVENTIVE}
        done = [
            clause
            for clause in self.ledger
            if clause.status is Status.DONE and not clause.negated and self.section_at(clause.span.start) in measures
        ]
        return list(facts.checklist(self.draft, self.blocks, done, self.holdings))

    @cached_property
    def counts(self) -> list[facts.Count]:
        """Numbers of orders, buyers and the like."""
        return list(facts.counts(self.draft.text))

    @property
    def materials(self) -> facts.Materials:
        """What lies beside the letter: Amazon's notice, the seller's records, the attachments, the day."""
        return self._context.materials

    @cached_property
    def told(self) -> list[facts.OrderTold]:
        """Where the letter tells of orders that the seller's records have; empty without records."""
        records = self.materials.records
        if records is None:
            return []
        return facts.told_of_orders(
            self.draft, self.blocks, self.heading_spans, self.sentences, self.order_ids, records
        )

    @cached_property
    def violation(self) -> Violation:
        """What the letter answers: as given, as the notice says, or as its own words tell."""
        notice = self.materials.notice
        if self._context.violation is None and notice is not None and notice.violation.confidence is not Confidence.LOW:
            return notice.violation
        return self._context.violation or facts.detect_violation(self.own_text)

    @cached_property
    def marketplace(self) -> str:
        """The marketplace: as given, as the notice says, or as the letter's words tell."""
        notice = self.materials.notice
        named = notice.marketplace.name if notice is not None and notice.marketplace is not None else None
        return self._context.marketplace or named or facts.detect_marketplace(self.draft.text)

    @cached_property
    def coverage(self) -> list[facts.Covered]:
        """Each thing the notice asks for, in its order, with where the letter answers it; empty without a notice."""
        notice, folder = self.materials.notice, self.materials.folder
        if notice is None:
            return []
        letter = facts.Letter(
            self.draft.text,
            self.order_ids,
            self.asins,
            self.sections,
            Spans(stretch.span for stretch in self.pasted if stretch.kind is PastedKind.NOTICE),
            tuple(file.name for file in folder.files) if folder is not None else (),
        )
        return facts.cover(notice, letter)

    @cached_property
    def likeness(self) -> list[facts.Likeness]:
        """What the letter's own words have in common with templates, and with each earlier letter, the most alike first."""
        letter = facts.Compared(self.draft, self.blocks)
        own = [
            each
            for each in letter.wordings
            if self.pasted_at(each.span.start) is None and not self.quoted.covers(each.span.start)
        ]
        found = [self._context.templates.compare(own)]
        if self.materials.past is not None:
            found += self.materials.past.compare(letter, own)
        return [each for each in found if each.sentences]

    @cached_property
    def utf8(self) -> Utf8:
        """The draft's text for RE2."""
        return Utf8(self.draft.text)

    @cached_property
    def own_text(self) -> str:
        """The letter without foreign and tracking stretches, for counting words and telling the violation."""
        skipped = merge(p.span for p in self.pasted if p.kind in {PastedKind.FOREIGN, PastedKind.TRACKING})
        pieces, at = [], 0
        for span in skipped:
            pieces.append(self.draft.text[at : span.start])
            at = span.end
        return "".join([*pieces, self.draft.text[at:]])


class Utf8:
    """The text as UTF-8 bytes, for RE2, with the way back to code points."""

    def __init__(self, text: str) -> None:
        self.data = text.encode("utf-8", "replace")
        # Where each character of more than one byte ends, and how many bytes more than characters stand before there.
        self._ends = array("L")
        self._extra = array("L", [0])
        if len(self.data) == len(text):
            return
        extra = 0
        for found in _WIDE.finditer(text):
            extra += len(found[0].encode("utf-8", "replace")) - 1
            self._ends.append(found.end() + extra)
            self._extra.append(extra)

    def offset(self, byte: int) -> int:
        """The code point that begins at, or ends before, a byte offset."""
        return byte - self._extra[bisect_right(self._ends, byte)]


@dataclass(frozen=True, slots=True)
class _Language:
    sentences: list[Sentence]
    clauses: list[Clause]
    blames: list[Blame]
    matches: Mapping[str, Sequence[PatternMatch]]
