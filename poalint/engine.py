"""check(reading, pack) → Report. Prints nothing, reads no file, looks at no clock."""

from __future__ import annotations

import re

from poalint import score
from poalint.facts import Covered
from poalint.facts.coverage import label
from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import (
    Answer,
    Applicability,
    Edit,
    Finding,
    Fix,
    Note,
    Outcome,
    Proof,
    Report,
    RuleOutcome,
    Verdict,
)
from poalint.outline import is_foreign
from poalint.pack.load import Pack, Scoring
from poalint.pack.rule import Rule
from poalint.reading import Reading

_WORD = re.compile(r"[A-Za-z]{2,}")
_MOST_PLACES = 200
"""How many places of one rule are reported: a writer mends the first dozen, and a file that is no letter has thousands."""


def check(reading: Reading, pack: Pack, lang: str = "en") -> Report:
    """The report on a draft: what every rule says of it, in the language `lang`, and what that comes to."""
    because = undecided(reading)
    if because is not None:
        return _undecided_report(reading, pack, *because)
    outcomes = [judge(reading, rule, pack.scoring, lang) for rule in pack.rules.values()]
    findings = sorted((f for outcome in outcomes for f in outcome.findings), key=_place)
    total = round(sum(finding.points for finding in findings), 3)
    value = score.score(total, pack.scoring)
    return Report(
        path=reading.draft.path,
        verdict=score.verdict(value, findings, pack.scoring),
        score=value,
        grade=score.grade(value, pack.scoring),
        violation=reading.violation,
        marketplace=reading.marketplace,
        findings=tuple(findings),
        outcomes=tuple(outcomes),
        categories=score.by_category(findings),
        mend_first=score.mend_first(outcomes, total, pack.scoring),
        coverage=tuple(_answer(reading, covered, lang) for covered in reading.coverage),
        checklist=_checklist(reading, lang),
    )


def judge(reading: Reading, rule: Rule, scoring: Scoring, lang: str = "en") -> RuleOutcome:
    """What one rule says of one draft."""
    scope = Scope(reading, rule.where, rule.id)
    if not scope.applies() or _lacks(reading, rule):
        return RuleOutcome(rule.id, Outcome.NOT_APPLICABLE)
    hits = [hit for hit, _ in zip(rule.check.check(scope, rule.settings), range(_MOST_PLACES), strict=False)]
    if not hits:
        return RuleOutcome(rule.id, Outcome.NOT_APPLICABLE if scope.empty else Outcome.PASSED)
    costs = score.points(rule, [hit.confidence or rule.confidence for hit in hits], scoring)
    findings = [_finding(reading, rule, hit, cost, lang) for hit, cost in zip(hits, costs, strict=True)]
    return RuleOutcome(rule.id, Outcome.FAILED, tuple(sorted(findings, key=_place)))


def _lacks(reading: Reading, rule: Rule) -> bool:
    """Whether the rule's kind needs a material that was not given: `NEEDS` names it."""
    needed: str | None = getattr(rule.check, "NEEDS", None)
    return needed is not None and getattr(reading.materials, needed) is None


def _answer(reading: Reading, covered: Covered, lang: str) -> Answer:
    item, draft = covered.item, reading.draft
    notice = reading.materials.notice
    text = item.text or (notice.text[item.span.start : item.span.end] if notice else "")
    place = draft.range(covered.span) if covered.span is not None else None
    return Answer(item.kind, label(item, lang), " ".join(text.split()), covered.answered, place)


def _checklist(reading: Reading, lang: str) -> tuple[Proof, ...]:
    """What each deed told needs as proof; asked for only where the folder of attachments was given."""
    if reading.materials.folder is None:
        return ()
    draft = reading.draft
    return tuple(
        Proof(
            claimed.claim.kind,
            shorten(draft[claimed.span], 200),
            draft.range(claimed.span),
            claimed.claim.wanted[lang == "zh"],
            claimed.file.name if claimed.file else None,
            claimed.mentioned,
        )
        for claimed in reading.checklist
    )


def undecided(reading: Reading) -> tuple[str, str] | None:
    """Why the draft cannot be judged and what to do about it, or None where it can."""
    text = reading.draft.text
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0\u3000"):
        return "the draft is empty", "write the letter and check it again"
    if is_foreign(text) and len(_WORD.findall(text)) < 60:
        return "the draft is not in English", "poalint reads English letters: translate it and check it again"
    if not _WORD.search(text):
        return "the draft holds no words", "check that it is the right file"
    return None


def _undecided_report(reading: Reading, pack: Pack, because: str, advice: str) -> Report:
    return Report(
        path=reading.draft.path,
        verdict=Verdict.UNDECIDED,
        score=None,
        grade=None,
        violation=reading.violation,
        marketplace=reading.marketplace,
        findings=(),
        outcomes=tuple(RuleOutcome(name, Outcome.UNDECIDED) for name in pack.rules),
        undecided_because=because,
        undecided_help=advice,
    )


def _place(finding: Finding) -> tuple[int, int, str]:
    """Findings in order of place, those without one last, graver ones first where two share a place."""
    at = finding.range.start.offset if finding.range else 1 << 60
    return at, -finding.severity.rank, finding.rule


def _finding(reading: Reading, rule: Rule, hit: Hit, cost: float, lang: str) -> Finding:
    draft = reading.draft
    span = hit.span
    section = hit.missing or (reading.section_at(span.start) if span is not None else None)
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=rule.severity,
        confidence=hit.confidence or rule.confidence,
        message=rule.message.say(lang, hit.slots),
        help=rule.help.say(lang, hit.slots),
        section=section,
        missing=hit.missing,
        excerpt=shorten(draft[span], 200) if span is not None else "",
        range=draft.range(span) if span is not None else None,
        points=cost,
        related=tuple(Note(words, draft.range(place)) for place, words in hit.related),
        fixes=tuple(_fix(reading, rule, hit, at, lang) for at in range(len(hit.repairs))),
        url=rule.url,
    )


def _fix(reading: Reading, rule: Rule, hit: Hit, at: int, lang: str) -> Fix:
    repair = hit.repairs[at]
    first = repair.edits[0][1]
    title = rule.fix.say(lang, hit.slots) if rule.fix else f"Write “{shorten(first, 60)}”"
    edits = tuple(Edit(reading.draft.range(span), text) for span, text in repair.edits)
    return Fix(title, Applicability(repair.applicability), edits)


__all__ = ["check", "judge", "undecided"]
