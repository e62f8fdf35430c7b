"""The words every room shares: places, findings, outcomes, reports. Imports nothing of ours."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class PoalintError(Exception):
    """Something could not be read or checked. The message is one line that says where, what and how to mend it.

    `path` is the draft it is about, where it is about one; the message then begins with it and a colon.
    """

    def __init__(self, message: str, path: str | None = None) -> None:
        super().__init__(message)
        self.path = path


class Severity(StrEnum):
    """How much a finding hurts the appeal."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return {"info": 0, "warning": 1, "error": 2}[self.value]


class Confidence(StrEnum):
    """How sure a check is of what it saw."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Category(StrEnum):
    """The family a rule belongs to; the first half of its id."""

    STRUCTURE = "structure"
    TENSE = "tense"
    ORDERS = "orders"
    CARRIERS = "carriers"
    TRACKING = "tracking"
    METRICS = "metrics"
    CONSISTENCY = "consistency"
    EVIDENCE = "evidence"
    SPECIFICITY = "specificity"
    BLAME = "blame"
    TONE = "tone"
    LEFTOVERS = "leftovers"
    LANGUAGE = "language"


class SectionKind(StrEnum):
    """What a stretch of the letter is for."""

    GREETING = "greeting"
    SUMMARY = "summary"
    ROOT_CAUSE = "root_cause"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    EVIDENCE = "evidence"
    CLOSING = "closing"
    OTHER = "other"


class ClauseKind(StrEnum):
    """Whether a clause tells a deed of the seller's side, an admission of fault, or neither."""

    ACTION = "action"
    FAULT = "fault"
    OTHER = "other"


class Status(StrEnum):
    """Whether what a clause tells is done. Only `done` is past; the table in `language/status.py` shows each."""

    DONE = "done"
    ONGOING = "ongoing"
    HABITUAL = "habitual"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    OBLIGATION = "obligation"
    ATTEMPT = "attempt"


class Agent(StrEnum):
    """Who does what a clause tells."""

    SELLER = "seller"
    EMPLOYEE = "employee"
    SUPPLIER = "supplier"
    BUYER = "buyer"
    AMAZON = "amazon"
    CARRIER = "carrier"
    COMPETITOR = "competitor"
    CIRCUMSTANCE = "circumstance"
    SYSTEM = "system"
    OTHER = "other"


class ViolationKind(StrEnum):
    """What Amazon says went wrong."""

    VTR = "vtr"
    ODR = "odr"
    LATE_SHIPMENT = "late-shipment"
    EARLY_CONFIRMATION = "early-confirmation"
    CANCELLATION = "cancellation"
    INAUTHENTIC = "inauthentic"
    USED_AS_NEW = "used-as-new"
    NOT_AS_DESCRIBED = "not-as-described"
    IP = "ip"
    SAFETY = "safety"
    LINKED = "linked"
    REVIEWS = "reviews"
    DROPSHIP = "dropship"
    OTHER = "other"


MARKETPLACES = {
    "com": "US", "co.uk": "UK", "de": "DE", "fr": "FR", "it": "IT", "es": "ES", "ca": "CA", "co.jp": "JP", "in": "IN",
    "com.au": "AU", "com.mx": "MX", "com.br": "BR", "nl": "NL", "se": "SE", "pl": "PL", "sg": "SG", "ae": "AE",
    "com.be": "BE", "ie": "IE", "com.tr": "TR", "sa": "SA", "eg": "EG",
}  # fmt: skip
"""Amazon's sites by what follows “amazon.”, and the marketplace each is."""


class ItemKind(StrEnum):
    """What sort of thing Amazon's notice asks for."""

    ORDER = "order"
    ASIN = "asin"
    METRIC = "metric"
    SECTION = "section"
    QUESTION = "question"
    DOCUMENT = "document"


class Verdict(StrEnum):
    """What the report says of the draft as a whole."""

    READY = "ready"
    REVISE = "revise"
    NOT_READY = "not_ready"
    UNDECIDED = "undecided"


class AcceptedBy(StrEnum):
    """How a finding is accepted: by the list beside the draft, or by a comment in it."""

    SIDECAR = "sidecar"
    COMMENT = "comment"


