"""The JSON shapes of check and inspect, and their schemas: each sort of thing with its schema below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import poalint
from poalint.draft import Draft
from poalint.facts import (
    Attachment,
    CarrierMention,
    Count,
    Covered,
    Date,
    Identifier,
    IdKind,
    Metric,
    TrackingId,
)
from poalint.language.blame import Blame
from poalint.language.clauses import Clause
from poalint.model import (
    AcceptedBy,
    Agent,
    Applicability,
    Category,
    ClauseKind,
    Confidence,
    ItemKind,
    SectionKind,
    Severity,
    Span,
    Status,
    Verdict,
    ViolationKind,
)
from poalint.outline import Pasted, Section
from poalint.reading import Reading

SCHEMA = 1
"""The number of the shapes; a new one for every change that is not an added key."""

_Shape = dict[str, object]


# --- what schemas are made of -----------------------------------------------------------------------------------------


def _enum(values: Iterable[StrEnum], *, null: bool = False) -> _Shape:
    return {"enum": [*(each.value for each in values), *([None] if null else [])]}


def _object(properties: Mapping[str, object], required: Sequence[str] | None = None) -> _Shape:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties if required is None else required),
    }


def _list(item: Mapping[str, object]) -> _Shape:
    return {"type": "array", "items": dict(item)}


def _or_null(schema: Mapping[str, object]) -> _Shape:
    return {"anyOf": [schema, {"type": "null"}]}


_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}
_YES_NO = {"type": "boolean"}
_MAYBE_YES_NO = {"type": ["boolean", "null"]}
_NUMBER = {"type": "number"}
_COUNTED = {"type": "integer", "minimum": 0}
_MAYBE_INTEGER = {"type": ["integer", "null"]}
_POSITION = _object(
    {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "offset": {"type": "integer", "minimum": 0},
        "paragraph": {"type": "integer", "minimum": 1},
    },
    required=["line", "column", "offset"],
)
_RANGE = _object({"start": _POSITION, "end": _POSITION})
_VIOLATION = _object(
    {"kind": _enum(ViolationKind), "source": {"enum": ["given", "detected"]}, "confidence": _enum(Confidence)}
)


# --- the envelope -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trouble:
    """A draft that could not be checked: which, why, and what to do."""

    path: str
    message: str
    help: str

    def to_dict(self) -> dict[str, str]:
        """The JSON shape of one of `errors`."""
        return {"path": self.path, "message": self.message, "help": self.help}


_TROUBLE = _object({"path": _TEXT, "message": _TEXT, "help": _TEXT})


def envelope(results: Sequence[Mapping[str, object]], errors: Sequence[Trouble]) -> dict[str, object]:
    """The outermost object of check and inspect."""
    return {
        "schema": SCHEMA,
        "poalint": poalint.__version__,
        "results": list(results),
        "errors": [error.to_dict() for error in errors],
    }


def _schema(title: str, result: Mapping[str, object]) -> _Shape:
    shape = _object(
        {"schema": {"const": SCHEMA}, "poalint": _TEXT, "results": _list(result), "errors": _list(_TROUBLE)}
    )
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **shape}


# --- check ------------------------------------------------------------------------------------------------------------

_EDIT = _object({"range": _RANGE, "text": _TEXT})
_FIX = _object({"title": _TEXT, "applicability": _enum(Applicability), "edits": _list(_EDIT)})
_FINDING = _object(
    {
        "rule": {"type": "string", "pattern": "^[a-z]+/[a-z0-9-]+$"},
        "category": _enum(Category),
        "severity": _enum(Severity),
        "confidence": _enum(Confidence),
        "message": _TEXT,
        "help": _TEXT,
        "section": _enum(SectionKind, null=True),
        "missing": _enum(SectionKind, null=True),
        "excerpt": _TEXT,
        "range": _or_null(_RANGE),
        "related": _list(_object({"message": _TEXT, "range": _RANGE})),
        "fixes": _list(_FIX),
        "points": {"type": "number", "minimum": 0},
        "url": _MAYBE_TEXT,
        "fingerprint": _TEXT,
    }
)
_ACCEPTED = _object(
    {
        "rule": _TEXT,
        "message": _TEXT,
        "excerpt": _TEXT,
        "range": _or_null(_RANGE),
        "because": _MAYBE_TEXT,
        "source": _enum(AcceptedBy),
        "fingerprint": _TEXT,
    }
)
_UNUSED = _object(
    {
        "rule": _TEXT,
        "source": _enum(AcceptedBy),
        "line": {"type": "integer", "minimum": 1},
        "fingerprint": _MAYBE_TEXT,
        "words": _MAYBE_TEXT,
        "trouble": _MAYBE_TEXT,
    }
)
_SUMMARY = _object(
    {
        **{severity.value: _COUNTED for severity in Severity},
        "categories": {
            "type": "object",
            "additionalProperties": _object({"findings": _COUNTED, "points": _NUMBER}),
        },
        "rules": {"type": "object", "additionalProperties": _COUNTED},
    }
)
_MEND_FIRST = _object(
    {"rule": _TEXT, "findings": _COUNTED, "points": _NUMBER, "score_without": _COUNTED, "message": _TEXT}
)
_COVERAGE = _object(
    {"kind": _enum(ItemKind), "label": _TEXT, "text": _TEXT, "answered": _YES_NO, "range": _or_null(_RANGE)}
)
_CHECKLIST = _object(
    {"claim": _TEXT, "words": _TEXT, "range": _RANGE, "wanted": _TEXT, "file": _MAYBE_TEXT, "mentioned": _YES_NO}
)


_LIKENESS = _object(
    {
        "letter": _MAYBE_TEXT,
        "share": {"type": "number", "minimum": 0, "maximum": 1},
        "other_account": _YES_NO,
        "same_case": _YES_NO,
        "sentences": _list(_object({"words": _TEXT, "range": _RANGE, "source": _TEXT})),
    }
)


def check_schema() -> dict[str, object]:
    """The JSON Schema of what `check --format json` prints."""
    result = _object(
        {
            "path": _TEXT,
            "verdict": _enum(Verdict),
            "score": _or_null({"type": "integer", "minimum": 0, "maximum": 100}),
            "grade": _MAYBE_TEXT,
            "violation": _VIOLATION,
            "marketplace": _TEXT,
            "findings": _list(_FINDING),
            "summary": _SUMMARY,
            "mend_first": _list(_MEND_FIRST),
            "coverage": _list(_COVERAGE),
            "checklist": _list(_CHECKLIST),
            "likeness": _list(_LIKENESS),
            "sidecar": _MAYBE_TEXT,
            "accepted": _list(_ACCEPTED),
            "unused": _list(_UNUSED),
        }
    )
    return _schema("poalint check", result)


# --- inspect ----------------------------------------------------------------------------------------------------------


def reading_shape(reading: Reading) -> dict[str, object]:
    """What `inspect` prints of one draft."""
    draft = reading.draft
    return {
        "path": draft.path,
        "violation": reading.violation.to_dict(),
        "marketplace": reading.marketplace,
        "sections": [_section(draft, each) for each in reading.sections],
        "pasted": [_pasted(draft, each) for each in reading.pasted],
        "clauses": [_clause(reading, each) for each in reading.clauses],
        "ledger": [_entry(reading, each) for each in reading.ledger],
        "blame": [_blame(draft, each) for each in reading.blames],
        "order_ids": [_checked_id(draft, each) for each in reading.order_ids],
        "asins": [_checked_id(draft, each) for each in reading.asins],
        "identifiers": [_other_id(draft, each) for each in reading.identifiers],
        "carriers": [_carrier(draft, each) for each in reading.carriers],
        "tracking_ids": [_tracking_id(draft, each) for each in reading.tracking_ids],
        "metrics": [_metric(draft, each) for each in reading.metrics],
        "dates": [_date(draft, each) for each in reading.dates],
        "attachments": [_attachment(draft, each) for each in reading.attachments],
        "notice": _notice(reading),
        "counts": [_count(draft, each) for each in reading.counts],
    }


def inspect_schema() -> dict[str, object]:
    """The JSON Schema of what `inspect --format json` prints."""
    result = _object(
        {
            "path": _TEXT,
            "violation": _VIOLATION,
            "marketplace": _TEXT,
            "sections": _list(_SECTION),
            "pasted": _list(_PASTED),
            "clauses": _list(_CLAUSE),
            "ledger": _list(_ENTRY),
            "blame": _list(_BLAME),
            "order_ids": _list(_CHECKED_ID),
            "asins": _list(_CHECKED_ID),
            "identifiers": _list(_OTHER_ID),
            "carriers": _list(_CARRIER),
            "tracking_ids": _list(_TRACKING_ID),
            "metrics": _list(_METRIC),
            "dates": _list(_DATE),
            "attachments": _list(_ATTACHMENT),
            "notice": _or_null(_NOTICE),
            "counts": _list(_COUNT),
        }
    )
    return _schema("poalint inspect", result)


def _range(draft: Draft, span: Span) -> _Shape:
    return dict(draft.range(span).to_dict())


def _words(draft: Draft, span: Span | None) -> str | None:
    """The draft's words at a place; None for no place."""
    return draft[span] if span else None


