"""The JSON shapes of check and inspect, and their schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import poalint
from poalint.draft import Draft
from poalint.facts import Identifier, IdKind
from poalint.model import (
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
from poalint.reading import Reading

SCHEMA = 1
"""The number of the shapes; a new one for every change that is not an added key."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A draft that could not be checked: which, why, and what to do."""

    path: str
    message: str
    help: str

    def to_dict(self) -> dict[str, str]:
        """The JSON shape of one of `errors`."""
        return {"path": self.path, "message": self.message, "help": self.help}


def envelope(results: Sequence[Mapping[str, object]], errors: Sequence[Trouble]) -> dict[str, object]:
    """The outermost object of check and inspect."""
    return {
        "schema": SCHEMA,
        "poalint": poalint.__version__,
        "results": list(results),
        "errors": [error.to_dict() for error in errors],
    }


def reading_shape(reading: Reading) -> dict[str, object]:
    """What `inspect` prints of one draft."""
    draft = reading.draft
    return {
        "path": draft.path,
        "violation": reading.violation.to_dict(),
        "marketplace": reading.marketplace,
        "sections": [
            {
                "kind": section.kind.value,
                "heading": section.heading.text if section.heading else None,
                "range": _range(draft, section.span),
            }
            for section in reading.sections
        ],
        "pasted": [{"kind": each.kind.value, "range": _range(draft, each.span)} for each in reading.pasted],
        "clauses": [
            {
                "text": draft[clause.span],
                "head": draft[clause.head],
                "kind": clause.kind.value,
                "status": clause.status.value if clause.status else None,
                "agent": clause.agent.value,
                "subject": draft[clause.subject] if clause.subject else None,
                "when": draft[clause.when] if clause.when else None,
                "negated": clause.negated,
                "construction": clause.construction,
                "section": _value(reading.section_at(clause.span.start)),
                "range": _range(draft, clause.span),
            }
            for clause in reading.clauses
        ],
        "ledger": [
            {
                "who": draft[clause.subject] if clause.subject else None,
                "agent": clause.agent.value,
                "what": draft[clause.span],
                "when": draft[clause.when] if clause.when else None,
                "status": clause.status.value if clause.status else None,
                "section": _value(reading.section_at(clause.span.start)),
                "range": _range(draft, clause.span),
            }
            for clause in reading.ledger
        ],
        "blame": [{"text": draft[b.span], "target": b.target, "range": _range(draft, b.span)} for b in reading.blames],
        "order_ids": [_identifier(draft, each) for each in reading.order_ids],
        "asins": [_identifier(draft, each) for each in reading.asins],
        "identifiers": [
            {"kind": each.kind.value, "text": each.text, "range": _range(draft, each.span)}
            for each in reading.identifiers
        ],
        "carriers": [
            {
                "text": each.text,
                "name": each.carrier.name,
                "service": each.service,
                "integrated": each.integrated,
                "list_as_of": each.standing.listing.as_of if each.standing.listing else None,
                "range": _range(draft, each.span),
            }
            for each in reading.carriers
        ],
        "tracking_ids": [
            {"text": each.text, "carrier": each.carrier, "valid": each.valid, "range": _range(draft, each.span)}
            for each in reading.tracking_ids
        ],
        "metrics": [
            {
                "text": each.text,
                "metric": each.metric,
                "value": each.value,
                "role": each.role.value if each.role else None,
                "range": _range(draft, each.span),
            }
            for each in reading.metrics
        ],
        "dates": [
            {
                "text": each.text,
                "year": each.year,
                "month": each.month,
                "day": each.day,
                "ambiguous": each.ambiguous,
                "possible": each.possible,
                "range": _range(draft, each.span),
            }
            for each in reading.dates
        ],
        "attachments": [
            {"text": each.text, "number": each.number, "range": _range(draft, each.span)}
            for each in reading.attachments
        ],
        "notice": _notice(reading),
        "counts": [
            {"text": each.text, "number": each.number, "noun": each.noun, "range": _range(draft, each.span)}
            for each in reading.counts
        ],
    }


