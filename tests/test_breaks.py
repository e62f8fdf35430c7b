"""Strong letters are left in peace, and each of their breaks, made one at a time, is found by the right rule."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from poalint.api import Linter
from poalint.draft import read_draft
from poalint.model import ClauseKind, Report, SectionKind, Severity, Span, Status
from poalint.reading import Reading

FOLDER = Path(__file__).parent.parent / "fixtures" / "drafts" / "strong"
LETTERS = sorted(FOLDER.glob("*.txt"))
NAMES = [letter.stem for letter in LETTERS]
LONG_WORDS = re.compile(r"\b([a-z]{6,}) ([a-z]{6,})\b")


@dataclass(frozen=True)
class Break:
    """One way to spoil a letter: what it is, how it is done, and the rule that must find it."""

    name: str
    spoil: Callable[[Reading], str]
    rule: str


def without(reading: Reading, kind: SectionKind) -> str:
    """The letter without the parts of a kind."""
    text = reading.draft.text
    for section in reversed(reading.section(kind)):
        text = text[: section.span.start] + text[section.span.end :]
    return text


def with_line(reading: Reading, kind: SectionKind, line: str) -> str:
    """The letter with a line of its own at the end of the first part of a kind."""
    text = reading.draft.text
    end = reading.draft.trim(reading.section(kind)[0].span).end
    return f"{text[:end]}\n\n{line}\n\n{text[end:].lstrip()}"


def put(reading: Reading, span: Span, words: str) -> str:
    text = reading.draft.text
    return text[: span.start] + words + text[span.end :]


def deed_as(reading: Reading, words: str) -> str:
    """The letter with the first deed of one verb, done in the corrective part, told otherwise: `{}` is its bare form."""
    clause = next(
        clause
        for clause in reading.clauses
        if clause.kind is ClauseKind.ACTION
        and clause.status is Status.DONE
        and reading.section_at(clause.span.start) is SectionKind.CORRECTIVE
        and clause.construction == "past"
        and clause.group == clause.head
        and not clause.negated
    )
    return put(reading, clause.group, words.format(clause.lemma))


def wrong_id(reading: Reading) -> str:
    """The letter with a digit of its first order ID lost, or with an ID of that sort where it has none."""
    if not reading.order_ids:
        return with_line(reading, SectionKind.CORRECTIVE, "Order 114-290384-5561029 was refunded in full.")
    first = reading.order_ids[0]
    return put(reading, first.span, reading.draft[first.span][:-1])


def no_evidence(reading: Reading) -> str:
    """The letter without a word of what is attached."""
    text = "".join(
        reading.draft.text[s.span.start : s.span.end] for s in reading.sections if s.kind is not SectionKind.EVIDENCE
    )
    text = re.sub(r"[(\[][^()\[\]]*(?:Attachment|Att|Exhibit|Annex|Enclosure|Doc)[^()\[\]]*[)\]]", "", text)
    words = (
        r"att\.|docs?|attach\w*|exhibits?|annex\w*|enclos\w*|appendi\w*|screenshots?|invoices?|reports?|photo\w*|documents?"
        r"|files?"
    )
    kept = [s for s in re.split(r"(?<=[.!?;:])\s|(?<=\n)", text) if not re.search(rf"(?i)\b(?:{words})\b", s)]
    return " ".join(kept)


def two_words(reading: Reading) -> re.Match[str]:
    """Two long words that stand beside each other in a sentence of the corrective part."""
    part = reading.section(SectionKind.CORRECTIVE)[0].span
    found = next(
        (
            match
            for match in LONG_WORDS.finditer(reading.draft.text, part.start, part.end)
            if any(passage.span.covers(match.start()) for passage in reading.passages)
        ),
        None,
    )
    assert found
    return found


def glued(reading: Reading) -> str:
    found = two_words(reading)
    return reading.draft.text[: found.end(1)] + reading.draft.text[found.start(2) :]


def doubled(reading: Reading) -> str:
    found = two_words(reading)
    return f"{reading.draft.text[: found.end(1)]} {found[1]}{reading.draft.text[found.end(1) :]}"


def gap(reading: Reading) -> str:
    return put(reading, reading.dates[-1].span, "[date]")


def no_day(reading: Reading) -> str:
    """The letter with a deed on a day that no calendar has."""
    return with_line(reading, SectionKind.CORRECTIVE, "On 31 September 2026 we read all open messages once more.")


C, P, R = SectionKind.CORRECTIVE, SectionKind.PREVENTIVE, SectionKind.ROOT_CAUSE
BREAKS = (
    Break("no cause", lambda r: without(r, R), "structure/missing-root-cause"),
    Break("no deeds", lambda r: without(r, C), "structure/missing-corrective"),
    Break("no prevention", lambda r: without(r, P), "structure/missing-preventive"),
    Break("a promise", lambda r: deed_as(r, "will {}"), "tense/promised-action"),
    Break(
        "a deed begun",
        lambda r: with_line(r, C, "We have begun to answer all the open messages."),
        "tense/begun-action",
    ),
    Break("a deed attempted", lambda r: deed_as(r, "are trying to {}"), "tense/attempted-action"),
    Break(
        "a condition",
        lambda r: with_line(r, C, "If you reinstate our account, we will refund every buyer."),
        "tense/conditional-on-reinstatement",
    ),
    Break("a wrong ID", wrong_id, "orders/"),
    Break("a gap", gap, "leftovers/placeholder"),
    Break("a day that is none", no_day, "consistency/impossible-date"),
    Break("no evidence", no_evidence, "evidence/no-evidence-named"),
    Break(
        "the buyers blamed",
        lambda r: with_line(r, R, "It was the fault of the buyers, who gave us wrong addresses."),
        "blame/blamed-buyer",
    ),
    Break(
        "Amazon blamed",
        lambda r: with_line(r, R, "Amazon's system failed to read what we had sent."),
        "blame/blamed-amazon",
    ),
    Break("a plea", lambda r: with_line(r, P, "We beg you to give us one more chance."), "tone/begging"),
    Break("a threat", lambda r: with_line(r, P, "Otherwise our lawyer will sue Amazon."), "tone/legal-threat"),
    Break("a question", lambda r: with_line(r, P, "Why did you close our account?"), "tone/question-to-amazon"),
    Break(
        "foreign lines", lambda r: with_line(r, C, "我们已经联系了所有的买家，并且全部退款。"), "leftovers/foreign-text"
    ),
    Break("words run together", glued, "language/joined-words"),
    Break("a word twice", doubled, "language/doubled-word"),
)


def counted(report: Report) -> Counter[str]:
    return Counter(finding.rule for finding in report.findings)


@pytest.fixture(scope="module")
def readings(linter: Linter) -> dict[str, tuple[Reading, Report]]:
    drafts = {letter.stem: read_draft(letter) for letter in LETTERS}
    return {name: (linter.inspect(draft), linter.check(draft)) for name, draft in drafts.items()}


def test_there_are_letters_enough() -> None:
    assert len(LETTERS) >= 6
    assert len(BREAKS) >= 10


@pytest.mark.parametrize("name", NAMES)
def test_a_strong_letter_is_left_in_peace(name: str, readings: dict[str, tuple[Reading, Report]]) -> None:
    report = readings[name][1]
    assert [(f.rule, f.excerpt) for f in report.findings if f.severity is Severity.ERROR] == []
    warnings = [(f.rule, f.excerpt) for f in report.findings if f.severity is Severity.WARNING]
    assert len(warnings) <= 2, warnings
    assert report.score is not None
    assert report.score >= 90


def test_the_strong_letters_answer_five_kinds_of_violation(readings: dict[str, tuple[Reading, Report]]) -> None:
    assert len({report.violation.kind for _, report in readings.values()}) >= 5


@pytest.mark.parametrize("spoiled", BREAKS, ids=lambda each: each.name)
@pytest.mark.parametrize("name", NAMES)
def test_a_break_is_found_by_the_right_rule(
    name: str, spoiled: Break, readings: dict[str, tuple[Reading, Report]], linter: Linter
) -> None:
    reading, before = readings[name]
    text = spoiled.spoil(reading)
    assert text != reading.draft.text
    after = linter.check(text)
    new = counted(after) - counted(before)
    assert any(rule.startswith(spoiled.rule) for rule in new), (new, [f.excerpt for f in after.findings])
    assert (after.score or 0) < (before.score or 0)