# --- inspect: the parts -----------------------------------------------------------------------------------------------


def _section(draft: Draft, section: Section) -> _Shape:
    return {
        "kind": section.kind.value,
        "heading": section.heading.text if section.heading else None,
        "range": _range(draft, section.span),
    }


_SECTION = _object({"kind": _enum(SectionKind), "heading": _MAYBE_TEXT, "range": _RANGE})


def _pasted(draft: Draft, pasted: Pasted) -> _Shape:
    return {"kind": pasted.kind.value, "range": _range(draft, pasted.span)}


_PASTED = _object({"kind": _TEXT, "range": _RANGE})


# --- inspect: the language --------------------------------------------------------------------------------------------


def _clause(reading: Reading, clause: Clause) -> _Shape:
    draft = reading.draft
    return {
        "text": draft[clause.span],
        "head": draft[clause.head],
        "kind": clause.kind.value,
        "status": clause.status.value if clause.status else None,
        "agent": clause.agent.value,
        "subject": _words(draft, clause.subject),
        "when": _words(draft, clause.when),
        "negated": clause.negated,
        "construction": clause.construction,
        "section": _part(reading, clause.span),
        "range": _range(draft, clause.span),
    }


_CLAUSE = _object(
    {
        "text": _TEXT,
        "head": _TEXT,
        "kind": _enum(ClauseKind),
        "status": _enum(Status, null=True),
        "agent": _enum(Agent),
        "subject": _MAYBE_TEXT,
        "when": _MAYBE_TEXT,
        "negated": _YES_NO,
        "construction": _TEXT,
        "section": _enum(SectionKind, null=True),
        "range": _RANGE,
    }
)