def _identifier(draft: Draft, found: Identifier) -> dict[str, object]:
    return {
        "text": found.text,
        "valid": found.valid,
        "reason": found.reason,
        "mended": found.mended,
        "range": _range(draft, found.span),
    }


def _notice(reading: Reading) -> dict[str, object] | None:
    """What was understood of Amazon's notice, with where the letter answers each item; None without one."""
    notice, draft = reading.materials.notice, reading.draft
    if notice is None:
        return None
    return {
        "violation": notice.violation.to_dict(),
        "rejection": notice.rejection is not None,
        "deadline": notice.deadline.text if notice.deadline else None,
        "asked": [
            {
                "kind": covered.item.kind.value,
                "name": covered.item.name,
                "answered": covered.answered,
                "range": _range(draft, covered.span) if covered.span else None,
            }
            for covered in reading.coverage
        ],
    }


def _value(kind: SectionKind | None) -> str | None:
    return kind.value if kind else None


def _range(draft: Draft, span: Span) -> dict[str, object]:
    return dict(draft.range(span).to_dict())


# --- the schemas --------------------------------------------------------------------------------------------------

_POSITION = {
    "type": "object",
    "properties": {
        "line": {"type": "integer", "minimum": 1},
        "column": {"type": "integer", "minimum": 1},
        "offset": {"type": "integer", "minimum": 0},
        "paragraph": {"type": "integer", "minimum": 1},
    },
    "required": ["line", "column", "offset"],
}
_RANGE = {"type": "object", "properties": {"start": _POSITION, "end": _POSITION}, "required": ["start", "end"]}
_TEXT = {"type": "string"}
_MAYBE_TEXT = {"type": ["string", "null"]}


def _enum(values: Any, *, null: bool = False) -> dict[str, object]:
    return {"enum": [*(each.value for each in values), *([None] if null else [])]}


def _object(properties: Mapping[str, object], required: Sequence[str] | None = None) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties if required is None else required),
    }


def _list(item: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": dict(item)}


_VIOLATION = _object(
    {"kind": _enum(ViolationKind), "source": {"enum": ["given", "detected"]}, "confidence": _enum(Confidence)}
)
_ERRORS = _list(_object({"path": _TEXT, "message": _TEXT, "help": _TEXT}))
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
        "range": {"anyOf": [_RANGE, {"type": "null"}]},
        "related": _list(_object({"message": _TEXT, "range": _RANGE})),
        "fixes": _list(
            _object(
                {
                    "title": _TEXT,
                    "applicability": _enum(Applicability),
                    "edits": _list(_object({"range": _RANGE, "text": _TEXT})),
                }
            )
        ),
        "points": {"type": "number", "minimum": 0},
        "url": _MAYBE_TEXT,
    }
)


_NOTICE = _object(
    {
        "violation": _VIOLATION,
        "rejection": {"type": "boolean"},
        "deadline": _MAYBE_TEXT,
        "asked": _list(
            _object(
                {
                    "kind": _enum(ItemKind),
                    "name": _TEXT,
                    "answered": {"type": "boolean"},
                    "range": {"anyOf": [_RANGE, {"type": "null"}]},
                }
            )
        ),
    }
)


def _schema(title: str, result: Mapping[str, object]) -> dict[str, object]:
    shape = _object({"schema": {"const": SCHEMA}, "poalint": _TEXT, "results": _list(result), "errors": _ERRORS})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **shape}