class Applicability(StrEnum):
    """`safe` keeps every fact and meaning; `unsafe` states something only the seller can know to be true."""

    SAFE = "safe"
    UNSAFE = "unsafe"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a draft's text, in code points from 0."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, offset: int) -> bool:
        """Whether the character at `offset` lies in the span."""
        return self.start <= offset < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def merge(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


class Spans:
    """Stretches to ask of many times, each answer in the logarithm of their number. Those that touch are one."""

    __slots__ = ("_merged",)

    def __init__(self, spans: Iterable[Span]) -> None:
        self._merged = merge(spans)

    def covers(self, offset: int) -> bool:
        """Whether a stretch holds the character at `offset`."""
        at = bisect_right(self._merged, offset, key=lambda span: span.start) - 1
        return at >= 0 and self._merged[at].covers(offset)

    def overlaps(self, span: Span) -> bool:
        """Whether a stretch shares a character with `span`."""
        at = bisect_right(self._merged, span.end - 1, key=lambda other: other.start) - 1
        return at >= 0 and self._merged[at].overlaps(span)

    def holds(self, span: Span) -> bool:
        """Whether one stretch holds all of `span`."""
        at = bisect_right(self._merged, span.start, key=lambda other: other.start) - 1
        return at >= 0 and self._merged[at].end >= span.end

    def ends_within(self, start: int, end: int) -> bool:
        """Whether a stretch ends at or after `start` and at or before `end`."""
        at = bisect_right(self._merged, end, key=lambda other: other.end) - 1
        return at >= 0 and self._merged[at].end >= start


@dataclass(frozen=True, slots=True)
class Position:
    """A place a person can find: line and column from 1, offset from 0, all in code points.

    `paragraph` is the number of the paragraph in a Word file, from 1; None in plain text.
    """

    line: int
    column: int
    offset: int
    paragraph: int | None = None

    def to_dict(self) -> dict[str, int]:
        """The JSON shape of CONTRACT's `start` and `end`."""
        place = {"line": self.line, "column": self.column, "offset": self.offset}
        return place if self.paragraph is None else {**place, "paragraph": self.paragraph}


@dataclass(frozen=True, slots=True)
class Range:
    """Two positions, the end exclusive."""

    start: Position
    end: Position

    def to_dict(self) -> dict[str, dict[str, int]]:
        """The JSON shape of a `range`."""
        return {"start": self.start.to_dict(), "end": self.end.to_dict()}


@dataclass(frozen=True, slots=True)
class Note:
    """Another place that explains a finding."""

    message: str
    range: Range

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `related`."""
        return {"message": self.message, "range": self.range.to_dict()}


@dataclass(frozen=True, slots=True)
class Edit:
    """Text to put in place of a range."""

    range: Range
    text: str

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `edits`."""
        return {"range": self.range.to_dict(), "text": self.text}


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding, with a title for a menu."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...]

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `fixes`."""
        return {
            "title": self.title,
            "applicability": self.applicability.value,
            "edits": [edit.to_dict() for edit in self.edits],
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in one draft where one rule is broken; complete when built.

    `fingerprint` stays the same while the rule and the words of the sentence do, wherever in the letter they stand.
    """

    rule: str
    category: Category
    severity: Severity
    confidence: Confidence
    message: str
    help: str
    section: SectionKind | None
    missing: SectionKind | None
    excerpt: str
    range: Range | None
    points: float
    related: tuple[Note, ...] = ()
    fixes: tuple[Fix, ...] = ()
    url: str | None = None
    fingerprint: str = ""

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `findings`."""
        return {
            "rule": self.rule,
            "category": self.category.value,
            "severity": self.severity.value,
            "confidence": self.confidence.value,
            "message": self.message,
            "help": self.help,
            "section": self.section.value if self.section else None,
            "missing": self.missing.value if self.missing else None,
            "excerpt": self.excerpt,
            "range": self.range.to_dict() if self.range else None,
            "related": [note.to_dict() for note in self.related],
            "fixes": [fix.to_dict() for fix in self.fixes],
            "points": round(self.points, 3),
            "url": self.url,
            "fingerprint": self.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding that the writer accepted, which costs nothing: how, and why."""

    finding: Finding
    source: AcceptedBy
    because: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `accepted`."""
        finding = self.finding
        return {
            "rule": finding.rule,
            "message": finding.message,
            "excerpt": finding.excerpt,
            "range": finding.range.to_dict() if finding.range else None,
            "because": self.because,
            "source": self.source.value,
            "fingerprint": finding.fingerprint,
        }


@dataclass(frozen=True, slots=True)
class Unused:
    """A rule or category accepted somewhere without need: no finding of it is there any more.

    `line`, from 1, is that of the comment in the draft or of the entry in the sidecar; an entry has its `fingerprint` and
    the `words` it was about. `trouble` tells, in one line, why it cannot be used at all, such as a rule that is unknown.
    """

    rule: str
    source: AcceptedBy
    line: int
    fingerprint: str | None = None
    words: str | None = None
    trouble: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `unused`."""
        return {
            "rule": self.rule,
            "source": self.source.value,
            "line": self.line,
            "fingerprint": self.fingerprint,
            "words": self.words,
            "trouble": self.trouble,
        }


class Outcome(StrEnum):
    """What one rule says of one draft."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """One rule's word on one draft, with its findings in order of place; it passes where all of them are accepted."""

    rule: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class Violation:
    """What the letter answers: the kind, how it is known (`given` or `detected`), and how surely."""

    kind: ViolationKind
    source: str
    confidence: Confidence

    def to_dict(self) -> dict[str, str]:
        """The JSON shape of `violation`."""
        return {"kind": self.kind.value, "source": self.source, "confidence": self.confidence.value}


@dataclass(frozen=True, slots=True)
class CategorySum:
    """How many findings a category has and what they cost."""

    findings: int
    points: float


@dataclass(frozen=True, slots=True)
class Mend:
    """One of the few things to mend first: a rule, how often it is broken, and the score without it."""

    rule: str
    findings: int
    points: float
    score_without: int
    message: str

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `mend_first`."""
        return {
            "rule": self.rule,
            "findings": self.findings,
            "points": self.points,
            "score_without": self.score_without,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing the notice asks for, and where the letter answers it.

    `label` names it in the report's language, `text` is as the notice has it. `range` is the answer's place in the letter;
    None where there is no answer, and where an attached file is the answer.
    """

    kind: ItemKind
    label: str
    text: str
    answered: bool
    range: Range | None = None

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `coverage`."""
        return {
            "kind": self.kind.value,
            "label": self.label,
            "text": self.text,
            "answered": self.answered,
            "range": self.range.to_dict() if self.range else None,
        }


@dataclass(frozen=True, slots=True)
class Proof:
    """A deed the letter says is done, and its evidence: the letter's words for it, what is wanted, what is there.

    `claim` is the kind of deed, `wanted` the evidence in the report's language, `file` the name of the one found in the
    folder, None where there is none; `mentioned` tells whether the letter names a document for it.
    """

    claim: str
    words: str
    range: Range
    wanted: str
    file: str | None
    mentioned: bool

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `checklist`."""
        return {
            "claim": self.claim,
            "words": self.words,
            "range": self.range.to_dict(),
            "wanted": self.wanted,
            "file": self.file,
            "mentioned": self.mentioned,
        }


@dataclass(frozen=True, slots=True)
class Borrowed:
    """A sentence of the letter that stands elsewhere, with its words; `source` is that letter's path or a template's title."""

    words: str
    range: Range
    source: str

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of the sentences of `likeness`."""
        return {"words": self.words, "range": self.range.to_dict(), "source": self.source}


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the letter has in common with an earlier one, or with all known templates, where `letter` is None.

    `share` is that of the letter's own words, from 0 to 1. `other_account`: both name their shop, and not the same;
    `same_case`: both are about the same orders.
    """

    letter: str | None
    share: float
    other_account: bool
    same_case: bool
    sentences: tuple[Borrowed, ...]

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `likeness`."""
        return {
            "letter": self.letter,
            "share": round(self.share, 3),
            "other_account": self.other_account,
            "same_case": self.same_case,
            "sentences": [each.to_dict() for each in self.sentences],
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All that is said of one draft. `score` and `grade` are None where the draft cannot be judged.

    `accepted` findings stand beside `findings`, not among them, and cost nothing; `sidecar` is the file that lists them,
    None for a draft without one.
    """

    path: str
    verdict: Verdict
    score: int | None
    grade: str | None
    violation: Violation
    marketplace: str
    findings: tuple[Finding, ...]
    outcomes: tuple[RuleOutcome, ...]
    categories: dict[Category, CategorySum] = field(default_factory=dict)
    mend_first: tuple[Mend, ...] = ()
    undecided_because: str | None = None
    undecided_help: str | None = None
    coverage: tuple[Answer, ...] = ()
    checklist: tuple[Proof, ...] = ()
    likeness: tuple[Likeness, ...] = ()
    sidecar: str | None = None
    accepted: tuple[Accepted, ...] = ()
    unused: tuple[Unused, ...] = ()

    def at_least(self, severity: Severity) -> Report:
        """The report with only the findings of this severity or a graver one; score and sums stay the whole draft's."""
        kept = tuple(f for f in self.findings if f.severity.rank >= severity.rank)
        return replace(self, findings=kept)

    def count(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return sum(finding.severity is severity for outcome in self.outcomes for finding in outcome.findings)

    def fails(self, fail_on: Severity | None, fail_under: int | None) -> bool:
        """Whether a finding is at or above `fail_on`, or the score under `fail_under`. None: never by that."""
        if fail_on is not None and any(f.severity.rank >= fail_on.rank for f in self.findings):
            return True
        return fail_under is not None and (self.score is None or self.score < fail_under)

    def to_dict(self) -> dict[str, object]:
        """The JSON shape of one of `results`."""
        return {
            "path": self.path,
            "verdict": self.verdict.value,
            "score": self.score,
            "grade": self.grade,
            "violation": self.violation.to_dict(),
            "marketplace": self.marketplace,
            "findings": [finding.to_dict() for finding in self.findings],
            "summary": {
                **{severity.value: self.count(severity) for severity in Severity},
                "categories": {
                    category.value: {"findings": total.findings, "points": total.points}
                    for category, total in self.categories.items()
                },
                "rules": {each.rule: len(each.findings) for each in self.outcomes if each.findings},
            },
            "mend_first": [mend.to_dict() for mend in self.mend_first],
            "coverage": [answer.to_dict() for answer in self.coverage],
            "checklist": [proof.to_dict() for proof in self.checklist],
            "likeness": [each.to_dict() for each in self.likeness],
            "sidecar": self.sidecar,
            "accepted": [each.to_dict() for each in self.accepted],
            "unused": [each.to_dict() for each in self.unused],
        }