def _entry(reading: Reading, clause: Clause) -> _Shape:
    """An action of the ledger."""
    draft = reading.draft
    return {
        "who": _words(draft, clause.subject),
        "agent": clause.agent.value,
        "what": draft[clause.span],
        "when": _words(draft, clause.when),
        "status": clause.status.value if clause.status else None,
        "section": _part(reading, clause.span),
        "range": _range(draft, clause.span),
    }


_ENTRY = _object(
    {
        "who": _MAYBE_TEXT,
        "agent": _enum(Agent),
        "what": _TEXT,
        "when": _MAYBE_TEXT,
        "status": _enum(Status, null=True),
        "section": _enum(SectionKind, null=True),
        "range": _RANGE,
    }
)


def _part(reading: Reading, span: Span) -> str | None:
    """The kind of the section a place is in."""
    kind = reading.section_at(span.start)
    return kind.value if kind else None


def _blame(draft: Draft, blame: Blame) -> _Shape:
    return {"text": draft[blame.span], "target": blame.target, "range": _range(draft, blame.span)}


_BLAME = _object({"text": _TEXT, "target": _TEXT, "range": _RANGE})


# --- inspect: identifiers ---------------------------------------------------------------------------------------------


def _checked_id(draft: Draft, found: Identifier) -> _Shape:
    """An order ID or an ASIN, with what is wrong with it."""
    return {
        "text": found.text,
        "valid": found.valid,
        "reason": found.reason,
        "mended": found.mended,
        "range": _range(draft, found.span),
    }


