"""check(reading, pack) → Report. Prints nothing, reads no file, looks at no clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from itertools import islice

from poalint import score
from poalint.accepted import Acceptance, Sidecar
from poalint.facts import Covered
from poalint.facts.coverage import label
from poalint.kinds.base import Hit, Scope, shorten
from poalint.model import (
    Accepted,
    Answer,
    Applicability,
    Borrowed,
    Edit,
    Finding,
    Fix,
    Likeness,
    Note,
    Outcome,
    Proof,
    Report,
    RuleOutcome,
    Span,
    Spans,
    Verdict,
)
from poalint.outline import is_foreign
from poalint.pack.load import Pack, Scoring
from poalint.pack.rule import Rule
from poalint.reading import Reading

_WORD = re.compile(r"[A-Za-z]{2,}")
# What the kinds say of related places.
_NOTES_ZH = {
    "and here": "这里也是",
    "also here": "这里也是",
    "first here": "第一次出现在这里",
    "said before": "前面已经写过",
    "claimed here too": "这里也写了同一件事",
    "named here too": "这里也提到了",
    "named so first": "前面是这样写的",
    "named as the cause": "原因里写的是这个",
    "in the list": "附件清单里有",
    "listed here": "清单里写的是这个",
    "the list begins here": "附件清单从这里开始",
    "and ends here": "附件清单到这里结束",
    "the other date": "另一个日期",
    "this order": "是这个订单",
    "told of other orders": "这里写的是其他订单",
    "the orders told of": "写到的订单在这里",
    "an order that is dealt with": "这个订单已写明处理结果",
}
_MOST_LETTERS = 10
"""How many of the letters most alike are told of, templates together as one."""
_MOST_PLACES = 200
"""How many places of one rule are reported: a writer mends the first dozen, and a file that is no letter has thousands."""


def check(
    reading: Reading,
    pack: Pack,
    lang: str = "en",
    sidecar: Sidecar | None = Sidecar(),  # noqa: B008 frozen
    known: Callable[[], Collection[str]] | None = None,
) -> Report:
    """The report on a draft: what every rule says of it, in the language `lang`, and what that comes to.

    What the writer accepted, in the sidecar or by comments, is told apart and costs nothing; with None for the sidecar
    all is shown. `known` tells the ids of all rules there are, where the pack holds only some.
    """
    because = undecided(reading, lang)
    if because is not None:
        return _undecided_report(reading, pack, *because)
    acceptance = Acceptance(reading, sidecar)
    outcomes = _outcomes(reading, pack, lang, acceptance)
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
        likeness=_likeness(reading),
        sidecar=sidecar.path or None if sidecar is not None else None,
        accepted=tuple(
            sorted((each for outcome in outcomes for each in outcome.accepted), key=lambda each: _place(each.finding))
        ),
        unused=tuple(acceptance.unused(_ran(reading, pack), known or pack.rules.keys)) if acceptance.claims else (),
    )


def _outcomes(reading: Reading, pack: Pack, lang: str, acceptance: Acceptance) -> list[RuleOutcome]:
    """What each rule says, in the pack's order. A rule that yields to others is judged after them."""
    told: dict[str, RuleOutcome] = {}
    for rule in sorted(pack.rules.values(), key=lambda rule: bool(rule.yields_to)):
        stronger = [told[name] for name in rule.yields_to if name in told]
        taken = Spans(
            Span(finding.range.start.offset, finding.range.end.offset)
            for outcome in stronger
            for finding in (*outcome.findings, *(each.finding for each in outcome.accepted))
            if finding.range is not None
        )
        told[rule.id] = judge(reading, rule, pack.scoring, lang, acceptance, taken)
    return [told[name] for name in pack.rules]