def check_schema() -> dict[str, object]:
    """The JSON Schema of what `check --format json` prints."""
    counts = {"type": "integer", "minimum": 0}
    result = _object(
        {
            "path": _TEXT,
            "verdict": _enum(Verdict),
            "score": {"anyOf": [{"type": "integer", "minimum": 0, "maximum": 100}, {"type": "null"}]},
            "grade": _MAYBE_TEXT,
            "violation": _VIOLATION,
            "marketplace": _TEXT,
            "findings": _list(_FINDING),
            "summary": _object(
                {
                    **{severity.value: counts for severity in Severity},
                    "categories": {
                        "type": "object",
                        "additionalProperties": _object({"findings": counts, "points": {"type": "number"}}),
                    },
                }
            ),
            "mend_first": _list(
                _object(
                    {
                        "rule": _TEXT,
                        "findings": counts,
                        "points": {"type": "number"},
                        "score_without": counts,
                        "message": _TEXT,
                    }
                )
            ),
            "coverage": _list(
                _object(
                    {
                        "kind": _enum(ItemKind),
                        "label": _TEXT,
                        "text": _TEXT,
                        "answered": {"type": "boolean"},
                        "range": {"anyOf": [_RANGE, {"type": "null"}]},
                    }
                )
            ),
            "checklist": _list(
                _object(
                    {
                        "claim": _TEXT,
                        "words": _TEXT,
                        "range": _RANGE,
                        "wanted": _TEXT,
                        "file": _MAYBE_TEXT,
                        "mentioned": {"type": "boolean"},
                    }
                )
            ),
        }
    )
    return _schema("poalint check", result)


def inspect_schema() -> dict[str, object]:
    """The JSON Schema of what `inspect --format json` prints."""
    maybe_bool = {"type": ["boolean", "null"]}
    identifier = _object(
        {"text": _TEXT, "valid": {"type": "boolean"}, "reason": _MAYBE_TEXT, "mended": _MAYBE_TEXT, "range": _RANGE}
    )
    result = _object(
        {
            "path": _TEXT,
            "violation": _VIOLATION,
            "marketplace": _TEXT,
            "sections": _list(_object({"kind": _enum(SectionKind), "heading": _MAYBE_TEXT, "range": _RANGE})),
            "pasted": _list(_object({"kind": _TEXT, "range": _RANGE})),
            "clauses": _list(
                _object(
                    {
                        "text": _TEXT,
                        "head": _TEXT,
                        "kind": _enum(ClauseKind),
                        "status": _enum(Status, null=True),
                        "agent": _enum(Agent),
                        "subject": _MAYBE_TEXT,
                        "when": _MAYBE_TEXT,
                        "negated": {"type": "boolean"},
                        "construction": _TEXT,
                        "section": _enum(SectionKind, null=True),
                        "range": _RANGE,
                    }
                )
            ),
            "ledger": _list(
                _object(
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
            ),
            "blame": _list(_object({"text": _TEXT, "target": _TEXT, "range": _RANGE})),
            "order_ids": _list(identifier),
            "asins": _list(identifier),
            "identifiers": _list(_object({"kind": _enum(IdKind), "text": _TEXT, "range": _RANGE})),
            "carriers": _list(
                _object(
                    {
                        "text": _TEXT,
                        "name": _TEXT,
                        "service": _MAYBE_TEXT,
                        "integrated": maybe_bool,
                        "list_as_of": _MAYBE_TEXT,
                        "range": _RANGE,
                    }
                )
            ),
            "tracking_ids": _list(
                _object({"text": _TEXT, "carrier": _MAYBE_TEXT, "valid": maybe_bool, "range": _RANGE})
            ),
            "metrics": _list(
                _object(
                    {
                        "text": _TEXT,
                        "metric": _TEXT,
                        "value": {"type": "number"},
                        "role": {"enum": ["own", "target", None]},
                        "range": _RANGE,
                    }
                )
            ),
            "dates": _list(
                _object(
                    {
                        "text": _TEXT,
                        "year": {"type": ["integer", "null"]},
                        "month": {"type": ["integer", "null"]},
                        "day": {"type": ["integer", "null"]},
                        "ambiguous": {"type": "boolean"},
                        "possible": {"type": "boolean"},
                        "range": _RANGE,
                    }
                )
            ),
            "attachments": _list(_object({"text": _TEXT, "number": _MAYBE_TEXT, "range": _RANGE})),
            "notice": {"anyOf": [_NOTICE, {"type": "null"}]},
            "counts": _list(_object({"text": _TEXT, "number": {"type": "integer"}, "noun": _TEXT, "range": _RANGE})),
        }
    )
    return _schema("poalint inspect", result)