_CHECKED_ID = _object({"text": _TEXT, "valid": _YES_NO, "reason": _MAYBE_TEXT, "mended": _MAYBE_TEXT, "range": _RANGE})


def _other_id(draft: Draft, found: Identifier) -> _Shape:
    return {"kind": found.kind.value, "text": found.text, "range": _range(draft, found.span)}


_OTHER_ID = _object({"kind": _enum(IdKind), "text": _TEXT, "range": _RANGE})


# --- inspect: carriers and tracking numbers ---------------------------------------------------------------------------


def _carrier(draft: Draft, mention: CarrierMention) -> _Shape:
    return {
        "text": mention.text,
        "name": mention.carrier.name,
        "service": mention.service,
        "integrated": mention.integrated,
        "list_as_of": mention.standing.listing.as_of if mention.standing.listing else None,
        "range": _range(draft, mention.span),
    }


_CARRIER = _object(
    {
        "text": _TEXT,
        "name": _TEXT,
        "service": _MAYBE_TEXT,
        "integrated": _MAYBE_YES_NO,
        "list_as_of": _MAYBE_TEXT,
        "range": _RANGE,
    }
)


def _tracking_id(draft: Draft, found: TrackingId) -> _Shape:
    return {"text": found.text, "carrier": found.carrier, "valid": found.valid, "range": _range(draft, found.span)}


_TRACKING_ID = _object({"text": _TEXT, "carrier": _MAYBE_TEXT, "valid": _MAYBE_YES_NO, "range": _RANGE})


# --- inspect: figures, dates, attachments -----------------------------------------------------------------------------


def _metric(draft: Draft, metric: Metric) -> _Shape:
    return {
        "text": metric.text,
        "metric": metric.metric,
        "value": metric.value,
        "role": metric.role.value if metric.role else None,
        "range": _range(draft, metric.span),
    }


_METRIC = _object(
    {"text": _TEXT, "metric": _TEXT, "value": _NUMBER, "role": {"enum": ["own", "target", None]}, "range": _RANGE}
)


def _date(draft: Draft, date: Date) -> _Shape:
    return {
        "text": date.text,
        "year": date.year,
        "month": date.month,
        "day": date.day,
        "ambiguous": date.ambiguous,
        "possible": date.possible,
        "range": _range(draft, date.span),
    }


_DATE = _object(
    {
        "text": _TEXT,
        "year": _MAYBE_INTEGER,
        "month": _MAYBE_INTEGER,
        "day": _MAYBE_INTEGER,
        "ambiguous": _YES_NO,
        "possible": _YES_NO,
        "range": _RANGE,
    }
)


def _attachment(draft: Draft, attachment: Attachment) -> _Shape:
    return {"text": attachment.text, "number": attachment.number, "range": _range(draft, attachment.span)}


_ATTACHMENT = _object({"text": _TEXT, "number": _MAYBE_TEXT, "range": _RANGE})


def _count(draft: Draft, count: Count) -> _Shape:
    return {"text": count.text, "number": count.number, "noun": count.noun, "range": _range(draft, count.span)}


_COUNT = _object({"text": _TEXT, "number": {"type": "integer"}, "noun": _TEXT, "range": _RANGE})


# --- inspect: the notice ----------------------------------------------------------------------------------------------


def _notice(reading: Reading) -> _Shape | None:
    """What was understood of Amazon's notice, with where the letter answers each item; None without one."""
    notice = reading.materials.notice
    if notice is None:
        return None
    return {
        "violation": notice.violation.to_dict(),
        "rejection": notice.rejection is not None,
        "deadline": notice.deadline.text if notice.deadline else None,
        "asked": [_asked(reading.draft, covered) for covered in reading.coverage],
    }


def _asked(draft: Draft, covered: Covered) -> _Shape:
    return {
        "kind": covered.item.kind.value,
        "name": covered.item.name,
        "answered": covered.answered,
        "range": _range(draft, covered.span) if covered.span else None,
    }


_ASKED = _object({"kind": _enum(ItemKind), "name": _TEXT, "answered": _YES_NO, "range": _or_null(_RANGE)})
_NOTICE = _object({"violation": _VIOLATION, "rejection": _YES_NO, "deadline": _MAYBE_TEXT, "asked": _list(_ASKED)})