def judge(
    reading: Reading,
    rule: Rule,
    scoring: Scoring,
    lang: str = "en",
    acceptance: Acceptance | None = None,
    taken: Spans = Spans(()),  # noqa: B008 never changed
) -> RuleOutcome:
    """What one rule says of one draft, held against what its writer accepted; nothing of the stretches `taken`."""
    scope = Scope(reading, rule.where, rule.id)
    if not scope.applies() or _lacks(reading, rule, "NEEDS"):
        return RuleOutcome(rule.id, Outcome.NOT_APPLICABLE)
    found = (
        hit
        for hit in rule.check.check(scope, rule.settings)
        if hit.span is None or not (reading.is_comment(hit.span) or taken.overlaps(hit.span))
    )
    hits = list(islice(found, _MOST_PLACES))
    if not hits:
        return RuleOutcome(rule.id, Outcome.NOT_APPLICABLE if scope.empty else Outcome.PASSED)
    acceptance = acceptance or Acceptance(reading, None)
    prints = acceptance.fingerprints.of(rule.id, hits)
    grounds = [acceptance.ground(rule.id, hit, known_by) for hit, known_by in zip(hits, prints, strict=True)]
    standing = [at for at, ground in enumerate(grounds) if ground is None]
    costs = score.points(rule, [hits[at].confidence or rule.confidence for at in standing], scoring)
    cost_of = dict(zip(standing, costs, strict=True))
    findings = [_finding(reading, rule, hit, cost_of.get(at, 0.0), prints[at], lang) for at, hit in enumerate(hits)]
    return RuleOutcome(
        rule.id,
        Outcome.FAILED if standing else Outcome.PASSED,
        tuple(sorted((findings[at] for at in standing), key=_place)),
        tuple(Accepted(findings[at], ground.source, ground.because) for at, ground in enumerate(grounds) if ground),
    )


def _lacks(reading: Reading, rule: Rule, names: str) -> bool:
    """Whether a material was not given that the rule's kind names: under `NEEDS`, or under `USES` to find more by."""
    needed: str | None = getattr(rule.check, names, None)
    return needed is not None and getattr(reading.materials, needed) is None


def _ran(reading: Reading, pack: Pack) -> set[str]:
    """The rules that could have found all they ever find in this draft."""
    return {
        rule.id
        for rule in pack.rules.values()
        if Scope(reading, rule.where, rule.id).applies()
        and not _lacks(reading, rule, "NEEDS")
        and not _lacks(reading, rule, "USES")
    }


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


def _likeness(reading: Reading) -> tuple[Likeness, ...]:
    """What the letter has in common with templates and with the most alike of the earlier letters."""
    draft = reading.draft
    return tuple(
        Likeness(
            each.letter or None,
            each.share,
            each.other_account,
            each.same_case,
            tuple(Borrowed(shorten(draft[b.span], 200), draft.range(b.span), b.source) for b in each.sentences),
        )
        for each in reading.likeness[:_MOST_LETTERS]
    )


_UNDECIDED = {
    "en": {
        "empty": ("the draft is empty", "write the letter and check it again"),
        "foreign": ("the draft is not in English", "poalint reads English letters: translate it and check it again"),
        "no words": ("the draft holds no words", "check that it is the right file"),
    },
    "zh": {
        "empty": ("这份草稿是空的", "写好申诉信再检查"),
        "foreign": ("这份草稿不是英文", "poalint 只检查英文申诉信：请先翻译成英文再检查"),
        "no words": ("这份草稿里没有单词", "请确认文件选对了"),
    },
}
"""Why a draft cannot be judged, and what to do about it."""


def undecided(reading: Reading, lang: str = "en") -> tuple[str, str] | None:
    """Why the draft cannot be judged and what to do about it, or None where it can."""
    text = reading.draft.text
    told = _UNDECIDED["zh" if lang == "zh" else "en"]
    if not text.strip("\ufeff\u200b \t\r\n\f\v\u00a0\u3000"):
        return told["empty"]
    if is_foreign(text) and len(_WORD.findall(text)) < 60:
        return told["foreign"]
    return None if _WORD.search(text) else told["no words"]


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


def _finding(reading: Reading, rule: Rule, hit: Hit, cost: float, known_by: str, lang: str) -> Finding:
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
        related=tuple(
            Note(_NOTES_ZH.get(words, words) if lang == "zh" else words, draft.range(place))
            for place, words in hit.related
        ),
        fixes=tuple(
            _fix(reading, rule, hit, at, lang) for at in range(len(hit.repairs)) if _keeps_comments(reading, hit, at)
        ),
        url=rule.url,
        fingerprint=known_by,
    )


def _keeps_comments(reading: Reading, hit: Hit, at: int) -> bool:
    """Whether no edit of a repair would take a comment away."""
    return not any(reading.comment_spans.overlaps(span) for span, _ in hit.repairs[at].edits)


def _fix(reading: Reading, rule: Rule, hit: Hit, at: int, lang: str) -> Fix:
    repair = hit.repairs[at]
    first = repair.edits[0][1]
    title = rule.fix.say(lang, hit.slots) if rule.fix else f"Write “{shorten(first, 60)}”"
    edits = tuple(Edit(reading.draft.range(span), text) for span, text in repair.edits)
    return Fix(title, Applicability(repair.applicability), edits)


__all__ = ["check", "judge", "undecided"]
